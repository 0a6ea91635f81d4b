-- grain: one row per gemeente or wijk and basisteam per delivery
-- key: levering_id, regel
-- wijk null: the whole gemeente
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    gemeente.gebied_code,
    bron.gemeente as gemeente_geleverd,
    case when lower(bron.wijk) <> 'alle' then {{ naam_kern('bron.wijk') }} end as wijk,
    team.gebied_code as basisteam_code,
    bron.basisteam as basisteam_geleverd,
    bron.geldig_van,
    bron.geldig_tot
from {{ source('raw', 'basisteam_indeling') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('stg_gebied_alias') }} as gemeente
    on gemeente.naam_kern = {{ naam_kern('bron.gemeente') }} and gemeente.gebied_type = 'gemeente'
left join {{ ref('stg_gebied_alias') }} as team
    on team.gebied_type = 'basisteam'
    and team.naam_kern in ({{ naam_kern('bron.basisteam') }}, lower({{ gebied_code('bron.basisteam') }}))
