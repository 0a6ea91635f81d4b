"""What changed in the columns of a source: said by name, with the last delivery that had the old shape.

Real files, from the folder of the collection to the table of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from bouwsteen import BVI_KOPPEN, JEUGD_KOP, als_csv, bvi_rij, jeugd, schrijf_xlsx

from pipelines.settings import Settings
from pipelines.sources.contracten import contracten
from pipelines.sources.laden import maak_opslag
from pipelines.warehouse import bouw
from pipelines.warehouse.inventaris import Inventaris, maak_inventaris
from pipelines.warehouse.plekken import Plekken

RIJEN = [bvi_rij(n, District="GLM") for n in range(1, 13)]
KOPPEN = [*BVI_KOPPEN, "District"]


@dataclass
class Nacht:
    """A collection that is taken in again and again into one database."""

    plekken: Plekken
    con: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)
    gezegd: list[str] = field(default_factory=list)

    def draai(self) -> Inventaris:
        """One night; `gezegd` holds what it said of accepted deliveries."""
        self.gezegd.clear()
        maak_opslag(self.con)
        inventaris = maak_inventaris(self.plekken)
        for bron in ("bvi_incidenten", "jeugdoverlast"):
            inventaris, _ = bouw.laad_bron(self.con, self.plekken, inventaris, bron, self.gezegd.append)
        return inventaris

    def leg(self, pad: str, inhoud: str, peilmoment: str) -> None:
        bestand = self.plekken.raw / pad
        bestand.parent.mkdir(parents=True, exist_ok=True)
        bestand.write_text(inhoud, encoding="utf-8")
        bestand.with_name(bestand.name + ".levering.yml").write_text(f"peilmoment: {peilmoment}\n")

    def rijen(self, bron: str = "bvi_incidenten") -> dict[str, list[tuple[Any, ...]]]:
        """Loaded rows by file, without what names their delivery."""
        gevonden: dict[str, list[tuple[Any, ...]]] = {}
        for naam, *rij in self.con.execute(
            f"select bestand, t.* exclude (levering_id) from opslag.{bron} t "
            "join opslag.levering using (levering_id) order by bestand, regel"
        ).fetchall():
            gevonden.setdefault(naam.rpartition("/")[2], []).append(tuple(rij))
        return gevonden


@pytest.fixture
def nacht(tmp_path: Path) -> Nacht:
    plekken = Plekken("eigen", tmp_path / "raw" / "eigen", tmp_path / "warehouse" / "eigen")
    plekken.raw.mkdir(parents=True)
    return Nacht(plekken)


Leg = Callable[[str, Sequence[str], Sequence[dict[str, Any]], int], str]


@pytest.fixture(params=["csv", "xlsx"])
def leg(nacht: Nacht, request: pytest.FixtureRequest) -> Leg:
    """Deliver incidents of so many January 2018 in either form; returns the name of the file."""

    def schrijf(naam: str, koppen: Sequence[str], rijen: Sequence[dict[str, Any]], dag: int) -> str:
        naam = f"{naam}.{request.param}"
        if request.param == "csv":
            nacht.leg(f"bvi_incidenten/{naam}", als_csv(rijen, koppen), f"2018-01-{dag:02}T06:00:00")
        else:
            (nacht.plekken.raw / "bvi_incidenten").mkdir(exist_ok=True)
            informatie = ["Incidenten", f"Bevraagd op {dag:02}-01-2018 06:00"]
            pad = nacht.plekken.raw / "bvi_incidenten" / naam
            schrijf_xlsx(pad, rijen, koppen, informatie=informatie)
        return naam

    return schrijf


def anders(rijen: Sequence[dict[str, Any]], **nieuw: Any) -> list[dict[str, Any]]:
    """The same rows with other cells; a callable gets the row."""
    return [rij | {k: v(rij) if callable(v) else v for k, v in nieuw.items()} for rij in rijen]


def test_a_first_delivery_is_compared_with_nothing(nacht: Nacht, leg: Leg) -> None:
    leg("a", KOPPEN, RIJEN, 1)
    assert nacht.draai().geweigerd == ()
    assert nacht.gezegd == []


def test_the_same_shape_again_says_nothing(nacht: Nacht, leg: Leg) -> None:
    leg("a", KOPPEN, RIJEN, 1)
    leg("b", KOPPEN, anders(RIJEN, Poging="J", Verdachten=0, Y=443210), 2)
    nacht.draai()
    assert nacht.gezegd == []
    assert len(nacht.rijen()) == 2


def test_a_column_added_passes_and_is_named(nacht: Nacht, leg: Leg) -> None:
    oud = leg("a", KOPPEN, RIJEN, 1)
    nieuw = leg("b", [*KOPPEN[:5], "Temperatuur2", *KOPPEN[5:], "Basisteam"], RIJEN, 2)
    assert nacht.draai().geweigerd == ()
    einde = f"; the last delivery with the old shape is {oud} (as-of 01-01-2018 06:00)."
    assert nacht.gezegd == [
        f"{nieuw}: column 'Temperatuur2' is new; it is not loaded{einde}",
        f"{nieuw}: column 'Basisteam' is new; it is loaded{einde}",
    ]
    assert nacht.rijen()[nieuw] == nacht.rijen()[oud]


def test_a_column_that_the_contract_can_miss_is_named_when_it_goes(nacht: Nacht, leg: Leg) -> None:
    oud = leg("a", [*KOPPEN, "Zaak"], RIJEN, 1)
    nieuw = leg("b", BVI_KOPPEN, RIJEN, 2)
    assert nacht.draai().geweigerd == ()
    einde = f"; the last delivery with the old shape is {oud} (as-of 01-01-2018 06:00)."
    assert nacht.gezegd == [
        f"{nieuw}: column 'District' is gone; it stays empty{einde}",
        f"{nieuw}: column 'Zaak' is gone{einde}",
    ]


def _geweigerd(nacht: Nacht, naam: str) -> str:
    (gezien,) = nacht.draai().geweigerd
    assert gezien.pad == f"bvi_incidenten/{naam}" and gezien.bron == "bvi_incidenten"
    assert gezien.melding is not None and "\n" not in gezien.melding and gezien.melding.endswith(".")
    assert naam not in nacht.rijen()
    assert nacht.gezegd == []
    # the next night knows it still, without looking again
    assert [g.melding for g in maak_inventaris(nacht.plekken).geweigerd] == [gezien.melding]
    return gezien.melding


def test_a_column_of_the_contract_that_goes_is_refused_by_name(nacht: Nacht, leg: Leg) -> None:
    oud = leg("a", KOPPEN, RIJEN, 1)
    nieuw = leg("b", [k for k in KOPPEN if k not in ("Opgehelderd", "Poging")], RIJEN, 2)
    assert (
        "lacks the column 'Poging' and 1 more: column 'Poging' is gone; it stays empty; column 'Opgehelderd' is "
        f"gone; it stays empty; the last delivery with the old shape is {oud} (as-of 01-01-2018 06:00); expected "
        "the headers of bvi_incidenten"
    ) in _geweigerd(nacht, nieuw).replace("sheet 'Incidenten' ", "")


def test_a_column_renamed_is_refused_with_both_names(nacht: Nacht, leg: Leg) -> None:
    oud = leg("a", KOPPEN, RIJEN, 1)
    andere_kop = ["Gemeente van plegen" if k == "Pleeggemeente" else k for k in KOPPEN]  # by its place
    nieuw = leg("b", andere_kop, anders(RIJEN, **{"Gemeente van plegen": "Arnhem"}), 2)
    assert (
        "lacks the column 'Pleeggemeente': column 'Pleeggemeente' looks renamed to 'Gemeente van plegen'; "
        f"the last delivery with the old shape is {oud} (as-of 01-01-2018 06:00)"
    ) in _geweigerd(nacht, nieuw)


def test_a_column_renamed_and_moved_is_known_by_its_name(nacht: Nacht, leg: Leg) -> None:
    oud = leg("a", [*KOPPEN, "Zaaknummer"], RIJEN, 1)
    nieuw = leg("b", ["zaak nummer", *KOPPEN], RIJEN, 2)
    nacht.draai()
    assert nacht.gezegd == [
        f"{nieuw}: column 'Zaaknummer' looks renamed to 'zaak nummer'; the last delivery with the old shape is "
        f"{oud} (as-of 01-01-2018 06:00)."
    ]


@pytest.mark.parametrize(
    ("kop", "waarde", "wat"),
    [
        ("Verdachten", "geen", "text and held whole numbers"),
        ("Kennisnamedatum/tijd", "2014-01-01 08:05", "dates as yyyy-mm-dd and held dates as dd-mm-yyyy"),
        ("Kennisnamedatum/tijd", "01/21/2014", "dates in another form and held dates as dd-mm-yyyy"),
        ("Kennisnamedatum/tijd", "01-21-2014 08:05", "dates as mm-dd-yyyy and held dates as dd-mm-yyyy"),
        ("Poging", "nee", "text and held J or N"),
    ],
)
def test_a_column_retyped_is_refused_before_loading(
    nacht: Nacht, leg: Leg, kop: str, waarde: str, wat: str
) -> None:
    oud = leg("a", KOPPEN, RIJEN, 1)
    nieuw = leg("b", KOPPEN, anders(RIJEN, **{kop: waarde}), 2)
    assert _geweigerd(nacht, nieuw) == (
        f"{nieuw} has another shape (column '{kop}' holds {wat}; the last delivery with the old shape is {oud} "
        "(as-of 01-01-2018 06:00)); expected columns as bvi_incidenten has them in docs/bronnen.md; ask the "
        "owner for a file in the old shape."
    )


def test_a_column_retyped_that_can_still_be_read_is_named(nacht: Nacht, leg: Leg) -> None:
    oud = leg("a", KOPPEN, RIJEN, 1)
    nieuw = leg("b", KOPPEN, anders(RIJEN, Pleeggemeente="0202"), 2)
    assert nacht.draai().geweigerd == ()
    assert nacht.gezegd == [
        f"{nieuw}: column 'Pleeggemeente' holds whole numbers and held text; the last delivery with the old "
        f"shape is {oud} (as-of 01-01-2018 06:00)."
    ]


@pytest.mark.parametrize("leg", ["csv"], indirect=True)
def test_a_handful_of_cells_proves_nothing(nacht: Nacht, leg: Leg) -> None:
    leg("a", KOPPEN, RIJEN, 1)
    leg("b", KOPPEN, anders(RIJEN[:4], Verdachten="geen"), 2)
    assert nacht.draai().geweigerd == ()  # each row in quarantine instead, with its line
    assert nacht.gezegd == []
    assert nacht.con.execute("select count(*) from opslag.afgekeurd").fetchone() == (4,)


def test_columns_in_another_order_give_the_same_rows(nacht: Nacht, leg: Leg) -> None:
    oud = leg("a", KOPPEN, RIJEN, 1)
    nieuw = leg("b", [KOPPEN[0], *reversed(KOPPEN[1:])], RIJEN, 2)
    assert nacht.draai().geweigerd == ()
    assert nacht.gezegd == [
        f"{nieuw}: the columns stand in another order, from 'Bronregistratie' on; they are read by name, so "
        f"nothing changes; the last delivery with the old shape is {oud} (as-of 01-01-2018 06:00)."
    ]
    assert nacht.rijen()[nieuw] == nacht.rijen()[oud]


def test_two_shapes_in_one_night_and_back_again(nacht: Nacht, leg: Leg) -> None:
    een = leg("een", KOPPEN, RIJEN, 1)
    twee = leg("twee", [*KOPPEN, "Extra"], RIJEN, 2)
    drie = leg("drie", KOPPEN, RIJEN[:6], 3)
    nacht.draai()
    assert nacht.gezegd == [
        f"{twee}: column 'Extra' is new; it is not loaded; the last delivery with the old shape is {een} "
        "(as-of 01-01-2018 06:00).",
        f"{drie}: column 'Extra' is gone; the last delivery with the old shape is {twee} (as-of 02-01-2018 06:00).",
    ]
    assert len(nacht.rijen()) == 3


def test_breaking_and_back_the_source_goes_on_and_others_never_stopped(nacht: Nacht, leg: Leg) -> None:
    goed = leg("goed", KOPPEN, RIJEN, 1)
    nacht.draai()
    leg("slecht", ["Wat" if k == "Verdachten" else k for k in KOPPEN], RIJEN, 2)
    jeugd_ = "\n".join([JEUGD_KOP, *jeugd(3)])
    nacht.leg("jeugdoverlast/j.csv", jeugd_, "2018-01-02T06:00:00")
    assert len(nacht.draai().geweigerd) == 1
    assert list(nacht.rijen()) == [goed]
    assert len(nacht.rijen("jeugdoverlast")["j.csv"]) == 3
    # the old shape again is compared with the last that was accepted: nothing changed
    terug = leg("terug", KOPPEN, RIJEN[:7], 3)
    assert len(nacht.draai().geweigerd) == 1
    assert nacht.gezegd == []
    assert list(nacht.rijen()) == [goed, terug]


@pytest.mark.parametrize("leg", ["csv"], indirect=True)
def test_an_older_delivery_that_comes_later_is_compared_with_what_it_followed(nacht: Nacht, leg: Leg) -> None:
    leg("b", [*KOPPEN, "Extra"], RIJEN, 5)
    nacht.draai()
    leg("a", KOPPEN, RIJEN, 1)  # first of all by its moment: nothing to compare with
    nacht.draai()
    assert nacht.gezegd == []
    tussen = leg("tussen", [*KOPPEN, "Extra"], RIJEN[:5], 3)
    nacht.draai()
    assert nacht.gezegd == [
        f"{tussen}: column 'Extra' is new; it is not loaded; the last delivery with the old shape is a.csv "
        "(as-of 01-01-2018 06:00)."
    ]


@pytest.mark.parametrize("leg", ["csv"], indirect=True)
def test_a_refusal_without_moment_is_compared_with_the_newest(nacht: Nacht, leg: Leg) -> None:
    leg("a", KOPPEN, RIJEN, 1)
    oud = leg("b", KOPPEN, RIJEN[:9], 4)
    pad = nacht.plekken.raw / "bvi_incidenten" / "z.csv"
    pad.write_text(als_csv(RIJEN, [k for k in KOPPEN if k != "Aangifte"]))
    assert f"column 'Aangifte' is gone; it stays empty; the last delivery with the old shape is {oud} " in (
        _geweigerd(nacht, "z.csv")
    )


def test_shapes_are_kept_without_any_value(nacht: Nacht, leg: Leg) -> None:
    leg("a", KOPPEN, RIJEN, 1)
    nacht.draai()
    vorm = nacht.con.execute("select kop, soort, gevuld from opslag.vorm order by positie").fetchall()
    assert [v[0] for v in vorm] == KOPPEN
    soorten = {kop: (soort, gevuld) for kop, soort, gevuld in vorm}
    assert soorten["Incident Identificatie"] == ("tekst", 12)
    assert soorten["Begin-pleegdatum/tijd"] == ("datums als dd-mm-jjjj", 12)
    assert soorten["Verdachten"] == ("hele getallen", 12)
    assert soorten["Poging"] == ("J of N", 12)
    assert soorten["Pleegwijk"] == ("leeg", 0)
    assert "Geheimestraat" not in str(vorm) and "PL0600" not in str(vorm)
    # and go with their delivery
    for pad in (nacht.plekken.raw / "bvi_incidenten").iterdir():
        pad.unlink()
    nacht.draai()
    assert nacht.con.execute("select count(*) from opslag.vorm").fetchone() == (0,)


@pytest.mark.parametrize("leg", ["csv"], indirect=True)
def test_a_run_sees_only_changes_up_to_its_moment(nacht: Nacht, leg: Leg) -> None:
    leg("a", KOPPEN, RIJEN, 1)
    leg("b", [*KOPPEN, "Extra"], RIJEN, 5)
    leg("c", [*KOPPEN, "Extra"][::-1], RIJEN, 9)
    inventaris = nacht.draai()
    for bron in contracten():
        inventaris, _ = bouw.laad_bron(nacht.con, nacht.plekken, inventaris, bron)

    def gezien(dag: int) -> list[tuple[str, str]]:
        peildatum = (datetime(2018, 1, 1) + timedelta(days=dag - 1)).date()
        bouw.toon_raw(nacht.con, nacht.plekken, Settings(), peildatum, inventaris.leveringen(peildatum))
        vraag = "select soort, kolom from raw.vormwijzigingen order by all"
        return [(str(s), str(k)) for s, k in nacht.con.execute(vraag).fetchall()]

    assert gezien(4) == []
    assert gezien(5) == [("nieuw", "Extra")]
    assert gezien(9) == [("andere volgorde", "Incident Identificatie"), ("nieuw", "Extra")]
