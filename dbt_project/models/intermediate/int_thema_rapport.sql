-- grain: one row per choice of themes, kind of report and VNG theme on which that report says something
-- key: keuze_jaar, soort, thema_code
-- a report is of the choice in whose time it first came: delivered again years later it is no newer report
with stand as (
    {{ laatste_stand(ref('stg_rapport__uitspraak'), ['rapport', 'thema_code', 'bladzijde', 'citaat'], ['rapport']) }}
),

verschenen as (
    select rapport, min(peilmoment) as verschenen_op
    from {{ ref('stg_rapport__uitspraak') }}
    group by rapport
),

rapporten as (
    select keuze.keuze_jaar, soorten.soort, verschenen.rapport
    from {{ ref('int_themakeuze') }} as keuze
    cross join {{ ref('rapport_soorten') }} as soorten
    inner join verschenen
        on starts_with(verschenen.rapport, soorten.begin)
        and year(verschenen.verschenen_op) <= keuze.keuze_jaar
        and year(verschenen.verschenen_op) > coalesce(keuze.vorige_jaar, 0)
    qualify row_number() over (
        partition by keuze.keuze_jaar, soorten.soort order by verschenen.verschenen_op desc, verschenen.rapport desc
    ) = 1
)

select
    rapporten.keuze_jaar,
    rapporten.soort,
    stand.thema_code,
    rapporten.rapport,
    max(stand.weging) as weging,
    -- statements that contradict each other are shown as such, never averaged
    case when count(distinct stand.richting) = 1 then any_value(stand.richting) else 'verdeeld' end as richting,
    count(*) as uitspraken,
    cast(max(stand.peilmoment) as date) as peildatum
from rapporten
inner join stand using (rapport)
group by all
