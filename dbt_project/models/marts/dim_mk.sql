-- grain: one row per police incident class, plus those that only a delivery names
-- key: mk_code
with bekend as (
    select
        codes.mk_code,
        codes.mk_naam as naam,
        -- when a class came or went the owner does not say
        cast(null as date) as geldig_van,
        cast(null as date) as geldig_tot,
        regel.regel_id is not null as later_toegevoegd,
        regel.uitleg
    from {{ ref('mk_codes') }} as codes
    left join {{ ref('mk_regels') }} as regel
        on regel.mk_code = codes.mk_code and regel.soort = 'later_toegevoegd'
),

geleverd as (
    select mk_code from {{ ref('int_incident_maand') }}
    union
    -- an incident without any date counts in no month, but it is there
    select mk_code from {{ ref('int_incident') }}
    union
    select mk_code from {{ ref('stg_bvi__maandcijfer') }}
)

select mk_code, naam, geldig_van, geldig_tot, later_toegevoegd, true as in_codelijst, uitleg from bekend
union all by name
select geleverd.mk_code, 'onbekend' as naam, false as later_toegevoegd, false as in_codelijst
from geleverd
left join bekend using (mk_code)
where bekend.mk_code is null
