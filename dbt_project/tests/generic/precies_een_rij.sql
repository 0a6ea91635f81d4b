{% test precies_een_rij(model) %}
select count(*) as rijen from {{ model }} having count(*) <> 1
{% endtest %}
