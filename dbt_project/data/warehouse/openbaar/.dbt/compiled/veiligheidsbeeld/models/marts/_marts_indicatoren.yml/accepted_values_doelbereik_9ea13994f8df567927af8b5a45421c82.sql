
    
    

with all_values as (

    select
        reden_code as value_field,
        count(*) as n_records

    from "bouw"."marts"."doelbereik"
    group by reden_code

)

select *
from all_values
where value_field not in (
    'buiten_pad','geen_indicator','geen_golf','golf_niet_geleverd','geen_levering','dekking_onvolledig','gelijke_leeftijd_onmogelijk','phi_onbekend_eens','phi_onbekend_oneens','verschil_te_klein','getoetst','alleen_richting','dekking_deels','basis_ontbreekt','volgt_uit_andere','reeksbreuk','nog_voorlopig'
)


