"""A sheet and how its cells are written: every kind of value by its own method, text never as anything but text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.publish.snapshot import FICTIEF

INTERN = "Intern gebruik: deel deze werkmap niet buiten de organisatie."
_REGEL = 13.0  # points
KOP_RIJ = 3  # of the table headings, zero-based: title, mark and a blank line stand above
_FORMULE = ("=", "+", "-", "@", "\t", "\r")
_DONKER, _LICHT, _LIJN = "#1F3864", "#DCE6F1", "#BFBFBF"
_OORDEEL = {
    "gehaald": "#C6E0B4", "op koers": "#C6E0B4", "niet gehaald": "#F8CBAD", "niet op koers": "#F8CBAD",
    "onbeslist": "#FFE699",
}  # fmt: skip


@dataclass(frozen=True)
class Kolom:
    """A column: heading, width in characters, and what it means when that needs saying."""

    kop: str
    breedte: float
    uitleg: str = ""


class Vormen:
    """Formats of one workbook, each made once."""

    def __init__(self, werkmap: Any) -> None:
        self._werkmap = werkmap
        self._gemaakt: dict[tuple[tuple[str, Any], ...], Any] = {}

    def vorm(self, **eigenschappen: Any) -> Any:
        """The format with these properties of xlsxwriter."""
        sleutel = tuple(sorted(eigenschappen.items()))
        if sleutel not in self._gemaakt:
            self._gemaakt[sleutel] = self._werkmap.add_format(
                {"font_name": "Calibri", "font_size": 10, "valign": "top", **eigenschappen}
            )
        return self._gemaakt[sleutel]


class Blad:
    """One sheet. Rows and columns are zero-based; `rij` is the next free row."""

    def __init__(self, werkmap: Any, vormen: Vormen, naam: str, titel: str, *, fictief: bool) -> None:
        self.naam = naam
        self.rij = 0
        self.ws = werkmap.add_worksheet(naam)
        self._vormen = vormen
        self._kolommen = 0
        self._breedte: list[float] = []
        self._regels: dict[int, int] = {}
        self.ws.hide_gridlines(2)
        self.ws.set_landscape()
        self.ws.set_paper(9)
        self.ws.fit_to_pages(1, 0)
        self.ws.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        merk = f"{FICTIEF}. Deze cijfers zijn verzonnen om de werking te laten zien. " if fictief else ""
        kop = titel.replace("&", "&&")
        self.ws.set_header(f"&L&B{FICTIEF if fictief else 'Intern gebruik'}&C{kop}&R&A")
        self.tekst(0, 0, titel, bold=True, font_size=14, font_color=_DONKER)
        self.tekst(1, 0, merk + INTERN, bold=fictief, font_color="#C00000" if fictief else "#595959")
        self.rij = KOP_RIJ

    def voet(self, tekst: str) -> None:
        """What stands at the bottom of every printed page."""
        self.ws.set_footer(f"&L{tekst.replace('&', '&&')}&RPagina &P van &N")

    def kolommen(
        self, kolommen: Sequence[Kolom], *, vast: int = 0, koppen: bool = True, herhaal: bool = True
    ) -> None:
        """Widths, and the headings of the table, frozen with the first `vast` columns.

        `herhaal` repeats them on every page: not where a table with other headings follows.
        """
        self._kolommen = len(kolommen)
        self._breedte = [kolom.breedte for kolom in kolommen]
        for k, kolom in enumerate(kolommen):
            self.ws.set_column(k, k, kolom.breedte)
        if koppen:
            self.koppen(kolommen)
            if herhaal:
                self.ws.repeat_rows(KOP_RIJ)
        self.ws.freeze_panes(self.rij, vast)

    def koppen(self, kolommen: Sequence[Kolom]) -> None:
        """Headings in the next row."""
        for k, kolom in enumerate(kolommen):
            if not kolom.kop:
                continue
            self.tekst(
                self.rij, k, kolom.kop, bold=True, font_color="#FFFFFF", bg_color=_DONKER, text_wrap=True,
                border=1, border_color=_LIJN, valign="vcenter",
            )  # fmt: skip
            if kolom.uitleg:
                self.opmerking(self.rij, k, kolom.uitleg)
        self.rij += 1

    def tussenkop(self, tekst: str) -> None:
        """A band over the width of the table."""
        for k in range(max(self._kolommen, 1)):
            self.ws.write_blank(self.rij, k, None, self._vormen.vorm(bg_color=_LICHT))
        self.tekst(self.rij, 0, tekst, bold=True, font_color=_DONKER, bg_color=_LICHT)
        self.rij += 1

    def zin(self, tekst: str) -> None:
        """A line of its own, over the columns to its right."""
        self.tekst(self.rij, 0, tekst)
        self.rij += 1

    def alinea(self, tekst: str, van_kolom: int, tot_kolom: int, **vorm: Any) -> None:
        """Wrapped text in the present row over the columns from `van_kolom` up to and including `tot_kolom`."""
        opmaak = self._vormen.vorm(text_wrap=True, **vorm, **_als_tekst(tekst))
        self.ws.merge_range(self.rij, van_kolom, self.rij, tot_kolom, "", opmaak)
        self.ws.write_string(self.rij, van_kolom, tekst, opmaak)
        regels = _regels(tekst, sum(self._breedte[van_kolom : tot_kolom + 1]))
        self._regels[self.rij] = max(self._regels.get(self.rij, 1), regels)

    def tekst(self, rij: int, kolom: int, waarde: object, **vorm: Any) -> None:
        """Text; what a spreadsheet could take for a formula when the cell is edited keeps its quote."""
        if waarde is None or waarde == "":
            self.leeg(rij, kolom, **vorm)
            return
        tekst = str(waarde)
        if vorm.get("text_wrap") and kolom < len(self._breedte):
            self._regels[rij] = max(self._regels.get(rij, 1), _regels(tekst, self._breedte[kolom] - 1))
        if "border" in vorm:
            vorm = {"indent": 1, "align": "left", **vorm}  # a number on the left would touch it
        self.ws.write_string(rij, kolom, tekst, self._vormen.vorm(**vorm, **_als_tekst(tekst)))

    def getal(self, rij: int, kolom: int, waarde: float | None, decimalen: int = 0, **vorm: Any) -> None:
        """A number as it is, shown with thousands and `decimalen`."""
        if waarde is None:
            self.leeg(rij, kolom, **vorm)
        elif not math.isfinite(waarde):
            self.tekst(rij, kolom, "onbegrensd", **vorm)
        else:
            opmaak = "#,##0" + ("." + "0" * decimalen if decimalen else "")
            self.ws.write_number(rij, kolom, waarde, self._vormen.vorm(num_format=opmaak, **vorm))

    def jaar(self, rij: int, kolom: int, waarde: int | None, **vorm: Any) -> None:
        """A year: a number without thousands."""
        if waarde is None:
            self.leeg(rij, kolom, **vorm)
        else:
            self.ws.write_number(
                rij, kolom, waarde, self._vormen.vorm(num_format="0", align="left", indent=1, **vorm)
            )

    def datum(self, rij: int, kolom: int, waarde: date | None, **vorm: Any) -> None:
        """A date, as a date."""
        if waarde is None:
            self.leeg(rij, kolom, **vorm)
        else:
            opmaak = self._vormen.vorm(num_format="dd-mm-yyyy", align="left", indent=1, **vorm)
            self.ws.write_datetime(rij, kolom, waarde, opmaak)

    def oordeel(self, rij: int, kolom: int, waarde: str | None, **vorm: Any) -> None:
        """A verdict: the words say it, the colour repeats it."""
        kleur = _OORDEEL.get((waarde or "").split(",")[0])
        self.tekst(rij, kolom, waarde, **vorm, **({"bg_color": kleur} if kleur else {}))

    def leeg(self, rij: int, kolom: int, **vorm: Any) -> None:
        """An empty cell that keeps its borders."""
        self.ws.write_blank(rij, kolom, None, self._vormen.vorm(**vorm))

    def opmerking(self, rij: int, kolom: int, tekst: str) -> None:
        """A note at a cell."""
        hoogte = 40 + 15 * (len(tekst) // 42)
        self.ws.write_comment(rij, kolom, tekst, {"width": 300, "height": hoogte, "author": ""})

    def verwijzing(self, rij: int, kolom: int, bestand: str) -> None:
        """A link to another workbook of the same folder."""
        vorm = self._vormen.vorm(font_color="#0563C1", underline=1)
        self.ws.write_url(rij, kolom, f"external:{bestand}", vorm, bestand)

    def sluit(self) -> None:
        """Set what is printed (everything that was written) and the height of rows with wrapped text.

        Excel finds a height by itself, other programs take the standard one.
        """
        for rij, regels in self._regels.items():
            if regels > 1:
                self.ws.set_row(rij, _REGEL * regels + 2)
        self.ws.print_area(0, 0, max(self.rij - 1, KOP_RIJ), max(self._kolommen - 1, 0))


def _als_tekst(tekst: str) -> dict[str, bool]:
    """The format by which a text that begins like a formula stays text, also when somebody edits the cell."""
    return {"quote_prefix": True} if tekst.startswith(_FORMULE) else {}


def _regels(tekst: str, breedte: float) -> int:
    """Lines that a text takes in a column, broken between words."""
    totaal = 0
    for alinea in tekst.split("\n"):
        over, totaal = breedte, totaal + 1
        for woord in alinea.split(" "):
            if len(woord) > over and over < breedte:
                over, totaal = breedte, totaal + 1
            over -= len(woord) + 1
    return totaal


def plaatsen(decimalen: int, waarde: float | None, onder: float | None, boven: float | None) -> int:
    """Decimals of the bounds: one more where rounding would make them equal to the value."""
    if waarde is None or onder is None or boven is None:
        return decimalen
    return decimalen + int(0 < max(boven - waarde, waarde - onder) < 0.5 * 10.0**-decimalen)


CEL: Mapping[str, Any] = {"border": 1, "border_color": _LIJN}
WRAP: Mapping[str, Any] = {**CEL, "text_wrap": True}
