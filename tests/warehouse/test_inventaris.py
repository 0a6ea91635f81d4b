"""What lies in data/raw, what is new about it, and that nothing unchanged is read again."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipelines.settings import PROJECT
from pipelines.sources import herkenning
from pipelines.warehouse import inventaris, logboek
from pipelines.warehouse.inventaris import maak_inventaris
from pipelines.warehouse.plekken import Plekken

KOP = "Gebiedscode;Gemeente;Jaar;Aantal\n"
EEN, TWEE = KOP + "GM0202;Arnhem;2014;1\n", KOP + "GM0268;Nijmegen;2014;2\n"
PEIL = "peilmoment: 2015-02-01T06:00:00\n"


@pytest.fixture
def plekken(tmp_path: Path) -> Plekken:
    return Plekken("eigen", tmp_path / "raw" / "eigen", tmp_path / "warehouse" / "eigen")


@pytest.fixture
def gelezen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files whose bytes were read, in order."""
    namen: list[str] = []
    echt = herkenning.meet

    def meet(bestand: Path, *, tekst: bool) -> object:
        namen.append(bestand.name)
        return echt(bestand, tekst=tekst)

    monkeypatch.setattr(herkenning, "meet", meet)
    return namen


def leg(plekken: Plekken, naam: str, inhoud: str = EEN, briefje: str | None = PEIL) -> Path:
    pad = plekken.raw / naam
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(inhoud, encoding="utf-8")
    if briefje:
        pad.with_name(pad.name + ".levering.yml").write_text(briefje, encoding="utf-8")
    return pad


def test_a_collection_without_a_folder_is_empty(plekken: Plekken) -> None:
    leeg = maak_inventaris(plekken)
    assert (leeg.bestanden, leeg.nieuw, leeg.verdwenen, leeg.peildatum()) == ((), (), (), None)
    assert not plekken.logboek.exists()


def test_only_what_changed_is_read_again(plekken: Plekken, gelezen: list[str]) -> None:
    leg(plekken, "jeugdoverlast/a.csv")
    b = leg(plekken, "jeugdoverlast/b.csv", TWEE)
    eerst = maak_inventaris(plekken)
    assert eerst.nieuw == ("jeugdoverlast/a.csv", "jeugdoverlast/b.csv")
    assert gelezen == ["a.csv", "b.csv"]
    gelezen.clear()
    weer = maak_inventaris(plekken)
    assert (gelezen, weer.nieuw) == ([], ())
    assert weer.bestanden == eerst.bestanden, (
        "the log book gives back what was seen, levering and meting included"
    )

    b.write_text(TWEE.replace("2014", "2015"))
    os.utime(b, ns=(1, 1))  # of the same size, and older
    assert maak_inventaris(plekken).nieuw == ("jeugdoverlast/b.csv",)
    assert gelezen == ["b.csv"]


def test_another_file_under_the_same_name_size_and_time_is_seen(plekken: Plekken, gelezen: list[str]) -> None:
    pad = leg(plekken, "jeugdoverlast/a.csv")
    maak_inventaris(plekken)
    tijd = pad.stat().st_mtime_ns
    ander = leg(plekken, "jeugdoverlast/.a", EEN.replace("2014", "2015"), None)
    ander.replace(pad)
    os.utime(pad, ns=(tijd, tijd))
    assert maak_inventaris(plekken).nieuw == ("jeugdoverlast/a.csv",)


