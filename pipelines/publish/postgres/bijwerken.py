"""Let the server hold the current publication. Asked after every run, and on a night with nothing new."""

from __future__ import annotations

import time
from dataclasses import dataclass

import duckdb

from pipelines.publish.postgres.fouten import PostgresMislukt
from pipelines.publish.postgres.namen import Schemas, schemas
from pipelines.publish.postgres.stand import lees_stand
from pipelines.publish.postgres.verbinding import naam_van, verbind
from pipelines.publish.postgres.wissel import GEDULD
from pipelines.settings import Settings
from pipelines.warehouse.plekken import Plekken


@dataclass(frozen=True)
class Uitslag:
    """What became of it. `zinnen` is empty when the server held the publication already."""

    gelukt: bool
    zinnen: tuple[str, ...] = ()
    rijen: int = 0


def werk_bij(plekken: Plekken, instelling: Settings, geduld: float = GEDULD) -> Uitslag | None:
    """Load the current publication unless the server holds it; None when no server is set.

    Never raises for what the server does: the publication on disk is good whatever happens there.
    """
    if instelling.postgres_url is None or not (plekken.actueel / "manifest.json").exists():
        return None
    publicatie = plekken.actueel.resolve()
    try:
        namen = schemas(plekken.verzameling)
        with verbind(instelling.postgres_url) as con:
            stand = lees_stand(con, namen)
            if stand is not None and stand.publicatie_id == publicatie.name:
                return Uitslag(True)
            from pipelines.publish.postgres.bron import open_bron
            from pipelines.publish.postgres.laden import bouw
            from pipelines.publish.postgres.wissel import wissel

            begin = time.perf_counter()
            con.execute("set lock_timeout = '10s'")
            if con.execute("select pg_try_advisory_lock(hashtext(%s))", [namen.live]).fetchone() != (True,):
                raise PostgresMislukt(f"Another load of {namen.live} in PostgreSQL is going on")
            with open_bron(publicatie) as bron:
                rijen = bouw(con, bron, namen)
                waarschuwingen = wissel(con, namen, geduld)
                zin = (
                    f"PostgreSQL at {naam_van(instelling.postgres_url)} holds {publicatie.name} in schema "
                    f"{namen.live}: {len(bron.tabellen)} tables, {rijen:,} rows, "
                    f"{time.perf_counter() - begin:.1f} s."
                )
    except (PostgresMislukt, duckdb.Error, OSError) as fout:
        wat = str(fout).splitlines()[0].rstrip(".")
        return Uitslag(
            False,
            (
                f"{wat}. Publication {publicatie.name} on disk is good; in PostgreSQL everything is as it was, "
                "and the next run loads it.",
            ),
        )
    return Uitslag(True, (zin, *waarschuwingen), rijen)


def zin_stand(plekken: Plekken, instelling: Settings) -> str | None:
    """For `status`: what the server holds beside what is current; None when no server is set."""
    if instelling.postgres_url is None:
        return None
    try:
        namen: Schemas = schemas(plekken.verzameling)
        with verbind(instelling.postgres_url) as con:
            stand = lees_stand(con, namen)
    except PostgresMislukt as fout:
        return f"{fout}."
    waar = f"PostgreSQL: {naam_van(instelling.postgres_url)}, schema {namen.live}"
    if stand is None:
        return f"{waar}, holds nothing yet; the next run loads it."
    actueel = plekken.actueel.resolve().name if plekken.actueel.exists() else ""
    verschil = (
        "the current one" if stand.publicatie_id == actueel else "not the current one; the next run loads it"
    )
    return (
        f"{waar}, holds {stand.publicatie_id}, as-of date {stand.peildatum.isoformat()}, "
        f"loaded {stand.geladen_op.astimezone():%d-%m-%Y %H:%M}: {verschil}."
    )
