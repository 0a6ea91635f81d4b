-- grain: one row per gemeente, priority and planning round
-- key: gemeente_geleverd, prioriteit, plan_van
-- a gemeente goes by its code, so that another spelling is not another gemeente; without a code by what it is called
{%- set gemeente = 'coalesce(gebied_code, gemeente_geleverd)' %}
{{ laatste_stand(ref('stg_ivp__prioriteit'), [gemeente, 'prioriteit', 'plan_van'], [gemeente, 'plan_van']) }}
