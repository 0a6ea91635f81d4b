"""CBS 70072ned: inhabitants per gemeente, in the borders of each year."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="cbs_70072ned",
    titel="Inwoners per gemeente (70072ned)",
    eigenaar="CBS",
    formaten=("csv",),
    sleutel=("regio", "periode"),
    frequentie="jaarlijks",
    vervaldag=60,
    soort="volledig",
    leegteken=("", "."),
    kolommen=(
        Kolom("regio", "RegioS", "CBS-code van de gemeente", leeg=False),
        Kolom("periode", "Perioden", "Jaar, 2018JJ00", leeg=False),
        Kolom("inwoners", "Inwoners_1", "Gemiddeld aantal inwoners in het jaar", type="geheel"),
    ),
)
