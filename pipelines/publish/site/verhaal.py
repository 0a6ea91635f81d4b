"""Sentences about one verdict: how certain it is, its value and margin, for every page that shows it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.publish.getallen import getal
from pipelines.publish.site.herziening import strook
from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import dag, kans, met_eenheid, tussen, zeg
from pipelines.publish.site.rekenkaart import lees_kaart


def zeker(g: Gegevens, rij: Rij) -> str:
    """How sure a verdict is, in a sentence or two."""
    if rij["norm_gehaald"] is not None:
        return _zeker_norm(g, rij)
    if rij["waarde"] is None and rij["koers"] is None:
        return zeg("zeker_zin.leeg")
    if rij["koers"] in {"op koers", "niet op koers"}:
        return zeg("zeker_zin.koers_zeker", p=kans(rij["p_waarde"]))
    return zeg("zeker_zin.koers_onzeker" if rij["koers"] == "onbeslist" else "zeker_zin.geen_oordeel")


def _zeker_norm(g: Gegevens, rij: Rij) -> str:
    """Whether the margin leaves room for the other verdict about the norm."""
    doel = g.doelen[rij["doel_id"]]
    d, laag, hoog = doel["decimalen"], rij["ondergrens"], rij["bovengrens"]
    if rij["waarde"] is None:
        return zeg("zeker_zin.volgt_uit")
    if doel["indicator_id"] == "woninginbraken_verandering":
        return _belofte(g, rij)
    if laag is None:
        return zeg("zeker_zin.mijlpaal")
    grens = rij["omslag_norm"] if rij["omslag_norm"] is not None else rij["padwaarde"]
    sleutel = "norm_onzeker" if laag <= grens <= hoog else "norm_zeker"
    plaatsen = d if float(grens).is_integer() else max(d, 1)
    return zeg(f"zeker_zin.{sleutel}", marge=tussen(laag, hoog, d), grens=getal(grens, plaatsen))


def _belofte(g: Gegevens, rij: Rij) -> str:
    """A promise about every year is as sure as its worst year."""
    jaren = [
        r
        for r in g.hoofd(rij["doel_id"], rij["gebied_code"])
        if r["jaar"] <= rij["jaar"] and r["padwaarde"] is not None and r["waarde"] is not None
    ]
    gebroken = [r for r in jaren if r["waarde"] > r["padwaarde"]]
    if not gebroken:
        zwak = [r for r in jaren if r["koers"] != "op koers"]
        return zeg(
            "zeker_zin.belofte_onzeker" if zwak else "zeker_zin.belofte_zeker", jaren=_opsom(zwak or jaren)
        )
    vast = [r for r in gebroken if r["koers"] == "niet op koers"]
    return zeg(
        "zeker_zin.gebroken_zeker" if vast else "zeker_zin.gebroken_onzeker", jaren=_opsom(vast or gebroken)
    )


def _opsom(rijen: list[Rij]) -> str:
    return ", ".join(str(r["jaar"]) for r in rijen)


def oordeel(g: Gegevens, publicatie: Path, rij: Rij) -> dict[str, Any]:
    """A verdict with all that unfolds from it."""
    doel = g.doelen[rij["doel_id"]]
    d, eenheid = doel["decimalen"], doel["eenheid"]
    cijfer, laag, hoog, periode = rij["waarde"], rij["ondergrens"], rij["bovengrens"], None
    if cijfer is None and rij["laatste_waarde"] is not None:
        cijfer, laag, hoog = rij["laatste_waarde"], rij["laatste_ondergrens"], rij["laatste_bovengrens"]
        periode = str(rij["laatste_periode_id"]).removeprefix("VM")
    tekst = met_eenheid(cijfer, d, eenheid) if cijfer is not None else None
    return {
        "doel": doel,
        "rij": rij,
        "cijfer": zeg("index.laatste", periode=periode, waarde=tekst) if periode else tekst,
        "marge": zeg("index.marge", laag=getal(laag, d), hoog=getal(hoog, d))
        if laag is not None and hoog is not None
        else None,
        "zeker": zeker(g, rij),
        "kaart": lees_kaart(publicatie, g, rij),
        "strook": strook(g, rij),
    }


def dag_tekst(moment: str) -> str:
    """The day of a moment as a calculation card writes it (ISO)."""
    return dag(datetime.fromisoformat(moment))
