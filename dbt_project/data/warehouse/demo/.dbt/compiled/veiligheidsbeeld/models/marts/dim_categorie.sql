-- grain: one row per category of the Kernbeleid Veiligheid (VNG)
-- key: vng_code
select
    categorie_code as vng_code,
    categorie_naam as categorie,
    thema_code,
    thema_naam as thema,
    veld_code,
    veld_naam as veld
from "bouw"."seeds"."vng_categorieen"