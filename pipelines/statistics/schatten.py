"""From columns to columns: the estimators applied to the rows that a dbt Python model hands over.

Input is what `DuckDBPyRelation.fetchnumpy()` gives (column name -> array, masked where null), already sorted;
output is an Arrow table. No reading, no writing, no rules of its own: those are in the modules beside this one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.statistics import counts, survey, verdicts
from pipelines.statistics.berekening import bereken
from pipelines.statistics.oordelen import bijdrage_oordeel, lokaal_oordeel, oordeel
from pipelines.statistics.rangen import rang_van_schattingen, rang_van_tellingen

Kolommen = Mapping[str, NDArray[Any]]
_LAATSTE_CIJFER = 0.1  # CBS prints percentages, grades and margins to one decimal

# indicator in the microdata: is it a proportion of persons (then in percent) or a mean
ITEMS: dict[str, bool] = {
    "kans_woninginbraak": True,
    "slachtoffer_woninginbraak": True,
    "onveiligheidsgevoel": True,
    "functioneren_politie_buurt": True,
    "rapportcijfer_veiligheid": False,
    "vertrouwen_politie": False,
}


def lijst(kolommen: Kolommen, naam: str) -> list[Any]:
    """Column as Python values, None where null."""
    kolom = kolommen[naam]
    if isinstance(kolom, np.ma.MaskedArray):
        return [None if v is np.ma.masked or _is_nan(v) else v for v in kolom.astype(object).tolist()]
    return [None if _is_nan(v) else v for v in kolom.tolist()]


def getallen(kolommen: Kolommen, naam: str) -> NDArray[np.float64]:
    """Column as floats, NaN where null."""
    kolom = kolommen[naam]
    return np.asarray(np.ma.filled(kolom.astype(np.float64), np.nan), dtype=np.float64)


def _is_nan(waarde: Any) -> bool:
    return isinstance(waarde, float) and math.isnan(waarde)


def _of_niets(waarde: float | None) -> float | None:
    """NaN and infinity are 'cannot be computed': null in the warehouse."""
    return None if waarde is None or not math.isfinite(waarde) else float(waarde)


def gebieden(kolommen: Kolommen, eenheid: str) -> list[tuple[str, NDArray[np.bool_]]]:
    """Areas in the microdata with their respondents: the unit, districts, basisteams, gemeenten."""
    n = len(kolommen["golf"])
    per_gebied: list[tuple[str, NDArray[np.bool_]]] = [(eenheid, np.ones(n, dtype=bool))]
    for naam in ("district_code", "basisteam_code", "gebied_code"):
        codes = np.array([c or "" for c in lijst(kolommen, naam)])
        per_gebied += [(str(code), codes == code) for code in sorted(set(codes.tolist()) - {""})]
    return per_gebied


def enquete(kolommen: Kolommen, eenheid: str) -> pa.Table:
    """Estimates per item, area and wave from one respondent a row.

    Columns in: golf, weegfactor, stratum, district_code, basisteam_code, gebied_code and the items.
    Columns out: indicator_id, gebied_code, golf, schatting, se, ondergrens, bovengrens (percent or grade),
    n_ongewogen, deff, vlaggen.
    """
    golven = np.asarray(kolommen["golf"])
    strata = np.unique(np.array(lijst(kolommen, "stratum")), return_inverse=True)[1]
    gewichten = getallen(kolommen, "weegfactor")
    items = {indicator: getallen(kolommen, indicator) for indicator in ITEMS}
    per_gebied = gebieden(kolommen, eenheid)
    rijen: list[dict[str, Any]] = []
    for golf in sorted(set(golven.tolist())):
        for gebied, hier in per_gebied:
            domein = hier & (golven == golf)
            # strata without a respondent of the area add nothing to estimate, variance or degrees of freedom
            binnen = np.isin(strata, np.unique(strata[domein])) & (golven == golf)
            if not binnen.any():
                continue
            opzet = survey.maak_opzet(gewichten[binnen], strata[binnen])
            for indicator, is_aandeel in ITEMS.items():
                schat = survey.aandeel if is_aandeel else survey.gemiddelde
                uitkomst = schat(items[indicator][binnen], opzet, domein[binnen])
                if uitkomst.n_ongewogen == 0:
                    continue
                rijen.append(
                    {"indicator_id": indicator, "gebied_code": gebied, "golf": int(golf)}
                    | schatting_kolommen(uitkomst.maal(100) if is_aandeel else uitkomst)
                )
    return _tabel(
        rijen,
        indicator_id=pa.string(), gebied_code=pa.string(), golf=pa.int32(), schatting=pa.float64(),
        se=pa.float64(), ondergrens=pa.float64(), bovengrens=pa.float64(), n_ongewogen=pa.int64(),
        deff=pa.float64(), vlaggen=pa.string(),
    )  # fmt: skip


def schatting_kolommen(uitkomst: survey.Schatting) -> dict[str, Any]:
    return {
        "schatting": _of_niets(uitkomst.schatting),
        "se": _of_niets(uitkomst.se),
        "ondergrens": _of_niets(uitkomst.ondergrens),
        "bovengrens": _of_niets(uitkomst.bovengrens),
        "n_ongewogen": uitkomst.n_ongewogen,
        "deff": _of_niets(uitkomst.deff),
        "vlaggen": ", ".join(uitkomst.vlaggen) or None,
    }


def dispersies(kolommen: Kolommen) -> pa.Table:
    """phi per indicator and area from its months (columns indicator_id, gebied_code, dagen, maandnummer, aantal).

    The trend may bend in the middle of each calendar year (maandnummer counts from a January), so that years of
    rise and fall are not taken for chance.
    Series shorter than `counts.MIN_MAANDEN` months have no phi: they are left out.
    """
    sleutels = list(zip(lijst(kolommen, "indicator_id"), lijst(kolommen, "gebied_code"), strict=True))
    grenzen = [i for i in range(len(sleutels)) if i == 0 or sleutels[i] != sleutels[i - 1]] + [len(sleutels)]
    aantal, dagen, maand = (getallen(kolommen, n) for n in ("aantal", "dagen", "maandnummer"))
    rijen = []
    for begin, eind in pairwise(grenzen):
        if eind - begin < counts.MIN_MAANDEN:
            continue
        deze = slice(begin, eind)
        uitkomst = counts.dispersie(aantal[deze], dagen[deze], maand[deze], _middens(maand[deze]))
        indicator, gebied = sleutels[begin]
        rijen.append(
            {"indicator_id": indicator, "gebied_code": gebied, "phi": uitkomst.phi, "maanden": eind - begin}
        )
    return _tabel(
        rijen, indicator_id=pa.string(), gebied_code=pa.string(), phi=pa.float64(), maanden=pa.int32()
    )


def _middens(maand: NDArray[np.float64]) -> list[float]:
    """Middle of each calendar year that a series of months holds both sides of."""
    jaren = np.arange(maand.min() // 12, maand.max() // 12 + 1)
    return [m for m in (12 * jaren + 5.5).tolist() if maand.min() < m < maand.max()]


def intervallen(kolommen: Kolommen) -> pa.Table:
    """The rows of int_meting_phi with ondergrens, bovengrens, se and methode filled in."""
    n = len(kolommen["indicator_id"])
    soort = lijst(kolommen, "interval_soort")
    waarde, teller, noemer, marge, phi = (
        getallen(kolommen, k) for k in ("waarde", "teller", "noemer", "marge", "phi")
    )
    onder, boven, se = (getallen(kolommen, k).copy() for k in ("ondergrens", "bovengrens", "se"))
    methode: list[str | None] = [None] * n
    gebruikte_phi = np.where(np.isnan(phi), 1.0, phi)
    for i in range(n):
        onbekend = " (spreiding onbekend)" if math.isnan(phi[i]) else f" (phi {phi[i]:.2f})".replace(".", ",")
        match soort[i]:
            case "telling":
                methode[i] = ("Poisson, exact" if math.isnan(phi[i]) else "quasi-Poisson") + onbekend
            case "verhouding" | "ratio" if noemer[i] > 0:
                v = counts.verhouding_interval(teller[i], noemer[i], phi=float(gebruikte_phi[i]))
                if soort[i] == "verhouding":
                    onder[i], boven[i] = 100 * (v.ondergrens - 1), 100 * (v.bovengrens - 1)
                else:
                    onder[i], boven[i] = 100 * v.ondergrens, 100 * v.bovengrens
                methode[i] = "verhouding van twee tellingen" + onbekend
            case "aandeel" if noemer[i] > 0:
                laag, hoog = counts.aandeel_interval(teller[i], noemer[i])
                onder[i], boven[i] = 100 * laag, 100 * hoog
                methode[i] = "binomiaal, exact (Clopper-Pearson)"
            case "gepubliceerd" if not math.isnan(marge[i]):
                breed = survey.verbreed_marge(float(marge[i]), _LAATSTE_CIJFER)
                onder[i], boven[i] = waarde[i] - breed, waarde[i] + breed
                se[i] = survey.se_uit_marge(float(marge[i]), _LAATSTE_CIJFER)
                methode[i] = "gepubliceerde marge" + (
                    ", afgerond op 0,0 en verbreed" if marge[i] == 0 else ""
                )
            case "enquete":
                methode[i] = "enquête naar opzet (logit voor aandelen, t voor gemiddelden)"
            case _:
                methode[i] = "geen marge"
    telling = np.array([s == "telling" for s in soort], dtype=bool) & ~np.isnan(teller)
    for waarde_phi in np.unique(gebruikte_phi[telling]):
        welke = telling & (gebruikte_phi == waarde_phi)
        onder[welke], boven[welke] = counts.poisson_interval(teller[welke], phi=float(waarde_phi))
        se[welke] = np.sqrt(waarde_phi * teller[welke])
    kolom: dict[str, Any] = {k: lijst(kolommen, k) for k in kolommen}
    kolom |= {
        "ondergrens": [_of_niets(v) for v in onder],
        "bovengrens": [_of_niets(v) for v in boven],
        "se": [_of_niets(v) for v in se],
        "methode": methode,
    }
    types = {
        "indicator_id": pa.string(), "gebied_code": pa.string(), "periode_id": pa.string(), "jaar": pa.int32(),
        "bron": pa.string(), "telregel_id": pa.string(), "indeling_jaar": pa.int32(), "waarde": pa.float64(),
        "teller": pa.float64(), "noemer": pa.float64(), "interval_soort": pa.string(), "voorlopig": pa.bool_(),
        "gemeenten_met_cijfer": pa.int64(), "gemeenten_totaal": pa.int64(), "marge": pa.float64(),
        "se": pa.float64(), "ondergrens": pa.float64(), "bovengrens": pa.float64(), "n_ongewogen": pa.int64(),
        "phi": pa.float64(), "methode": pa.string(), "verwachte_aanvulling": pa.float64(),
        "verwachte_afname": pa.float64(),
    }  # fmt: skip
    return pa.table({naam: pa.array(kolom[naam], type=soort_) for naam, soort_ in types.items()})


def rangen(kolommen: Kolommen) -> pa.Table:
    """The rows of int_jeugdoverlast_lezing with rank, ties and the 95 % interval of the rank.

    A row with a marge is a survey figure (percent, half the width of its 95 % interval), any other a count by
    noemer. Months of counts are unknown, so their dispersion is the most that is plausible: the cautious one.
    """
    per_kolom = {k: lijst(kolommen, k) for k in ("lezing", "gebied_code", "jaar", "in_eenheid", "waarde")}
    aantal, noemer, waarde, marge = (getallen(kolommen, k) for k in ("aantal", "noemer", "waarde", "marge"))
    plaatsen = np.zeros((4, len(aantal)), dtype=np.int64)
    groepen: dict[tuple[Any, Any], list[int]] = {}
    for i, groep in enumerate(zip(per_kolom["lezing"], per_kolom["jaar"], strict=True)):
        groepen.setdefault(groep, []).append(i)
    for welke in groepen.values():
        if np.isnan(marge[welke]).any():
            plaatsen[:, welke] = rang_van_tellingen(
                aantal[welke], noemer[welke], phi=verdicts.PHI_JAARCIJFERS[-1]
            )
        else:
            breed = [survey.verbreed_marge(float(m), _LAATSTE_CIJFER) for m in marge[welke]]
            plaatsen[:, welke] = rang_van_schattingen(waarde[welke], breed)
    types = {
        "lezing": pa.string(), "gebied_code": pa.string(), "jaar": pa.int32(), "in_eenheid": pa.bool_(),
        "waarde": pa.float64(),
    }  # fmt: skip
    tabel = {naam: pa.array(per_kolom[naam], type=soort) for naam, soort in types.items()}
    for naam, kolom in zip(("rang", "gelijken", "rang_laag", "rang_hoog"), plaatsen, strict=True):
        tabel[naam] = pa.array(kolom.tolist(), type=pa.int32())
    return pa.table(tabel)


def oordelen(kolommen: Kolommen) -> pa.Table:
    """Verdict per row of int_doel_jaar: norm_gehaald, koers, p_waarde, methode, reden_code."""
    return _oordelen(
        kolommen, oordeel, doel_id=pa.string(), jaar=pa.int32(), padvariant=pa.string(), bron=pa.string()
    )


def lokale_oordelen(kolommen: Kolommen) -> pa.Table:
    """Verdict per row of int_lokaal_doel_jaar: norm_gehaald, koers, p_waarde, methode, reden_code."""
    return _oordelen(
        kolommen, lokaal_oordeel, gebied_code=pa.string(), indicator_id=pa.string(), doeljaar=pa.int32(),
        periode_id=pa.string(), bron=pa.string(),
    )  # fmt: skip


def bijdragen(kolommen: Kolommen) -> pa.Table:
    """Verdict per row of int_bijdrage: norm_gehaald (always null), koers, p_waarde, methode, reden_code."""
    return _oordelen(
        kolommen, bijdrage_oordeel, doel_id=pa.string(), indicator_id=pa.string(), gebied_code=pa.string(),
        jaar=pa.int32(), jaren=pa.int32(), padvariant=pa.string(), bron=pa.string(),
    )  # fmt: skip


_SLEUTEL = {
    "doel_id": pa.string(), "lezing": pa.string(), "indicator_id": pa.string(), "gebied_code": pa.string(),
    "padvariant": pa.string(), "bron": pa.string(), "jaren": pa.int32(), "jaar": pa.int32(),
}  # fmt: skip


def berekeningen(kolommen: Kolommen) -> pa.Table:
    """What a calculation card says beyond the verdict, per row of int_doeloordeel that has one.

    Rows come sorted by key with jaar last, so that the measurement before a row is the last one seen.
    """
    per_kolom = {k: lijst(kolommen, k) for k in kolommen}
    rijen: list[dict[str, Any]] = []
    reeks: tuple[Any, ...] = ()
    vorig: dict[str, Any] | None = None
    for i in range(len(per_kolom["jaar"])):
        rij = {k: v[i] for k, v in per_kolom.items()}
        deze = tuple(rij[k] for k in _SLEUTEL if k != "jaar")
        if deze != reeks:
            reeks, vorig = deze, None
        if rij["koers"] is not None or rij["norm_gehaald"] is not None:
            rijen.append({k: rij[k] for k in _SLEUTEL} | bereken(rij, vorig))
        if rij["waarde"] is not None:
            vorig = rij
    getal = pa.float64()
    return _tabel(
        rijen, **_SLEUTEL, toets_soort=pa.string(), toets_nieuw=getal, toets_basis=getal, toets_tegen=getal,
        toets_se=getal, toets_phi_laag=getal, toets_phi_hoog=getal, ondergrens_90=getal, bovengrens_90=getal,
        omslag_op_koers=getal, omslag_niet_op_koers=getal, omslag_norm=getal, een_jaar_beslist=pa.bool_(),
        kans_5_procent=getal, jaren_tot_zichtbaar=pa.int32(),
    )  # fmt: skip


def _oordelen(
    kolommen: Kolommen, regel: Callable[[dict[str, Any]], dict[str, Any]], **sleutel: pa.DataType
) -> pa.Table:
    per_kolom = {k: lijst(kolommen, k) for k in kolommen}
    rijen = []
    for i in range(len(per_kolom["jaar"])):
        rij = {k: per_kolom[k][i] for k in kolommen}
        rijen.append({k: rij[k] for k in sleutel} | regel(rij))
    return _tabel(
        rijen, **sleutel, norm_gehaald=pa.bool_(), koers=pa.string(), p_waarde=pa.float64(),
        methode=pa.string(), reden_code=pa.string(),
    )  # fmt: skip


def _tabel(rijen: Sequence[Mapping[str, Any]], **types: pa.DataType) -> pa.Table:
    return pa.table(
        {
            naam: pa.array([None if _is_nan(r.get(naam)) else r.get(naam) for r in rijen], type=soort)
            for naam, soort in types.items()
        }
    )
