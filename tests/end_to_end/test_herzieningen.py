"""How figures moved: the parts against the truth of the demonstration, and against random worlds."""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Demo, Geladen, Rij, Stand, Werkplaats
from .test_demo_waarheid import CODES, districten

pytestmark = pytest.mark.end_to_end

DELEN = ("laat", "hergeleverd", "ingetrokken", "heringedeeld", "verplaatst", "grens", "datum", "telregel")
# what the police did, as the truth calls it, and the part in which it must show when it is all that happened
DEEL_VAN = {
    "eerste": "laat", "herleverd": "hergeleverd", "ingetrokken": "ingetrokken",
    "herindeling": "heringedeeld", "verplaatst": "verplaatst", "datum": "datum",
}  # fmt: skip

Sleutel = tuple[str, str, int]  # indicator, area, year


class Versie(NamedTuple):
    """What was said of an incident from `vanaf` on. `gebied` '' is no area that counts."""

    vanaf: date
    wijziging: str
    mk_code: str
    gebied: str
    naam: str
    teldatum: date | None
    poging: bool
    ingetrokken: bool


@dataclass(frozen=True)
class Wereld:
    """What decides in which figures a version counts: the rules of the brief, written down a second time."""

    codes: dict[str, set[str]]
    boven: dict[str, tuple[str, ...]]
    zonder_pogingen: bool = False

    def cijfers(self, versie: Versie | None) -> set[Sleutel]:
        """The yearly figures in which a version counts."""
        if versie is None or versie.ingetrokken or versie.teldatum is None:
            return set()
        if self.zonder_pogingen and versie.poging:
            return set()
        return {
            (indicator, gebied, versie.teldatum.year)
            for indicator, codes in self.codes.items()
            if versie.mk_code in codes
            for gebied in self.boven.get(versie.gebied, ())
        }

    def oorzaak(
        self, cijfer: Sleutel, nieuw: Versie, oud: Versie | None, *, gezien: bool, erbij: bool
    ) -> str:
        """The first cause that holds, in the documented order."""
        indicator, gebied, jaar = cijfer
        ander = oud if erbij else nieuw
        if erbij and (ander is None or ander.ingetrokken):
            return "hergeleverd" if gezien else "laat"
        assert ander is not None and oud is not None
        if ander.ingetrokken:
            return "ingetrokken"
        if ander.mk_code not in self.codes[indicator]:
            return "heringedeeld"
        if gebied not in self.boven.get(ander.gebied, ()):
            return "grens" if oud.naam == nieuw.naam else "verplaatst"
        if ander.teldatum is None or ander.teldatum.year != jaar:
            return "datum"
        return "telregel"


Delen = dict[tuple[Sleutel, int], Counter[str]]


def ontleed(wereld: Wereld, incidenten: Iterable[Sequence[Versie]], momenten: list[date]) -> Delen:
    """Parts per figure and moment, incident by incident and moment by moment."""
    delen: Delen = defaultdict(Counter)
    for versies in incidenten:
        oud: Versie | None = None
        gezien = False
        per_moment: dict[int, list[Versie]] = defaultdict(list)
        for versie in versies:
            per_moment[bisect.bisect_left(momenten, versie.vanaf)].append(versie)
        for nr, nieuwe in sorted(per_moment.items()):
            nieuw = nieuwe[-1]
            voor, na = wereld.cijfers(oud), wereld.cijfers(nieuw)
            for cijfer in voor ^ na:
                erbij = cijfer in na
                oorzaak = wereld.oorzaak(cijfer, nieuw, oud, gezien=gezien, erbij=erbij)
                if len(nieuwe) == 1:  # then the truth names the cause itself
                    assert nieuw.wijziging in {"", oorzaak} or DEEL_VAN[nieuw.wijziging] == oorzaak
                delen[cijfer, nr][oorzaak] += 1 if erbij else -1
            oud, gezien = nieuw, gezien or not nieuw.ingetrokken
    return delen


# --- against the truth


@pytest.fixture(scope="module")
def waarheid(demo: Demo) -> dict[str, list[Versie]]:
    """Every version that a delivery has shown, per incident, in order; what came after one that none has shown
    is more than one change."""
    rijen = duckdb.execute(
        f"""select incident_id, cast(geldig_vanaf as date),
            case when versie = coalesce(lag(versie) over (partition by incident_id order by versie), 0) + 1
                then wijziging else '' end,
            mk_code,
            case when basisteam is null then '' else coalesce(gebied_code, '') end, coalesce(gebied_code, ''),
            cast(coalesce("begin", eind, kennisname) as date), poging, ingetrokken
        from '{demo.waarheid}/waarheid.parquet' where geldig_vanaf is not null order by incident_id, versie"""
    ).fetchall()
    per_incident: dict[str, list[Versie]] = defaultdict(list)
    for incident, *velden in rijen:
        per_incident[incident].append(Versie(*velden))
    return per_incident


