-- grain and key as int_meting, with the dispersion that belongs to it; null where no months were delivered
select
    meting.*,
    dispersie.phi
from {{ ref('int_meting') }} as meting
left join {{ ref('int_dispersie') }} as dispersie
    on dispersie.indicator_id = case meting.indicator_id
        when 'woninginbraken_verandering' then 'woninginbraken'
        when 'verdachtenratio_woninginbraak' then 'woninginbraken'
        else meting.indicator_id
    end
    and dispersie.gebied_code = meting.gebied_code
    and meting.bron = 'bvi_incidenten'
