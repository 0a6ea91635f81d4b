-- grain: one row per yearly figure of the unit or a district, source and as-of moment at which it became another
-- key: indicator_id, gebied_code, periode_id, bron, tot_moment
-- counts come from the versions that hold, parts from what happened to each incident: two ways to one difference
with eenheid as (
    select eenheid_code from {{ ref('strategie') }}
),

-- exact figures that the strategy prints; 'more than 15,000' is none
gedrukt as (
    select
        cijfer.indicator_id,
        eenheid.eenheid_code as gebied_code,
        cijfer.jaar,
        cast(cijfer.waarde as bigint) as aantal
    from {{ ref('strategie_cijfers') }} as cijfer
    cross join eenheid
    where cijfer.is_telling
),

-- a yearly figure exists from the moment on which each of its months was covered
sinds as (
    select
        dekking.indicator_id,
        dekking.gebied_code,
        dekking.jaar,
        min(moment.moment_nr) as eerste_nr
    from (
        select indicator_id, gebied_code, cast(year(maand) as integer) as jaar, max(sinds) as sinds
        from {{ ref('int_dekking_sinds') }}
        group by all
    ) as dekking
    inner join {{ ref('int_dekking_jaar') }} as jaren using (indicator_id, gebied_code, jaar)
    inner join {{ ref('int_peilmoment') }} as moment on moment.moment >= dekking.sinds
    group by all
),

bewegingen as (
    select
        beweging.indicator_id,
        beweging.gebied_code,
        cast(year(beweging.maand) as integer) as jaar,
        dagen.moment_nr,
        sum(beweging.verandering) as verandering
    from {{ ref('int_beweging') }} as beweging
    inner join (
        select dag.bekend_op, min(moment.moment_nr) as moment_nr
        from (select distinct bekend_op from {{ ref('int_beweging') }}) as dag
        inner join {{ ref('int_peilmoment') }} as moment on moment.moment >= dag.bekend_op
        group by dag.bekend_op
    ) as dagen using (bekend_op)
    group by all
    -- from one month to another of the same year is no change of the year
    having sum(beweging.verandering) <> 0
),

standen as (
    select
        *,
        sum(verandering) over (
            partition by indicator_id, gebied_code, jaar order by moment_nr
        ) as aantal_tot
    from (
        select indicator_id, gebied_code, jaar, moment_nr, verandering from bewegingen
        union all
        -- a moment at which the parts cancel out, and the first one of a year without incidents
        select ander.indicator_id, ander.gebied_code, ander.jaar, ander.moment_nr, 0 as verandering
        from (
            select indicator_id, gebied_code, jaar, moment_nr from {{ ref('int_herziening') }}
            union
            select indicator_id, gebied_code, jaar, eerste_nr as moment_nr from sinds
        ) as ander
        anti join bewegingen using (indicator_id, gebied_code, jaar, moment_nr)
    )
),

uit_incidenten as (
    select
        standen.indicator_id,
        standen.gebied_code,
        standen.jaar,
        'bvi_incidenten' as bron,
        standen.moment_nr = sinds.eerste_nr as is_eerste,
        moment.vorig_moment as van_moment,
        moment.moment as tot_moment,
        standen.aantal_tot - standen.verandering as aantal_van,
        standen.aantal_tot,
        {%- for deel in oorzaken() %}
        coalesce(delen.{{ deel }}, 0) as {{ deel }}{{ ',' if not loop.last }}
        {%- endfor %}
    from standen
    inner join sinds using (indicator_id, gebied_code, jaar)
    inner join {{ ref('int_peilmoment') }} as moment using (moment_nr)
    left join {{ ref('int_herziening') }} as delen using (indicator_id, gebied_code, jaar, moment_nr)
    where standen.moment_nr >= sinds.eerste_nr
),

uit_totalen as (
    select
        indicator_id,
        gebied_code,
        jaar,
        'politie_47018ned' as bron,
        lag(bekend_op) over eerder is null as is_eerste,
        lag(bekend_op) over eerder as van_moment,
        bekend_op as tot_moment,
        lag(aantal) over eerder as aantal_van,
        aantal as aantal_tot
    from {{ ref('int_stand_open') }}
    window eerder as (partition by indicator_id, gebied_code, jaar order by bekend_op)
),

samen as (
    select * from uit_incidenten
    union all by name
    select * from uit_totalen where is_eerste or aantal_tot <> aantal_van
)

select
    samen.indicator_id,
    samen.gebied_code,
    samen.jaar::varchar as periode_id,
    samen.bron,
    case samen.bron when 'bvi_incidenten' then run.telregel_id else 'eigenaar' end as telregel_id,
    case when not samen.is_eerste then samen.van_moment end as van_moment,
    samen.tot_moment,
    case
        when not samen.is_eerste then 'eerder moment'
        when gedrukt.jaar is not null then 'gedrukt in de strategie'
        else 'niets'
    end as vergeleken_met,
    cast(case when samen.is_eerste then gedrukt.aantal else samen.aantal_van end as bigint) as aantal_van,
    cast(samen.aantal_tot as bigint) as aantal_tot,
    cast(
        samen.aantal_tot - case when samen.is_eerste then gedrukt.aantal else samen.aantal_van end as bigint
    ) as verandering,
    {%- for deel in oorzaken() %}
    cast(case when not samen.is_eerste then samen.{{ deel }} end as bigint) as {{ deel }},
    {%- endfor %}
    case
        when samen.is_eerste and gedrukt.jaar is null then 'eerste cijfer'
        when samen.is_eerste or samen.bron <> 'bvi_incidenten' then 'onbekend (alleen totalen geleverd)'
        else 'ontleed'
    end as oorzaak
from samen
left join gedrukt using (indicator_id, gebied_code, jaar)
cross join {{ ref('stg_run') }} as run
