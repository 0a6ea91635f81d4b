"""Borders of gemeenten for a map: merged ones dissolved, projected onto the screen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from pipelines.publish.site.opmaak import MAP

_BESTAND = MAP / "grenzen" / "gemeenten_2014.topojson"
_BREEDTE = 1000  # the map is this many units wide, whatever the screen

Punt = tuple[int, int]


@cache
def _topologie() -> tuple[list[list[Punt]], dict[str, list[list[list[int]]]], dict[str, str]]:
    """Arcs in metres, and per gemeente of 2014 its polygons as rings of arc numbers (negative: backwards)."""
    inhoud: dict[str, Any] = json.loads(_BESTAND.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = inhoud["transform"]["scale"], inhoud["transform"]["translate"]
    bogen = []
    for boog in inhoud["arcs"]:
        x = y = 0
        punten = []
        for dx, dy in boog:
            x, y = x + dx, y + dy
            punten.append((x * sx + tx, y * sy + ty))
        bogen.append(punten)
    vormen = inhoud["objects"]["gemeenten"]["geometries"]
    return bogen, {v["id"]: v["arcs"] for v in vormen}, {v["id"]: v["properties"]["naam"] for v in vormen}


def gemeenten_2014() -> list[str]:
    """Codes of the gemeenten whose borders are known."""
    return sorted(_topologie()[1])


def vormen(telt_bij: Mapping[str, str]) -> list[dict[str, Any]]:
    """GeoJSON features of the areas that the gemeenten of 2014 count in, in screen units with y downwards.

    A border between two gemeenten that count in the same area is dropped: it is used once in each direction.
    """
    bogen, polygonen, _ = _topologie()
    groepen: dict[str, list[str]] = {}
    for code in polygonen:
        groepen.setdefault(telt_bij.get(code, code), []).append(code)
    alle = [p for boog in bogen for p in boog]
    west, oost = min(x for x, _ in alle), max(x for x, _ in alle)
    noord = max(y for _, y in alle)
    schaal = _BREEDTE / (oost - west)

    def scherm(punt: Punt) -> list[int]:
        return [round((punt[0] - west) * schaal), round((noord - punt[1]) * schaal)]

    uit = []
    for code, leden in sorted(groepen.items()):
        ringen = _ringen([ring for lid in leden for polygoon in polygonen[lid] for ring in polygoon], bogen)
        op_scherm = [[scherm(p) for p in ring] for ring in ringen]
        grootste = max(op_scherm, key=lambda r: abs(_oppervlak(r)))
        uit.append(
            {
                "type": "Feature",
                "id": code,
                "properties": {"gebied_code": code, "midden": _midden(grootste)},
                # rings of one area never lie inside another here, so each is a polygon of its own
                "geometry": {"type": "MultiPolygon", "coordinates": [[_met_de_klok(r)] for r in op_scherm]},
            }
        )
    return uit


def _ringen(ringen: Iterable[list[int]], bogen: list[list[Punt]]) -> list[list[Punt]]:
    """Rings of the union: arcs that occur in both directions are gone, the rest is joined end to end."""
    over: dict[int, int] = {}
    for ring in ringen:
        for nummer in ring:
            tegen = ~nummer
            if over.get(tegen):
                over[tegen] -= 1
            else:
                over[nummer] = over.get(nummer, 0) + 1
    los = [n for n, keer in over.items() for _ in range(keer)]
    per_begin: dict[Punt, list[list[Punt]]] = {}
    for nummer in los:
        punten = bogen[nummer] if nummer >= 0 else bogen[~nummer][::-1]
        per_begin.setdefault(punten[0], []).append(punten)
    uit = []
    while per_begin:
        begin = next(iter(per_begin))
        rand: list[Punt] = [begin]
        while rand[-1] in per_begin:
            volgende = per_begin[rand[-1]].pop()
            if not per_begin[rand[-1]]:
                del per_begin[rand[-1]]
            rand.extend(volgende[1:])
            if rand[-1] == begin:
                break
        uit.append(rand)
    return uit


def _oppervlak(ring: list[list[int]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _met_de_klok(ring: list[list[int]]) -> list[list[int]]:
    """The winding that d3 reads as the inside of a polygon on the screen."""
    return ring if _oppervlak(ring) > 0 else ring[::-1]


def _midden(ring: list[list[int]]) -> list[int]:
    """Centre of gravity of a ring."""
    vlak = _oppervlak(ring)
    if not vlak:
        return ring[0]
    x = y = 0.0
    for a, b in pairwise(ring):
        kruis = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * kruis, y + (a[1] + b[1]) * kruis
    return [round(x / (6 * vlak)), round(y / (6 * vlak))]
