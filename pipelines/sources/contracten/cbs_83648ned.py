"""CBS 83648NED: registered crime per kind and area; as a raw download or as a typed export with titles."""

from pipelines.sources.contract import Contract, Kolom, Tabel

CONTRACT = Contract(
    bron="cbs_83648ned",
    titel="Geregistreerde criminaliteit (83648NED)",
    eigenaar="CBS",
    formaten=("csv",),
    sleutel=("soort_misdrijf", "regio", "periode"),
    frequentie="jaarlijks",
    vervaldag=60,
    soort="volledig",
    leegteken=("", "."),
    tabel=Tabel(
        "83648NED",
        filter="startswith(RegioS,'GM') and SoortMisdrijf eq '0000000'",
        kolommen=("SoortMisdrijf", "RegioS", "Perioden", "TotaalGeregistreerdeMisdrijven_1"),
    ),
    kolommen=(
        Kolom("soort_misdrijf", "SoortMisdrijf", "Soort misdrijf, titel of code", leeg=False),
        Kolom("regio", "RegioS", "Gebied, titel of code", leeg=False),
        Kolom("periode", "Perioden", "Jaar, 2018 of 2018JJ00", leeg=False),
        Kolom(
            "aantal",
            "TotaalGeregistreerdeMisdrijven_1",
            "Geregistreerde misdrijven, op vijftallen",
            "decimaal",
        ),
    ),
)
