-- grain: one row per incident and as-of moment at which a delivery holds it
-- key: pseudoniem, peilmoment
-- narrow on purpose: only what is needed to see what changed and what vanished; the rest stays in staging
-- equal moments: the last content hash, and in one file the last line, speaks
with smal as (
    select
        pseudoniem,
        peilmoment,
        volgorde,
        regel,
        levering_id,
        mk_code,
        gebied_code,
        basisteam,
        cast(begin_pleegtijd as date) as begin_datum,
        cast(eind_pleegtijd as date) as eind_datum,
        cast(kennisname_tijd as date) as kennisname_datum,
        hash(
            mk_code, gebied_code, gemeente_geleverd, wijk, buurt, begin_pleegtijd, eind_pleegtijd,
            kennisname_tijd, poging, aangifte, verdachten, aanhoudingen, opgehelderd, object, cel_x, cel_y
        ) as inhoud
    from {{ ref('stg_bvi__incident') }}
),

een_per_moment as (
    select
        * replace (
            -- a delivery without the optional column does not say that the team is gone
            last_value(basisteam ignore nulls) over eerder as basisteam
        ),
        lead(peilmoment) over eerder as volgend_moment
    from smal
    window eerder as (partition by pseudoniem order by volgorde, regel)
    qualify peilmoment is distinct from volgend_moment
)

select * from een_per_moment
