"""The scoreboard on a terminal: one line a target."""

from __future__ import annotations

from typing import Any

import duckdb
from rich import box
from rich.console import Console
from rich.table import Table

from pipelines.publish.getallen import getal
from pipelines.publish.lezen import publicatie, rijen_van
from pipelines.publish.snapshot import FICTIEF
from pipelines.warehouse.plekken import Plekken

# one reading a target: the main path variant, and of the sources the one that leads
_REGELS = """
with doeljaar as (
    select bereik.*
    from doelbereik as bereik
    inner join dim_doelstelling as doel on doel.doel_id = bereik.doel_id and doel.doeljaar = bereik.jaar
    where bereik.is_hoofd and bereik.leidend and bereik.rol = 'doel'
)
select
    doeljaar.doel_id, doel.naam, doeljaar.jaar, doeljaar.padwaarde, doel.gedrukt, doeljaar.waarde,
    doeljaar.ondergrens,
    doeljaar.bovengrens, doeljaar.laatste_periode_id, doeljaar.laatste_waarde, doeljaar.laatste_ondergrens,
    doeljaar.laatste_bovengrens, doeljaar.oordeel, coalesce(indicator.decimalen, 0) as decimalen,
    doeljaar.meeteenheid,
    reden.omschrijving as reden, doeljaar.koers, doeljaar.meetstatus, doeljaar.toelichting,
    regexp_extract(doeljaar.toelichting, '^(.*?[.])( [A-Z]|$)', 1) as eerste_zin
from (
    select doeljaar.*, d.meeteenheid from doeljaar inner join dim_doelstelling as d using (doel_id)
) as doeljaar
inner join dim_doelstelling as doel using (doel_id)
left join dim_indicator as indicator on indicator.indicator_id = doeljaar.indicator_id
left join dim_reden as reden on reden.reden_code = doeljaar.reden_code
order by doeljaar.doel_id
"""

_BREEDTE = 118
_KLEUR = {
    "gehaald": "green", "op koers": "green", "niet gehaald": "red", "niet op koers": "red",
    "onbeslist": "yellow",
}  # fmt: skip


def regels(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One dictionary a target, from an open publication."""
    return rijen_van(con, _REGELS)


def toon_scorebord(plekken: Plekken, console: Console | None = None) -> None:
    """Print the scoreboard of the current publication."""
    with publicatie(plekken) as con:
        alle = regels(con)
        peildatum = con.execute("select max(peilmoment)::date from leveringen").fetchone()
        fictief = bool((con.execute("select bool_or(fictief) from leveringen").fetchone() or (False,))[0])
    moment = f"{peildatum[0]:%d-%m-%Y}" if peildatum and peildatum[0] else "onbekend"
    titel = f"{plekken.verzameling}: doelen van de strategie, peildatum {moment}"
    tabel = Table(
        title=f"{FICTIEF} – {titel}" if fictief else titel,
        box=box.SIMPLE_HEAD,
        title_justify="left",
        expand=False,
    )
    for kop, rechts in (
        ("Doel", False),
        ("", False),
        ("Jaar", True),
        ("Gedrukt", True),
        ("Pad", True),
        ("Waarde", True),
        ("Oordeel", False),
    ):
        tabel.add_column(kop, justify="right" if rechts else "left", no_wrap=kop != "")
    for r in alle:
        kleur = _KLEUR.get(str(r["oordeel"]).split(",")[0], "dim")
        tabel.add_row(
            r["doel_id"],
            r["naam"],
            str(r["jaar"]),
            r["gedrukt"] or "–",
            _pad(r),
            waarde_met_marge(r),
            f"[{kleur}]{r['oordeel']}[/{kleur}]",
        )
    uit = console or terminal()
    uit.print(tabel)
    for zin in waarom(alle):
        uit.print(zin)


def waarom(alle: list[dict[str, Any]]) -> list[str]:
    """Why a target is not met, or why it cannot be known: one Dutch sentence per reason, with its targets."""
    zinnen = [f"{r['doel_id']}: {r['eerste_zin']}" for r in alle if r["oordeel"].startswith("niet gehaald")]
    per_reden: dict[str, list[str]] = {}
    for r in alle:
        if r["meetstatus"] != "gemeten" and r["reden"]:
            per_reden.setdefault(f"{r['meetstatus']}. {r['reden']}", []).append(str(r["doel_id"]))
    return zinnen + [f"{', '.join(doelen)}: {reden}" for reden, doelen in per_reden.items()]


def terminal() -> Console:
    """Standard output, wide enough for a table also where it is no terminal."""
    console = Console(highlight=False)
    return Console(highlight=False, width=max(console.width, _BREEDTE))


def _pad(r: dict[str, Any]) -> str:
    if r["padwaarde"] is None:
        return "–"
    return getal(r["padwaarde"], r["decimalen"])


def waarde_met_marge(r: dict[str, Any]) -> str:
    """Value of one of `regels` with its margin; before the target year the newest one, with its year."""
    if r["waarde"] is not None:
        return _met_marge(r["waarde"], r["ondergrens"], r["bovengrens"], r["decimalen"])
    if r["laatste_waarde"] is not None:
        jaar = str(r["laatste_periode_id"]).removeprefix("VM")
        cijfer = _met_marge(
            r["laatste_waarde"], r["laatste_ondergrens"], r["laatste_bovengrens"], r["decimalen"]
        )
        return f"{jaar}: {cijfer}"
    return "–"


def _met_marge(waarde: float, onder: float | None, boven: float | None, decimalen: int) -> str:
    if onder is None or boven is None:
        return getal(waarde, decimalen)
    if abs((boven - waarde) - (waarde - onder)) < 10 ** -(decimalen + 1):
        plaatsen = decimalen + (boven - waarde < 0.5 * 10**-decimalen)
        return f"{getal(waarde, decimalen)} ± {getal(boven - waarde, plaatsen)}"
    return f"{getal(waarde, decimalen)} ({getal(onder, decimalen)} – {getal(boven, decimalen)})"
