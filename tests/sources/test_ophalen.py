"""Fetching tables: whole or not at all, once per version, and going on after every kind of failure."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bouwsteen import Proef
from statline import StatLine, dien

from pipelines.sources import ophalen
from pipelines.sources.contracten import contracten
from pipelines.sources.ophalen import Dienst, Uitslag, haal, tabellen

OPENBAAR = Path(__file__).resolve().parents[2] / "data" / "raw" / "openbaar"
BELEVING = OPENBAAR / "cbs_81877ned" / "81877NED_2012-2017.csv"


def _ruwe_rijen(pad: Path, teken: str = ";") -> list[dict[str, Any]]:
    """Rows of a raw download as the service gives them: the number of a row is a number, the rest is text."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        rijen = list(csv.DictReader(bestand, delimiter=teken))
    return [{"ID": n} | rij | {"ID": int(rij.get("ID", n))} for n, rij in enumerate(rijen)]


@pytest.fixture(scope="module")
def ruw() -> list[dict[str, Any]]:
    """The first 45 rows of 81877NED as delivered."""
    return _ruwe_rijen(BELEVING)[:45]


@pytest.fixture
def statline(ruw: list[dict[str, Any]]) -> Iterator[StatLine]:
    """81877NED in pages of ten rows."""
    with dien(StatLine("81877NED", ruw)) as dienst:
        yield dienst


def _haal(proef: Proef, statline: StatLine, **anders: Any) -> Uitslag:
    dienst = Dienst(**({"adres": statline.adres, "wachttijd": 5.0, "pauze": 0.01} | anders))
    (uitslag,) = haal(proef.raw, dienst, [statline.tabel])
    return uitslag


def _geleverd(proef: Proef) -> list[str]:
    """Everything in the collection that is a file, hidden ones too."""
    return sorted(p.relative_to(proef.raw).as_posix() for p in proef.raw.rglob("*") if p.is_file())


def _ids(pad: Path | None) -> list[str]:
    assert pad is not None
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        return [rij["ID"] for rij in csv.DictReader(bestand, delimiter=";")]


def test_a_fetched_table_is_the_delivery_that_we_have(proef: Proef) -> None:
    """All of 81877NED over the wire gives the raw rows of the file that was found, and the version as moment."""
    alle = _ruwe_rijen(BELEVING)
    with dien(StatLine("81877NED", alle, per_blad=250)) as dienst:
        uitslag = _haal(proef, dienst)
    assert uitslag.zin == "81877NED: 1,176 rows of 01-03-2018 15:30 in 81877NED_20180301T1530.csv."
    assert dienst.bladen == [0, 250, 500, 750, 1000]
    pad = proef.raw / "cbs_81877ned" / "81877NED_20180301T1530.csv"
    assert _geleverd(proef) == [f"cbs_81877ned/{pad.name}", f"cbs_81877ned/{pad.name}.levering.yml"]
    levering = proef.herken(pad)
    assert (levering.peilmoment, levering.soort) == (datetime(2018, 3, 1, 15, 30), "volledig")
    proef.laad(pad)
    vraag = "select * exclude (levering_id) from opslag.cbs_81877ned order by regel"
    opgehaald = proef.vraag(vraag)
    proef.con.execute("delete from opslag.cbs_81877ned")
    proef.laad(proef.leg("cbs_81877ned/eigen.csv", BELEVING.read_bytes()))
    assert len(opgehaald) == 1_176 and opgehaald == proef.vraag(vraag)


def test_the_raw_copy_is_not_touched(proef: Proef, statline: StatLine) -> None:
    pad = _haal(proef, statline).bestand
    assert pad is not None
    regels = pad.read_bytes().split(b"\r\n")
    assert regels[0] == (
        b'\xef\xbb\xbf"ID";"Marges";"RegioS";"Perioden";"VoeltZichWelEensOnveilig_1";"VanInbraakInWoning_5";'
        b'"RapportcijferVeiligheidInBuurt_18";"OpPlekkenWaarJongerenRondhangen_20"'
    )
    assert regels[1] == b'"0";"1 ";"NL01   ";"2012JJ00";"    36.6";"    10.2";"     7.1";"    44.4"'


def test_only_what_is_needed_is_asked_for(proef: Proef, statline: StatLine) -> None:
    _haal(proef, statline)
    bladen = [v for v in statline.vragen if "UntypedDataSet?" in v]
    tellen = [v for v in statline.vragen if "$count" in v]
    assert len(bladen) == 5 and len(tellen) == 1
    filter_ = "startswith(RegioS,'NL') or startswith(RegioS,'PV') or startswith(RegioS,'RE')"
    assert all(f"$filter={filter_}" in v for v in [*bladen, *tellen])
    assert "'LD'" not in bladen[0]
    assert (
        "$select=ID,Marges,RegioS,Perioden,VoeltZichWelEensOnveilig_1,VanInbraakInWoning_5,Rapport"
        in bladen[0]
    )


