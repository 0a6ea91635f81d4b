"""CBS 81877NED: Veiligheidsmonitor, perception of safety, with margins; raw (codes) or typed (titles)."""

from pipelines.sources.contract import Contract, Kolom, Tabel

# parts of the country (LD) are left out: Oost-Nederland (LD) is another area than the police unit
_GEBIEDEN = " or ".join(f"startswith(RegioS,'{soort}')" for soort in ("NL", "PV", "RE", "PD", "BT", "GM"))

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
    tabel=Tabel(
        "81877NED",
        filter=_GEBIEDEN,
        kolommen=(
            "Marges",
            "RegioS",
            "Perioden",
            "VoeltZichWelEensOnveilig_1",
            "VanInbraakInWoning_5",
            "RapportcijferVeiligheidInBuurt_18",
            "OpPlekkenWaarJongerenRondhangen_20",
        ),
    ),
    kolommen=(
        Kolom(
            "marge",
            "Marges",
            "1 of Waarde; 2 of Betrouwbaarheidsmarge = halve breedte van het 95%-interval",
            leeg=False,
        ),
        Kolom(
            "regio",
            "RegioS",
            "CBS-code van het gebied, of titel met (RE), (PD), (BT), (gemeente)",
            leeg=False,
        ),
        Kolom("periode", "Perioden", "Golf, 2017JJ00 of 2017", leeg=False),
        Kolom("weleens_onveilig", "VoeltZichWelEensOnveilig_1", "% voelt zich weleens onveilig", "decimaal"),
        Kolom(
            "kans_woninginbraak", "VanInbraakInWoning_5", "% acht kans op inbraak (heel) groot", "decimaal"
        ),
        Kolom("cijfer_veiligheid", "RapportcijferVeiligheidInBuurt_18", "Rapportcijfer 1-10", "decimaal"),
        Kolom(
            "jongeren_onveilig",
            "OpPlekkenWaarJongerenRondhangen_20",
            "% weleens onveilig op plekken waar jongeren rondhangen",
            "decimaal",
            verplicht=False,
        ),
    ),
)
