-- grain: one row per gemeente of the unit, year and reading: its place in the country for youth nuisance
-- key: lezing, gebied_code, jaar
select lezing, gebied_code, jaar, waarde, rang, gelijken, rang_laag, rang_hoog, rang <= 10 as in_top_tien
from {{ ref('int_jeugdoverlast_rang') }}
where in_eenheid
