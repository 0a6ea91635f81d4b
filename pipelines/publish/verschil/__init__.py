"""What moved between two publications of a collection: figures with the reason, verdicts, deliveries.

`vergelijk` compares two folders; `schrijf` writes `verschil.json` into a publication that is about to be published,
against the one that is current until then (no file where there is none). It is one JSON object:

    vergelijkbaar       false when the older publication has other columns or cannot be read: then there are only
                        `zin`, which says why, and as far as known verzameling, van and naar
    verzameling, fictief, waarschuwing (only when fictitious: 'FICTIEVE CIJFERS')
    van, naar           each {publicatie_id, peildatum}
    zin                 the whole in one Dutch sentence
    samenvatting        {cijfers, alleen_marge, verschenen, verdwenen, oordelen, oordelen_eenheid, niet_verklaard,
                        per_oorzaak {reason: figures}, per_gebied_type {kind of area: figures}}
    leveringen          {nieuw, weg}: lists of {levering_id, bron, bestand, peilmoment, soort, aanvaard, afgekeurd}
    anders              {code: bool, bibliotheken: [name], instellingen: {name: [old, new]}}
    oordelen            verdicts of the reading that speaks (is_hoofd and leidend) of which something flipped; the
                        unit first: {doel_id, doel, gebied_code, gebied, gebied_type, rol, jaar, jaren, velden
                        {meetstatus | norm_gehaald | koers | reden_code | oordeel: [old, new]}, waarde [old, new],
                        padwaarde [old, new], decimalen, oorzaak, toelichting}
    cijfers             figures of which the value or celstatus moved; unit, district, basisteam, gemeente, others:
                        {indicator_id, naam, gebied_code, gebied, gebied_type, periode_id, bron, meeteenheid,
                        decimalen, waarde [old, new], verandering, celstatus [old, new], oorzaak, delen {part:
                        number}, niet_verklaard, leveringen [levering_id]}
    verschenen, verdwenen   {cijfers: [{indicator_id, bron, periode_id, aantal, met_waarde, oorzaak}],
                        oordelen: [{doel_id, jaar, aantal}]}: what only the new, or only the old one has

Reasons (`oorzaak`), in the order in which they are tried: 'andere instellingen' (the figure counts by another rule
or in other borders), 'herziening' (a count of which `delen` are known: they and `niet_verklaard` add up to
`verandering` exactly), 'nieuwe levering', 'levering weg', 'andere code', 'andere bibliotheken', 'niet verklaard';
joined by ' of ' where two hold and nothing tells them apart. Parts are those of table herzieningen, with
alleen_totalen (only totals were delivered), eerste_stand (another first count) and code_of_instellingen (what is left
over while those changed). Below a district, and of three years together, the parts come from the incidents in both
publications; one that was redelivered is 'laat' there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from pipelines.publish.snapshot import BESTAND, FICTIEF
from pipelines.publish.verschil import rekenen
from pipelines.publish.verschil.sql import NODIG

NAAM = "verschil.json"


def vergelijk(van: Path, naar: Path) -> dict[str, Any]:
    """The difference from publication folder `van` to `naar`; its shape is that of the module.

    Raises:
        OSError: one of them has no readable manifest.
        ValueError: they are of different collections.
    """
    oud, nieuw = (json.loads((map_ / "manifest.json").read_text(encoding="utf-8")) for map_ in (van, naar))
    if oud["verzameling"] != nieuw["verzameling"]:
        raise ValueError(
            f"{oud['publicatie_id']} is a publication of {oud['verzameling']}, {nieuw['publicatie_id']} of "
            f"{nieuw['verzameling']}: figures of different collections are not compared."
        )
    kop = {
        "verzameling": nieuw["verzameling"],
        "fictief": nieuw["fictief"],
        **({"waarschuwing": FICTIEF} if nieuw["fictief"] else {}),
        "van": {k: oud[k] for k in ("publicatie_id", "peildatum")},
        "naar": {k: nieuw[k] for k in ("publicatie_id", "peildatum")},
    }
    with duckdb.connect() as con:
        con.execute("set memory_limit = '1GB'")
        for wie, map_ in (("oud", van), ("nieuw", naar)):
            if waarom := _open(con, wie, map_):
                zin = f"Publicatie {map_.name} is niet te vergelijken: {waarom}"
                return {"vergelijkbaar": False, **kop, "zin": zin}
        return {"vergelijkbaar": True, **kop, **rekenen.bereken(con, oud, nieuw)}


def _open(con: duckdb.DuckDBPyConnection, wie: str, map_: Path) -> str | None:
    """Attach a publication as `wie`; why it cannot be compared, if so."""
    pad = str((map_ / BESTAND).resolve()).replace("'", "''")
    try:
        con.execute(f"attach '{pad}' as {wie} (read_only)")
    except duckdb.Error as fout:
        return f"{BESTAND} is niet te openen ({str(fout).splitlines()[0]})."
    aanwezig = set(
        con.execute(
            "select table_name, column_name from duckdb_columns() where database_name = ? and schema_name = 'marts'",
            [wie],
        ).fetchall()
    )
    mist = [f"{t}.{k}" for t, kolommen in NODIG.items() for k in kolommen if (t, k) not in aanwezig]
    return f"{len(mist)} kolommen ontbreken, waaronder {mist[0]}." if mist else None


def schrijf(vorige: Path, publicatie: Path) -> None:
    """Write `verschil.json` into `publicatie`: what moved since `vorige`.

    An older publication that is damaged or cannot be read is no reason not to publish: the file says so.
    """
    try:
        uitslag = vergelijk(vorige, publicatie)
    except (duckdb.Error, FileNotFoundError, PermissionError, ValueError, KeyError) as fout:
        waarom = str(fout).splitlines()[0] if str(fout) else type(fout).__name__
        zin = f"Publicatie {vorige.name} is niet te vergelijken: {waarom}"
        uitslag = {"vergelijkbaar": False, "zin": zin}
    tekst = json.dumps(uitslag, ensure_ascii=False, indent=1, default=str)
    (publicatie / NAAM).write_text(tekst + "\n", encoding="utf-8")
