"""The set differences between two publications, attached as `oud` and `nieuw`."""

from __future__ import annotations

# a figure is another one when it differs by more than what summing in another order does
ANDERS = """
    (({a} is null) <> ({b} is null)
    or coalesce(abs({a} - {b}) > 1e-9 * greatest(abs({a}), abs({b}), 1e-9), false))
"""

# what a publication must have to be compared; one of before these tables were as they are cannot
NODIG = {
    "indicatoren": (
        "indicator_id", "gebied_code", "periode_id", "bron", "waarde", "ondergrens", "bovengrens", "celstatus",
        "voorlopig", "leidend", "telregel_id", "indeling_jaar",
    ),
    "doelbereik": (
        "doel_id", "gebied_code", "jaar", "jaren", "padvariant", "bron", "rol", "is_hoofd", "leidend", "indicator_id",
        "periode_id", "waarde", "padwaarde", "ondergrens", "bovengrens", "p_waarde", "voorlopig", "toelichting",
        "meetstatus", "norm_gehaald", "koers", "reden_code", "oordeel",
    ),
    "herzieningen": (
        "indicator_id", "gebied_code", "periode_id", "bron", "tot_moment", "aantal_tot", "verandering", "oorzaak",
        "laat", "hergeleverd", "ingetrokken", "heringedeeld", "verplaatst", "grens", "datum", "telregel",
    ),
    "feit_incident": (
        "pseudoniem", "mk_code", "gebied_code", "basisteam_code", "teldatum", "poging", "gemeente_geleverd",
    ),
    "herkomst_cijfer": ("indicator_id", "gebied_code", "periode_id", "bron", "levering_id"),
    "leveringen": ("levering_id", "bron", "bestand", "peilmoment", "soort", "aanvaard", "afgekeurd"),
}  # fmt: skip

DELEN = (
    "laat", "hergeleverd", "ingetrokken", "heringedeeld", "verplaatst", "grens", "datum", "telregel",
    "alleen_totalen", "eerste_stand",
)  # fmt: skip

BEWEGING = f"""
create temp table beweging as
select
    nieuw.indicator_id, nieuw.gebied_code, nieuw.periode_id, nieuw.bron,
    oud.waarde as van, nieuw.waarde as naar, oud.celstatus as celstatus_van, nieuw.celstatus as celstatus_naar,
    {ANDERS.format(a="oud.waarde", b="nieuw.waarde")} or oud.celstatus is distinct from nieuw.celstatus as cijfer,
    oud.telregel_id is distinct from nieuw.telregel_id
        or oud.indeling_jaar is distinct from nieuw.indeling_jaar as andere_regel
from oud.marts.indicatoren as oud
inner join nieuw.marts.indicatoren as nieuw using (indicator_id, gebied_code, periode_id, bron)
where {ANDERS.format(a="oud.waarde", b="nieuw.waarde")}
    or oud.celstatus is distinct from nieuw.celstatus
    or {ANDERS.format(a="oud.ondergrens", b="nieuw.ondergrens")}
    or {ANDERS.format(a="oud.bovengrens", b="nieuw.bovengrens")}
    or oud.voorlopig is distinct from nieuw.voorlopig
    or oud.leidend is distinct from nieuw.leidend
"""

# of each yearly count of the unit or a district: the first count, and what each part did since; a publication that
# knows more (or other) of the past differs in these sums by exactly what its figure differs
_STAND = """
select
    indicator_id, gebied_code, periode_id, bron,
    min(aantal_tot) filter (where nr = 1) as eerste_stand,
    coalesce(sum(verandering) filter (where nr > 1 and oorzaak <> 'ontleed'), 0) as alleen_totalen,
    {delen}
from (
    select *, row_number() over (partition by indicator_id, gebied_code, periode_id, bron order by tot_moment) as nr
    from {wie}.marts.herzieningen
)
group by all
"""
_ONTLEED = DELEN[:8]


def _stand(wie: str) -> str:
    delen = ", ".join(
        f"coalesce(sum({deel}) filter (where nr > 1 and oorzaak = 'ontleed'), 0) as {deel}"
        for deel in _ONTLEED
    )
    return _STAND.format(wie=wie, delen=delen)


HERZIENING = f"""
create temp table herziening as
select
    indicator_id, gebied_code, periode_id, bron,
    {", ".join(f"(nieuw.{deel} - oud.{deel})::bigint as {deel}" for deel in DELEN)}
from ({_stand("oud")}) as oud
inner join ({_stand("nieuw")}) as nieuw using (indicator_id, gebied_code, periode_id, bron)
where exists (
    select 1 from beweging
    where beweging.indicator_id = nieuw.indicator_id and beweging.gebied_code = nieuw.gebied_code
        and beweging.periode_id = nieuw.periode_id and beweging.bron = nieuw.bron and beweging.cijfer
)
"""

