-- grain: one row per area, wave, indicator and kind of number (value or margin) per delivery
-- key: levering_id, regel, indicator_id
with lang as (
    unpivot (
        select
            levering_id,
            regel,
            regio,
            periode,
            marge,
            weleens_onveilig as onveiligheidsgevoel,
            kans_woninginbraak,
            cijfer_veiligheid as rapportcijfer_veiligheid,
            jongeren_onveilig as onveilig_bij_jongeren
        from {{ source('raw', 'cbs_81877ned') }}
    )
    on onveiligheidsgevoel, kans_woninginbraak, rapportcijfer_veiligheid, onveilig_bij_jongeren
    into name indicator_id value getal
)

select
    lang.levering_id,
    lang.regel,
    lang.indicator_id,
    lev.peilmoment,
    lev.volgorde,
    {{ statline_gebied('lang.regio', 'alias.gebied_code') }} as gebied_code,
    cast(left(lang.periode, 4) as integer) as golf,
    {{ statline_marge('lang.marge') }} as soort_getal,
    lang.getal
from lang
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('stg_gebied_alias') }} as alias
    on alias.naam_kern = {{ naam_kern('lang.regio') }} and alias.gebied_type = {{ soort_uit_titel('lang.regio') }}
