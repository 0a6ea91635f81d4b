"""Building again from the same inputs gives the same publication, and says so when it does not."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from conftest import Kweekbak, bytes_onder, is_heel, zonder_spoor

pytestmark = pytest.mark.end_to_end


def test_again_with_another_number_of_threads_gives_identical_parquet(data: Path, kweekbak: Kweekbak) -> None:
    warehouse = data / "warehouse" / "openbaar"
    voor = bytes_onder(warehouse / "publicaties")
    naam = (warehouse / "actueel").readlink().name
    # the fixture was built with two threads
    afloop = kweekbak.draai(
        data, "run", "--verzameling", "openbaar", "--opnieuw", VEILIGHEIDSBEELD_THREADS="1"
    )
    assert afloop.code == 0, afloop.alles
    assert f"Built again: all 29 Parquet files equal those of publication {naam}" in afloop.uit
    assert bytes_onder(warehouse / "publicaties") == voor and (warehouse / "actueel").readlink().name == naam
    assert not (warehouse / ".opnieuw").exists(), "what was built aside is gone"


def test_a_published_file_that_was_changed_is_not_reproducible(data: Path, kweekbak: Kweekbak) -> None:
    publicatie = (data / "warehouse" / "openbaar" / "actueel").resolve()
    parquet = publicatie / "marts" / "doelbereik.parquet"
    with duckdb.connect() as con:
        con.execute(f"create table t as from '{parquet}'")
        con.execute("update t set waarde = waarde + 1 where doel_id = 'T02'")
        con.execute(f"copy t to '{parquet}' (format parquet)")
    assert not is_heel(publicatie)
    voor = bytes_onder(publicatie)
    afloop = kweekbak.draai(data, "run", "--verzameling", "openbaar", "--opnieuw")
    assert afloop.code == 1
    assert f"Not reproducible: publication {publicatie.name} was built again" in afloop.fout
    assert "doelbereik differ; the published folder is left as it is." in afloop.fout
    assert bytes_onder(publicatie) == voor and zonder_spoor(afloop.alles)
