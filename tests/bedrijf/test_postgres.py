"""PostgreSQL as a night meets it: loaded after a run, mended on a quiet one, never in the way of publishing."""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import duckdb
import psycopg
import pytest
from conftest import SNEL, Kweekbak, is_heel, roep, zonder_spoor
from postgres_server import WACHTWOORD, Server, vrije_poort

from pipelines.settings import PROJECT, settings

pytestmark = pytest.mark.end_to_end

RUN = ("run", "--verzameling", "openbaar")
SCHEMA = "veiligheidsbeeld_openbaar"
# every mart but the one with personal data
TABELLEN = len(list((PROJECT / "dbt_project" / "models" / "marts").glob("*.sql"))) - 1
GELADEN = f"holds {{}} in schema {SCHEMA}: {TABELLEN} tables"


def _actueel(data: Path) -> Path:
    return (data / "warehouse" / "openbaar" / "actueel").resolve()


def _houdt(url: str) -> str:
    with psycopg.connect(url) as con:
        (naam,) = con.execute(f"select publicatie_id from {SCHEMA}.publicatie").fetchone() or ("",)
    return str(naam)


def test_a_quiet_night_loads_what_the_server_does_not_hold(gepubliceerd: Path, server: Server) -> None:
    url, naam = server.database(), _actueel(gepubliceerd).name
    eerst = roep(gepubliceerd, *RUN, VEILIGHEIDSBEELD_POSTGRES_URL=url)
    assert (eerst.returncode, eerst.stderr) == (0, "")
    regels = eerst.stdout.splitlines()
    assert regels[0].startswith("Nothing new") and GELADEN.format(naam) in regels[1] and len(regels) == 2
    assert _houdt(url) == naam
    daarna = roep(gepubliceerd, *RUN, VEILIGHEIDSBEELD_POSTGRES_URL=url)
    assert daarna.returncode == 0 and daarna.stdout.splitlines() == regels[:1]
    status = roep(gepubliceerd, "status", "--verzameling", "openbaar", VEILIGHEIDSBEELD_POSTGRES_URL=url)
    assert f"schema {SCHEMA}, holds {naam}, as-of date 2024-08-15" in status.stdout
    assert ": the current one." in status.stdout
    assert WACHTWOORD not in eerst.stdout + daarna.stdout + status.stdout + status.stderr


def test_every_row_and_every_join_of_the_publication_is_there(gepubliceerd: Path, server: Server) -> None:
    url = server.database()
    assert roep(gepubliceerd, *RUN, VEILIGHEIDSBEELD_POSTGRES_URL=url).returncode == 0
    manifest = json.loads((_actueel(gepubliceerd) / "manifest.json").read_text())
    with psycopg.connect(url) as con, duckdb.connect(
        str(_actueel(gepubliceerd) / "veiligheidsbeeld.duckdb"), read_only=True
    ) as bron:  # fmt: skip
        for tabel, genoteerd in manifest["tabellen"].items():
            if tabel == "feit_incident":
                continue
            volgorde = ", ".join(genoteerd["sleutel"])
            # the database of the tests sorts text by code point, as DuckDB does
            daar = con.execute(f"select * from {SCHEMA}.{tabel} order by {volgorde}").fetchall()
            assert daar == bron.execute(f"select * from marts.{tabel} order by {volgorde}").fetchall(), tabel
        zonder = con.execute(
            """select c.relname, a.attname from pg_attribute as a join pg_class as c on c.oid = a.attrelid
            where c.relnamespace = %s::regnamespace and c.relkind = 'r' and a.attnum > 0
            and col_description(c.oid, a.attnum) is null""",
            [SCHEMA],
        ).fetchall()
        assert zonder == []
        (verwijzingen,) = con.execute(
            "select count(*) from pg_constraint where connamespace = %s::regnamespace and contype = 'f'",
            [SCHEMA],
        ).fetchone() or (0,)
    relaties = [r for r in manifest["relaties"] if r["tabel"] != "feit_incident"]
    assert verwijzingen == len(relaties) > 100


