"""Suspects per incident: a number within the incident, an age band and a date, and nothing else of a person.

The same person may stand at several incidents; without a number of their own that cannot be seen, so what is
counted are pairs of suspect and incident.
"""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="bvi_verdachten",
    titel="Verdachten per incident uit BVI",
    eigenaar="Politie-eenheid",
    formaten=("csv",),
    sleutel=("incident_id", "volgnummer"),
    frequentie="jaarlijks",
    vervaldag=32,
    privacy="persoonsgegeven",
    fictief_kenmerk="incident_id",
    thema="politie",
    kolommen=(
        Kolom(
            "incident_id",
            "Incident Identificatie",
            "Nummer van het incident, zoals in bvi_incidenten",
            leeg=False,
            privacy="persoonsgegeven",
        ),
        Kolom(
            "volgnummer",
            "Volgnummer verdachte",
            "Nummer binnen het incident, vanaf 1",
            type="geheel",
            leeg=False,
        ),
        Kolom(
            "leeftijdsklasse",
            "Leeftijdsklasse",
            "12-14, 15-17, 18-22, 23-29, 30-44, 45 en ouder of onbekend; de leeftijd zelf wordt niet geleverd",
        ),
        Kolom("minderjarig", "Minderjarig", "Jonger dan 18 op de pleegdatum", type="janee"),
        Kolom(
            "registratiedatum", "Registratiedatum", "Dag waarop de verdachte werd geregistreerd", type="datum"
        ),
    ),
)
