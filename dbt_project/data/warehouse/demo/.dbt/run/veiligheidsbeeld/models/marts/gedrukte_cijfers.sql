
    

    create  table
      "bouw"."marts"."gedrukte_cijfers__dbt_tmp"
  
    
    as (
      -- grain: one row per figure that the strategy prints
-- key: cijfer_id
-- printed stays printed; recomputed stands beside it and never becomes a baseline by itself
with eenheid as (
    select eenheid_code from "bouw"."seeds"."strategie"
),

waarden as (
    select
        indicator_id,
        gebied_code,
        periode_id,
        bron,
        waarde
    from "bouw"."marts"."indicatoren"
    where waarde is not null
    -- one source a figure: the police's own incidents first, then published tables
    qualify row_number() over (
        partition by indicator_id, gebied_code, periode_id
        order by case bron when 'bvi_incidenten' then 1 when 'politie_47018ned' then 2 else 3 end, bron
    ) = 1
),

uit_indicator (cijfer_id, indicator_id, periode_id) as (
    values
        ('F01', 'woninginbraken', '2012'),
        ('F02', 'woninginbraken', '2013'),
        ('F04', 'woning_en_schuurinbraken', '2013'),
        ('F05', 'woninginbraken_verandering', '2013'),
        ('F16', 'inwoners', '2014')
),

herberekend as (
    select uit_indicator.cijfer_id, waarden.waarde, waarden.bron
    from uit_indicator
    inner join waarden using (indicator_id, periode_id)
    inner join eenheid on eenheid.eenheid_code = waarden.gebied_code
    union all
    -- column 4 of Bijlage 1 is the priority woninginbraken (C16): the district rows against the printed 81
    select 'F07' as cijfer_id, sum(registratie.waarde) as waarde, any_value(registratie.bron) as bron
    from "bouw"."marts"."feit_registratie" as registratie
    inner join "bouw"."marts"."dim_gebied" as gebied using (gebied_code)
    where registratie.grootheid = 'lokale prioriteiten, gedrukt, c04' and gebied.gebied_type = 'district'
    having count(*) > 0
    union all
    select 'F15' as cijfer_id, count(*)::double as waarde, 'gebieden' as bron
    from "bouw"."marts"."dim_gebied" as gebied
    cross join "bouw"."seeds"."strategie" as strategie
    where
        gebied.gebied_type = 'gemeente'
        and gebied.in_eenheid
        and coalesce(gebied.geldig_van, date '1900-01-01') <= make_date(strategie.indeling_basis, 1, 1)
        and coalesce(gebied.geldig_tot, date '9999-12-31') >= make_date(strategie.indeling_basis, 1, 1)
    union all
    select 'F31' as cijfer_id, sum(waarde) as waarde, any_value(bron) as bron
    from "bouw"."marts"."feit_registratie"
    where bron = 'bijlage1_rijtotalen'
    having count(*) > 0
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
from "bouw"."seeds"."strategie_cijfers" as gedrukt
left join herberekend using (cijfer_id)
left join "bouw"."seeds"."contradicties" as contradictie on contradictie.contradictie_id = gedrukt.tegenstrijdigheid
    );
    
  