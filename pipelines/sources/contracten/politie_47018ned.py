"""Police open data 47018NED: registered crime per area, kind and year (here per gemeente)."""

from pipelines.sources.contract import Contract, Kolom, Tabel

# kinds that the strategy speaks of; all kinds in all neighbourhoods are millions of rows
_SOORTEN = (
    "1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "1.4.2", "1.4.4", "1.4.5", "2.2.1", "2.5.1", "3.1.1", "3.1.3"
)  # fmt: skip

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
    tabel=Tabel(
        "47018NED",
        "https://dataderden.cbs.nl",
        filter="startswith(WijkenEnBuurten,'GM') and substringof('JJ',Perioden) and ("
        + " or ".join(f"startswith(SoortMisdrijf,'{soort}')" for soort in _SOORTEN)
        + ")",
        kolommen=("SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1"),
    ),
    kolommen=(
        Kolom(
            "soort_misdrijf",
            "SoortMisdrijf",
            "INP-code van de soort misdrijf, of titel die ermee begint",
            leeg=False,
        ),
        Kolom(
            "regio", "RegioS", "CBS-code van het gebied, of zijn titel", leeg=False, ook=("WijkenEnBuurten",)
        ),
        Kolom("periode", "Perioden", "Jaar, 2018JJ00 of 2018", leeg=False),
        Kolom(
            "aantal", "GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven, pogingen inbegrepen", "geheel"
        ),
    ),
)