def test_new_reading_code_reads_everything_again(
    plekken: Plekken, gelezen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    leg(plekken, "jeugdoverlast/a.csv")
    maak_inventaris(plekken)
    monkeypatch.setattr(inventaris, "bron_code", lambda: "anders")
    maak_inventaris(plekken)
    assert gelezen == ["a.csv", "a.csv"]


def test_a_renamed_file_is_the_same_delivery(plekken: Plekken) -> None:
    pad = leg(plekken, "jeugdoverlast/a.csv")
    eerst = maak_inventaris(plekken)
    pad.rename(pad.with_name("z.csv"))
    pad.with_name("a.csv.levering.yml").rename(pad.with_name("z.csv.levering.yml"))
    later = maak_inventaris(plekken)
    assert (later.nieuw, later.verdwenen) == (("jeugdoverlast/z.csv",), ("jeugdoverlast/a.csv",))
    assert [v.levering_id for v in later.leveringen()] == [v.levering_id for v in eerst.leveringen()]
    assert maak_inventaris(plekken).verdwenen == ()


def test_a_vanished_file_is_forgotten(plekken: Plekken) -> None:
    pad = leg(plekken, "jeugdoverlast/a.csv")
    leg(plekken, "jeugdoverlast/b.csv", TWEE)
    maak_inventaris(plekken)
    pad.unlink()
    pad.with_name("a.csv.levering.yml").unlink()
    later = maak_inventaris(plekken)
    assert later.verdwenen == ("jeugdoverlast/a.csv",)
    assert list(logboek.gezien(plekken.logboek)) == ["jeugdoverlast/b.csv"]


def test_a_file_repeated_under_another_name_counts_once(plekken: Plekken) -> None:
    leg(plekken, "jeugdoverlast/a.csv")
    leg(plekken, "jeugdoverlast/kopie van a.csv")
    leg(plekken, "jeugdoverlast/later.csv", briefje="peilmoment: 2015-03-01T06:00:00\n")
    alles = maak_inventaris(plekken)
    assert [g.pad for g in alles.aanvaard] == ["jeugdoverlast/a.csv", "jeugdoverlast/later.csv"]
    assert [g.pad for g in alles.herhaald] == ["jeugdoverlast/kopie van a.csv"]
    assert len(alles.leveringen()) == 2
    assert alles.peildatum() == date(2015, 3, 1)
    assert [v.bestand for v in alles.leveringen(date(2015, 2, 1))] == ["jeugdoverlast/a.csv"]
    assert alles.leveringen(date(2015, 1, 31)) == ()


def test_of_two_notes_about_one_delivery_the_names_do_not_decide(plekken: Plekken) -> None:
    jaar = PEIL + "indeling_jaar: 2014\n"
    uitkomst = []
    for een, ander in (("a.csv", "b.csv"), ("b.csv", "a.csv")):
        leg(plekken, f"jeugdoverlast/{een}", briefje=PEIL)
        leg(plekken, f"jeugdoverlast/{ander}", briefje=jaar)
        (levering,) = maak_inventaris(plekken).leveringen()
        uitkomst.append(levering.indeling_jaar)
    assert uitkomst[0] == uitkomst[1]


def test_a_changed_note_is_read_again(plekken: Plekken) -> None:
    pad = leg(plekken, "jeugdoverlast/a.csv", briefje=None)
    (geweigerd,) = maak_inventaris(plekken).geweigerd
    assert "has no as-of moment" in str(geweigerd.melding)
    assert (geweigerd.bron, geweigerd.uitslag) == ("jeugdoverlast", "geweigerd")
    briefje = pad.with_name("a.csv.levering.yml")
    briefje.write_text(PEIL)
    assert maak_inventaris(plekken).peildatum() == date(2015, 2, 1)
    briefje.write_text("peilmoment: 2015-04-01T06:00:00\n")
    assert maak_inventaris(plekken).peildatum() == date(2015, 4, 1)
    briefje.unlink()
    assert maak_inventaris(plekken).aanvaard == ()


def test_a_note_without_its_file_is_refused_by_name(plekken: Plekken) -> None:
    leg(plekken, "jeugdoverlast/a.csv")
    (plekken.raw / "jeugdoverlast" / "b.csv.levering.yml").write_text(PEIL)
    alles = maak_inventaris(plekken)
    assert len(alles.aanvaard) == 1
    (los,) = alles.geweigerd
    assert los.melding == (
        "b.csv.levering.yml is a note without its delivery; expected the file b.csv beside it; "
        "rename the note after its file, or remove it."
    )


def test_a_refusal_is_remembered_and_a_demo_file_marked(plekken: Plekken, gelezen: list[str]) -> None:
    leg(plekken, "vreemd.csv", "a;b\n", None)
    leg(plekken, "jeugdoverlast/demo.csv", briefje=PEIL + "fictief: true\n")
    maak_inventaris(plekken)
    gelezen.clear()
    uitslagen = {g.pad: g.uitslag for g in maak_inventaris(plekken).geweigerd}
    assert uitslagen == {"vreemd.csv": "geweigerd", "jeugdoverlast/demo.csv": "gemengd"}
    assert gelezen == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(plekken: Plekken) -> None:
    leg(plekken, "jeugdoverlast/a.csv").chmod(0)
    (geweigerd,) = maak_inventaris(plekken).geweigerd
    assert "Permission denied" in str(geweigerd.melding)


def test_a_file_that_cannot_be_read_is_refused(plekken: Plekken, monkeypatch: pytest.MonkeyPatch) -> None:
    leg(plekken, "jeugdoverlast/a.csv")

    def meet(bestand: Path, *, tekst: bool) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(herkenning, "meet", meet)
    (geweigerd,) = maak_inventaris(plekken).geweigerd
    assert geweigerd.melding == (
        "a.csv cannot be read (Permission denied); expected a readable file; see to its permissions."
    )


def test_what_is_no_delivery_is_left_alone(plekken: Plekken) -> None:
    for naam in (".a.csv.swp", "~$a.xlsx", "BRON.md"):
        leg(plekken, f"jeugdoverlast/{naam}", "x", None)
    assert maak_inventaris(plekken).bestanden == ()


def test_a_delivery_that_fails_while_loading_is_set_aside(plekken: Plekken) -> None:
    leg(plekken, "jeugdoverlast/a.csv")
    alles = inventaris.weiger(maak_inventaris(plekken), "jeugdoverlast/a.csv", "geweigerd", "kapot")
    assert alles.aanvaard == () and alles.geweigerd[0].melding == "kapot"


STIL = """
import sys
from pathlib import Path
from pipelines.warehouse.code import bibliotheken, bron_code, code_versie
from pipelines.warehouse.inventaris import maak_inventaris
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.sleutel import kies_sleutel
from pipelines.warehouse.slot import slot

plekken = Plekken("eigen", Path(sys.argv[1]), Path(sys.argv[2]))
with slot(plekken.slot):
    alles = maak_inventaris(plekken)
assert len(alles.aanvaard) == 1 and not alles.nieuw
bibliotheken(), bron_code(), code_versie(), kies_sleutel("eigen", plekken.warehouse, None)
zwaar = {"dagster", "dbt", "pandas", "great_expectations", "numpy", "pyarrow", "yaml", "python_calamine"}
print(sorted(zwaar & {m.split(".")[0] for m in sys.modules}))
"""


def test_a_night_with_nothing_new_imports_nothing_heavy(plekken: Plekken) -> None:
    leg(plekken, "jeugdoverlast/a.csv")
    maak_inventaris(plekken)
    uit = subprocess.run(
        [sys.executable, "-c", STIL, str(plekken.raw), str(plekken.warehouse)],
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (uit.stdout.strip(), uit.stderr) == ("[]", "")
