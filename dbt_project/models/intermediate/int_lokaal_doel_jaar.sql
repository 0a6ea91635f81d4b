-- grain: one row per local target, period (year or wave; of counts in small areas three years too) and source
-- key: gebied_code, indicator_id, doeljaar, periode_id, bron
with run as (
    select minimum_n from {{ ref('stg_run') }}
),

doel as (
    select
        lokaal.*,
        gebied.gebied_type in ('gemeente', 'basisteam') as klein,
        indicator.meetwijze,
        case indicator.decimalen when 0 then 0 else 0.1 end as precisie,
        case lokaal.operator when '<=' then 'dalend' when '>=' then 'stijgend' end as richting,
        case
            when indicator.indicator_id is null then 'geen'
            when indicator.meetwijze = 'enquete' then 'schatting'
            when indicator.meeteenheid = 'aantal' then 'telling'
            else 'geen'
        end as toets,
        indicator.indicator_id is not null as meetbaar
    from {{ ref('int_lokaal_doel') }} as lokaal
    inner join {{ ref('int_gebied') }} as gebied using (gebied_code)
    left join {{ ref('indicator_definities') }} as indicator using (indicator_id)
    where lokaal.doeljaar > lokaal.basisjaar
),

-- the target is about the gemeente of the day it was set: a layout in which others are counted with it says nothing of it
eigen as (
    select doel.gebied_code, doel.indicator_id, doel.doeljaar, keten.indeling_jaar, keten.naar_code
    from doel
    inner join {{ ref('int_gebied_keten') }} as keten on keten.gebied_code = doel.gebied_code
    where not exists (
        select 1
        from {{ ref('int_gebied_keten') }} as ander
        inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = ander.gebied_code
        where
            ander.indeling_jaar = keten.indeling_jaar
            and ander.naar_code = keten.naar_code
            and ander.gebied_code <> doel.gebied_code
            and coalesce(gebied.geldig_van, date '1900-01-01') <= doel.vastgesteld_op
            and coalesce(gebied.geldig_tot, date '9999-12-31') >= doel.vastgesteld_op
    )
),

cijfers as (
    select
        eigen.gebied_code,
        eigen.indicator_id,
        eigen.doeljaar,
        cijfer.periode_id,
        cijfer.bron,
        cijfer.interval_soort = 'enquete' and cijfer.n_ongewogen < run.minimum_n as te_weinig,
        cijfer.waarde,
        cijfer.ondergrens,
        cijfer.bovengrens,
        cijfer.se,
        cijfer.teller,
        cijfer.phi,
        cijfer.methode,
        cijfer.voorlopig
    from {{ ref('int_interval') }} as cijfer
    cross join run
    inner join eigen
        on eigen.indicator_id = cijfer.indicator_id
        and eigen.naar_code = cijfer.gebied_code
        and eigen.indeling_jaar = coalesce(cijfer.indeling_jaar, {{ grenzen_van('cijfer.jaar') }})
),

bronnen as (
    select distinct gebied_code, indicator_id, doeljaar, bron from cijfers
),

-- a figure of the gemeente exists, but only together with others
samengenomen as (
    select distinct doel.gebied_code, doel.indicator_id, doel.doeljaar
    from doel
    inner join {{ ref('int_gebied_keten') }} as keten on keten.gebied_code = doel.gebied_code
    inner join {{ ref('int_interval') }} as cijfer
        on cijfer.indicator_id = doel.indicator_id
        and cijfer.gebied_code = keten.naar_code
        and coalesce(cijfer.indeling_jaar, {{ grenzen_van('cijfer.jaar') }}) = keten.indeling_jaar
    anti join eigen
        on eigen.gebied_code = doel.gebied_code
        and eigen.indicator_id = doel.indicator_id
        and eigen.doeljaar = doel.doeljaar
        and eigen.indeling_jaar = keten.indeling_jaar
),

perioden as (
    select
        doel.*,
        cast(t.jaar as integer) as jaar,
        1 as jaren,
        case when doel.meetwijze = 'enquete' then 'VM' else '' end || t.jaar as periode_id
    from doel
    cross join lateral generate_series(doel.basisjaar + 1, doel.doeljaar) as t(jaar)
    union all
    select doel.*, cast(t.jaar as integer) as jaar, 3 as jaren, (t.jaar - 2) || '-' || t.jaar as periode_id
    from doel
    cross join lateral generate_series(doel.basisjaar + 3, doel.doeljaar) as t(jaar)
    where doel.klein and doel.toets = 'telling'
)

select
    perioden.gebied_code,
    perioden.indicator_id,
    perioden.doeljaar,
    perioden.periode_id,
    coalesce(bronnen.bron, 'geen') as bron,
    perioden.jaar,
    perioden.jaren,
    perioden.klein,
    perioden.basisjaar,
    perioden.basiswaarde,
    perioden.norm as norm_doeljaar,
    -- the norm is a number for one year
    case when perioden.jaren = 1 then perioden.norm end as norm,
    perioden.operator,
    perioden.precisie,
    perioden.richting,
    perioden.toets,
    perioden.meetwijze,
    perioden.vastgesteld_op,
    -- straight from base to norm; of three years the sum, which is three times the middle one
    perioden.jaren * (
        perioden.basiswaarde
        + (perioden.norm - perioden.basiswaarde)
        * (perioden.jaar - (perioden.jaren - 1) / 2 - perioden.basisjaar) / (perioden.doeljaar - perioden.basisjaar)
    ) as padwaarde,
    true as binnen_pad,
    false as andere_dekking,
    exists (
        select 1 from {{ ref('stg_levering') }} as levering where levering.bron = 'bvi_incidenten'
    ) as incidenten_geleverd,
    case when not cijfers.te_weinig then cijfers.waarde end as waarde,
    case when not cijfers.te_weinig then cijfers.ondergrens end as ondergrens,
    case when not cijfers.te_weinig then cijfers.bovengrens end as bovengrens,
    cijfers.se,
    cijfers.teller,
    cijfers.phi,
    cijfers.methode as intervalmethode,
    coalesce(cijfers.voorlopig, false) as voorlopig,
    -- a driehoek names its base as a number; how long after that year it was read is not said
    case
        when perioden.toets = 'telling' and cijfers.waarde is not null and not cijfers.te_weinig then 'geen vroege stand'
        else 'niet van toepassing'
    end as gelijke_leeftijd,
    case
        when not perioden.meetbaar then 'niet meetbaar'
        when cijfers.te_weinig then 'te weinig waarnemingen'
        when cijfers.waarde is not null then 'gemeten'
        when perioden.meetwijze = 'enquete' and not coalesce(golf.gehouden, false) then 'geen meting'
        else 'geen levering'
    end as meetstatus,
    cijfers.waarde is null and samengenomen.gebied_code is not null as opgegaan,
    perioden.levering_id,
    perioden.regel
from perioden
left join bronnen using (gebied_code, indicator_id, doeljaar)
left join cijfers
    on cijfers.gebied_code = perioden.gebied_code
    and cijfers.indicator_id = perioden.indicator_id
    and cijfers.doeljaar = perioden.doeljaar
    and cijfers.periode_id = perioden.periode_id
    and cijfers.bron = bronnen.bron
left join samengenomen
    on samengenomen.gebied_code = perioden.gebied_code
    and samengenomen.indicator_id = perioden.indicator_id
    and samengenomen.doeljaar = perioden.doeljaar
left join {{ ref('vm_golven') }} as golf on golf.golf = perioden.jaar
