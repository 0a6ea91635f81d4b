"""Monthly counts per gemeente and incident class, for the classes that are not delivered as incidents."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="bvi_maandcijfers",
    titel="Maandcijfers per maatschappelijke klasse uit BVI",
    eigenaar="Politie-eenheid",
    formaten=("csv",),
    sleutel=("gebied_code", "mk_code", "maand"),
    frequentie="jaarlijks",
    vervaldag=32,
    soort="volledig",
    fictief_kenmerk="kenmerk",
    thema="politie",
    kolommen=(
        Kolom("gebied_code", "Gebiedscode", "CBS-code van de gemeente", leeg=False),
        Kolom("gebied", "Gebied", "Naam van de gemeente"),
        Kolom("mk_code", "Incidentsoort code", "Maatschappelijke klasse", leeg=False),
        Kolom("maand", "Maand", "Kalendermaand van het begin van de pleegperiode", type="maand", leeg=False),
        Kolom("aantal", "Aantal", "Aantal incidenten", type="geheel", leeg=False),
        Kolom("kenmerk", "Kenmerk", "Kenmerk van de leverancier", verplicht=False),
    ),
)
