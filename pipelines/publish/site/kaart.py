"""The map: verdict and figure per gemeente, of every target and year that has them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from pipelines.publish.site import reeksen
from pipelines.publish.site.grenzen import gemeenten_2014, vormen
from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import teksten, zeg

_KOLOMMEN = (
    ("gebied", "gebied", "tekst"), ("gebied_code", "gebied_code", "tekst"), ("periode", "jaar", "tekst"),
    ("waarde", "waarde", "getal"), ("ondergrens", "ondergrens", "getal"), ("bovengrens", "bovengrens", "getal"),
    ("padwaarde", "padwaarde", "getal"), ("oordeel", "oordeel", "tekst"), ("stand", "stand", "tekst"),
)  # fmt: skip
_OORDEEL = [naam for naam, _, _ in _KOLOMMEN].index("oordeel")


def inhoud(g: Gegevens) -> dict[str, Any]:
    """What template kaart.html needs; without a map where no target has verdicts on gemeenten."""
    per_doel = {d: gevonden for d in g.doelen if (gevonden := _doel(g, d))}
    if not per_doel:
        return {"data": None, "winkel": None, "doelen": [], "jaren": [], "grafieken": False}
    eerste = "T02" if "T02" in per_doel else next(iter(per_doel))
    gekozen, doeljaar = per_doel[eerste], g.doelen[eerste]["doeljaar"]
    jaar = doeljaar if doeljaar in gekozen["jaren"] else max(gekozen["jaren"])
    t = teksten()["grafiek"]
    data = {
        "soort": "kaart",
        "naam": "kaart",
        "doel": eerste,
        "jaar": jaar,
        "titel": f"{gekozen['naam']}, {jaar}",
        "alt": _telling(gekozen["jaren"][jaar]),
        "eenheid": gekozen["eenheid"],
        "decimalen": gekozen["decimalen"],
        "bronnen": f"{gekozen['bronnen']}. {t['grenzen']}",
        "legenda": t["legenda_kaart"],
        "kolommen": [{"naam": n, "kop": zeg(f"kolom.{k}"), "soort": s} for n, k, s in _KOLOMMEN],
        "rijen": gekozen["jaren"][jaar],
    }
    winkel = {
        "soort": "kaart",
        "doel": eerste,
        "jaar": jaar,
        "doelen": per_doel,
        "grenzen_bron": t["grenzen"],
        "vormen": _vormen(g, {rij[1] for p in per_doel.values() for rs in p["jaren"].values() for rij in rs}),
    }
    return {
        "data": data,
        "winkel": winkel,
        "doelen": [g.doelen[d] for d in per_doel],
        "jaren": sorted({j for p in per_doel.values() for j in p["jaren"]}),
        "grafieken": True,
    }


def _doel(g: Gegevens, doel_id: str) -> dict[str, Any] | None:
    """Rows of the gemeenten per year of one target; over three years where those have a verdict."""
    jaren: dict[int, list[list[Any]]] = defaultdict(list)
    gebruikt: list[Rij] = []
    for code, gebied in g.gebieden.items():
        if gebied["gebied_type"] != "gemeente":
            continue
        # the rows over three years come last, and take the place of those over one
        per_jaar = {
            r["jaar"]: r
            for r in g.hoofd(doel_id, code)
            if r["waarde"] is not None and (r["jaren"] == 1 or r["koers"] is not None)
        }
        gebruikt += per_jaar.values()
        for jaar, r in per_jaar.items():
            periode = str(r["periode_id"]).removeprefix("VM")
            cijfers = [r[k] for k in ("waarde", "ondergrens", "bovengrens", "padwaarde", "oordeel")]
            jaren[jaar].append([gebied["naam"], code, periode, *cijfers, reeksen.stand(r)])
    if not jaren:
        return None
    doel = g.doelen[doel_id]
    return {
        "naam": doel["indicator_naam"],
        "eenheid": doel["eenheid"],
        "decimalen": doel["decimalen"],
        "jaren": dict(sorted(jaren.items())),
        "bronnen": reeksen.bronnen(g, gebruikt),
    }


def _vormen(g: Gegevens, codes: set[str]) -> list[dict[str, Any]]:
    """The shape of every area that a figure is about: as it was first, and merged where it came of a merger."""
    per_code: dict[str, dict[str, Any]] = {}
    for indeling in sorted(g.indeling, reverse=True):  # an area grows; draw what it counts now
        for vorm in vormen({c: g.indeling[indeling].get(c, c) for c in gemeenten_2014()}):
            per_code.setdefault(vorm["id"], vorm)
    return [v for c, v in sorted(per_code.items()) if c in codes]


def _telling(rijen: list[list[Any]]) -> str:
    """How many gemeenten have each verdict."""
    per = Counter(r[_OORDEEL] for r in rijen)
    return ", ".join(f"{n} {o}" for o, n in per.most_common()) + "."