@pytest.fixture(scope="module")
def wereld() -> Wereld:
    """The areas of the unit and the codes of the indicators."""
    return Wereld(CODES, {gemeente: (district, "RE02") for gemeente, district in districten().items()})


@pytest.fixture(scope="module")
def herzieningen(demo_stand: Stand) -> list[Rij]:
    """Every revision of the demonstration."""
    return demo_stand.rijen("from marts.herzieningen order by all")


def peilmomenten() -> list[date]:
    """The first of every month; September 2016 came on the 12th, in August 2018 nothing said what was there."""
    maanden = [date(j, m, 1) for j in range(2014, 2021) for m in range(1, 13)]
    dagen = [date(2016, 9, 12) if d == date(2016, 9, 1) else d for d in maanden if d != date(2018, 8, 1)]
    return [d for d in dagen if date(2014, 3, 1) <= d <= date(2020, 7, 1)]


def test_peilmomenten(demo_stand: Stand) -> None:
    gevonden = [r["moment"] for r in demo_stand.rijen("from intermediate.int_peilmoment order by moment_nr")]
    assert gevonden == peilmomenten()


def test_delen_zijn_wat_er_gebeurde(
    herzieningen: list[Rij], waarheid: dict[str, list[Versie]], wereld: Wereld
) -> None:
    """Every figure of five indicators in six areas, between every two moments, part by part."""
    momenten = peilmomenten()
    eerste = {j: date(2014, 3, 1) if j < 2014 else date(j + 1, 1, 1) for j in range(2012, 2020)}
    delen = {
        (*cijfer, momenten[nr]): {d: aantal[d] for d in DELEN}
        for (cijfer, nr), aantal in ontleed(wereld, waarheid.values(), momenten).items()
        if cijfer[2] in eerste and momenten[nr] > eerste[cijfer[2]] and any(aantal.values())
    }
    gevonden = {
        (r["indicator_id"], r["gebied_code"], int(r["periode_id"]), r["tot_moment"]): {d: r[d] for d in DELEN}
        for r in herzieningen
        if r["oorzaak"] == "ontleed" and r["indicator_id"] in CODES
    }
    assert len(delen) > 250
    assert gevonden == delen
    begin = {
        (r["indicator_id"], r["gebied_code"], int(r["periode_id"])): r["tot_moment"]
        for r in herzieningen
        if r["oorzaak"] != "ontleed" and r["indicator_id"] in CODES
    }
    assert {(k[0], k[2]): v for k, v in begin.items()} == {(i, j): eerste[j] for i in CODES for j in eerste}


def test_elk_deel_komt_voor(herzieningen: list[Rij]) -> None:
    """The border and the counting rule move nothing here: mergers stay in a district, and every incident counts."""
    waarden = {d: [r[d] for r in herzieningen if r[d]] for d in DELEN}
    assert {d for d, rijen in waarden.items() if rijen} == set(DELEN) - {"grens", "telregel"}
    assert min(waarden["laat"]) > 0 and min(waarden["hergeleverd"]) > 0 and max(waarden["ingetrokken"]) < 0
    for deel in ("heringedeeld", "verplaatst", "datum"):
        assert min(waarden[deel]) < 0 < max(waarden[deel]), deel


def test_gedrukte_cijfers_hebben_geen_delen(openbaar: Stand, herzieningen: list[Rij]) -> None:
    """15,642 and 14,903 as printed; 15,485 and 14,758 as the published table has them."""
    gevonden = openbaar.rijen(
        """select * from marts.herzieningen where indicator_id = 'woninginbraken' and gebied_code = 'RE02'
        and vergeleken_met = 'gedrukt in de strategie' order by periode_id"""
    )
    assert [
        (r["periode_id"], r["bron"], r["aantal_van"], r["aantal_tot"], r["verandering"]) for r in gevonden
    ] == [
        ("2012", "politie_47018ned", 15642, 15485, -157),
        ("2013", "politie_47018ned", 14903, 14758, -145),
    ]
    for r in gevonden:
        assert r["oorzaak"] == "onbekend (alleen totalen geleverd)"
        assert [r[d] for d in DELEN] == [None] * len(DELEN) and r["van_moment"] is None
    demo = [r for r in herzieningen if r["vergeleken_met"] == "gedrukt in de strategie"]
    assert [(r["periode_id"], r["aantal_van"]) for r in demo] == [("2012", 15642), ("2013", 14903)]


