{#- Columns that are filled in every row, looked at in one pass instead of one test a column. -#}
{% test nooit_leeg(model, kolommen) %}
select kolom, leeg
from (
    {%- for kolom in kolommen %}
    select '{{ kolom }}' as kolom, count(*) - count({{ kolom }}) as leeg from {{ model }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
) as geteld
where leeg > 0
{% endtest %}
