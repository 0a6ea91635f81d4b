-- grain: one row per gemeente and year per delivery, in the borders of that year
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    {{ statline_gebied('bron.regio', 'alias.gebied_code') }} as gebied_code,
    cast(left(bron.periode, 4) as integer) as jaar,
    bron.inwoners
from {{ source('raw', 'cbs_70072ned') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('stg_gebied_alias') }} as alias
    on alias.naam_kern = {{ naam_kern('bron.regio') }} and alias.gebied_type = {{ soort_uit_titel('bron.regio') }}
