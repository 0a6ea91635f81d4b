-- grain: one row per incident: of which year its wijk and buurt are
-- key: pseudoniem
-- wijken and buurten are drawn anew every year, so the number of one means nothing without its year; the list of a year is
-- not delivered, so that a number exists cannot be said: only that it is of the year in which the incident counts
with teksten as (
    select
        wijk,
        buurt,
        buurt_jaar,
        coalesce(
            nullif(regexp_extract(buurt, '^BU([0-9]{4})[0-9]{4}$', 1), ''),
            nullif(regexp_extract(wijk, '^WK([0-9]{4})[0-9]{2}$', 1), '')
        ) as gemeente_in_code,
        coalesce(
            nullif(regexp_extract(buurt, '^BU[0-9]{4}([0-9]{4})$', 1), ''),
            nullif(regexp_extract(buurt, '^Buurt ([0-9]{4})\b', 1), '')
        ) as buurt_nr,
        coalesce(
            nullif(regexp_extract(wijk, '^WK[0-9]{4}([0-9]{2})$', 1), ''),
            nullif(regexp_extract(wijk, '^Wijk ([0-9]{2})\b', 1), '')
        ) as wijk_uit_wijk
    from (select distinct wijk, buurt, buurt_jaar from {{ ref('int_incident') }} where coalesce(wijk, buurt) is not null)
),

gelezen as (
    select
        teksten.wijk,
        teksten.buurt,
        teksten.buurt_jaar,
        teksten.buurt_nr,
        coalesce(teksten.wijk_uit_wijk, left(teksten.buurt_nr, 2)) as wijk_nr,
        -- a code that names a gemeente which was not there on 1 January is not of the year that the delivery says
        teksten.gemeente_in_code is not null and gebied.gebied_code is null as gemeente_bestond_niet
    from teksten
    left join {{ ref('int_gebied') }} as gebied
        on gebied.gebied_code = 'GM' || teksten.gemeente_in_code
        and coalesce(gebied.geldig_van, date '1900-01-01') <= {{ eerste_dag('teksten.buurt_jaar') }}
        and coalesce(gebied.geldig_tot, date '9999-12-31') >= {{ eerste_dag('teksten.buurt_jaar') }}
),

beoordeeld as (
    select
        incident.pseudoniem,
        incident.gebied_code,
        cast(year(incident.teldatum) as integer) as teljaar,
        case when not gelezen.gemeente_bestond_niet then gelezen.buurt_jaar end as buurt_jaar,
        gelezen.wijk_nr,
        gelezen.buurt_nr,
        case
            when coalesce(incident.wijk, incident.buurt) is null then 'geen wijk of buurt'
            when incident.teldatum is null then 'teljaar onbekend'
            when gelezen.gemeente_bestond_niet or gelezen.buurt_jaar <> year(incident.teldatum) then 'van een ander jaar'
            when gelezen.wijk_nr is null then 'niet herkend'
            else 'van het teljaar'
        end as buurt_status
    from {{ ref('int_incident') }} as incident
    left join gelezen
        on gelezen.wijk is not distinct from incident.wijk
        and gelezen.buurt is not distinct from incident.buurt
        and gelezen.buurt_jaar = incident.buurt_jaar
)

select
    pseudoniem,
    teljaar,
    buurt_jaar,
    wijk_nr,
    buurt_nr,
    buurt_status,
    -- year and gemeente are part of the key: numbers of two years never meet in one group
    case
        when buurt_status = 'van het teljaar' and buurt_nr is not null and gebied_code <> 'GM0000'
            then buurt_jaar || '-' || gebied_code || '-' || buurt_nr
    end as buurt_sleutel
from beoordeeld
