"""The Dagster skin: one job for every way of running, gates that stop what follows, no silent skips."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import duckdb
import pytest
from conftest import OPENBAAR, SNEL, Kweekbak, bytes_onder, is_heel, omgeving, zonder_spoor

from pipelines.quality.suites import POORTEN, suites
from pipelines.settings import PROJECT, settings

pytestmark = pytest.mark.end_to_end

RUN = ("run", "--verzameling", "openbaar")
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def defs(gepubliceerd: Path) -> dg.Definitions:
    """The definitions, made with the data folder of the tests."""
    with pytest.MonkeyPatch.context() as omgeving_:
        omgeving_.setenv("VEILIGHEIDSBEELD_DATA", str(gepubliceerd))
        settings.cache_clear()
        from pipelines.orchestration.definitions import defs as gemaakt
    settings.cache_clear()
    return gemaakt


def test_dg_finds_the_definitions(gepubliceerd: Path) -> None:
    env = omgeving(gepubliceerd) | {"PATH": f"{BIN}:{os.environ['PATH']}"}
    gecontroleerd = subprocess.run(
        [str(BIN / "dg"), "check", "defs"], env=env, capture_output=True, text=True, check=False, cwd=PROJECT
    )
    assert gecontroleerd.returncode == 0, gecontroleerd.stdout + gecontroleerd.stderr
    assert "All definitions loaded successfully." in gecontroleerd.stdout + gecontroleerd.stderr
    lijst = subprocess.run(
        [str(BIN / "dg"), "list", "defs", "--json"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    inhoud = json.loads(lijst.stdout[lijst.stdout.index("{") :])
    assert {"nightly"} <= {j["name"] for j in inhoud["jobs"]}
    assert {"iedere_nacht"} == {s["name"] for s in inhoud["schedules"]}
    assert {"publicatie/publicatie", "marts/doelbereik", "raw/leveringen"} <= {
        a["asset_key"] for a in inhoud["assets"]
    }


def test_every_asset_says_whose_and_what_it_is(defs: dg.Definitions) -> None:
    graaf = defs.resolve_asset_graph()
    assert len(graaf.get_all_asset_keys()) > 80
    for sleutel in graaf.get_all_asset_keys():
        knoop = graaf.get(sleutel)
        assert knoop.group_name == sleutel.path[0], "the groups are the stages, left to right"
        assert knoop.owners and all(re.fullmatch(r"team:[a-z-]+", o) for o in knoop.owners), sleutel
        assert knoop.kinds, sleutel
        assert knoop.description, f"{sleutel.to_user_string()} has no description"


def test_only_sources_and_seeds_have_nothing_before_them(defs: dg.Definitions) -> None:
    graaf = defs.resolve_asset_graph()
    begin = {s.path[0] for s in graaf.get_all_asset_keys() if not graaf.get(s).parent_keys}
    assert begin == {"opslag", "seeds"}
    # a stage reads only the stage before it: an arrow never points back
    rang = {"opslag": 0, "seeds": 0, "raw": 1, "staging": 2, "intermediate": 3, "marts": 4, "publicatie": 5}
    for sleutel in graaf.get_all_asset_keys():
        for boven in graaf.get(sleutel).parent_keys:
            assert graaf.has(boven), f"{boven} is made by nobody"
            assert rang[boven.path[0]] <= rang[sleutel.path[0]], f"{sleutel} reads {boven}"


def test_every_check_is_on_a_table_that_exists(defs: dg.Definitions) -> None:
    graaf = defs.resolve_asset_graph()
    sleutels = graaf.asset_check_keys
    assert {c.asset_key for c in sleutels} <= graaf.get_all_asset_keys()
    verwacht = {
        (stage, suite.tabel, v.ernst)
        for stage in POORTEN
        for suite in suites(stage)
        for v in suite.verwachtingen
    }
    assert {(*c.asset_key.path, c.name) for c in sleutels} == verwacht
    for check in sleutels:
        assert graaf.get(check).blocking == (check.name == "blokkeert")


def test_a_suite_for_a_table_that_nobody_makes_is_an_error(defs: dg.Definitions) -> None:
    from pipelines.orchestration import definitions

    @dg.asset_check(asset=dg.AssetKey(["marts", "bestaat_niet"]))
    def los() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    with pytest.raises(dg.DagsterInvalidDefinitionError, match=r"expectations/marts/bestaat_niet\.json"):
        definitions._met_bestaande_tabel(definitions._assets, [los])


def test_the_schedule_skips_with_its_reason(
    defs: dg.Definitions, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILIGHEIDSBEELD_DATA", str(data))
    monkeypatch.delenv("VEILIGHEIDSBEELD_VERZAMELING", raising=False)
    settings.cache_clear()
    try:
        rooster = defs.resolve_schedule_def("iedere_nacht")
        assert (rooster.cron_schedule, rooster.execution_timezone) == ("0 2 * * *", "Europe/Amsterdam")
        context = dg.build_schedule_context(
            scheduled_execution_time=datetime(2026, 11, 24, 2, tzinfo=ZoneInfo("Europe/Amsterdam"))
        )
        stil = rooster.evaluate_tick(context)
        assert not stil.run_requests and stil.skip_message is not None
        assert stil.skip_message.startswith("Nothing new in openbaar: 8 deliveries")
        (data / "raw" / "openbaar" / "raadsel.csv").write_text("a;b\n1;2\n")
        assert "Refused: raadsel.csv is not recognised" in str(rooster.evaluate_tick(context).skip_message)
        bestand = next((data / "raw" / "openbaar" / "politie_47021ned").glob("*.csv"))
        bestand.unlink()
        (verzoek,) = rooster.evaluate_tick(context).run_requests
        assert verzoek.run_config == {"resources": {"nacht": {"config": {"verzameling": "openbaar"}}}}
    finally:
        settings.cache_clear()


# the first blocking expectation of a stage fails, as valideer would say it
MISLUKT = """
from dataclasses import replace
goed = validation.valideer
def mislukt(con, stage):
    uitkomsten = goed(con, stage)
    if stage == {stage!r}:
        n = next(i for i, u in enumerate(uitkomsten) if u.ernst == "blokkeert" and u.tabel == {tabel!r})
        uitkomsten[n] = replace(uitkomsten[n], geslaagd=False, afwijkend=3, gecontroleerd=8,
                                voorbeelden=("abc:1", "abc:2"))
    return uitkomsten
