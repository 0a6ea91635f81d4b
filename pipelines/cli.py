"""The command `veiligheidsbeeld`.

Only what parses arguments is imported here; every command imports what it needs when it runs, so that
`--help` and a night with nothing new stay quick.
"""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.publish.rapport import Moment
    from pipelines.warehouse.plekken import Plekken

FOUT, GEBRUIK, BEZET, BEWOGEN = 1, 2, 3, 5
DEBUG = "--debug"
_NAAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

app = typer.Typer(
    name="veiligheidsbeeld",
    help="Nightly figures on the joint safety strategy: from the files in data/raw to a publication.",
    epilog=f"With {DEBUG} an error shows its traceback.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich alone would take as long as everything else together
)

Verzameling = Annotated[
    str | None,
    typer.Option("--verzameling", help="Collection: a folder in data/raw. Default: eigen, else openbaar."),
]


@app.command()
def run(
    verzameling: Verzameling = None,
    bron: Annotated[str | None, typer.Option(help="Take in new files of this source only.")] = None,
    peildatum: Annotated[str | None, typer.Option(help="Figures as known on this date, yyyy-mm-dd.")] = None,
    opnieuw: Annotated[
        bool,
        typer.Option("--opnieuw", help="Build everything again aside and compare it with the publication."),
    ] = False,
) -> None:
    """Take in what is new and publish; says so and stops when nothing is new.

    Exit 0 fine, 1 a gate or a delivery failed, 2 wrong use, 3 another run is busy, 4 published but PostgreSQL
    (VEILIGHEIDSBEELD_POSTGRES_URL) does not hold it.
    """
    from pipelines.settings import settings
    from pipelines.warehouse.stil import vraag

    plekken = _plekken(verzameling)
    moment = _datum(peildatum)
    if bron is not None:
        _controleer_bron(bron)
    if settings().ophalen and moment is None and not opnieuw:  # a report or a check wants nothing newer
        from pipelines.warehouse.aanvoer import haal_vooraf

        for zin in haal_vooraf(plekken, settings()):
            print(f"Warning: {zin}", file=sys.stderr)
    antwoord = vraag(plekken, settings(), moment, bron, opnieuw=opnieuw)
    if antwoord.soort == "nieuw":
        from pipelines.orchestration.uitvoeren import voer_uit

        raise typer.Exit(voer_uit(plekken.verzameling, bron=bron, peildatum=moment, opnieuw=opnieuw))
    for zin in antwoord.zinnen:
        print(zin, file=sys.stdout if zin == antwoord.zin and antwoord.soort != "belet" else sys.stderr)
    gewoon = moment is None and antwoord.soort == "niets nieuws"
    geladen = _laad_wat_ontbreekt(plekken) if gewoon and settings().postgres_url else 0
    raise typer.Exit(antwoord.code or geladen)


def _laad_wat_ontbreekt(plekken: Plekken) -> int:
    """Give PostgreSQL the current publication when it holds another; returns the exit code."""
    from pipelines.publish.postgres import NIET_GELADEN
    from pipelines.publish.postgres.bijwerken import werk_bij
    from pipelines.settings import settings
    from pipelines.warehouse import logboek

    begonnen = datetime.now()
    uitslag = werk_bij(plekken, settings())
    if uitslag is None or not uitslag.zinnen:
        return 0
    code = 0 if uitslag.gelukt else NIET_GELADEN
    for zin in uitslag.zinnen:
        print(zin, file=sys.stderr if code else sys.stdout)
    logboek.schrijf_run(
        plekken.logboek,
        f"postgres-{begonnen:%Y%m%d%H%M%S%f}",
        {
            "begonnen": begonnen,
            "beeindigd": datetime.now(),
            "uitkomst": "failed" if code else "loaded in PostgreSQL",
            "code": code,
            "melding": "\n".join(uitslag.zinnen),
        },
    )
    return code


