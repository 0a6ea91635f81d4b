{#- On every day at most one of the several `wat` of one `per` speaks for it; with `precies` there is one. Only the first
    days of stretches have to be looked at, the day after each, and the beginning of time. -#}
{% test een_hoofd_per_dag(model, per, wat, precies=false) %}
with dagen as (
    select {{ per }}, date '0001-01-01' as dag from {{ model }}
    union
    select {{ per }}, geldig_van from {{ model }} where geldig_van is not null
    union
    select {{ per }}, geldig_tot + 1 from {{ model }} where geldig_tot is not null
)

select dagen.{{ per }}, dagen.dag, count(distinct plaats.{{ wat }}) as hoofden
from dagen
left join {{ model }} as plaats
    on plaats.{{ per }} = dagen.{{ per }}
    and plaats.is_hoofd
    and dagen.dag >= coalesce(plaats.geldig_van, date '0001-01-01')
    and dagen.dag <= coalesce(plaats.geldig_tot, date '9999-12-31')
group by dagen.{{ per }}, dagen.dag
having count(distinct plaats.{{ wat }}) {{ '<> 1' if precies else '> 1' }}
{% endtest %}
