-- grain: one row per gemeente and layout year in which it can be counted
-- key: gebied_code, indeling_jaar
-- forward only: a gemeente that came later cannot be split back into its parts; under a new name alone it is the same
with recursive heel as (
    select
        oude_code,
        nieuwe_code,
        ingang,
        gewicht,
        -- nobody delivers which incident lies in which part: no figure can be divided, so nothing may be published
        case
            when gewicht <> 1 or count(*) over (partition by oude_code, ingang) > 1 then error(
                'Herindeling van ' || oude_code || ' naar ' || nieuwe_code || ' op '
                || {{ dag_tekst('ingang') }} || ' gaat over een deel van de gemeente (gewicht ' || gewicht
                || '). Grenscorrecties kunnen niet worden doorgerekend; haal de regel uit seeds/herindelingen.csv '
                || 'of laat haar de hele gemeente overgaan.'
            )
        end as fout
    from {{ ref('herindelingen') }}
),

jaren as (
    select t.jaar as indeling_jaar
    from {{ ref('strategie') }}
    cross join lateral generate_series(indeling_basis, indeling_laatste) as t(jaar)
),

keten as (
    select
        gebied.gebied_code,
        jaren.indeling_jaar,
        gebied.gebied_code as naar_code,
        1.0::decimal(9, 6) as gewicht
    from {{ ref('int_gebied') }} as gebied
    cross join jaren
    where gebied.gebied_type = 'gemeente'
    union all
    select
        keten.gebied_code,
        keten.indeling_jaar,
        stap.nieuwe_code,
        cast(keten.gewicht * stap.gewicht as decimal(9, 6))
    from keten
    inner join heel as stap
        on stap.oude_code = keten.naar_code and stap.ingang <= {{ eerste_dag('keten.indeling_jaar') }}
        and stap.fout is null
),

geldig as (
    select keten.*
    from keten
    inner join {{ ref('int_gebied') }} as doel on doel.gebied_code = keten.naar_code
    where
        coalesce(doel.geldig_van, date '1900-01-01') <= {{ eerste_dag('keten.indeling_jaar') }}
        and coalesce(doel.geldig_tot, date '9999-12-31') >= {{ eerste_dag('keten.indeling_jaar') }}
),

-- a new name is not a merger: what is one gemeente with one of an older layout is that gemeente there
hernoemd as (
    select nieuw.gebied_code, oud.indeling_jaar, oud.naar_code, oud.gewicht
    from heel as stap
    inner join {{ ref('int_gebied') }} as nieuw
        on nieuw.gebied_code = stap.nieuwe_code and nieuw.geldig_van = stap.ingang
    inner join keten as oud
        on oud.gebied_code = stap.oude_code
        and oud.naar_code = stap.oude_code
        and {{ eerste_dag('oud.indeling_jaar') }} < stap.ingang
    inner join geldig as bestond
        on bestond.gebied_code = oud.gebied_code
        and bestond.naar_code = oud.naar_code
        and bestond.indeling_jaar = oud.indeling_jaar
    where
        stap.fout is null
        and (select count(*) from heel as ander where ander.nieuwe_code = stap.nieuwe_code) = 1
        -- what had gone into the old code by then is part of it
        and (
            select count(*)
            from heel as eerder
            where eerder.nieuwe_code = stap.oude_code and eerder.ingang > {{ eerste_dag('oud.indeling_jaar') }}
        ) = 0
)

select * from geldig
union all
select * from hernoemd
