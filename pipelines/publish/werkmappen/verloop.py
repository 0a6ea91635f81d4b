"""Sheet Verloop: the figures of the area year by year, each with a native chart beside its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipelines.publish.snapshot import FICTIEF
from pipelines.publish.werkmappen.blad import CEL, WRAP, Blad, Kolom, plaatsen
from pipelines.publish.werkmappen.lezen import Gebied, Gegevens, Rij
from pipelines.publish.werkmappen.scorebord import verwijs

NAAM = "Verloop"
_KOLOMMEN = (
    Kolom("Jaar", 7, "Bij drie jaren samen: het laatste van de drie."),
    Kolom("Waarde", 11),
    Kolom("Onder (95%)", 12, "De waarde ligt met 95% zekerheid boven deze grens."),
    Kolom("Boven (95%)", 12, "De waarde ligt met 95% zekerheid onder deze grens."),
    Kolom(
        "Pad of norm", 11, "Wat in dit jaar gehaald moest zijn. Leeg: de strategie noemt voor dit jaar niets."
    ),
    Kolom("Stand", 24, "Het oordeel over dit jaar, of waarom er geen waarde is."),
    Kolom("Voorlopig", 9, "ja: er worden nog aanvullingen verwacht. In de grafiek een open punt."),
    Kolom("Bron", 21),
    Kolom("", 2),
    Kolom("", 76),
)
_GRAFIEK = 9  # column
_HULP = 10  # and the next: what the bars of the chart are drawn from, beside what is printed
_RIJEN = 14  # of a chart with its margin
_BREED, _HOOG = 520, 260
_SCHAAL, _PER_BLAD = 56, 62  # percent, and rows that then fit on a page
_GRIJS = {"font_color": "#A6A6A6", "font_size": 8}
_KLEUREN = ("#1F3864", "#C55A11", "#548235")


@dataclass(frozen=True)
class Punt:
    """One year of a series."""

    jaar: int
    waarde: float | None
    onder: float | None
    boven: float | None
    pad: float | None
    stand: str
    voorlopig: bool
    bron: str


@dataclass(frozen=True)
class Reeks:
    """One table and its chart."""

    titel: str
    meeteenheid: str
    decimalen: int
    punten: Sequence[Punt]
    breuken: Sequence[str]
    drie: bool = False

    @property
    def gemeten(self) -> list[Punt]:
        """The years with a value."""
        return [p for p in self.punten if p.waarde is not None]


def schrijf(blad: Blad, g: Gegevens, gebied: Gebied, werkmap: Any) -> None:
    """Fill the sheet for one area."""
    blad.kolommen(_KOLOMMEN)
    blad.ws.set_column(_HULP, _HULP + 1, 12)
    reeksen = list(van(g, gebied))
    breuken, begin = [], 0
    for reeks in reeksen:
        eerste = blad.rij
        _schrijf_reeks(blad, g, gebied, werkmap, reeks)
        if blad.rij - begin > _PER_BLAD:  # a chart is not cut in two
            breuken.append(eerste)
            begin = eerste
    blad.ws.set_print_scale(_SCHAAL)  # a page that is made to fit knows no breaks
    blad.ws.set_h_pagebreaks(breuken)
    if not reeksen:
        blad.zin("Over dit gebied is geen enkel cijfer geleverd.")
    if gebied.opvolger:
        verwijs(blad, g, gebied, gebied.opvolger, "de oordelen staan op blad Scorebord")


def van(g: Gegevens, gebied: Gebied) -> Iterator[Reeks]:
    """Series of an area: its targets, and then every other indicator with a figure."""
    gezien = set()
    doelen = {d["doel_id"]: d for d in g.doelen}
    for (doel_id, jaren), groep in groupby(
        g.bereik.get(gebied.code, ()), key=lambda r: (r["doel_id"], r["jaren"])
    ):
        rijen = list(groep)
        doel = doelen[doel_id]
        if not any(r["waarde"] is not None for r in rijen):
            continue
        gezien.add(doel["indicator_id"])
        naam = doel["indicator_naam"] or doel["naam"]
        yield Reeks(
            f"{doel_id} {naam}" + (", drie jaren samen" if jaren == 3 else ""),
            doel["meeteenheid"] or "",
            int(rijen[0]["decimalen"]),
            [_van_doel(r) for r in rijen],
            sorted({r["reeksbreuk"] for r in rijen if r["reeksbreuk"]}),
            jaren == 3,
        )
    for indicator_id, groep in groupby(g.cijfers.get(gebied.code, ()), key=lambda r: r["indicator_id"]):
        rijen = list(groep)
        if indicator_id in gezien or not any(r["waarde"] is not None for r in rijen):
            continue
        indicator = g.indicatoren[indicator_id]
        yield Reeks(
            indicator["naam"],
            indicator["meeteenheid"],
            int(indicator["decimalen"] or 0),
            [_van_cijfer(r) for r in rijen],
            sorted({r["reeksbreuk"] for r in rijen if r["reeksbreuk"]}),
        )


def _van_doel(r: Rij) -> Punt:
    bron = "" if r["bron"] == "geen" else r["bron"]
    return Punt(
        r["jaar"],
        r["waarde"],
        r["ondergrens"],
        r["bovengrens"],
        r["padwaarde"],
        r["oordeel"],
        r["voorlopig"],
        bron,
    )


def _van_cijfer(r: Rij) -> Punt:
    return Punt(
        r["jaar"],
        r["waarde"],
        r["ondergrens"],
        r["bovengrens"],
        None,
        r["celstatus"],
        r["voorlopig"],
        r["bron"],
    )


def _schrijf_reeks(blad: Blad, g: Gegevens, gebied: Gebied, werkmap: Any, reeks: Reeks) -> None:
    d = reeks.decimalen
    begin = blad.rij
    blad.tussenkop(f"{reeks.titel} ({reeks.meeteenheid})")
    eerste = blad.rij
    for p in reeks.punten:
        i = blad.rij
        blad.jaar(i, 0, p.jaar, **CEL)
        blad.getal(i, 1, p.waarde, d, bold=True, **CEL)
        fijn = plaatsen(d, p.waarde, p.onder, p.boven)
        blad.getal(i, 2, p.onder, fijn, **CEL)
        blad.getal(i, 3, p.boven, fijn, **CEL)
        blad.getal(i, 4, p.pad, d, **CEL)
        blad.oordeel(i, 5, p.stand, **WRAP)
        blad.tekst(i, 6, "ja" if p.voorlopig else "nee", **CEL)
        blad.tekst(i, 7, p.bron, **CEL)
        blad.rij += 1
    for breuk in reeks.breuken:
        blad.alinea(breuk, 0, 7, italic=True)
        blad.rij += 1
    if len(reeks.gemeten) > 1:
        _hulp(blad, reeks, begin, eerste)
        grafiek = _grafiek(blad, g, gebied, werkmap, reeks, eerste)
        plek = {
            "x_offset": 4,
            "y_offset": 4,
            "description": _omschrijving(g, gebied, reeks),
            "object_position": 1,
        }
        blad.ws.insert_chart(begin + 1, _GRAFIEK, grafiek, plek)
        blad.rij = max(blad.rij, begin + 1 + _RIJEN)
    blad.rij += 1


def _hulp(blad: Blad, reeks: Reeks, begin: int, eerste: int) -> None:
    """What the error bars point to: how far the bounds lie from the value."""
    if all(p.onder is None for p in reeks.punten):
        return
    for k, kop in enumerate(("marge omlaag", "marge omhoog"), start=_HULP):
        blad.tekst(begin, k, kop, **_GRIJS)
    for nr, p in enumerate(reeks.punten):
        if p.waarde is not None and p.onder is not None and p.boven is not None:
            fijn = plaatsen(reeks.decimalen, p.waarde, p.onder, p.boven)
            blad.getal(eerste + nr, _HULP, max(p.waarde - p.onder, 0.0), fijn, **_GRIJS)
            blad.getal(eerste + nr, _HULP + 1, max(p.boven - p.waarde, 0.0), fijn, **_GRIJS)


def _omschrijving(g: Gegevens, gebied: Gebied, reeks: Reeks) -> str:
    eerste, laatste = reeks.gemeten[0], reeks.gemeten[-1]
    merk = f"{FICTIEF}. " if g.fictief else ""
    return (
        f"{merk}{reeks.titel} in {gebied.naam}, {eerste.jaar} tot en met {laatste.jaar}; "
        "de cijfers staan in de tabel ernaast."
    )


def _grafiek(blad: Blad, g: Gegevens, gebied: Gebied, werkmap: Any, reeks: Reeks, eerste: int) -> Any:
    """Value with its interval, and the path; sources are never joined by a line."""
    grafiek = werkmap.add_chart({"type": "scatter", "subtype": "straight_with_markers"})

    def cellen(kolom: int, van: int, tot: int) -> str:
        letter = chr(ord("A") + kolom)
        return f"={blad.naam}!${letter}${eerste + van + 1}:${letter}${eerste + tot + 1}"

    def bereik(kolom: int, van: int, tot: int) -> list[Any]:
        return [blad.naam, eerste + van, kolom, eerste + tot, kolom]

    stukken = list(_stukken(reeks.punten))
    bronnen = list(dict.fromkeys(bron for bron, _, _ in stukken))
    for bron, van, tot in stukken:
        kleur = _KLEUREN[bronnen.index(bron) % len(_KLEUREN)]
        punten = reeks.punten[van : tot + 1]
        serie: dict[str, Any] = {
            "name": "Waarde" if len(bronnen) == 1 else _label(f"Waarde ({bron})"),
            "categories": bereik(0, van, tot),
            "values": bereik(1, van, tot),
            "line": {"color": kleur, "width": 2},
            "marker": {"type": "circle", "size": 6, "fill": {"color": kleur}, "border": {"color": kleur}},
        }
        if any(p.voorlopig for p in punten):
            serie["points"] = [
                {"fill": {"color": "white"}, "border": {"color": kleur}} if p.voorlopig else None
                for p in punten
            ]
        if any(p.onder is not None for p in punten):
            serie["y_error_bars"] = {
                "type": "custom",
                "plus_values": cellen(_HULP + 1, van, tot),
                "minus_values": cellen(_HULP, van, tot),
                "line": {"color": kleur, "width": 1},
            }
        grafiek.add_series(serie)
    # a source that comes back after another one is named once
    weg = [nr for nr, stuk in enumerate(stukken) if stuk[0] in {s[0] for s in stukken[:nr]}]
    grafiek.set_legend({"position": "bottom", "font": {"size": 9}, **({"delete_series": weg} if weg else {})})
    if any(p.pad is not None for p in reeks.punten):
        grafiek.add_series(
            {
                "name": "Pad of norm",
                "categories": bereik(0, 0, len(reeks.punten) - 1),
                "values": bereik(4, 0, len(reeks.punten) - 1),
                "line": {"color": "#7F7F7F", "width": 1.5, "dash_type": "dash"},
                # a norm may be there for a single year
                "marker": {
                    "type": "diamond",
                    "size": 5,
                    "fill": {"color": "#7F7F7F"},
                    "border": {"color": "#7F7F7F"},
                },
            }
        )
    merk = f"{FICTIEF} – " if g.fictief else ""
    grafiek.set_title(
        {"name": _label(f"{merk}{reeks.titel}, {gebied.naam}"), "name_font": {"size": 10}, "overlay": False}
    )
    jaren = [p.jaar for p in reeks.punten]
    grafiek.set_x_axis(
        {
            "min": min(jaren), "max": max(jaren), "major_unit": 1, "num_format": "0", "num_font": {"size": 9},
            "label_position": "low",
            "major_gridlines": {"visible": False},
            **({"name": "laatste van drie jaren", "name_font": {"size": 9, "bold": False}} if reeks.drie else {}),
        }
    )  # fmt: skip
    opmaak = "#,##0" + ("." + "0" * reeks.decimalen if reeks.decimalen else "")
    grafiek.set_y_axis(
        {
            "num_format": opmaak, "num_font": {"size": 9},
            "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}},
            "name": _label(reeks.meeteenheid), "name_font": {"size": 9, "bold": False},
            **({"min": 0} if _vanaf_nul(reeks) else {}),
        }
    )  # fmt: skip
    grafiek.set_size({"width": _BREED, "height": _HOOG})
    grafiek.show_blanks_as("gap")
    return grafiek


def _label(tekst: str) -> str:
    """A text of a chart: what looks like a reference to a cell ('x!A1') would be taken for one."""
    return tekst.replace("!", "!\u200b")


def _vanaf_nul(reeks: Reeks) -> bool:
    """Counts are read from zero; a mark between six and eight would become a flat line."""
    return not reeks.decimalen and all((p.waarde or 0) >= 0 for p in reeks.punten)


def _stukken(punten: Sequence[Punt]) -> Iterator[tuple[str, int, int]]:
    """Stretches of one source: its name, first and last place. A gap without a value belongs to what is around it."""
    begin, bron = 0, ""
    laatste = 0
    for k, p in enumerate(punten):
        if p.waarde is None:
            continue
        if bron and p.bron != bron:
            yield bron, begin, laatste
            begin = k
        elif not bron:
            begin = k
        bron, laatste = p.bron, k
    if bron:
        yield bron, begin, laatste
