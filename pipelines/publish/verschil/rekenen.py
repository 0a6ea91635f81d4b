"""From set differences to reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.publish.getallen import getal
from pipelines.publish.lezen import rijen_van
from pipelines.publish.verschil import sql

Rij = dict[str, Any]
NIET_VERKLAARD = "niet verklaard"


@dataclass(frozen=True)
class Anders:
    """What differs between the publications besides figures: new and gone deliveries by source, code, settings."""

    nieuw: frozenset[str]
    weg: frozenset[str]
    code: bool
    bibliotheken: tuple[str, ...]
    instellingen: Mapping[str, list[Any]]

    def oorzaak(self, bron: str) -> str:
        """Why a figure of source `bron` can have moved when nothing says it of the figure itself."""
        uit_levering = [
            naam
            for naam, bronnen in (("nieuwe levering", self.nieuw), ("levering weg", self.weg))
            if bron in bronnen
        ]
        uit_code = [
            naam
            for naam, wel in (
                ("andere code", self.code),
                ("andere bibliotheken", bool(self.bibliotheken) and not self.code),
                ("andere instellingen", bool(self.instellingen)),
            )
            if wel
        ]
        return " of ".join(uit_levering + uit_code) or NIET_VERKLAARD


def bereken(con: duckdb.DuckDBPyConnection, oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> Rij:
    """Everything between databases `oud` and `nieuw` of `con`, whose manifests are given."""
    leveringen = {
        "nieuw": rijen_van(con, sql.LEVERINGEN.format(wel="nieuw", niet="oud")),
        "weg": rijen_van(con, sql.LEVERINGEN.format(wel="oud", niet="nieuw")),
    }
    for r in (*leveringen["nieuw"], *leveringen["weg"]):
        r["peilmoment"] = r["peilmoment"].isoformat()
    anders = _anders(oud, nieuw, leveringen)
    con.execute(sql.BEWEGING)
    con.execute(sql.HERZIENING)
    _incidenten(con)
    cijfers = [_cijfer(r, anders) for r in rijen_van(con, sql.CIJFERS)]
    per_cijfer = {(c["indicator_id"], c["gebied_code"], c["periode_id"], c["bron"]): c for c in cijfers}
    oordelen = [_oordeel(r, per_cijfer, anders) for r in rijen_van(con, sql.OORDELEN)]
    verschenen = _alleen(con, "nieuw", "oud", anders)
    verdwenen = _alleen(con, "oud", "nieuw", anders)
    (marge,) = con.execute("select count(*) from beweging where not cijfer").fetchone() or (0,)
    samenvatting = {
        "cijfers": len(cijfers),
        "alleen_marge": int(marge),
        "verschenen": sum(r["aantal"] for r in verschenen["cijfers"]),
        "verdwenen": sum(r["aantal"] for r in verdwenen["cijfers"]),
        "oordelen": len(oordelen),
        "oordelen_eenheid": sum(r["rol"] == "doel" for r in oordelen),
        "niet_verklaard": sum(
            r.get("aantal", 1)
            for r in (*cijfers, *oordelen, *verschenen["cijfers"], *verdwenen["cijfers"])
            if r["oorzaak"] == NIET_VERKLAARD or r.get("niet_verklaard")
        ),
        "per_oorzaak": dict(sorted(Counter(c["oorzaak"] for c in cijfers).items())),
        "per_gebied_type": dict(sorted(Counter(c["gebied_type"] or "overig" for c in cijfers).items())),
    }
    return {
        "zin": _zin(oud, nieuw, samenvatting, oordelen),
        "samenvatting": samenvatting,
        "leveringen": leveringen,
        "anders": {
            "code": anders.code,
            "bibliotheken": list(anders.bibliotheken),
            "instellingen": dict(anders.instellingen),
        },
        "oordelen": oordelen,
        "cijfers": cijfers,
        "verschenen": verschenen,
        "verdwenen": verdwenen,
    }


def _anders(
    oud: Mapping[str, Any], nieuw: Mapping[str, Any], leveringen: Mapping[str, Iterable[Rij]]
) -> Anders:
    van: Mapping[str, Any] = oud.get("instellingen", {})
    naar: Mapping[str, Any] = nieuw.get("instellingen", {})
    bekend = bool(van) and bool(naar)  # older publications do not say
    return Anders(
        nieuw=frozenset(str(r["bron"]) for r in leveringen["nieuw"]),
        weg=frozenset(str(r["bron"]) for r in leveringen["weg"]),
        code=oud["code_versie"] != nieuw["code_versie"],
        bibliotheken=tuple(
            sorted(
                naam
                for naam in {*oud["bibliotheken"], *nieuw["bibliotheken"]}
                if oud["bibliotheken"].get(naam) != nieuw["bibliotheken"].get(naam)
            )
        ),
        instellingen={
            naam: [van.get(naam), naar.get(naam)]
            for naam in sorted({*van, *naar})
            if van.get(naam) != naar.get(naam)
        }
        if bekend
        else {},
    )


def _incidenten(con: duckdb.DuckDBPyConnection) -> None:
    """Parts of every count of incidents; none where pseudonyms were made with another key."""
    con.execute(sql.WISSEL)
    (wissels, samen) = con.execute(
        """select
            (select coalesce(sum(aantal), 0) from wissel where was <> is_er),
            (select count(*) from oud.marts.feit_incident) + (select count(*) from nieuw.marts.feit_incident)"""
    ).fetchone() or (0, 0)
    if samen and wissels == samen:
        con.execute("delete from wissel")
    con.execute(sql.INCIDENT)


def _cijfer(r: Rij, anders: Anders) -> Rij:
    verandering = None if r["van"] is None or r["naar"] is None else r["naar"] - r["van"]
    delen, rest = _delen(r, verandering)
    oorzaak = _waarom(r, delen, anders)
    if oorzaak == "herziening" and rest and (anders.code or anders.instellingen):
        delen, rest = {**delen, "code_of_instellingen": rest}, 0
    return {
        **{
            k: r[k]
            for k in (
                "indicator_id", "naam", "gebied_code", "gebied", "gebied_type", "periode_id", "bron", "meeteenheid",
                "decimalen",
            )
        },
        "waarde": [r["van"], r["naar"]],
        "verandering": verandering,
        "celstatus": [r["celstatus_van"], r["celstatus_naar"]],
        "oorzaak": oorzaak,
        "delen": delen if oorzaak == "herziening" else {},
        "niet_verklaard": rest if oorzaak == "herziening" else 0,
        "leveringen": r["leveringen"] or [],
    }  # fmt: skip


def _delen(r: Rij, verandering: float | None) -> tuple[dict[str, int], int]:
    """The parts of a change, and what they leave over: together exactly the change."""
    if verandering is None or not r["telling"]:
        return {}, 0
    if r["ontleed"]:
        delen = {deel: int(r[deel]) for deel in sql.DELEN if r[deel]}
    else:
        delen = {str(k): int(v) for k, v in (r["incident_delen"] or {}).items()}
    return delen, round(verandering) - sum(delen.values())


def _waarom(r: Rij, delen: Mapping[str, int], anders: Anders) -> str:
    if r["andere_regel"]:
        return "andere instellingen"
    if delen:
        return "herziening"
    if r["leveringen"] and not (anders.code or anders.instellingen):
        return "nieuwe levering"
    return anders.oorzaak(str(r["bron"]))


def _oordeel(r: Rij, cijfers: Mapping[tuple[Any, ...], Rij], anders: Anders) -> Rij:
    velden = {
        veld: [r[f"{veld}_van"], r[f"{veld}_naar"]]
        for veld in sql.VELDEN
        if r[f"{veld}_van"] != r[f"{veld}_naar"]
    }
    return {
        **{
            k: r[k]
            for k in ("doel_id", "doel", "gebied_code", "gebied", "gebied_type", "rol", "jaar", "jaren")
        },
        "velden": velden,
        "waarde": [r["waarde_van"], r["waarde_naar"]],
        "padwaarde": [r["padwaarde_van"], r["padwaarde_naar"]],
        "decimalen": r["decimalen"],
        "oorzaak": _waarom_oordeel(r, cijfers, anders),
        "toelichting": r["toelichting"],
    }


def _waarom_oordeel(r: Rij, cijfers: Mapping[tuple[Any, ...], Rij], anders: Anders) -> str:
    cijfer = cijfers.get((r["indicator_id"], r["gebied_code"], r["periode_id"], r["bron"]))
    if r["bron_van"] != r["bron"]:
        return f"andere bron: {r['bron_van']} → {r['bron']}"
    if cijfer:
        return str(cijfer["oorzaak"])
    if r["ander_pad"]:
        return "ander pad: de basis is herzien"
    if r["voorlopig_van"] and not r["voorlopig_naar"]:
        return "niet meer voorlopig"
    if r["voorlopig_naar"] and not r["voorlopig_van"]:
        return "weer voorlopig"
    return anders.oorzaak(str(r["bron"]))


def _alleen(con: duckdb.DuckDBPyConnection, wel: str, niet: str, anders: Anders) -> dict[str, list[Rij]]:
    cijfers = rijen_van(con, sql.ALLEEN_CIJFER.format(wel=wel, niet=niet))
    oorzaak = anders.oorzaak
    return {
        "cijfers": [
            {
                **{k: r[k] for k in ("indicator_id", "bron", "periode_id", "aantal", "met_waarde")},
                "oorzaak": oorzaak(r["bron"]),
            }
            for r in cijfers
        ],
        "oordelen": rijen_van(con, sql.ALLEEN_OORDEEL.format(wel=wel, niet=niet)),
    }


def _zin(
    oud: Mapping[str, Any], nieuw: Mapping[str, Any], s: Mapping[str, Any], oordelen: Iterable[Rij]
) -> str:
    van, naar = (f"{p['peildatum'][8:]}-{p['peildatum'][5:7]}-{p['peildatum'][:4]}" for p in (oud, nieuw))
    tussen = f"Tussen de stand van {van} en die van {naar}"
    if niets_veranderd(s):
        return f"{tussen} is geen enkel cijfer veranderd."
    om = [
        f"{r['doel_id']} {r['jaar']}: {' → '.join(str(w) for w in r['velden']['oordeel'])}"
        for r in oordelen
        if r["rol"] == "doel" and "oordeel" in r["velden"]
    ]
    delen = [
        f"{_tel(s['cijfers'], 'cijfer', 'cijfers')} veranderd",
        f"{getal(s['verschenen'])} verschenen",
        f"{getal(s['verdwenen'])} verdwenen",
    ]
    rest = f"; {getal(s['niet_verklaard'])} keer niet verklaard" if s["niet_verklaard"] else ""
    eenheid = (
        f"oordelen van de eenheid omgeslagen: {'; '.join(om)}"
        if om
        else "geen oordeel van de eenheid omgeslagen"
    )
    return f"{tussen}: {', '.join(delen)}{rest}; {eenheid}."


def niets_veranderd(samenvatting: Mapping[str, Any]) -> bool:
    """Whether no figure or verdict moved, appeared or disappeared."""
    return not any(
        samenvatting[k] for k in ("cijfers", "alleen_marge", "verschenen", "verdwenen", "oordelen")
    )


def _tel(n: int, een: str, meer: str) -> str:
    return f"{getal(n)} {een if n == 1 else meer}"
