"""Veiligheidsmonitor: one respondent a row, one delivery per wave."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="vm_microdata",
    titel="Veiligheidsmonitor, microdata",
    eigenaar="CBS en ministerie van Veiligheid en Justitie",
    formaten=("csv",),
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
        Kolom("kans_woninginbraak", "Kans woninginbraak", "1 heel klein … 5 heel groot", type="geheel"),
        Kolom(
            "cijfer_veiligheid", "Cijfer veiligheid", "Rapportcijfer veiligheid in de buurt, 1-10", "decimaal"
        ),
        Kolom("weleens_onveilig", "Voelt zich weleens onveilig", "J of N", type="janee"),
        Kolom("vertrouwen_politie", "Vertrouwen politie", "Schaalscore 0-10", type="decimaal"),
        Kolom(
            "tevreden_politie_buurt",
            "Tevreden politie buurt",
            "1 zeer ontevreden … 5 zeer tevreden",
            "geheel",
        ),
        Kolom(
            "slachtoffer_woninginbraak", "Slachtoffer woninginbraak", "J of N, twaalf maanden", type="janee"
        ),
    ),
)
