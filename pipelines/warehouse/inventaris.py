"""What lies in data/raw/<verzameling> tonight, and what is new about it.

Only files whose size, mtime or inode changed are read again: a night with nothing new costs a stat per file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipelines.sources import sidecar
from pipelines.sources.levering import Levering
from pipelines.warehouse import logboek
from pipelines.warehouse.code import bron_code
from pipelines.warehouse.logboek import Gezien
from pipelines.warehouse.plekken import Plekken

_GENEGEERD = ".md"


@dataclass(frozen=True)
class Inventaris:
    """Files of a collection. `nieuw` were recognised just now; `verdwenen` lay there before and are gone."""

    bestanden: tuple[Gezien, ...]
    nieuw: tuple[str, ...]
    verdwenen: tuple[str, ...]

    @property
    def aanvaard(self) -> tuple[Gezien, ...]:
        """Accepted files, one per delivery: a file repeated under another name counts once.

        Where their notes differ what they say decides, not their names, so renaming changes no figure.
        """
        uniek: dict[str, tuple[str, str, Gezien]] = {}
        for g in self.bestanden:
            if g.uitslag == "aanvaard" and g.levering:
                kandidaat = (g.levering.vingerafdruk, g.pad, g)
                eerder = uniek.setdefault(g.levering.levering_id, kandidaat)
                uniek[g.levering.levering_id] = min(eerder, kandidaat, key=lambda k: k[:2])
        return tuple(g for _, _, g in uniek.values())

    @property
    def geweigerd(self) -> tuple[Gezien, ...]:
        """Refused files, with the reason in `melding`."""
        return tuple(g for g in self.bestanden if g.uitslag != "aanvaard")

    @property
    def herhaald(self) -> tuple[Gezien, ...]:
        """Accepted files that repeat a delivery that is already there."""
        eerste = {g.pad for g in self.aanvaard}
        return tuple(g for g in self.bestanden if g.uitslag == "aanvaard" and g.pad not in eerste)

    def leveringen(self, peildatum: date | None = None) -> tuple[Levering, ...]:
        """Accepted deliveries known on `peildatum` (inclusive), in the order in which they were made."""
        alle = (g.levering for g in self.aanvaard if g.levering)
        zichtbaar = (lev for lev in alle if peildatum is None or lev.peilmoment.date() <= peildatum)
        return tuple(sorted(zichtbaar, key=lambda lev: (lev.peilmoment, lev.bron, lev.sha256)))

    def peildatum(self) -> date | None:
        """Newest as-of date among the accepted deliveries: the default moment of the figures."""
        return max((lev.peilmoment.date() for lev in self.leveringen()), default=None)


def maak_inventaris(plekken: Plekken) -> Inventaris:
    """Look at every file of the collection and keep the log book of files up to date."""
    bekend = logboek.gezien(plekken.logboek)
    code = bron_code()
    bestanden: list[Gezien] = []
    nieuw: list[str] = []
    aanwezig: set[str] = set()
    for pad in _bestanden(plekken.raw):
        naam = pad.relative_to(plekken.raw).as_posix()
        aanwezig.add(naam)
        kenmerk = _kenmerk(pad)
        eerder = bekend.get(naam)
        if eerder and eerder.kenmerk == kenmerk and eerder.bron_code == code:
            bestanden.append(eerder)
        else:
            bestanden.append(_herken(pad, plekken, naam, kenmerk, code))
            nieuw.append(naam)
    verdwenen = tuple(sorted(set(bekend) - aanwezig))
    inventaris = Inventaris(tuple(bestanden), tuple(nieuw), verdwenen)
    logboek.bewaar(plekken.logboek, (b for b in bestanden if b.pad in set(nieuw)), verdwenen)
    return inventaris


def weiger(inventaris: Inventaris, pad: str, uitslag: logboek.Uitslag, melding: str) -> Inventaris:
    """The inventory after `pad` turned out unusable while it was loaded."""
    bestanden = tuple(
        replace(g, uitslag=uitslag, melding=melding) if g.pad == pad else g for g in inventaris.bestanden
    )
    return replace(inventaris, bestanden=bestanden)


def _bestanden(wortel: Path) -> list[Path]:
    if not wortel.is_dir():
        return []
    bestanden = {
        p
        for p in wortel.rglob("*")
        if p.is_file() and not p.name.startswith((".", "~$")) and not p.name.endswith(_GENEGEERD)
    }
    # a note belongs to a file; one that belongs to none is shown as a file of its own, to be refused
    return sorted(
        p
        for p in bestanden
        if not p.name.endswith(sidecar.EINDE)
        or p.with_name(p.name.removesuffix(sidecar.EINDE)) not in bestanden
    )


def _kenmerk(pad: Path) -> tuple[int, int, int, int]:
    s = pad.stat()
    try:
        briefje = sidecar.pad_van(pad).stat().st_mtime_ns
    except FileNotFoundError:
        briefje = 0
    return s.st_size, s.st_mtime_ns, s.st_ino, briefje


def _herken(pad: Path, plekken: Plekken, naam: str, kenmerk: tuple[int, int, int, int], code: str) -> Gezien:
    from pipelines.sources.herkenning import bron_van_map, herken
    from pipelines.sources.weigering import Gemengd, Geweigerd

    try:
        if pad.name.endswith(sidecar.EINDE):
            raise Geweigerd(
                pad,
                "is a note without its delivery",
                f"the file {pad.name.removesuffix(sidecar.EINDE)} beside it",
                "rename the note after its file, or remove it",
            )
        levering, meting = herken(pad, plekken.raw, fictief_toegestaan=plekken.fictief)
    except OSError as fout:
        melding = (
            f"{pad.name} cannot be read ({fout.strerror}); expected a readable file; see to its permissions."
        )
        return Gezien(naam, kenmerk, code, "geweigerd", bron_van_map(pad, plekken.raw), melding, None, None)
    except Geweigerd as fout:
        uitslag: logboek.Uitslag = "gemengd" if isinstance(fout, Gemengd) else "geweigerd"
        return Gezien(naam, kenmerk, code, uitslag, bron_van_map(pad, plekken.raw), str(fout), None, None)
    return Gezien(naam, kenmerk, code, "aanvaard", levering.bron, None, levering, meting)
