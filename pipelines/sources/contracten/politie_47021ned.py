"""Police open data 47021NED: registered nuisance, national counts per kind and year."""

from pipelines.sources.contract import Contract, Kolom

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
    kolommen=(
        Kolom("overlast", "incident_type_code", "Naam van de soort overlast", leeg=False),
        Kolom("jaar", "year", "Kalenderjaar", type="geheel", leeg=False),
        Kolom("aantal", "incident_count", "Aantal registraties", type="geheel"),
    ),
)
