"""Survey estimates beyond the indicator itself: what they rest on, totals, and the difference with the wave before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from pipelines.statistics import survey
from pipelines.statistics.schatten import ITEMS, Kolommen, gebieden, getallen, lijst, schatting_kolommen
from pipelines.statistics.survey import Schatting


def enquete_detail(kolommen: Kolommen, eenheid: str) -> pa.Table:
    """Per item, area and wave one row per `maat`, from one respondent a row.

    maat: 'niveau' (percent or mean, as the indicator), 'totaal' (persons, of a proportion), 'verschil' (level
    minus that of the wave before; samples of two waves are independent). Columns in as `schatten.enquete`.
    Columns out: indicator_id, gebied_code, golf, maat, vergeleken_met (wave, null but for 'verschil'), schatting,
    se, ondergrens, bovengrens, df, n_ongewogen, n_kleinste (fewest answers behind either wave), deff, vlaggen.
    """
    golven = np.asarray(kolommen["golf"])
    strata, gewicht = np.array(lijst(kolommen, "stratum")), getallen(kolommen, "weegfactor")
    items = {indicator: getallen(kolommen, indicator) for indicator in ITEMS}
    rijen: list[dict[str, Any]] = []
    vorige: dict[tuple[str, str], tuple[int, Schatting]] = {}
    for golf in sorted(set(golven.tolist())):
        deze = golven == golf
        opzet = survey.maak_opzet(gewicht[deze], strata[deze])
        for gebied, hier in gebieden(kolommen, eenheid):
            domein = hier[deze]
            for indicator, is_aandeel in ITEMS.items():
                waarde = items[indicator][deze]
                niveau = (survey.aandeel if is_aandeel else survey.gemiddelde)(waarde, opzet, domein)
                if niveau.n_ongewogen == 0:
                    continue
                maten: dict[str, tuple[Schatting, int | None, int]] = {
                    "niveau": (niveau, None, niveau.n_ongewogen)
                }
                if is_aandeel:
                    maten["totaal"] = (survey.totaal(waarde, opzet, domein), None, niveau.n_ongewogen)
                if (indicator, gebied) in vorige:
                    toen, oud = vorige[indicator, gebied]
                    kleinste = min(oud.n_ongewogen, niveau.n_ongewogen)
                    maten["verschil"] = (survey.verschil(niveau, oud), toen, kleinste)
                vorige[indicator, gebied] = (int(golf), niveau)
                rijen += [
                    {"indicator_id": indicator, "gebied_code": gebied, "golf": int(golf), "maat": maat}
                    | {"vergeleken_met": toen, "n_kleinste": kleinste, "df": uit.df}
                    | schatting_kolommen(uit.maal(100) if is_aandeel and maat != "totaal" else uit)
                    for maat, (uit, toen, kleinste) in maten.items()
                ]
    types = {
        "indicator_id": pa.string(), "gebied_code": pa.string(), "golf": pa.int32(), "maat": pa.string(),
        "vergeleken_met": pa.int32(), "schatting": pa.float64(), "se": pa.float64(),
        "ondergrens": pa.float64(), "bovengrens": pa.float64(), "df": pa.float64(),
        "n_ongewogen": pa.int64(), "n_kleinste": pa.int64(), "deff": pa.float64(), "vlaggen": pa.string(),
    }  # fmt: skip
    return pa.table({naam: pa.array([r[naam] for r in rijen], soort) for naam, soort in types.items()})
