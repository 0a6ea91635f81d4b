"""Goods per registration: one registration has many lines, and may hold several incidents.

A delivery speaks of whole registrations: the newest one that names a registration replaces all of its lines.
"""

from pipelines.sources.contract import Contract, Kolom

CONTRACT = Contract(
    bron="bvi_goederen",
    titel="Goederen per registratie uit BVH",
    eigenaar="Politie-eenheid",
    formaten=("csv",),
    sleutel=("bronregistratie", "volgnummer"),
    frequentie="jaarlijks",
    vervaldag=32,
    privacy="persoonsgegeven",
    fictief_kenmerk="bronregistratie",
    thema="politie",
    kolommen=(
        Kolom(
            "bronregistratie",
            "Oorspronkelijk registratienummer",
            "Nummer van de registratie, in bvi_incidenten kolom Bronregistratie",
            leeg=False,
            privacy="persoonsgegeven",
        ),
        Kolom(
            "volgnummer",
            "Goed volgnummer",
            "Nummer binnen de registratie, vanaf 1",
            type="geheel",
            leeg=False,
        ),
        Kolom("categorie", "Goed categorie", "Groep waar het goed bij hoort"),
        Kolom("soort", "Goed soort", "Soort goed"),
        Kolom("merk_type", "Goed merk type", "Vrije tekst", laden=False),
        Kolom("kleur", "Goed kleur", "Vrije tekst", laden=False),
        Kolom("aantal", "Goed aantal", "Aantal stuks", type="geheel"),
    ),
)
