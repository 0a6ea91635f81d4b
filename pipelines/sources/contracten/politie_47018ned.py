"""Police open data 47018NED: registered crime per area, kind and year (here per gemeente)."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="politie_47018ned",
    titel="Geregistreerde misdrijven naar soort en gemeente (47018NED)",
    eigenaar="Politie, via CBS open data",
    formaten=("csv",),
    sleutel=("soort_misdrijf", "regio", "periode"),
    frequentie="jaarlijks",
    vervaldag=32,
    soort="volledig",
    leegteken=("", "."),
    kolommen=(
        Kolom("soort_misdrijf", "SoortMisdrijf", "INP-code van de soort misdrijf", leeg=False),
        Kolom("regio", "RegioS", "CBS-code van het gebied", leeg=False),
        Kolom("periode", "Perioden", "Periode, 2018JJ00", leeg=False),
        Kolom(
            "aantal", "GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven, pogingen inbegrepen", "geheel"
        ),
    ),
)
