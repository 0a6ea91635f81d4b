"""Walk a figure of `doelbereik` back: formula, rules, path, counts per delivery, files, gates, and SQL that gives it.

Everything comes from the publication itself, so it holds wherever a copy of the publication lies.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import duckdb
from rich import box
from rich.console import Console
from rich.table import Table

from pipelines.publish.fouten import GeenPublicatie
from pipelines.publish.getallen import getal
from pipelines.publish.lezen import publicatie, rijen_van
from pipelines.publish.scorebord import terminal
from pipelines.publish.snapshot import FICTIEF
from pipelines.warehouse.plekken import Plekken

# how each kind of target comes about, in words
_FORMULES = {
    "woninginbraken_verandering": "100 × (woninginbraken in het jaar / woninginbraken in het jaar ervoor − 1)",
    "verdachtenratio_woninginbraak": "100 × verdachten bij de woninginbraken van het jaar / die woninginbraken",
    "hennepconvenanten": "zoals geregistreerd voor de eenheid",
    "huisvestingsvoorstel": "zoals geregistreerd voor de eenheid",
    "gemeenten_met_dor": "aantal gemeenten van het basisjaar waar op 31 december met het register gewerkt werd",
    "gemeenten_in_top10_jeugdoverlast": "aantal gemeenten van de eenheid met landelijke rang 10 of hoger (E35)",
}
_FORMULE_PER_WIJZE = {
    "telling": "aantal, opgeteld over de gemeenten van het gebied",
    "enquete": "schatting uit de enquête (gewogen naar steekproefopzet, of zoals gepubliceerd)",
}


@dataclass(frozen=True)
class Herkomst:
    """One figure of a target: its row in doelbereik, and the statement that gives its value back."""

    rij: dict[str, Any]
    sql: str | None
    leveringen: list[dict[str, Any]]


def zoek(con: duckdb.DuckDBPyConnection, doel: str, jaar: int, gebied: str | None) -> Herkomst:
    """Provenance of `doel` in `jaar`, for the unit or for `gebied`.

    Raises:
        GeenPublicatie: no such target, year or area in this publication.
    """
    rij = _rij(con, doel, jaar, gebied)
    if rij["waarde"] is None or rij["indicator_id"] is None:
        return Herkomst(rij, None, [])
    delen = _leveringen(con, rij)
    return Herkomst(rij, waarde_sql(rij, _codes(con, rij["indicator_id"])), delen)


def _rij(con: duckdb.DuckDBPyConnection, doel: str, jaar: int, gebied: str | None) -> dict[str, Any]:
    rijen = rijen_van(
        con,
        """select bereik.*, doel.naam, doel.norm, doel.operator, doel.gedrukt, doel.citaat, doel.vindplaats_regel,
            doel.contradicties, doel.meeteenheid, doel.basiswaarde, doel.basisjaar, indicator.definitie,
            indicator.meetwijze, indicator.decimalen
        from doelbereik as bereik
        inner join dim_doelstelling as doel using (doel_id)
        left join dim_indicator as indicator on indicator.indicator_id = bereik.indicator_id
        where bereik.doel_id = ? and bereik.jaar = ? and bereik.is_hoofd and bereik.rol = 'doel'
        order by bereik.waarde is null, bereik.bron limit 1""",
        [doel, jaar],
    )
    if not rijen:
        ((eerste, laatste, van, tot),) = con.execute(
            "select min(doel_id), max(doel_id), min(jaar), max(jaar) from doelbereik"
        ).fetchall()
        raise GeenPublicatie(
            f"There is no target {doel} in {jaar}: targets are {eerste} to {laatste}, years {van} to {tot}."
        )
    rij = rijen[0]
    if gebied is None or gebied == rij["gebied_code"]:
        return rij
    cijfers = rijen_van(
        con,
        """select * from indicatoren where indicator_id = ? and gebied_code = ? and periode_id in (?, ?)
        order by bron <> ?, bron limit 1""",
        [rij["indicator_id"], gebied, str(jaar), f"VM{jaar}", rij["bron"]],
    )
    if not cijfers:
        raise GeenPublicatie(f"There is no figure for {doel} in {jaar} of area {gebied} in this publication.")
    eigen = {
        k: cijfers[0][k]
        for k in ("gebied_code", "periode_id", "bron", "waarde", "ondergrens", "bovengrens", "methode")
    }
    geen_doel = {"padwaarde": None, "norm_gehaald": None, "koers": None, "p_waarde": None, "oordeel": None}
    return {
        **rij,
        **eigen,
        **geen_doel,
        "toelichting": "Een doel geldt voor de eenheid; dit is het cijfer van een deel.",
    }


def _codes(con: duckdb.DuckDBPyConnection, indicator: str) -> list[str]:
    bron = {"woninginbraken_verandering": "woninginbraken", "verdachtenratio_woninginbraak": "woninginbraken"}
    rijen = con.execute(
        "select code from brug_indicator_code where indicator_id = ? and stelsel = 'mk' order by code",
        [bron.get(indicator, indicator)],
    ).fetchall()
    return [str(r[0]) for r in rijen]


def waarde_sql(rij: dict[str, Any], codes: list[str]) -> str:
    """One statement on the published warehouse that gives the value back, from the finest figures in it."""
    jaar, gebied, bron = int(rij["jaar"]), rij["gebied_code"], rij["bron"]
    if bron == "bvi_incidenten":
        return _sql_incidenten(str(rij["indicator_id"]), jaar, str(gebied), codes)
    if bron == "registratie":
        return _sql_registratie(str(rij["indicator_id"]), jaar, str(gebied))
    if bron == "politie_47018ned":
        return _sql_gemeenten(str(rij["indicator_id"]), jaar, str(gebied))
    return (
        "select waarde from marts.indicatoren\n"
        f"where indicator_id = '{rij['indicator_id']}' and gebied_code = '{gebied}'\n"
        f"    and periode_id = '{rij['periode_id']}' and bron = '{bron}'"
    )


def _binnen(gebied: str) -> str:
    """Condition on dim_gebied that takes the gemeenten of `gebied`."""
    kolom = {"PD": "district_code", "RE": "eenheid_code"}.get(gebied[:2])
    if kolom:
        return f"gebied.{kolom} = '{gebied}'"
    return f"gebied.gebied_code = '{gebied}'"


def _sql_incidenten(indicator: str, jaar: int, gebied: str, codes: list[str]) -> str:
    lijst = ", ".join(f"'{c}'" for c in codes)
    uitkomst = {
        "woninginbraken_verandering": (
            f"100.0 * (count(*) filter (where year(incident.teldatum) = {jaar})\n"
            f"        / count(*) filter (where year(incident.teldatum) = {jaar - 1}) - 1)"
        ),
        "verdachtenratio_woninginbraak": "100.0 * sum(coalesce(incident.verdachten, 0)) / count(*)",
    }.get(indicator, "count(*)::double")
    jaren = f"in ({jaar - 1}, {jaar})" if indicator == "woninginbraken_verandering" else f"= {jaar}"
    if gebied.startswith("BT"):
        waar, koppel = f"incident.basisteam_code = '{gebied}' and gebied.in_eenheid", "using (gebied_code)"
    elif gebied.startswith("GM"):
        waar = f"brug.naar_code = '{gebied}'"
        koppel = (
            "using (gebied_code)\ninner join marts.brug_gebied as brug on brug.gebied_code = incident.gebied_code\n"
            "    and brug.indeling_jaar = (select max(indeling_jaar) from marts.indicatoren\n"
            f"        where indicator_id = '{indicator}' and bron = 'bvi_incidenten')"
        )
    else:
        waar, koppel = _binnen(gebied), "using (gebied_code)"
    return (
        f"select {uitkomst} as waarde\nfrom marts.feit_incident as incident\n"
        f"inner join marts.dim_gebied as gebied {koppel}\n"
        f"where incident.mk_code in ({lijst})\n    and year(incident.teldatum) {jaren} and {waar}"
    )


def _sql_registratie(indicator: str, jaar: int, gebied: str) -> str:
    """Milestones: what was registered for the unit, or the gemeenten of the base year with the register."""
    if indicator != "gemeenten_met_dor":
        return (
            "select waarde from marts.feit_registratie\n"
            f"where grootheid = '{indicator}' and gebied_code = '{gebied}' and periode_id = '{jaar}'"
        )
    return (
        "select count(*)::double as waarde\nfrom marts.feit_registratie as registratie\n"
        "inner join marts.brug_gebied as brug on brug.naar_code = registratie.gebied_code\n"
        f"    and brug.indeling_jaar = (select greatest({jaar}, min(indeling_jaar)) from marts.brug_gebied)\n"
        "inner join marts.brug_gebied as basis on basis.gebied_code = brug.gebied_code\n"
        "    and basis.indeling_jaar = (select min(indeling_jaar) from marts.brug_gebied)\n"
        "inner join marts.dim_gebied as gebied on gebied.gebied_code = basis.gebied_code\n"
        f"where registratie.grootheid = 'dor_ingevoerd' and registratie.periode_id = '{jaar}'\n"
        f"    and registratie.waarde >= 1 and {_binnen(gebied)}"
    )


def _sql_gemeenten(indicator: str, jaar: int, gebied: str) -> str:
    basis = "woninginbraken" if indicator == "woninginbraken_verandering" else indicator
    som = "sum(cijfer.waarde)"
    if indicator == "woninginbraken_verandering":
        som = (
            f"100.0 * (sum(cijfer.waarde) filter (where cijfer.periode_id = '{jaar}')\n"
            f"        / sum(cijfer.waarde) filter (where cijfer.periode_id = '{jaar - 1}') - 1)"
        )
    periodes = f"in ('{jaar - 1}', '{jaar}')" if indicator == "woninginbraken_verandering" else f"= '{jaar}'"
    waar = "gebied.gebied_type = 'gemeente'" if gebied == "NL01" else _binnen(gebied)
    return (
        f"select {som} as waarde\nfrom marts.indicatoren as cijfer\n"
        "inner join marts.dim_gebied as gebied using (gebied_code)\n"
        f"where cijfer.indicator_id = '{basis}' and cijfer.bron = 'politie_47018ned'\n"
        f"    and cijfer.periode_id {periodes} and gebied.gebied_type = 'gemeente' and {waar}"
    )


def _leveringen(con: duckdb.DuckDBPyConnection, rij: dict[str, Any]) -> list[dict[str, Any]]:
    indicator = rij["indicator_id"]
    periodes = [rij["periode_id"]]
    if indicator == "woninginbraken_verandering":
        indicator, periodes = "woninginbraken", [str(rij["jaar"] - 1), str(rij["jaar"])]
    delen = rijen_van(
        con,
        """select herkomst.periode_id, herkomst.levering_id, herkomst.rijen, herkomst.eerste_regel,
            herkomst.laatste_regel, herkomst.bijdrage, levering.bestand, levering.sha256, levering.peilmoment,
            levering.soort
        from herkomst_cijfer as herkomst
        inner join leveringen as levering using (levering_id)
        where herkomst.indicator_id = ? and herkomst.gebied_code = ? and list_contains(?, herkomst.periode_id)
            and (herkomst.bron = ? or (? = 'bvi_maandcijfers' and herkomst.bron in ('bvi_maandcijfers')))
        order by herkomst.periode_id, levering.peilmoment, levering.bestand""",
        [indicator, rij["gebied_code"], periodes, rij["bron"], rij["bron"]],
    )
    if delen or rij["bron"] != "bvi_incidenten":
        return delen
    return rijen_van(
        con,
        f"""select ? as periode_id, herkomst.levering_id, herkomst.rijen, herkomst.eerste_regel, herkomst.laatste_regel,
            herkomst.rijen::double as bijdrage, levering.bestand, levering.sha256, levering.peilmoment, levering.soort
        from (
            select incident.levering_id, count(*) as rijen, min(incident.regel) as eerste_regel,
                max(incident.regel) as laatste_regel
            from feit_incident as incident
            inner join dim_gebied as gebied using (gebied_code)
            left join brug_gebied as brug on brug.gebied_code = incident.gebied_code
                and brug.indeling_jaar = (select max(indeling_jaar) from indicatoren where bron = 'bvi_incidenten')
            where list_contains(?, incident.mk_code) and year(incident.teldatum) = ? and gebied.in_eenheid
                and '{rij["gebied_code"]}' in (incident.basisteam_code, brug.naar_code)
            group by incident.levering_id
        ) as herkomst
        inner join leveringen as levering using (levering_id)
        order by levering.peilmoment""",
        [rij["periode_id"], _codes(con, rij["indicator_id"]), rij["jaar"]],
    )


def toon_herkomst(
    plekken: Plekken, doel: str, jaar: int, gebied: str | None, console: Console | None = None
) -> None:
    """Print the provenance of one figure of the current publication."""
    uit = console or terminal()
    manifest = json.loads((plekken.actueel / "manifest.json").read_text()) if plekken.actueel.exists() else {}
    with publicatie(plekken) as con:
        gevonden = zoek(con, doel, jaar, gebied)
        terug = con.execute(gevonden.sql).fetchone() if gevonden.sql else None
        poorten = con.execute(
            """select poort, stage, count(*), count(*) filter (where not geslaagd) from datakwaliteit
            group by all order by poort"""
        ).fetchall()
        regel = con.execute(
            "select naam, omschrijving from dim_telregel where telregel_id = (select max(telregel_id) from indicatoren "
            "where indicator_id = ? and bron = ?)",
            [gevonden.rij["indicator_id"], gevonden.rij["bron"]],
        ).fetchone()
    r = gevonden.rij
    d = int(r["decimalen"] or 0)
    if plekken.fictief:
        uit.print(f"[bold]{FICTIEF}[/bold]")
    uit.print(f"[bold]{doel} {jaar}, {r['gebied_code']}: {r['naam']}[/bold]")
    uit.print(f"Strategie, regel {r['vindplaats_regel']}: “{r['citaat']}”" + _tegenspraak(r), soft_wrap=True)
    uit.print(r["toelichting"], soft_wrap=True)
    if gevonden.sql is None:
        uit.print(f"Meetstatus: {r['meetstatus']} ({r['reden_code']}). Er is geen cijfer om te herleiden.")
        return
    uit.print(
        f"Waarde:    {getal(r['waarde'], d)} ({r['meeteenheid']}), "
        f"95% {getal(r['ondergrens'], d)} – {getal(r['bovengrens'], d)}"
    )
    uit.print(f"Formule:   {_formule(r)}", soft_wrap=True)
    uit.print(f"Definitie: {r['definitie']}", soft_wrap=True)
    if regel:
        uit.print(f"Telregel:  {regel[0]}. {regel[1]}", soft_wrap=True)
    if r["padwaarde"] is not None:
        uit.print(
            f"Pad:       {r['padvariant']}, {getal(r['padwaarde'], d)}; "
            f"norm {r['operator'] or ''} {r['gedrukt'] or '–'}; "
            f"toets: {r['methode']}, p {_p(r['p_waarde'])}"
        )
    uit.print(_tabel(gevonden.leveringen, d))
    for deel in gevonden.leveringen:
        uit.print(f"  {deel['levering_id']}  {deel['bestand']}  sha256 {deel['sha256']}", soft_wrap=True)
    weg = manifest.get("wegen", {}).get(r["bron"], [])
    uit.print(f"Modellen:  {' → '.join(weg)}", soft_wrap=True)
    uit.print(
        "Poorten:   " + ", ".join(f"{p} {s}: {n} verwachtingen, {m} met opmerking" for p, s, n, m in poorten),
        soft_wrap=True,
    )
    uit.print(f"\nSQL op {plekken.actueel / 'veiligheidsbeeld.duckdb'}:", soft_wrap=True)
    uit.print(gevonden.sql, markup=False, soft_wrap=True)
    uit.print(f"geeft {getal(terug[0] if terug else None, d)}")


def _formule(r: dict[str, Any]) -> str:
    return _FORMULES.get(r["indicator_id"], _FORMULE_PER_WIJZE[str(r["meetwijze"])])


def _p(p: float | None) -> str:
    if p is None:
        return "onbekend"
    return "< 0,001" if p < 0.001 else f"= {getal(p, 3)}"


def _tegenspraak(r: dict[str, Any]) -> str:
    return f" (tegenstrijdigheden: {r['contradicties']})" if r["contradicties"] else ""


def _tabel(delen: list[dict[str, Any]], decimalen: int) -> Table:
    tabel = Table(
        box=box.SIMPLE_HEAD,
        title=f"Berust op {len(delen)} {'levering' if len(delen) == 1 else 'leveringen'}",
        title_justify="left",
    )
    for kop in ("Periode", "Levering", "Bestand", "Stand van", "Soort", "Rijen", "Regels", "Bijdrage"):
        tabel.add_column(kop, justify="right" if kop in {"Rijen", "Regels", "Bijdrage"} else "left")
    for deel in delen:
        tabel.add_row(
            str(deel["periode_id"]),
            str(deel["levering_id"]),
            str(deel["bestand"]).rsplit("/", 1)[-1],
            f"{deel['peilmoment']:%d-%m-%Y %H:%M}",
            str(deel["soort"]),
            getal(deel["rijen"]),
            f"{deel['eerste_regel']}–{deel['laatste_regel']}",
            getal(deel["bijdrage"], decimalen),
        )
    return tabel
