"""Sheet Scorebord: every target of the strategy as it stands for the area, with its margin and one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipelines.publish.werkmappen.blad import CEL, WRAP, Blad, Kolom, plaatsen
from pipelines.publish.werkmappen.lezen import Gebied, Gegevens, Rij

NAAM = "Scorebord"
_KOLOMMEN = (
    Kolom("Doel", 6),
    Kolom("Wat het doel vraagt", 36),
    Kolom("Gemeten in", 15),
    Kolom("Norm (gedrukt)", 12, "Wat de strategie vraagt van de hele politie-eenheid, zoals het er staat."),
    Kolom("Periode", 11, "Eén jaar, of drie jaren samen: in een klein gebied zegt één jaar te weinig."),
    Kolom("Pad", 10, "Waar dit gebied in deze periode had moeten zijn om op weg te zijn naar de norm."),
    Kolom("Waarde", 10),
    Kolom("Onder- grens", 9, "De waarde ligt met de zekerheid die ernaast staat boven deze grens."),
    Kolom("Boven- grens", 9, "De waarde ligt met de zekerheid die ernaast staat onder deze grens."),
    Kolom("Zeker- heid", 8, "95% bij een waarde; 90% bij een koers, met de onzekerheid van de basis erin."),
    Kolom("Oordeel", 16),
    Kolom("Koers", 14, "Of de waarde meer dan toevallig beter of slechter is dan het pad."),
    Kolom("Voor- lopig", 7, "ja: er worden voor deze periode nog aanvullingen verwacht."),
    Kolom("Stand van", 12, "Peilmoment van de nieuwste levering van de bron."),
    Kolom(
        "Laatste meting", 9, "De laatste eerdere periode met een waarde, als er over deze periode geen is."
    ),
    Kolom("Waarde toen", 9),
    Kolom("Toelichting", 84),
)


def schrijf(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    """Fill the sheet for one area."""
    blad.kolommen(_KOLOMMEN, vast=2)
    if gebied.opvolger is None:
        _doelen(blad, g, gebied)
        _lokaal(blad, g, gebied)
    else:
        _opgegaan(blad, g, gebied, gebied.opvolger)
    if gebied.soort != "eenheid":
        blad.rij += 1
        blad.tussenkop(f"Ter vergelijking: de hele eenheid {g.eenheid.naam}, waar de doelen voor gelden")
        for doel in g.doelen:
            for r in speelt(g, g.eenheid.code, doel["doel_id"]):
                _regel(blad, g, doel, r)


def speelt(g: Gegevens, code: str, doel_id: str) -> list[Rij]:
    """Rows of a target that belong on the scoreboard of an area: its target year, alone and with the two before."""
    return [
        r for r in g.bereik.get(code, ()) if r["doel_id"] == doel_id and r["jaar"] == r["doeljaar"]
    ]  # fmt: skip


def _doelen(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    for doel in g.doelen:
        rijen = speelt(g, gebied.code, doel["doel_id"])
        for r in rijen:
            _regel(blad, g, doel, r)
        if not rijen:
            _zonder(blad, g, doel, gebied)


def _regel(blad: Blad, g: Gegevens, doel: Rij, r: Rij) -> None:
    i, d = blad.rij, int(r["decimalen"])
    _doelcellen(blad, i, doel)
    periode = r["periode_id"] or str(r["jaar"])
    _waarden(blad, g, i, r, periode=str(periode), decimalen=d)
    blad.tekst(i, 14, str(r["laatste_periode_id"] or "").removeprefix("VM"), **CEL)
    blad.getal(i, 15, r["laatste_waarde"], d, **CEL)
    blad.tekst(i, 16, uitleg(r), **WRAP)
    blad.rij += 1


def uitleg(r: Rij) -> str:
    """The verdict in a sentence, and the reservation where that says something else."""
    zin, voorbehoud = str(r["toelichting"]), r["kanttekening"]
    if not voorbehoud or voorbehoud.strip(". ").lower() in zin.lower():
        return zin
    return f"{zin} {voorbehoud}"


def _doelcellen(blad: Blad, i: int, doel: Rij) -> None:
    blad.tekst(i, 0, doel["doel_id"], bold=True, **CEL)
    blad.tekst(i, 1, doel["naam"], **WRAP)
    uitleg = [f"Strategie, regel {doel['vindplaats_regel']}: “{doel['citaat']}”", doel["definitie"] or ""]
    blad.opmerking(i, 0, "\n".join(u for u in uitleg if u))
    blad.tekst(i, 2, doel["meeteenheid"], **WRAP)
    blad.tekst(i, 3, doel["gedrukt"], **WRAP)


def _waarden(blad: Blad, g: Gegevens, i: int, r: Rij, *, periode: str, decimalen: int) -> None:
    blad.tekst(i, 4, periode.removeprefix("VM"), **CEL)
    onder, boven, zekerheid = grenzen(r)
    fijn = plaatsen(decimalen, r["waarde"], onder, boven)
    blad.getal(i, 5, r["padwaarde"], decimalen, **CEL)
    blad.getal(i, 6, r["waarde"], decimalen, bold=True, **CEL)
    blad.getal(i, 7, onder, fijn, **CEL)
    blad.getal(i, 8, boven, fijn, **CEL)
    blad.tekst(i, 9, zekerheid, **CEL)
    blad.oordeel(i, 10, r["oordeel"], **WRAP)
    blad.tekst(i, 11, r["koers"], **WRAP)
    blad.tekst(i, 12, "ja" if r["voorlopig"] else "nee", **CEL)
    bron = g.bronnen.get(str(r["bron"]))
    blad.datum(i, 13, bron["stand"] if bron else None, **CEL)


def grenzen(r: Rij) -> tuple[float | None, float | None, str | None]:
    """The interval that the sentence beside it names: 95% of a value or a norm, 90% of a course."""
    if r["ondergrens"] is None and r.get("ondergrens_90") is None:
        return None, None, None
    if r.get("norm_gehaald") is None and r.get("ondergrens_90") is not None:
        return r["ondergrens_90"], r["bovengrens_90"], "90%"
    return r["ondergrens"], r["bovengrens"], "95%"


def _zonder(blad: Blad, g: Gegevens, doel: Rij, gebied: Gebied) -> None:
    """A target without a verdict in this area says why."""
    i = blad.rij
    _doelcellen(blad, i, doel)
    for k in range(4, 16):
        blad.leeg(i, k, **CEL)
    waarom = g.waarom.get((doel["doel_id"], gebied.soort))
    if waarom and waarom["reden_code"]:
        oordeel, zin = "geen oordeel", waarom["waarom"]
    else:
        oordeel = "geen levering"
        zin = "Over dit gebied is voor dit doel niets geleverd, of met te weinig ondervraagden om te tonen."
    blad.tekst(i, 10, oordeel, **WRAP)
    blad.tekst(i, 16, zin, **WRAP)
    blad.rij += 1


def _lokaal(blad: Blad, g: Gegevens, gebied: Gebied) -> None:
    rijen = g.lokaal.get(gebied.code, ())
    if not rijen:
        return
    blad.rij += 1
    blad.tussenkop("Doelen van de lokale driehoek")
    for r in rijen:
        i = blad.rij
        indicator = g.indicatoren.get(r["indicator_id"])
        d = int(indicator["decimalen"]) if indicator else 0
        blad.tekst(i, 0, "lokaal", bold=True, **CEL)
        blad.tekst(
            i, 1, indicator["naam"] if indicator else r["indicator_id"].replace("_", " ").capitalize(), **WRAP
        )
        blad.tekst(i, 2, indicator["meeteenheid"] if indicator else None, **WRAP)
        blad.getal(i, 3, r["norm"], d, **CEL)
        _waarden(blad, g, i, r, periode=str(r["periode_id"]), decimalen=d)
        blad.leeg(i, 14, **CEL)
        blad.leeg(i, 15, **CEL)
        blad.tekst(i, 16, r["toelichting"], **WRAP)
        blad.rij += 1


def _opgegaan(blad: Blad, g: Gegevens, gebied: Gebied, opvolger: str) -> None:
    """What a merged gemeente has of its own, and then where it went on."""
    naam = g.namen.get(opvolger, opvolger)
    blad.tussenkop(f"Laatste cijfers van {gebied.naam} zelf")
    laatste = laatste_cijfers(g, gebied)
    for r in laatste:
        i = blad.rij
        indicator = g.indicatoren[r["indicator_id"]]
        d = int(indicator["decimalen"] or 0)
        blad.leeg(i, 0, **CEL)
        blad.tekst(i, 1, indicator["naam"], **WRAP)
        blad.tekst(i, 2, indicator["meeteenheid"], **WRAP)
        blad.leeg(i, 3, **CEL)
        rij: dict[str, Any] = {**r, "padwaarde": None, "oordeel": None, "koers": None}
        _waarden(blad, g, i, rij, periode=str(r["periode_id"]), decimalen=d)
        blad.leeg(i, 14, **CEL)
        blad.leeg(i, 15, **CEL)
        blad.tekst(i, 16, indicator["definitie"], **WRAP)
        blad.rij += 1
    if not laatste:
        blad.zin(f"Van {gebied.naam} zelf is geen enkel cijfer geleverd.")
    blad.rij += 1
    verwijs(blad, g, gebied, opvolger, "de oordelen staan hieronder")
    if opvolger not in g.bestanden:  # it has no workbook of its own
        blad.rij += 1
        blad.tussenkop(f"Scorebord van {naam} ({opvolger})")
        _doelen(blad, g, Gebied(opvolger, naam, "gemeente", None, None, None, None, None))


def laatste_cijfers(g: Gegevens, gebied: Gebied) -> Sequence[Rij]:
    """Of each indicator the last figure that the area had itself."""
    per: dict[str, Rij] = {}
    for r in g.cijfers.get(gebied.code, ()):
        if r["waarde"] is not None:
            per[r["indicator_id"]] = r
    return list(per.values())


def verwijs(blad: Blad, g: Gegevens, gebied: Gebied, opvolger: str, waar: str) -> None:
    """The pointer: when, into which gemeente, and in which workbook that is found."""
    naam = g.namen.get(opvolger, opvolger)
    op = f" per {gebied.opgegaan_op:%d-%m-%Y}" if gebied.opgegaan_op else ""
    blad.tussenkop(f"{gebied.naam} is{op} opgegaan in {naam} ({opvolger})")
    if opvolger in g.bestanden:
        blad.zin(
            f"Cijfers over het gebied van {gebied.naam} alleen zijn daarna niet te maken. De werkmap van {naam}:"
        )
        blad.verwijzing(blad.rij, 0, g.bestanden[opvolger])
        blad.rij += 1
    else:
        blad.zin(
            f"Cijfers over het gebied van {gebied.naam} alleen zijn daarna niet te maken. {naam} bestond bij het begin "
            f"van de strategie nog niet en heeft geen eigen werkmap; {waar}."
        )
