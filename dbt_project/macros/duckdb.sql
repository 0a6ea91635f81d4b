{#- What only DuckDB can say sits here, so that the models stay plain SQL. -#}

{#- HMAC-SHA256 of a text under the key of the run, cut to 128 bits. The key is a variable of the connection
    (pipelines/warehouse/pseudoniem.py) and stands in no file that dbt writes. -#}
{% macro pseudoniem(tekst) -%}
    cast(left(sha256(
        getvariable('hmac_buiten') || unhex(sha256(getvariable('hmac_binnen') || encode({{ tekst }})))
    ), 32) as uuid)
{%- endmacro %}

{#- A name as people mean it: case, accents, repeated blanks, the kind of dash or apostrophe and CBS's '(gemeente)' do
    not count. A code that stands where a name belongs becomes that code: 193, 0193 and 'GM 193' are gm0193. -#}
{% macro naam_kern(naam) -%}
    case
        when regexp_full_match({{ naam }}, '\s*([gG][mM]\s*)?[0-9]{1,4}\s*')
            then 'gm' || lpad(regexp_extract({{ naam }}, '[0-9]+'), 4, '0')
        else trim(regexp_replace(regexp_replace(
            translate(lower(strip_accents({{ naam }})), '’‘`–‑' || chr(160), '''''''-- '),
            '\(gemeente\)|\(pv\)|\(re\)|\(pd\)|\(bt\)|\(ld\)', '', 'g'
        ), '\s+', ' ', 'g'))
    end
{%- endmacro %}

{#- A code of CBS as CBS writes it: blanks, small letters and lost zeros do not count, a bare number is a gemeente, and
    the country is NL01 in every table. What is no code stays as it is. -#}
{% macro gebied_code(tekst) -%}
    case
        when regexp_full_match({{ tekst }}, '\s*([gG][mM]\s*)?[0-9]{1,4}\s*')
            then 'GM' || lpad(regexp_extract({{ tekst }}, '[0-9]+'), 4, '0')
        when regexp_full_match({{ tekst }}, '\s*[bB][tT]\s*[0-9]{1,4}\s*')
            then 'BT' || lpad(regexp_extract({{ tekst }}, '[0-9]+'), 4, '0')
        when regexp_full_match({{ tekst }}, '\s*[nN][lL]\s*[0-9]{1,2}\s*') then 'NL01'
        else upper(trim({{ tekst }}))
    end
{%- endmacro %}

{#- The kind of area that CBS writes behind a title: Utrecht (PV) is not Utrecht (gemeente). -#}
{% macro soort_uit_titel(titel) -%}
    case
        when lower({{ titel }}) like '%(pv)%' then 'provincie'
        when lower({{ titel }}) like '%(re)%' then 'eenheid'
        when lower({{ titel }}) like '%(pd)%' then 'district'
        when lower({{ titel }}) like '%(bt)%' then 'basisteam'
        when lower({{ titel }}) like '%(ld)%' then 'landsdeel'
        when trim(lower({{ titel }})) = 'nederland' then 'land'
        when regexp_full_match({{ titel }}, '\s*[nN][lL]\s*[0-9]{1,2}\s*') then 'land'
        when regexp_full_match({{ titel }}, '\s*[pP][vV]\s*[0-9]{1,2}\s*') then 'provincie'
        when regexp_full_match({{ titel }}, '\s*[rR][eE]\s*[0-9]{1,2}\s*') then 'eenheid'
        when regexp_full_match({{ titel }}, '\s*[pP][dD]\s*[0-9]{1,3}\s*') then 'district'
        when regexp_full_match({{ titel }}, '\s*[bB][tT]\s*[0-9]{1,4}\s*') then 'basisteam'
        when regexp_full_match({{ titel }}, '\s*[lL][dD]\s*[0-9]{1,2}\s*') then 'landsdeel'
        else 'gemeente'
    end
{%- endmacro %}

{% macro eerste_dag(jaar) -%} make_date({{ jaar }}, 1, 1) {%- endmacro %}

{#- One row per element of a list column; a null list gives no row. -#}
{% macro uitgespreid(lijst) -%} unnest({{ lijst }}) {%- endmacro %}

{#- The state of a table that is delivered again and again: per `deel` only the newest moment that holds it
    (a redelivered month or wave replaces the old one whole), and per `sleutel` one row; equal moments are ordered
    by content hash, so the order of arrival cannot matter. -#}
{% macro laatste_stand(model, sleutel, deel) -%}
    select *
    from {{ model }}
    qualify
        dense_rank() over (partition by {{ deel | join(', ') }} order by peilmoment desc) = 1
        and row_number() over (
            partition by {{ sleutel | join(', ') }} order by peilmoment desc, volgorde desc, regel desc
        ) = 1
{%- endmacro %}

{#- The day an incident counts at: `wijze` is begin, midden or kennisname, `rij` has the three moments. What is
    unknown gives way to what is known; the middle of a period that ends before it begins is no moment. -#}
{% macro teldatum(wijze, rij) -%}
    cast(case {{ wijze }}
        when 'begin' then coalesce({{ rij }}.begin_pleegtijd, {{ rij }}.eind_pleegtijd, {{ rij }}.kennisname_tijd)
        when 'midden' then coalesce(
            case
                when {{ rij }}.eind_pleegtijd >= {{ rij }}.begin_pleegtijd then {{ rij }}.begin_pleegtijd
                    + to_seconds(date_diff('second', {{ rij }}.begin_pleegtijd, {{ rij }}.eind_pleegtijd) // 2)
            end,
            {{ rij }}.begin_pleegtijd, {{ rij }}.eind_pleegtijd, {{ rij }}.kennisname_tijd
        )
        when 'kennisname' then coalesce({{ rij }}.kennisname_tijd, {{ rij }}.begin_pleegtijd, {{ rij }}.eind_pleegtijd)
    end as date)
{%- endmacro %}

{#- A number of which a sum comes out the same in any order: doubles differ in their last digit. -#}
{% macro vast(getal) -%} cast({{ getal }} as decimal(18, 9)) {%- endmacro %}
