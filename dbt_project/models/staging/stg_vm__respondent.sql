-- grain: one row per respondent per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    {{ pseudoniem('bron.respondent_id') }} as pseudoniem,
    bron.golf,
    bron.stratum,
    bron.weegfactor,
    gebied.gebied_code as district_code,
    bron.basisteam as basisteam_code,
    alias.gebied_code,
    bron.periode_van,
    bron.periode_tot,
    case when bron.kans_woninginbraak is not null then cast(bron.kans_woninginbraak >= 4 as integer) end
        as kans_woninginbraak,
    bron.cijfer_veiligheid as rapportcijfer_veiligheid,
    cast(bron.weleens_onveilig as integer) as onveiligheidsgevoel,
    bron.vertrouwen_politie,
    case when bron.tevreden_politie_buurt is not null then cast(bron.tevreden_politie_buurt >= 4 as integer) end
        as functioneren_politie_buurt,
    cast(bron.slachtoffer_woninginbraak as integer) as slachtoffer_woninginbraak
from {{ source('raw', 'vm_microdata') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('gebieden') }} as gebied
    on gebied.afkorting = bron.district and gebied.gebied_type = 'district'
left join {{ ref('stg_gebied_alias') }} as alias
    on alias.naam_kern = {{ naam_kern('bron.gemeente') }}
    and alias.gebied_type = {{ soort_uit_titel('bron.gemeente') }}
    and alias.gebied_type = 'gemeente'
