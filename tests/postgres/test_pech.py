"""A server that goes, a reader who stays, a password that must not be seen."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from kleine_wereld import Wereld, maak
from postgres_server import WACHTWOORD, Server

from pipelines.publish.postgres import laden
from pipelines.publish.postgres.bijwerken import zin_stand

BLIJFT = "on disk is good; in PostgreSQL everything is as it was, and the next run loads it."


@pytest.fixture
def halverwege(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Do what is put in this list once, after the first table was copied."""
    wat: list[Any] = []
    echt = laden.kopieer

    def kopieer(*args: Any) -> None:
        echt(*args)
        while wat:
            wat.pop()()

    monkeypatch.setattr(laden, "kopieer", kopieer)
    yield wat


def test_a_server_that_dies_half_way_keeps_the_old_schema(
    wereld: Wereld, server: Server, halverwege: list[Any]
) -> None:
    oud = wereld.publiceer(1)
    wereld.laad()
    nieuw = wereld.publiceer(2)
    halverwege.append(server.dood)
    try:
        uitslag = wereld.laad()
    finally:
        server.start()
    assert not uitslag.gelukt
    (zin,) = uitslag.zinnen
    assert "went away half-way" in zin and zin.endswith(f"Publication {nieuw} {BLIJFT}") and "\n" not in zin
    assert WACHTWOORD not in zin
    assert wereld.staat() == oud
    assert wereld.laad().gelukt and wereld.staat() == nieuw
    assert wereld.schemas() == [wereld.schema]


def test_a_connection_that_is_cut_half_way_keeps_the_old_schema(
    wereld: Wereld, halverwege: list[Any]
) -> None:
    oud = wereld.publiceer(1)
    wereld.laad()
    wereld.publiceer(2)

    def verbreek() -> None:
        with psycopg.connect(wereld.url) as con:
            con.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'veiligheidsbeeld'"
            )

    halverwege.append(verbreek)
    assert "went away half-way" in wereld.laad().zinnen[0]
    assert wereld.staat() == oud


def test_what_a_killed_load_left_is_dropped_by_the_next(wereld: Wereld) -> None:
    with psycopg.connect(wereld.url) as con:
        con.execute(
            "create schema nieuw_veiligheidsbeeld_demo; create table nieuw_veiligheidsbeeld_demo.half (a integer)"
        )
    wereld.publiceer(1)
    assert wereld.laad().gelukt
    assert wereld.schemas() == [wereld.schema]


def test_rows_that_go_missing_are_no_publication(wereld: Wereld) -> None:
    import json

    oud = wereld.publiceer(1)
    wereld.laad()
    wereld.publiceer(2)
    pad = wereld.plekken.actueel / "manifest.json"
    inhoud = json.loads(pad.read_text())
    inhoud["tabellen"]["feit_ding"]["rijen"] += 1
    pad.write_text(json.dumps(inhoud))
    assert "took 12 rows of feit_ding and the manifest promises 13" in wereld.laad().zinnen[0]
    assert wereld.staat() == oud


def test_a_join_that_does_not_hold_is_no_publication(wereld: Wereld) -> None:
    oud = wereld.publiceer(1)
    wereld.laad()
    relatie = {"tabel": "feit_ding", "kolom": "tekst", "naar": "dim_kleur", "sleutel": "kleur_code"}
    wereld.publiceer(2, manifest={"relaties": [relatie]})
    assert "violates foreign key constraint" in wereld.laad().zinnen[0]
    assert wereld.staat() == oud


@pytest.mark.parametrize("isolatie", ["read committed", "repeatable read"])
def test_a_reader_in_a_transaction_goes_on_and_the_swap_does_not_wait_for_ever(
    wereld: Wereld, isolatie: str
) -> None:
    wereld.publiceer(1, 5000)
    wereld.laad()
    nieuw = wereld.publiceer(2)
    with psycopg.connect(wereld.url) as lezer:
        lezer.execute(f"set transaction isolation level {isolatie}")
        with lezer.cursor(name="lang") as cur:
            cur.execute(f"select tekst from {wereld.schema}.feit_ding where ding_id >= 100")
            eerste = cur.fetchmany(10)
            uitslag = wereld.laad(geduld=0.5)
            rest = cur.fetchall()
        assert uitslag.gelukt and "baas (process " in uitslag.zinnen[1], uitslag
        assert {t for (t,) in [*eerste, *rest]} == {f"van {1:016x}"} and len(eerste) + len(rest) == 5000
        # a name that is asked for again gives the new table: whole, also to a snapshot from before it was made
        assert lezer.execute(f"select count(*) from {wereld.schema}.dim_kleur").fetchone() == (2,)
        assert lezer.execute(f"select publicatie_id from {wereld.schema}.publicatie").fetchone() == (nieuw,)
    assert wereld.staat() == nieuw
    assert wereld.schemas() == [f"oud_veiligheidsbeeld_demo_{1:016x}", wereld.schema]
    wereld.publiceer(3)
    wereld.laad()
    assert wereld.schemas() == [wereld.schema]


