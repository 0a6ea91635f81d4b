-- grain: one row per column of Bijlage 1: the priorities as the strategy prints them, which are not the VNG themes
-- key: kolom
select
    kolom,
    prioriteit,
    vng_code,
    bewijs,
    toelichting
from {{ ref('bijlage1_kolommen') }}
