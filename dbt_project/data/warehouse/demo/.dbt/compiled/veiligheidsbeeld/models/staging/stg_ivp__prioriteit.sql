-- grain: one row per gemeente and priority per delivery
-- key: levering_id, regel
select
    bron.levering_id,
    bron.regel,
    lev.peilmoment,
    lev.volgorde,
    alias.gebied_code,
    bron.gemeente as gemeente_geleverd,
    bron.prioriteit,
    bron.niveau,
    bron.vng_code,
    bron.plan_van,
    bron.plan_tot,
    bron.vastgesteld_op
from "bouw"."raw"."ivp_prioriteiten" as bron
inner join "bouw"."staging"."stg_levering" as lev using (levering_id)
left join "bouw"."staging"."stg_gebied_alias" as alias
    on alias.naam_kern = trim(regexp_replace(regexp_replace(
        lower(strip_accents(bron.gemeente)), '\(gemeente\)|\(pv\)|\(re\)|\(pd\)|\(bt\)|\(ld\)', '', 'g'
    ), '\s+', ' ', 'g')) and alias.gebied_type = 'gemeente'