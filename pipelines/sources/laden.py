"""Load one delivery into schema `opslag`: typed rows in the table of its source, the rest in quarantine.

read = accepted + rejected for every delivery: the rows of the file on one side, those in DuckDB on the other.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.sources import typering
from pipelines.sources.contract import DUCKDB_TYPE, VERWACHT, Contract, Kolom
from pipelines.sources.contracten import contracten
from pipelines.sources.herkenning import FICTIEF
from pipelines.sources.kopie import Kopie, maak_kopie
from pipelines.sources.levering import Levering
from pipelines.sources.meting import Meting
from pipelines.sources.weigering import Gemengd, Geweigerd

_VERBORGEN = "(personal)"
# all that may be shown of a cell in a source of persons: what stands in a moment's place and looks like one
_OP_EEN_MOMENT_LIJKEND = "[0-9]{1,4}[-/.][0-9]{1,2}([-/.][0-9]{1,4})?( [0-9:]{1,8})?"


@dataclass(frozen=True)
class Lading:
    """Rows of one delivery."""

    gelezen: int
    aanvaard: int
    afgekeurd: int


def maak_opslag(con: duckdb.DuckDBPyConnection) -> None:
    """Create schema `opslag`: ledger, quarantine and shapes of deliveries, and one empty table per source."""
    con.execute("create schema if not exists opslag")
    con.execute(
        """create table if not exists opslag.levering (
            levering_id varchar primary key, bron varchar, bestand varchar, sha256 varchar,
            peilmoment timestamp, soort varchar, dekking_codes varchar[], dekking_gebieden varchar[],
            dekking_datumveld varchar, dekking_van date, dekking_tot date, fictief boolean,
            indeling_jaar integer, gelezen bigint, aanvaard bigint, afgekeurd bigint)"""
    )
    con.execute(
        """create table if not exists opslag.afgekeurd (
            bron varchar, levering_id varchar, regel integer, kolom varchar, waarde varchar, reden varchar)"""
    )
    con.execute(
        """create table if not exists opslag.vorm (
            bron varchar, levering_id varchar, positie integer, kop varchar, soort varchar, gevuld integer)"""
    )
    for contract in contracten().values():
        kolommen = ", ".join(f"{k.naam} {DUCKDB_TYPE[k.type]}" for k in contract.geladen)
        kolommen += ", levering_id varchar, regel integer"
        con.execute(f"create table if not exists opslag.{contract.bron} ({kolommen})")


def laad(con: duckdb.DuckDBPyConnection, levering: Levering, bestand: Path, meting: Meting) -> Lading:
    """Load `bestand` in one transaction; all of it or nothing.

    Raises:
        Geweigerd: no rows where rows were promised, a broken file, or more rejects than the contract allows.
        Gemengd: rows of the demonstration in a real delivery.
    """
    contract = contracten()[levering.bron]
    try:
        with _werkplek(con) as map_:
            kopie = maak_kopie(bestand, contract, meting, map_)
            con.execute("begin")
            try:
                lading = _laad_kopie(con, contract, levering, kopie)
                _controleer(con, contract, levering, bestand, lading)
                _schrijf_levering(con, levering, lading)
                _schrijf_vorm(con, levering, meting)
                con.execute("commit")
            except BaseException:
                con.execute("rollback")
                raise
    except FileNotFoundError as fout:
        if bestand.exists():
            raise
        raise Geweigerd(
            bestand, "vanished while it was loaded", "a file that stays", "deliver it again"
        ) from fout
    return lading


def werk_bij(con: duckdb.DuckDBPyConnection, levering: Levering) -> None:
    """Note what the sidecar now says about a delivery whose rows are loaded already."""
    d = levering.dekking
    con.execute(
        """update opslag.levering set bestand = ?, soort = ?, dekking_codes = ?,
           dekking_gebieden = ?, dekking_datumveld = ?, dekking_van = ?, dekking_tot = ?, indeling_jaar = ?
           where levering_id = ?""",
        [
            levering.bestand,
            levering.soort,
            _of_niets(d.codes),
            _of_niets(d.gebieden),
            d.datumveld,
            d.van,
            d.tot,
            levering.indeling_jaar,
            levering.levering_id,
        ],
    )


def verwijder(con: duckdb.DuckDBPyConnection, levering_id: str, bron: str) -> None:
    """Take a delivery whose file is gone out of the build; the publications made from it stay."""
    con.execute("begin")
    for tabel in (bron, "afgekeurd", "vorm", "levering"):
        con.execute(f"delete from opslag.{tabel} where levering_id = ?", [levering_id])
    con.execute("commit")


def _of_niets(waarden: tuple[str, ...] | None) -> list[str] | None:
    return None if waarden is None else list(waarden)


@contextmanager
def _werkplek(con: duckdb.DuckDBPyConnection) -> Iterator[Path]:
    """Folder for one copy, readable by its owner only, beside the build database and not in the system's own.

    What a killed run left there goes first: it may hold personal data.
    """
    (ingesteld,) = con.execute("select current_setting('temp_directory')").fetchone() or ("",)
    plek = Path(ingesteld) if ingesteld and Path(ingesteld).is_absolute() else None
    if plek is not None:
        plek.mkdir(parents=True, exist_ok=True)
        for oud in plek.glob("levering-*"):
            shutil.rmtree(oud, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="levering-", dir=plek) as map_:
        yield Path(map_)


def _laad_kopie(
    con: duckdb.DuckDBPyConnection, contract: Contract, levering: Levering, kopie: Kopie
) -> Lading:
    """Type the rows straight into the table of the source; read again which failed only when some did."""
    getypeerd = _getypeerd(contract, kopie)
    namen = ", ".join(k.naam for k in contract.geladen)
    (aanvaard,) = con.execute(
        f"""insert into opslag.{contract.bron} ({namen}, levering_id, regel)
        select {namen}, ?, regel from ({getypeerd}) where fout is null""",
        [levering.levering_id],
    ).fetchone() or (0,)
    afgekeurd = _keur_af(con, contract, levering, kopie, getypeerd) if aanvaard < kopie.gelezen else 0
    return Lading(kopie.gelezen, aanvaard, afgekeurd)


def _getypeerd(contract: Contract, kopie: Kopie) -> str:
    """Query over the copy: regel, each column as text (t_) and as value, and `fout`, the first that fails."""
    kolommen = contract.geladen
    plek = {k.naam: f"c{n}" for n, k in enumerate(kopie.kolommen)}
    cellen = ", ".join(f"'{c}': 'VARCHAR'" for c in plek.values())
    schoon = ", ".join(
        (typering.tekst(contract, plek[k.naam]) if k.naam in plek else "null::varchar") + f" as t_{k.naam}"
        for k in kolommen
    )
    waarden = ", ".join(f"{typering.waarde(contract, k, 't_' + k.naam)} as {k.naam}" for k in kolommen)
    fouten = " ".join(
        f"when {k.naam} is null" + (f" and t_{k.naam} is not null" if k.leeg else "") + f" then {n}"
        for n, k in enumerate(kolommen)
        if not (k.leeg and k.type == "tekst")  # any text is text
    )
    return f"""
        select *, {f"case {fouten} end" if fouten else "null::integer"} as fout from (
            select *, {waarden} from (
                select regel, {schoon} from read_csv(
                    {_tekst(kopie.rijen)}, delim = '{kopie.teken}', header = false,
                    auto_detect = false, quote = '"', escape = '"',
                    columns = {{'regel': 'INTEGER', {cellen}}})))"""


def _keur_af(
    con: duckdb.DuckDBPyConnection, contract: Contract, levering: Levering, kopie: Kopie, getypeerd: str
) -> int:
    """Put the rows that have a fault in quarantine, each with the first column that fails, and count them."""

    def per_kolom(waarden: list[str]) -> str:
        return "case fout " + " ".join(f"when {n} then {w}" for n, w in enumerate(waarden)) + " end"

    kolommen = contract.geladen
    redenen = [
        f"case when t_{k.naam} is null then 'empty' else 'expected {VERWACHT[k.type]}' end" for k in kolommen
    ]
    (getypeerd_fout,) = con.execute(
        f"""insert into opslag.afgekeurd
        select ?, ?, regel, {per_kolom([_tekst(k.kop) for k in kolommen])},
            {per_kolom([_getoond(contract, k) for k in kolommen])}, {per_kolom(redenen)}
        from ({getypeerd}) where fout is not null""",
        [levering.bron, levering.levering_id],
    ).fetchone() or (0,)
    (gebroken,) = con.execute(
        f"""insert into opslag.afgekeurd select ?, ?, regel, nullif(kolom, ''), null, reden from read_csv(
            {_tekst(kopie.fouten)}, delim = ';', header = false, auto_detect = false, quote = '"', escape = '"',
            columns = {{'regel': 'INTEGER', 'kolom': 'VARCHAR', 'reden': 'VARCHAR'}})""",
        [levering.bron, levering.levering_id],
    ).fetchone() or (0,)
    return int(getypeerd_fout) + int(gebroken)


def _getoond(contract: Contract, kolom: Kolom) -> str:
    """SQL for what may be shown of a rejected cell: all of it, or in a source of persons next to nothing."""
    cel = f"t_{kolom.naam}"
    if contract.privacy == "geen" and kolom.privacy == "geen":
        return f"left({cel}, 60)"
    if kolom.type in ("datum", "tijdstip", "maand") and kolom.privacy == "geen":
        return (
            f"case when regexp_full_match({cel}, '{_OP_EEN_MOMENT_LIJKEND}') then {cel} "
            f"when {cel} is not null then '{_VERBORGEN}' end"
        )
    return f"case when {cel} is not null then '{_VERBORGEN}' end"


def _tekst(waarde: object) -> str:
    """SQL literal of a text."""
    return "'" + str(waarde).replace("'", "''") + "'"


def _controleer(
    con: duckdb.DuckDBPyConnection, contract: Contract, levering: Levering, bestand: Path, lading: Lading
) -> None:
    blad = f"sheet '{contract.blad}' " if bestand.suffix.lower() == ".xlsx" else ""
    if lading.gelezen != lading.aanvaard + lading.afgekeurd:
        raise Geweigerd(
            bestand,
            f"has {lading.gelezen} rows, but {lading.aanvaard} accepted and {lading.afgekeurd} rejected ones",
            "read = accepted + rejected",
            "report this as a defect of the reader",
        )
    if contract.fictief_kenmerk:
        kenmerk = f"starts_with({contract.fictief_kenmerk}, '{FICTIEF}')"
        (regel,) = con.execute(
            f"""select min(regel) from opslag.{contract.bron}
            where levering_id = ? and {"not " if levering.fictief else ""}{kenmerk}""",
            [levering.levering_id],
        ).fetchone() or (None,)
        if regel is not None:
            if levering.fictief:
                raise Gemengd(
                    bestand,
                    f"{blad}line {regel} lacks the mark {FICTIEF}",
                    "only fictitious rows in a delivery that says fictief: true",
                    "move it to data/raw/eigen and correct its note",
                )
            raise Gemengd(
                bestand,
                f"{blad}line {regel} is fictitious (it holds {FICTIEF})",
                "only real rows in this collection",
                "remove it and ask the owner for the real file",
            )
    hoogstens = max(contract.afkeurminimum, contract.afkeurdrempel * lading.gelezen)
    if lading.afgekeurd > hoogstens:
        regel, kolom, waarde, reden = con.execute(
            """select regel, kolom, waarde, reden from opslag.afgekeurd where levering_id = ?
            order by regel limit 1""",
            [levering.levering_id],
        ).fetchone() or (0, None, None, "")
        plek = f"{blad}line {regel}" + (f", column '{kolom}'" if kolom else "")
        gezien = f"'{waarde}', {reden}" if waarde and waarde != _VERBORGEN else reden
        raise Geweigerd(
            bestand,
            f"has {lading.afgekeurd} unreadable rows of {lading.gelezen}, the first at {plek} ({gezien})",
            f"at most {int(hoogstens)} such rows",
            "ask the owner for a corrected file",
        )


def _schrijf_levering(con: duckdb.DuckDBPyConnection, levering: Levering, lading: Lading) -> None:
    d = levering.dekking
    con.execute(
        "insert into opslag.levering values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            levering.levering_id,
            levering.bron,
            levering.bestand,
            levering.sha256,
            levering.peilmoment,
            levering.soort,
            _of_niets(d.codes),
            _of_niets(d.gebieden),
            d.datumveld,
            d.van,
            d.tot,
            levering.fictief,
            levering.indeling_jaar,
            lading.gelezen,
            lading.aanvaard,
            lading.afgekeurd,
        ],
    )


def _schrijf_vorm(con: duckdb.DuckDBPyConnection, levering: Levering, meting: Meting) -> None:
    """Keep the shape, to compare with what comes later and to name when that differs."""
    kolommen = meting.vorm.kolommen if meting.vorm else ()
    con.execute(
        """insert into opslag.vorm
        select ?, ?, unnest(?::integer[]), unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::integer[])""",
        [
            levering.bron,
            levering.levering_id,
            list(range(1, len(kolommen) + 1)),
            [k.kop for k in kolommen],
            [k.soort for k in kolommen],
            [k.gevuld for k in kolommen],
        ],
    )
