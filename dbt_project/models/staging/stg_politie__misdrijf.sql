-- grain: one row per kind of crime, area and year per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    lev.indeling_jaar,
    -- the title of a kind begins with its code, but for the total
    case
        when bron.soort_misdrijf = 'Totaal misdrijven' then '0.0.0'
        else regexp_extract(bron.soort_misdrijf, '^\S+')
    end as inp_code,
    {{ statline_gebied('bron.regio', 'alias.gebied_code') }} as gebied_code,
    cast(left(bron.periode, 4) as integer) as jaar,
    bron.aantal
from {{ source('raw', 'politie_47018ned') }} as bron
inner join {{ ref('stg_levering') }} as lev using (levering_id)
left join {{ ref('stg_gebied_alias') }} as alias
    on alias.naam_kern = {{ naam_kern('bron.regio') }} and alias.gebied_type = {{ soort_uit_titel('bron.regio') }}