validation.valideer = mislukt
"""
VOLGENDE = {"raw": "staging ", "staging": "intermediate ", "intermediate": "marts ", "marts": "publicatie "}


@pytest.mark.parametrize(
    ("stage", "tabel"),
    [
        ("raw", "politie_47018ned"),
        ("staging", "stg_politie__misdrijf"),
        ("intermediate", "int_oordeel"),
        ("marts", "doelbereik"),
    ],
)
def test_a_gate_that_fails_stops_everything_after_it(
    data: Path, kweekbak: Kweekbak, stage: str, tabel: str
) -> None:
    warehouse = data / "warehouse" / "openbaar"
    voor = bytes_onder(warehouse / "publicaties")
    oud = (warehouse / "actueel").readlink()
    afloop = kweekbak.draai(
        data, *RUN, eerst=SNEL + MISLUKT.format(stage=stage, tabel=tabel), VEILIGHEIDSBEELD_MINIMUM_N="49"
    )
    assert afloop.code == 1 and zonder_spoor(afloop.alles), afloop.alles
    assert re.search(rf"^  gate {stage} ", afloop.fout, re.M)
    assert not re.search(rf"^  {VOLGENDE[stage]}", afloop.fout, re.M), afloop.fout
    assert re.search(
        rf"Gate {POORTEN[stage]} \({stage}\) blocks: suite {stage}\.{tabel}, expectation \w+: "
        r"3 of 8 rows \(abc:1, abc:2.*\)",
        afloop.fout,
    ), afloop.fout
    assert "Nothing was published; the earlier publication stays" in afloop.fout
    assert bytes_onder(warehouse / "publicaties") == voor and (warehouse / "actueel").readlink() == oud
    with duckdb.connect(str(warehouse / "logboek.duckdb"), read_only=True) as con:
        run = con.execute(
            "select run_id, uitkomst, code, publicatie_id, melding from run order by begonnen desc limit 1"
        ).fetchone()
        assert run is not None and run[1:4] == ("failed", 1, None) and f"{stage}.{tabel}" in run[4]
        poort = con.execute(
            "select poort, suite, ernst, geslaagd, afwijkend from poort where run_id = ?", [run[0]]
        )
        assert poort.fetchall() == [(POORTEN[stage], f"{stage}.{tabel}", "blokkeert", False, 3)]
    status = kweekbak.draai(data, "status", "--verzameling", "openbaar")
    assert "failed (exit 1)" in status.uit and f"suite {stage}.{tabel}" in status.uit


def test_a_gate_that_does_not_run_lets_nothing_through(data: Path, kweekbak: Kweekbak) -> None:
    stil = """
goed = validation.valideer
validation.valideer = lambda con, stage: [
    u for u in goed(con, stage) if u.suite != "marts.gebied_historie"]
