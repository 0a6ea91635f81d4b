"""Displacement for every gemeente of the unit and every pair of periods, from counts and shared borders.

Periods are blocks of two whole years. Each block is compared with the one before it, and every later
block with the one that ends in the base year of the strategy. Neighbours are the gemeenten with at least a tenth of the
border; those that only touch are no zone, and no control either. What lies outside the counted world (abroad,
another unit of which nothing is delivered) is not seen: `rand_procent` says how much of the border that is.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.statistics import verplaatsing as vp
from pipelines.statistics.verplaatsing import Verplaatsing

Kolommen = Mapping[str, NDArray[Any]]
Blok = tuple[int, ...]

RAND = "RAND"
BLOK = 2
MINSTE_GRENS = 0.1
"""Smallest part of the border with which a gemeente belongs to the zone."""
MINSTE_CONTROLES = 3
Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Vergelijking:
    """Two blocks of years to compare, and the years before both (empty: not known)."""

    voor: Blok
    na: Blok
    eerder: Blok
    soort: str


@dataclass(frozen=True, eq=False)
class Wereld:
    """Counts (n, years), NaN where nothing was counted, of areas `codes`, which `eigen` are asked about, and
    their borders: per area, position of the neighbour (None = not counted) and length."""

    codes: tuple[str, ...]
    jaren: tuple[int, ...]
    aantal: NDArray[np.float64]
    eigen: tuple[int, ...]
    grens: Mapping[int, tuple[tuple[int | None, str, float], ...]]

    def blok(self, jaren: Blok) -> NDArray[np.float64]:
        """(n,) counts of these years together; NaN where one is missing."""
        som: NDArray[np.float64] = self.aantal[:, [self.jaren.index(j) for j in jaren]].sum(axis=1)
        return som


def vergelijkingen(jaren: Sequence[int], basisjaar: int | None) -> list[Vergelijking]:
    """The pairs of blocks that whole years allow; the block that ends with `basisjaar` is compared with all later."""
    er_zijn = set(jaren)
    basis = tuple(range(basisjaar - BLOK + 1, basisjaar + 1)) if basisjaar else ()
    paren: dict[tuple[Blok, Blok], str] = {}
    for laatste in sorted(er_zijn):
        na = tuple(range(laatste - BLOK + 1, laatste + 1))
        voor = tuple(j - BLOK for j in na)
        if er_zijn >= {*voor, *na}:
            paren[voor, na] = "aansluitend"
        if basisjaar and er_zijn >= {*basis, *na} and na[0] > basisjaar:
            paren.setdefault((basis, na), "vanaf de basis")
    return [
        Vergelijking(voor, na, tuple(j for j in sorted(er_zijn) if j < voor[0]), soort)
        for (voor, na), soort in sorted(paren.items())
    ]


def waterbed(tellingen: Kolommen, buren: Kolommen, basisjaar: int | None) -> pa.Table:
    """Displacement per area of the unit and pair of periods.

    tellingen: indicator_id, bron, gebied_code, jaar, aantal, indeling_jaar, in_eenheid; buren: indeling_jaar,
    gebied_code, buur_code, grens_km; both sorted. basisjaar of the strategy, None = it has none.
    Columns out as in TYPES; NaN becomes null.
    """
    rijen: list[dict[str, Any]] = []
    for sleutel, wereld in _werelden(tellingen, buren):
        for vergelijking in vergelijkingen(wereld.jaren, basisjaar):
            rijen += [sleutel | rij for rij in _vergelijk(wereld, vergelijking)]
    return pa.table(
        {naam: pa.array([r[naam] for r in rijen], soort, from_pandas=True) for naam, soort in TYPES.items()}
    )


def _werelden(tellingen: Kolommen, buren: Kolommen) -> Iterator[tuple[dict[str, Any], Wereld]]:
    per_reeks: dict[tuple[str, str, int], list[tuple[str, int, float, bool]]] = defaultdict(list)
    kolommen = ("indicator_id", "bron", "indeling_jaar", "gebied_code", "jaar", "aantal", "in_eenheid")
    for ind, bron, indeling, code, jaar, aantal, eigen in zip(
        *(tellingen[k].tolist() for k in kolommen), strict=True
    ):
        per_reeks[str(ind), str(bron), int(indeling)].append(
            (str(code), int(jaar), float(aantal), bool(eigen))
        )
    grens: dict[tuple[int, str], list[tuple[str, float]]] = defaultdict(list)
    for indeling, code, buur, km in zip(
        *(buren[k].tolist() for k in ("indeling_jaar", "gebied_code", "buur_code", "grens_km")), strict=True
    ):
        grens[int(indeling), str(code)].append((str(buur), float(km)))
    for (ind, bron, indeling), regels in sorted(per_reeks.items()):
        codes = tuple(sorted({r[0] for r in regels}))
        jaren = tuple(sorted({r[1] for r in regels}))
        plaats = {code: i for i, code in enumerate(codes)}
        aantal = np.full((len(codes), len(jaren)), math.nan)
        for code, jaar, n, _ in regels:
            aantal[plaats[code], jaren.index(jaar)] = n
        yield (
            {"indicator_id": ind, "bron": bron, "indeling_jaar": indeling},
            Wereld(
                codes,
                jaren,
                aantal,
                tuple(sorted({plaats[r[0]] for r in regels if r[3]})),
                {
                    i: tuple((plaats.get(b), b, km) for b, km in grens[indeling, code])
                    for code, i in plaats.items()
                },
            ),
        )


@dataclass(frozen=True, eq=False)
class _Zones:
    """Positions of the neighbours in the zone, and of both controls."""

    zone: list[int]
    controle: list[int]
    zonecontrole: list[int]

    def vergelijk(self, gebied: int, paar: NDArray[np.float64], alfa: float) -> Verplaatsing | None:
        """WDD of (n, 2) counts, controls brought to size; None without incidents or controls of the area."""
        g1 = vp.gewicht_naar_omvang(paar[self.controle], paar[gebied])
        g2 = vp.gewicht_naar_omvang(paar[self.zonecontrole], paar[self.zone])
        if len(self.controle) < MINSTE_CONTROLES or math.isnan(g1):
            return None
        rond = self.zone if not math.isnan(g2) else []
        tegen = self.zonecontrole if rond else []
        gewichten = (1.0, g1, 1.0, g2 if rond else 1.0)
        return vp.wdd(
            paar[gebied], paar[self.controle], paar[rond], paar[tegen], gewichten=gewichten, alfa=alfa
        )


def _zones(wereld: Wereld, gebied: int, geteld: NDArray[np.bool_], omvang: NDArray[np.float64]) -> _Zones:
    lengte = sum(km for _, _, km in wereld.grens[gebied])
    raken = [b for b, _, _ in wereld.grens[gebied] if b is not None]
    zone = [
        b for b, _, km in wereld.grens[gebied] if b is not None and geteld[b] and km >= MINSTE_GRENS * lengte
    ]
    # neighbours that only touch are kept out of the controls by a size of 0
    bruikbaar = np.where(geteld, omvang, 0.0)
    bruikbaar[[b for b in raken if b not in zone]] = 0.0
    controle, zonecontrole = vp.kies_controles(bruikbaar, gebied, zone)
    return _Zones(zone, controle, zonecontrole)


def _vergelijk(wereld: Wereld, v: Vergelijking) -> Iterator[dict[str, Any]]:
    """One row per area of the unit that was counted in both periods."""
    voor, na = wereld.blok(v.voor), wereld.blok(v.na)
    geteld = ~np.isnan(voor) & ~np.isnan(na)
    paar = np.where(geteld[:, None], np.column_stack([voor, na]), 0.0)
    # over the whole series, so that a chance peak in one period does not choose the controls
    omvang = np.nan_to_num(_gemiddeld(wereld.aantal))
    alfa = vp.spreiding(paar[geteld])
    gebieden = [i for i in wereld.eigen if geteld[i]]
    zones = {i: _zones(wereld, i, geteld, omvang) for i in gebieden}
    wdds = {i: zones[i].vergelijk(i, paar, alfa) for i in gebieden}
    gestegen, gedaald = (_tegen_eerder(wereld, v.eerder, deel, geteld, zones) for deel in (voor, na))
    piek = {i: vp.na_piek(gestegen[i], gedaald[i]) for i in gebieden}
    q_daling = _q([_van(wdds[i], "p_daling") for i in gebieden])
    q_wdd = _q([_met_zone(wdds[i], "p_waarde") for i in gebieden])
    q_verplaatsing = _q([_met_zone(wdds[i], "p_verplaatsing") for i in gebieden])
    for n, i in enumerate(gebieden):
        w, z = wdds[i], zones[i]
        p_daling_zone = 1 - _met_zone(w, "p_stijging_zone")
        som = paar[z.zone].sum(axis=0), paar[z.controle].sum(axis=0), paar[z.zonecontrole].sum(axis=0)
        lengte = sum(km for _, _, km in wereld.grens[i])
        buiten = sum(km for b, _, km in wereld.grens[i] if b is None or not geteld[b])
        poisson = z.vergelijk(i, paar, 0.0)
        half = Z_95 * _met_zone(w, "se")
        yield {
            "gebied_code": wereld.codes[i],
            "voor_periode": _periode(v.voor),
            "na_periode": _periode(v.na),
            "soort": v.soort,
            "aantal_voor": int(paar[i, 0]), "aantal_na": int(paar[i, 1]),
            "controle_voor": int(som[1][0]), "controle_na": int(som[1][1]),
            "buren_voor": int(som[0][0]), "buren_na": int(som[0][1]),
            "burencontrole_voor": int(som[2][0]), "burencontrole_na": int(som[2][1]),
            "controles": len(z.controle), "burencontroles": len(z.zonecontrole),
            "buren": sum(1 for _, code, _ in wereld.grens[i] if code != RAND),
            "buren_geteld": sum(1 for b, _, _ in wereld.grens[i] if b is not None and geteld[b]),
            "buren_in_zone": len(z.zone),
            "rand_procent": 100 * buiten / lengte if lengte > 0 else math.nan,
            "verschil_gebied": _van(w, "gebied"), "se_gebied": _van(w, "se_gebied"),
            "verschil_buren": _met_zone(w, "zone"), "se_buren": _met_zone(w, "se_zone"),
            "wdd": _met_zone(w, "totaal"), "se": _met_zone(w, "se"), "z": _met_zone(w, "z"),
            "ondergrens": _met_zone(w, "totaal") - half, "bovengrens": _met_zone(w, "totaal") + half,
            "p_waarde": _met_zone(w, "p_waarde"),
            "q_waarde": q_wdd[n],
            "p_daling": _van(w, "p_daling"), "q_daling": q_daling[n],
            "p_stijging_buren": _met_zone(w, "p_stijging_zone"),
            "p_verplaatsing": _met_zone(w, "p_verplaatsing"), "q_verplaatsing": q_verplaatsing[n],
            "phi": (w.se / poisson.se) ** 2 if w and poisson else math.nan,
            "alfa": alfa,
            "na_piek": piek[i],
            "uitkomst": vp.uitkomst(q_daling[n], q_verplaatsing[n], p_daling_zone, piek=bool(piek[i])),
        }  # fmt: skip


def _tegen_eerder(
    wereld: Wereld,
    eerder: Blok,
    deel: NDArray[np.float64],
    geteld: NDArray[np.bool_],
    zones: Mapping[int, _Zones],
) -> dict[int, Verplaatsing | None]:
    """Each area in `deel` (n,) against the years before both periods; None where those are not all known."""
    lang = wereld.blok(eerder) if eerder else np.full(len(deel), math.nan)
    paar = np.column_stack([lang, deel])[geteld]
    if not eerder or np.isnan(paar).any():
        return dict.fromkeys(zones)
    alfa = vp.spreiding(paar)
    heel = np.where(geteld[:, None], np.column_stack([lang, deel]), 0.0)
    return {i: zone.vergelijk(i, heel, alfa) for i, zone in zones.items()}


def _gemiddeld(aantal: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) mean over the years counted; NaN where none was."""
    geteld = ~np.isnan(aantal)
    som: NDArray[np.float64] = np.where(geteld, aantal, 0.0).sum(axis=1)
    n = geteld.sum(axis=1)
    return np.where(n > 0, som / np.maximum(n, 1), math.nan)


