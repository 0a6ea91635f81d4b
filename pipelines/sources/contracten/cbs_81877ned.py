"""CBS 81877NED: Veiligheidsmonitor, perception of safety, with margins; raw download with codes."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="cbs_81877ned",
    titel="Veiligheidsmonitor, (on)veiligheidsbeleving (81877NED)",
    eigenaar="CBS",
    formaten=("csv",),
    sleutel=("marge", "regio", "periode"),
    frequentie="jaarlijks",
    vervaldag=60,
    soort="volledig",
    leegteken=("", "."),
    thema="enquête",
    kolommen=(
        Kolom("marge", "Marges", "1 = waarde, 2 = halve breedte van het 95%-interval", leeg=False),
        Kolom("regio", "RegioS", "CBS-code van het gebied", leeg=False),
        Kolom("periode", "Perioden", "Golf, 2017JJ00", leeg=False),
        Kolom("weleens_onveilig", "VoeltZichWelEensOnveilig_1", "% voelt zich weleens onveilig", "decimaal"),
        Kolom(
            "kans_woninginbraak", "VanInbraakInWoning_5", "% acht kans op inbraak (heel) groot", "decimaal"
        ),
        Kolom("cijfer_veiligheid", "RapportcijferVeiligheidInBuurt_18", "Rapportcijfer 1-10", "decimaal"),
    ),
)
