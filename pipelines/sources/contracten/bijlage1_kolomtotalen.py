"""Strategy, Bijlage 1: priorities per column and district, as printed; known not to add up (C15, C16)."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="bijlage1_kolomtotalen",
    titel="Prioriteiten per kolom en district (Bijlage 1 van de strategie)",
    eigenaar="Bestuurlijk Veiligheidsoverleg Oost-Nederland",
    formaten=("csv",),
    sleutel=("district",),
    frequentie="eenmalig",
    vervaldag=None,
    soort="volledig",
    thema="gemeenten",
    kolommen=(
        Kolom("district", "district", "Afkorting van het district, of het totaal", leeg=False),
        *(
            Kolom(
                f"c{n:02d}",
                f"c{n:02d}",
                f"Kolom {n}; alleen kolom 4 (woninginbraken) heeft een naam",
                "geheel",
            )
            for n in range(1, 22)
        ),
        Kolom("gedrukt_totaal", "printed_total", "Totaal zoals gedrukt", type="geheel"),
        Kolom("som_kolommen", "computed_sum", "Som van de kolommen", type="geheel"),
        Kolom("verschil", "diff", "Gedrukt totaal min som", type="geheel"),
    ),
)
