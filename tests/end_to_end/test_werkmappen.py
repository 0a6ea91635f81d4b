"""The workbooks, opened by openpyxl and by LibreOffice: their cells are the published figures."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from pipelines.publish import werkmappen
from tests.end_to_end.conftest import Rij, Stand

pytestmark = pytest.mark.end_to_end

BLADEN = ["Scorebord", "Verloop", "Prioriteiten", "Toelichting"]
FICTIEF = "FICTIEVE CIJFERS"
WELKE = pytest.mark.parametrize("welke", ["openbaar", "demo"])


@dataclass(frozen=True)
class Geschreven:
    """The workbooks of a collection, and its figures as Parquet."""

    stand: Stand
    map: Path
    uitslag: dict[str, Any]
    seconden: float
    parquet: Path
    kenmerken: dict[str, str]

    def pad(self, code: str) -> Path:
        """The workbook of an area."""
        (gevonden,) = self.map.glob(f"*-{code}-*.xlsx")
        return gevonden

    def rijen(self, vraag: str) -> list[Rij]:
        """Rows of a query on `{tabel}` as Parquet."""
        sql = re.sub(r"\{([a-z_]+)\}", lambda m: f"'{self.parquet / m.group(1)}.parquet'", vraag)
        antwoord = duckdb.execute(sql)
        return [dict(zip([d[0] for d in antwoord.description], r, strict=True)) for r in antwoord.fetchall()]


@pytest.fixture(scope="module")
def geschreven(
    openbaar: Stand, demo_stand: Stand, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Geschreven]:
    """The workbooks of both collections."""
    uit = {}
    for naam, stand in (("openbaar", openbaar), ("demo", demo_stand)):
        map_ = tmp_path_factory.mktemp(naam)
        kenmerken = {
            "publicatie_id": "0123456789abcdef", "verzameling": naam, "peildatum": stand.peildatum.isoformat(),
        }  # fmt: skip
        begin = time.process_time()
        uitslag = werkmappen.schrijf(stand.con, map_, kenmerken, fictief=stand.fictief)
        seconden = time.process_time() - begin
        for tabel in ("doelbereik", "indicatoren", "dim_gebied", "prioriteit_beeld", "feit_prioriteit"):
            stand.con.execute(f"copy marts.{tabel} to '{map_ / tabel}.parquet' (format parquet)")
        uit[naam] = Geschreven(stand, map_ / werkmappen.MAP, uitslag, seconden, map_, kenmerken)
    return uit


def tabel(blad: Any, *, vanaf: int = 5) -> Iterator[tuple[Any, ...]]:
    """Values of the rows below the headings."""
    return blad.iter_rows(min_row=vanaf, values_only=True)  # type: ignore[no-any-return]


@WELKE
def test_one_for_every_area_and_quickly(geschreven: dict[str, Geschreven], welke: str) -> None:
    g = geschreven[welke]
    namen = sorted(p.name for p in g.map.iterdir())
    soorten = {
        soort: sum(n.startswith(f"{soort}-") for n in namen)
        for soort in ("gemeente", "basisteam", "district")
    }
    assert soorten == {"gemeente": 81, "basisteam": 27, "district": 5}
    assert len(namen) == 114 == g.uitslag["aantal"] and "eenheid-RE02-oost-nederland.xlsx" in namen
    assert "gemeente-GM0202-arnhem.xlsx" in namen
    assert namen == sorted(g.uitslag["sha256"])
    assert g.seconden < 30


@WELKE
def test_every_workbook_opens_has_its_sheets_and_says_what_it_is(
    geschreven: dict[str, Geschreven], welke: str
) -> None:
    g = geschreven[welke]
    for pad in sorted(g.map.iterdir()):
        werkmap = openpyxl.load_workbook(pad, read_only=True)
        assert werkmap.sheetnames == BLADEN
        for blad in werkmap:
            titel, merk = (rij[0].value for rij in blad.iter_rows(min_row=1, max_row=2))
            assert pad.name.split("-")[1] in titel
            assert "Intern gebruik" in merk
            assert (FICTIEF in merk) == (welke == "demo"), pad.name
        werkmap.close()
        with zipfile.ZipFile(pad) as zip_:
            bladen = [zip_.read(n).decode() for n in zip_.namelist() if n.startswith("xl/worksheets/sheet")]
            grafieken = [zip_.read(n).decode() for n in zip_.namelist() if n.startswith("xl/charts/chart")]
        assert not any("<f>" in b or "<f " in b for b in bladen), "no cell is a formula"
        assert all((FICTIEF in b) == (welke == "demo") for b in bladen), "the head of every printed page"
        assert all((FICTIEF in gr) == (welke == "demo") for gr in grafieken)


@WELKE
@pytest.mark.parametrize("code", ["RE02", "PD021", "BT0017", "GM0202", "GM0160"])
def test_the_scoreboard_has_the_published_figures(
    geschreven: dict[str, Geschreven], welke: str, code: str
) -> None:
    g = geschreven[welke]
    verwacht = g.rijen(
        f"select * from {{doelbereik}} where gebied_code = '{code}' and is_hoofd and leidend and jaar = "
        "case doel_id when 'T17' then 2015 else 2018 end order by doel_id, jaren"
    )
    rijen = list(tabel(openpyxl.load_workbook(g.pad(code))["Scorebord"]))
    einde = next(
        (k for k, r in enumerate(rijen) if r[0] and not re.fullmatch(r"T\d\d", str(r[0]))), len(rijen)
    )
    eigen = [r for r in rijen[:einde] if r[0]]
    assert [r[0] for r in eigen] == sorted(r[0] for r in eigen) and {r[0] for r in eigen} == {
        f"T{n:02}" for n in range(1, 19)
    }
    met_oordeel = [r for r in eigen if r[4] is not None]
    assert len(met_oordeel) == len(verwacht) > 0
    for cellen, r in zip(met_oordeel, verwacht, strict=True):
        negentig = r["norm_gehaald"] is None and r["ondergrens_90"] is not None
        grenzen = ("ondergrens_90", "bovengrens_90") if negentig else ("ondergrens", "bovengrens")
        assert cellen[0] == r["doel_id"]
        assert cellen[5:9] == pytest.approx(
            tuple(r[k] for k in ("padwaarde", "waarde", *grenzen)), nan_ok=True
        )
        if r["waarde"] is not None and r["ondergrens"] is not None:
            assert cellen[9] == ("90%" if negentig else "95%")
            assert f"({cellen[9]} zeker" in r["toelichting"], "the interval is that of the sentence"
        assert cellen[10] == r["oordeel"] and cellen[11] == r["koers"]
        assert cellen[12] == ("ja" if r["voorlopig"] else "nee")
        assert cellen[15] == pytest.approx(r["laatste_waarde"])
        assert cellen[16].startswith(r["toelichting"])


@WELKE
@pytest.mark.parametrize("code", ["RE02", "PD022", "BT0035", "GM0150"])
def test_the_years_have_the_published_figures_and_each_table_its_chart(
    geschreven: dict[str, Geschreven], welke: str, code: str
) -> None:
    g = geschreven[welke]
    werkmap = openpyxl.load_workbook(g.pad(code))
    doelen = g.rijen(
        f"""select 'T' as soort, indicator_id, jaar, waarde, ondergrens, bovengrens, padwaarde, bron from {{doelbereik}}
        where gebied_code = '{code}' and is_hoofd and leidend
        qualify count(waarde) over (partition by doel_id, jaren) > 0 order by doel_id, jaren, jaar"""
    )
    gezien = {r["indicator_id"] for r in doelen}
    overig = [
        r
        for r in g.rijen(
            f"""select 'I' as soort, indicator_id, right(periode_id, 4)::int as jaar, waarde, ondergrens, bovengrens,
                null as padwaarde, bron
            from {{indicatoren}} where gebied_code = '{code}' and leidend and periode_id similar to '(VM)?[0-9]{{4}}'
            qualify count(waarde) over (partition by indicator_id) > 0 order by indicator_id, jaar"""
        )
        if r["indicator_id"] not in gezien
    ]
    regels = [r for r in tabel(werkmap["Verloop"]) if isinstance(r[0], int)]
    assert len(regels) == len(doelen) + len(overig) > 0
    for cellen, r in zip(regels, doelen + overig, strict=True):
        assert cellen[0] == r["jaar"]
        assert cellen[1:5] == pytest.approx(
            tuple(r[k] for k in ("waarde", "ondergrens", "bovengrens", "padwaarde"))
        )
        assert (cellen[7] or "geen") == r["bron"]
    koppen = [
        str(r[0]) for r in tabel(werkmap["Verloop"]) if r[0] and str(r[0]).endswith(")") and r[1] is None
    ]
    grafieken = werkmap["Verloop"]._charts
    assert 0 < len(grafieken) <= len(koppen)


def test_a_point_that_is_provisional_is_open_and_sources_are_not_joined(
    geschreven: dict[str, Geschreven],
) -> None:
    """In the demonstration the survey changes source from year to year."""
    with zipfile.ZipFile(geschreven["demo"].pad("RE02")) as zip_:
        grafieken = [zip_.read(n).decode() for n in zip_.namelist() if n.startswith("xl/charts/chart")]
    assert all("<c:scatterChart>" in gr for gr in grafieken)
    assert sum("<c:errBars>" in gr for gr in grafieken) >= 10
    kans = next(gr for gr in grafieken if "T04 " in gr)
    assert "Waarde (vm_microdata)" in kans and "Waarde (cbs_81877ned)" in kans


@WELKE
def test_priorities_stand_beside_their_figures(geschreven: dict[str, Geschreven], welke: str) -> None:
    g = geschreven[welke]
    for pad in list(g.map.glob("gemeente-*.xlsx"))[::9]:
        code = pad.name.split("-")[1]
        beeld = g.rijen(
            f"from {{prioriteit_beeld}} where gebied_code = '{code}' order by not is_prioriteit, onderwerp_code"
        )
        rijen = list(tabel(openpyxl.load_workbook(pad)["Prioriteiten"]))
        for cellen, r in zip(rijen, beeld, strict=False):
            assert (
                cellen[0] == r["onderwerp"] and cellen[15] == r["oordeel"] and cellen[16] == r["toelichting"]
            )
            assert cellen[4] == r["aantal"] and cellen[5] == pytest.approx(r["per_1000"])
        (gekozen,) = g.rijen(f"select count(*) as n from {{feit_prioriteit}} where gebied_code = '{code}'")
        data = [r for r in rijen if isinstance(r[3], int) and isinstance(r[5], datetime | None)]
        assert len(data) == gekozen["n"]
        if not gekozen["n"]:
            assert any("plan" in str(r[0]) and "geleverd" in str(r[0]) for r in rijen), (
                "it says why there are none"
            )


@WELKE
@pytest.mark.parametrize(
    ("oud", "nieuw", "eigen_map"),
    [
        ("GM0196", "GM0299", "gemeente-GM0299-zevenaar.xlsx"),
        ("GM0236", "GM1960", None),
        ("GM0241", "GM1945", None),
    ],
)
def test_a_merged_gemeente_ends_with_a_pointer_and_its_last_figures(
    geschreven: dict[str, Geschreven], welke: str, oud: str, nieuw: str, eigen_map: str | None
) -> None:
    g = geschreven[welke]
    werkmap = openpyxl.load_workbook(g.pad(oud))
    for naam in ("Scorebord", "Verloop"):
        teksten = [str(r[0]) for r in tabel(werkmap[naam]) if r[0]]
        assert any("opgegaan in" in t and nieuw in t for t in teksten)
    rijen = list(tabel(werkmap["Scorebord"]))
    laatste = g.rijen(
        f"""select indicator_id, arg_max(waarde, periode_id) as waarde, max(periode_id) as periode_id
        from {{indicatoren}}
        where gebied_code = '{oud}' and leidend and waarde is not null and periode_id similar to '(VM)?[0-9]{{4}}'
        group by all order by indicator_id"""
    )
    assert [(str(r[4]), r[6]) for r in rijen[1 : 1 + len(laatste)]] == [
        (r["periode_id"].removeprefix("VM"), pytest.approx(r["waarde"])) for r in laatste
    ]
    links = [c.hyperlink.target for rij in werkmap["Scorebord"].iter_rows() for c in rij if c.hyperlink]
    assert links == ([eigen_map] if eigen_map else [])
    if eigen_map:
        assert (g.map / eigen_map).is_file()
    else:  # it has no workbook of its own: what is known of it stands here
        opvolger = g.rijen(
            f"select waarde from {{doelbereik}} where gebied_code = '{nieuw}' and doel_id = 'T02' and jaar = 2018 "
            "and jaren = 3 and is_hoofd and leidend"
        )
        assert opvolger[0]["waarde"] in [r[6] for r in rijen if r[0] == "T02" and r[4] == "2016-2018"]


def test_the_notes_say_as_known_when_and_from_what(geschreven: dict[str, Geschreven]) -> None:
    g = geschreven["openbaar"]
    rijen = list(openpyxl.load_workbook(g.pad("GM0202"))["Toelichting"].iter_rows(values_only=True))
    per = {r[0]: r[1] for r in rijen if r[0]}
    assert per["Peildatum"] == datetime(2024, 8, 15)
    assert per["Publicatie"] == "0123456789abcdef"
    assert "nooit nul" in per["Leeg vakje"] and {
        "geen levering",
        "geen meting",
        "te weinig waarnemingen",
    } <= set(per)
    bronnen = {str(r[0]).split("\n")[0]: r for r in rijen if isinstance(r[2], datetime)}
    assert bronnen["politie_47018ned"][2:6] == (datetime(2024, 8, 15), 1, 13014, 0)
    assert len(bronnen) == 8


def test_it_is_made_for_reading_and_printing(geschreven: dict[str, Geschreven]) -> None:
    werkmap = openpyxl.load_workbook(geschreven["openbaar"].pad("RE02"))
    for blad in werkmap:
        assert blad.page_setup.orientation == "landscape" and blad.page_setup.paperSize == 9
        assert blad.print_area and blad.freeze_panes
        assert all(d.width > 1 for d in blad.column_dimensions.values())
    assert werkmap["Scorebord"].print_title_rows == "$4:$4"
    t02 = next(r for r in werkmap["Scorebord"].iter_rows(min_row=5) if r[0].value == "T02")
    assert t02[6].value == 6083 and t02[6].number_format == "#,##0"
    t04 = next(r for r in werkmap["Scorebord"].iter_rows(min_row=5) if r[0].value == "T04")
    assert t04[15].number_format == "#,##0.0"
    assert t02[13].value == datetime(2024, 8, 15) and t02[13].number_format == "dd-mm-yyyy"
    assert "maximaal 12.111" in t02[0].comment.text
    assert werkmap.properties.creator == "veiligheidsbeeld" and werkmap.properties.created == datetime(
        2024, 8, 15
    )


def test_the_same_figures_give_the_same_bytes(geschreven: dict[str, Geschreven], tmp_path: Path) -> None:
    g = geschreven["openbaar"]
    time.sleep(1.1)  # past the second in which the first were made
    assert werkmappen.schrijf(g.stand.con, tmp_path, g.kenmerken, fictief=False) == g.uitslag
    assert werkmappen.sommen(tmp_path / werkmappen.MAP) == g.uitslag["sha256"]


SOFFICE = shutil.which("soffice")


def met_libreoffice(paden: Sequence[Path], naar: str, uit: Path) -> None:
    """Convert as a person would save under another format; it says nothing of a file that it cannot read but here."""
    assert SOFFICE
    klaar = subprocess.run(
        [SOFFICE, "--headless", f"-env:UserInstallation=file://{uit}/profiel", "--convert-to", naar,
         "--outdir", str(uit), *map(str, paden)],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert "could not be loaded" not in klaar.stdout + klaar.stderr


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_the_same_cells(geschreven: dict[str, Geschreven], tmp_path: Path) -> None:
    """Every sheet as CSV with full precision, of one of each kind and a merged one."""
    paden = [
        geschreven[w].pad(code)
        for w, code in (
            ("openbaar", "RE02"), ("demo", "PD021"), ("openbaar", "BT0017"), ("demo", "GM0202"), ("openbaar", "GM0241"),
        )
    ]  # fmt: skip
    # separator ; quote " UTF-8, from line 1, cells not as shown, every sheet
    met_libreoffice(
        paden, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1", tmp_path
    )
    for pad in paden:
        werkmap = openpyxl.load_workbook(pad)
        for blad in werkmap:
            with (tmp_path / f"{pad.stem}-{blad.title}.csv").open(encoding="utf-8", newline="") as bestand:
                gelezen = list(csv.reader(bestand, delimiter=";"))
            getallen = 0
            for rij in blad.iter_rows():
                for cel in rij:
                    if cel.value is None:
                        continue
                    daar = gelezen[cel.row - 1][cel.column - 1]
                    if isinstance(cel.value, int | float):
                        getallen += 1
                        assert float(daar) == pytest.approx(cel.value, rel=1e-9), (pad.name, blad.title, cel)
                    elif isinstance(cel.value, str):
                        assert daar == cel.value, (pad.name, blad.title, cel.coordinate)
            assert getallen or blad.title == "Prioriteiten"
