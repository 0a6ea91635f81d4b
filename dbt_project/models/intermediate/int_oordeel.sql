-- grain: one row per target, year, path variant and source, unit level: value, path and verdict, derived targets too
-- key: doel_id, jaar, padvariant, bron
with eigen as (
    select
        doel.doel_id,
        doel.naam,
        doel.thema,
        doel.indicator_id,
        doel.meeteenheid,
        doel.jaar,
        doel.doeljaar,
        doel.padvariant,
        doel.is_hoofd,
        doel.bron,
        doel.toets,
        doel.periode_id,
        doel.waarde,
        doel.ondergrens,
        doel.bovengrens,
        doel.padwaarde,
        doel.norm,
        doel.operator,
        doel.basisjaar,
        doel.basis_gemeten,
        doel.richting,
        doel.precisie,
        doel.meetwijze,
        doel.teller,
        doel.noemer,
        doel.phi,
        doel.se,
        doel.basis_teller,
        doel.basis_se,
        doel.meetstatus,
        doel.golf_gehouden,
        doel.incidenten_geleverd,
        doel.binnen_pad,
        doel.voorlopig,
        doel.gemeenten_met_cijfer,
        doel.gemeenten_totaal,
        doel.volgt_uit,
        doel.waarde_gelijke_leeftijd,
        doel.basis_gelijke_leeftijd,
        doel.gelijke_leeftijd,
        koers.norm_gehaald,
        koers.koers,
        koers.p_waarde,
        koers.methode,
        koers.reden_code
    from {{ ref('int_doel_jaar') }} as doel
    inner join {{ ref('int_koers') }} as koers using (doel_id, jaar, padvariant, bron)
),

-- the reading that speaks for a target when another target rests on it
hoofd as (
    select *
    from eigen
    where is_hoofd
    qualify row_number() over (
        partition by doel_id, jaar order by meetstatus = 'gemeten' desc, bron
    ) = 1
),

-- 'every year': the promise of T01 in the target year is that no year broke it
belofte as (
    select
        laatste.doel_id,
        laatste.jaar,
        laatste.padvariant,
        laatste.bron,
        bool_and(stuk.norm_gehaald) as norm_gehaald,
        list(stuk.jaar order by stuk.jaar) filter (where not stuk.norm_gehaald) as gebroken_in
    from eigen as laatste
    inner join eigen as stuk using (doel_id, padvariant, bron)
    where
        laatste.toets = 'verandering'
        and laatste.jaar = laatste.doeljaar
        and stuk.binnen_pad
        and stuk.jaar <= laatste.jaar
    group by all
    having count(*) = count(stuk.waarde)
),

-- a place among others can be counted in several ways: a verdict only when all that were measured agree
rangen as (
    select jaar, count(distinct waarde <= norm) > 1 as oneens
    from {{ ref('int_top_tien') }}
    cross join (select norm from {{ ref('doelstellingen') }} where toets = 'rang') as doel
    group by jaar
),

delen as (
    select eigen.doel_id, eigen.jaar, {{ uitgespreid("string_split(eigen.volgt_uit, ' ')") }} as deel_id
    from eigen
    where eigen.toets = 'volgt'
),

gevolgd as (
    select
        delen.doel_id,
        delen.jaar,
        case
            when bool_and(deel.meetstatus = 'gemeten') then 'gemeten'
            -- the part that is missing says why; of two reasons the one that more deliveries could mend comes last
            when bool_or(deel.meetstatus = 'niet meetbaar') then 'niet meetbaar'
            when bool_or(deel.meetstatus = 'geen levering') then 'geen levering'
            else 'geen meting'
        end as meetstatus,
        case when count(*) = count(deel.norm_gehaald) then bool_and(deel.norm_gehaald) end as norm_gehaald,
        case
            when not bool_and(deel.meetstatus = 'gemeten') then null
            when bool_or(deel.koers = 'niet op koers') then 'niet op koers'
            -- a part without a course is not on course
            when bool_and(coalesce(deel.koers = 'op koers', false)) then 'op koers'
            when count(deel.koers) = count(*) then 'onbeslist'
        end as koers,
        bool_or(deel.voorlopig) as voorlopig
    from delen
    inner join hoofd as deel on deel.doel_id = delen.deel_id and deel.jaar = delen.jaar
    group by all
)

select
    eigen.* replace (
        coalesce(gevolgd.meetstatus, eigen.meetstatus) as meetstatus,
        case
            when eigen.toets = 'verandering' then belofte.norm_gehaald
            when eigen.toets = 'volgt' then gevolgd.norm_gehaald
            when eigen.toets = 'rang' and rangen.oneens then null
            else eigen.norm_gehaald
        end as norm_gehaald,
        coalesce(gevolgd.koers, eigen.koers) as koers,
        case
            when eigen.norm_gehaald is not null and eigen.toets = 'rang' and rangen.oneens then 'lezingen_oneens'
            else eigen.reden_code
        end as reden_code,
        coalesce(gevolgd.voorlopig, eigen.voorlopig) as voorlopig
    ),
    belofte.gebroken_in
from eigen
left join gevolgd on gevolgd.doel_id = eigen.doel_id and gevolgd.jaar = eigen.jaar
left join rangen on eigen.toets = 'rang' and rangen.jaar = eigen.jaar
left join belofte
    on belofte.doel_id = eigen.doel_id
    and belofte.jaar = eigen.jaar
    and belofte.padvariant = eigen.padvariant
    and belofte.bron = eigen.bron
