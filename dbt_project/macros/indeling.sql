{#- The year of the borders in which a figure of `jaar` is stated: those of its own year, as far as the mergers of
   the strategy are known (seed strategie). -#}
{% macro grenzen_van(jaar) -%}
    least(
        greatest({{ jaar }}, (select indeling_basis from {{ ref('strategie') }})),
        (select indeling_laatste from {{ ref('strategie') }})
    )
{%- endmacro %}
