"""Load one delivery into schema `opslag`: typed rows in the table of its source, the rest in quarantine.

read = accepted + rejected for every delivery, counted from two sides: the lines of the file and the rows in DuckDB.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.sources import typering, werkmap
from pipelines.sources.contract import DUCKDB_TYPE, VERWACHT, Contract
from pipelines.sources.contracten import contracten
from pipelines.sources.herkenning import FICTIEF, lees_kop
from pipelines.sources.levering import Levering
from pipelines.sources.meting import Meting
from pipelines.sources.weigering import Gemengd, Geweigerd

_BLOK = 1 << 16


@dataclass(frozen=True)
class Lading:
    """Rows of one delivery."""

    gelezen: int
    aanvaard: int
    afgekeurd: int


def maak_opslag(con: duckdb.DuckDBPyConnection) -> None:
    """Create schema `opslag`: the ledger of deliveries, the quarantine and one empty table per source."""
    con.execute("create schema if not exists opslag")
    con.execute(
        """create table if not exists opslag.levering (
            levering_id varchar primary key, bron varchar, bestand varchar, sha256 varchar, peilmoment timestamp,
            soort varchar, dekking_codes varchar[], dekking_gebieden varchar[], dekking_datumveld varchar,
            dekking_van date, dekking_tot date, fictief boolean, indeling_jaar integer,
            gelezen bigint, aanvaard bigint, afgekeurd bigint)"""
    )
    con.execute(
        """create table if not exists opslag.afgekeurd (
            bron varchar, levering_id varchar, regel integer, kolom varchar, waarde varchar, reden varchar)"""
    )
    for contract in contracten().values():
        kolommen = ", ".join(f"{k.naam} {DUCKDB_TYPE[k.type]}" for k in contract.geladen)
        con.execute(
            f"create table if not exists opslag.{contract.bron} ({kolommen}, levering_id varchar, regel integer)"
        )


def laad(con: duckdb.DuckDBPyConnection, levering: Levering, bestand: Path, meting: Meting) -> Lading:
    """Load `bestand` in one transaction; all of it or nothing.

    Raises:
        Geweigerd: no rows where rows were promised, a broken file, or more rejects than the contract allows.
        Gemengd: rows of the demonstration in a real delivery.
    """
    contract = contracten()[levering.bron]
    with tempfile.TemporaryDirectory(prefix="levering-") as tijdelijk:
        tekst, regels, teken, koppen = _als_utf8(contract, bestand, meting, Path(tijdelijk))
        con.execute("begin")
        try:
            lading = _laad_tekst(con, contract, levering, bestand, tekst, regels, teken, koppen)
            _schrijf_levering(con, levering, lading)
            con.execute("commit")
        except BaseException:
            con.execute("rollback")
            raise
    return lading


def werk_bij(con: duckdb.DuckDBPyConnection, levering: Levering) -> None:
    """Note what the sidecar now says about a delivery whose rows are loaded already."""
    d = levering.dekking
    con.execute(
        """update opslag.levering set bestand = ?, soort = ?, dekking_codes = ?, dekking_gebieden = ?,
           dekking_datumveld = ?, dekking_van = ?, dekking_tot = ?, indeling_jaar = ? where levering_id = ?""",
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
    for tabel in (bron, "afgekeurd", "levering"):
        con.execute(f"delete from opslag.{tabel} where levering_id = ?", [levering_id])
    con.execute("commit")


def _of_niets(waarden: tuple[str, ...] | None) -> list[str] | None:
    return None if waarden is None else list(waarden)


def _als_utf8(
    contract: Contract, bestand: Path, meting: Meting, tijdelijk: Path
) -> tuple[Path, int, str, tuple[str, ...]]:
    """Path of the delivery as UTF-8 CSV, its non-empty lines, its separator and its headers."""
    kop = lees_kop(bestand, contract, meting.codering)
    if kop.scheidingsteken is None:
        rijen = werkmap.lees_blad(bestand, str(contract.blad))
        doel = tijdelijk / "blad.csv"
        werkmap.schrijf_csv(rijen, doel)
        return doel, sum(any(str(c).strip() for c in rij) for rij in rijen), ";", kop.koppen
    if meting.codering == "utf-8":
        return bestand, meting.regels, kop.scheidingsteken, kop.koppen
    doel = tijdelijk / "utf8.csv"
    with (
        bestand.open(encoding="cp1252", newline="") as bron,
        doel.open("w", encoding="utf-8", newline="") as uit,
    ):
        while blok := bron.read(_BLOK):
            uit.write(blok)
    return doel, meting.regels, kop.scheidingsteken, kop.koppen


def _laad_tekst(
    con: duckdb.DuckDBPyConnection,
    contract: Contract,
    levering: Levering,
    bestand: Path,
    tekst: Path,
    regels: int,
    teken: str,
    koppen: tuple[str, ...],
) -> Lading:
    """Read, type, part the rows that cannot be typed, and count."""
    structuur = _lees(con, bestand, tekst, teken, koppen)
    plek = {kop: f"c{n}" for n, kop in enumerate(koppen)}
    kolommen = contract.geladen
    schoon = ", ".join(
        (typering.tekst(contract, plek[k.kop]) if k.kop in plek else "null::varchar") + f" as t_{k.naam}"
        for k in kolommen
    )
    getypeerd = ", ".join(f"{typering.waarde(contract, k, 't_' + k.naam)} as {k.naam}" for k in kolommen)
    redenen = [
        f"when {k.naam} is null and t_{k.naam} is not null then {n}"
        if k.leeg
        else f"when {k.naam} is null then {n}"
        for n, k in enumerate(kolommen)
        if not (k.leeg and k.type == "tekst")
    ]
    fout = f"case {' '.join(redenen)} end" if redenen else "null::integer"
    con.execute(
        f"""create or replace temp table lading as
        with schoon as (select regel, {schoon} from ruw),
        getypeerd as (select *, {getypeerd} from schoon)
        select *, {fout} as fout from getypeerd"""
    )
    namen = ", ".join(k.naam for k in kolommen)
    (goed,) = con.execute(
        f"""insert into opslag.{contract.bron} ({namen}, levering_id, regel)
        select {namen}, '{levering.levering_id}', regel from lading where fout is null order by regel"""
    ).fetchone() or (0,)
    for n, k in enumerate(kolommen):
        getoond = (
            f"t_{k.naam}"
            if k.privacy == "geen"
            else "case when t_" + k.naam + " is not null then '(personal)' end"
        )
        con.execute(
            f"""insert into opslag.afgekeurd
            select ?, ?, regel, ?, {getoond}, case when t_{k.naam} is null then 'empty' else ? end
            from lading where fout = {n}""",
            [contract.bron, levering.levering_id, k.kop, f"expected {VERWACHT[k.type]}"],
        )
    con.execute(
        "insert into opslag.afgekeurd select ?, ?, regel, kolom, null, reden from structuurfout",
        [contract.bron, levering.levering_id],
    )
    (afgekeurd,) = con.execute(
        "select count(distinct regel) from opslag.afgekeurd where levering_id = ?", [levering.levering_id]
    ).fetchone() or (0,)
    gelezen = regels - 1 - structuur
    con.execute("drop table if exists lading")
    _controleer(con, contract, levering, bestand, Lading(gelezen, goed, afgekeurd))
    return Lading(gelezen, goed, afgekeurd)


def _lees(
    con: duckdb.DuckDBPyConnection, bestand: Path, tekst: Path, teken: str, koppen: tuple[str, ...]
) -> int:
    """Read all cells as text into temp table `ruw` with their line; unreadable lines into `structuurfout`.

    Returns the number of lines that are continuations of a quoted cell, so that lines and records can be compared.
    """
    kolommen = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(koppen)))
    pad = str(tekst).replace("'", "''")
    lezen = (
        f"read_csv('{pad}', delim='{teken}', header=false, skip=1, auto_detect=false, quote='\"', escape='\"', "
        f"columns={{{kolommen}}}, strict_mode=true, null_padding=false, "
    )
    con.execute("create or replace temp table structuurfout (regel integer, kolom varchar, reden varchar)")
    try:
        con.execute(
            f"create or replace temp table ruw as select row_number() over () + 1 as regel, * from {lezen} parallel=true)"
        )
        fouten = 0
    except duckdb.Error:
        fouten = _lees_met_fouten(con, bestand, lezen)
    (vervolg,) = con.execute(
        "select coalesce(sum(n), 0) from (select "
        + " + ".join(
            f"coalesce(length(c{n}) - length(replace(c{n}, chr(10), '')), 0)" for n in range(len(koppen))
        )
        + " as n from ruw)"
    ).fetchone() or (0,)
    if vervolg:  # physical lines run ahead of records after a quoted newline
        eerder = " + ".join(
            f"coalesce(length(c{n}) - length(replace(c{n}, chr(10), '')), 0)" for n in range(len(koppen))
        )
        con.execute(
            f"""create or replace temp table ruw as select * replace (
                regel + coalesce(sum({eerder}) over (order by regel rows between unbounded preceding and 1 preceding), 0)
                as regel) from ruw"""
        )
    return int(vervolg)


def _lees_met_fouten(con: duckdb.DuckDBPyConnection, bestand: Path, lezen: str) -> int:
    """Read again, skipping lines with too many or too few cells, and note which they were."""
    try:
        con.execute(
            f"create or replace temp table los as select row_number() over () as n, * "
            f"from {lezen} store_rejects=true, rejects_table='fouten', rejects_scan='lezing')"
        )
    except duckdb.Error as fout:
        eerste = str(fout).splitlines()[0]
        raise Geweigerd(
            bestand, f"cannot be read as CSV ({eerste})", "one row a line", "ask for it again"
        ) from fout
    con.execute(
        """insert into structuurfout select line, any_value(column_name), any_value(error_message)
           from fouten group by line"""
    )
    con.execute(
        """create or replace temp table ruw as
        with regels as (
            select l as regel, row_number() over (order by l) as n
            from range(2, (select count(*) from los) + (select count(*) from structuurfout) + 2) t(l)
            where l not in (select regel from structuurfout)
        )
        select regels.regel, los.* exclude (n) from los join regels using (n)"""
    )
    (aantal,) = con.execute("select count(*) from structuurfout").fetchone() or (0,)
    con.execute("drop table los; drop table if exists fouten; drop table if exists lezing")
    return int(aantal)


def _controleer(
    con: duckdb.DuckDBPyConnection, contract: Contract, levering: Levering, bestand: Path, lading: Lading
) -> None:
    if lading.gelezen != lading.aanvaard + lading.afgekeurd:
        raise Geweigerd(
            bestand,
            f"has {lading.gelezen} rows by its lines but {lading.aanvaard} accepted and {lading.afgekeurd} rejected",
            "read = accepted + rejected",
            "look for a stray quotation mark",
        )
    if contract.fictief_kenmerk and not levering.fictief:
        rij = con.execute(
            f"""select min(regel) from opslag.{contract.bron}
            where levering_id = ? and starts_with({contract.fictief_kenmerk}, '{FICTIEF}')""",
            [levering.levering_id],
        ).fetchone()
        if rij and rij[0] is not None:
            raise Gemengd(
                bestand,
                f"line {rij[0]} is of the demonstration ({FICTIEF})",
                "real rows only",
                "ask for it again",
            )
    if (
        lading.afgekeurd > contract.afkeurminimum
        and lading.afgekeurd > contract.afkeurdrempel * lading.gelezen
    ):
        regel, kolom, reden, waarde = con.execute(
            "select regel, kolom, reden, waarde from opslag.afgekeurd where levering_id = ? order by regel limit 1",
            [levering.levering_id],
        ).fetchone() or (0, "", "", None)
        raise Geweigerd(
            bestand,
            f"has {lading.afgekeurd} unreadable rows of {lading.gelezen}, the first at line {regel}, column '{kolom}'"
            + (f" ('{waarde}')" if waarde else ""),
            f"at most {contract.afkeurdrempel:.1%} rejects; {reden.removeprefix('expected ') or 'a value'} there",
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
