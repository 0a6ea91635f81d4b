"""The revision strip: first published, now, still expected, why it changed, and whether the verdict stands."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.publish.getallen import getal
from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import dag, met_eenheid, met_teken, tussen, zeg

# parts of a change in herzieningen, in the order in which a reader is told
_DELEN = (
    "laat", "hergeleverd", "ingetrokken", "heringedeeld", "verplaatst", "grens", "datum", "telregel",
)  # fmt: skip
_VERANDERING = "woninginbraken_verandering"


@dataclass(frozen=True)
class Strook:
    """Six answers about one figure, each a Dutch sentence."""

    eerst: str
    nu: str
    verwacht: str
    reden: str
    volgende: str
    stand: str
    houdt_stand: bool | None


def strook(g: Gegevens, rij: Rij) -> Strook:
    """The revision strip of one row of doelbereik."""
    doel = g.doelen[rij["doel_id"]]
    d, eenheid = doel["decimalen"], doel["eenheid"]
    geschiedenis = g.herzieningen.get(
        (rij["indicator_id"], rij["gebied_code"], str(rij["jaar"]), rij["bron"]), []
    )
    if rij["jaren"] != 1:
        geschiedenis = []
    laag, hoog, verwacht = _verwacht(g, rij, d)
    houdt, stand = _oordeel(rij, laag, hoog, d)
    return Strook(
        eerst=_eerst(geschiedenis, rij),
        nu=zeg("strook.nu_leeg")
        if rij["waarde"] is None
        else zeg(
            "strook.nu",
            waarde=met_eenheid(rij["waarde"], d, eenheid),
            dag=dag(g.kenmerken.peildatum),
            status=zeg("stand.voorlopig" if rij["voorlopig"] else "stand.definitief"),
        ),
        verwacht=verwacht,
        reden=_reden(geschiedenis),
        volgende=_volgende(g, rij["bron"]),
        stand=stand,
        houdt_stand=houdt,
    )


def _eerst(geschiedenis: list[Rij], rij: Rij) -> str:
    if not geschiedenis:
        kleiner = rij["gebied_code"][:2] in {"GM", "BT"}
        return zeg("strook.eerst_klein" if kleiner else "strook.eerst_onbekend")
    eerste = geschiedenis[0]
    if eerste["vergeleken_met"] == "gedrukt in de strategie" and eerste["aantal_van"] is not None:
        return zeg("strook.eerst_gedrukt", aantal=getal(eerste["aantal_van"]))
    return zeg("strook.eerst", aantal=getal(eerste["aantal_tot"]), dag=dag(eerste["tot_moment"]))


def _reden(geschiedenis: list[Rij]) -> str:
    """Everything that happened to a figure since it was first read, added up."""
    vervolg = [r for r in geschiedenis if r["verandering"] is not None]
    if not vervolg:
        return zeg("strook.reden_geen")
    totaal = sum(r["verandering"] for r in vervolg)
    delen = {k: sum(r[k] or 0 for r in vervolg) for k in _DELEN}
    verklaard = sum(delen.values())
    stukken = [zeg(f"strook.deel.{k}", aantal=met_teken(n)) for k, n in delen.items() if n]
    if totaal != verklaard:
        stukken.append(zeg("strook.deel.onbekend", aantal=met_teken(totaal - verklaard)))
    if not stukken:
        return zeg("strook.reden_nul")
    return zeg("strook.reden", totaal=met_teken(totaal), delen="; ".join(stukken))


def _volgende(g: Gegevens, bron: str) -> str:
    afspraak = g.afspraken.get(bron)
    if afspraak is None:
        return zeg("strook.volgende_geen")
    if afspraak["volgende_vervaldatum"] is None:
        return zeg("strook.volgende_zonder", titel=afspraak["titel"], uitleg=afspraak["toelichting"])
    sleutel = "strook.volgende_laat" if afspraak["status"] == "te laat" else "strook.volgende"
    return zeg(sleutel, titel=afspraak["titel"], dag=dag(afspraak["volgende_vervaldatum"]))


def _verwacht(g: Gegevens, rij: Rij, d: int) -> tuple[float | None, float | None, str]:
    """Lowest and highest value that usual corrections leave, and the sentence about it."""
    waarde, indicator, bron = rij["waarde"], rij["indicator_id"], rij["bron"]
    if waarde is None:
        return None, None, zeg("strook.verwacht_leeg")
    cijfer = g.cijfers.get((indicator, rij["gebied_code"], rij["periode_id"], bron))
    driehoek = g.driehoek.get((indicator, str(rij["periode_id"])))
    if rij["voorlopig"] and cijfer and cijfer["verwachte_aanvulling"] is not None:
        eind = waarde + cijfer["verwachte_aanvulling"] - (cijfer["verwachte_afname"] or 0)
        if driehoek and rij["gebied_code"] == g.eenheid["gebied_code"]:
            laag, hoog = float(driehoek["laag"]), float(driehoek["hoog"])
            return laag, hoog, zeg("strook.verwacht_marge", eind=getal(eind, d), marge=tussen(laag, hoog, d))
        return min(eind, waarde), max(eind, waarde), zeg("strook.verwacht_zonder", eind=getal(eind, d))
    deel = _bijstelling(
        g, "woninginbraken" if indicator == _VERANDERING else indicator, bron, rij["gebied_code"]
    )
    if deel is None:
        return None, None, zeg("strook.verwacht_onbekend")
    if indicator == _VERANDERING:
        verhouding = 1 + waarde / 100
        laag = 100 * (verhouding * (1 - deel) / (1 + deel) - 1)
        hoog = 100 * (verhouding * (1 + deel) / (1 - deel) - 1)
    else:
        laag, hoog = waarde * (1 - deel), waarde * (1 + deel)
    return laag, hoog, zeg("strook.verwacht_vast", procent=getal(100 * deel, 1), marge=tussen(laag, hoog, d))


def _bijstelling(g: Gegevens, indicator: str | None, bron: str, gebied: str) -> float | None:
    """The largest correction seen after the end of a year: of the area itself, else of its district, else the unit."""
    if indicator is None:
        return None
    trap = (gebied, g.gebieden.get(gebied, {}).get("district_code"), g.eenheid["gebied_code"])
    for code in trap:
        gezien = g.bijstelling.get((indicator, bron, str(code)))
        if gezien and gezien["deel"] is not None:
            return float(gezien["deel"])
    return None


def _oordeel(rij: Rij, laag: float | None, hoog: float | None, d: int) -> tuple[bool | None, str]:
    """Whether the verdict is the same over the whole range of usual corrections."""
    if rij["norm_gehaald"] is None and rij["koers"] is None:
        return None, zeg("strook.geen_oordeel")
    if rij["norm_gehaald"] is not None:
        grenzen = [rij["omslag_norm"]]
    else:
        grenzen = [rij["omslag_op_koers"], rij["omslag_niet_op_koers"]]
        if rij["koers"] in {"op koers", "niet op koers"}:
            grenzen = grenzen[:1] if rij["koers"] == "op koers" else grenzen[1:]
    bekend = [g for g in grenzen if g is not None]
    if laag is None or hoog is None:
        if not bekend:
            return None, zeg("strook.stand_onbekend")
        return None, zeg("strook.stand_onbekend_grens", grens=_grenzen(bekend, d))
    if not bekend:
        return None, zeg("strook.stand_zonder_grens")
    if any(laag <= grens <= hoog for grens in bekend):
        return False, zeg("strook.kan_omslaan", grens=_grenzen(bekend, d))
    return True, zeg("strook.houdt_stand", grens=_grenzen(bekend, d))


def _grenzen(waarden: list[float], d: int) -> str:
    return " of ".join(getal(w, d) for w in dict.fromkeys(waarden))
