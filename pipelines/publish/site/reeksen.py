"""The numbers behind a chart: one list of rows that chart, table, CSV and reader's voice all take from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import zeg

# kind of column: tekst, jaar (a number without thousands) or getal (with the decimals of its chart)
KOLOMMEN = (
    ("jaar", "jaar"), ("jaren", "jaar"), ("waarde", "getal"), ("ondergrens", "getal"), ("bovengrens", "getal"),
    ("padwaarde", "getal"), ("oordeel", "tekst"), ("stand", "tekst"), ("bron", "tekst"), ("toelichting", "zin"),
)  # fmt: skip


def kolommen() -> list[dict[str, str]]:
    """Name, heading and kind of every column of a series."""
    return [{"naam": n, "kop": zeg(f"kolom.{n}"), "soort": s} for n, s in KOLOMMEN]


def rijen(bereik: list[Rij], padvariant: str) -> list[list[Any]]:
    """Rows of one target, area and path variant, in order of year; those of one year before those of three."""
    return [
        [
            r["jaar"], r["jaren"], r["waarde"], r["ondergrens"], r["bovengrens"], r["padwaarde"], r["oordeel"],
            stand(r), r["bron"], r["toelichting"],
        ]
        for r in bereik
        if r["padvariant"] == padvariant
    ]  # fmt: skip


def stand(r: Rij) -> str:
    """Whether a figure is final, provisional, or why there is none."""
    if r["waarde"] is None:
        return str(r["meetstatus"])
    return zeg("stand.voorlopig" if r["voorlopig"] else "stand.definitief")


def varianten(g: Gegevens, doel_id: str, gebied_code: str) -> list[str]:
    """Path variants of a target in an area, the one that speaks first."""
    bereik = g.bereik.get((doel_id, gebied_code), [])
    hoofd = [r["padvariant"] for r in bereik if r["is_hoofd"]]
    return list(dict.fromkeys(hoofd + [r["padvariant"] for r in bereik]))


def breuken(g: Gegevens, doel_id: str, gebied_code: str) -> list[dict[str, Any]]:
    """Days on which the series of a target breaks in an area, each once, within the years that are shown.

    A merger is among them: the figures of before are added up, but somebody else policed and registered then.
    """
    bereik = g.bereik.get((doel_id, gebied_code), [])
    bronnen, jaren = {r["bron"] for r in bereik}, [r["jaar"] for r in bereik]
    gezien: dict[str, dict[str, Any]] = {}
    for b in g.breuken.get(g.doelen[doel_id]["indicator_id"] or "", []):
        if b["bron"] in bronnen and min(jaren) < b["datum"].year <= max(jaren):
            gezien[b["breuk_id"]] = {
                "x": _plek(b["datum"]),
                "dag": f"{b['datum']:%d-%m-%Y}",
                "label": f"{b['datum']:%d-%m-%Y}",
                "tekst": b["omschrijving"],
                "effect": b["verwacht_effect"],
                "vindplaats": b["vindplaats"],
            }
    for lid in voorgangers(g, gebied_code) if jaren else []:
        dag = lid["geldig_tot"] + timedelta(days=1)
        gezien[f"fusie-{dag.isoformat()}"] = {
            "x": _plek(dag),
            "dag": f"{dag:%d-%m-%Y}",
            "label": zeg("grafiek.fusie", dag=f"{dag:%d-%m-%Y}"),
        }
    return sorted(gezien.values(), key=lambda b: float(b["x"]))


def _plek(dag: date) -> float:
    """Where a day lies on an axis on which a year's figure stands at the number of the year, its middle."""
    return round(dag.year + (dag.timetuple().tm_yday - 1) / 365 - 0.5, 2)


def voorgangers(g: Gegevens, gebied_code: str) -> list[Rij]:
    """Gemeenten that ended and count in this one, by name."""
    van = [g.gebieden[c] for c, n in g.opvolger.items() if n == gebied_code and c != n and c in g.gebieden]
    return sorted((r for r in van if r["geldig_tot"] is not None), key=lambda r: str(r["naam"]))


def fusies(g: Gegevens, gebied_code: str) -> list[str]:
    """Sentences about the mergers that made a gemeente, or that ended it."""
    zinnen = []
    naar = g.opvolger.get(gebied_code, gebied_code)
    if naar != gebied_code and naar in g.gebieden:
        zinnen.append(
            zeg(
                "gebied.opgegaan",
                naam=g.gebieden[gebied_code]["naam"],
                naar=g.gebieden[naar]["naam"],
                dag=f"{g.gebieden[gebied_code]['geldig_tot']:%d-%m-%Y}",
            )
        )
    if van := voorgangers(g, gebied_code):
        namen = ", ".join(f"{r['naam']} (tot en met {r['geldig_tot']:%d-%m-%Y})" for r in van)
        zinnen.append(zeg("gebied.ontstaan", naam=g.gebieden[gebied_code]["naam"], van=namen))
    return zinnen


def grafiek(
    g: Gegevens, doel_id: str, gebied_code: str, padvariant: str | None = None
) -> dict[str, Any] | None:
    """Everything a chart of a target in an area needs; None where nothing was ever measured."""
    bereik = g.bereik.get((doel_id, gebied_code), [])
    if not any(r["waarde"] is not None for r in bereik):
        return None
    doel = g.doelen[doel_id]
    gekozen = padvariant or varianten(g, doel_id, gebied_code)[0]
    rij = g.oordeel_in(doel_id, gebied_code)
    return {
        "soort": "reeks",
        "naam": f"{doel_id}-{gebied_code}",
        "doel": doel_id,
        "gebied": gebied_code,
        "gebiedsnaam": g.gebieden[gebied_code]["naam"],
        "padvariant": gekozen,
        "titel": f"{doel['indicator_naam'] or doel['naam']}, {g.gebieden[gebied_code]['naam']}",
        "eenheid": doel["eenheid"],
        "decimalen": doel["decimalen"],
        "vanaf_nul": doel["meetwijze"] == "telling" and doel["eenheid"] != "%",
        "norm": _norm(g, doel, gebied_code),
        "normtekst": zeg("grafiek.norm", norm=doel["gedrukt"]) if doel["gedrukt"] else "",
        "doeljaar": doel["doeljaar"],
        "breuken": breuken(g, doel_id, gebied_code),
        "bronnen": bronnen(g, bereik),
        "kolommen": kolommen(),
        "rijen": rijen(bereik, gekozen),
        "alt": rij["toelichting"] if rij else "",
    }


def _norm(g: Gegevens, doel: Rij, gebied_code: str) -> float | None:
    """The norm as a value on the axis: that of the unit only; one printed as a change is where its path ends."""
    if gebied_code != g.eenheid["gebied_code"] or doel["norm"] is None:
        return None
    norm = g.scorebord(doel["doel_id"])["padwaarde"] if doel["wijze"] == "relatief" else doel["norm"]
    return None if norm is None else float(norm)


def bronnen(g: Gegevens, bereik: list[Rij]) -> str:
    """Names of the sources of the values, for under a chart."""
    namen = dict.fromkeys(r["bron"] for r in bereik if r["waarde"] is not None)
    return "; ".join(str(g.afspraken[b]["titel"]) if b in g.afspraken else b for b in namen)
