{#- A day as Dutch readers write it: 1-7-2018. -#}
{% macro dag_tekst(datum) -%}
    (day({{ datum }}) || '-' || month({{ datum }}) || '-' || year({{ datum }}))
{%- endmacro %}

{#- Numbers as Dutch readers write them: 12.111 and 7,2. -#}
{% macro getal(waarde, decimalen) -%}
    case {{ decimalen }}
        when 0 then replace(format('{:,.0f}', round({{ waarde }}, 0)), ',', '.')
        when 1 then replace(replace(replace(format('{:,.1f}', {{ waarde }}), ',', '#'), '.', ','), '#', '.')
        else replace(replace(replace(format('{:,.2f}', {{ waarde }}), ',', '#'), '.', ','), '#', '.')
    end
{%- endmacro %}
