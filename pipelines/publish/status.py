"""`veiligheidsbeeld status`: what was delivered, what is late, how the last run ended, what is published."""

from __future__ import annotations

import json
from datetime import date, timedelta

import duckdb
from rich import box
from rich.console import Console, Group
from rich.table import Table

from pipelines.publish.scorebord import terminal
from pipelines.publish.snapshot import BESTAND, FICTIEF
from pipelines.settings import settings
from pipelines.sources.contract import Contract, Frequentie
from pipelines.sources.contracten import contracten
from pipelines.sources.drift import Eerder, vergelijk, waarschuwing
from pipelines.sources.levering import Levering
from pipelines.sources.vorm import Vorm
from pipelines.warehouse import logboek
from pipelines.warehouse.inventaris import Inventaris, maak_inventaris
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.slot import houder

_FREQUENTIE: dict[Frequentie, str] = {
    "maandelijks": "monthly",
    "per kwartaal": "quarterly",
    "jaarlijks": "yearly",
    "vierjaarlijks": "4-yearly",
    "eenmalig": "once",
}


def toon_status(plekken: Plekken, console: Console | None = None) -> None:
    """Print the state of a collection. Lateness is judged against today."""
    uit = console or terminal()
    inventaris = maak_inventaris(plekken)
    uit.print(f"[bold]{plekken.verzameling}[/bold]" + (f" – {FICTIEF}" if plekken.fictief else ""))
    uit.print(_leveringen(inventaris, _geteld(plekken)))
    for g in inventaris.geweigerd:
        uit.print(f"[red]Refused:[/red] {g.melding}", soft_wrap=True)
    for zin in _vormen(inventaris):
        uit.print(zin, soft_wrap=True)
    for g in inventaris.herhaald:
        uit.print(f"Repeated: {g.pad} is a delivery that was there already; it counts once.", soft_wrap=True)
    for zin in filter(None, (_laatste_run(plekken), _gepubliceerd(plekken), _server(plekken))):
        uit.print(zin, soft_wrap=True, markup=False)
    poorten = _poorten(plekken)
    if poorten is not None:
        uit.print(poorten)


def _geteld(plekken: Plekken) -> dict[str, tuple[int, int, int]]:
    """read, accepted, rejected per delivery, from the current publication."""
    bestand = plekken.actueel / BESTAND
    if not bestand.exists():
        return {}
    with duckdb.connect(str(bestand.resolve()), read_only=True) as con:
        rijen = con.execute(
            "select levering_id, gelezen, aanvaard, afgekeurd from marts.leveringen"
        ).fetchall()
    return {str(r[0]): (int(r[1]), int(r[2]), int(r[3])) for r in rijen}


def _leveringen(inventaris: Inventaris, geteld: dict[str, tuple[int, int, int]]) -> Table:
    tabel = Table(box=box.SIMPLE_HEAD)
    for kop in (
        "Source",
        "Agreed",
        "Deliveries",
        "Newest as-of",
        "Read",
        "Accepted",
        "Rejected",
        "Next due",
        "",
    ):
        tabel.add_column(
            kop, justify="right" if kop in {"Deliveries", "Read", "Accepted", "Rejected"} else "left"
        )
    for contract in contracten().values():
        van_bron = [lev for lev in inventaris.leveringen() if lev.bron == contract.bron]
        geweigerd = sum(1 for g in inventaris.geweigerd if g.bron == contract.bron)
        if not van_bron and not geweigerd:
            afspraak = _FREQUENTIE[contract.frequentie]
            tabel.add_row(contract.bron, afspraak, "0", *["–"] * 5, "[dim]never delivered[/dim]")
            continue
        nieuwste = max((lev.peilmoment.date() for lev in van_bron), default=None)
        cijfers = [geteld[lev.levering_id] for lev in van_bron if lev.levering_id in geteld]
        som = [sum(c[i] for c in cijfers) for i in range(3)]
        oordeel, volgende = _termijn(contract, nieuwste)
        if len(cijfers) < len(van_bron):
            oordeel = f"{len(van_bron) - len(cijfers)} not yet in a publication"
        if geweigerd:
            oordeel += f"; [red]{geweigerd} refused, source is outdated[/red]"
        tabel.add_row(
            contract.bron,
            _FREQUENTIE[contract.frequentie],
            str(len(van_bron)),
            f"{nieuwste:%d-%m-%Y}" if nieuwste else "–",
            *(f"{s:,}" for s in som),
            volgende,
            oordeel,
        )
    return tabel


