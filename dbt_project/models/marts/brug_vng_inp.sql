-- grain: one row per VNG category and INP code that share an incident class; 'geen' for a category without INP code
-- key: vng_code, inp_code
-- never typed: it follows from the classes that count in the category and the INP codes those classes stand under
with koppelingen as (
    select
        vng.vng_code,
        inp.inp_code,
        vng.mk_code,
        vng.bewijs
    from {{ ref('brug_mk_vng') }} as vng
    inner join (select distinct mk_code, inp_code from {{ ref('brug_mk_inp') }}) as inp using (mk_code)
    where vng.is_hoofd
),

paren as (
    select
        vng_code,
        inp_code,
        count(distinct mk_code) as aantal_mk,
        string_agg(distinct mk_code, ' ' order by mk_code) as mk_codes,
        case
            when bool_or(bewijs = 'aanname') then 'aanname'
            when bool_or(bewijs = 'deels') then 'deels'
            else 'zeker'
        end as bewijs,
        bool_or(bewijs <> 'aanname') as meer_dan_aanname
    from koppelingen
    group by vng_code, inp_code
),

per_vng as (
    select
        vng_code,
        count(distinct inp_code) as inp_codes,
        bool_and(bewijs = 'aanname') as alleen_aanname,
        bool_or(bewijs = 'deels') as deels,
        bool_or(bewijs <> 'zeker') as onzeker
    from koppelingen
    group by vng_code
),

per_inp as (
    select
        inp_code,
        count(distinct vng_code) as vng_codes,
        -- categories that hold a class of it for another reason than that no better place was found
        count(distinct case when meer_dan_aanname then vng_code end) as echte_vng_codes
    from paren
    group by inp_code
)

select
    categorie.vng_code,
    coalesce(paren.inp_code, 'geen') as inp_code,
    case
        when paren.inp_code is null then 'unmappable'
        when per_vng.alleen_aanname then 'residual'
        when per_vng.inp_codes > 1 then 'one_to_many'
        when per_vng.onzeker then 'partial'
        when per_inp.echte_vng_codes > 1 then 'many_to_one'
        when per_inp.vng_codes > 1 then 'partial'
        else 'one_to_one'
    end as relatie,
    cast(coalesce(paren.aantal_mk, 0) as integer) as aantal_mk,
    paren.mk_codes,
    cast(coalesce(per_vng.inp_codes, 0) as integer) as inp_codes_van_categorie,
    cast(per_inp.vng_codes as integer) as categorieen_van_inp,
    paren.bewijs
from {{ ref('dim_categorie') }} as categorie
left join paren using (vng_code)
left join per_vng using (vng_code)
left join per_inp on per_inp.inp_code = paren.inp_code
where categorie.vng_code <> 'onbekend'
