"""Veiligheidsmonitor: one respondent a row, one delivery per wave."""

from pipelines.sources.contract import Contract, Kolom

_GEEN = (("weet niet", ""), ("wil niet zeggen", ""), ("geen antwoord", ""), ("niet van toepassing", ""))
_JA_NEE = (("ja", "J"), ("nee", "N"), *_GEEN)
_KANS = (
    ("heel klein", "1"),
    ("klein", "2"),
    ("niet klein, niet groot", "3"),
    ("groot", "4"),
    ("heel groot", "5"),
    *_GEEN,
)
_TEVREDEN = (
    ("zeer ontevreden", "1"),
    ("ontevreden", "2"),
    ("niet tevreden, niet ontevreden", "3"),
    ("tevreden", "4"),
    ("zeer tevreden", "5"),
    *_GEEN,
)

CONTRACT = Contract(
    bron="vm_microdata",
    titel="Veiligheidsmonitor, microdata",
    eigenaar="CBS en ministerie van Veiligheid en Justitie",
    formaten=("csv", "sav"),
    sleutel=("respondent_id",),
    frequentie="jaarlijks",
    vervaldag=60,
    privacy="persoonsgegeven",
    soort="volledig",
    decimaalteken=",",
    fictief_kenmerk="respondent_id",
    thema="enquête",
    kolommen=(
        Kolom(
            "respondent_id", "Respondent", "Nummer van de ondervraagde", leeg=False, privacy="persoonsgegeven"
        ),
        Kolom(
            "weegfactor",
            "Weegfactor",
            "Aantal inwoners voor wie de ondervraagde staat",
            "decimaal",
            leeg=False,
        ),
        Kolom("stratum", "Stratum", "Stratum van de steekproef", leeg=False),
        Kolom("district", "District", "Afkorting van het district", leeg=False),
        Kolom("basisteam", "Basisteam", "Code van het basisteam"),
        Kolom("gemeente", "Gemeente", "Naam van de gemeente"),
        Kolom("golf", "Golf", "Jaar van het veldwerk", type="geheel", leeg=False),
        Kolom("periode_van", "Periode van", "Begin van de bevraagde twaalf maanden", type="datum"),
        Kolom("periode_tot", "Periode tot", "Einde van de bevraagde twaalf maanden", type="datum"),
        Kolom(
            "kans_woninginbraak",
            "Kans woninginbraak",
            "1 heel klein … 5 heel groot",
            type="geheel",
            labels=_KANS,
        ),
        Kolom(
            "cijfer_veiligheid",
            "Cijfer veiligheid",
            "Rapportcijfer veiligheid in de buurt, 1-10",
            "decimaal",
            labels=_GEEN,
        ),
        Kolom("weleens_onveilig", "Voelt zich weleens onveilig", "J of N", type="janee", labels=_JA_NEE),
        Kolom("vertrouwen_politie", "Vertrouwen politie", "Schaalscore 0-10", type="decimaal", labels=_GEEN),
        Kolom(
            "tevreden_politie_buurt",
            "Tevreden politie buurt",
            "1 zeer ontevreden … 5 zeer tevreden",
            "geheel",
            labels=_TEVREDEN,
        ),
        Kolom(
            "slachtoffer_woninginbraak",
            "Slachtoffer woninginbraak",
            "J of N, twaalf maanden",
            type="janee",
            labels=_JA_NEE,
        ),
    ),
)
