"""Police open data 47021NED: registered nuisance, national counts per kind and year."""

from pipelines.sources.contract import Contract, Kolom, Tabel

CONTRACT = Contract(
    bron="politie_47021ned",
    titel="Geregistreerde overlast, landelijk (47021NED)",
    eigenaar="Politie, via CBS open data",
    formaten=("csv",),
    sleutel=("overlast", "jaar"),
    frequentie="jaarlijks",
    vervaldag=32,
    soort="volledig",
    leegteken=("", "."),
    tabel=Tabel(
        "47021NED",
        "https://dataderden.cbs.nl",
        filter="startswith(RegioS,'NL') and substringof('JJ',Perioden)",
        kolommen=("*Overlast", "RegioS", "Perioden", "GeregistreerdeOverlast_*"),
    ),
    kolommen=(
        Kolom(
            "overlast",
            "incident_type_code",
            "Naam of code van de soort overlast",
            leeg=False,
            ook=("Overlast", "SoortOverlast"),
        ),
        Kolom("jaar", "year", "Kalenderjaar", type="jaar", leeg=False, ook=("Perioden",)),
        Kolom(
            "aantal",
            "incident_count",
            "Aantal registraties",
            type="geheel",
            ook=("GeregistreerdeOverlast_*",),
        ),
    ),
)
