"""An invented region with a strategy of its own, through the same command: other seeds, not one line of code.

Duin en Kreek (unit RE91) has four gemeenten, of which Zandmeer goes into Polderveen in 2023, two districts and
two targets for 2022-2025. It lies in tests/andere_strategie: the seeds that differ, and two deliveries.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import duckdb
import pytest

from pipelines.settings import PROJECT

pytestmark = pytest.mark.end_to_end

MAP = PROJECT / "tests" / "andere_strategie"


@dataclass(frozen=True)
class Regio:
    """The published region."""

    env: dict[str, str]
    uit: str
    con: duckdb.DuckDBPyConnection

    def rijen(self, vraag: str) -> list[tuple[Any, ...]]:
        return self.con.execute(vraag).fetchall()

    def roep(self, *argv: str) -> subprocess.CompletedProcess[str]:
        return roep(self.env, *argv)


def roep(env: dict[str, str], *argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *argv, "--verzameling", "demo"],
        env=env, capture_output=True, text=True, check=False, cwd=PROJECT,
    )  # fmt: skip


@pytest.fixture(scope="module")
def regio(tmp_path_factory: pytest.TempPathFactory) -> Regio:
    """Published by the command with every gate, as anybody would, from a folder of seeds elsewhere."""
    map_ = tmp_path_factory.mktemp("regio")
    seeds, data = map_ / "zaden", map_ / "data"
    shutil.copytree(PROJECT / "dbt_project" / "seeds", seeds)
    for pad in (MAP / "seeds").glob("*.csv"):
        assert (seeds / pad.name).exists(), f"{pad.name} replaces nothing"
        shutil.copy2(pad, seeds)
    shutil.copytree(MAP / "leveringen", data / "raw" / "demo")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("VEILIGHEIDSBEELD_", "DAGSTER_"))} | {
        "PYTHONPATH": str(PROJECT), "VEILIGHEIDSBEELD_DATA": str(data), "VEILIGHEIDSBEELD_SEEDS": str(seeds),
        "COLUMNS": "200",
    }  # fmt: skip
    voor = {p: p.read_bytes() for p in seeds.iterdir()}
    afloop = roep(env, "run")
    assert afloop.returncode == 0, afloop.stdout + afloop.stderr
    assert {p: p.read_bytes() for p in seeds.iterdir()} == voor, "a folder of seeds is read, never written"
    bestand = data / "warehouse" / "demo" / "actueel" / "veiligheidsbeeld.duckdb"
    con = duckdb.connect(str(bestand.resolve()), read_only=True)
    con.execute("set schema = 'marts'")
    return Regio(env, afloop.stdout, con)


# Worked out by hand. D1: 100 bicycles in 2021, a sixteenth of that less every year: 93.75, 87.5, 81.25, 75; the
# count against the path by Poisson: P(X <= 75 | 93.75) = 0.027, P(X <= 85 | 87.5) = 0.42,
# P(X >= 100 | 81.25) = 0.024, P(X <= 72 | 75) = 0.39.
# D2: 150 reports in 2021, so 135 in 2023 and 120 in 2025; two counts, conditional binomial:
# P(X <= 90 | 240, 0.9/1.9) = 0.0013, P(X >= 150 | 300, 0.8/1.8) = 0.030.
OORDELEN = [
    ("D1", 2021, None, 100, None, None, None),
    ("D1", 2022, 93.75, 75, None, "op koers", 0.027),
    ("D1", 2023, 87.5, 85, None, "onbeslist", 0.42),
    ("D1", 2024, 81.25, 100, None, "niet op koers", 0.024),
    ("D1", 2025, 75, 72, True, "onbeslist", 0.39),
    ("D2", 2021, None, 150, None, None, None),
    ("D2", 2022, None, 140, None, None, None),
    ("D2", 2023, 135, 90, None, "op koers", 0.0013),
    ("D2", 2024, None, 120, None, None, None),
    ("D2", 2025, 120, 150, False, "niet op koers", 0.030),
]


def test_verdicts_are_those_worked_out_by_hand(regio: Regio) -> None:
    gevonden = regio.rijen(
        """select doel_id, jaar, padwaarde, waarde, norm_gehaald, koers, p_waarde from doelbereik
        where gebied_code = 'RE91' and rol = 'doel' and is_hoofd order by doel_id, jaar"""
    )
    assert [r[:6] for r in gevonden] == [v[:6] for v in OORDELEN]
    for rij, verwacht in zip(gevonden, OORDELEN, strict=True):
        assert (rij[6] is None) == (verwacht[6] is None)
        assert rij[6] is None or rij[6] == pytest.approx(verwacht[6], rel=0.03), rij
    # a reading of its own name, and the district against its own base: 50 x 0.75
    assert regio.rijen(
        """select waarde, padwaarde, norm_gehaald from doelbereik
        where doel_id = 'D1' and padvariant = 'eindpunt' and jaar = 2025 and gebied_code in ('RE91', 'PD091')
        order by gebied_code desc"""
    ) == [(72, 75, True), (36, 37.5, None)]


def test_areas_themes_and_printed_figures_are_those_of_the_region(regio: Regio) -> None:
    # Polderveen counts with what was Zandmeer: 25 + 25; the bicycle of Overzijde is nobody's
    assert regio.rijen(
        """select gebied_code, waarde from indicatoren
        where indicator_id = 'fietsendiefstallen' and periode_id = '2021' and gebied_code like 'GM%' order by 1"""
    ) == [("GM9001", 25), ("GM9002", 25), ("GM9003", 50)]
    assert regio.rijen("select distinct indeling_jaar from brug_gebied order by 1") == [
        (j,) for j in range(2021, 2027)
    ]
    assert regio.rijen("select distinct thema from brug_mk_thema order by 1") == [("fietsen",), ("jeugd",)]
    assert regio.rijen("select cijfer_id, herberekend from gedrukte_cijfers order by 1") == [
        ("G1", 100),
        ("G2", 4),
    ]
    assert regio.rijen("select count(*) from datakwaliteit where ernst = 'blokkeert' and not geslaagd") == [
        (0,)
    ]


def test_nothing_published_speaks_of_the_other_strategy(regio: Regio) -> None:
    """Not in a key, a sentence or a heading; examples in the explanation of a gate are examples."""
    vreemd = []
    for tabel, kolom in regio.rijen(
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts' and data_type = 'VARCHAR'"
    ):
        if (tabel, kolom) == ("datakwaliteit", "uitleg"):
            continue
        # of the annex of Oost-Nederland only its owner can deliver
        waar = "bron not like 'bijlage1%'" if (tabel, kolom) == ("leveringsafspraken", "eigenaar") else "true"
        vreemd += [
            (tabel, kolom, str(tekst))
            for (tekst,) in regio.rijen(
                f"""select distinct "{kolom}" from {tabel} where {waar}
                and regexp_matches("{kolom}", 'RE02|PD02|Oost-Nederland|\\bT[01][0-9]\\b|12[.]111|14[.]903')"""
            )
        ]
    assert vreemd == []


def test_commands_know_the_targets_and_moments_of_the_region(regio: Regio) -> None:
    bord = regio.roep("scorebord")
    assert bord.returncode == 0 and "Hoogstens 75 fietsendiefstallen in 2025" in bord.stdout
    assert "niet gehaald" in bord.stdout and "T02" not in bord.stdout
    herkomst = regio.roep("herkomst", "T02", "2018")
    assert "There is no target T02 in 2018: targets are D1 to D2, years 2021 to 2025." in herkomst.stderr
    assert regio.roep("herkomst", "D1", "2025").returncode == 0
    rapport = regio.roep("rapport", "--moment", "midterm")
    assert rapport.returncode == 2 and "choose from halverwege, eind." in rapport.stderr
