"""Sheet Toelichting: as known when, from which deliveries, what is measured, and how to read it."""

from __future__ import annotations

from pipelines.publish.snapshot import FICTIEF
from pipelines.publish.werkmappen.blad import CEL, INTERN, WRAP, Blad, Kolom
from pipelines.publish.werkmappen.lezen import Gebied, Gegevens
from pipelines.publish.werkmappen.scorebord import speelt

NAAM = "Toelichting"
_KOLOMMEN = (
    Kolom("", 34), Kolom("", 92), Kolom("", 13), Kolom("", 12), Kolom("", 13), Kolom("", 11), Kolom("", 13),
)  # fmt: skip
_BRONKOPPEN = ("Bron", "Nieuwste bestand", "Stand van", "Leveringen", "Rijen geladen", "Afgekeurd", "Op tijd")
_LEZEN = (
    (
        "Marge",
        "Onder- en bovengrens vormen het interval waar de werkelijke waarde met 95% zekerheid in ligt. Bij een koers "
        "noemt het scorebord het interval van 90%, waar ook de onzekerheid van de basis in zit. Een enquête vraagt "
        "maar een deel van de mensen, en ook een telling schommelt door toeval. Overlappen twee marges, dan is het "
        "verschil niet zeker.",
    ),
    (
        "Oordeel en koers",
        "'Gehaald' en 'niet gehaald' gaan over de norm in het doeljaar en gelden voor de hele eenheid. 'Op koers' en "
        "'niet op koers' zeggen dat de waarde meer dan toevallig beter of slechter is dan het pad. 'Onbeslist' "
        "betekent: het verschil kan toeval zijn.",
    ),
    (
        "Eén jaar of drie",
        "In een gebied kleiner dan een district zegt één jaar te weinig. Daar wordt over drie jaren samen geoordeeld.",
    ),
    (
        "Bijdrage",
        "Een doel geldt voor de eenheid. Een district, basisteam of gemeente wordt vergeleken met zijn eigen basis: "
        "draagt dit gebied genoeg bij?",
    ),
    (
        "Voorlopig",
        "Er worden nog aanvullingen verwacht: aangiften komen later binnen en incidenten krijgen een andere klasse. "
        "In de grafiek is een voorlopig punt open.",
    ),
    (
        "Grafiek",
        "Streepjes om een punt zijn de marge. Cijfers uit verschillende bronnen zijn niet door een lijn verbonden.",
    ),
    ("Leeg vakje", "Er is geen waarde. Ernaast staat waarom; een leeg vakje is nooit nul."),
    ("geen levering", "Er is wel gemeten, maar het cijfer is niet geleverd."),
    ("geen meting", "In dat jaar is niet gemeten, zoals bij een enquête die niet elk jaar gehouden wordt."),
    ("niet meetbaar", "De strategie noemt niets waaraan dit te meten is."),
    ("te weinig waarnemingen", "Er zijn te weinig mensen ondervraagd om een cijfer te tonen."),
    ("nul", "Er is geteld en niets gevonden."),
    ("ontbreekt", "De bron geeft voor dit gebied en deze periode geen waarde."),
    ("verborgen", "Het cijfer is weggelaten om personen te beschermen."),
)


def schrijf(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    """Fill the sheet for one area."""
    blad.kolommen(_KOLOMMEN, koppen=False)
    if g.fictief:
        blad.tussenkop(FICTIEF)
        _paar(blad, "Let op", "Alle cijfers in deze werkmap zijn verzonnen. Gebruik ze nergens voor.")
    blad.tussenkop("Deze werkmap")
    _paar(blad, "Gebied", gebied.titel)
    blad.tekst(blad.rij, 0, "Peildatum", **CEL, bold=True)
    blad.datum(blad.rij, 1, g.peildatum, **CEL)
    blad.rij += 1
    _paar(blad, "Publicatie", g.kenmerken["publicatie_id"])
    _paar(blad, "Verzameling", g.kenmerken["verzameling"])
    _paar(blad, "Gebruik", INTERN)
    _paar(
        blad,
        "Wat is de peildatum?",
        "De dag waarop de cijfers bekend waren. Latere aanvullingen staan er niet in.",
    )
    blad.rij += 1
    blad.tussenkop("Hoe leest u dit?")
    for kop, tekst in _LEZEN:
        _paar(blad, kop, tekst)
    _definities(blad, g, gebied)
    _redenen(blad, g, gebied)
    _bronnen(blad, g)


def _paar(blad: Blad, kop: str, tekst: str) -> None:
    blad.tekst(blad.rij, 0, kop, **WRAP, bold=True)
    blad.tekst(blad.rij, 1, tekst, **WRAP)
    blad.rij += 1


def _definities(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    codes = {gebied.code, g.eenheid.code}
    hier = {
        *(r["indicator_id"] for c in codes for r in g.bereik.get(c, ()) if r["waarde"] is not None),
        *(r["indicator_id"] for r in g.cijfers.get(gebied.code, ()) if r["waarde"] is not None),
    }
    blad.rij += 1
    blad.tussenkop("Wat is er gemeten?")
    for indicator_id in sorted(i for i in hier if i in g.indicatoren):
        indicator = g.indicatoren[indicator_id]
        _paar(blad, indicator["naam"], f"{indicator['definitie']} Gemeten in: {indicator['meeteenheid']}.")


def _redenen(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    codes = {gebied.code, g.eenheid.code}
    gebruikt = {
        r["reden_code"]
        for c in codes
        for d in g.doelen
        for r in speelt(g, c, d["doel_id"])
        if r["reden_code"]
    }
    if not gebruikt:
        return
    blad.rij += 1
    blad.tussenkop("Redenen en voorbehouden bij de oordelen")
    for reden in sorted(gebruikt):
        _paar(blad, str(reden).replace("_", " "), g.redenen.get(reden, ""))


def _bronnen(blad: Blad, g: Gegevens) -> None:
    blad.rij += 1
    blad.tussenkop("Bronnen en leveringen")
    blad.koppen([Kolom(k, 0) for k in _BRONKOPPEN])
    for bron, r in g.bronnen.items():
        i = blad.rij
        blad.tekst(i, 0, f"{bron}\n{r['eigenaar']}, {r['frequentie']}", **WRAP)
        blad.tekst(i, 1, r["bestand"], **WRAP)
        blad.datum(i, 2, r["stand"], **CEL)
        blad.getal(i, 3, r["leveringen"], **CEL)
        blad.getal(i, 4, r["aanvaard"], **CEL)
        blad.getal(i, 5, r["afgekeurd"], **CEL)
        blad.tekst(i, 6, r["bronstatus"], **WRAP)
        blad.rij += 1
