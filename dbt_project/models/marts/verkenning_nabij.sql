-- grain: one row per basisteam, band of distance and band of days
-- key: basisteam_code, meter_van, dag_van
select
    nabij.basisteam_code,
    nabij.meter_van,
    nabij.dag_van,
    nabij.meter_tot,
    nabij.dag_tot,
    nabij.van_jaar,
    nabij.tot_jaar,
    nabij.incidenten,
    nabij.status,
    nabij.paren,
    nabij.verwacht,
    case when nabij.verwacht > 0 then nabij.paren / nabij.verwacht end as verhouding,
    nabij.p_waarde,
    case
        when nabij.status = 'te weinig'
            then 'Er zijn in ' || nabij.van_jaar || '-' || nabij.tot_jaar
            || ' te weinig inbraken met een plaats om te zien of zij elkaar in de buurt opvolgen.'
        else 'Binnen ' || case nabij.meter_tot when 0 then 'hetzelfde vak van 100 meter' else nabij.meter_van || ' tot '
            || nabij.meter_tot || ' meter' end || ' en ' || nabij.dag_van || ' tot ' || nabij.dag_tot || ' dagen liggen '
            || {{ getal('nabij.paren::double', 0) }} || ' paren inbraken, waar toeval er '
            || {{ getal('nabij.verwacht', 2) }} || ' zou geven'
            || case when nabij.p_waarde <= 0.05 then ': dat is meer dan toeval.' else '; dat kan toeval zijn.' end
    end as toelichting
from {{ ref('int_inbraak_nabij') }} as nabij
