-- grain: one row per target of the strategy
-- key: doel_id
select
    doel_id,
    thema,
    naam,
    uitleg,
    indicator_id,
    meeteenheid,
    richting,
    cast(basisjaar as integer) as basisjaar,
    basiswaarde,
    gedrukt,
    norm,
    operator,
    precisie,
    cast(doeljaar as integer) as doeljaar,
    meetbaar,
    volgt_uit,
    contradicties,
    cast(vindplaats_regel as integer) as vindplaats_regel,
    citaat
from {{ ref('doelstellingen') }}
