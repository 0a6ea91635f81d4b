"""Reports of youth nuisance (E35) per gemeente, whole country: the only way to rank gemeenten nationally."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="jeugdoverlast",
    titel="Meldingen overlast jeugd (E35) per gemeente, landelijk",
    eigenaar="Politie",
    formaten=("csv",),
    sleutel=("gebied_code", "jaar"),
    frequentie="jaarlijks",
    vervaldag=32,
    soort="volledig",
    fictief_kenmerk="kenmerk",
    thema="politie",
    kolommen=(
        Kolom("gebied_code", "Gebiedscode", "CBS-code van de gemeente", leeg=False),
        Kolom("gemeente", "Gemeente", "Naam van de gemeente"),
        Kolom("jaar", "Jaar", "Kalenderjaar", type="geheel", leeg=False),
        Kolom("aantal", "Aantal", "Aantal meldingen E35", type="geheel", leeg=False),
        Kolom("kenmerk", "Kenmerk", "Kenmerk van de leverancier", verplicht=False),
    ),
)
