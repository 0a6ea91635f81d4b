-- grain: one row per gemeente, basisteam, incident class and month
-- key: gebied_code, basisteam, mk_code, maand
with nu as (
    select
        gebied_code,
        basisteam,
        mk_code,
        cast(date_trunc('month', teldatum) as date) as maand,
        count(*) as aantal,
        count(*) filter (where poging) as aantal_pogingen,
        sum(coalesce(verdachten, 0)) as verdachten
    from {{ ref('int_incident') }}
    where teldatum is not null
    group by all
),

eerst as (
    select
        gebied_code,
        basisteam,
        mk_code,
        cast(date_trunc('month', teldatum) as date) as maand,
        count(*) as aantal_eerst_gemeld
    from {{ ref('int_incident_versie') }} as versie
    left join {{ ref('int_telregel_afval') }} as afval
        on afval.pseudoniem = versie.pseudoniem
        and afval.telregel_id = (select telregel_id from {{ ref('stg_run') }})
    where versie.versie = 1 and versie.teldatum is not null and afval.pseudoniem is null
    group by all
)

select
    coalesce(nu.gebied_code, eerst.gebied_code) as gebied_code,
    coalesce(nu.basisteam, eerst.basisteam) as basisteam,
    coalesce(nu.mk_code, eerst.mk_code) as mk_code,
    coalesce(nu.maand, eerst.maand) as maand,
    coalesce(nu.aantal, 0) as aantal,
    coalesce(nu.aantal_pogingen, 0) as aantal_pogingen,
    coalesce(eerst.aantal_eerst_gemeld, 0) as aantal_eerst_gemeld,
    coalesce(nu.verdachten, 0) as verdachten
from nu
full join eerst
    on eerst.gebied_code = nu.gebied_code
    and eerst.basisteam is not distinct from nu.basisteam
    and eerst.mk_code = nu.mk_code
    and eerst.maand = nu.maand
