"""What reports say of a theme, scored: Veiligheidsbeeld, trend analysis of the CCV, Perspectiefnota OM."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="contextrapport",
    titel="Gewogen uitspraken uit rapporten, per thema",
    eigenaar="De BBG",
    formaten=("csv",),
    sleutel=("rapport", "thema", "bladzijde", "citaat"),
    frequentie="vierjaarlijks",
    vervaldag=None,
    soort="delta",
    fictief_kenmerk="kenmerk",
    thema="bbg",
    kolommen=(
        Kolom("rapport", "Rapport", "Titel van het rapport, met jaar", leeg=False),
        Kolom("thema", "Thema", "Themacode in het Kernbeleid Veiligheid, zoals 1.3", leeg=False),
        Kolom("richting", "Richting", "stijgt, daalt of gelijk", leeg=False),
        Kolom(
            "weging", "Weging", "Gewicht van de uitspraak, 1 (laag) tot 5 (hoog)", type="geheel", leeg=False
        ),
        Kolom("bladzijde", "Bladzijde", "Bladzijde in het rapport", type="geheel", leeg=False),
        Kolom("citaat", "Citaat", "De zin zelf; nooit met namen van personen", leeg=False),
        Kolom("kenmerk", "Kenmerk", "Kenmerk van de leverancier", verplicht=False),
    ),
)
