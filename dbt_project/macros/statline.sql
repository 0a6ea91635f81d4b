{#- One table of StatLine comes in two shapes: raw with codes, and typed with titles. -#}

{#- The area behind a code or, where a title stands, behind its name: `alias` is what the list of names says. -#}
{% macro statline_gebied(regio, alias) -%}
    case
        when regexp_full_match({{ gebied_code(regio) }}, '(LD|PV|RE|PD|BT|GM|NL)[0-9]+') then {{ gebied_code(regio) }}
        else {{ alias }}
    end
{%- endmacro %}

{#- Value or half-width of the interval. -#}
{% macro statline_marge(marge) -%}
    case
        when {{ marge }} in ('1', 'Waarde') then 'waarde'
        when {{ marge }} in ('2', 'Betrouwbaarheidsmarge') then 'marge'
    end
{%- endmacro %}
