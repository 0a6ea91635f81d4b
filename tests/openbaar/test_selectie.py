"""The carried public figures are the owner's rows, byte for byte, and nothing else.

What was selected is written in each BRON.md; here the same choice is made again on the originals, which
lie beside the repository (`../shared`) and do not travel with it. Without them these tests are skipped.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

REPO = Path(__file__).resolve().parents[2]
SHARED = REPO.parent / "shared"
OPENBAAR = REPO / "data" / "raw" / "openbaar"
MAX_BYTES = 3_000_000

Rij = dict[str, str]

# bron -> (file, its original under ../shared, delimiter, rows carried)
BESTANDEN: dict[str, tuple[str, str, str, int]] = {
    "politie_47018ned": (
        "geregistreerde_misdrijven_per_gemeente_2012-2020.csv",
        "data/politie_47018NED",
        ";",
        2 * 343 * 9 + 10 * 76 * 9,
    ),
    "politie_47021ned": ("overlast_nederland_2012-2023.csv", "data/politie_47021NED", ",", 9 * 12),
    "cbs_81877ned": ("81877NED_2012-2017.csv", "data/cbs_81877NED", ";", 98 * 6 * 2),
    "cbs_81928ned": ("81928NED_2012-2019.csv", "data/cbs_81928NED", ",", 55 * 7 * 2),
    "cbs_70072ned": ("inwoners_per_gemeente_2012-2020.csv", "data/cbs_kerncijfers", ";", 3487),
    "cbs_83648ned": ("misdrijven_totaal_per_gemeente_2010-2020.csv", "data/cbs_83648NED", ",", 393 * 11),
    "bijlage1_rijtotalen": ("bijlage1_row_totals.csv", "strategy", ",", 81),
    "bijlage1_kolomtotalen": ("bijlage1_column_totals.csv", "strategy", ",", 6),
}

# As-of dates exactly as the README of the originals gives them.
PEILMOMENT: dict[str, datetime.date] = {
    "politie_47018ned": datetime.date(2024, 8, 15),
    "politie_47021ned": datetime.date(2024, 8, 15),
    "cbs_81877ned": datetime.date(2018, 3, 1),
    "cbs_81928ned": datetime.date(2020, 3, 2),
    "cbs_70072ned": datetime.date(2024, 8, 15),
    "cbs_83648ned": datetime.date(2021, 3, 1),
    "bijlage1_rijtotalen": datetime.date(2014, 7, 1),
    "bijlage1_kolomtotalen": datetime.date(2014, 7, 1),
}


def _lees(pad: str) -> list[Rij]:
    with (SHARED / pad).open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _alles(_: Rij) -> bool:
    return True


def _keuze(bron: str) -> Callable[[Rij], bool]:
    """The selection that BRON.md describes, from the lists of areas in ../shared/domain."""
    gemeenten = _lees("domain/gemeenten_2014.csv")
    teams = _lees("domain/basisteams.csv")
    districten = _lees("domain/politiedistricten.csv")
    # the nine gemeenten over 70,000 inhabitants that the survey tables publish separately
    groot = {"GM0141", "GM0150", "GM0153", "GM0164", "GM0193", "GM0200", "GM0202", "GM0228", "GM0268"}
    eenheden = {f"RE{nummer:02d}" for nummer in range(1, 11)}

    if bron == "politie_47018ned":
        opgeheven = {"GM0241", "GM0265", "GM0282", "GM0196", "GM0236", "GM0304", "GM0733"}
        later = {g["gebied_code"] for g in gemeenten} - opgeheven | {"GM1945", "GM1960"}
        overal = {"1.1.1", "1.1.2"}
        return lambda rij: rij["SoortMisdrijf"].strip() in overal or rij["RegioS"].strip() in later
    if bron == "cbs_81877ned":
        codes = {"NL01", "PV23", "PV24", "PV25"} | eenheden
        codes |= {d["cbs_code"] for d in districten} | {t["basisteam_code"] for t in teams}
        # every gemeente of the country with a figure of its own: a place in the country is one among all
        return lambda rij: rij["RegioS"].strip() in codes or rij["RegioS"].startswith("GM")
    if bron == "cbs_81928ned":
        namen = {"Nederland", "Overijssel (PV)", "Flevoland (PV)", "Gelderland (PV)"}
        namen |= {g["naam_cbs"] for g in gemeenten if g["gebied_code"] in groot}
        namen |= {f"{d['naam']} (PD)" for d in districten} | {f"{t['naam']} (BT)" for t in teams}
        return lambda rij: rij["RegioS"] in namen or rij["RegioS"].endswith("(RE)")
    return _alles


def _regels(pad: Path, scheiding: str, keuze: Callable[[Rij], bool]) -> list[bytes]:
    """Raw lines, line ends included: the header and every row that `keuze` keeps."""
    regels = pad.read_bytes().splitlines(keepends=True)
    koppen = next(csv.reader([regels[0].decode("utf-8-sig")], delimiter=scheiding))
    gekozen = [regels[0]]
    for regel in regels[1:]:
        waarden = next(csv.reader([regel.decode("utf-8")], delimiter=scheiding))
        if keuze(dict(zip(koppen, waarden, strict=True))):
            gekozen.append(regel)
    return gekozen


@pytest.mark.skipif(not SHARED.is_dir(), reason="the originals (../shared) are not beside this repository")
@pytest.mark.parametrize("bron", sorted(BESTANDEN))
def test_carried_rows_are_the_originals(bron: str) -> None:
    naam, map_origineel, scheiding, _ = BESTANDEN[bron]
    verwacht = _regels(SHARED / map_origineel / naam, scheiding, _keuze(bron))
    gedragen = (OPENBAAR / bron / naam).read_bytes().splitlines(keepends=True)
    for nummer, (hier, daar) in enumerate(zip(gedragen, verwacht, strict=False), start=1):
        assert hier == daar, f"{bron}/{naam} line {nummer} differs from the original"
    assert len(gedragen) == len(verwacht)


@pytest.mark.parametrize("bron", sorted(BESTANDEN))
def test_number_of_rows(bron: str) -> None:
    """Also without the originals: areas x kinds x years, as BRON.md counts them."""
    naam, _, _, aantal = BESTANDEN[bron]
    assert len((OPENBAAR / bron / naam).read_bytes().splitlines()) == aantal + 1


@pytest.mark.parametrize("bron", sorted(BESTANDEN))
def test_every_file_says_where_it_comes_from(bron: str) -> None:
    naam = BESTANDEN[bron][0]
    levering = yaml.safe_load((OPENBAAR / bron / f"{naam}.levering.yml").read_text(encoding="utf-8"))
    assert levering["peilmoment"] == datetime.datetime.combine(PEILMOMENT[bron], datetime.time())
    assert levering["soort"] == "volledig"
    assert "fictief" not in levering
    assert levering.get("indeling_jaar") == {"politie_47018ned": 2024, "bijlage1_rijtotalen": 2014}.get(bron)
    tekst = (OPENBAAR / bron / "BRON.md").read_text(encoding="utf-8")
    for onderdeel in ("Tabel", "Eigenaar", "Voorwaarden", "Peilmoment", "Origineel"):
        assert f"- **{onderdeel}**: " in tekst, f"{bron}/BRON.md lacks {onderdeel}"
    assert "## Gekozen\n" in tekst


def test_nothing_else_travels_and_it_stays_small() -> None:
    hier = {pad.relative_to(OPENBAAR).as_posix() for pad in OPENBAAR.rglob("*") if pad.is_file()}
    verwacht = {
        f"{bron}/{deel}"
        for bron, (naam, *_) in BESTANDEN.items()
        for deel in (naam, f"{naam}.levering.yml", "BRON.md")
    }
    assert hier == verwacht
    assert sum((OPENBAAR / pad).stat().st_size for pad in hier) < MAX_BYTES


def test_another_area_with_the_same_name_is_left_out() -> None:
    """LD02 is also called Oost-Nederland but holds Flevoland: it may not be taken for the police unit."""
    codes = (OPENBAAR / "cbs_81877ned" / BESTANDEN["cbs_81877ned"][0]).read_text(encoding="utf-8-sig")
    titels = (OPENBAAR / "cbs_81928ned" / BESTANDEN["cbs_81928ned"][0]).read_text(encoding="utf-8")
    assert "LD02" not in codes
    assert "(LD)" not in titels