@pytest.mark.parametrize("fout", ["half", "traag", "503", "500", "geen json", "herhaald", "leeg", "kort"])
@pytest.mark.parametrize("links", [True, False])
def test_what_goes_wrong_once_is_asked_again(
    proef: Proef, statline: StatLine, fout: str, links: bool
) -> None:
    statline.links = links
    statline.fouten = ["", "", fout]
    uitslag = _haal(proef, statline, wachttijd=0.5 if fout == "traag" else 5.0)
    assert not uitslag.mislukt, uitslag.zin
    assert _ids(uitslag.bestand) == [str(rij["ID"]) for rij in statline.rijen]


@pytest.mark.parametrize(
    ("fout", "waarom"),
    [
        ("half", "broke off its answer"),
        ("traag", "did not answer in time"),
        ("503", "the service answers 503 Service Unavailable"),
        ("404", "the service answers 404 Not Found"),
        ("geen json", "gave an answer that is no JSON"),
        ("herhaald", "after 20 of 45 rows the service gives none, or the same again"),
        ("leeg", "after 20 of 45 rows the service gives none, or the same again"),
    ],
)
def test_a_fetch_that_fails_goes_on_where_it_stopped(
    proef: Proef, statline: StatLine, fout: str, waarom: str
) -> None:
    statline.fouten = ["", "", *[fout] * 8]
    uitslag = _haal(proef, statline, wachttijd=0.5 if fout == "traag" else 5.0)
    assert uitslag.mislukt and waarom in uitslag.zin
    assert uitslag.zin.startswith("Table 81877NED was not fetched: ") and "\n" not in uitslag.zin
    assert not [p for p in _geleverd(proef) if not Path(p).name.startswith(".")], "nothing half is delivered"
    statline.fouten, statline.bladen = [], []
    uitslag = _haal(proef, statline)
    assert statline.bladen == [20, 30, 40], "the first two pages were kept"
    assert _ids(uitslag.bestand) == [str(rij["ID"]) for rij in statline.rijen]


