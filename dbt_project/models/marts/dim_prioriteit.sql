-- grain: one row per priority as gemeenten name it
-- key: prioriteit_id
with genoemd as (
    select
        prioriteit,
        niveau,
        max(vng_code) as vng_code,
        count(distinct vng_code) as codes
    from {{ ref('int_prioriteit') }}
    group by prioriteit, niveau
),

-- names of categories and themes that one code alone has
namen as (
    select {{ naam_kern('naam') }} as naam_kern, min(code) as code
    from (
        select categorie_naam as naam, categorie_code as code from {{ ref('vng_categorieen') }}
        union
        select thema_naam as naam, thema_code as code from {{ ref('vng_categorieen') }}
    )
    group by naam_kern
    having count(distinct code) = 1
)

select
    md5(genoemd.prioriteit || '|' || genoemd.niveau)[1:12] as prioriteit_id,
    genoemd.prioriteit,
    genoemd.niveau as soort,
    'lokaal' as niveau,
    coalesce(genoemd.vng_code, namen.code) as vng_code,
    case
        when genoemd.codes > 1 then 'deels: meer dan één code geleverd'
        when genoemd.vng_code is not null then 'zeker: code geleverd'
        when namen.code is not null then 'zeker: zelfde naam als de VNG'
        else 'geen: vrije tekst'
    end as bewijs,
    kolom.kolom as bijlage1_kolom
from genoemd
left join namen on namen.naam_kern = {{ naam_kern('genoemd.prioriteit') }}
left join {{ ref('bijlage1_kolommen') }} as kolom
    on kolom.vng_code = coalesce(genoemd.vng_code, namen.code)