"""
    oud = (data / "warehouse/openbaar/actueel").readlink()
    afloop = kweekbak.draai(data, *RUN, eerst=SNEL + stil, VEILIGHEIDSBEELD_MINIMUM_N="49")
    assert afloop.code == 1 and "gebied_historie" in afloop.fout, afloop.alles
    assert (data / "warehouse/openbaar/actueel").readlink() == oud


def test_a_dbt_test_that_fails_stops_the_stage(data: Path, kweekbak: Kweekbak) -> None:
    geen_tests = SNEL[: SNEL.index("echt = dbt.draai")]
    kapot = """
from pipelines.warehouse import bouw
toon = bouw.toon_raw
def dubbel(con, *a):
    toon(con, *a)
    con.execute("create or replace table raw.dubbel as from raw.leveringen union all from raw.leveringen")
    con.execute("create or replace view raw.leveringen as from raw.dubbel")
bouw.toon_raw = dubbel
"""
    afloop = kweekbak.draai(data, *RUN, eerst=geen_tests + kapot, VEILIGHEIDSBEELD_MINIMUM_N="49")
    assert afloop.code == 1 and zonder_spoor(afloop.alles)
    assert re.search(r"rows are lost|Stage staging stops: dbt test \w+ gave fail", afloop.fout), afloop.alles


def test_progress_shows_stages_rows_and_time_left(gepubliceerd: Path) -> None:
    regels = (gepubliceerd / "voortgang.txt").read_text().splitlines()
    namen = [r.split("  ")[1] for r in regels if r.startswith("  ")]
    assert namen == [
        "opslag (read now)", "raw", "gate raw", "staging", "gate staging", "intermediate",
        "gate intermediate", "marts", "gate marts", "datakwaliteit", "publicatie",
    ]  # fmt: skip
    for regel in regels[: len(namen)]:
        assert re.search(r" [\d,]+ (rows|expectations) +\d+\.\d s", regel), regel
    assert re.search(r"about \d+ s left$", regels[0])
    rijen = sum(len(p.read_text("utf-8-sig").strip().splitlines()) - 1 for p in OPENBAAR.glob("*/*.csv"))
    assert f" {rijen:,} rows" in regels[0]


def test_a_run_that_dagster_starts_keeps_the_same_log(data: Path) -> None:
    (data / "raw" / "openbaar" / "cbs_70072ned" / "later.csv.levering.yml").write_text(
        "peilmoment: 2024-09-15T06:00:00\nsoort: volledig\n"
    )
    eerste = next((data / "raw" / "openbaar" / "cbs_70072ned").glob("*.csv"))
    shutil.copy(eerste, eerste.with_name("later.csv"))
    dagster_map = data / ".dagster"
    dagster_map.mkdir()
    afloop = subprocess.run(
        [str(BIN / "dagster"), "job", "execute", "-m", "pipelines.orchestration.definitions", "-j",
         "nightly"],
        env=omgeving(data, DAGSTER_HOME=str(dagster_map)), capture_output=True, text=True, check=False,
        cwd=PROJECT,
    )  # fmt: skip
    assert afloop.returncode == 0, afloop.stderr[-3000:]
    warehouse = data / "warehouse" / "openbaar"
    assert is_heel(warehouse / "actueel")
    with duckdb.connect(str(warehouse / "logboek.duckdb"), read_only=True) as con:
        run = con.execute(
            """select run_id, uitkomst, code, publicatie_id, peildatum::varchar from run
            order by begonnen desc limit 1"""
        ).fetchone()
        assert run is not None
        assert run[1:] == ("published", 0, (warehouse / "actueel").readlink().name, "2024-09-15")
        stappen = {r[0] for r in con.execute("select stap from stap where run_id = ?", [run[0]]).fetchall()}
        assert {"raw", "gate raw", "staging", "intermediate", "marts", "gate marts", "publicatie"} <= stappen
        waarschuwingen = con.execute("select count(*) from poort where run_id = ? and not geslaagd", [run[0]])
        assert waarschuwingen.fetchone() != (0,), "the public figures pass with warnings"


def test_people_keep_their_own_dbt(data: Path) -> None:
    warehouse = data / "warehouse" / "openbaar"
    env = omgeving(data, VEILIGHEIDSBEELD_BOUW=str(warehouse / "bouw.duckdb"))
    doel = data / "target"
    # the unit tests have no need of a warehouse and run in tests/dbt
    for opdracht in (["build", "--exclude-resource-type", "unit_test"], ["docs", "generate"]):
        afloop = subprocess.run(
            [str(BIN / "dbt"), *opdracht, "--target-path", str(doel), "--log-path", str(data / "logs")],
            env=env, capture_output=True, text=True, check=False, cwd=PROJECT / "dbt_project",
        )  # fmt: skip
        assert afloop.returncode == 0, afloop.stdout[-3000:]
    assert "ERROR=0" in (data / "logs" / "dbt.log").read_text()
    assert (doel / "catalog.json").exists() and (doel / "index.html").exists()