@app.command()
def ophalen(
    verzameling: Verzameling = None,
    tabel: Annotated[
        list[str] | None,
        typer.Option(help="Table to fetch, such as 81877NED; may be repeated. Default: all."),
    ] = None,
) -> None:
    """Fetch the open data of CBS and police that changed, as deliveries; needs a network."""
    from pipelines.settings import settings
    from pipelines.sources.ophalen import tabellen
    from pipelines.warehouse.aanvoer import haal_op

    plekken = _plekken(verzameling)
    if plekken.fictief:
        raise typer.Exit(_zeg_fout("The demonstration is fictitious: no real table belongs in it.", GEBRUIK))
    onbekend = sorted(set(tabel or ()) - set(tabellen()))
    if onbekend:
        zin = f"There is no table '{onbekend[0]}' to fetch; choose from {', '.join(tabellen())}."
        raise typer.Exit(_zeg_fout(zin, GEBRUIK))
    mislukt = False
    for uitslag in haal_op(plekken, settings(), tabel or ()):
        print(uitslag.zin, file=sys.stderr if uitslag.mislukt else sys.stdout)
        mislukt |= uitslag.mislukt
    raise typer.Exit(FOUT if mislukt else 0)


@app.command()
def status(verzameling: Verzameling = None) -> None:
    """Deliveries with counts and lateness, the last run, the gates, and what is published."""
    from pipelines.publish.status import toon_status

    toon_status(_plekken(verzameling))


@app.command()
def scorebord(verzameling: Verzameling = None) -> None:
    """The targets of the current publication: path value, latest value with interval, verdict in words."""
    from pipelines.publish.scorebord import toon_scorebord

    toon_scorebord(_plekken(verzameling))


@app.command()
def demo(
    zaad: Annotated[int, typer.Option(help="Seed: the same seed gives the same files.")] = 2014,
    schaal: Annotated[
        float, typer.Option(help="Size of the region; 1 is full size.", min=0.001, max=2.0)
    ] = 1.0,
    uit: Annotated[
        Path | None, typer.Option(help="Folder for the deliveries. Default: data/raw/demo.")
    ] = None,
) -> None:
    """Write the deliveries of the demonstration: a complete, fictitious region."""
    from contextlib import nullcontext

    from pipelines.settings import DEMO, settings
    from pipelines.synthetic import schrijf_demo
    from pipelines.warehouse.plekken import Plekken
    from pipelines.warehouse.slot import slot

    instelling = settings()
    doel = uit or instelling.raw / DEMO
    # the truth never lies where a run looks for deliveries
    elders = uit is not None and not uit.resolve().is_relative_to(instelling.raw.resolve())
    waarheid = uit.parent / f"{uit.name}-waarheid" if uit is not None and elders else instelling.waarheid
    # no run may read deliveries that are being written
    ongestoord = slot(Plekken.van(DEMO, instelling).slot) if uit is None else nullcontext()
    try:
        with ongestoord:
            geschreven = schrijf_demo(doel, waarheid, zaad=zaad, schaal=schaal, voortgang=_fluister)
    except ValueError as fout:
        raise typer.Exit(_zeg_fout(str(fout), GEBRUIK)) from None
    print(
        f"FICTIEVE CIJFERS. {geschreven.aantal_leveringen} deliveries with {geschreven.aantal_rijen:,} rows "
        f"written in {doel}; the truth behind them in {waarheid}."
    )


def _fluister(stap: str) -> None:
    if stap.startswith("bvi_incidenten "):  # one for every few files: too many for a terminal
        return
    print(f"  demo: {stap}", file=sys.stderr)


@app.command()
def herkomst(
    doel: Annotated[str, typer.Argument(help="Target, such as T02.")],
    jaar: Annotated[int, typer.Argument(help="Year.")],
    gebied: Annotated[str | None, typer.Option(help="Area code, such as PD021. Default: the unit.")] = None,
    verzameling: Verzameling = None,
) -> None:
    """Walk a figure back: value, formula, path, counts per delivery, files, gates, SQL that gives it."""
    from pipelines.publish.herkomst import toon_herkomst

    toon_herkomst(_plekken(verzameling), doel.upper(), jaar, gebied)


