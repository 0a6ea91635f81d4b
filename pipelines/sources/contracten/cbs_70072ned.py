"""CBS 70072ned: inhabitants per gemeente, in the borders of each year."""

from pipelines.sources.contract import Contract, Kolom, Tabel

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
    tabel=Tabel(
        "70072ned",
        # a gemeente that did not exist in a year has a row without a figure
        filter="startswith(RegioS,'GM') and substringof('JJ',Perioden) and Perioden ge '2012JJ00'",
        kolommen=("RegioS", "Perioden", "GemiddeldAantalInwoners_*"),
    ),
    kolommen=(
        Kolom("regio", "RegioS", "CBS-code van de gemeente, of haar titel", leeg=False),
        Kolom("periode", "Perioden", "Jaar, 2018JJ00 of 2018", leeg=False),
        Kolom(
            "inwoners",
            "Inwoners_1",
            "Gemiddeld aantal inwoners in het jaar",
            type="geheel",
            ook=("GemiddeldAantalInwoners_*",),
        ),
    ),
)
