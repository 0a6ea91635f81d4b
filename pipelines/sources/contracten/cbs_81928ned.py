"""CBS 81928NED: Veiligheidsmonitor, judgement of the police, with margins; typed export with titles."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="cbs_81928ned",
    titel="Veiligheidsmonitor, oordeel over de politie (81928NED)",
    eigenaar="CBS",
    formaten=("csv",),
    sleutel=("marge", "regio", "periode"),
    frequentie="jaarlijks",
    vervaldag=60,
    soort="volledig",
    leegteken=("", "."),
    thema="enquête",
    kolommen=(
        Kolom("marge", "Marges", "Waarde of Betrouwbaarheidsmarge", leeg=False),
        Kolom("regio", "RegioS", "Titel van het gebied, met (RE), (PD), (BT), (gemeente)", leeg=False),
        Kolom("periode", "Perioden", "Golf", leeg=False),
        # the table has this title twice, told apart by number: _38 is the country, _55 the neighbourhood
        Kolom("vertrouwen_politie", "VertrouwenInPolitieSchaalscore_51", "Schaalscore 0-10", "decimaal"),
        Kolom(
            "tevreden_politie_buurt", "TotaleFunctionerenTevreden_55", "% (zeer) tevreden, buurt", "decimaal"
        ),
    ),
)
