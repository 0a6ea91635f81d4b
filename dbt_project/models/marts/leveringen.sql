-- grain: one row per delivery known on the peildatum
-- key: levering_id
with termijnen as (
    select * from {{ ref('stg_termijn') }}
),

afgekeurd as (
    select levering_id, string_agg(kolom || ' regel ' || regel, '; ' order by regel, kolom) as eerste_afkeuringen
    from (
        select levering_id, kolom, regel
        from {{ ref('stg_afgekeurd') }}
        qualify row_number() over (partition by levering_id order by regel, kolom) <= 5
    )
    group by levering_id
),

vorm as (
    select
        levering_id,
        string_agg(
            case soort
                when 'nieuw' then 'kolom ''' || kolom || ''' is nieuw'
                when 'weg' then 'kolom ''' || kolom || ''' ontbreekt'
                when 'hernoemd' then 'kolom ''' || kolom || ''' heet nu waarschijnlijk ''' || nu || ''''
                when 'andere soort' then 'kolom ''' || kolom || ''' bevat ' || nu || ' en bevatte ' || was
                else 'de kolommen staan in een andere volgorde'
            end, '; ' order by soort, kolom
        ) as vormwijziging
    from {{ ref('stg_vormwijziging') }}
    group by levering_id
)

select
    levering.levering_id,
    levering.bron,
    levering.bestand,
    levering.sha256,
    levering.peilmoment,
    levering.soort,
    array_to_string(levering.dekking_codes, ' ') as dekking_codes,
    array_to_string(levering.dekking_gebieden, ' ') as dekking_gebieden,
    levering.dekking_datumveld,
    levering.dekking_van,
    levering.dekking_tot,
    levering.fictief,
    levering.gelezen,
    levering.aanvaard,
    levering.afgekeurd,
    afgekeurd.eerste_afkeuringen,
    vorm.vormwijziging,
    termijnen.eigenaar,
    termijnen.frequentie,
    levering.peilmoment = max(levering.peilmoment) over (partition by levering.bron) as is_nieuwste,
    case
        when termijnen.dagen is null then 'geen termijn'
        when max(levering.peilmoment) over (partition by levering.bron)
            + to_days(termijnen.dagen) < run.peildatum then 'te laat'
        else 'op tijd'
    end as bronstatus
from {{ ref('stg_levering') }} as levering
left join termijnen using (bron)
left join afgekeurd using (levering_id)
left join vorm using (levering_id)
cross join {{ ref('stg_run') }} as run
