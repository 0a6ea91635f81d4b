"""Targets that the driehoek of a gemeente sets itself (strategy, line 490)."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="lokale_doelen",
    titel="Streefcijfers van de lokale driehoeken",
    eigenaar="De gemeenten",
    formaten=("csv",),
    sleutel=("gemeente", "indicator", "doeljaar"),
    frequentie="vierjaarlijks",
    vervaldag=None,
    soort="delta",
    decimaalteken=",",
    fictief_kenmerk="kenmerk",
    thema="gemeenten",
    kolommen=(
        Kolom("gemeente", "Gemeente", "Naam van de gemeente", leeg=False),
        Kolom("indicator", "Indicator", "Naam van de indicator, zoals woninginbraken", leeg=False),
        Kolom("basisjaar", "Basisjaar", "Jaar waar het doel van uitgaat", type="geheel", leeg=False),
        Kolom("basiswaarde", "Basiswaarde", "Waarde in het basisjaar", type="decimaal", leeg=False),
        Kolom("doeljaar", "Doeljaar", "Jaar waarin de norm gehaald moet zijn", type="geheel", leeg=False),
        Kolom("norm", "Norm", "Waarde die in het doeljaar gehaald moet zijn", type="decimaal", leeg=False),
        Kolom("operator", "Operator", "<= (hoogstens) of >= (ten minste)", leeg=False),
        Kolom(
            "vastgesteld_op",
            "Vastgesteld op",
            "Dag waarop de driehoek het doel vaststelde",
            "datum",
            leeg=False,
        ),
        Kolom("kenmerk", "Kenmerk", "Kenmerk van de leverancier", verplicht=False),
    ),
)
