-- grain: one row per reading of T02 and area (unit, district): the target year counted and judged that way
-- key: gebied_code, bron, indicator_id, telregel_id, leeftijd, basis, padvariant
-- every choice that the strategy leaves open, combined with every other; the norm is compared as a number
with doel as (
    select doel_id, basisjaar, doeljaar, basiswaarde
    from {{ ref('doelstellingen') }}
    where uitgewerkt_in = 't02_lezingen'
),

paren as (
    select nu.*, basis.aantal as basis_aantal
    from {{ ref('int_t02_telling') }} as nu
    cross join doel
    inner join {{ ref('int_t02_telling') }} as basis
        on basis.bron = nu.bron
        and basis.indicator_id = nu.indicator_id
        and basis.telregel_id = nu.telregel_id
        and basis.leeftijd = nu.leeftijd
        and basis.gebied_code = nu.gebied_code
        and basis.jaar = doel.basisjaar
    where nu.jaar = doel.doeljaar
),

paden as (
    select pad.padvariant, pad.waarde, pad.waarde / doel.basiswaarde as rest
    from {{ ref('int_doelpad') }} as pad
    cross join doel
    where pad.doel_id = doel.doel_id and pad.jaar = doel.doeljaar
),

-- the printed number is about burglaries in homes in the whole unit; everything else starts from what was counted
lezingen as (
    select paren.*, 'gedrukt' as basis, paden.padvariant, paden.waarde as norm
    from paren
    cross join paden
    where paren.indicator_id = 'woninginbraken' and paren.gebied_code = (select eenheid_code from {{ ref('strategie') }})
    union all
    select paren.*, 'gemeten' as basis, paden.padvariant, paden.rest * paren.basis_aantal as norm
    from paren
    cross join paden
)

select
    gebied_code,
    bron,
    indicator_id,
    telregel_id,
    leeftijd,
    basis,
    padvariant,
    jaar,
    basis_aantal,
    norm,
    aantal as waarde,
    aantal - norm as verschil,
    aantal <= norm as gehaald
from lezingen
