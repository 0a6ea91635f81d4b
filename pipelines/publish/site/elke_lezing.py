"""A target in every reading that the strategy leaves open: how many say it was met, and which choice flips it.

For the page of a target and for docs/t02.md, in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from pipelines.publish.lezen import rijen_van
from pipelines.publish.site.opmaak import padnaam, teksten, zeg

Rij = dict[str, Any]

_GEBIEDEN = """
    select gebied_code, gebied.naam, keuze.lezingen, keuze.gehaald
    from t02_keuzes as keuze inner join dim_gebied as gebied using (gebied_code)
    where keuze.keuze = 'alle' order by gebied.gebied_type = 'eenheid' desc, gebied_code
"""
_KEUZES = """
    select keuze, waarde, lezingen, gehaald, te_vergelijken, keert_om
    from t02_keuzes where gebied_code = ? and keuze <> 'alle' order by keuze, waarde
"""
_LEZINGEN = """
    select indicator_id, leeftijd, telregel_id, basis, padvariant, waarde, norm, verschil, gehaald
    from t02_lezingen where gebied_code = ?
    order by indicator_id, leeftijd, telregel_id, basis, padvariant, waarde, norm, verschil, gehaald
"""
_T07 = """
    select lezing, jaar, waarde, zeker, mogelijk, meetstatus, norm_gehaald from t07_lezingen
    where meetstatus = 'gemeten' or jaar = (select doeljaar from dim_doelstelling where doel_id = 'T07')
    order by lezing, jaar desc
"""
# places in the last year up to the target year of which a reading has any
_RANG = """
    select lezing, jaar, gebied_code, gebied.naam, waarde, rang, gelijken, rang_laag, rang_hoog, in_top_tien
    from jeugdoverlast_rang as plaats inner join dim_gebied as gebied using (gebied_code)
    where jaar <= (select doeljaar from dim_doelstelling where doel_id = 'T07')
    qualify jaar = max(jaar) over (partition by lezing)
    order by lezing, rang, gebied.naam
"""


def woord(keuze: str, waarde: str) -> str:
    """What is chosen, as a reader knows it: the path in the words of the charts, a name without words as it is."""
    if keuze == "padvariant":
        return padnaam(waarde)
    woorden: dict[str, str] = teksten()["lezing"]["gekozen"].get(keuze, {})
    return woorden.get(waarde, waarde)


def gebieden(con: duckdb.DuckDBPyConnection) -> list[Rij]:
    """Per area the number of readings of T02, and how many say that it was met; the unit first."""
    return rijen_van(con, _GEBIEDEN)


def keuzes(con: duckdb.DuckDBPyConnection, gebied_code: str) -> list[Rij]:
    """Per choice of a reading of T02, in words: readings, how many say 'met', and how often the choice flips it."""
    return [
        {**r, "naam": zeg(f"lezing.keuze.{r['keuze']}"), "gekozen": woord(r["keuze"], r["waarde"]), "omslag":
            zeg("lezing.keert", keert=r["keert_om"], van=r["te_vergelijken"]) if r["te_vergelijken"]
            else zeg("lezing.alleen")}
        for r in rijen_van(con, _KEUZES, [gebied_code])
    ]  # fmt: skip


def lezingen(con: duckdb.DuckDBPyConnection, gebied_code: str) -> list[Rij]:
    """Every reading of T02 in an area, its choices in words."""
    kolommen = ("indicator_id", "leeftijd", "telregel_id", "basis", "padvariant")
    return [
        {
            **r,
            **{k: woord(k, r[k]) for k in kolommen},
            "oordeel": zeg("lezing.wel" if r["gehaald"] else "lezing.niet"),
        }
        for r in rijen_van(con, _LEZINGEN, [gebied_code])
    ]


def t02(con: duckdb.DuckDBPyConnection, gebied_code: str) -> Rij | None:
    """What the page of T02 tells of its readings; None where there are none."""
    alle = gebieden(con)
    zelf = next((r for r in alle if r["gebied_code"] == gebied_code), None)
    if zelf is None:
        return None
    gekozen = keuzes(con, gebied_code)
    return {
        "soort": "T02",
        "zin": zin(zelf["lezingen"], zelf["gehaald"], gekozen),
        "gebieden": alle,
        "keuzes": gekozen,
        "lezingen": lezingen(con, gebied_code),
    }


def zin(aantal: int, gehaald: int, gekozen: Sequence[Rij]) -> str:
    """How many readings say what, which choices flip it, and what those share that say 'not met'."""
    if gehaald in {0, aantal}:
        return zeg("lezing.eens", aantal=aantal, oordeel=zeg("lezing.wel" if gehaald else "lezing.niet"))
    niet = aantal - gehaald
    delen = [zeg("lezing.oneens", aantal=aantal, gehaald=gehaald, niet=niet)]
    keert = dict.fromkeys(r["naam"] for r in gekozen if r["keert_om"])
    if keert:
        delen.append(zeg("lezing.draait", keuzes=", ".join(k.lower() for k in keert)))
    delen += [
        zeg("lezing.gedeeld", keuze=r["naam"].lower(), gekozen=r["gekozen"])
        for r in gekozen
        if r["te_vergelijken"] and r["lezingen"] - r["gehaald"] == niet
    ]
    return " ".join(delen)


def t07(con: duckdb.DuckDBPyConnection) -> Rij | None:
    """What the page of T07 tells of its readings: per reading the years, and the places of the gemeenten."""
    jaren = rijen_van(con, _T07)
    if not jaren:
        return None
    plaatsen = rijen_van(con, _RANG)
    per = []
    for lezing in dict.fromkeys(("aantal", "per_1000", "enquete", *(r["lezing"] for r in jaren))):
        eigen = [r for r in jaren if r["lezing"] == lezing]
        rang = [r for r in plaatsen if r["lezing"] == lezing]
        if eigen:
            per.append({"naam": zeg(f"t07.lezing.{lezing}"), "code": lezing, "jaren": eigen, "rang": rang})
    return {"soort": "T07", "lezingen": per}
