-- grain: one row per indicator, gemeente of the unit, three years and source, from published yearly counts
-- key: indicator_id, gebied_code, periode_id, bron
-- incidents have theirs in int_telling_incident. A gemeente whose area changed in between has no three years
with jaren as (
    select indicator_id, gebied_code, jaar, 'politie_47018ned' as bron, indeling_jaar, aantal
    from {{ ref('int_telling_open') }}
    union all by name
    select 'geregistreerde_misdrijven' as indicator_id, gebied_code, jaar, bron, aantal
    from {{ ref('int_misdrijven') }}
),

samenstelling as (
    select naar_code as gebied_code, indeling_jaar, hash(list(gebied_code order by gebied_code)) as welke
    from {{ ref('int_gebied_keten') }}
    group by naar_code, indeling_jaar
),

gemeenten as (
    select jaren.*, samenstelling.welke
    from jaren
    inner join {{ ref('int_gebied') }} as gebied on gebied.gebied_code = jaren.gebied_code
    inner join samenstelling
        on samenstelling.gebied_code = jaren.gebied_code
        and samenstelling.indeling_jaar = coalesce(jaren.indeling_jaar, {{ grenzen_van('jaren.jaar') }})
    where gebied.gebied_type = 'gemeente' and gebied.eenheid_code = (select eenheid_code from {{ ref('strategie') }})
)

select
    laatste.indicator_id,
    laatste.gebied_code,
    (laatste.jaar - 2) || '-' || laatste.jaar as periode_id,
    laatste.jaar,
    laatste.bron,
    any_value(laatste.indeling_jaar) as indeling_jaar,
    cast(sum(stuk.aantal) as bigint) as aantal
from gemeenten as laatste
inner join gemeenten as stuk
    on stuk.indicator_id = laatste.indicator_id
    and stuk.gebied_code = laatste.gebied_code
    and stuk.bron = laatste.bron
    and stuk.welke = laatste.welke
    and stuk.jaar between laatste.jaar - 2 and laatste.jaar
group by laatste.indicator_id, laatste.gebied_code, laatste.jaar, laatste.bron
having count(*) = 3
