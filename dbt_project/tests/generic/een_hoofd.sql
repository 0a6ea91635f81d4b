{#- Of the several `wat` that one `per` may have, at most one speaks for it; with `precies` there must be one. -#}
{% test een_hoofd(model, per, wat, precies=false) %}
select {{ per }}, count(distinct case when is_hoofd then {{ wat }} end) as hoofden
from {{ model }}
group by {{ per }}
having count(distinct case when is_hoofd then {{ wat }} end) {{ '<> 1' if precies else '> 1' }}
{% endtest %}
