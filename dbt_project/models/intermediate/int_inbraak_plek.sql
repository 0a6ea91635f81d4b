-- grain: one row per burglary with a place and a team in the last three whole years
-- key: pseudoniem
-- several incidents of one registration are one event: else they would be each other's near repeat
with jaren as (
    select max(year(maand)) as laatste, min(year(maand)) as eerste
    from {{ ref('int_inbraak_maand') }}
)

select
    inbraak.pseudoniem,
    inbraak.basisteam_code,
    cast(greatest(jaren.eerste, jaren.laatste - 2) as integer) as van_jaar,
    cast(jaren.laatste as integer) as tot_jaar,
    inbraak.cel_x,
    inbraak.cel_y,
    cast(date_diff('day', date '2000-01-01', inbraak.teldatum) as integer) as dag
from {{ ref('int_inbraak') }} as inbraak
inner join jaren on inbraak.jaar between jaren.laatste - 2 and jaren.laatste
where inbraak.basisteam_code <> 'onbekend' and inbraak.cel_x is not null and inbraak.cel_y is not null
qualify
    row_number() over (
        partition by coalesce(inbraak.registratie_pseudoniem, inbraak.pseudoniem)
        order by inbraak.teldatum, inbraak.cel_x, inbraak.cel_y, inbraak.pseudoniem
    ) = 1
