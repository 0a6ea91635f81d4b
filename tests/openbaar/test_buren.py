"""Seed gemeente_buren, derived again from the borders of 1-1-2014 that lie beside the repository (../shared).

`python tests/openbaar/test_buren.py` writes the seed. Two gemeenten are neighbours where their outlines share
a line; a line of one gemeente only borders something else: another country, the sea, a large lake (RAND).
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
SEED = REPO / "dbt_project" / "seeds" / "gemeente_buren.csv"
GRENZEN = REPO.parent / "shared" / "data" / "boundaries" / "gemeenten_2014_nederland_rd.geojson"
RAND = "RAND"
KOP = ("gebied_code", "buur_code", "gedeelde_grens_km")

Punt = tuple[float, float]


def gedeelde_grenzen(bestand: Path) -> dict[tuple[str, str], float]:
    """(gebied_code, buur_code or RAND) -> km, both ways round."""
    lijnen: dict[tuple[Punt, Punt], list[str]] = defaultdict(list)
    for gebied in json.loads(bestand.read_text(encoding="utf-8"))["features"]:
        vorm = gebied["geometry"]
        delen = vorm["coordinates"] if vorm["type"] == "MultiPolygon" else [vorm["coordinates"]]
        for ring in (ring for deel in delen for ring in deel):
            punten = [(p[0], p[1]) for p in ring]
            for van, naar in pairwise(punten):
                if van != naar:
                    lijnen[min(van, naar), max(van, naar)].append(gebied["properties"]["gebied_code"])
    grens: dict[tuple[str, str], float] = defaultdict(float)
    for (van, naar), codes in sorted(lijnen.items()):
        if len(codes) == 1:
            grens[codes[0], RAND] += math.dist(van, naar) / 1000
        elif codes[0] != codes[1]:
            grens[codes[0], codes[1]] += math.dist(van, naar) / 1000
            grens[codes[1], codes[0]] += math.dist(van, naar) / 1000
    return grens


def regels(grens: dict[tuple[str, str], float]) -> list[tuple[str, str, str]]:
    """Rows of the seed; a line shorter than five metres is a corner that touches."""
    return [(*paar, f"{km:.2f}") for paar, km in sorted(grens.items()) if km >= 0.005]


def seed() -> list[tuple[str, ...]]:
    with SEED.open(encoding="utf-8", newline="") as bron:
        kop, *rijen = csv.reader(bron)
    assert tuple(kop) == KOP
    return [tuple(rij) for rij in rijen]


@pytest.mark.skipif(not GRENZEN.is_file(), reason="the borders (../shared) are not beside this repository")
def test_the_seed_is_what_the_borders_say() -> None:
    assert seed() == regels(gedeelde_grenzen(GRENZEN))


def test_neighbours_are_each_others() -> None:
    km = {(van, naar): lengte for van, naar, lengte in seed()}
    binnen = {paar: lengte for paar, lengte in km.items() if paar[1] != RAND}
    assert all(binnen[naar, van] == lengte for (van, naar), lengte in binnen.items())
    assert len({van for van, _ in km}) == 403


def test_what_a_map_shows() -> None:
    """Read from an atlas: who borders Germany, who borders nothing but neighbours, who touches whom."""
    km = {(van, naar): float(lengte) for van, naar, lengte in seed()}
    duitse_grens = ("GM0153", "GM0160", "GM0168", "GM0294", "GM0196", "GM0282")
    assert all(km[code, RAND] > 5 for code in duitse_grens)
    assert not any((code, RAND) in km for code in ("GM0200", "GM0202", "GM0262", "GM0163"))
    buren = {naar for van, naar in km if van == "GM0200"}  # Apeldoorn
    assert buren == {f"GM0{n}" for n in (202, 203, 213, 228, 232, 233, 277, 285, 302)}


if __name__ == "__main__":
    with SEED.open("w", encoding="utf-8", newline="") as doel:
        schrijver = csv.writer(doel, lineterminator="\n")
        schrijver.writerow(KOP)
        schrijver.writerows(regels(gedeelde_grenzen(GRENZEN)))
