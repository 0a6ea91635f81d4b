-- grain: one row per figure that the strategy prints
-- key: cijfer_id
-- printed stays printed; recomputed stands beside it and never becomes a baseline by itself
with eenheid as (
    select eenheid_code from {{ ref('strategie') }}
),

waarden as (
    select
        indicator_id,
        gebied_code,
        periode_id,
        bron,
        waarde
    from {{ ref('indicatoren') }}
    where waarde is not null
    -- one source a figure: the police's own incidents first, then published tables
    qualify row_number() over (
        partition by indicator_id, gebied_code, periode_id
        order by case bron when 'bvi_incidenten' then 1 when 'politie_47018ned' then 2 else 3 end, bron
    ) = 1
),

herberekend as (
    select gedrukt.cijfer_id, waarden.waarde, waarden.bron
    from {{ ref('strategie_cijfers') }} as gedrukt
    inner join waarden
        on waarden.indicator_id = gedrukt.indicator_id and waarden.periode_id = gedrukt.periode_id::varchar
    inner join eenheid on eenheid.eenheid_code = waarden.gebied_code
    union all
    -- what was counted per district or gemeente: the rows below the unit against what is printed for the unit
    select gedrukt.cijfer_id, sum(registratie.waarde) as waarde, any_value(registratie.bron) as bron
    from {{ ref('strategie_cijfers') }} as gedrukt
    inner join {{ ref('feit_registratie') }} as registratie on registratie.grootheid = gedrukt.grootheid
    inner join {{ ref('dim_gebied') }} as gebied on gebied.gebied_code = registratie.gebied_code
    where gebied.gebied_type in ('district', 'gemeente')
    group by gedrukt.cijfer_id
    union all
    select gedrukt.cijfer_id, count(*)::double as waarde, 'gebieden' as bron
    from {{ ref('strategie_cijfers') }} as gedrukt
    cross join {{ ref('strategie') }} as strategie
    inner join {{ ref('dim_gebied') }} as gebied
        on gebied.gebied_type = 'gemeente'
        and gebied.in_eenheid
        and coalesce(gebied.geldig_van, date '1900-01-01') <= make_date(strategie.indeling_basis, 1, 1)
        and coalesce(gebied.geldig_tot, date '9999-12-31') >= make_date(strategie.indeling_basis, 1, 1)
    where gedrukt.grootheid = 'gemeenten'
    group by gedrukt.cijfer_id
)

select
    gedrukt.cijfer_id,
    gedrukt.onderwerp,
    gedrukt.gedrukt,
    gedrukt.waarde as gedrukte_waarde,
    gedrukt.meeteenheid,
    cast(gedrukt.jaar as integer) as jaar,
    herberekend.waarde as herberekend,
    herberekend.waarde - gedrukt.waarde as verschil,
    herberekend.bron,
    gedrukt.tegenstrijdigheid,
    contradictie.kern as tegenstrijdigheid_uitleg,
    case when herberekend.waarde is null then 'geen levering' else 'herberekend' end as status,
    cast(gedrukt.vindplaats_regel as integer) as vindplaats_regel,
    gedrukt.citaat
from {{ ref('strategie_cijfers') }} as gedrukt
left join herberekend using (cijfer_id)
left join {{ ref('contradicties') }} as contradictie on contradictie.contradictie_id = gedrukt.tegenstrijdigheid
