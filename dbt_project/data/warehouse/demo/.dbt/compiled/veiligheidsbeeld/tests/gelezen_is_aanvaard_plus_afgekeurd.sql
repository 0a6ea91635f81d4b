-- no row of a delivery disappears unseen
select levering_id, gelezen, aanvaard, afgekeurd
from "bouw"."marts"."leveringen"
where gelezen <> aanvaard + afgekeurd