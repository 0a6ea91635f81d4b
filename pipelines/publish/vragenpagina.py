"""docs/vragen.md: questions of analysts, each with its SQL and the answer that it gives.

The questions stand in docs/vragen.sql. `make docs` writes the page from the public figures and a demonstration as
small as that of the tests, which compare it with what they get.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.publish.getallen import getal
from pipelines.settings import DEMO, OPENBAAR, PROJECT

if TYPE_CHECKING:
    import duckdb

VRAGEN = PROJECT / "docs" / "vragen.sql"
PAGINA = PROJECT / "docs" / "vragen.md"
_DEEL = re.compile(r"-- vraag: (.+)\n-- verzameling: (.+)\n-- lees: (.+)\n((?s:.+?;))\n")


@dataclass(frozen=True)
class Vraag:
    """A question, the collection that answers it, how to read the answer, and the SQL."""

    vraag: str
    verzameling: str
    lees: str
    sql: str


def lees_vragen(pad: Path = VRAGEN) -> list[Vraag]:
    """The questions, in order.

    Raises:
        ValueError: a question without its lines, or about an unknown collection.
    """
    tekst = pad.read_text(encoding="utf-8")
    vragen = [Vraag(*deel) for deel in _DEEL.findall(tekst)]
    if len(vragen) != tekst.count("-- vraag:") or any(v.verzameling not in {DEMO, OPENBAAR} for v in vragen):
        raise ValueError(
            f"{pad.name}: every question needs its lines vraag, verzameling and lees, and SQL to ';'"
        )
    return vragen


def vragenpagina(vragen: Sequence[Vraag], cons: Mapping[str, duckdb.DuckDBPyConnection]) -> str:
    """The page; `cons` has a connection with schema marts per collection."""
    return "\n".join(_regels(vragen, cons)).rstrip() + "\n"


def _regels(vragen: Sequence[Vraag], cons: Mapping[str, duckdb.DuckDBPyConnection]) -> Iterator[str]:
    yield from ("# Vragen aan het veiligheidsbeeld", "")
    yield from ("Gemaakt uit `docs/vragen.sql` door `make docs`; niet met de hand wijzigen.", "")
    yield from _alinea(
        "Elke vraag is te stellen aan `veiligheidsbeeld.duckdb` van een publicatie. In PostgreSQL werkt bijna alles "
        "hetzelfde, met het schema van de verzameling in plaats van `marts`. Bij **demo** zijn de cijfers verzonnen: "
        "**FICTIEVE CIJFERS** van een regio op een vijftigste van haar omvang. Elke tabel en kolom: "
        "[marts.md](marts.md)."
    )
    yield ""
    for nummer, v in enumerate(vragen, 1):
        yield from (f"## {nummer}. {v.vraag}", "", *_alinea(v.lees), "", "```sql", v.sql, "```", "")
        merk = (
            "Verzameling `demo`, **FICTIEVE CIJFERS**:"
            if v.verzameling == DEMO
            else "Verzameling `openbaar`:"
        )
        yield from (merk, "", *_antwoord(cons[v.verzameling], v.sql), "")


def _alinea(tekst: str) -> list[str]:
    return textwrap.wrap(tekst, 108, break_long_words=False, break_on_hyphens=False)


def _antwoord(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[str]:
    antwoord = con.execute(sql)
    koppen = [str(k[0]) for k in antwoord.description or ()]
    yield from ("| " + " | ".join(koppen) + " |", "| " + " | ".join("---" for _ in koppen) + " |")
    for rij in antwoord.fetchall():
        yield "| " + " | ".join(_cel(kop, w) for kop, w in zip(koppen, rij, strict=True)) + " |"


def _cel(kop: str, waarde: Any) -> str:  # noqa: PLR0911 - one return per type
    """As a reader writes it: decimal comma, Dutch dates, 'leeg' for null; years and line numbers without a dot."""
    if waarde is None:
        return "*leeg*"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return f"{waarde:%d-%m-%Y %H:%M}"
    if isinstance(waarde, date):
        return f"{waarde:%d-%m-%Y}"
    if isinstance(waarde, int):
        return str(waarde) if kop == "jaar" or kop.endswith("regel") else getal(waarde, 0)
    if isinstance(waarde, float):
        return getal(waarde, 0 if waarde.is_integer() else 2)
    return " ".join(str(waarde).split()).replace("|", "\\|")


if __name__ == "__main__":
    import duckdb as _duckdb

    with (
        _duckdb.connect(sys.argv[1], read_only=True) as _openbaar,
        _duckdb.connect(sys.argv[2], read_only=True) as _demo,
    ):
        PAGINA.write_text(vragenpagina(lees_vragen(), {OPENBAAR: _openbaar, DEMO: _demo}), encoding="utf-8")
    print(PAGINA.relative_to(PROJECT))
