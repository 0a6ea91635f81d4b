{#- The key that stands at the top of a model: every part filled, and no two rows alike.
    `mag_leeg` names the parts for which null is a value of its own. -#}
{% test unieke_sleutel(model, kolommen, mag_leeg=[]) %}
select {{ kolommen | join(', ') }}, count(*) as rijen
from {{ model }}
group by {{ kolommen | join(', ') }}
having
    count(*) > 1
    {%- for kolom in kolommen if kolom not in mag_leeg %}
    or {{ kolom }} is null
    {%- endfor %}
{% endtest %}