@app.command()
def verschil(
    van: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="Publication to compare from. Default: the one before the current."
        ),
    ] = None,
    naar: Annotated[
        str | None, typer.Argument(metavar="ID", help="Publication to compare with. Default: the current.")
    ] = None,
    verzameling: Verzameling = None,
    als_json: Annotated[
        bool, typer.Option("--json", help="As JSON, for a mail or chat message; the shape of verschil.json.")
    ] = False,
    alles: Annotated[
        bool, typer.Option("--alles", help="Every area, not only the unit and its districts, and every line.")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 5 when something moved, 0 when nothing did.")
    ] = False,
) -> None:
    """What moved between two publications: figures and why, verdicts that flipped, new deliveries.

    An ID may be shortened, and 'actueel' and the names of reports are IDs too. Exit 0 when the comparison
    was made, whatever came out (but see --exit-code); 2 when there are no two publications to compare.
    """
    from pipelines.publish.verschil.tekst import toon

    bewogen = toon(_plekken(verzameling), van, naar, als_json=als_json, alles=alles)
    raise typer.Exit(BEWOGEN if bewogen and exit_code else 0)


@app.command()
def rapport(
    moment: Annotated[
        str,
        typer.Option(help="Moment of the strategy, such as midterm, jaar-2017 or eind (seed `momenten`)."),
    ],
    verzameling: Verzameling = None,
) -> None:
    """Write the figures as known at a moment of the strategy in rapporten/; the midterm has two days."""
    from pipelines.publish.rapport import OnbekendMoment, belet, momenten, waarschuwing
    from pipelines.settings import settings
    from pipelines.warehouse.inventaris import maak_inventaris
    from pipelines.warehouse.slot import slot

    plekken = _plekken(verzameling)
    try:
        gevraagd = momenten(moment, settings().seeds)
    except OnbekendMoment as fout:
        raise typer.Exit(_zeg_fout(str(fout), GEBRUIK)) from None
    with slot(plekken.slot):
        leveringen = maak_inventaris(plekken).leveringen()
    codes = []
    for dag in gevraagd:
        if zin := belet(dag, leveringen, date.today()):
            codes.append(_zeg_fout(zin, GEBRUIK))
            continue
        if zin := waarschuwing(dag, leveringen):
            print(f"Warning: {zin}", file=sys.stderr)
        codes.append(_rapporteer(plekken, dag))
    raise typer.Exit(next((code for code in codes if code), 0))


def _rapporteer(plekken: Plekken, moment: Moment) -> int:
    """Make one report unless it exists, and give it the name of its moment beside that of its day."""
    from pipelines.settings import settings
    from pipelines.warehouse.publicatie import wijs_aan
    from pipelines.warehouse.slot import slot
    from pipelines.warehouse.stil import vraag

    dag = moment.peildatum
    link = plekken.rapport(dag)
    eerder = link.resolve()
    antwoord = vraag(plekken, settings(), dag, rapport=True)
    code = antwoord.code
    if antwoord.soort == "nieuw":
        from pipelines.orchestration.uitvoeren import voer_uit

        code = voer_uit(plekken.verzameling, peildatum=dag, rapport=True)
    else:
        for zin in antwoord.zinnen:
            print(zin, file=sys.stdout if zin == antwoord.zin and not code else sys.stderr)
    if antwoord.soort == "belet" or (antwoord.soort == "nieuw" and link.resolve() == eerder):
        return code  # a run that failed leaves the earlier report; it is not the one that was asked for
    with slot(plekken.slot):
        wijs_aan(plekken.rapport(moment.link), link.resolve())
    print(f"{moment.titel}: {plekken.rapport(moment.link)}.")
    return code


@app.command("toets-doel")
def toets_doel(
    basis: Annotated[float, typer.Option(help="Incidents a year to start from, such as 184.")],
    daling: Annotated[str, typer.Option(help="Promised fall a year, such as 5%.")],
    jaren: Annotated[int, typer.Option(help="Years until the target is judged.", min=1, max=50)] = 1,
    phi: Annotated[
        float | None,
        typer.Option(
            help="Spread of the months (indicatoren.phi), 1 or more. Default: tried at 1 and 3.", min=1
        ),
    ] = None,
) -> None:
    """Before promising: can a target of this size ever be judged, after how many years, and what could be."""
    from pipelines.publish.toets_doel import zinnen

    deel = _procent(daling)
    if not basis > 0 or basis == float("inf"):
        raise typer.Exit(_zeg_fout(f"A base is a number above 0, not {basis:g}.", GEBRUIK))
    for zin in zinnen(basis, deel, jaren, phi):
        print(zin)


