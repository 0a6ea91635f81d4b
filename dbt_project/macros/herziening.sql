{#- Why a figure moved between two as-of moments: one column each, in the order in which they are looked for. -#}
{% macro oorzaken() -%}
    {{ return(['laat', 'hergeleverd', 'ingetrokken', 'heringedeeld', 'verplaatst', 'grens', 'datum', 'telregel']) }}
{%- endmacro %}

{#- Whether a version of an incident counts under the counting rule of the run, wherever it is seen. -#}
{% macro telt(versie, zonder_pogingen) -%}
    (
        not {{ versie }}.ingetrokken
        and {{ versie }}.teldatum is not null
        and not ({{ zonder_pogingen }} and coalesce({{ versie }}.poging, false))
    )
{%- endmacro %}

{#- Months that have gone by since the end of a month, on a day: 0 on the first day after it. A day that falls
    between two such moments belongs to the later one: what it brought is known there. -#}
{% macro leeftijd(maand, dag) -%}
    greatest(
        0,
        date_diff('month', {{ maand }} + interval 1 month, {{ dag }}) + cast(day({{ dag }}) > 1 as integer)
    )
{%- endmacro %}
