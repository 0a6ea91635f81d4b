{#- Whether a value keeps its norm, at the precision the norm was printed with, as pipelines.statistics.verdicts does it:
    'at least 18,7' is kept from 18.65. Null without a norm. Decimal, so that 18.65 is not lost in binary fractions. -#}
{% macro voldoet(waarde, norm, hoogstens, operator, precisie) -%}
    {%- set getal = "cast(" ~ waarde ~ " as decimal(18, 6))" -%}
    {%- set doel = "cast(" ~ norm ~ " as decimal(18, 6))" -%}
    {%- set half = "cast(" ~ precisie ~ " / 2 as decimal(18, 6))" -%}
    case
        when {{ norm }} is null then null
        when {{ operator }} = '<=' then {{ getal }} < {{ doel }} + {{ half }} or {{ getal }} = {{ doel }}
        when {{ operator }} = '>=' then {{ getal }} >= {{ doel }} - {{ half }}
        when {{ operator }} = '=' then {{ getal }} = {{ doel }}
        when {{ operator }} = 'tussen' then {{ getal }} between {{ doel }} and cast({{ hoogstens }} as decimal(18, 6))
    end
{%- endmacro %}

{#- Millionths, kept as a whole number, as the decimal number they stand for; nothing is 0. -#}
{% macro miljoensten(delen) -%}
    cast(cast(coalesce({{ delen }}, 0) as decimal(18, 0)) * cast(0.000001 as decimal(7, 6)) as decimal(18, 6))
{%- endmacro %}
