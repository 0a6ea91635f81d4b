"""What was known when: a past peildatum sees exactly the deliveries up to that day, and nothing later."""

from __future__ import annotations

import random
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from pipelines.publish.rapport import momenten
from pipelines.settings import DEMO, settings
from pipelines.warehouse.plekken import Plekken

from .conftest import Bestand, Dekking, Demo, Geladen, Melding, Stand, Werkplaats, verzameling

pytestmark = pytest.mark.end_to_end

ZAAD = 20140301
_loting = random.Random(ZAAD)
# days in the years that the demonstration spans, and the moments of the strategy; the last two fall in the
# sixty nights of deltas
MOMENTEN = [
    *(date(2014, 3, 1) + timedelta(days=_loting.randrange(2250)) for _ in range(3)),
    *sorted({m.peildatum for naam in ("midterm", "eind") for m in momenten(naam, settings().seeds)}),
    *(date(2020, 5, 2) + timedelta(days=_loting.randrange(60)) for _ in range(2)),
]


def peilmoment(pad: Path) -> datetime:
    """As-of moment of a delivery, from its note."""
    inhoud = yaml.safe_load(pad.with_name(pad.name + ".levering.yml").read_text(encoding="utf-8"))
    moment = inhoud["peilmoment"]
    assert isinstance(moment, datetime)
    return moment


