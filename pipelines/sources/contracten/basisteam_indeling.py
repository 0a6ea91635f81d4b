"""Which gemeente, or which part of one, belongs to which basisteam, and since when."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="basisteam_indeling",
    titel="Indeling van gemeenten en wijken naar basisteam",
    eigenaar="Politie-eenheid",
    formaten=("csv",),
    sleutel=("gemeente", "wijk", "basisteam", "geldig_van"),
    frequentie="eenmalig",
    vervaldag=None,
    soort="volledig",
    fictief_kenmerk="kenmerk",
    thema="politie",
    kolommen=(
        Kolom("gemeente", "Gemeente", "Naam of CBS-code van de gemeente", leeg=False),
        Kolom(
            "wijk",
            "Wijk",
            "Naam van de wijk, zoals in het extract van incidenten; `alle` voor de hele gemeente",
            leeg=False,
        ),
        Kolom("basisteam", "Basisteam", "Naam of CBS-code van het basisteam", leeg=False),
        Kolom("geldig_van", "Geldig van", "Eerste dag waarop dit geldt", type="datum", leeg=False),
        Kolom("geldig_tot", "Geldig tot", "Laatste dag waarop dit geldt; leeg: tot nu", type="datum"),
        Kolom("kenmerk", "Kenmerk", "Kenmerk van de leverancier", verplicht=False),
    ),
)
