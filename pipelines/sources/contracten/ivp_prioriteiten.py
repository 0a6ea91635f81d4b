"""Priorities from the municipal safety plans (IVP): one workbook per planning round."""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="ivp_prioriteiten",
    titel="Prioriteiten uit de integrale veiligheidsplannen",
    eigenaar="De gemeenten",
    formaten=("xlsx", "csv"),
    blad="Prioriteiten",
    informatieblad="Informatie",
    sleutel=("gemeente", "prioriteit", "plan_van"),
    frequentie="vierjaarlijks",
    vervaldag=None,
    soort="delta",
    fictief_kenmerk="kenmerk",
    thema="gemeenten",
    kolommen=(
        Kolom("gemeente", "Gemeente", "Naam van de gemeente", leeg=False),
        Kolom("prioriteit", "Prioriteit", "Prioriteit zoals de gemeente die noemt", leeg=False),
        Kolom("niveau", "Niveau", "thema, categorie of vrij", leeg=False),
        Kolom("vng_code", "VNG-code", "Code in het Kernbeleid Veiligheid; leeg bij vrije tekst"),
        Kolom("plan_van", "Planperiode van", "Eerste jaar van het plan", type="geheel", leeg=False),
        Kolom("plan_tot", "Planperiode tot", "Laatste jaar van het plan", type="geheel"),
        Kolom("vastgesteld_op", "Vastgesteld op", "Dag waarop de raad het plan vaststelde", type="datum"),
        Kolom("kenmerk", "Kenmerk", "Kenmerk van de leverancier", verplicht=False),
    ),
)
