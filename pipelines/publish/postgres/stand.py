"""Which publication the server holds: asked every night, so it costs one small question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from pipelines.publish.postgres.namen import Schemas

if TYPE_CHECKING:
    from pipelines.publish.postgres.verbinding import Verbinding


@dataclass(frozen=True)
class Stand:
    """The publication in a schema."""

    publicatie_id: str
    peildatum: date
    geladen_op: datetime


def lees_stand(con: Verbinding, namen: Schemas) -> Stand | None:
    """What the live schema holds; None when there is none."""
    from psycopg.sql import SQL, Identifier

    tabel = Identifier(namen.live, "publicatie")
    if con.execute("select to_regclass(%s)", [tabel.as_string(con)]).fetchone() == (None,):
        return None
    rij = con.execute(SQL("select publicatie_id, peildatum, geladen_op from {}").format(tabel)).fetchone()
    return Stand(*rij) if rij else None