def test_a_run_loads_and_a_server_that_is_gone_does_not_stop_publishing(
    data: Path, kweekbak: Kweekbak, server: Server
) -> None:
    url, eerste = server.database(), _actueel(data).name
    shutil.rmtree(data / "raw" / "openbaar" / "politie_47021ned")
    met = kweekbak.draai(data, *RUN, eerst=SNEL, VEILIGHEIDSBEELD_POSTGRES_URL=url)
    tweede = _actueel(data).name
    assert met.code == 0 and tweede != eerste and GELADEN.format(tweede) in met.uit
    assert _houdt(url) == tweede and "postgres" in met.fout
    # the next night the server is gone: the publication is there all the same
    shutil.rmtree(data / "raw" / "openbaar" / "cbs_81928ned")
    weg = url.replace(f":{server.poort}/", f":{vrije_poort()}/")
    zonder = kweekbak.draai(data, *RUN, eerst=SNEL, VEILIGHEIDSBEELD_POSTGRES_URL=weg)
    derde = _actueel(data).name
    assert zonder.code == 4 and derde != tweede and is_heel(_actueel(data)), zonder.alles
    assert f"Published {derde}" in zonder.uit and "cannot be reached" in zonder.fout
    assert f"Publication {derde} on disk is good" in zonder.fout and zonder_spoor(zonder.alles)
    assert WACHTWOORD not in met.alles + zonder.alles
    nog_weg = roep(data, *RUN, VEILIGHEIDSBEELD_POSTGRES_URL=weg)
    assert nog_weg.returncode == 4 and nog_weg.stdout.startswith("Nothing new")
    assert "cannot be reached" in nog_weg.stderr and _houdt(url) == tweede
    terug = roep(data, *RUN, VEILIGHEIDSBEELD_POSTGRES_URL=url)
    assert terug.returncode == 0 and GELADEN.format(derde) in terug.stdout and _houdt(url) == derde
    with duckdb.connect(str(data / "warehouse" / "openbaar" / "logboek.duckdb"), read_only=True) as con:
        runs = con.execute("select code, melding from run order by begonnen desc limit 5").fetchall()
    assert [c for c, _ in runs] == [0, 0, 4, 0, 4]
    assert not any(WACHTWOORD in (m or "") for _, m in runs)


def test_the_schedule_mends_it_too(data: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.database()
    monkeypatch.setenv("VEILIGHEIDSBEELD_DATA", str(data))
    monkeypatch.setenv("VEILIGHEIDSBEELD_POSTGRES_URL", url)
    monkeypatch.delenv("VEILIGHEIDSBEELD_VERZAMELING", raising=False)
    settings.cache_clear()
    try:
        from pipelines.orchestration.rooster import iedere_nacht

        context = dg.build_schedule_context(
            scheduled_execution_time=datetime(2026, 11, 24, 2, tzinfo=ZoneInfo("Europe/Amsterdam"))
        )
        tik = iedere_nacht.evaluate_tick(context)
    finally:
        settings.cache_clear()
    assert not tik.run_requests and GELADEN.format(_actueel(data).name) in str(tik.skip_message)
    assert _houdt(url) == _actueel(data).name


@pytest.mark.parametrize("debug", [(), ("--debug",)])
def test_an_address_that_is_wrong_is_wrong_configuration(gepubliceerd: Path, debug: tuple[str, ...]) -> None:
    for url in (f"mysql://baas:{WACHTWOORD}@h/x", WACHTWOORD):
        afloop = roep(gepubliceerd, *debug, "run", VEILIGHEIDSBEELD_POSTGRES_URL=url)
        assert WACHTWOORD not in afloop.stdout + afloop.stderr
        assert debug or (afloop.returncode == 2 and "write postgresql://user:password@host" in afloop.stderr)


def test_an_error_about_another_setting_keeps_secrets_too(gepubliceerd: Path) -> None:
    url = f"postgresql://baas:{WACHTWOORD}@h/x"
    for extra in ({"VEILIGHEIDSBEELD_INDELING_JAAR": "1900"}, {"VEILIGHEIDSBEELD_THREADS": "veel"}):
        for debug in ((), ("--debug",)):
            afloop = roep(gepubliceerd, *debug, "run", VEILIGHEIDSBEELD_POSTGRES_URL=url, **extra)
            assert afloop.returncode != 0 and WACHTWOORD not in afloop.stdout + afloop.stderr


def test_a_night_without_a_server_does_not_ask_for_one(gepubliceerd: Path) -> None:
    assert "VEILIGHEIDSBEELD_POSTGRES_URL" not in os.environ
    afloop = roep(gepubliceerd, *RUN)
    assert (afloop.returncode, len(afloop.stdout.splitlines())) == (0, 1)
    assert "PostgreSQL" not in roep(gepubliceerd, "status", "--verzameling", "openbaar").stdout
