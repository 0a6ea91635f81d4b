"""The command `veiligheidsbeeld`.

Only what parses arguments is imported here; every command imports what it needs when it runs, so that `--help`
and a night with nothing new stay quick.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

FOUT, GEBRUIK, BEZET = 1, 2, 3

app = typer.Typer(
    name="veiligheidsbeeld",
    help="Nightly figures on the joint safety strategy: from the files in data/raw to a publication.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Verzameling = Annotated[
    str | None,
    typer.Option("--verzameling", help="Collection: a folder in data/raw. Default: eigen, else openbaar."),
]
_debug = False


@app.callback()
def algemeen(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Options for every command."""
    global _debug  # noqa: PLW0603  (one switch for the whole process)
    _debug = debug


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
    """Take in what is new and publish; says so and stops when nothing is new."""
    from pipelines.settings import settings
    from pipelines.warehouse.plekken import Plekken
    from pipelines.warehouse.stil import niets_nieuws

    instelling = settings()
    naam = instelling.kies_verzameling(verzameling)
    plekken = Plekken.van(naam, instelling)
    moment = _datum(peildatum)
    if not plekken.raw.is_dir():
        raise typer.Exit(
            _zeg_fout(f"There is no collection '{naam}': make the folder {plekken.raw}.", GEBRUIK)
        )
    if bron is not None:
        _controleer_bron(bron)
    if not opnieuw:
        stil = niets_nieuws(plekken, instelling, moment, bron)
        if stil is not None:
            print(stil.zin)
            for gezien in stil.inventaris.geweigerd:
                print(f"Refused: {gezien.melding}", file=sys.stderr)
            raise typer.Exit(FOUT if stil.inventaris.geweigerd else 0)
    from pipelines.orchestration.uitvoeren import voer_uit

    raise typer.Exit(voer_uit(naam, bron=bron, peildatum=moment, opnieuw=opnieuw))


@app.command()
def status(verzameling: Verzameling = None) -> None:
    """Deliveries with counts and lateness, the last run, the gates, and what is published."""
    from pipelines.publish.status import toon_status
    from pipelines.settings import settings
    from pipelines.warehouse.plekken import Plekken

    instelling = settings()
    toon_status(Plekken.van(instelling.kies_verzameling(verzameling), instelling))


@app.command()
def scorebord(verzameling: Verzameling = None) -> None:
    """The targets of the current publication: path value, latest value with its interval, verdict in words."""
    from pipelines.publish.scorebord import toon_scorebord
    from pipelines.settings import settings
    from pipelines.warehouse.plekken import Plekken

    instelling = settings()
    toon_scorebord(Plekken.van(instelling.kies_verzameling(verzameling), instelling))


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
    from pipelines.settings import DEMO, settings
    from pipelines.synthetic import schrijf_demo

    instelling = settings()
    doel = uit or instelling.raw / DEMO
    waarheid = instelling.waarheid if uit is None else uit.parent / f"{uit.name}-waarheid"
    try:
        geschreven = schrijf_demo(doel, waarheid, zaad=zaad, schaal=schaal, voortgang=_fluister)
    except ValueError as fout:
        raise typer.Exit(_zeg_fout(str(fout), GEBRUIK)) from None
    print(
        f"FICTIEVE CIJFERS. {geschreven.aantal_leveringen} deliveries with {geschreven.aantal_rijen:,} rows "
        f"written in {doel}; the truth behind them in {waarheid}."
    )


def _fluister(stap: str) -> None:
    print(f"  demo: {stap}", file=sys.stderr)


@app.command()
def herkomst(
    doel: Annotated[str, typer.Argument(help="Target, such as T02.")],
    jaar: Annotated[int, typer.Argument(help="Year.")],
    gebied: Annotated[str | None, typer.Option(help="Area code, such as PD021. Default: the unit.")] = None,
    verzameling: Verzameling = None,
) -> None:
    """Walk a figure back: value, formula, path, counts per delivery, files, gates, and the SQL that gives it."""
    from pipelines.publish.herkomst import toon_herkomst
    from pipelines.settings import settings
    from pipelines.warehouse.plekken import Plekken

    instelling = settings()
    toon_herkomst(
        Plekken.van(instelling.kies_verzameling(verzameling), instelling), doel.upper(), jaar, gebied
    )


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
    """Entry point: errors become one sentence and an exit code, unless --debug."""
    try:
        app(standalone_mode=True)
    except Exception as fout:
        if _debug or "--debug" in sys.argv:
            raise
        sys.exit(_vertaal(fout))


def _vertaal(fout: Exception) -> int:
    """Exit code of an error, after saying it in one sentence."""
    import duckdb

    from pipelines.publish.fouten import GeenPublicatie
    from pipelines.warehouse.slot import Bezet

    if isinstance(fout, Bezet):
        return _zeg_fout(str(fout), BEZET)
    if isinstance(fout, duckdb.IOException) and "lock" in str(fout).lower():
        return _zeg_fout("A run is in progress and holds the log book; wait until it ends.", BEZET)
    if isinstance(fout, GeenPublicatie):
        return _zeg_fout(str(fout), GEBRUIK)
    if type(fout).__name__ in {"ValidationError", "SettingsError"}:
        regels = [r.strip() for r in str(fout).splitlines() if r.strip()]
        return _zeg_fout(f"The settings are wrong: {' '.join(regels[1:3])}", GEBRUIK)
    if isinstance(fout, OSError):
        return _zeg_fout(
            f"{fout.strerror or fout}: {fout.filename or ''}; check space and rights there.", FOUT
        )
    return _zeg_fout(f"{type(fout).__name__}: {fout} (--debug shows where)", FOUT)


if __name__ == "__main__":
    main()
