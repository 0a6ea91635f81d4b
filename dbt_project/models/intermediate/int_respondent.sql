-- grain: one row per respondent, from the newest delivery of each wave
-- key: pseudoniem
{{ laatste_stand(ref('stg_vm__respondent'), ['pseudoniem'], ['golf']) }}