def _termijn(contract: Contract, nieuwste: date | None) -> tuple[str, str]:
    if nieuwste is None:
        return "never accepted", "–"
    if contract.termijn_dagen is None or contract.periode_dagen is None:
        return "delivered once, as agreed", "–"
    volgende = nieuwste + timedelta(days=contract.termijn_dagen)
    over = (date.today() - volgende).days
    if over <= 0:
        return "on time", f"{volgende:%d-%m-%Y}"
    gemist = 1 + (over - 1) // contract.periode_dagen
    hoeveel = f", {gemist} deliveries missing" if gemist > 1 else ""
    return f"[yellow]late by {over} days{hoeveel}[/yellow]", f"{volgende:%d-%m-%Y}"


def _vormen(inventaris: Inventaris) -> list[str]:
    """What changed in the columns of each source with its newest delivery."""
    laatste: dict[str, tuple[Levering, Vorm]] = {}
    zinnen: dict[str, list[str]] = {}
    gelezen = [
        (g.levering, g.meting.vorm) for g in inventaris.aanvaard if g.levering and g.meting and g.meting.vorm
    ]
    for levering, vorm in sorted(gelezen, key=lambda d: (d[0].peilmoment, d[0].sha256)):
        bron = levering.bron
        if bron in laatste:
            oud, oude_vorm = laatste[bron]
            vorige = Eerder(oud.bestand, oud.peilmoment, oude_vorm)
            wijzigingen = vergelijk(contracten()[bron], oude_vorm, vorm)
            zinnen[bron] = [f"Shape: {waarschuwing(levering.bestand, w, vorige)}" for w in wijzigingen]
        laatste[bron] = (levering, vorm)
    return [zin for bron in sorted(zinnen) for zin in zinnen[bron]]


def _laatste_run(plekken: Plekken) -> str:
    if not plekken.logboek.exists():
        return "Last run: none."
    with logboek.open_logboek(plekken.logboek, lezen=True) as con:
        rij = con.execute(
            "select begonnen, beeindigd, uitkomst, code, melding from run order by begonnen desc limit 1"
        ).fetchone()
    if rij is None:
        return "Last run: none."
    begonnen, beeindigd, uitkomst, code, melding = rij
    wie = houder(plekken.slot)
    if beeindigd is None and wie:
        return f"A run is in progress: {wie}."
    if beeindigd is None:
        return f"Last run: {begonnen:%d-%m-%Y %H:%M}, was cut short; the next one begins where it has to."
    duur = (beeindigd - begonnen).total_seconds()
    zin = f"Last run: {begonnen:%d-%m-%Y %H:%M}, {duur:.0f} s, {uitkomst} (exit {code})."
    return zin + (f"\n{melding}" if code and melding else "")


def _gepubliceerd(plekken: Plekken) -> str:
    manifest = plekken.actueel / "manifest.json"
    if not manifest.exists():
        return "Published: nothing yet."
    inhoud = json.loads(manifest.read_text(encoding="utf-8"))
    rijen = sum(t["rijen"] for t in inhoud["tabellen"].values())
    return (
        f"Published: {inhoud['publicatie_id']}, as-of date {inhoud['peildatum']}, "
        f"{len(inhoud['tabellen'])} tables, {rijen:,} rows, made {inhoud['gemaakt_op']}."
    )


def _server(plekken: Plekken) -> str | None:
    """Which publication PostgreSQL holds; None when no server is set."""
    if settings().postgres_url is None:
        return None
    from pipelines.publish.postgres.bijwerken import zin_stand

    return zin_stand(plekken, settings())


def _poorten(plekken: Plekken) -> Group | None:
    bestand = plekken.actueel / BESTAND
    if not bestand.exists():
        return None
    with duckdb.connect(str(bestand.resolve()), read_only=True) as con:
        rijen = con.execute(
            """select poort, stage, count(*), count(*) filter (where not geslaagd and ernst = 'waarschuwt'),
            count(*) filter (where not geslaagd and ernst = 'blokkeert')
            from marts.datakwaliteit group by all order by poort"""
        ).fetchall()
        waarschuwingen = con.execute(
            """select verwachting, afwijkend, uitleg from marts.datakwaliteit
            where not geslaagd order by verwachting"""
        ).fetchall()
    tabel = Table(title="Gates of the publication", title_justify="left", box=box.SIMPLE_HEAD)
    for kop in ("Gate", "Expectations", "Warned", "Blocked"):
        tabel.add_column(kop, justify="left" if kop == "Gate" else "right")
    for poort, stage, aantal, gewaarschuwd, geblokkeerd in rijen:
        tabel.add_row(f"{poort} {stage}", str(aantal), str(gewaarschuwd), str(geblokkeerd))
    zinnen = [f"{naam}: {afwijkend:,} rows. {uitleg}" for naam, afwijkend, uitleg in waarschuwingen]
    return Group(tabel, *zinnen)