# below a district, and of three years, there are no revisions: the incidents themselves, as they stand in both
WISSEL = """
create temp table wissel as
select
    oud.pseudoniem is not null as was, nieuw.pseudoniem is not null as is_er,
    oud.mk_code as mk_van, nieuw.mk_code as mk_naar,
    oud.gebied_code as gebied_van, nieuw.gebied_code as gebied_naar,
    oud.basisteam_code as team_van, nieuw.basisteam_code as team_naar,
    year(oud.teldatum) as jaar_van, year(nieuw.teldatum) as jaar_naar,
    oud.gemeente_geleverd is not distinct from nieuw.gemeente_geleverd as zelfde_naam,
    coalesce(oud.poging, false) as poging_van, coalesce(nieuw.poging, false) as poging_naar,
    count(*) as aantal
from oud.marts.feit_incident as oud
full join nieuw.marts.feit_incident as nieuw on nieuw.pseudoniem = oud.pseudoniem
where oud.pseudoniem is null or nieuw.pseudoniem is null
    or (oud.mk_code, oud.gebied_code, oud.basisteam_code, year(oud.teldatum), oud.poging)
        is distinct from
        (nieuw.mk_code, nieuw.gebied_code, nieuw.basisteam_code, year(nieuw.teldatum), nieuw.poging)
group by all
"""

# what leaves a figure and what enters one, with one cause each, in the order of table herzieningen
INCIDENT = """
create temp table incident_deel as
with grenzen as (
    select max(indeling_jaar) as jaar from nieuw.marts.indicatoren where bron = 'bvi_incidenten'
),
brug as (
    select brug.gebied_code, [brug.naar_code, gebied.district_code, gebied.eenheid_code] as gebieden
    from nieuw.marts.brug_gebied as brug
    left join nieuw.marts.dim_gebied as gebied on gebied.gebied_code = brug.naar_code
    where brug.indeling_jaar = (select jaar from grenzen)
),
zonder as (
    select coalesce(bool_or(pogingen = 'uitgesloten'), false) as pogingen from nieuw.marts.dim_telregel where is_gekozen
),
geplaatst as (
    select wissel.*,
        list_append(coalesce(van.gebieden, [wissel.gebied_van, null, null]), team_van) as gebieden_van,
        list_append(coalesce(naar.gebieden, [wissel.gebied_naar, null, null]), team_naar) as gebieden_naar
    from wissel
    left join brug as van on van.gebied_code = wissel.gebied_van
    left join brug as naar on naar.gebied_code = wissel.gebied_naar
),
kanten as (
    select -1 as teken, aantal, zelfde_naam, was as hier, is_er as daar, mk_van as mk, mk_naar as ander_mk,
        unnest(gebieden_van) as gebied, unnest(gebieden_naar) as ander_gebied,
        jaar_van as jaar, jaar_naar as ander_jaar, poging_van as poging
    from geplaatst
    union all
    select 1, aantal, zelfde_naam, is_er, was, mk_naar, mk_van,
        unnest(gebieden_naar), unnest(gebieden_van), jaar_naar, jaar_van, poging_naar
    from geplaatst
)
select
    codes.indicator_id, kanten.gebied as gebied_code,
    case when periode.laatste = 0 then cast(kanten.jaar as varchar)
        else concat(kanten.jaar + periode.laatste - 3, '-', kanten.jaar + periode.laatste - 1) end as periode_id,
    'bvi_incidenten' as bron,
    case
        when not kanten.daar and kanten.teken > 0 then 'laat'
        when not kanten.daar then 'ingetrokken'
        when andere.code is null then 'heringedeeld'
        when kanten.ander_gebied is distinct from kanten.gebied and kanten.zelfde_naam then 'grens'
        when kanten.ander_gebied is distinct from kanten.gebied then 'verplaatst'
        when kanten.ander_jaar is distinct from kanten.jaar then 'datum'
        else 'telregel'
    end as deel,
    sum(kanten.teken * kanten.aantal)::bigint as aantal
from kanten
-- the year itself, and the three periods of three years that hold it
cross join (select unnest([0, 1, 2, 3]) as laatste) as periode
inner join nieuw.marts.brug_indicator_code as codes on codes.stelsel = 'mk' and codes.code = kanten.mk
left join nieuw.marts.brug_indicator_code as andere
    on andere.stelsel = 'mk' and andere.indicator_id = codes.indicator_id and andere.code = kanten.ander_mk
where kanten.hier and kanten.jaar is not null and kanten.gebied is not null
    and not (kanten.poging and (select pogingen from zonder))
group by all
having sum(kanten.teken * kanten.aantal) <> 0
"""

_SPREEKT = "where is_hoofd and leidend"
VELDEN = ("meetstatus", "norm_gehaald", "koers", "reden_code", "oordeel")

