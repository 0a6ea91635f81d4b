"""What partners keep themselves: one generic source for counted things that are no incidents.

What a `Grootheid` means, who keeps it and whether the strategy gives it a norm stands in seed grootheden.
"""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="registratie",
    titel="Registraties van de partners: afspraken met het OM, overleg, middelen, mijlpalen",
    eigenaar="De bronhouder die in elke rij staat",
    formaten=("csv",),
    sleutel=("grootheid", "gebied_code", "periode"),
    frequentie="jaarlijks",
    vervaldag=60,
    soort="delta",
    decimaalteken=",",
    fictief_kenmerk="kenmerk",
    thema="keten",
    kolommen=(
        Kolom("grootheid", "Grootheid", "Naam uit de [lijst van grootheden](#grootheden)", leeg=False),
        Kolom(
            "gebied_code", "Gebiedscode", "CBS-code van gemeente, basisteam, district of eenheid", leeg=False
        ),
        Kolom("periode", "Periode", "2016, 2016-K1, 2016-03 of 2014-2016", leeg=False),
        Kolom("waarde", "Waarde", "Het getal; een mijlpaal is 1 (gereed) of 0", type="decimaal", leeg=False),
        Kolom("meeteenheid", "Meeteenheid", "Zoals bij de grootheid", leeg=False),
        Kolom("norm", "Norm", "Afgesproken getal; leeg als er geen is", type="decimaal"),
        Kolom("bronhouder", "Bronhouder", "Wie het getal bijhoudt", leeg=False),
        Kolom("kenmerk", "Kenmerk", "Kenmerk van de leverancier", verplicht=False),
    ),
)
