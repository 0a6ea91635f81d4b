"""What stands in PostgreSQL is what was published: values, keys, meaning, and nothing that is private."""

from __future__ import annotations

import time
from pathlib import Path

import duckdb
import psycopg
import pytest
from kleine_wereld import GETALLEN, TEKSTEN, Wereld, maak

from pipelines.publish.snapshot import BESTAND


def test_every_value_comes_across(wereld: Wereld) -> None:
    wereld.publiceer(1)
    assert wereld.laad().gelukt
    with duckdb.connect(str(wereld.plekken.actueel / BESTAND), read_only=True) as con:
        verwacht = con.execute("from marts.feit_ding order by ding_id").fetchall()
    gevonden = wereld.vraag(f"select * from {wereld.schema}.feit_ding order by ding_id")
    assert gevonden == verwacht
    assert [r[2] for r in gevonden[: len(TEKSTEN)]] == TEKSTEN
    assert [r[3] for r in gevonden[: len(GETALLEN)]] == GETALLEN


def test_types_are_plain(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    soorten = wereld.vraag(
        f"select data_type from information_schema.columns where table_schema = '{wereld.schema}' "
        "and table_name = 'feit_ding' order by ordinal_position"
    )
    assert [s for (s,) in soorten] == [
        "integer", "text", "text", "double precision", "bigint", "boolean", "date", "timestamp without time zone",
    ]  # fmt: skip


def test_personal_data_stays_behind(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    tabellen = wereld.vraag(
        f"select tablename from pg_tables where schemaname = '{wereld.schema}' order by 1"
    )
    assert tabellen == [("dim_kleur",), ("feit_ding",), ("publicatie",)]


def test_it_says_what_it_holds(wereld: Wereld) -> None:
    naam = wereld.publiceer(1)
    wereld.laad()
    (rij,) = wereld.vraag(f"select * from {wereld.schema}.publicatie")
    assert (rij[0], rij[1], rij[2].isoformat(), rij[3:5]) == (
        naam,
        "demo",
        "2016-12-31",
        (True, "FICTIEVE CIJFERS"),
    )
    (geladen,) = wereld.vraag(
        f"select now() - geladen_op < interval '1 minute' from {wereld.schema}.publicatie"
    )
    assert geladen == (True,)


def test_tables_and_columns_carry_their_meaning(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    s = wereld.schema
    assert wereld.vraag(f"select obj_description('{s}'::regnamespace, 'pg_namespace')")[0][0].startswith(
        "FICTIEVE CIJFERS. "
    )
    for tabel in ("dim_kleur", "feit_ding", "publicatie"):
        assert wereld.vraag(f"select obj_description('{s}.{tabel}'::regclass)")[0][0].startswith(
            "FICTIEVE CIJFERS. "
        )
    assert wereld.vraag(f"select col_description('{s}.feit_ding'::regclass, 4)") == [
        ("Waarde in euro. Leeg: onbekend.",)
    ]


def test_real_figures_do_not_say_that_they_are_invented(server_url: str, tmp_path: Path) -> None:
    echt = maak(tmp_path, server_url, "eigen")
    echt.publiceer(1)
    echt.laad()
    assert "FICTIEVE" not in str(
        echt.vraag("select obj_description('veiligheidsbeeld_eigen'::regnamespace, 'pg_namespace')")
    )
    assert echt.vraag("select fictief, waarschuwing from veiligheidsbeeld_eigen.publicatie") == [
        (False, None)
    ]


def test_keys_and_joins_are_there(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    gevonden = wereld.vraag(
        "select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint "
        f"where connamespace = '{wereld.schema}'::regnamespace and contype in ('p', 'f') order by 1, 2"
    )
    s = wereld.schema
    assert gevonden == [
        (f"{s}.dim_kleur", "PRIMARY KEY (kleur_code)"),
        (f"{s}.feit_ding", f"FOREIGN KEY (kleur_code) REFERENCES {s}.dim_kleur(kleur_code)"),
        (f"{s}.feit_ding", "PRIMARY KEY (ding_id)"),
        (f"{s}.publicatie", "PRIMARY KEY (publicatie_id)"),
    ]


def test_readers_read_and_managers_manage(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    s = wereld.schema
    mag = {"lezer": (True, False, False), "beheer": (True, True, True), None: (False, False, False)}
    for rol, verwacht in mag.items():
        with psycopg.connect(wereld.url, autocommit=True) as con:
            con.execute(f"create role persoon login in role {rol}" if rol else "create role persoon login")
            con.execute("set role persoon")
            gelukt = []
            for sql in (
                f"select * from {s}.feit_ding",
                f"update {s}.feit_ding set tekst = tekst",
                f"create table {s}.eigen_tabel (a integer)",
            ):
                try:
                    con.execute(sql)
                    gelukt.append(True)
                except psycopg.errors.InsufficientPrivilege:
                    gelukt.append(False)
            assert tuple(gelukt) == verwacht, rol
            con.execute("reset role")
            con.execute("drop owned by persoon")
            con.execute("drop role persoon")


def test_a_server_that_is_up_to_date_is_left_alone(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    oid = wereld.vraag(f"select '{wereld.schema}.feit_ding'::regclass::oid")
    uitslag = wereld.laad()
    assert (uitslag.gelukt, uitslag.zinnen) == (True, ())
    assert wereld.vraag(f"select '{wereld.schema}.feit_ding'::regclass::oid") == oid


def test_a_newer_publication_replaces_all_of_it(wereld: Wereld) -> None:
    wereld.publiceer(1)
    wereld.laad()
    naam = wereld.publiceer(2)
    (zin,) = wereld.laad().zinnen
    assert f"holds {naam} in schema veiligheidsbeeld_demo: 2 tables, 14 rows" in zin
    assert wereld.staat() == naam
    assert wereld.schemas() == ["veiligheidsbeeld_demo"]


@pytest.mark.parametrize("ander", ["a_b", "A", "nieuw_a", "a-b"])
def test_collections_never_mix(server_url: str, tmp_path: Path, ander: str) -> None:
    een, twee = maak(tmp_path, server_url, "a"), maak(tmp_path, server_url, ander)
    eerste, tweede = een.publiceer(1), twee.publiceer(2)
    een.laad(), twee.laad()
    derde = een.publiceer(3)
    een.laad()
    with psycopg.connect(server_url) as con:
        van = {
            v: con.execute(
                f'select publicatie_id, verzameling from "veiligheidsbeeld_{v}".publicatie'
            ).fetchone()
            for v in ("a", ander)
        }
    assert eerste != derde and van == {"a": (derde, "a"), ander: (tweede, ander)}


def test_a_name_that_would_be_cut_off_is_refused(server_url: str, tmp_path: Path) -> None:
    lang = maak(tmp_path, server_url, "x" * 26)
    lang.publiceer(1)
    uitslag = lang.laad()
    assert not uitslag.gelukt and "use at most 25 characters" in uitslag.zinnen[0]
    goed = maak(tmp_path, server_url, "x" * 25)
    goed.publiceer(1)
    assert goed.laad().gelukt


def test_without_the_setting_nothing_is_asked(wereld: Wereld) -> None:
    from pipelines.publish.postgres.bijwerken import werk_bij, zin_stand
    from pipelines.settings import Settings

    wereld.publiceer(1)
    zonder = Settings(data=wereld.instelling.data, postgres_url="")
    assert werk_bij(wereld.plekken, zonder) is None and zin_stand(wereld.plekken, zonder) is None
    assert wereld.schemas() == []


def test_a_large_table_is_copied_not_inserted(wereld: Wereld) -> None:
    """400,000 rows take 2 s here; row by row they would take minutes."""
    wereld.publiceer(1, 400_000)
    begin = time.perf_counter()
    assert wereld.laad().gelukt
    duur = time.perf_counter() - begin
    print(f"400,000 rows in {duur:.1f} s")
    assert duur < 20
    assert wereld.vraag(f"select count(*) from {wereld.schema}.feit_ding") == [(400_009,)]
