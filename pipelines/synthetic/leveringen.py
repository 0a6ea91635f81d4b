"""The incident deliveries (`bvi_incidenten`): monthly windows, changes, yearly windows, nights, odd ones."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import duckdb
import numpy as np

from pipelines.synthetic.bestanden import (
    KENMERK,
    Dekking,
    Uitvoer,
    copieer_naar_csv,
    kopieer_met_bijlage,
    met_bom,
    naar_windows_1252,
    schrijf_bijlage,
    schrijf_werkmap,
)
from pipelines.synthetic.gegevens import SCHUUR_CODES, klassen
from pipelines.synthetic.kalender import (
    LEGE_MAAND,
    Nacht,
    Uittreksel,
    jaaruittreksels,
    maanduittreksels,
    nachten,
)
from pipelines.synthetic.tabellen import EXTRA_KOLOMMEN, KOLOMMEN, vraag
from pipelines.synthetic.wereld import LEEG, NULPUNT

BRON: Final = "bvi_incidenten"

# What is special about a delivery, by its name.
ZONDER_EXTRA: Final = "2016-04-01"
WINDOWS_1252: Final = ("2014-09-01", "2019-11-01")
BOM: Final = "2015-06-01"
ANDERE_VOLGORDE: Final = "2015-11-01"
NAGEKOMEN: Final = "2015-05-01"
DUBBEL: Final = "2014-12-01"
HERHAALD: Final = "2017-03-01"
HERHAALD_OP: Final = "2017-03-06T06:00:00"
SCHUUR_XLSX: Final = "2017-06-01"
XLSX_NACHTEN: Final = ("2020-05-08", "2020-05-23", "2020-06-19")
ONLEESBAAR: Final = {
    "2019-05-01": ({"X": "onbekend"},),
    "2019-06-01": (
        {"Begin-pleegdatum/tijd": "31-04-2019 10:00"},
        {"Verdachten": "drie"},
        {"Poging": "onbekend"},
        {"Incidentsoort code": ""},
        None,
    ),
}
"""What somebody wrote by hand under a month, a row each; None is half a row."""


def schrijf_incidenten(
    verbinding: duckdb.DuckDBPyConnection, uit: Uitvoer, meld: Callable[[str], None] = lambda _: None
) -> None:
    """Write every incident delivery; `tabellen.laad` came first. `meld` hears of each as it is made."""
    maanden = maanduittreksels()
    # one month arrives after everything else
    for uittreksel in sorted(maanden, key=lambda u: u.naam == NAGEKOMEN):
        meld(f"{BRON} {uittreksel.naam}")
        _schrijf_maand(verbinding, uit, uittreksel)
    for uittreksel in jaaruittreksels():
        meld(f"{BRON} {uittreksel.naam}")
        pad = uit.pad(BRON, f"bvi_{uittreksel.naam}.csv")
        uit.noteer(BRON, _schrijf_regels(verbinding, _in_venster(uittreksel), pad))
        schrijf_bijlage(pad, iso(uittreksel.peilmoment), uittreksel.soort, _dekking(uittreksel))
    meld(f"{BRON} nachten")
    for nacht in nachten():
        _schrijf_nacht(verbinding, uit, nacht)
    pad = uit.pad(BRON, f"bvi_{LEGE_MAAND}-01.csv")
    uit.noteer(BRON, _schrijf_regels(verbinding, "false", pad))
    schrijf_bijlage(pad, f"{LEGE_MAAND}-01T06:00:00", "delta")


def _schrijf_maand(verbinding: duckdb.DuckDBPyConnection, uit: Uitvoer, uittreksel: Uittreksel) -> None:
    naam = ("nagekomen_" if uittreksel.naam == NAGEKOMEN else "bvi_") + uittreksel.naam
    if uittreksel.mutaties is not None:
        buiten = (
            f"t.vanaf > {uittreksel.sinds} AND t.vanaf <= {uittreksel.mutaties} "
            f"AND t.tot > {uittreksel.mutaties} AND t.begindag < {uittreksel.van}"
        )
        pad = uit.pad(BRON, f"{naam}_mutaties.csv")
        # only the window misses its optional columns: it is sent again, these changes are not
        vorm = "" if uittreksel.naam == ZONDER_EXTRA else uittreksel.naam
        uit.noteer(BRON, _schrijf_in_vorm(verbinding, vorm, buiten, pad))
        schrijf_bijlage(pad, iso(uittreksel.mutaties), "delta")
    pad = uit.pad(BRON, f"{naam}.csv")
    aantal = _schrijf_in_vorm(verbinding, uittreksel.naam, _in_venster(uittreksel), pad)
    aantal += _schrijf_onleesbaar(pad, ONLEESBAAR.get(uittreksel.naam, ()))
    uit.noteer(BRON, aantal)
    schrijf_bijlage(pad, iso(uittreksel.peilmoment), uittreksel.soort, _dekking(uittreksel))
    if uittreksel.naam == DUBBEL:
        kopieer_met_bijlage(pad, uit.pad(BRON, f"kopie van {naam}.csv"))
        uit.noteer(BRON, aantal)
    if uittreksel.naam == HERHAALD:
        nogmaals = uit.pad(BRON, f"{naam}_nogmaals.csv")
        nogmaals.write_bytes(pad.read_bytes())
        schrijf_bijlage(nogmaals, HERHAALD_OP, uittreksel.soort, _dekking(uittreksel))
        uit.noteer(BRON, aantal)
    if uittreksel.naam == SCHUUR_XLSX:
        _schrijf_schuren(verbinding, uit, uittreksel)


def _schrijf_in_vorm(verbinding: duckdb.DuckDBPyConnection, naam: str, waar: str, pad: Path) -> int:
    """Write a CSV in the columns and encoding that this month happens to have."""
    kolommen = list(KOLOMMEN)
    if naam == ZONDER_EXTRA:
        kolommen = [k for k in kolommen if k not in EXTRA_KOLOMMEN]
    elif naam == ANDERE_VOLGORDE:
        kolommen = kolommen[::-1]
    if kolommen == list(KOLOMMEN):
        aantal = _schrijf_regels(verbinding, waar, pad)
    else:
        aantal = copieer_naar_csv(verbinding, vraag(waar, kolommen), pad)
    if naam in WINDOWS_1252:
        naar_windows_1252(pad)
    elif naam == BOM:
        met_bom(pad)
    return aantal


def _schrijf_regels(verbinding: duckdb.DuckDBPyConnection, waar: str, pad: Path) -> int:
    """Write the ready-made lines of the states that `waar` chooses; returns their number."""
    blokken = verbinding.sql(f"SELECT tekst FROM regel t WHERE {waar} ORDER BY nummer").to_arrow_reader(
        65_536
    )
    aantal = 0
    with pad.open("wb") as bestand:
        bestand.write((";".join(KOLOMMEN) + "\n").encode())
        for blok in blokken:
            kolom = blok.column(0)
            if len(kolom) == 0:
                continue
            # Behind a text column lie the texts one after another, line ends included: that is the file.
            _, plaatsen, teksten = kolom.buffers()
            grens = np.frombuffer(plaatsen, dtype=np.int32)[[kolom.offset, kolom.offset + len(kolom)]]
            bestand.write(memoryview(teksten)[grens[0] : grens[1]])
            aantal += len(kolom)
    return aantal


def _in_venster(uittreksel: Uittreksel) -> str:
    dagen = f"t.begindag BETWEEN {uittreksel.van} AND {uittreksel.tot}"
    if uittreksel.soort == "volledig":  # a whole extract also holds what has no start
        dagen = f"({dagen} OR t.begindag = {LEEG})"
    waar = f"t.vanaf <= {uittreksel.peilmoment} AND t.tot > {uittreksel.peilmoment} AND {dagen}"
    if len(uittreksel.codes) < len(klassen()):
        waar += f" AND mk_code IN ({', '.join(repr(c) for c in uittreksel.codes)})"
    return waar


def _dekking(uittreksel: Uittreksel) -> Dekking:
    return Dekking(uittreksel.codes, "begin_pleegtijd", dagtekst(uittreksel.van), dagtekst(uittreksel.tot))


def _schrijf_nacht(verbinding: duckdb.DuckDBPyConnection, uit: Uitvoer, nacht: Nacht) -> None:
    waar = f"t.vanaf > {nacht.sinds} AND t.vanaf <= {nacht.peilmoment} AND t.tot > {nacht.peilmoment}"
    if nacht.naam in XLSX_NACHTEN:
        pad = uit.pad(BRON, f"bvi_nacht_{nacht.naam}.xlsx")
        zin = (
            f"Incidenten die zijn gewijzigd van {nederlands(nacht.sinds)} t/m {nederlands(nacht.peilmoment)}"
        )
        uit.noteer(BRON, _schrijf_xlsx(verbinding, pad, waar, zin, nacht.peilmoment))
    else:
        pad = uit.pad(BRON, f"bvi_nacht_{nacht.naam}.csv")
        uit.noteer(BRON, _schrijf_regels(verbinding, waar, pad))
    schrijf_bijlage(pad, iso(nacht.peilmoment), "delta")


def _schrijf_onleesbaar(pad: Path, fouten: Sequence[dict[str, str] | None]) -> int:
    """Append rows that cannot be read, each for another reason; returns their number."""
    regels = []
    for nummer, fout in enumerate(fouten, start=1):
        kenmerk = f"{KENMERK}_BVH_9900000{nummer}"
        cellen = {
            "Incident Identificatie": kenmerk,
            "Bronregistratie": kenmerk,
            "Incidentsoort code": "A20",
            "Pleeggemeente": "Arnhem",
            "Begin-pleegdatum/tijd": "09-04-2019 10:00",
            "Aangifte": "J",
            "Poging": "N",
            "Verdachten": "0",
            "Aanhoudingen": "0",
            "Opgehelderd": "N",
            **(fout or {}),
        }
        heel = ";".join(cellen.get(kolom, "") for kolom in KOLOMMEN)
        regels.append(heel if fout is not None else f"{kenmerk};A20")
    with pad.open("a", encoding="utf-8") as bestand:
        bestand.writelines(f"{regel}\n" for regel in regels)
    return len(regels)


def _schrijf_schuren(verbinding: duckdb.DuckDBPyConnection, uit: Uitvoer, maand: Uittreksel) -> None:
    """A workbook with sheds only, made half an hour after the month itself."""
    uittreksel = Uittreksel(maand.naam, maand.peilmoment + 30, "venster", maand.van, maand.tot, SCHUUR_CODES)
    pad = uit.pad(BRON, f"bvi_schuurinbraak_{maand.naam}.xlsx")
    zin = (
        "Inbraak in box, garage of schuur in Oost-Nederland "
        f"van {dagtekst(maand.van)} t/m {dagtekst(maand.tot)}"
    )
    aantal = _schrijf_xlsx(verbinding, pad, _in_venster(uittreksel), zin, uittreksel.peilmoment)
    uit.noteer(BRON, aantal)
    schrijf_bijlage(pad, iso(uittreksel.peilmoment), uittreksel.soort, _dekking(uittreksel))


def _schrijf_xlsx(verbinding: duckdb.DuckDBPyConnection, pad: Path, waar: str, zin: str, peil: int) -> int:
    rijen = verbinding.execute(vraag(waar, tuple(KOLOMMEN), als_tekst=False)).fetchall()
    informatie = [zin, f"Bevraagd op {nederlands(peil)}", "FICTIEVE CIJFERS"]
    return schrijf_werkmap(pad, "Incidenten", tuple(KOLOMMEN), rijen, informatie)


def iso(minuten: int) -> str:
    """ISO text to the second of a moment."""
    return str((NULPUNT + np.timedelta64(minuten, "m")).astype("M8[s]"))


def dagtekst(dag: int) -> str:
    """ISO date of a day number."""
    return str(NULPUNT.astype("M8[D]") + np.timedelta64(dag, "D"))


def nederlands(minuten: int) -> str:
    """A moment as the police write it: dd-mm-yyyy hh:mm."""
    datum, tijd = iso(minuten).split("T")
    jaar, maand, dag = datum.split("-")
    return f"{dag}-{maand}-{jaar} {tijd[:5]}"