def test_driehoek_is_wat_toen_bekend_was(
    demo_stand: Stand, waarheid: dict[str, list[Versie]], wereld: Wereld
) -> None:
    """The count of each month on each of its first days of the month, counted from the versions that then held."""
    bewegingen: dict[date, list[tuple[date, int]]] = defaultdict(list)
    for versies in waarheid.values():
        for versie, volgende in zip(versies, [*versies[1:], None], strict=True):
            if versie.teldatum and ("woninginbraken", "RE02", versie.teldatum.year) in wereld.cijfers(versie):
                maand = versie.teldatum.replace(day=1)
                bewegingen[maand].append((versie.vanaf, 1))
                if volgende is not None:
                    bewegingen[maand].append((volgende.vanaf, -1))

    def bekend(maand: date, dag: date) -> int:
        return sum(n for vanaf, n in bewegingen[maand] if vanaf <= dag)

    rijen = demo_stand.rijen("from marts.ontwikkelingsdriehoek where indicator_id = 'woninginbraken'")
    assert len(rijen) > 1500
    for r in rijen:
        maanden = r["maand"].year * 12 + r["maand"].month - 1 + 1 + r["leeftijd"]
        dag = date(maanden // 12, maanden % 12 + 1, 1)
        assert (r["bekend_op"], r["aantal"], r["aantal_laatst"]) == (
            dag, bekend(r["maand"], dag), bekend(r["maand"], date(2020, 7, 1))
        )  # fmt: skip
    # the months before the first delivery were never young, and the first was more than two years old by then;
    # August 2016 was not there yet on 1 September
    jongst = {
        m: min(r["leeftijd"] for r in rijen if r["maand"] == m)
        for m in bewegingen
        if date(2012, 2, 1) <= m < date(2020, 7, 1)
    }
    assert {m: n for m, n in jongst.items() if n and m >= date(2014, 2, 1)} == {
        date(2016, 8, 1): 1, date(2018, 7, 1): 1
    }  # fmt: skip
    assert jongst[date(2013, 12, 1)] == 2 and max(r["leeftijd"] for r in rijen) == 24


def test_gelijke_leeftijd_is_de_stand_van_toen(
    demo_stand: Stand, waarheid: dict[str, list[Versie]], wereld: Wereld
) -> None:
    def stand(jaar: int, dag: date) -> int:
        laatste = ([v for v in versies if v.vanaf <= dag] for versies in waarheid.values())
        return sum(("woninginbraken", "RE02", jaar) in wereld.cijfers(v[-1]) for v in laatste if v)

    gelezen = {jaar: stand(jaar, date(jaar + 1, 3, 1)) for jaar in range(2013, 2020)}
    rijen = {
        (r["doel_id"], r["jaar"]): r
        for r in demo_stand.rijen(
            """from marts.doelbereik where doel_id in ('T01', 'T02') and is_hoofd and rol = 'doel'
            and bron = 'bvi_incidenten'"""
        )
    }
    for jaar in range(2013, 2020):
        r = rijen["T02", jaar]
        assert (r["waarde_gelijke_leeftijd"], r["basis_gelijke_leeftijd"]) == (gelezen[jaar], gelezen[2013])
        if jaar > 2013:
            r = rijen["T01", jaar]
            verandering = 100 * (gelezen[jaar] - gelezen[jaar - 1]) / gelezen[jaar - 1]
            assert r["waarde_gelijke_leeftijd"] == pytest.approx(verandering)
            assert r["basis_gelijke_leeftijd"] == gelezen[jaar - 1]
    assert rijen["T02", 2012]["gelijke_leeftijd"] == "geen vroege stand"
    assert rijen["T02", 2020]["gelijke_leeftijd"] == "niet van toepassing"


def test_zonder_vroege_stand_heet_het_onmogelijk(openbaar: Stand, demo_stand: Stand) -> None:
    vraag = """select distinct gelijke_leeftijd from marts.doelbereik
        where doel_id in ('T01', 'T02') and meetstatus = 'gemeten' and bron = 'politie_47018ned'"""
    assert [r["gelijke_leeftijd"] for r in openbaar.rijen(vraag)] == ["geen vroege stand"]
    demo = demo_stand.rijen("from marts.doelbereik where reden_code = 'gelijke_leeftijd_onmogelijk'")
    assert demo == []


def test_een_pas_voorbij_jaar_is_voorlopig(werkplaats: Werkplaats, demo_geladen: Geladen) -> None:
    """On 1 January 2019 a part of December is still to come; what the past says of that is what comes."""
    toen = werkplaats.bouw(demo_geladen.plekken, con=demo_geladen.con, peildatum=date(2019, 1, 1))
    vraag = """from marts.indicatoren where bron = 'bvi_incidenten' and indicator_id = 'woninginbraken'
        and gebied_code = 'RE02' and periode_id in ('2016', '2018') order by periode_id"""
    oud, nieuw = toen.rijen(vraag)
    assert not oud["voorlopig"]
    assert nieuw["voorlopig"] and nieuw["verwachte_aanvulling"] >= 0.005 * nieuw["waarde"]
    december = toen.rijen(
        """select aantal, volledigheid_mediaan from marts.ontwikkelingsdriehoek
        where indicator_id = 'woninginbraken' and maand = date '2018-12-01' and leeftijd = 0"""
    )[0]
    assert december["volledigheid_mediaan"] < 1
    # of the other months more will go than come
    assert (
        nieuw["verwachte_aanvulling"]
        >= december["aantal"] * (1 / december["volledigheid_mediaan"] - 1) - 1e-6
    )
    (oordeel,) = toen.rijen(
        """select oordeel from marts.doelbereik where doel_id = 'T02' and jaar = 2018 and is_hoofd and rol = 'doel'
        and bron = 'bvi_incidenten'"""
    )
    assert oordeel["oordeel"].endswith(", voorlopig")


# --- random worlds, through the SQL that dbt compiled

DAG = date(2014, 1, 1)
KLEIN = Wereld(
    {"woninginbraken": {"A20", "A30"}, "woning_en_schuurinbraken": {"A20", "A30", "A21"}},
    {"GM1": ("PD1", "RE02"), "GM2": ("PD1", "RE02"), "GM3": ("PD2", "RE02"), "GM4": ("PD2", "RE02")},
)
BEGIN = Versie(DAG, "", "A20", "GM1", "een", date(2013, 1, 1), poging=False, ingetrokken=False)
# what is said of an incident changes a thing or two at a time, or all at once
WAARDEN: dict[str, list[Any]] = {
    "mk_code": ["A20", "A21", "F45"],
    "gebied": ["GM1", "GM2", "GM3", "GM0000"],
    "naam": ["een", "twee"],
    "teldatum": [date(2012, 12, 31), date(2013, 1, 1), None],
    "poging": [False, True],
    "ingetrokken": [False, True],
}


@st.composite
def ketens(draw: st.DrawFn) -> list[Versie]:
    """The versions of one incident: at least one, one a day, never withdrawn at first or twice in a row."""
    dagen = sorted(draw(st.sets(st.integers(0, 40), min_size=1, max_size=6)))
    keten: list[Versie] = []
    for dag in dagen:
        vorige = keten[-1] if keten else BEGIN
        velden = draw(st.sets(st.sampled_from(list(WAARDEN)), min_size=bool(keten), max_size=2))
        nieuw = vorige._replace(
            vanaf=DAG + timedelta(days=dag), **{v: draw(st.sampled_from(WAARDEN[v])) for v in sorted(velden)}
        )
        if nieuw.ingetrokken:
            # a withdrawal keeps what was last said
            nieuw = vorige._replace(vanaf=nieuw.vanaf, ingetrokken=bool(keten) and not vorige.ingetrokken)
        keten.append(nieuw)
    return keten


class Proefbank:
    """The two models on tables that a test fills."""

    def __init__(self, werkplaats: Werkplaats) -> None:
        self.con = werkplaats.open()
        self.con.execute(
            """
            create table staging.stg_run as select 'standaard' as telregel_id;
            create table intermediate.int_gebied as
                select * from (values ('GM1', 'gemeente', 'RE02'), ('GM2', 'gemeente', 'RE02'),
                ('GM3', 'gemeente', 'RE02'), ('GM4', 'gemeente', 'RE02'), ('GM0000', 'gemeente', null))
                as g(gebied_code, gebied_type, eenheid_code);
            create table intermediate.int_gebied_boven as
                select * from (values ('GM1', 'PD1'), ('GM2', 'PD1'), ('GM3', 'PD2'), ('GM4', 'PD2'),
                ('GM1', 'RE02'), ('GM2', 'RE02'), ('GM3', 'RE02'), ('GM4', 'RE02')) as b(gebied_code, boven_code);
            delete from seeds.indicator_codes where indicator_id not in ('woninginbraken', 'woning_en_schuurinbraken');
            create table intermediate.int_incident_versie (pseudoniem uuid, versie integer, mk_code varchar,
                gebied_code varchar, gemeente_geleverd varchar, teldatum date, poging boolean,
                ingetrokken boolean, geldig_vanaf timestamp, geldig_tot timestamp);
            create table intermediate.int_peilmoment (moment_nr integer, moment date);
            """
        )
        self.sql = {naam: werkplaats.sql(naam) for naam in ("int_beweging", "int_herziening")}

    def reken(
        self, wereld: Wereld, incidenten: list[list[Versie]], momenten: list[date]
    ) -> tuple[list[Rij], list[Rij]]:
        """Movements and revisions of these incidents."""
        con = self.con
        con.execute("delete from intermediate.int_incident_versie; delete from intermediate.int_peilmoment")
        con.execute(
            "update seeds.telregels set pogingen = ? where telregel_id = 'standaard'",
            ["uitgesloten" if wereld.zonder_pogingen else "inbegrepen"],
        )
        con.executemany(
            "insert into intermediate.int_peilmoment values (?, ?)", [list(r) for r in enumerate(momenten)]
        )
        rijen = [
            [
                f"00000000-0000-0000-0000-{nr:012d}", i + 1, v.mk_code, v.gebied, v.naam, v.teldatum, v.poging,
                v.ingetrokken, datetime.combine(v.vanaf, datetime.min.time()).replace(hour=6),
                None if i + 1 == len(keten)
                else datetime.combine(keten[i + 1].vanaf, datetime.min.time()).replace(hour=6),
            ]
            for nr, keten in enumerate(incidenten)
            for i, v in enumerate(keten)
        ]  # fmt: skip
        con.executemany("insert into intermediate.int_incident_versie values (?,?,?,?,?,?,?,?,?,?)", rijen)
        uit = []
        for naam in ("int_beweging", "int_herziening"):
            antwoord = con.execute(self.sql[naam])
            kolommen = [k[0] for k in antwoord.description or ()]
            uit.append([dict(zip(kolommen, r, strict=True)) for r in antwoord.fetchall()])
        return uit[0], uit[1]


@pytest.fixture(scope="module")
def proefbank(werkplaats: Werkplaats) -> Proefbank:
    return Proefbank(werkplaats)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    incidenten=st.lists(ketens(), min_size=5, max_size=20),
    tussen=st.sets(st.integers(0, 39), min_size=1, max_size=10),
    zonder_pogingen=st.booleans(),
)
def test_delen_tellen_op_in_elke_wereld(
    proefbank: Proefbank, incidenten: list[list[Versie]], tussen: set[int], zonder_pogingen: bool
) -> None:
    """Between any moments: one cause per incident and figure, and together exactly what the count changed."""
    wereld = Wereld(KLEIN.codes, KLEIN.boven, zonder_pogingen)
    momenten = [DAG + timedelta(days=n) for n in sorted(tussen | {40})]
    bewegingen, delen = proefbank.reken(wereld, incidenten, momenten)
    verandering: Counter[tuple[Sleutel, int]] = Counter()
    for b in bewegingen:
        nr = bisect.bisect_left(momenten, b["bekend_op"])
        verandering[(b["indicator_id"], b["gebied_code"], b["maand"].year), nr] += b["verandering"]
    gevonden = {
        ((r["indicator_id"], r["gebied_code"], r["jaar"]), r["moment_nr"]): {d: r[d] for d in DELEN}
        for r in delen
    }
    for sleutel in verandering.keys() | gevonden.keys():
        assert sum(gevonden.get(sleutel, {}).values()) == verandering[sleutel], sleutel
    verwacht = ontleed(wereld, incidenten, momenten)
    leeg = dict.fromkeys(DELEN, 0)
    for sleutel in verwacht.keys() | gevonden.keys():
        assert gevonden.get(sleutel, leeg) == {d: verwacht[sleutel][d] for d in DELEN}, sleutel
