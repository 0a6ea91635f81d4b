"""Put the new schema in the place of the live one, in one transaction that waits for nobody for ever.

A reader who is in the middle of a transaction and has read a table keeps that table locked. For a while the
swap is tried at a moment when nobody is; then nobody reads two publications in one transaction. It asks for
its locks with NOWAIT, so a new reader never queues behind it. When that moment does not come, the names are
changed all the same, which needs no lock on a table, and the old tables stay, under another name, for who is
reading them. What others built on the old tables keeps them too: nothing is dropped that is not ours.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pipelines.publish.postgres.ddl import PUBLICATIE
from pipelines.publish.postgres.namen import Schemas

if TYPE_CHECKING:
    from pipelines.publish.postgres.verbinding import Verbinding

GEDULD = 15.0  # seconds to look for a moment without readers
_TUSSENPOOS = 0.2


def wissel(con: Verbinding, namen: Schemas, geduld: float = GEDULD) -> list[str]:
    """Swap; returns what somebody has to know of who was in the way, one sentence each."""
    import psycopg

    ruim_oude_op(con, namen)
    if not _bestaat(con, namen.live):
        _hernoem(con, namen.nieuw, namen.live)
        return []
    oud = namen.oud(_publicatie(con, namen.live))
    einde = time.monotonic() + geduld
    while True:
        try:
            with con.transaction():
                _vergrendel(con, namen.live)
                _hernoem(con, namen.live, oud)
                _hernoem(con, namen.nieuw, namen.live)
        except psycopg.errors.LockNotAvailable:
            if time.monotonic() >= einde:
                break
            time.sleep(_TUSSENPOOS)
        else:
            return [z for z in [_ruim_op(con, oud)] if z]
    lezers = _lezers(con, namen.live)
    with con.transaction():
        _hernoem(con, namen.live, oud)
        _hernoem(con, namen.nieuw, namen.live)
    return [
        f"{lezers} kept a transaction open on {namen.live}: it can go on with what it read, "
        f"which the next load removes ({oud})."
    ]


def ruim_oude_op(con: Verbinding, namen: Schemas) -> None:
    """Drop what earlier swaps left for their readers, where nobody uses it any more."""
    for (schema,) in con.execute(
        "select nspname from pg_namespace where nspname ~ %s order by 1", [namen.oud_patroon]
    ).fetchall():
        _ruim_op(con, str(schema))


def _ruim_op(con: Verbinding, schema: str) -> str | None:
    """Drop a schema that holds only our tables; else the sentence that says why it stays."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    tabellen = _tabellen(con, schema)
    try:
        with con.transaction():
            if tabellen:
                _vergrendel(con, schema)
                con.execute(
                    SQL("drop table {}").format(SQL(", ").join(Identifier(schema, t) for t in tabellen))
                )
            con.execute(SQL("drop schema {}").format(Identifier(schema)))
    except psycopg.errors.LockNotAvailable:
        return None  # a reader; the next load tries again
    except psycopg.errors.DependentObjectsStillExist as fout:
        wat = next(iter((fout.diag.message_detail or "something").splitlines()))
        return (
            f"The replaced tables stay as {schema}, because others built on them ({wat}): "
            f"that still shows the earlier publication until it is made again."
        )
    return None


def _vergrendel(con: Verbinding, schema: str) -> None:
    from psycopg.sql import SQL, Identifier

    tabellen = _tabellen(con, schema)
    if tabellen:
        con.execute(
            SQL("lock table {} in access exclusive mode nowait").format(
                SQL(", ").join(Identifier(schema, t) for t in tabellen)
            )
        )


def _tabellen(con: Verbinding, schema: str) -> list[str]:
    """Names of the tables in a schema that its owner, the one who loads, made."""
    return [
        str(naam)
        for (naam,) in con.execute(
            """select relname from pg_class join pg_namespace as n on n.oid = relnamespace
            where nspname = %s and relkind = 'r' and relowner = nspowner order by 1""",
            [schema],
        ).fetchall()
    ]


def _bestaat(con: Verbinding, schema: str) -> bool:
    return con.execute("select 1 from pg_namespace where nspname = %s", [schema]).fetchone() is not None


def _hernoem(con: Verbinding, van: str, naar: str) -> None:
    from psycopg.sql import SQL, Identifier

    con.execute(SQL("alter schema {} rename to {}").format(Identifier(van), Identifier(naar)))


def _publicatie(con: Verbinding, schema: str) -> str:
    """Which publication a schema holds; a name of its own for one that does not say."""
    from psycopg.sql import SQL, Identifier

    tabel = Identifier(schema, PUBLICATIE)
    if con.execute("select to_regclass(%s)", [tabel.as_string(con)]).fetchone() != (None,):
        rij = con.execute(SQL("select publicatie_id from {}").format(tabel)).fetchone()
        if rij is not None:
            return str(rij[0])
    return "0" * 16


def _lezers(con: Verbinding, schema: str) -> str:
    rijen = con.execute(
        """select distinct a.pid, a.usename, a.application_name
        from pg_locks as l
        join pg_class as c on c.oid = l.relation
        join pg_namespace as n on n.oid = c.relnamespace
        join pg_stat_activity as a on a.pid = l.pid
        where n.nspname = %s and l.pid <> pg_backend_pid() order by 1""",
        [schema],
    ).fetchall()
    wie = [f"{naam or 'a user'} (process {pid}{', ' + prog if prog else ''})" for pid, naam, prog in rijen]
    return ", ".join(wie) or "A reader"
