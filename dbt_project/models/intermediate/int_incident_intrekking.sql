-- grain: one row per sighting after which the incident was withdrawn
-- key: pseudoniem, peilmoment
-- withdrawn: the first later delivery whose declared coverage holds the incident and that does not contain it
with dekkend as (
    select
        levering_id,
        peilmoment,
        sha256,
        dekking_codes,
        -- a window that names no date is about the beginning of the offence, as in int_dekking_maand
        coalesce(dekking_datumveld, 'begin_pleegtijd') as dekking_datumveld,
        dekking_van,
        dekking_tot
    from {{ ref('stg_levering') }}
    where bron = 'bvi_incidenten' and soort in ('volledig', 'venster')
),

-- the months of a window make an equality join of what would be a comparison of every row with every delivery
begrensd as (
    select
        dekkend.*,
        maand
    from dekkend
    cross join lateral generate_series(
        date_trunc('month', dekking_van)::timestamp, dekking_tot::timestamp, interval 1 month
    ) as reeks(maand)
    where dekking_van is not null and dekking_tot is not null
),

onbegrensd as (
    select * from dekkend where dekking_van is null or dekking_tot is null
),

meldingen as (
    select
        pseudoniem,
        peilmoment,
        volgend_moment,
        mk_code,
        gebied_code,
        begin_pleegtijd::date as begin_pleegtijd,
        eind_pleegtijd::date as eind_pleegtijd,
        kennisname_tijd::date as kennisname_tijd
    from {{ ref('int_incident_melding') }}
),

velden as (
    select distinct dekking_datumveld from dekkend
),

met_datum as (
    select
        meldingen.*,
        velden.dekking_datumveld,
        case velden.dekking_datumveld
            when 'begin_pleegtijd' then begin_pleegtijd
            when 'eind_pleegtijd' then eind_pleegtijd
            when 'kennisname_tijd' then kennisname_tijd
        end as datum
    from meldingen
    cross join velden
),

kandidaten as (
    select
        melding.pseudoniem,
        melding.peilmoment,
        melding.mk_code,
        melding.gebied_code,
        levering.levering_id,
        levering.peilmoment as ingetrokken_op,
        levering.sha256,
        levering.dekking_codes
    from met_datum as melding
    inner join begrensd as levering
        on levering.dekking_datumveld = melding.dekking_datumveld
        and levering.maand = date_trunc('month', melding.datum)
        and melding.datum between levering.dekking_van and levering.dekking_tot
        and levering.peilmoment > melding.peilmoment
        and (melding.volgend_moment is null or levering.peilmoment < melding.volgend_moment)
    union all
    select
        melding.pseudoniem,
        melding.peilmoment,
        melding.mk_code,
        melding.gebied_code,
        levering.levering_id,
        levering.peilmoment as ingetrokken_op,
        levering.sha256,
        levering.dekking_codes
    from met_datum as melding
    inner join onbegrensd as levering
        on levering.dekking_datumveld = melding.dekking_datumveld
        and levering.peilmoment > melding.peilmoment
        and (melding.volgend_moment is null or levering.peilmoment < melding.volgend_moment)
        and (levering.dekking_van is null or melding.datum >= levering.dekking_van)
        and (levering.dekking_tot is null or melding.datum <= levering.dekking_tot)
),

gedekt as (
    select kandidaten.*
    from kandidaten
    inner join {{ ref('int_levering_gebied') }} as gebied
        on gebied.levering_id = kandidaten.levering_id
        and (gebied.gebied_code is null or gebied.gebied_code = kandidaten.gebied_code)
    where kandidaten.dekking_codes is null or list_contains(kandidaten.dekking_codes, kandidaten.mk_code)
)

select
    pseudoniem,
    peilmoment,
    levering_id,
    ingetrokken_op
from gedekt
qualify row_number() over (
    partition by pseudoniem, peilmoment order by ingetrokken_op, sha256
) = 1
