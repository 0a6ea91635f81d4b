"""How deliveries come in must not matter: in another order, repeated, or in pieces along their coverage."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipelines.settings import DEMO, OPENBAAR, PROJECT
from pipelines.warehouse.plekken import Plekken

from .conftest import Bestand, Dekking, Geladen, Melding, Stand, Werkplaats, verzameling
from .test_demo_waarheid import pseudoniem

pytestmark = pytest.mark.end_to_end

# A small country: what each name is called on a date, and in which areas it lies.
GEMEENTEN = {
    "Arnhem": [(date.min, "GM0202")],
    "Zwolle": [(date.min, "GM0193")],
    "Millingen aan de Rijn": [
        (date.min, "GM0265"),
        (date(2015, 1, 1), "GM0241"),
        (date(2016, 1, 1), "GM1945"),
    ],
    "Berg en Dal": [(date.min, "GM1945")],
    "Almere": [(date.min, "GM0034")],
    "Nergenshuizen": [(date.min, "GM0000")],
}
DISTRICT = {"GM0202": "PD024", "GM0193": "PD021", "GM0265": "PD025", "GM0241": "PD025", "GM1945": "PD025"}
CODES = ("A20", "A30", "A21", "E33")
DATUMVELDEN = {"begin_pleegtijd": "begin", "eind_pleegtijd": "eind", "kennisname_tijd": "kennisname"}
GEBIEDEN = ("RE02", "PD021", "PD024", "PD025", "GM0202", "GM0193", "GM1945", "GM0000", "GM0034")
DAGEN = [
    date(2014, 11, 30),
    date(2014, 12, 1),
    date(2015, 1, 1),
    date(2015, 1, 31),
    date(2016, 1, 1),
    date(2016, 2, 29),
]
# few, so that deliveries often share a moment
PEILMOMENTEN = [datetime(2016, 3, 1, 6), datetime(2016, 3, 1, 7), datetime(2016, 4, 1, 6)]


def teldatum(m: Melding) -> date | None:
    moment = m.begin or m.eind or m.kennisname
    return moment.date() if moment else None


def gebied(m: Melding) -> str:
    """The gemeente as it was called on the counting date."""
    dag = teldatum(m) or date.min
    return [code for vanaf, code in GEMEENTEN[m.gemeente] if vanaf <= dag][-1]


def gedekt(m: Melding, d: Dekking) -> bool:
    """Whether a delivery with this coverage had to hold the incident."""
    code = gebied(m)
    moment = getattr(m, DATUMVELDEN[d.datumveld or "begin_pleegtijd"])
    boven = {code, DISTRICT.get(code), "RE02" if code in DISTRICT else None}
    return (
        (d.codes is None or m.mk_code in d.codes)
        and (d.gebieden is None or bool(boven & set(d.gebieden)))
        and (d.van is None or (moment is not None and moment.date() >= d.van))
        and (d.tot is None or (moment is not None and moment.date() <= d.tot))
    )


@dataclass(frozen=True)
class Bekend:
    """The last that was said of an incident, and since when exactly that."""

    melding: Melding
    sinds: datetime


def model(bestanden: Sequence[Bestand], dag: date) -> dict[str, Bekend]:
    """What is known at the end of `dag`, by pseudonym: a dictionary, moment by moment, and nothing clever."""
    gezien = [b for b in bestanden if b.peilmoment.date() <= dag]
    bekend: dict[int, Bekend] = {}
    teams: dict[int, str] = {}
    for moment in sorted({b.peilmoment for b in gezien}):
        # at one moment the file with the smaller hash speaks first; in a file the last line has the last word
        samen = sorted(
            (b for b in gezien if b.peilmoment == moment),
            key=lambda b: hashlib.sha256(b.inhoud()).hexdigest(),
        )
        genoemd: dict[int, Melding] = {}
        for b in samen:
            for m in b.meldingen:
                # an optional column that is not there says nothing
                if b.met_team and m.team:
                    teams[m.nummer] = m.team
                genoemd[m.nummer] = m
        for nummer, oud in list(bekend.items()):
            weg = any(b.soort != "delta" and gedekt(oud.melding, b.dekking) for b in samen)
            if weg and nummer not in genoemd:
                del bekend[nummer]
        for nummer, m in genoemd.items():
            nu = replace(m, team=teams.get(nummer))
            vorig = bekend.get(nummer)
            bekend[nummer] = Bekend(nu, vorig.sinds if vorig and vorig.melding == nu else moment)
    return {pseudoniem(f"PL9999_{n}"): b for n, b in bekend.items()}


def momenten() -> st.SearchStrategy[datetime | None]:
    return st.none() | st.sampled_from([datetime.combine(d, time(u)) for d in DAGEN for u in (0, 23)])


def meldingen(nummers: Sequence[int]) -> st.SearchStrategy[Melding]:
    return st.builds(
        Melding,
        nummer=st.sampled_from(nummers),
        mk_code=st.sampled_from(CODES),
        gemeente=st.sampled_from(sorted(GEMEENTEN)),
        begin=momenten(),
        eind=momenten(),
        kennisname=momenten(),
        poging=st.booleans(),
        team=st.sampled_from([None, "BT0017", "BT0035"]),
    )


@st.composite
def dekkingen(draw: st.DrawFn, soort: str) -> Dekking:
    van, tot = sorted([draw(st.sampled_from(DAGEN)), draw(st.sampled_from(DAGEN))])
    velden = st.sampled_from(sorted(DATUMVELDEN))
    veld = draw(velden if soort == "venster" else st.none() | velden)
    return Dekking(
        codes=draw(st.none() | st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(tuple)),
        gebieden=draw(st.none() | st.lists(st.sampled_from(GEBIEDEN), min_size=1, unique=True).map(tuple)),
        datumveld=veld,
        van=van if veld else None,
        tot=tot if veld else None,
    )


@st.composite
def werelden(draw: st.DrawFn, *, eensluidend: bool = False) -> tuple[Bestand, ...]:
    """Three to six deliveries about ten to forty incidents; files may be empty, rows outside the coverage.

    eensluidend: at one moment the police say one thing of an incident, whichever file it stands in.
    """
    nummers = range(1, draw(st.integers(10, 40)) + 1)
    bestanden = []
    al_gezegd: dict[tuple[datetime, int], Melding] = {}
    eerste = True
    for _ in range(draw(st.integers(3, 6))):
        soort = "volledig" if eerste else draw(st.sampled_from(["volledig", "venster", "venster", "delta"]))
        moment = PEILMOMENTEN[0] - timedelta(days=1) if eerste else draw(st.sampled_from(PEILMOMENTEN))
        # often what is known stays as it was: draw from few states per incident
        regels = draw(st.lists(meldingen(nummers), max_size=40, min_size=20 if eerste else 0))
        if eensluidend:
            regels = [al_gezegd.setdefault((moment, m.nummer), m) for m in regels]
            regels = list({m.nummer: m for m in regels}.values())
        dekking = Dekking() if soort == "delta" else draw(dekkingen(soort))
        bestanden.append(Bestand(moment, soort, tuple(regels), dekking, draw(st.booleans())))
        eerste = False
    return tuple(bestanden)


def bouw(
    werkplaats: Werkplaats, map_: Path, rondes: Sequence[Sequence[Bestand]], dag: date | None = None
) -> Stand:
    """Build from deliveries that arrive in rounds, a run after each; names follow the order of arrival."""
    plekken = verzameling(map_)
    con = werkplaats.open()
    for n, ronde in enumerate(rondes):
        for i, bestand in enumerate(ronde):
            bestand.schrijf(plekken.raw, f"ronde{n}_{i}")
        if n + 1 < len(rondes):  # the first runs load; what they say is not asked
            werkplaats.laad(con, plekken)
    return werkplaats.bouw(plekken, con=con, peildatum=dag)


def verschillen(a: dict[str, bytes], b: dict[str, bytes]) -> set[str]:
    assert a.keys() == b.keys()
    return {t for t in a if a[t] != b[t]}


def splits(b: Bestand, as_: str) -> tuple[Bestand, ...]:
    """`b` as two deliveries of one moment that together cover and hold the same; itself if it cannot be."""
    d = b.dekking
    if as_ == "datum" and d.van and d.tot and d.van < d.tot:
        grens = d.van + (d.tot - d.van) // 2
        delen = (replace(d, tot=grens), replace(d, van=grens + timedelta(days=1)))
    elif as_ == "codes" and d.codes and len(d.codes) > 1:
        delen = (replace(d, codes=d.codes[:1]), replace(d, codes=d.codes[1:]))
    elif as_ == "gebieden" and d.gebieden and len(d.gebieden) > 1:
        delen = (replace(d, gebieden=d.gebieden[:1]), replace(d, gebieden=d.gebieden[1:]))
    elif as_ == "regels" and b.soort == "delta":  # changes come in any number of files
        delen = (d, d)
    else:
        return (b,)
    in_eerste = [n % 2 == 0 if as_ == "regels" else gedekt(m, delen[0]) for n, m in enumerate(b.meldingen)]
    uit = tuple(
        replace(
            b,
            dekking=deel,
            meldingen=tuple(m for m, ja in zip(b.meldingen, in_eerste, strict=True) if ja == hier),
        )
        for deel, hier in zip(delen, (True, False), strict=True)
    )
    # two empty files of one moment are one delivery, so they cannot say two things
    return uit if uit[0].inhoud() != uit[1].inhoud() else (b,)


SNEL = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # shrinking rebuilds a world for every step
    suppress_health_check=list(HealthCheck),
)


@SNEL
@given(bestanden=werelden(), data=st.data())
def test_wat_er_op_een_dag_bekend_is(
    werkplaats: Werkplaats, bestanden: tuple[Bestand, ...], data: st.DataObject
) -> None:
    """feit_incident against a dictionary that is kept by hand, at the end of any day."""
    bestanden = eenmalig(bestanden)
    dag = data.draw(st.sampled_from(sorted({b.peilmoment.date() for b in bestanden})))
    with tempfile.TemporaryDirectory() as map_:
        stand = bouw(werkplaats, Path(map_), [bestanden], dag)
        rijen = stand.rijen(
            """select pseudoniem, mk_code, gebied_code, "begin", eind, kennisname, poging, basisteam_code,
            geldig_vanaf from marts.feit_incident"""
        )
        stand.con.close()
    gevonden: dict[str, tuple[Any, ...]] = {r["pseudoniem"]: tuple(r.values())[1:] for r in rijen}
    assert len(gevonden) == len(rijen)
    verwacht: dict[str, tuple[Any, ...]] = {
        p: (
            b.melding.mk_code, gebied(b.melding), b.melding.begin, b.melding.eind, b.melding.kennisname,
            b.melding.poging, b.melding.team, b.sinds,
        )
        for p, b in model(bestanden, dag).items()
    }  # fmt: skip
    assert gevonden == verwacht


def eenmalig(bestanden: Sequence[Bestand]) -> tuple[Bestand, ...]:
    """Without a second delivery of the same content and moment: it would be the same delivery."""
    return tuple({(b.peilmoment, b.inhoud()): b for b in bestanden}.values())


@SNEL
@given(bestanden=werelden(), data=st.data())
def test_volgorde_en_herhaling_doen_er_niet_toe(
    werkplaats: Werkplaats, bestanden: tuple[Bestand, ...], data: st.DataObject
) -> None:
    """Loaded in two runs in another order, one file twice: every mart is the same, byte for byte."""
    bestanden = eenmalig(bestanden)
    geschud = data.draw(st.permutations(bestanden))
    knip = data.draw(st.integers(1, len(geschud)))
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        recht = bouw(werkplaats, map_ / "recht", [bestanden])
        anders = bouw(werkplaats, map_ / "anders", [geschud[:knip], [*geschud[knip:], geschud[0]]])
        assert verschillen(recht.zonder_herkomst(map_ / "p1"), anders.zonder_herkomst(map_ / "p2")) == set()
        recht.con.close()
        anders.con.close()


@SNEL
@given(bestanden=werelden(eensluidend=True), as_=st.sampled_from(["datum", "codes", "gebieden", "regels"]))
def test_in_delen_geleverd_zegt_hetzelfde(
    werkplaats: Werkplaats, bestanden: tuple[Bestand, ...], as_: str
) -> None:
    """Every delivery split along its coverage: by date, by class, by area, or, of changes, anyhow."""
    bestanden = eenmalig(bestanden)
    delen = [deel for b in bestanden for deel in splits(b, as_)]
    if len(eenmalig(delen)) != len(delen) or len(delen) == len(bestanden):
        return
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        heel = bouw(werkplaats, map_ / "heel", [bestanden])
        gedeeld = bouw(werkplaats, map_ / "gedeeld", [delen[::-1]])
        assert verschillen(heel.zonder_herkomst(map_ / "p1"), gedeeld.zonder_herkomst(map_ / "p2")) == set()
        heel.con.close()
        gedeeld.con.close()


def jaar(codes: tuple[str, ...] = ("A20", "A30", "B20", "B30"), **grenzen: Any) -> Dekking:
    return Dekking(
        codes=codes, datumveld="begin_pleegtijd", van=date(2015, 1, 1), tot=date(2015, 12, 31), **grenzen
    )


MEI = Melding(1, begin=datetime(2015, 5, 1, 12))
NOG_EEN, ZWOLLE = replace(MEI, nummer=2), replace(MEI, nummer=2, gemeente="Zwolle")
ALMERE = replace(MEI, nummer=3, gemeente="Almere")
ZONDER_BEGIN = replace(MEI, begin=None, kennisname=datetime(2015, 5, 2))
EEN, TWEE = datetime(2016, 2, 1, 6), datetime(2016, 3, 1, 6)
GEVALLEN: dict[str, tuple[list[Bestand], set[tuple[int, str]]]] = {
    # one part no longer has it, another part of the same moment lists it under its new class
    "van deel gewisseld": (
        [
            Bestand(EEN, "volledig", (MEI,), jaar()),
            Bestand(TWEE, "venster", (), jaar(("A20",))),
            Bestand(TWEE, "venster", (replace(MEI, mk_code="A30"),), jaar(("A30",))),
        ],
        {(1, "A30")},
    ),
    "leeg venster trekt alles in": (
        [Bestand(EEN, "volledig", (MEI, NOG_EEN), jaar()), Bestand(TWEE, "venster", (), jaar())],
        set(),
    ),
    "lege delta zegt niets": (
        [Bestand(EEN, "volledig", (MEI,), jaar()), Bestand(TWEE, "delta", ())],
        {(1, "A20")},
    ),
    "zonder begin staat buiten elk venster op begin": (
        [
            Bestand(EEN, "volledig", (ZONDER_BEGIN,), jaar()),
            Bestand(TWEE, "venster", (), jaar()),
        ],
        {(1, "A20")},
    ),
    "venster op kennisname": (
        [
            Bestand(EEN, "volledig", (ZONDER_BEGIN, NOG_EEN)),
            Bestand(TWEE, "venster", (), replace(jaar(), datumveld="kennisname_tijd")),
        ],
        {(2, "A20")},
    ),
    "volledig zonder grens trekt ook in wat geen begin heeft": (
        [
            Bestand(EEN, "volledig", (ZONDER_BEGIN, NOG_EEN)),
            Bestand(TWEE, "volledig", (NOG_EEN,)),
        ],
        {(2, "A20")},
    ),
    "buiten de genoemde gebieden blijft staan": (
        [
            Bestand(EEN, "volledig", (MEI, ZWOLLE, ALMERE)),
            Bestand(TWEE, "venster", (), jaar(gebieden=("PD024",))),
        ],
        {(2, "A20"), (3, "A20")},
    ),
    "de eenheid is niet het land": (
        [
            Bestand(EEN, "volledig", (MEI, ZWOLLE, ALMERE)),
            Bestand(TWEE, "venster", (), jaar(gebieden=("RE02",))),
        ],
        {(3, "A20")},
    ),
    "later teruggekomen": (
        [
            Bestand(EEN, "volledig", (MEI,), jaar()),
            Bestand(TWEE, "venster", (), jaar()),
            Bestand(datetime(2016, 4, 1), "delta", (MEI,)),
        ],
        {(1, "A20")},
    ),
    "een rij buiten de eigen dekking telt toch": (
        [Bestand(EEN, "venster", (replace(MEI, mk_code="E33"),), jaar())],
        {(1, "E33")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("geval", GEVALLEN)
def test_randgevallen(werkplaats: Werkplaats, tmp_path: Path, geval: str) -> None:
    bestanden, verwacht = GEVALLEN[geval]
    assert {(n, b.melding.mk_code) for n, b in _per_nummer(bestanden).items()} == verwacht
    stand = bouw(werkplaats, tmp_path, [bestanden])
    gevonden = stand.rijen("select pseudoniem, mk_code from marts.feit_incident")
    stand.con.close()
    assert {(r["pseudoniem"], r["mk_code"]) for r in gevonden} == {
        (pseudoniem(f"PL9999_{n}"), code) for n, code in verwacht
    }


@pytest.mark.parametrize("eerst", [0, 1])
def test_bij_gelijk_moment_beslist_de_inhoud(werkplaats: Werkplaats, tmp_path: Path, eerst: int) -> None:
    """Two files of one moment that contradict each other: the larger hash speaks last, whoever came first."""
    samen = [Bestand(EEN, "delta", (MEI,)), Bestand(EEN, "delta", (replace(MEI, mk_code="A30"),))]
    volgorde = [samen[eerst], samen[1 - eerst]]
    laatste = max(samen, key=lambda b: hashlib.sha256(b.inhoud()).hexdigest())
    for map_, rondes in (("in een", [volgorde]), ("na elkaar", [[b] for b in volgorde])):
        stand = bouw(werkplaats, tmp_path / map_, rondes)
        gevonden = stand.rijen("select mk_code from marts.feit_incident")
        stand.con.close()
        assert [r["mk_code"] for r in gevonden] == [laatste.meldingen[0].mk_code]


def _per_nummer(bestanden: Sequence[Bestand]) -> dict[int, Bekend]:
    return {b.melding.nummer: b for b in model(bestanden, date.max).values()}


def test_een_venster_belooft_geen_toekomst(werkplaats: Werkplaats, tmp_path: Path) -> None:
    """A year that had not ended when the extract was made is not covered, whatever its note says."""
    half = Bestand(datetime(2015, 7, 1, 6), "volledig", (MEI,), jaar())
    heel = Bestand(datetime(2016, 1, 1, 6), "volledig", (MEI,), jaar())
    for naam, bestand, verwacht in (("half", half, []), ("heel", heel, [1.0])):
        stand = bouw(werkplaats, tmp_path / naam, [[bestand]])
        rijen = stand.rijen(
            """select waarde from marts.indicatoren
            where indicator_id = 'woninginbraken' and gebied_code = 'RE02' and periode_id = '2015'"""
        )
        assert [r["waarde"] for r in rijen] == verwacht, naam
        stand.con.close()


def test_de_snelle_weg_is_de_weg_van_dbt(
    werkplaats: Werkplaats, demo_stand: Stand, demo_geladen: Geladen, openbaar: Stand, tmp_path: Path
) -> None:
    """What these tests build in memory is what dbt builds: every mart of both collections, byte for byte."""
    snel = werkplaats.bouw(demo_geladen.plekken, con=demo_geladen.con)
    assert demo_stand.parquet(tmp_path / "a") == snel.parquet(tmp_path / "b")
    plekken = Plekken(OPENBAAR, PROJECT / "data" / "raw" / OPENBAAR, tmp_path / OPENBAAR)
    snel = werkplaats.bouw(plekken)
    assert openbaar.parquet(tmp_path / "c") == snel.parquet(tmp_path / "d")
    snel.con.close()


@pytest.mark.soak
def test_de_demonstratie_in_twee_nachten(
    werkplaats: Werkplaats, demo_geladen: Geladen, tmp_path: Path
) -> None:
    """The demonstration, late and repeated files and all, its newest half loaded first: the same marts."""
    plekken = Plekken(DEMO, tmp_path / "raw" / DEMO, tmp_path / "warehouse" / DEMO)
    bestanden = sorted(p for p in demo_geladen.plekken.raw.rglob("*") if p.is_file())
    con = werkplaats.open()
    helft = [p for p in bestanden if hashlib.sha256(p.name.split(".")[0].encode()).digest()[0] < 128]
    for ronde in (helft, [p for p in bestanden if p not in set(helft)]):
        for pad in ronde:
            doel = plekken.raw / pad.relative_to(demo_geladen.plekken.raw)
            # the folder names the source, the name of a file says nothing
            doel = doel.with_name(
                f"x{hashlib.sha256(pad.name.split('.')[0].encode()).hexdigest()[:8]}_{pad.name}"
            )
            doel.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(pad, doel)
        werkplaats.laad(con, plekken)
    stand = werkplaats.bouw(plekken, con=con)
    recht = werkplaats.bouw(demo_geladen.plekken, con=demo_geladen.con)
    assert (
        verschillen(recht.zonder_herkomst(tmp_path / "p1"), stand.zonder_herkomst(tmp_path / "p2")) == set()
    )
    con.close()
