"""From columns to columns, for the probleemverkenning of a basisteam; the estimators are in the modules beside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.statistics import counts, nabijheid

Kolommen = Mapping[str, NDArray[Any]]

MAANDEN = 36
"""Months of a trend: below a district only figures over three years say anything."""
MINSTE_AANTAL = 60
"""Burglaries in those months under which no trend is shown: under five in three of the same calendar months."""
METERS = (0, 200, 400)
"""Upper bounds of the bands of distance, between the centres of squares of 100 metres (0 = the same square)."""
DAGEN = (7, 14, 28)
"""Upper bounds of the bands of days."""
MINSTE_PLEKKEN = 50
"""Burglaries with a place under which near repeats are not looked for."""


def _groepen(sleutels: list[Any]) -> Iterator[tuple[Any, slice]]:
    grenzen = [i for i in range(len(sleutels)) if i == 0 or sleutels[i] != sleutels[i - 1]] + [len(sleutels)]
    for begin, eind in pairwise(grenzen):
        yield sleutels[begin], slice(begin, eind)


def trends(kolommen: Kolommen) -> pa.Table:
    """Yearly change over the 36 months that end with December of a year, per basisteam.

    Columns in, sorted by the first two: basisteam_code, maand, maandnummer (months since 2000-01), dagen, aantal.
    Out: verandering and its 95 % bounds in percent per year, p_waarde two-sided by t, phi (floor 1), status:
    'geschat', 'te kort' (not 36 months in a row) or 'te weinig' (under 60 burglaries, or no fit).
    """
    rijen: list[dict[str, Any]] = []
    for team, deel in _groepen(kolommen["basisteam_code"].tolist()):
        nummer, dagen, aantal = (
            np.asarray(kolommen[k][deel], dtype=np.float64) for k in ("maandnummer", "dagen", "aantal")
        )
        for laatste in nummer[nummer % 12 == 11]:
            venster = (nummer > laatste - MAANDEN) & (nummer <= laatste)
            vast = {"basisteam_code": team, "jaar": 2000 + int(laatste) // 12}
            rijen.append(vast | _trend(aantal[venster], dagen[venster], nummer[venster]))
    types = {
        "basisteam_code": pa.string(), "jaar": pa.int32(), "status": pa.string(), "aantal": pa.int64(),
        "verandering": pa.float64(), "ondergrens": pa.float64(), "bovengrens": pa.float64(),
        "p_waarde": pa.float64(), "phi": pa.float64(),
    }  # fmt: skip
    return pa.table({naam: pa.array([r.get(naam) for r in rijen], soort) for naam, soort in types.items()})


def _trend(aantal: NDArray[Any], dagen: NDArray[Any], nummer: NDArray[Any]) -> dict[str, Any]:
    from scipy import special

    if len(aantal) < MAANDEN:
        return {"status": "te kort"}
    totaal = {"aantal": int(np.sum(aantal))}
    if totaal["aantal"] < MINSTE_AANTAL:
        return {"status": "te weinig"} | totaal
    model = counts.dispersie(aantal, dagen, nummer)
    helling, ruw = float(model.coef[1]), model.phi_pearson
    if not math.isfinite(helling):
        return {"status": "te weinig"} | totaal
    se = float(model.se[1]) * math.sqrt(model.phi / ruw)
    df = MAANDEN - 6
    marge = float(special.stdtrit(df, 0.975)) * se
    return totaal | {
        "status": "geschat",
        "verandering": 100 * math.expm1(helling),
        "ondergrens": 100 * math.expm1(helling - marge),
        "bovengrens": 100 * math.expm1(helling + marge),
        "p_waarde": 2 * float(special.stdtr(df, -abs(helling) / se)),
        "phi": model.phi,
    }


def nabij(kolommen: Kolommen) -> pa.Table:
    """Near repeats per basisteam, band of distance and band of days.

    Columns in, sorted by team, day and place: basisteam_code, van_jaar, tot_jaar, cel_x, cel_y (squares of 100
    metres), dag (whole days). Out: status 'geschat' or 'te weinig' (under 50 burglaries), paren, verwacht and
    p_waarde (999 permutations, one-sided).
    """
    rijen: list[dict[str, Any]] = []
    banden = [(a, d) for a in range(len(METERS)) for d in range(len(DAGEN))]
    for team, deel in _groepen(kolommen["basisteam_code"].tolist()):
        plaats = np.column_stack([kolommen["cel_x"][deel], kolommen["cel_y"][deel]])
        vast = {
            "basisteam_code": team,
            "van_jaar": int(kolommen["van_jaar"][deel][0]),
            "tot_jaar": int(kolommen["tot_jaar"][deel][0]),
            "incidenten": len(plaats),
        }
        toets = None
        if len(plaats) >= MINSTE_PLEKKEN:
            toets = nabijheid.knox(plaats, kolommen["dag"][deel], [m // 100 for m in METERS], DAGEN)
        for a, d in banden:
            rij = vast | {
                "meter_van": METERS[a - 1] + 1 if a else 0,
                "meter_tot": METERS[a],
                "dag_van": DAGEN[d - 1] + 1 if d else 0,
                "dag_tot": DAGEN[d],
                "status": "geschat" if toets else "te weinig",
            }
            if toets:
                rij |= {
                    "paren": int(toets.paren[a, d]),
                    "verwacht": float(toets.verwacht[a, d]),
                    "p_waarde": float(toets.p[a, d]),
                }
            rijen.append(rij)
    types = {
        "basisteam_code": pa.string(), "van_jaar": pa.int32(), "tot_jaar": pa.int32(),
        "meter_van": pa.int32(), "meter_tot": pa.int32(), "dag_van": pa.int32(), "dag_tot": pa.int32(),
        "status": pa.string(), "incidenten": pa.int32(), "paren": pa.int32(), "verwacht": pa.float64(),
        "p_waarde": pa.float64(),
    }  # fmt: skip
    return pa.table({naam: pa.array([r.get(naam) for r in rijen], soort) for naam, soort in types.items()})
