-- grain: one row per incident and counting rule that leaves it out, as known on the peildatum
-- key: telregel_id, pseudoniem
with regels as (
    select telregel_id, pogingen, meer_per_registratie, vraagt
    from {{ ref('int_telregel') }}
    where soort = 'incident' and beschikbaar
),

laatste as (
    select
        pseudoniem,
        registratie_pseudoniem,
        mk_code,
        gebied_code,
        buurt,
        begin_pleegtijd,
        kennisname_tijd,
        poging,
        ingetrokken,
        coalesce(begin_pleegtijd, eind_pleegtijd, kennisname_tijd) as moment
    from {{ ref('int_incident_versie') }}
    where geldig_tot is null
),

pogingen as (
    select regels.telregel_id, laatste.pseudoniem
    from laatste
    inner join regels on regels.pogingen = 'uitgesloten'
    where laatste.poging
),

-- only registrations that hold several incidents matter here, and those are few
meervoudig as (
    select *
    from laatste
    where registratie_pseudoniem is not null and not ingetrokken
    qualify count(*) over (partition by registratie_pseudoniem) > 1
),

volgnummers as (
    select
        meervoudig.pseudoniem,
        row_number() over (
            partition by meervoudig.registratie_pseudoniem, meervoudig.mk_code
            order by meervoudig.moment nulls last, meervoudig.pseudoniem
        ) as in_klasse,
        row_number() over (
            partition by meervoudig.registratie_pseudoniem
            order by rang.rang nulls last, meervoudig.moment nulls last, meervoudig.pseudoniem
        ) as in_registratie
    from meervoudig
    left join {{ ref('rangorde_feiten') }} as rang using (mk_code)
),

registraties as (
    select regels.telregel_id, volgnummers.pseudoniem
    from volgnummers
    inner join regels
        on (regels.meer_per_registratie = 'een per registratie en klasse' and volgnummers.in_klasse > 1)
        or (regels.meer_per_registratie = 'zwaarste feit' and volgnummers.in_registratie > 1)
),

-- the supplied rule says what two registrations of one event have in common; the one known first counts
overgedragen as (
    select distinct regels.telregel_id, later.pseudoniem
    from regels
    inner join {{ ref('overdracht_regels') }} as regel on regels.vraagt = 'overdracht_regels'
    inner join laatste as later on not later.ingetrokken
    inner join laatste as eerder
        on not eerder.ingetrokken
        and eerder.pseudoniem <> later.pseudoniem
        and eerder.registratie_pseudoniem is distinct from later.registratie_pseudoniem
        and abs(date_diff('minute', eerder.begin_pleegtijd, later.begin_pleegtijd)) <= 60 * regel.uren_tussen_begin
        and (eerder.mk_code = later.mk_code or not regel.zelfde_klasse)
        and (eerder.gebied_code = later.gebied_code or not regel.zelfde_gemeente)
        and (eerder.buurt = later.buurt or not regel.zelfde_buurt)
    where
        eerder.kennisname_tijd < later.kennisname_tijd
        or (eerder.kennisname_tijd = later.kennisname_tijd and eerder.pseudoniem < later.pseudoniem)
)

select telregel_id, pseudoniem from pogingen
union
select telregel_id, pseudoniem from registraties
union
select telregel_id, pseudoniem from overgedragen
