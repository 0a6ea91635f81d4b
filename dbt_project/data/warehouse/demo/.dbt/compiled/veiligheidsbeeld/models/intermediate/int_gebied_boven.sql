-- grain: one row per gemeente and area that holds it (district, unit), by today's knowledge
-- key: gebied_code, boven_code
-- mergers inside the unit are whole, so totals above gemeente do not depend on the layout
with gemeenten as (
    select * from "bouw"."intermediate"."int_gebied" where gebied_type = 'gemeente'
)

select gebied_code, district_code as boven_code, 'district' as niveau from gemeenten where district_code is not null
union all
select gebied_code, eenheid_code as boven_code, 'eenheid' as niveau from gemeenten where eenheid_code is not null