def _procent(tekst: str) -> float:
    """The part (0..1) that '5%', '5 %', '18,5%' or '5' stands for; exit 2 when it is no fall."""
    try:
        deel = float(tekst.replace("%", "").replace(",", ".")) / 100
    except ValueError:
        deel = -1.0
    if 0 < deel < 1:
        return deel
    raise typer.Exit(
        _zeg_fout(f"'{tekst}' is not a fall: write a percentage between 0 and 100, such as 5%.", GEBRUIK)
    )


def _plekken(verzameling: str | None) -> Plekken:
    """Places of the collection to work on; exit 2 when there is none of that name."""
    from pipelines.settings import settings
    from pipelines.warehouse.plekken import Plekken

    instelling = settings()
    naam = instelling.kies_verzameling(verzameling)
    plekken = Plekken.van(naam, instelling)
    if not _NAAM.fullmatch(naam):
        zin = f"'{naam}' cannot be the name of a collection: use letters, digits, - and _."
    elif not plekken.raw.is_dir():
        er_zijn = sorted(p.name for p in plekken.raw.parent.glob("*") if p.is_dir())
        keuze = f"choose from {', '.join(er_zijn)}, or make" if er_zijn else "make"
        zin = f"There is no collection '{naam}': {keuze} the folder {plekken.raw}."
    else:
        return plekken
    raise typer.Exit(_zeg_fout(zin, GEBRUIK))


def _datum(tekst: str | None) -> date | None:
    if tekst is None:
        return None
    try:
        return datetime.strptime(tekst, "%Y-%m-%d").date()
    except ValueError:
        raise typer.Exit(
            _zeg_fout(f"'{tekst}' is not a date: write it as yyyy-mm-dd, such as 2016-12-31.", GEBRUIK)
        ) from None


def _controleer_bron(bron: str) -> None:
    from pipelines.sources.contracten import contracten

    if bron not in contracten():
        raise typer.Exit(
            _zeg_fout(f"There is no source '{bron}'; choose from {', '.join(contracten())}.", GEBRUIK)
        )


def _zeg_fout(zin: str, code: int) -> int:
    print(zin, file=sys.stderr)
    return code


def main() -> None:
    """Entry point: errors become one sentence and an exit code, unless --debug stands anywhere."""
    debug = DEBUG in sys.argv
    try:
        app([a for a in sys.argv[1:] if a != DEBUG])
    except Exception as fout:
        if debug:
            raise
        sys.exit(_vertaal(fout))


# what to do about errors of libraries that are not worth importing to recognise them
_RAAD = {
    "IOException": "check space and rights there.",
    "OutOfMemoryException": "give it more with VEILIGHEIDSBEELD_GEHEUGEN.",
}


def _vertaal(fout: Exception) -> int:
    """Exit code of an error, after saying it in one sentence."""
    from pipelines.publish.fouten import GeenPublicatie
    from pipelines.warehouse.sleutel import SleutelOngeldig
    from pipelines.warehouse.slot import Bezet

    soort = type(fout).__name__
    regels = [r.strip() for r in str(fout).splitlines() if r.strip()] or ["no explanation"]
    if isinstance(fout, Bezet | GeenPublicatie | SleutelOngeldig):
        return _zeg_fout(str(fout), BEZET if isinstance(fout, Bezet) else GEBRUIK)
    if soort in {"ValidationError", "SettingsError"}:
        return _zeg_fout(f"The settings are wrong: {' '.join(regels[1:3])}", GEBRUIK)
    if isinstance(fout, OSError) and fout.filename:
        return _zeg_fout(f"{fout.strerror}: {fout.filename}; check space and rights there.", FOUT)
    if soort in _RAAD:
        return _zeg_fout(f"{regels[0].rstrip('.')}; {_RAAD[soort]}", FOUT)
    return _zeg_fout(f"{soort}: {regels[0]} ({DEBUG} shows where.)", FOUT)


if __name__ == "__main__":
    main()
