"""Sheet Prioriteiten: what the councils chose in their safety plans, beside the figures about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipelines.publish.werkmappen.blad import CEL, WRAP, Blad, Kolom
from pipelines.publish.werkmappen.lezen import Gebied, Gegevens, Rij

NAAM = "Prioriteiten"
_GEEN = "Er zijn geen veiligheidsplannen geleverd, dus is niet te zeggen wat prioriteit heeft."
_GEMEENTE = (
    Kolom(
        "Onderwerp",
        38,
        "Thema of categorie van het Kernbeleid Veiligheid (VNG), of de eigen woorden van de gemeente.",
    ),
    Kolom("Prioriteit", 9),
    Kolom("Zoals de gemeente het noemt", 28),
    Kolom("Periode", 12),
    Kolom("Incidenten", 11, "Aantal incidenten in die jaren samen."),
    Kolom("Per 1.000 inwoners", 10, "Incidenten per 1.000 inwoners per jaar."),
    Kolom("Onder- grens", 8),
    Kolom("Boven- grens", 8),
    Kolom("Gelijke grootte", 9, "Hetzelfde cijfer bij de andere gemeenten van die grootte samen."),
    Kolom("Rang", 6, "1 is het hoogste cijfer."),
    Kolom("van", 6, "Aantal gemeenten van die grootte."),
    Kolom("Beeld cijfers", 13),
    Kolom("Enquête", 9, "Uitkomst van de enquête in de gemeente, het basisteam of het district."),
    Kolom("Eenheid", 9, "Dezelfde uitkomst in de hele politie-eenheid."),
    Kolom("Beeld enquête", 13),
    Kolom("Oordeel", 20, "Een signaal om over te praten, geen oordeel over de gemeente."),
    Kolom("Toelichting", 84),
)
_PLAN = (
    "Prioriteit uit het plan",
    "Hoogte",
    "VNG-code",
    "Plan van",
    "Plan tot en met",
    "Vastgesteld",
    "Verlopen",
)
_BOVEN = (
    Kolom(
        "Onderwerp",
        44,
        "Thema of categorie van het Kernbeleid Veiligheid (VNG), of de eigen woorden van een gemeente.",
    ),
    Kolom("Hoogte", 11),
    Kolom("Gemeenten met prioriteit", 12),
    Kolom("Bevestigd", 12, "Prioriteit, en cijfers en enquête wijzen er allebei op."),
    Kolom("Niet bevestigd", 12, "Prioriteit, maar cijfers en enquête wijzen er geen van beide op."),
    Kolom("Prioriteit ontbreekt", 12, "Geen prioriteit, terwijl cijfers en enquête er allebei op wijzen."),
    Kolom("Oneens", 12, "Cijfers en enquête spreken elkaar tegen."),
    Kolom("Niet te vergelijken", 12),
    Kolom("Geen prioriteit nodig", 12),
)
_OORDELEN = (
    "bevestigd",
    "niet bevestigd",
    "prioriteit ontbreekt",
    "oneens",
    "onbekend",
    "geen prioriteit nodig",
)
_PLANNEN = ("Gemeente", "Plan", "Plan van", "Plan tot en met", "Prioriteiten", "Vastgesteld", "Toelichting")


def schrijf(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    """Fill the sheet for one area."""
    if gebied.soort == "gemeente":
        _gemeente(blad, g, gebied)
    else:
        _boven(blad, g, gebied)


def _gemeente(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    blad.kolommen(_GEMEENTE, vast=1, herhaal=False)
    beeld = g.beeld.get(gebied.code, ())
    for r in sorted(beeld, key=lambda r: (not r["is_prioriteit"], r["onderwerp_code"])):
        _beeld(blad, g, r)
    gekozen = g.prioriteiten.get(gebied.code, ())
    if not beeld:
        blad.zin(_zonder_beeld(g, gebied))
    blad.rij += 1
    plan = g.plannen.get(gebied.code)
    blad.tussenkop(
        "Prioriteiten in de plannen van de gemeente" + (f". {plan['toelichting']}" if plan else "")
    )
    if not gekozen:
        blad.zin("Van deze gemeente is geen plan geleverd." if g.prioriteiten else _GEEN)
        return
    blad.koppen([Kolom(k, 0) for k in _PLAN])
    for r in gekozen:
        i = blad.rij
        blad.tekst(i, 0, r["prioriteit"], **WRAP)
        blad.tekst(i, 1, r["soort"], **CEL)
        blad.tekst(i, 2, r["vng_code"], **CEL)
        blad.jaar(i, 3, r["plan_van"], **CEL)
        blad.jaar(i, 4, r["plan_tot"], **CEL)
        blad.datum(i, 5, r["vastgesteld_op"], **CEL)
        blad.tekst(i, 6, {True: "ja", False: "nee"}.get(r["verlopen"], "onbekend"), **CEL)
        blad.rij += 1


def _zonder_beeld(g: Gegevens, gebied: Gebied) -> str:
    if not g.prioriteiten:
        return _GEEN
    if gebied.opvolger:
        naam = g.namen.get(gebied.opvolger, gebied.opvolger)
        return f"De gemeente is opgegaan in {naam}; de vergelijking met de cijfers staat daar."
    return "Van deze gemeente is geen plan geleverd dat met cijfers te vergelijken is."


def _beeld(blad: Blad, g: Gegevens, r: Rij) -> None:
    i = blad.rij
    indicator = g.indicatoren.get(str(r["indicator_id"]))
    d = int(indicator["decimalen"]) if indicator else 1
    blad.tekst(i, 0, r["onderwerp"], **WRAP, bold=bool(r["is_prioriteit"]))
    blad.tekst(i, 1, "ja" if r["is_prioriteit"] else "nee", **CEL)
    blad.tekst(i, 2, r["prioriteiten"], **WRAP)
    blad.tekst(i, 3, r["periode_id"], **CEL)
    blad.getal(i, 4, r["aantal"], **CEL)
    for k, naam in (
        (5, "per_1000"),
        (6, "per_1000_ondergrens"),
        (7, "per_1000_bovengrens"),
        (8, "vergelijkbaar_per_1000"),
    ):
        blad.getal(i, k, r[naam], 1, **CEL)
    blad.getal(i, 9, r["rang"], **CEL)
    blad.getal(i, 10, r["vergelijkbare_gemeenten"], **CEL)
    blad.tekst(i, 11, r["incidentbeeld"], **CEL)
    blad.getal(i, 12, r["enquete_waarde"], d, **CEL)
    blad.getal(i, 13, r["eenheid_waarde"], d, **CEL)
    blad.tekst(i, 14, r["enquetebeeld"], **CEL)
    blad.tekst(i, 15, r["oordeel"], **WRAP)
    blad.tekst(i, 16, r["toelichting"], **WRAP)
    blad.rij += 1


def _boven(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    """Of a larger area: how often each subject is chosen, and whether the figures bear it out."""
    blad.kolommen(_BOVEN, vast=1, herhaal=False)
    codes = _codes(g, gebied)
    per: dict[tuple[str, str], list[Rij]] = defaultdict(list)
    for code in codes:
        for r in g.beeld.get(code, ()):
            # what a gemeente wrote its own way has a code of its own: the words are what is shared
            per["9" if r["hoogte"] == "vrij" else r["onderwerp_code"], r["onderwerp"]].append(r)
    if gebied.soort == "basisteam":
        blad.zin(
            "Welke gemeenten bij een basisteam horen is niet openbaar; hieronder staan de gemeenten van het hele "
            f"district {gebied.district_naam or g.namen.get(str(gebied.district_code), '')}."
        )
    if not per:
        blad.zin(_GEEN)
    for (_, onderwerp), rijen in sorted(per.items()):
        telling = Counter(r["oordeel"] for r in rijen)
        i = blad.rij
        blad.tekst(i, 0, onderwerp, **WRAP)
        blad.tekst(i, 1, rijen[0]["hoogte"], **CEL)
        blad.getal(i, 2, sum(bool(r["is_prioriteit"]) for r in rijen), **CEL, bold=True)
        for k, oordeel in enumerate(_OORDELEN, start=3):
            blad.getal(i, k, telling[oordeel], **CEL)
        blad.rij += 1
    if per:
        _plannen(blad, g, codes)


def _codes(g: Gegevens, gebied: Gebied) -> list[str]:
    """Gemeenten as they are now, by code."""
    nu = {m.opvolger or m.code for m in g.gemeenten(gebied)}
    return sorted(nu, key=lambda code: g.namen.get(code, code))


def _plannen(blad: Blad, g: Gegevens, codes: Sequence[str]) -> None:
    blad.rij += 1
    blad.tussenkop("Plannen per gemeente op de peildatum")
    blad.koppen([Kolom(k, 0) for k in _PLANNEN])
    for code in codes:
        i, plan = blad.rij, g.plannen.get(code)
        blad.tekst(i, 0, g.namen.get(code, code), **CEL)
        blad.tekst(i, 1, plan["planstatus"] if plan else "onbekend", **WRAP)
        blad.jaar(i, 2, plan["plan_van"] if plan else None, **CEL)
        blad.jaar(i, 3, plan["plan_tot"] if plan else None, **CEL)
        blad.getal(i, 4, plan["aantal_prioriteiten"] if plan else None, **CEL)
        blad.datum(i, 5, plan["vastgesteld_op"] if plan else None, **CEL)
        blad.alinea(plan["toelichting"] if plan else "Van deze gemeente is geen plan geleverd.", 6, 8, **CEL)
        blad.rij += 1
