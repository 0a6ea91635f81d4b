-- grain: one row per indicator, area, period and source: the value with the dispersion that belongs to it
-- key: indicator_id, gebied_code, periode_id, bron
-- phi is null where no months were delivered
select
    meting.*,
    dispersie.phi
from {{ ref('int_meting') }} as meting
left join {{ ref('int_dispersie') }} as dispersie
    on dispersie.indicator_id = case meting.indicator_id
        when 'woninginbraken_verandering' then 'woninginbraken'
        when 'verdachtenratio_woninginbraak' then 'woninginbraken'
        when 'verdachtenratio_woninginbraak_cohort' then 'woninginbraken'
        when 'verdachtenratio_woninginbraak_periode' then 'woninginbraken'
        else meting.indicator_id
    end
    and dispersie.gebied_code = meting.gebied_code
    and meting.bron in ('bvi_incidenten', 'bvi_verdachten')