def _periode(jaren: Blok) -> str:
    return f"{jaren[0]}-{jaren[-1]}"


def _van(w: Verplaatsing | None, veld: str) -> float:
    return float(getattr(w, veld)) if w else math.nan


def _met_zone(w: Verplaatsing | None, veld: str) -> float:
    """A figure that says something of the neighbours: NaN where there is no zone to compare."""
    return float(getattr(w, veld)) if w and w.se_zone > 0 else math.nan


def _q(p: Sequence[float]) -> list[float]:
    return [float(q) for q in vp.benjamini_hochberg(p)]


TYPES: Mapping[str, pa.DataType] = {
    "indicator_id": pa.string(), "bron": pa.string(), "indeling_jaar": pa.int32(),
    "gebied_code": pa.string(), "voor_periode": pa.string(), "na_periode": pa.string(), "soort": pa.string(),
    "aantal_voor": pa.int64(), "aantal_na": pa.int64(), "controle_voor": pa.int64(), "controle_na": pa.int64(),
    "buren_voor": pa.int64(), "buren_na": pa.int64(),
    "burencontrole_voor": pa.int64(), "burencontrole_na": pa.int64(),
    "controles": pa.int32(), "burencontroles": pa.int32(),
    "buren": pa.int32(), "buren_geteld": pa.int32(), "buren_in_zone": pa.int32(), "rand_procent": pa.float64(),
    "verschil_gebied": pa.float64(), "se_gebied": pa.float64(),
    "verschil_buren": pa.float64(), "se_buren": pa.float64(),
    "wdd": pa.float64(), "se": pa.float64(), "ondergrens": pa.float64(), "bovengrens": pa.float64(),
    "z": pa.float64(), "p_waarde": pa.float64(), "q_waarde": pa.float64(),
    "p_daling": pa.float64(), "q_daling": pa.float64(), "p_stijging_buren": pa.float64(),
    "p_verplaatsing": pa.float64(), "q_verplaatsing": pa.float64(),
    "phi": pa.float64(), "alfa": pa.float64(), "na_piek": pa.bool_(), "uitkomst": pa.string(),
}  # fmt: skip
