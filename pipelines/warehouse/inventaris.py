"""What lies in data/raw/<verzameling> tonight, and what is new about it.

Only files whose size, mtime or inode changed are read again: a night with nothing new costs a stat per file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pipelines.sources import sidecar
from pipelines.sources.contracten import contracten
from pipelines.sources.drift import Eerder, vergelijk, verklaring
from pipelines.sources.levering import Levering
from pipelines.sources.weigering import Gemengd, Geweigerd, Vormfout
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

    def geweigerd_tot(self, peildatum: date) -> tuple[Levering, ...]:
        """Refused deliveries whose moment is known and not after `peildatum`, each once."""
        uniek = {g.levering.levering_id: g.levering for g in self.geweigerd if g.levering}
        zichtbaar = (lev for lev in uniek.values() if lev.peilmoment.date() <= peildatum)
        return tuple(sorted(zichtbaar, key=lambda lev: (lev.peilmoment, lev.bron, lev.sha256)))

    @property
    def herhaald(self) -> tuple[Gezien, ...]:
        """Accepted files that repeat a delivery that is already there."""
        eerste = {g.pad for g in self.aanvaard}
        return tuple(g for g in self.bestanden if g.uitslag == "aanvaard" and g.pad not in eerste)

    def met_levering(self, levering_id: str) -> tuple[str, ...]:
        """Paths of every file that holds this delivery, under whatever name."""
        return tuple(g.pad for g in self.bestanden if g.levering and g.levering.levering_id == levering_id)

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
    vormfouten: dict[str, Vormfout] = {}
    for pad in _bestanden(plekken.raw):
        naam = pad.relative_to(plekken.raw).as_posix()
        aanwezig.add(naam)
        kenmerk = _kenmerk(pad)
        eerder = bekend.get(naam)
        if eerder and eerder.kenmerk == kenmerk and eerder.bron_code == code:
            bestanden.append(eerder)
        else:
            bestanden.append(_herken(pad, plekken, naam, kenmerk, code, vormfouten))
            nieuw.append(naam)
    verdwenen = tuple(sorted(set(bekend) - aanwezig))
    inventaris = _vergelijk_vormen(Inventaris(tuple(bestanden), tuple(nieuw), verdwenen), vormfouten)
    logboek.bewaar(plekken.logboek, (b for b in inventaris.bestanden if b.pad in set(nieuw)), verdwenen)
    return inventaris


def _vergelijk_vormen(inventaris: Inventaris, vormfouten: Mapping[str, Vormfout]) -> Inventaris:
    """Say of what is refused for its shape what changed, and refuse what changed beyond reading.

    Only new files, and in the order in which they speak: a delivery is compared with accepted ones only.
    """
    nieuw = set(inventaris.nieuw)
    if not nieuw:
        return inventaris
    beginstand = inventaris
    eerdere: dict[str, list[Eerder]] = {}
    for g in sorted(inventaris.aanvaard, key=_beurt):
        vorm = g.meting.vorm if g.meting else None
        if g.levering is None or vorm is None:
            continue
        bron, rij = g.levering.bron, eerdere.setdefault(g.levering.bron, [])
        wijzigingen = vergelijk(contracten()[bron], rij[-1].vorm, vorm) if rij and g.pad in nieuw else ()
        if any(w.breekt for w in wijzigingen):
            fout = Geweigerd(
                Path(g.pad),
                f"has another shape ({verklaring(wijzigingen, rij[-1])})",
                f"columns as {bron} has them in docs/bronnen.md",
                "ask the owner for a file in the old shape",
            )
            for ook in beginstand.met_levering(g.levering.levering_id):
                inventaris = weiger(inventaris, ook, "geweigerd", str(fout))
        else:
            rij.append(Eerder(g.pad, g.levering.peilmoment, vorm))
    for pad, vormfout in vormfouten.items():
        bron = next(str(g.bron) for g in inventaris.bestanden if g.pad == pad)
        tot = vormfout.levering.peilmoment if vormfout.levering else datetime.max
        vorige = next((e for e in reversed(eerdere.get(bron, [])) if e.peilmoment < tot), None)
        if vorige is not None:
            uitleg = verklaring(vergelijk(contracten()[bron], vorige.vorm, vormfout.vorm), vorige)
            inventaris = weiger(inventaris, pad, "geweigerd", vormfout.met(uitleg))
    return inventaris


def _beurt(g: Gezien) -> tuple[datetime, str]:
    """Place of an accepted file in the order in which deliveries speak."""
    assert g.levering is not None, "accepted"
    return g.levering.peilmoment, g.levering.sha256


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


def _herken(
    pad: Path,
    plekken: Plekken,
    naam: str,
    kenmerk: tuple[int, int, int, int],
    code: str,
    vormfouten: dict[str, Vormfout],
) -> Gezien:
    """What one file is; a fault of shape is also noted in `vormfouten`, to be explained afterwards."""
    from pipelines.sources.herkenning import bron_van_map, herken

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
    except Vormfout as fout:
        vormfouten[naam] = fout
        bron = bron_van_map(pad, plekken.raw)
        return Gezien(naam, kenmerk, code, "geweigerd", bron, str(fout), fout.levering, None)
    except Geweigerd as fout:
        uitslag: logboek.Uitslag = "gemengd" if isinstance(fout, Gemengd) else "geweigerd"
        return Gezien(naam, kenmerk, code, uitslag, bron_van_map(pad, plekken.raw), str(fout), None, None)
    return Gezien(naam, kenmerk, code, "aanvaard", levering.bron, None, levering, meting)
