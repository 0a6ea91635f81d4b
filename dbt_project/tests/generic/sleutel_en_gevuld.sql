{#- The key that stands at the top of a model, and the columns that are never empty, in two passes over the table
    instead of one test a column. `mag_leeg` names parts of the key for which null is a value of its own. -#}
{% test sleutel_en_gevuld(model, sleutel, gevuld=[], mag_leeg=[]) %}
select 'sleutel niet uniek: ' || count(*) as bevinding
from (
    select {{ sleutel | join(', ') }}
    from {{ model }}
    group by {{ sleutel | join(', ') }}
    having count(*) > 1
) as dubbel
having count(*) > 0
union all
select bevinding
from (
    select
        concat_ws(
            ', ',
            {%- for kolom in sleutel + gevuld if kolom not in mag_leeg %}
            case when count(*) > count({{ kolom }}) then '{{ kolom }} leeg: ' || (count(*) - count({{ kolom }})) end
            {{- ',' if not loop.last }}
            {%- endfor %}
        ) as bevinding
    from {{ model }}
) as leegte
where bevinding <> ''
{% endtest %}
