"""Two Dutch pages in docs/ with outcomes of the public figures: the scoreboard, and target T02 in every reading.

Written from the current publication by `make docs`; every sentence in them is one that the marts hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import duckdb

from pipelines.publish.getallen import getal
from pipelines.publish.scorebord import regels, waarde_met_marge
from pipelines.publish.site import elke_lezing
from pipelines.publish.snapshot import FICTIEF

_SCOREBORD_KOP = """# Het scorebord van Oost-Nederland, openbare cijfers

Gemaakt uit een publicatie door `make docs` (`veiligheidsbeeld run --verzameling openbaar` en
`python -m pipelines.publish.naslag`); niet met de hand wijzigen.
"""
_UITLEG = """\
*Norm gehaald* vergelijkt in het doeljaar het cijfer met het gedrukte getal. *Koers* is getoetst: 'op koers'
of 'niet op koers' staat er alleen als toeval een onwaarschijnlijke verklaring is (eenzijdig, 5%), anders staat
er 'onbeslist'. Tussen haakjes of achter ± staat de marge van 95%. Wat een doel betekent staat in
[indicatoren.md](indicatoren.md).
"""


def scorebordpagina(con: duckdb.DuckDBPyConnection) -> str:
    """The scoreboard as a page: per target value, verdict, course and the sentence that explains it."""
    alle = regels(con)
    delen = [_SCOREBORD_KOP, _stand(con), "", _UITLEG, *_tabel_doelen(alle), ""]
    for r in alle:
        delen += [f"**{r['doel_id']} {r['naam']}** ({r['jaar']}). {r['toelichting']}", ""]
    return "\n".join(delen).rstrip() + "\n"


def t02pagina(con: duckdb.DuckDBPyConnection) -> str:
    """T02 counted in every way that the strategy leaves open: how many readings say it was met, what flips it."""
    gebieden = elke_lezing.gebieden(con)
    delen = [
        "# T02 in elke lezing",
        "",
        "Gemaakt uit een publicatie door `make docs`; niet met de hand wijzigen.",
        "",
        "'Maximaal 12.111 inbraken in 2018' laat ruimte: wat telt mee, welk pad is bedoeld, waar gaat het van uit?",
        "Hier is het doel op elke manier geteld die de strategie openlaat. Zeggen alle lezingen hetzelfde, dan maakt",
        "de keuze niet uit; anders staat er welke keuze het oordeel omdraait.",
        "",
        _stand(con),
        "",
        "| Gebied | Lezingen | Daarvan 'gehaald' |",
        "| --- | ---: | ---: |",
        *(f"| {g['naam']} | {g['lezingen']} | {g['gehaald']} |" for g in gebieden),
        "",
    ]
    for gebied in gebieden[:1]:
        delen += _lezingen(con, gebied["gebied_code"], gebied["naam"])
    return "\n".join(delen).rstrip() + "\n"


def _lezingen(con: duckdb.DuckDBPyConnection, code: str, naam: str) -> Iterator[str]:
    yield from (f"## {naam}", "", "| Keuze | Gekozen | Lezingen | 'Gehaald' | Draait het oordeel om |")
    yield "| --- | --- | ---: | ---: | ---: |"
    for k in elke_lezing.keuzes(con, code):
        yield f"| {k['naam']} | {k['gekozen']} | {k['lezingen']} | {k['gehaald']} | {k['omslag']} |"
    yield from ("", "| Wat telt mee | Ouderdom | Uitgaand van | Pad | Geteld | Norm | Verschil | |")
    yield "| --- | --- | --- | --- | ---: | ---: | ---: | --- |"
    for r in elke_lezing.lezingen(con, code):
        woorden = " | ".join(r[k] for k in ("indicator_id", "leeftijd", "basis", "padvariant"))
        yield (
            f"| {woorden} | {getal(r['waarde'])} | {getal(r['norm'], 1)} | {getal(r['verschil'], 1)} | "
            f"{r['oordeel']} |"
        )


def _tabel_doelen(alle: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "| Doel | | Jaar | Gedrukt | Pad | Waarde | Oordeel | Koers |"
    yield "| --- | --- | --- | --- | ---: | ---: | --- | --- |"
    for r in alle:
        pad = getal(r["padwaarde"], r["decimalen"])
        cellen = (
            r["doel_id"],
            r["naam"],
            r["jaar"],
            r["gedrukt"] or "–",
            pad,
            waarde_met_marge(r),
            r["oordeel"],
        )
        yield "| " + " | ".join(str(c) for c in cellen) + f" | {r['koers'] or '–'} |"


def _stand(con: duckdb.DuckDBPyConnection) -> str:
    """As-of date, and whether the figures are invented."""
    peildatum, fictief = con.execute(
        "select max(peilmoment)::date, bool_or(fictief) from leveringen"
    ).fetchone() or (None, False)
    moment = f"{peildatum:%d-%m-%Y}" if isinstance(peildatum, date) else "onbekend"
    return f"Peildatum {moment}." + (f" **{FICTIEF}.**" if fictief else "")
