"""Every layout that can be made has the same unit; a border that moved in part stops the run with one sentence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from pipelines.warehouse import dbt

if TYPE_CHECKING:
    from tests.dbt.conftest import Warehouse

# gemeenten of the unit on 1 January, as CBS counts them
GEMEENTEN = {2014: 81, 2015: 79, 2016: 79, 2018: 78, 2019: 76, 2024: 76}
# what merged after 1 January 2014, and after 1 January 2018
OPGEGAAN = {
    2014: {"GM0241", "GM0265", "GM0282", "GM0196", "GM0299", "GM0236", "GM0304", "GM0733"},
    2018: {"GM0236", "GM0304", "GM0733"},
}


@pytest.fixture(scope="module")
def kopie(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the build, to run models on in other settings."""
    doel = tmp_path_factory.mktemp("indeling") / "bouw.duckdb"
    shutil.copyfile(warehouse.bouw, doel)
    return doel


@pytest.fixture(scope="module", params=sorted(GEMEENTEN))
def in_indeling(
    request: pytest.FixtureRequest, kopie: Path
) -> Iterator[tuple[int, duckdb.DuckDBPyConnection]]:
    """(year, build) with the models that bridge run in the borders of that year."""
    jaar: int = request.param
    with duckdb.connect(str(kopie)) as con:
        con.execute("update staging.stg_run set indeling_jaar = ?", [jaar])
    keuze = ["int_telling_indeling", "int_inwoners_indeling", "int_zonder_cijfer"]
    uit = dbt.draai(kopie, ["run", "--full-refresh", "--select", *keuze])
    assert {r.status for r in uit} == {"success"}, [r.melding for r in uit]
    with duckdb.connect(str(kopie), read_only=True) as con:
        yield jaar, con


def test_the_unit_is_the_same_in_every_layout(in_indeling: tuple[int, duckdb.DuckDBPyConnection]) -> None:
    jaar, con = in_indeling
    eenheid = dict(
        con.execute(
            "select jaar, aantal from intermediate.int_telling_indeling"
            " where indicator_id = 'woninginbraken' and gebied_code = 'RE02'"
        ).fetchall()
    )
    # 47018NED as printed in its own file: see tests/verwacht/openbaar.csv
    assert (eenheid[2013], eenheid[2018]) == (14758, 6083)
    rijen = con.execute(
        "select tel.jaar, count(*), count(tel.aantal), sum(tel.aantal) from intermediate.int_telling_indeling as tel"
        " inner join intermediate.int_gebied as gebied using (gebied_code)"
        " where tel.indicator_id = 'woninginbraken' and gebied.gebied_type = 'gemeente'"
        " and gebied.eenheid_code = 'RE02' group by tel.jaar"
    ).fetchall()
    for kalenderjaar, gemeenten, met_cijfer, som in rijen:
        assert gemeenten == GEMEENTEN[jaar]
        if met_cijfer == gemeenten:
            assert som == eenheid[kalenderjaar]
        else:
            assert som < eenheid[kalenderjaar]


def test_what_cannot_be_made_has_a_reason_and_no_number(
    in_indeling: tuple[int, duckdb.DuckDBPyConnection],
) -> None:
    jaar, con = in_indeling
    zonder = con.execute(
        "select distinct gebied_code, reden_code from intermediate.int_zonder_cijfer"
        " inner join intermediate.int_gebied as gebied using (gebied_code)"
        " where int_zonder_cijfer.bron = 'politie_47018ned' and gebied.eenheid_code = 'RE02'"
    ).fetchall()
    if jaar in OPGEGAAN:
        assert set(zonder) == {(code, "gemeente_opgegaan") for code in OPGEGAAN[jaar]}
    if jaar >= 2019:
        assert not zonder


def test_inhabitants_of_the_unit_are_the_same_in_every_layout(
    in_indeling: tuple[int, duckdb.DuckDBPyConnection],
) -> None:
    jaar, con = in_indeling
    eenheid = dict(
        con.execute(
            "select jaar, inwoners from intermediate.int_inwoners where gebied_code = 'RE02'"
        ).fetchall()
    )
    rijen = con.execute(
        "select jaar, count(*), count(inwoners), sum(inwoners) from intermediate.int_inwoners_indeling group by jaar"
    ).fetchall()
    assert {r[1] for r in rijen} == {GEMEENTEN[jaar]}
    for kalenderjaar, gemeenten, met_aantal, som in rijen:
        assert som == eenheid[kalenderjaar] if met_aantal == gemeenten else som < eenheid[kalenderjaar]


def test_zevenaar_has_the_inhabitants_that_its_burglaries_have(con: duckdb.DuckDBPyConnection) -> None:
    """Counts of 47018NED for Zevenaar include Rijnwaarden in every year; inhabitants by the code alone do not."""
    via_brug, op_code = con.execute(
        "select indeling.inwoners, eigen.inwoners from intermediate.int_inwoners_indeling as indeling"
        " inner join intermediate.int_inwoners as eigen using (gebied_code, jaar)"
        " where gebied_code = 'GM0299' and jaar = 2017"
    ).fetchone() or (0, 0)
    assert via_brug == 43317  # CBS 70072ned 2017: Zevenaar and Rijnwaarden together
    assert op_code < 33_000


@pytest.mark.parametrize(
    "wijziging",
    [
        "update seeds.herindelingen set gewicht = 0.6 where oude_code = 'GM0196'",
        "insert into seeds.herindelingen values ('GM0196', 'GM0226', '2018-01-01', 1, 'een deel naar Duiven')",
    ],
)
def test_a_border_that_moves_in_part_stops_the_run(
    warehouse: Warehouse, tmp_path: Path, wijziging: str
) -> None:
    bouw = tmp_path / "bouw.duckdb"
    shutil.copyfile(warehouse.bouw, bouw)
    with duckdb.connect(str(bouw)) as con:
        con.execute(wijziging)
    (uit,) = dbt.draai(bouw, ["run", "--full-refresh", "--select", "int_gebied_keten"])
    assert uit.status == "error"
    assert "Herindeling van GM0196 naar GM02" in uit.melding
    assert "gaat over een deel van de gemeente" in uit.melding


def test_the_part_of_the_country_never_reaches_the_unit(con: duckdb.DuckDBPyConnection) -> None:
    """LD02 holds Flevoland too (C21): no name, no code and no figure of it stands for RE02."""
    assert con.execute(
        "select count(*) from staging.stg_gebied_alias where naam_kern in ('ld02', 'oost-nederland (ld)')"
    ).fetchone() == (0,)
    assert con.execute(
        "select count(*) from staging.stg_gebied_alias where naam_kern = 'oost-nederland' and gebied_type <> 'eenheid'"
    ).fetchone() == (0,)
    for tabel in ("stg_cbs__politieoordeel", "stg_cbs__criminaliteit"):
        namen = con.execute(
            f"select distinct gebied_geleverd from staging.{tabel} where gebied_code = 'RE02'"
        ).fetchall()
        assert {naam for (naam,) in namen} <= {"Oost-Nederland (RE)", "RE02"}
    marts = con.execute("select count(*) from marts.indicatoren where gebied_code like 'LD%'").fetchone()
    assert marts == (0,)