@pytest.fixture(scope="module")
def dunne_demo(werkplaats: Werkplaats, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Geladen:
    """The demonstration with a quarter of its police deliveries, by lot, and three waves of the survey."""
    plekken = verzameling(tmp_path_factory.mktemp("dun"))
    lot = random.Random(ZAAD)
    for pad in sorted(p for p in demo.raw.rglob("*") if p.suffix in {".csv", ".xlsx"}):
        if pad.parent.name == "bvi_incidenten" and "2014-03-01" not in pad.name and lot.random() > 0.25:
            continue
        if pad.parent.name == "vm_microdata" and pad.stem not in {"vm_2012", "vm_2016", "vm_2019"}:
            continue
        kopieer(pad, demo.raw, plekken.raw)
    con = werkplaats.open()
    werkplaats.bouw(plekken, con=con)
    return Geladen(plekken, con)


def kopieer(pad: Path, van: Path, naar: Path) -> None:
    """Copy a delivery and its note."""
    doel = naar / pad.relative_to(van)
    doel.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(pad, doel)
    shutil.copy2(pad.with_name(pad.name + ".levering.yml"), doel.parent)


@pytest.mark.parametrize(
    "dag",
    [
        # one drawn early and one late beside the moments of the strategy; the others are longer runs
        pytest.param(d, marks=[pytest.mark.soak] if n in (1, 2, len(MOMENTEN) - 1) else [])
        for n, d in enumerate(MOMENTEN)
    ],
    ids=str,
)
def test_peildatum_is_bouwen_uit_wat_er_toen_lag(
    werkplaats: Werkplaats, dunne_demo: Geladen, tmp_path: Path, dag: date
) -> None:
    """All marts byte for byte, lateness, rejects and the outcomes of the gates included."""
    toen = Plekken(DEMO, tmp_path / "raw" / DEMO, tmp_path / "warehouse" / DEMO)
    bestanden = [p for p in dunne_demo.plekken.raw.rglob("*") if p.suffix in {".csv", ".xlsx"}]
    for pad in bestanden:
        if peilmoment(pad).date() <= dag:
            kopieer(pad, dunne_demo.plekken.raw, toen.raw)
    assert 0 < len(list(toen.raw.rglob("*.levering.yml"))) < len(bestanden)
    terug = werkplaats.bouw(dunne_demo.plekken, con=dunne_demo.con, peildatum=dag, poorten=True)
    teruggekeken = terug.parquet(tmp_path / "terug")
    opnieuw = werkplaats.bouw(toen, peildatum=dag, poorten=True)
    gebouwd = opnieuw.parquet(tmp_path / "opnieuw")
    assert len(gebouwd) > 25
    assert {t for t in gebouwd if gebouwd[t] != teruggekeken[t]} == set()
    assert opnieuw.rijen("select count(*) as n from marts.datakwaliteit")[0]["n"] > 0
    opnieuw.con.close()


def test_zonder_peildatum_is_het_de_nieuwste_levering(demo_stand: Stand) -> None:
    assert demo_stand.peildatum == date(2020, 7, 1)


def geschiedenis(plekken: Plekken) -> None:
    """One incident is reclassified, moved and withdrawn, one is only withdrawn, one stays."""
    venster = Dekking(
        codes=("A20", "A21", "A30"), datumveld="begin_pleegtijd", van=date(2013, 1, 1), tot=date(2013, 12, 31)
    )
    eerst = (Melding(1), Melding(2, gemeente="Zwolle", poging=True), Melding(3, "A30", "Deventer"))
    Bestand(datetime(2014, 3, 1, 6), "volledig", eerst, venster).schrijf(plekken.raw, "a")
    # reclassified
    heringedeeld = (Melding(1, "A21"), eerst[1], eerst[2])
    Bestand(datetime(2014, 4, 1, 6), "venster", heringedeeld, venster).schrijf(plekken.raw, "b")
    # moved, to another gemeente and another month
    verplaatst = Melding(1, "A21", "Nijmegen", datetime(2013, 8, 9, 1, 15))
    Bestand(datetime(2014, 5, 1, 6), "delta", (verplaatst,)).schrijf(plekken.raw, "c")
    # both withdrawn: the window no longer holds them
    Bestand(datetime(2014, 6, 1, 6), "venster", (eerst[2],), venster).schrijf(plekken.raw, "d")


DEVENTER = ("A30", "GM0150", date(2013, 5, 1), False)
ZWOLLE = ("A20", "GM0193", date(2013, 5, 1), True)
ARNHEM = ("A20", "GM0202", date(2013, 5, 1), False)
VERWACHT = {
    date(2014, 3, 1): {ARNHEM, ZWOLLE, DEVENTER},
    date(2014, 3, 31): {ARNHEM, ZWOLLE, DEVENTER},
    date(2014, 4, 1): {("A21", "GM0202", date(2013, 5, 1), False), ZWOLLE, DEVENTER},  # inclusive
    date(2014, 5, 31): {("A21", "GM0268", date(2013, 8, 1), False), ZWOLLE, DEVENTER},
    date(2014, 6, 1): {DEVENTER},
}


def test_een_incident_staat_op_elke_peildatum_waar_het_toen_stond(
    werkplaats: Werkplaats, tmp_path: Path
) -> None:
    """What filtering the current rows cannot give: after D it was reclassified, moved and withdrawn."""
    plekken = verzameling(tmp_path)
    geschiedenis(plekken)
    con = werkplaats.open()
    for dag in sorted(VERWACHT, reverse=True):  # the whole story is known before the past is asked for
        stand = werkplaats.bouw(plekken, con=con, peildatum=dag)
        rijen = stand.rijen(
            """select mk_code, gebied_code, cast(date_trunc('month', teldatum) as date) as maand, poging
            from marts.feit_incident"""
        )
        assert {tuple(r.values()) for r in rijen} == VERWACHT[dag], dag
        assert len(rijen) == len(VERWACHT[dag])
        maanden = stand.rijen(
            """select mk_code, gebied_code, maand, aantal_pogingen > 0 as poging
            from marts.feit_incident_maand where aantal = 1"""
        )
        assert {tuple(r.values()) for r in maanden} == VERWACHT[dag], dag
        assert sum(r["aantal"] for r in stand.rijen("from marts.feit_incident_maand")) == len(VERWACHT[dag])
        assert {r["peilmoment"].date() for r in stand.rijen("from marts.leveringen")} == {
            d for d in (date(2014, m, 1) for m in (3, 4, 5, 6)) if d <= dag
        }
