-- grain: one row per indicator, area, period and source that would have a figure and cannot, with the reason
-- key: indicator_id, gebied_code, periode_id, bron
with instelling as (
    select telregel_id, indeling_jaar from {{ ref('stg_run') }}
),

eenheid as (
    select eenheid_code from {{ ref('strategie') }}
),

-- the years that the incident deliveries cover whole for the unit
gedekt as (
    select dekking.indicator_id, dekking.jaar
    from {{ ref('int_dekking_jaar') }} as dekking
    where dekking.gebied_code = (select eenheid_code from eenheid)
),

-- gemeenten of the layout that had merged by the end of the year, each with the one it is part of then
opgegaan as (
    select gedekt.indicator_id, gedekt.jaar, zelf.gebied_code
    from gedekt
    cross join instelling
    inner join {{ ref('int_gebied_keten') }} as zelf
        on zelf.indeling_jaar = instelling.indeling_jaar and zelf.naar_code = zelf.gebied_code
    inner join {{ ref('int_gebied') }} as gebied
        on gebied.gebied_code = zelf.gebied_code and gebied.eenheid_code = (select eenheid_code from eenheid)
    inner join {{ ref('int_gebied_keten') }} as later
        on later.gebied_code = zelf.gebied_code and later.indeling_jaar = {{ grenzen_van('gedekt.jaar + 1') }}
    left join {{ ref('int_dekking_jaar') }} as eigen
        on eigen.indicator_id = gedekt.indicator_id
        and eigen.gebied_code = zelf.gebied_code
        and eigen.jaar = gedekt.jaar
    where
        eigen.gebied_code is null
        and gedekt.jaar >= instelling.indeling_jaar
        and (
            select count(*)
            from {{ ref('int_gebied_keten') }} as ander
            inner join {{ ref('int_gebied_keten') }} as ander_zelf
                on ander_zelf.gebied_code = ander.gebied_code
                and ander_zelf.naar_code = ander.gebied_code
                and ander_zelf.indeling_jaar = instelling.indeling_jaar
            where ander.indeling_jaar = later.indeling_jaar and ander.naar_code = later.naar_code
        ) > 1
),

-- nobody said which team an incident belongs to: neither the extract nor a list
zonder_team as (
    select gedekt.indicator_id, gedekt.jaar, team.gebied_code
    from gedekt
    inner join {{ ref('int_gebied') }} as team
        on team.gebied_type = 'basisteam' and team.eenheid_code = (select eenheid_code from eenheid)
    anti join {{ ref('int_telling_incident') }} as telling
        on telling.indicator_id = gedekt.indicator_id
        and telling.jaar = gedekt.jaar
        and telling.gebied_code = team.gebied_code
),

jaren as (
    select indicator_id, gebied_code, jaar, 'gemeente_opgegaan' as reden_code from opgegaan
    union all
    select indicator_id, gebied_code, jaar, 'basisteam_onbekend' as reden_code from zonder_team
),

-- three years need each of them
perioden as (
    select indicator_id, gebied_code, cast(jaar as varchar) as periode_id, reden_code from jaren
    union
    select jaren.indicator_id, jaren.gebied_code, (laatste.jaar - 2) || '-' || laatste.jaar as periode_id, jaren.reden_code
    from jaren
    inner join gedekt as laatste
        on laatste.indicator_id = jaren.indicator_id and jaren.jaar between laatste.jaar - 2 and laatste.jaar
    inner join gedekt as eerste on eerste.indicator_id = laatste.indicator_id and eerste.jaar = laatste.jaar - 2
    inner join gedekt as midden on midden.indicator_id = laatste.indicator_id and midden.jaar = laatste.jaar - 1
),

incidenten as (
    select indicator_id, gebied_code, periode_id, reden_code from perioden
    union all
    select 'verdachtenratio_woninginbraak' as indicator_id, gebied_code, periode_id, reden_code
    from perioden
    where indicator_id = 'woninginbraken'
)

select
    incidenten.indicator_id,
    incidenten.gebied_code,
    incidenten.periode_id,
    'bvi_incidenten' as bron,
    instelling.telregel_id,
    cast(instelling.indeling_jaar as integer) as indeling_jaar,
    incidenten.reden_code
from incidenten
cross join instelling
union all
select
    indicator_id,
    gebied_code,
    cast(jaar as varchar) as periode_id,
    'politie_47018ned' as bron,
    'eigenaar' as telregel_id,
    cast(indeling_jaar as integer) as indeling_jaar,
    case when opgegaan then 'gemeente_opgegaan' else 'dekking_onvolledig' end as reden_code
from {{ ref('int_telling_indeling') }}
where aantal is null
