"""Every row of every list that came with the strategy and its domain stands in the warehouse, all columns.

Each list has a fingerprint here, taken from the list itself, so that the check also holds without `../shared`.
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import PROJECT
from pipelines.sources.contracten import contracten

SHARED = PROJECT.parent / "shared"
Con = duckdb.DuckDBPyConnection
Rij = tuple[str, ...]

# list -> number of rows and fingerprint of its header and sorted rows
VINGERAFDRUK = {
    "domain/basisteams.csv": (27, "825ff09cbb707986"),
    "domain/bvh_extract_columns.csv": (33, "02bc36af22c825ff"),
    "domain/crosswalk_vng_inp.csv": (77, "327f97a4bf2724dd"),
    "domain/gemeenten_2014.csv": (81, "357bf356004aa603"),
    "domain/gemeenten_buren_2014.csv": (444, "17d029913daaac3e"),
    "domain/inp_mk_codes.csv": (218, "2ef39c5f965ba662"),
    "domain/mk_codes.csv": (224, "d8e258e594836734"),
    "domain/politiedistricten.csv": (5, "59014a3da2c591b9"),
    "strategy/bijlage1_column_totals.csv": (6, "5c89ab2a75df8291"),
    "strategy/bijlage1_row_totals.csv": (81, "d5a6a4e3b8e943b5"),
    "strategy/bijlage2_vng_categories.csv": (52, "fff69833fb493234"),
    "strategy/statements.csv": (112, "1afb5f38b6aa497e"),
}
# list -> the table that holds it; columns under their own name unless another is given
TABEL = {
    "domain/basisteams.csv": "seeds.lijst_basisteams",
    "domain/bvh_extract_columns.csv": "seeds.lijst_uittreksel_kolommen",
    "domain/crosswalk_vng_inp.csv": "seeds.lijst_vng_inp",
    "domain/gemeenten_2014.csv": "seeds.lijst_gemeenten_2014",
    "domain/gemeenten_buren_2014.csv": "seeds.lijst_gemeenten_buren_2014",
    "domain/inp_mk_codes.csv": "seeds.lijst_inp_mk",
    "domain/mk_codes.csv": "seeds.mk_codes",
    "domain/politiedistricten.csv": "seeds.lijst_politiedistricten",
    "strategy/bijlage1_column_totals.csv": "raw.bijlage1_kolomtotalen",
    "strategy/bijlage1_row_totals.csv": "raw.bijlage1_rijtotalen",
    "strategy/bijlage2_vng_categories.csv": "seeds.vng_categorieen",
    "strategy/statements.csv": "seeds.strategie_uitspraken",
}


def _lees(pad: Path) -> tuple[list[str], list[Rij]]:
    """Header and rows; a comma too many belongs to the last column, which is text."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        kop, *rijen = [rij for rij in csv.reader(bestand) if rij]
    breedte = len(kop) - 1
    return kop, [(*rij[:breedte], ",".join(rij[breedte:])) for rij in rijen]


def _som(kop: list[str], rijen: list[Rij]) -> tuple[int, str]:
    tekst = json.dumps([kop, *sorted(rijen)], ensure_ascii=False)
    return len(rijen), hashlib.sha256(tekst.encode()).hexdigest()[:16]


def _in_warehouse(con: Con, lijst: str) -> tuple[list[str], list[Rij]]:
    """Header of the list and its rows as the warehouse has them, as text, empty for null."""
    tabel = TABEL[lijst]
    kop = [str(k) for k, *_ in con.execute(f"describe {tabel}").fetchall()]
    if tabel.startswith("raw."):
        koppen = {k.naam: k.kop for k in contracten()[tabel.removeprefix("raw.")].geladen}
        kop = [k for k in kop if k in koppen]
    cellen = ", ".join(f"coalesce(cast(\"{k}\" as varchar), '')" for k in kop)
    rijen = con.execute(f"select {cellen} from {tabel}").fetchall()
    namen = [koppen[k] for k in kop] if tabel.startswith("raw.") else kop
    return namen, [tuple(str(cel) for cel in rij) for rij in rijen]


