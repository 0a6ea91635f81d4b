-- grain: one row per category of the Kernbeleid Veiligheid (VNG), and one for what has no category
-- key: vng_code
with klassen as (
    select naar_code as vng_code, count(distinct mk_code) as aantal
    from {{ ref('int_mk_brug') }}
    where stelsel = 'vng' and is_hoofd
    group by naar_code
)

select
    categorie.categorie_code as vng_code,
    categorie.categorie_naam as categorie,
    categorie.thema_code,
    categorie.thema_naam as thema,
    categorie.veld_code,
    categorie.veld_naam as veld,
    cast(coalesce(klassen.aantal, 0) as integer) as aantal_klassen,
    zonder.waarom as waarom_geen_code
from {{ ref('vng_categorieen') }} as categorie
left join klassen on klassen.vng_code = categorie.categorie_code
left join {{ ref('categorie_zonder_code') }} as zonder on zonder.vng_code = categorie.categorie_code
union all
-- so that no incident is lost when somebody joins facts to categories
select
    'onbekend' as vng_code,
    'Geen categorie' as categorie,
    'onbekend' as thema_code,
    'Geen categorie' as thema,
    'onbekend' as veld_code,
    'Geen categorie' as veld,
    0 as aantal_klassen,
    'Hieronder tellen de incidenten waarvan de klasse in geen categorie past; zie onbekende_codes.' as waarom_geen_code
