"""From columns to columns, for rates per area and for breaks in a trend; the estimators are in the modules beside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.statistics import glm
from pipelines.statistics import krimp as kr
from pipelines.statistics.timeseries import Reeks, negatief_binomiaal, onderbroken_ontwerp, quasi_poisson

Kolommen = Mapping[str, NDArray[Any]]

MINSTE_MAANDEN = 24
"""Months needed on each side of the moment: a season twice."""
MODELLEN = {"quasi-Poisson": quasi_poisson, "negatief binomiaal": negatief_binomiaal}


def _groepen(kolommen: Kolommen, sleutel: tuple[str, ...]) -> Iterator[tuple[tuple[Any, ...], slice]]:
    """Each run of equal keys in sorted columns, with its rows."""
    rijen = list(zip(*(kolommen[k].tolist() for k in sleutel), strict=True))
    grenzen = [i for i in range(len(rijen)) if i == 0 or rijen[i] != rijen[i - 1]] + [len(rijen)]
    for begin, eind in pairwise(grenzen):
        yield rijen[begin], slice(begin, eind)


def krimp(kolommen: Kolommen) -> pa.Table:
    """Per indicator, source, year and denominator: shrunken rates and expected counts of its gemeenten.

    Columns in, sorted by the first four: indicator_id, bron, jaar, noemer_soort, gebied_code, aantal, noemer,
    grootteklasse. per_duizend is the shrunken rate, gewicht that of the own rate, verwacht by size class.
    """
    kop = ("indicator_id", "bron", "jaar", "noemer_soort")
    uit: dict[str, list[Any]] = {k: [] for k in (*kop, "gebied_code", "per_duizend", "gewicht", "verwacht")}
    for sleutel, deel in _groepen(kolommen, kop):
        y, n = kolommen["aantal"][deel], kolommen["noemer"][deel]
        gekrompen = kr.empirische_bayes(y, n)
        for naam, waarde in zip(kop, sleutel, strict=True):
            uit[naam] += [waarde] * len(y)
        uit["gebied_code"] += kolommen["gebied_code"][deel].tolist()
        uit["per_duizend"] += (1000 * gekrompen.waarde).tolist()
        uit["gewicht"] += gekrompen.gewicht.tolist()
        uit["verwacht"] += kr.verwacht(y, n, kolommen["grootteklasse"][deel].tolist()).tolist()
    types = {
        "indicator_id": pa.string(), "bron": pa.string(), "jaar": pa.int32(), "noemer_soort": pa.string(),
        "gebied_code": pa.string(), "per_duizend": pa.float64(), "gewicht": pa.float64(),
        "verwacht": pa.float64(),
    }  # fmt: skip
    return pa.table({naam: pa.array(uit[naam], soort) for naam, soort in types.items()})


def trendbreuken(kolommen: Kolommen, eerste_jaar: int) -> pa.Table:
    """Level and slope since 1 January of `eerste_jaar`, per indicator, area and model.

    Columns in, sorted: indicator_id, gebied_code, maandnummer (months since 2000-01), dagen, aantal, inwoners
    (null = not known). The offset is log(days x inhabitants), log(days) where a month lacks them; the season is
    one wave a year. Coefficients on the log scale, per year; quantile and p by t for quasi-Poisson, else normal.
    """
    moment = (eerste_jaar - 2000) * 12
    rijen = []
    for (indicator, gebied), deel in _groepen(kolommen, ("indicator_id", "gebied_code")):
        maand = np.asarray(kolommen["maandnummer"][deel], dtype=np.float64)
        inwoners = np.ma.filled(np.ma.asarray(kolommen["inwoners"][deel]).astype(np.float64), math.nan)
        per_inwoner = not bool(np.isnan(inwoners).any())
        blootstelling = kolommen["dagen"][deel] * (inwoners if per_inwoner else 1.0)
        vast = {
            "indicator_id": indicator,
            "gebied_code": gebied,
            "moment": date(eerste_jaar, 1, 1),
            "eerste_maand": _maand(maand[0]),
            "laatste_maand": _maand(maand[-1]),
            "maanden_voor": int(np.sum(maand < moment)),
            "maanden_na": int(np.sum(maand >= moment)),
            "per_inwoner": per_inwoner,
        }
        for naam in MODELLEN:
            aantal = np.asarray(kolommen["aantal"][deel], dtype=np.float64)
            rijen.append(vast | {"model": naam} | _breuk(naam, aantal, maand, moment, np.log(blootstelling)))
    return pa.table({naam: pa.array([r.get(naam) for r in rijen], soort) for naam, soort in _TREND.items()})


def _breuk(
    model: str, aantal: NDArray[Any], maand: NDArray[Any], moment: int, offset: NDArray[Any]
) -> dict[str, Any]:
    if min(np.sum(maand < moment), np.sum(maand >= moment)) < MINSTE_MAANDEN:
        return {"status": "te kort"}
    namen, ontwerp = onderbroken_ontwerp((maand - maand[0]) / 12, (moment - maand[0]) / 12)
    try:
        reeks = MODELLEN[model](aantal, namen, ontwerp, offset)
    except (glm.GeenOplossing, ValueError):
        return {"status": "niet te schatten"}
    df = len(aantal) - len(namen) if model == "quasi-Poisson" else math.inf
    return {"status": "geschat", "phi": reeks.phi, "alfa": reeks.alfa, "kwantiel": _kwantiel(df)} | {
        sleutel: waarde
        for term in ("trend", "niveau", "helling")
        for sleutel, waarde in _term(reeks, term, df).items()
    }


def _term(reeks: Reeks, term: str, df: float) -> dict[str, float]:
    from scipy import special

    coef, se = reeks.term(term)
    z = abs(coef) / se
    p = 2 * float(special.ndtr(-z) if math.isinf(df) else special.stdtr(df, -z))
    return {term: coef, f"se_{term}": se, f"p_{term}": p}


def _kwantiel(df: float) -> float:
    from scipy import special

    return float(special.ndtri(0.975) if math.isinf(df) else special.stdtrit(df, 0.975))


def _maand(nummer: float) -> date:
    return date(2000 + int(nummer) // 12, int(nummer) % 12 + 1, 1)


_TREND: Mapping[str, pa.DataType] = {
    "indicator_id": pa.string(), "gebied_code": pa.string(), "model": pa.string(), "moment": pa.date32(),
    "status": pa.string(), "eerste_maand": pa.date32(), "laatste_maand": pa.date32(),
    "maanden_voor": pa.int32(), "maanden_na": pa.int32(), "per_inwoner": pa.bool_(),
    "trend": pa.float64(), "se_trend": pa.float64(),
    "niveau": pa.float64(), "se_niveau": pa.float64(), "p_niveau": pa.float64(),
    "helling": pa.float64(), "se_helling": pa.float64(), "p_helling": pa.float64(),
    "phi": pa.float64(), "alfa": pa.float64(), "kwantiel": pa.float64(),
}  # fmt: skip
