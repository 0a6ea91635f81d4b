-- grain: one row per sighting after which the incident was withdrawn
-- key: pseudoniem, peilmoment
-- withdrawn: the first later delivery whose declared coverage holds the incident and that does not contain it
with dekkend as (
    select
        levering_id,
        peilmoment,
        volgorde,
        dekking_codes,
        dekking_gebieden,
        dekking_datumveld,
        dekking_van,
        dekking_tot
    from {{ ref('stg_levering') }}
    where bron = 'bvi_incidenten' and soort in ('volledig', 'venster')
),

-- most sightings are followed by another before any delivery could have missed them
eerstvolgende as (
    select moment.peilmoment, min(dekkend.peilmoment) as dekkend_moment
    from (select distinct peilmoment from {{ ref('stg_levering') }} where bron = 'bvi_incidenten') as moment
    inner join dekkend on dekkend.peilmoment > moment.peilmoment
    group by moment.peilmoment
),

meldingen as (
    select
        melding.pseudoniem,
        melding.peilmoment,
        melding.volgend_moment,
        melding.mk_code,
        melding.gebied_code,
        melding.basisteam,
        melding.begin_datum,
        melding.eind_datum,
        melding.kennisname_datum
    from {{ ref('int_incident_melding') }} as melding
    inner join eerstvolgende using (peilmoment)
    where melding.volgend_moment is null or eerstvolgende.dekkend_moment < melding.volgend_moment
),

-- the months of a window make an equality join of what would compare every row with every delivery
begrensd as (
    select dekkend.*, maand
    from dekkend
    cross join lateral generate_series(
        date_trunc('month', dekking_van)::timestamp, dekking_tot::timestamp, interval 1 month
    ) as reeks(maand)
    where dekking_van is not null and dekking_tot is not null
),

met_datum as (
    select
        meldingen.*,
        veld.dekking_datumveld,
        case veld.dekking_datumveld
            when 'begin_pleegtijd' then begin_datum
            when 'eind_pleegtijd' then eind_datum
            when 'kennisname_tijd' then kennisname_datum
        end as datum
    from meldingen
    cross join (select distinct coalesce(dekking_datumveld, 'begin_pleegtijd') as dekking_datumveld from dekkend) as veld
),

kandidaten as (
    select
        melding.pseudoniem,
        melding.peilmoment,
        melding.mk_code,
        melding.gebied_code,
        melding.basisteam,
        levering.levering_id,
        levering.peilmoment as ingetrokken_op,
        levering.volgorde,
        levering.dekking_codes,
        levering.dekking_gebieden
    from met_datum as melding
    inner join begrensd as levering
        on coalesce(levering.dekking_datumveld, 'begin_pleegtijd') = melding.dekking_datumveld
        and levering.maand = date_trunc('month', melding.datum)
        and melding.datum between levering.dekking_van and levering.dekking_tot
        and levering.peilmoment > melding.peilmoment
        and (melding.volgend_moment is null or levering.peilmoment < melding.volgend_moment)
    union all
    -- a window that is open on one side or on both
    select
        melding.pseudoniem,
        melding.peilmoment,
        melding.mk_code,
        melding.gebied_code,
        melding.basisteam,
        levering.levering_id,
        levering.peilmoment as ingetrokken_op,
        levering.volgorde,
        levering.dekking_codes,
        levering.dekking_gebieden
    from met_datum as melding
    inner join dekkend as levering
        on coalesce(levering.dekking_datumveld, 'begin_pleegtijd') = melding.dekking_datumveld
        and (levering.dekking_van is null or levering.dekking_tot is null)
        and (levering.dekking_van is null or melding.datum >= levering.dekking_van)
        and (levering.dekking_tot is null or melding.datum <= levering.dekking_tot)
        and levering.peilmoment > melding.peilmoment
        and (melding.volgend_moment is null or levering.peilmoment < melding.volgend_moment)
),

gedekt as (
    select kandidaten.*
    from kandidaten
    left join {{ ref('int_levering_gebied') }} as gebied
        on gebied.levering_id = kandidaten.levering_id
        and (gebied.gebied_code is null or gebied.gebied_code = kandidaten.gebied_code)
    where
        (kandidaten.dekking_codes is null or list_contains(kandidaten.dekking_codes, kandidaten.mk_code))
        -- an incident that carries the name of a basisteam needs no list of its gemeenten
        and (gebied.levering_id is not null or list_contains(kandidaten.dekking_gebieden, kandidaten.basisteam))
)

select
    pseudoniem,
    peilmoment,
    arg_min(levering_id, volgorde) as levering_id,
    min(ingetrokken_op) as ingetrokken_op
from gedekt
group by pseudoniem, peilmoment
