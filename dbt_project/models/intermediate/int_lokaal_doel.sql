-- grain: one row per target of a gemeente, as last delivered
-- key: gemeente_geleverd, indicator_id, doeljaar
-- a gemeente goes by its code, so that another spelling is not another target
{%- set sleutel = ['coalesce(gebied_code, gemeente_geleverd)', 'indicator_id', 'doeljaar'] %}
{{ laatste_stand(ref('stg_gemeente__doel'), sleutel, sleutel) }}
