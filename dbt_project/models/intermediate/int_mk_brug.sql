-- grain: one row per incident class and its place in another scheme (VNG, INP, theme), as long as that place holds
-- key: mk_code, stelsel, naar_code, versie
-- a place of its own in the code list is the main one; of several, only a dated rule (seed mk_regels) can say which
with basis as (
    select mk_code, 'vng' as stelsel, vng_code as naar_code, cast(null as varchar) as onderdeel, bewijs
    from {{ ref('mk_codes') }}
    union all
    -- the owner of the classes gives the INP code; `bewijs` in the list is about the VNG place
    select mk_code, 'inp' as stelsel, {{ uitgespreid("string_split(inp_code, '|')") }}, null, 'zeker'
    from {{ ref('mk_codes') }}
    where inp_code is not null
    union all
    select mk_code, 'thema' as stelsel, strategie_thema, thema_onderdeel, bewijs
    from {{ ref('mk_codes') }}
    where strategie_thema is not null
),

geteld as (
    select *, count(*) over (partition by mk_code, stelsel) as plaatsen
    from basis
),

-- a rule that names the class speaks before one for a whole code
regels as (
    select
        geteld.mk_code,
        geteld.stelsel,
        geteld.naar_code,
        regel.regel_id,
        regel.geldig_van,
        regel.geldig_tot,
        regel.is_hoofd,
        regel.bewijs,
        regel.uitleg
    from geteld
    inner join {{ ref('mk_regels') }} as regel
        on regel.brug = geteld.stelsel
        and regel.naar_code = geteld.naar_code
        and coalesce(regel.mk_code, geteld.mk_code) = geteld.mk_code
    qualify dense_rank() over (
        partition by geteld.mk_code, geteld.stelsel, geteld.naar_code
        order by case when regel.mk_code is null then 1 else 0 end
    ) = 1
)

select
    geteld.mk_code,
    geteld.stelsel,
    geteld.naar_code,
    cast(row_number() over (
        partition by geteld.mk_code, geteld.stelsel, geteld.naar_code
        order by coalesce(regels.geldig_van, date '0001-01-01')
    ) as integer) as versie,
    geteld.onderdeel,
    regels.geldig_van,
    regels.geldig_tot,
    coalesce(regels.is_hoofd, geteld.plaatsen = 1) as is_hoofd,
    coalesce(regels.bewijs, geteld.bewijs) as bewijs,
    regels.regel_id,
    regels.uitleg
from geteld
left join regels
    on regels.mk_code = geteld.mk_code
    and regels.stelsel = geteld.stelsel
    and regels.naar_code = geteld.naar_code
