-- grain: one row per INP code
-- key: inp_code
select inp_code, naam from "bouw"."seeds"."inp_codes"