def test_each_list_has_a_table() -> None:
    assert TABEL.keys() == VINGERAFDRUK.keys()


@pytest.mark.parametrize("lijst", VINGERAFDRUK)
def test_every_row_of_a_list_is_in_the_warehouse(con: Con, lijst: str) -> None:
    kop, rijen = _in_warehouse(con, lijst)
    assert _som(kop, rijen) == VINGERAFDRUK[lijst]


def test_the_fingerprints_are_those_of_the_lists(con: Con) -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: the fingerprints above stand for its lists")
    gevonden = {
        f"{map_}/{pad.name}": pad for map_ in ("strategy", "domain") for pad in (SHARED / map_).glob("*.csv")
    }
    assert gevonden.keys() == VINGERAFDRUK.keys()
    for lijst, pad in gevonden.items():
        kop, rijen = _lees(pad)
        assert _som(kop, rijen) == VINGERAFDRUK[lijst], lijst
        assert sorted(_in_warehouse(con, lijst)[1]) == sorted(rijen), lijst


def _ongelijk(con: Con, vraag: str) -> list[tuple[object, ...]]:
    return con.execute(vraag).fetchall()


def test_areas_are_those_of_the_lists(con: Con) -> None:
    """Names, districts, provinces, centroids and codes of gemeenten, teams and districts of the unit."""
    assert not _ongelijk(
        con,
        """select lijst.* from seeds.lijst_gemeenten_2014 as lijst
        left join seeds.gebieden as gebied using (gebied_code)
        left join seeds.gebieden as district on district.gebied_code = gebied.district_code
        where gebied.gebied_type is distinct from 'gemeente'
        or gebied.eenheid_code is distinct from 'RE02'
        or district.afkorting is distinct from lijst.district
        or gebied.provincie is distinct from lijst.provincie
        or abs(gebied.rd_x - cast(lijst.centroid_rd_x as double)) > 1
        or abs(gebied.rd_y - cast(lijst.centroid_rd_y as double)) > 1""",
    )
    assert not _ongelijk(
        con,
        """select lijst.* from seeds.lijst_basisteams as lijst
        left join seeds.gebieden as gebied on gebied.gebied_code = lijst.basisteam_code
        left join seeds.gebieden as district on district.gebied_code = gebied.district_code
        where gebied.naam is distinct from lijst.naam or district.afkorting is distinct from lijst.district
        or gebied.gebied_type is distinct from 'basisteam'""",
    )
    assert not _ongelijk(
        con,
        """select lijst.* from seeds.lijst_politiedistricten as lijst
        left join seeds.gebieden as gebied on gebied.gebied_code = lijst.cbs_code
        where gebied.naam is distinct from lijst.naam or gebied.afkorting is distinct from lijst.district""",
    )


@pytest.mark.parametrize("kolom", ["naam_cbs", "naam_strategie"])
def test_every_name_of_a_gemeente_leads_to_its_code(con: Con, kolom: str) -> None:
    assert not _ongelijk(
        con,
        f"""select lijst.gebied_code, {kolom} from seeds.lijst_gemeenten_2014 as lijst
        left join seeds.gebieden as gebied using (gebied_code)
        where {kolom} <> gebied.naam and not exists (
            select 1 from staging.stg_gebied_alias as alias
            where alias.gebied_code = lijst.gebied_code and alias.gebied_type = 'gemeente'
            and alias.naam_kern = lower(strip_accents(lijst.{kolom}))
        )""",
    )


def test_the_contract_has_the_columns_of_an_extract_in_their_order(con: Con) -> None:
    koppen = con.execute(
        "select kolomkop, celtype from seeds.lijst_uittreksel_kolommen order by cast(positie as integer)"
    ).fetchall()
    contract = [k for k in contracten()["bvi_incidenten"].kolommen if k.verplicht]
    assert [k.kop for k in contract] == [kop for kop, _ in koppen]
    # what the contract reads as a moment or a number is one in the workbook
    soort = {"tijdstip": "datetime", "geheel": "number", "decimaal": "number"}
    assert {k.kop: soort[k.type] for k in contract if k.type in soort}.items() <= dict(koppen).items()