OORDELEN = f"""
with oud as (from oud.marts.doelbereik {_SPREEKT}),
nieuw as (from nieuw.marts.doelbereik {_SPREEKT})
select
    nieuw.doel_id, doel.naam as doel, nieuw.gebied_code, gebied.naam as gebied, gebied.gebied_type, nieuw.rol,
    nieuw.jaar, nieuw.jaren, nieuw.indicator_id, nieuw.periode_id, nieuw.bron, oud.bron as bron_van,
    {", ".join(f"oud.{v} as {v}_van, nieuw.{v} as {v}_naar" for v in VELDEN)},
    oud.waarde as waarde_van, nieuw.waarde as waarde_naar,
    oud.padwaarde as padwaarde_van, nieuw.padwaarde as padwaarde_naar,
    oud.voorlopig as voorlopig_van, nieuw.voorlopig as voorlopig_naar,
    coalesce(indicator.decimalen, 0) as decimalen, nieuw.toelichting,
    {ANDERS.format(a="oud.waarde", b="nieuw.waarde")} as andere_waarde,
    {ANDERS.format(a="oud.padwaarde", b="nieuw.padwaarde")} as ander_pad,
    {ANDERS.format(a="oud.ondergrens", b="nieuw.ondergrens")}
        or {ANDERS.format(a="oud.bovengrens", b="nieuw.bovengrens")}
        or {ANDERS.format(a="oud.p_waarde", b="nieuw.p_waarde")} as andere_marge
from oud
inner join nieuw using (doel_id, gebied_code, jaar, jaren)
left join nieuw.marts.dim_doelstelling as doel on doel.doel_id = nieuw.doel_id
left join nieuw.marts.dim_gebied as gebied on gebied.gebied_code = nieuw.gebied_code
left join nieuw.marts.dim_indicator as indicator on indicator.indicator_id = nieuw.indicator_id
where {" or ".join(f"oud.{v} is distinct from nieuw.{v}" for v in VELDEN)}
order by
    nieuw.rol = 'doel' desc, list_position(['eenheid', 'district', 'basisteam', 'gemeente'], gebied.gebied_type),
    nieuw.doel_id, nieuw.gebied_code, nieuw.jaar, nieuw.jaren
"""

# verdicts that are in one of the two only, as counts
ALLEEN_OORDEEL = f"""
select doel_id, jaar, count(*) as aantal
from (from {{wel}}.marts.doelbereik {_SPREEKT}) as wel
anti join (from {{niet}}.marts.doelbereik {_SPREEKT}) as niet using (doel_id, gebied_code, jaar, jaren)
group by all order by all
"""

ALLEEN_CIJFER = """
select
    wel.indicator_id, wel.bron, wel.periode_id, count(*) as aantal, count(wel.waarde) as met_waarde,
    bool_or(bekend.indicator_id is not null) as bekend
from {wel}.marts.indicatoren as wel
anti join {niet}.marts.indicatoren as niet using (indicator_id, gebied_code, periode_id, bron)
left join (select distinct indicator_id, bron from {niet}.marts.indicatoren) as bekend
    on bekend.indicator_id = wel.indicator_id and bekend.bron = wel.bron
group by all order by all
"""

LEVERINGEN = """
select wel.levering_id, wel.bron, wel.bestand, wel.peilmoment, wel.soort, wel.aanvaard, wel.afgekeurd
from {wel}.marts.leveringen as wel
anti join {niet}.marts.leveringen as niet using (levering_id)
order by wel.bron, wel.peilmoment, wel.levering_id
"""


def _zelfde(tabel: str) -> str:
    sleutel = ("indicator_id", "gebied_code", "periode_id", "bron")
    return " and ".join(f"{tabel}.{k} = beweging.{k}" for k in sleutel)


CIJFERS = f"""
select
    beweging.*, coalesce(indicator.naam, beweging.indicator_id) as naam, indicator.meeteenheid,
    coalesce(indicator.decimalen, 0) as decimalen, coalesce(gebied.naam, beweging.gebied_code) as gebied,
    gebied.gebied_type, gebied.in_eenheid, coalesce(indicator.meetwijze = 'telling', false) as telling,
    herziening.indicator_id is not null as ontleed,
    {", ".join(f"herziening.{deel}" for deel in DELEN)}, incident.delen as incident_delen, herkomst.leveringen
from beweging
left join nieuw.marts.dim_indicator as indicator on indicator.indicator_id = beweging.indicator_id
left join nieuw.marts.dim_gebied as gebied on gebied.gebied_code = beweging.gebied_code
left join herziening on {_zelfde("herziening")}
left join (
    select indicator_id, gebied_code, periode_id, bron, map_from_entries(list((deel, aantal) order by deel)) as delen
    from incident_deel
    group by all
) as incident on {_zelfde("incident")}
left join (
    select indicator_id, gebied_code, periode_id, bron, list(levering_id order by levering_id) as leveringen
    from (from nieuw.marts.herkomst_cijfer
        anti join oud.marts.herkomst_cijfer using (indicator_id, gebied_code, periode_id, bron, levering_id))
    where levering_id not in (select levering_id from oud.marts.leveringen)
    group by all
) as herkomst on {_zelfde("herkomst")}
where beweging.cijfer
order by
    list_position(['eenheid', 'district', 'basisteam', 'gemeente'], gebied.gebied_type) nulls last,
    beweging.indicator_id, beweging.gebied_code, beweging.periode_id, beweging.bron
"""
