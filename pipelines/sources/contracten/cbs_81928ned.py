"""CBS 81928NED: Veiligheidsmonitor, judgement of the police, with margins; raw (codes) or typed (titles)."""

from pipelines.sources.contract import Contract, Kolom, Tabel

# parts of the country (LD) are left out: Oost-Nederland (LD) is another area than the police unit
_GEBIEDEN = " or ".join(f"startswith(RegioS,'{soort}')" for soort in ("NL", "PV", "RE", "PD", "BT", "GM"))

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
    tabel=Tabel(
        "81928NED",
        filter=_GEBIEDEN,
        kolommen=(
            "Marges",
            "RegioS",
            "Perioden",
            "VertrouwenInPolitieSchaalscore_51",
            "TotaleFunctionerenTevreden_55",
        ),
    ),
    kolommen=(
        Kolom(
            "marge",
            "Marges",
            "Waarde of 1; Betrouwbaarheidsmarge of 2 = halve breedte van het 95%-interval",
            leeg=False,
        ),
        Kolom(
            "regio",
            "RegioS",
            "CBS-code van het gebied, of titel met (RE), (PD), (BT), (gemeente)",
            leeg=False,
        ),
        Kolom("periode", "Perioden", "Golf, 2017JJ00 of 2017", leeg=False),
        # the table has this title twice, told apart by number: _38 is the country, _55 the neighbourhood
        Kolom("vertrouwen_politie", "VertrouwenInPolitieSchaalscore_51", "Schaalscore 0-10", "decimaal"),
        Kolom(
            "tevreden_politie_buurt", "TotaleFunctionerenTevreden_55", "% (zeer) tevreden, buurt", "decimaal"
        ),
    ),
)