def test_a_killed_fetch_goes_on_too(
    proef: Proef, statline: StatLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed while the fourth page is written: that page is half there, and is fetched again."""
    echt = ophalen._schrijf

    def sterf(pad: Path, inhoud: str) -> None:
        if pad.name == ".00000030.json":
            pad.with_name(f".{pad.name}.deel").write_text(inhoud[:50])
            raise KeyboardInterrupt
        echt(pad, inhoud)

    monkeypatch.setattr(ophalen, "_schrijf", sterf)
    with pytest.raises(KeyboardInterrupt):
        _haal(proef, statline)
    monkeypatch.undo()
    statline.bladen = []
    assert len(_ids(_haal(proef, statline).bestand)) == 45
    assert statline.bladen == [30, 40]


def test_an_unchanged_table_is_not_fetched_again(proef: Proef, statline: StatLine) -> None:
    _haal(proef, statline)
    statline.bladen, statline.vragen = [], []
    uitslag = _haal(proef, statline)
    assert uitslag == Uitslag("cbs_81877ned", "81877NED: unchanged since 01-03-2018 15:30.")
    assert len(statline.vragen) == 1 and not statline.bladen
    statline.gewijzigd = "2019-03-01T02:00:00"
    assert _haal(proef, statline).bestand == proef.raw / "cbs_81877ned" / "81877NED_20190301T0200.csv"


def test_a_copy_that_somebody_put_here_counts(proef: Proef, statline: StatLine) -> None:
    proef.leg("cbs_81877ned/van_mij.csv", BELEVING.read_bytes(), "peilmoment: 2018-03-01T00:00:00\n")
    assert "unchanged" in _haal(proef, statline).zin
    proef.briefje(proef.raw / "cbs_81877ned" / "van_mij.csv", "peilmoment: 2018-02-28T00:00:00\n")
    assert _haal(proef, statline).bestand is not None


def test_a_note_without_its_file_does_not_count(proef: Proef, statline: StatLine) -> None:
    pad = _haal(proef, statline).bestand
    assert pad is not None
    pad.unlink()
    assert _haal(proef, statline).bestand == pad and pad.exists()


def test_a_newer_version_during_the_fetch_starts_it_again(proef: Proef, statline: StatLine) -> None:
    statline.na_eerste_blad = "2018-04-01T02:00:00"
    uitslag = _haal(proef, statline)
    assert uitslag.bestand is not None and uitslag.bestand.name == "81877NED_20180401T0200.csv"
    assert statline.bladen == [0, 10, 20, 30, 40] * 2, "no page of the old version is used"


def test_pages_of_an_old_version_or_question_are_not_used(proef: Proef, statline: StatLine) -> None:
    statline.fouten = ["", "", *["404"]]
    assert _haal(proef, statline).mislukt
    statline.gewijzigd, statline.bladen = "2018-05-01T02:00:00", []
    _haal(proef, statline)
    assert statline.bladen == [0, 10, 20, 30, 40]


@pytest.mark.parametrize(
    ("aantal", "zin"), [(44, "45 rows where the service counts 44"), (46, "after 45 of 46")]
)
def test_another_number_of_rows_is_no_delivery(
    proef: Proef, statline: StatLine, aantal: int, zin: str
) -> None:
    statline.aantal = aantal
    uitslag = _haal(proef, statline)
    assert uitslag.mislukt and zin in uitslag.zin
    assert not [p for p in _geleverd(proef) if p.endswith((".csv", ".yml"))]


def test_a_column_that_is_gone_is_named(proef: Proef, statline: StatLine) -> None:
    statline.sleutels = ["Marges", "RegioS", "Perioden", "VoeltZichWelEensOnveilig_1"]
    assert "it has no column 'VanInbraakInWoning_5' (it has: Marges, " in _haal(proef, statline).zin


def test_nobody_answers(proef: Proef) -> None:
    (uitslag,) = haal(proef.raw, Dienst("http://127.0.0.1:9", 1.0, 0.01), ["81877NED"])
    assert uitslag.zin == (
        "Table 81877NED was not fetched: http://127.0.0.1:9 cannot be reached; "
        "the deliveries that are there stay in use."
    )


def test_one_table_that_fails_does_not_stop_the_others(proef: Proef, statline: StatLine) -> None:
    uitslagen = {u.bron: u for u in haal(proef.raw, Dienst(statline.adres, 5.0, 0.01))}
    assert set(uitslagen) == {c.bron for c in tabellen().values()}
    assert [bron for bron, u in uitslagen.items() if not u.mislukt] == ["cbs_81877ned"]


# what the service calls the columns, with keys as wide as it makes them
ANDERE = {
    "47018NED": (
        "politie_47018ned",
        {"SoortMisdrijf": "1.1.1 ", "WijkenEnBuurten": "GM0202    ", "Perioden": "2013JJ00",
         "GeregistreerdeMisdrijven_1": "   1070", "Gemeentenaam_2": "Arnhem"},
        ("1.1.1", "GM0202", "2013JJ00", 1070),
    ),
    "47021NED": (
        "politie_47021ned",
        {"Overlast": "E33   ", "RegioS": "NL01      ", "Perioden": "2013JJ00",
         "GeregistreerdeOverlast_1": "  52168"},
        ("E33", 2013, 52168),
    ),
    "70072ned": (
        "cbs_70072ned",
        {"RegioS": "GM0202", "Perioden": "2013JJ00", "TotaleBevolking_1": "  149827",
         "GemiddeldAantalInwoners_51": "  150000"},
        ("GM0202", "2013JJ00", 150000),
    ),
    "83648NED": (
        "cbs_83648ned",
        {"SoortMisdrijf": "0000000", "RegioS": "GM0202", "Perioden": "2015JJ00",
         "TotaalGeregistreerdeMisdrijven_1": "   12620", "GeregistreerdeMisdrijvenPer1000Inw_3": "    82.9"},
        ("0000000", "GM0202", "2015JJ00", 12620.0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("tabel", ANDERE)
def test_every_table_is_taken_in_under_its_own_names(proef: Proef, tabel: str) -> None:
    bron, rij, geladen = ANDERE[tabel]
    with dien(StatLine(tabel, [{"ID": 0} | rij])) as dienst:
        pad = _haal(proef, dienst).bestand
    assert pad is not None
    proef.laad(pad)
    kolommen = ", ".join(k.naam for k in contracten()[bron].geladen)
    assert proef.vraag(f"select {kolommen} from opslag.{bron}") == [geladen]


def test_titles_come_from_the_typed_export_of_the_same_service(proef: Proef) -> None:
    """81928NED was found as a typed export; fetched it comes raw, with codes and blanks."""
    rij = {"Marges": "1 ", "RegioS": "RE02   ", "Perioden": "2017JJ00",
           "VertrouwenInPolitieSchaalscore_51": "     6.6", "TotaleFunctionerenTevreden_38": "    33.0",
           "TotaleFunctionerenTevreden_55": "    27.1"}  # fmt: skip
    with dien(StatLine("81928NED", [{"ID": 7} | rij])) as dienst:
        pad = _haal(proef, dienst).bestand
    assert pad is not None
    proef.laad(pad)
    assert proef.vraag("select * exclude (levering_id, regel) from opslag.cbs_81928ned") == [
        ("1", "RE02", "2017JJ00", 6.6, 27.1)
    ]
