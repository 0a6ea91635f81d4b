-- grain: one row per source that has a contract, delivered or not
-- key: bron
with op_volgorde as (
    select
        *,
        row_number() over (partition by bron order by volgorde desc) as rang
    from {{ ref('stg_levering') }}
),

geleverd as (
    select
        bron,
        cast(count(*) as integer) as leveringen,
        max(peilmoment) as laatste_peilmoment,
        max(case when rang = 1 then levering_id end) as laatste_levering_id
    from op_volgorde
    group by bron
),

geweigerd as (
    select
        bron,
        cast(count(*) as integer) as geweigerd,
        max(peilmoment) as laatst_geweigerd
    from {{ ref('stg_geweigerd') }}
    group by bron
),

doelen as (
    select
        bron,
        string_agg(distinct doel_id, ' ' order by doel_id) as doelen
    from {{ ref('doelbereik') }}
    where meetstatus = 'gemeten'
    group by bron
),

met_vervaldatum as (
    select
        termijn.*,
        coalesce(geleverd.leveringen, 0) as leveringen,
        geleverd.laatste_levering_id,
        geleverd.laatste_peilmoment,
        cast(geleverd.laatste_peilmoment as date) + termijn.dagen as volgende_vervaldatum,
        coalesce(geweigerd.geweigerd, 0) as geweigerd,
        geweigerd.laatst_geweigerd,
        coalesce(geweigerd.laatst_geweigerd > geleverd.laatste_peilmoment, false) as verouderd,
        doelen.doelen,
        run.peildatum
    from {{ ref('stg_termijn') }} as termijn
    left join geleverd using (bron)
    left join geweigerd using (bron)
    left join doelen using (bron)
    cross join {{ ref('stg_run') }} as run
),

met_status as (
    select
        *,
        case
            when leveringen = 0 then 'nooit geleverd'
            when dagen is null then 'geen termijn'
            when volgende_vervaldatum < peildatum then 'te laat'
            else 'op tijd'
        end as status
    from met_vervaldatum
)

select
    bron,
    titel,
    eigenaar,
    frequentie,
    leveringen,
    laatste_levering_id,
    laatste_peilmoment,
    volgende_vervaldatum,
    status,
    case when status = 'te laat' then cast(peildatum - volgende_vervaldatum as integer) end as dagen_te_laat,
    -- the one that is due, and one more for every whole period since
    case
        when status = 'te laat'
            then cast(1 + (peildatum - volgende_vervaldatum - 1) // periode_dagen as integer)
        else 0
    end as gemiste_leveringen,
    geweigerd,
    verouderd,
    doelen,
    case status
        when 'nooit geleverd' then 'Deze bron heeft nog niets geleverd.'
        when 'geen termijn' then 'Eenmalig geleverd; er is geen volgende levering afgesproken.'
        when 'te laat' then 'De levering die uiterlijk ' || strftime(volgende_vervaldatum, '%d-%m-%Y')
            || ' verwacht werd, is er niet.'
        else 'De volgende levering wordt uiterlijk ' || strftime(volgende_vervaldatum, '%d-%m-%Y') || ' verwacht.'
    end || case
        when verouderd then ' Een levering van ' || strftime(laatst_geweigerd, '%d-%m-%Y')
            || ' is geweigerd: de cijfers rusten nog op die van ' || strftime(laatste_peilmoment, '%d-%m-%Y') || '.'
        else ''
    end as toelichting
from met_status