def test_the_swap_waits_for_a_reader_who_is_nearly_done(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    nieuw = wereld.publiceer(2)
    with psycopg.connect(wereld.url) as lezer:
        lezer.execute(f"select count(*) from {wereld.schema}.feit_ding")
        klaar = threading.Timer(1.0, lezer.rollback)
        klaar.start()
        (zin,) = wereld.laad(geduld=30).zinnen
        klaar.join()
    assert "process" not in zin
    assert wereld.staat() == nieuw and wereld.schemas() == [wereld.schema]


def test_nobody_queues_behind_a_swap_that_waits(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    wereld.publiceer(2)
    with psycopg.connect(wereld.url) as lezer:
        lezer.execute(f"select count(*) from {wereld.schema}.feit_ding")
        lader = threading.Thread(target=wereld.laad, args=(2.0,))
        lader.start()
        with psycopg.connect(wereld.url, autocommit=True) as ander:
            ander.execute("set statement_timeout = '500ms'")
            while lader.is_alive():
                ander.execute(f"select count(*) from {wereld.schema}.feit_ding")
        lader.join()


def test_what_others_built_on_the_tables_is_not_dropped(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    with psycopg.connect(wereld.url) as con:
        con.execute(f"create view public.van_mij as select tekst from {wereld.schema}.feit_ding")
    nieuw = wereld.publiceer(2)
    zinnen = wereld.laad().zinnen
    assert "view van_mij" in zinnen[1] and "still shows the earlier publication" in zinnen[1]
    assert wereld.staat() == nieuw
    assert wereld.vraag("select count(*) from public.van_mij") == [(12,)]
    wereld.publiceer(3)
    assert wereld.laad().gelukt
    assert wereld.schemas() == [f"oud_veiligheidsbeeld_demo_{1:016x}", wereld.schema]


def test_one_load_at_a_time(wereld: Wereld) -> None:
    wereld.publiceer(1)
    with psycopg.connect(wereld.url) as ander:
        ander.execute("select pg_advisory_lock(hashtext('veiligheidsbeeld_demo'))")
        assert "Another load of veiligheidsbeeld_demo" in wereld.laad().zinnen[0]
    assert wereld.laad().gelukt


def test_a_user_without_the_rights_is_told_what_to_ask_for(server: Server, tmp_path: Path) -> None:
    url = server.database()
    with psycopg.connect(url, autocommit=True) as con:
        con.execute("drop role if exists lezer; drop role if exists beheer") if not _rollen_in_gebruik(
            con
        ) else None
        con.execute(f"create role klein login password '{WACHTWOORD}'")
    try:
        klein = maak(tmp_path, url.replace("baas:", "klein:"), "eigen")
        klein.publiceer(1)
        (zin,) = klein.laad().zinnen
        assert "may not" in zin and WACHTWOORD not in zin
    finally:
        with psycopg.connect(url, autocommit=True) as con:
            con.execute("drop role klein")


def _rollen_in_gebruik(con: psycopg.Connection[Any]) -> bool:
    return (
        con.execute(
            "select 1 from pg_shdepend where refobjid::regrole::text in ('lezer', 'beheer')"
        ).fetchone()
        is not None
    )


def test_no_sentence_holds_the_password(server: Server, tmp_path: Path) -> None:
    stil = socket.create_server(("127.0.0.1", 0))  # takes a connection and never answers
    adressen = {
        "cannot be reached": [
            server.url("postgres", wachtwoord=f"{WACHTWOORD}-fout"),
            server.url("bestaat_niet"),
            f"postgresql://baas:{WACHTWOORD}@127.0.0.1:1/postgres",
            f"postgresql://baas:{WACHTWOORD}@bestaat.niet.invalid/postgres",
            f"postgresql://baas:{WACHTWOORD}@127.0.0.1:{stil.getsockname()[1]}/postgres?connect_timeout=2",
        ],
        "cannot be read": [
            f"postgresql://baas:{WACHTWOORD}@localhost/postgres?onzin={WACHTWOORD}",
            f"postgresql://baas:{WACHTWOORD}%zz@localhost/postgres",
        ],
    }
    for wat, urls in adressen.items():
        for url in urls:
            proef = maak(tmp_path, url, "eigen")
            if not proef.plekken.actueel.exists():
                proef.publiceer(1)
            for zin in (*proef.laad().zinnen, str(zin_stand(proef.plekken, proef.instelling))):
                assert wat in zin and WACHTWOORD not in zin and "\n" not in zin, zin
            assert WACHTWOORD not in repr(proef.instelling)
    stil.close()


def test_the_state_is_told_beside_what_is_current(wereld: Wereld) -> None:
    assert "holds nothing yet" in str(zin_stand(wereld.plekken, wereld.instelling))
    eerste = wereld.publiceer(1)
    wereld.laad()
    zin = str(zin_stand(wereld.plekken, wereld.instelling))
    assert f"schema veiligheidsbeeld_demo, holds {eerste}, as-of date 2016-12-31, loaded " in zin
    assert zin.endswith(": the current one.")
    wereld.publiceer(2)
    assert f"holds {eerste}" in (zin := str(zin_stand(wereld.plekken, wereld.instelling)))
    assert zin.endswith(": not the current one; the next run loads it.")
