-- grain: one row per gemeente, priority and planning round
-- key: gemeente_geleverd, prioriteit, plan_van
{{ laatste_stand(ref('stg_ivp__prioriteit'), ['gemeente_geleverd', 'prioriteit', 'plan_van'], ['gemeente_geleverd', 'plan_van']) }}
