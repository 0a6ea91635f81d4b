"""Strategy, Bijlage 1: number of local priorities per gemeente, as printed."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="bijlage1_rijtotalen",
    titel="Aantal prioriteiten per gemeente (Bijlage 1 van de strategie)",
    eigenaar="Bestuurlijk Veiligheidsoverleg Oost-Nederland",
    formaten=("csv",),
    sleutel=("district", "gemeente"),
    frequentie="eenmalig",
    vervaldag=None,
    soort="volledig",
    thema="gemeenten",
    kolommen=(
        Kolom("district", "district", "Afkorting van het district", leeg=False),
        Kolom("gemeente", "gemeente", "Naam van de gemeente, zoals gedrukt", leeg=False),
        Kolom("aantal", "n_prioriteiten", "Aantal prioriteiten", type="geheel", leeg=False),
    ),
)
