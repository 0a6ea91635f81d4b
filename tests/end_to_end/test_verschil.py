"""What moved between two publications of a small world, worked out by hand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pipelines.publish import publicatie, werkmappen
from pipelines.publish.fouten import GeenPublicatie
from pipelines.publish.verschil import NAAM, schrijf, tekst, vergelijk
from pipelines.settings import PROJECT
from pipelines.warehouse.plekken import Plekken
from tests.end_to_end.conftest import Bestand, Dekking, Melding, Werkplaats, verzameling

pytestmark = pytest.mark.end_to_end

OUD, NIEUW = "aaaa000000000000", "bbbb000000000000"
ALLES = Dekking(datumveld="begin_pleegtijd", van=date(2012, 1, 1), tot=date(2019, 5, 31))
# five percent less, every year: the promise of T01 is kept
AANTALLEN = {2012: 22, 2013: 21, 2014: 20, 2015: 19, 2016: 18, 2017: 17, 2018: 16}


def begin() -> list[Melding]:
    """Burglaries in Arnhem as they were first delivered."""
    nummer = count(1)
    return [
        Melding(next(nummer), begin=datetime(jaar, 1 + k % 12, 3, 12))
        for jaar, aantal in AANTALLEN.items()
        for k in range(aantal)
    ]


def later() -> list[Melding]:
    """The same a month later. In 2018 one is withdrawn, one is nuisance after all, one was in Apeldoorn and four
    are reported late; one of 2016 turns out to be of 2015."""
    eerst = begin()
    van_2018 = [m for m in eerst if m.begin and m.begin.year == 2018]
    van_2016 = next(m for m in eerst if m.begin and m.begin.year == 2016)
    weg, anders, elders = van_2018[:3]
    ander = {
        anders.nummer: replace(anders, mk_code="E33"),
        elders.nummer: replace(elders, gemeente="Apeldoorn"),
        van_2016.nummer: replace(van_2016, begin=datetime(2015, 5, 3, 12)),
    }
    laat = [Melding(1000 + k, begin=datetime(2018, 11, 5, 12)) for k in range(4)]
    return [ander.get(m.nummer, m) for m in eerst if m != weg] + laat


@dataclass(frozen=True)
class Twee:
    """Two publications, one after the other."""

    plekken: Plekken
    manifest: dict[str, Any]

    @property
    def verschil(self) -> dict[str, Any]:
        """As it was written when the second was published."""
        gelezen: dict[str, Any] = json.loads((self.plekken.actueel / NAAM).read_text(encoding="utf-8"))
        return gelezen

    def cijfer(self, indicator: str, gebied: str, periode: str) -> dict[str, Any]:
        """One figure that moved."""
        (r,) = [
            c
            for c in self.verschil["cijfers"]
            if (c["indicator_id"], c["gebied_code"], c["periode_id"]) == (indicator, gebied, periode)
        ]
        return dict(r)


@pytest.fixture(scope="module")
def twee(werkplaats: Werkplaats, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twee]:
    """The world published twice, by the code that the night uses; workbooks are no part of this."""
    plekken = verzameling(tmp_path_factory.mktemp("verschil"))
    with pytest.MonkeyPatch.context() as m:
        m.setattr(werkmappen, "schrijf", lambda *_, **__: {"aantal": 0, "sha256": {}})
        for naam, dag, meldingen in ((OUD, 1, begin()), (NIEUW, 2, later())):
            bestand = Bestand(datetime(2019, 6, dag, 6), "venster", tuple(meldingen), ALLES)
            bestand.schrijf(plekken.raw, naam)
            stand = werkplaats.bouw(plekken)
            lev = stand.inventaris.leveringen(stand.peildatum)
            publicatie.publiceer(
                stand.con, plekken, naam, stand.peildatum, lev, stand.manifest, lambda _: None, rapport=False
            )  # fmt: skip
            stand.con.close()
    yield Twee(plekken, json.loads((plekken.actueel / "manifest.json").read_text()))


def test_the_manifest_knows_what_was_current_before(twee: Twee) -> None:
    assert twee.manifest["vorige"] == OUD
    eerste = twee.plekken.publicaties / OUD
    assert json.loads((eerste / "manifest.json").read_text())["vorige"] is None
    assert not (eerste / NAAM).exists(), "nothing came before the first"
    assert twee.manifest["instellingen"]["telregel"] == "standaard"


@pytest.mark.parametrize(
    ("gebied", "periode", "waarde", "delen"),
    [
        ("RE02", "2018", [16, 18], {"laat": 4, "ingetrokken": -1, "heringedeeld": -1}),
        ("PD024", "2018", [16, 17], {"laat": 4, "ingetrokken": -1, "heringedeeld": -1, "verplaatst": -1}),
        ("PD023", "2018", [0, 1], {"verplaatst": 1}),
        ("RE02", "2015", [19, 20], {"datum": 1}),
        ("RE02", "2016", [18, 17], {"datum": -1}),
        # below a district, and of three years: from the incidents themselves
        ("GM0202", "2018", [16, 17], {"laat": 4, "ingetrokken": -1, "heringedeeld": -1, "verplaatst": -1}),
        ("GM0200", "2018", [0, 1], {"verplaatst": 1}),
        ("GM0202", "2016", [18, 17], {"datum": -1}),
        ("GM0202", "2016-2018", [51, 51], None),
        ("GM0202", "2014-2016", None, None),  # out of 2016 and into 2015: the three years did not move
    ],
)
def test_a_count_and_why_it_moved(
    twee: Twee, gebied: str, periode: str, waarde: list[int] | None, delen: dict[str, int] | None
) -> None:
    if delen is None:
        bewogen = {(c["indicator_id"], c["gebied_code"], c["periode_id"]) for c in twee.verschil["cijfers"]}
        assert ("woninginbraken", gebied, periode) not in bewogen
        return
    r = twee.cijfer("woninginbraken", gebied, periode)
    assert r["waarde"] == waarde and r["oorzaak"] == "herziening"
    assert r["delen"] == delen and r["niet_verklaard"] == 0
    assert sum(r["delen"].values()) == r["verandering"]


def test_every_change_of_a_count_adds_up_and_nothing_is_unexplained(twee: Twee) -> None:
    v = twee.verschil
    assert v["vergelijkbaar"] and v["samenvatting"]["niet_verklaard"] == 0
    assert len(v["cijfers"]) == v["samenvatting"]["cijfers"] == sum(v["samenvatting"]["per_oorzaak"].values())
    for c in v["cijfers"]:
        if c["oorzaak"] == "herziening":
            assert sum(c["delen"].values()) + c["niet_verklaard"] == c["verandering"]
    assert twee.cijfer("overlastincidenten", "RE02", "2018")["delen"] == {"heringedeeld": 1}
    # a percentage has no parts; what it rests on is new
    assert twee.cijfer("woninginbraken_verandering", "RE02", "2018")["oorzaak"] == "nieuwe levering"


def test_the_verdict_that_flipped(twee: Twee) -> None:
    v = twee.verschil
    t01 = {o["jaar"]: o for o in v["oordelen"] if o["doel_id"] == "T01" and o["gebied_code"] == "RE02"}
    assert t01[2018]["velden"]["norm_gehaald"] == [True, False]
    assert t01[2018]["waarde"] == pytest.approx([100 * (16 / 17 - 1), 100 * (18 / 17 - 1)])
    assert t01[2018]["oorzaak"] == "nieuwe levering"
    assert not any(
        o["doel_id"] == "T02" and o["rol"] == "doel" and "norm_gehaald" in o["velden"] for o in v["oordelen"]
    )
    assert "T01 2018: gehaald → niet gehaald" in v["zin"] and "01-06-2019" in v["zin"]


def test_what_is_new_among_the_deliveries(twee: Twee) -> None:
    v = twee.verschil
    (nieuw,) = v["leveringen"]["nieuw"]
    assert nieuw["bron"] == "bvi_incidenten" and nieuw["bestand"].endswith(f"{NIEUW}.csv")
    assert nieuw["aanvaard"] == len(later()) and v["leveringen"]["weg"] == []
    assert v["anders"] == {"code": False, "bibliotheken": [], "instellingen": {}}


def test_backwards_is_the_same_with_the_other_sign(twee: Twee) -> None:
    terug = vergelijk(twee.plekken.publicaties / NIEUW, twee.plekken.publicaties / OUD)
    r = next(
        c
        for c in terug["cijfers"]
        if (c["indicator_id"], c["gebied_code"], c["periode_id"]) == ("woninginbraken", "RE02", "2018")
    )
    assert r["waarde"] == [18, 16] and r["delen"] == {"laat": -4, "ingetrokken": 1, "heringedeeld": 1}
    assert [d["bron"] for d in terug["leveringen"]["weg"]] == ["bvi_incidenten"]


def test_the_text_says_what_the_json_says(twee: Twee, capsys: pytest.CaptureFixture[str]) -> None:
    assert tekst.toon(twee.plekken, None, None, als_json=True, alles=True)
    gelezen = json.loads(capsys.readouterr().out)
    assert gelezen == twee.verschil
    assert tekst.toon(twee.plekken, OUD[:3], "actueel", als_json=False, alles=True)
    uit = capsys.readouterr().out.splitlines()
    assert uit[0] == "FICTIEVE CIJFERS"
    assert f"from {OUD} (as-of date 01-06-2019) to {NIEUW} (as-of date 02-06-2019)" in uit[1]
    assert any(r.startswith("  bvi_incidenten: ") and f"{len(later())} rows accepted" in r for r in uit)
    assert (
        "  Woninginbraken 2018 Oost-Nederland [bvi_incidenten]: 16 → 18 (+2): "
        "laat gemeld +4, ingetrokken -1, heringedeeld -1"
    ) in uit
    (om,) = [r for r in uit if r.startswith("  T01 2018 Oost-Nederland: ")]
    assert "norm_gehaald ja → nee" in om and "oordeel gehaald → niet gehaald" in om
    assert f"Figures that moved: {len(gelezen['cijfers'])}" in "\n".join(uit)
    assert sum(" [bvi_incidenten]: " in r and " → " in r for r in uit) == len(gelezen["cijfers"])
    assert uit[-1] == "Not explained ('niet verklaard'): 0."


def test_two_times_the_same_is_nothing(twee: Twee, capsys: pytest.CaptureFixture[str]) -> None:
    assert not tekst.toon(twee.plekken, NIEUW, NIEUW, als_json=False, alles=False)
    assert "Nothing moved" in capsys.readouterr().out
    v = vergelijk(twee.plekken.actueel, twee.plekken.actueel)
    assert not any(
        v["samenvatting"][k] for k in ("cijfers", "alleen_marge", "oordelen", "verschenen", "verdwenen")
    )
    assert v["zin"].endswith("is geen enkel cijfer veranderd.")


def test_the_command_and_its_exit_codes(twee: Twee) -> None:
    data = twee.plekken.warehouse.parents[1]
    omgeving = os.environ | {"VEILIGHEIDSBEELD_DATA": str(data), "PYTHONPATH": str(PROJECT)}

    def roep(*argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipelines.cli", "verschil", "--verzameling", "demo", *argv],
            env=omgeving, capture_output=True, text=True, check=False,
        )  # fmt: skip

    anders, gelijk, fout = roep("--exit-code", "--json"), roep("--exit-code", NIEUW, NIEUW), roep("zzzz")
    assert (anders.returncode, gelijk.returncode, fout.returncode) == (5, 0, 2)
    gelezen = json.loads(anders.stdout)
    assert {c["gebied_type"] for c in gelezen["cijfers"]} == {"eenheid", "district"}, "a message is short"
    assert gelezen["samenvatting"] == twee.verschil["samenvatting"]
    assert "Nothing moved" in gelijk.stdout
    assert fout.stdout == "" and len(fout.stderr.strip().splitlines()) == 1


@pytest.fixture
def kopie(twee: Twee, tmp_path: Path) -> Plekken:
    """The two publications, to change at will."""
    shutil.copytree(twee.plekken.warehouse.parent, tmp_path / "warehouse", symlinks=True)
    return replace(twee.plekken, warehouse=tmp_path / "warehouse" / twee.plekken.verzameling)


def zet(map_: Path, **velden: Any) -> None:
    """Change fields of a manifest."""
    pad = map_ / "manifest.json"
    pad.write_text(json.dumps(json.loads(pad.read_text()) | velden))


def test_other_code_and_other_settings_are_named(kopie: Plekken) -> None:
    oud = kopie.publicaties / OUD
    zet(oud, code_versie="ander", instellingen={"telregel": "kennisname"})
    v = vergelijk(oud, kopie.actueel)
    assert v["anders"]["code"] and v["anders"]["instellingen"]["telregel"] == ["kennisname", "standaard"]
    oorzaken = set(v["samenvatting"]["per_oorzaak"])
    assert oorzaken == {"herziening", "nieuwe levering of andere code of andere instellingen"}


def _wijzig(map_: Path, sql: str) -> None:
    import duckdb

    with duckdb.connect(str(map_ / "veiligheidsbeeld.duckdb")) as con:
        con.execute(sql)


def test_what_cannot_be_explained_says_so_and_is_counted(kopie: Plekken) -> None:
    """A count that is one higher than its own parts, and another that moved though nothing was delivered."""
    nu = kopie.actueel.resolve()
    _wijzig(
        nu,
        """update marts.indicatoren set waarde = waarde + 1
        where indicator_id = 'woninginbraken' and gebied_code = 'RE02' and periode_id in ('2018', '2014')""",
    )
    v = vergelijk(kopie.publicaties / OUD, nu)
    per = {
        c["periode_id"]: c
        for c in v["cijfers"]
        if (c["indicator_id"], c["gebied_code"]) == ("woninginbraken", "RE02")
    }
    assert per["2018"]["niet_verklaard"] == 1 and per["2018"]["verandering"] == 3
    assert per["2014"]["oorzaak"] == "nieuwe levering", "its source did deliver"
    assert v["samenvatting"]["niet_verklaard"] == 1 and "1 keer niet verklaard" in v["zin"]
    zelfde = vergelijk(nu, kopie.publicaties / NIEUW)
    assert zelfde["samenvatting"]["niet_verklaard"] == 0
    shutil.copytree(nu, kopie.publicaties / "cccc")
    _wijzig(
        kopie.publicaties / "cccc",
        "update marts.indicatoren set waarde = waarde + 1 where periode_id = '2014'",
    )
    v = vergelijk(nu, kopie.publicaties / "cccc")
    assert set(v["samenvatting"]["per_oorzaak"]) == {"niet verklaard"}
    assert v["samenvatting"]["niet_verklaard"] == len(v["cijfers"]) > 0


def test_what_appears_and_disappears_is_counted(kopie: Plekken) -> None:
    oud = kopie.publicaties / OUD
    _wijzig(
        oud, "delete from marts.indicatoren where periode_id = '2017' and indicator_id = 'woninginbraken'"
    )
    v = vergelijk(oud, kopie.actueel)
    (r,) = v["verschenen"]["cijfers"]
    assert (r["indicator_id"], r["periode_id"], r["oorzaak"]) == ("woninginbraken", "2017", "nieuwe levering")
    assert r["aantal"] == v["samenvatting"]["verschenen"] > 80 and v["samenvatting"]["verdwenen"] == 0
    terug = vergelijk(kopie.actueel, oud)
    assert terug["samenvatting"]["verdwenen"] == r["aantal"]


def test_an_older_publication_without_a_column_is_said_and_stops_nothing(kopie: Plekken) -> None:
    oud = kopie.publicaties / OUD
    _wijzig(oud, "alter table marts.doelbereik rename column leidend to voorop")
    v = vergelijk(oud, kopie.actueel)
    assert not v["vergelijkbaar"] and "doelbereik.leidend" in v["zin"] and "cijfers" not in v
    with pytest.raises(GeenPublicatie, match="niet te vergelijken"):
        tekst.toon(kopie, OUD, NIEUW, als_json=False, alles=False)
    (oud / "veiligheidsbeeld.duckdb").write_bytes(b"geen database")
    assert not vergelijk(oud, kopie.actueel)["vergelijkbaar"]
    (oud / "manifest.json").write_text("{")
    schrijf(oud, kopie.actueel)
    gelezen = json.loads((kopie.actueel / NAAM).read_text())
    assert not gelezen["vergelijkbaar"] and OUD in gelezen["zin"]


@pytest.mark.parametrize(
    ("van", "naar", "zin"),
    [
        ("zzzz", None, f"There is no publication 'zzzz' of demo: choose from {OUD}, {NIEUW}."),
        ("", "", None),
        (OUD, "../demo", "There is no publication '../demo'"),
    ],
)
def test_a_name_that_is_none_is_one_sentence(
    kopie: Plekken, van: str, naar: str | None, zin: str | None
) -> None:
    if zin is None:
        assert tekst.kies(kopie, van, naar) == (kopie.publicaties / OUD, kopie.actueel.resolve())
        return
    with pytest.raises(GeenPublicatie) as fout:
        tekst.kies(kopie, van, naar)
    assert zin in str(fout.value) and "\n" not in str(fout.value)


def test_one_publication_another_collection_and_none(kopie: Plekken, tmp_path: Path) -> None:
    elders = kopie.warehouse.parent / "openbaar" / "publicaties" / "dddd"
    shutil.copytree(kopie.publicaties / OUD, elders)
    zet(elders, verzameling="openbaar")
    with pytest.raises(GeenPublicatie, match="dddd is a publication of openbaar, not of demo"):
        tekst.kies(kopie, "dddd", NIEUW)
    with pytest.raises(ValueError, match="different collections"):
        vergelijk(elders, kopie.actueel)
    zet(kopie.actueel.resolve(), vorige=None)
    with pytest.raises(GeenPublicatie, match=f"name one to compare it with: {OUD}"):
        tekst.kies(kopie, None, None)
    zet(kopie.actueel.resolve(), vorige="weg")
    with pytest.raises(GeenPublicatie, match=r"weg, which was current before .* is gone"):
        tekst.kies(kopie, None, None)
    shutil.rmtree(kopie.publicaties / OUD)
    with pytest.raises(GeenPublicatie, match="is the only publication of demo"):
        tekst.kies(kopie, None, None)
    with pytest.raises(GeenPublicatie, match="Nothing is published for leeg yet"):
        tekst.kies(Plekken("leeg", tmp_path, tmp_path / "leeg"), None, None)
