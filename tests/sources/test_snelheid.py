"""Loading is quick and takes no more memory for a longer file. Seconds are of processor, not of the wall."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from bouwsteen import PEIL, Proef, als_csv, bvi_rij, schrijf_xlsx

from pipelines.sources.contracten import contracten
from pipelines.sources.herkenning import herken
from pipelines.sources.kopie import maak_kopie
from pipelines.sources.laden import laad, maak_opslag


def incidenten(aantal: int) -> list[dict[str, Any]]:
    """So many incidents, one a minute."""
    begin = datetime(2013, 1, 1)
    return [bvi_rij(n, **{"Begin-pleegdatum/tijd": begin + timedelta(minutes=n)}) for n in range(aantal)]


def seconden(doe: Callable[[], object]) -> float:
    begin = time.process_time()
    doe()
    return time.process_time() - begin


def test_a_workbook_of_16000_incidents_takes_less_than_5_seconds(proef: Proef) -> None:
    pad = proef.raw / "bvi_incidenten" / "a.xlsx"
    pad.parent.mkdir()
    schrijf_xlsx(pad, incidenten(16_000))
    proef.vraag("select 1")  # the database is there already in a run
    assert seconden(lambda: proef.laad(pad)) < 5.0
    assert proef.vraag("select count(*), count(distinct begin_pleegtijd) from opslag.bvi_incidenten") == [
        (16_000, 16_000)
    ]


@pytest.mark.soak
def test_a_csv_takes_at_most_twice_what_duckdb_takes(proef: Proef, tmp_path: Path) -> None:
    """The least of five, turn by turn, each into a table of a new file with the same two threads."""
    aantal = 200_000
    pad = proef.leg("bvi_incidenten/a.csv", als_csv(incidenten(aantal)))
    levering, meting = herken(pad, proef.raw, fictief_toegestaan=False)
    onze, kale = [], []
    for beurt in range(5):
        with duckdb.connect(str(tmp_path / f"{beurt}.duckdb")) as con:
            con.execute("set threads = 2")
            maak_opslag(con)
            onze.append(seconden(lambda con=con: laad(con, levering, pad, meting)))
            assert con.execute("select count(*) from opslag.bvi_incidenten").fetchone() == (aantal,)
            lees = f"create table kaal as from read_csv('{pad}', delim = ';', header = true)"
            kale.append(seconden(lambda con=con, lees=lees: con.execute(lees)))
            assert con.execute("select count(*) from kaal").fetchone() == (aantal,)
    assert min(onze) <= 2 * min(kale), f"{min(onze):.2f} s, DuckDB alone {min(kale):.2f} s"


def test_a_longer_csv_takes_no_more_memory(proef: Proef, tmp_path: Path) -> None:
    contract = contracten()["bvi_incidenten"]

    def piek(aantal: int) -> int:
        pad = proef.leg(f"bvi_incidenten/{aantal}.csv", als_csv(incidenten(aantal)), PEIL)
        _, meting = herken(pad, proef.raw, fictief_toegestaan=False)
        tracemalloc.start()
        try:
            maak_kopie(pad, contract, meting, tmp_path)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    kort, lang = piek(10_000), piek(30_000)
    assert lang < 1.2 * kort and lang < 16_000_000, f"{kort:,} and {lang:,} bytes"
