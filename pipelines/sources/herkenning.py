"""From a file to a delivery: which source it is, of what moment, covering what, fictitious or not."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from pipelines.sources import savbestand, sidecar, werkmap
from pipelines.sources.contract import Contract, Soort
from pipelines.sources.contracten import contracten
from pipelines.sources.levering import Dekking, Levering
from pipelines.sources.meting import Codering, Meting, meet
from pipelines.sources.rijen import TEKENSET, Lijnen, lees_rijen
from pipelines.sources.vorm import VOORBEELD, Vorm, neem_vorm
from pipelines.sources.weigering import Gemengd, Geweigerd, Vormfout

_SCHEIDINGSTEKENS = (";", ",", "\t")
FICTIEF = "PL9999"


@dataclass(frozen=True)
class Kop:
    """First line of a delivery: its headers, its separator (None where there is none) and where it stands."""

    koppen: tuple[str, ...]
    scheidingsteken: str | None
    eerste_rijen: tuple[tuple[str, ...], ...]
    plek: str = "line 1"


def herken(bestand: Path, wortel: Path, *, fictief_toegestaan: bool) -> tuple[Levering, Meting]:
    """Recognise `bestand`, somewhere under the collection's folder `wortel`.

    Raises:
        Geweigerd: unknown, unreadable, or no as-of moment.
        Vormfout: a source's, but with an incomplete header; it carries the shape and, if it can, the delivery.
        Gemengd: fictitious where only real deliveries belong, or the other way round.
    """
    einde = bestand.suffix.lower().lstrip(".")
    meting = meet(bestand, tekst=einde == "csv")
    if meting.omvang == 0:
        raise Geweigerd(bestand, "is empty (0 bytes)", "at least a header line", "ask for it again")
    contract, kop = _contract_van(bestand, wortel, einde, meting.codering)
    try:
        controleer_kop(bestand, contract, kop)
    except Vormfout as fout:
        fout.vorm = _vorm(bestand, contract, kop, meting.codering)
        with suppress(Geweigerd):  # the header is what is wrong; the note beside it may be so as well
            fout.levering = _levering(bestand, wortel, contract, kop, meting, sidecar.lees(bestand))
        raise
    briefje = sidecar.lees(bestand)
    fictief = briefje.fictief or _draagt_kenmerk(contract, kop)
    if fictief and not fictief_toegestaan:
        raise Gemengd(
            bestand,
            "is fictitious (its note says so)" if briefje.fictief else f"is fictitious (it holds {FICTIEF})",
            "real deliveries in this collection",
            "move it to data/raw/demo",
        )
    if fictief_toegestaan and not fictief:
        raise Gemengd(
            bestand,
            "is not marked fictitious",
            "only fictitious deliveries in the demonstration",
            "move it to data/raw/eigen",
        )
    levering = _levering(bestand, wortel, contract, kop, meting, briefje)
    return levering, replace(meting, vorm=_vorm(bestand, contract, kop, meting.codering))


def _levering(
    bestand: Path, wortel: Path, contract: Contract, kop: Kop, meting: Meting, briefje: sidecar.Briefje
) -> Levering:
    soort = briefje.soort or contract.soort
    _controleer_dekking(bestand, contract, soort, briefje.dekking)
    return Levering(
        bron=contract.bron,
        bestand=bestand.relative_to(wortel).as_posix(),
        sha256=meting.sha256,
        peilmoment=_peilmoment(bestand, contract, briefje.peilmoment),
        soort=soort,
        dekking=briefje.dekking,
        fictief=briefje.fictief or _draagt_kenmerk(contract, kop),
        indeling_jaar=briefje.indeling_jaar,
    )


def bron_van_map(bestand: Path, wortel: Path) -> str | None:
    """Source named by the folder a file lies in, if that is a source."""
    eerste = bestand.relative_to(wortel).parts[0]
    return eerste if eerste in contracten() else None


def lees_kop(bestand: Path, contract: Contract, codering: Codering) -> Kop:
    """Header of `bestand` as `contract` reads it best, not checked yet.

    Raises:
        Geweigerd: a workbook that is damaged or lacks the sheet.
    """
    koppen = _koppen(bestand, contract, codering)
    return min(koppen, key=lambda kop: len(_ontbrekend(contract, kop)))


def kop_van_rijen(rijen: list[list[str]], scheidingsteken: str | None, plek: str = "line 1") -> Kop:
    """The first row as header, the others as examples."""
    eerste, *rest = [[c.strip() for c in rij] for rij in rijen] or [[]]
    return Kop(tuple(eerste), scheidingsteken, tuple(map(tuple, rest)), plek)


def in_eigen_koppen(contract: Contract, kop: Kop) -> Kop:
    """The header in the contract's own words, where the owner's export says it otherwise."""
    eigen: dict[str, str] = {}
    for kolom in contract.kolommen:
        gevonden = {kop_ for kop_ in kop.koppen for anders in kolom.ook if fnmatchcase(kop_, anders)}
        if kolom.kop not in kop.koppen and len(gevonden) == 1:
            eigen[gevonden.pop()] = kolom.kop
    return replace(kop, koppen=tuple(eigen.get(k, k) for k in kop.koppen))


def is_sav(bestand: Path) -> bool:
    """Whether the ending says SPSS."""
    return bestand.suffix.lower() == ".sav"


def controleer_kop(bestand: Path, contract: Contract, kop: Kop) -> None:
    """Refuse a header that is not the contract's.

    Raises:
        Vormfout: a required column is missing.
        Geweigerd: it is the header of another source, or a column stands twice.
    """
    plek = kop.plek
    weg = _ontbrekend(contract, kop)
    if weg:
        ander = _passend(kop)
        raise (Geweigerd if ander else Vormfout)(
            bestand,
            f"{plek} lacks the column '{weg[0]}'" + (f" and {len(weg) - 1} more" if len(weg) > 1 else ""),
            f"the headers of {contract.bron} (docs/bronnen.md)",
            f"move it to the folder {ander[0].bron}, whose headers it has"
            if ander
            else "ask the owner for the file with " + ("that column" if len(weg) == 1 else "those columns"),
        )
    dubbel = next((k.kop for k in contract.kolommen if kop.koppen.count(k.kop) > 1), None)
    if dubbel:
        raise Geweigerd(
            bestand,
            f"{plek} has the column '{dubbel}' more than once",
            "each column once",
            "remove or rename the one too many",
        )


def _contract_van(bestand: Path, wortel: Path, einde: str, codering: Codering) -> tuple[Contract, Kop]:
    genoemd = bron_van_map(bestand, wortel)
    if genoemd:
        contract = contracten()[genoemd]
        if einde not in contract.formaten:
            raise Geweigerd(
                bestand,
                f"is no delivery of {genoemd}",
                "a file ending in " + " or ".join("." + f for f in contract.formaten),
                "deliver it in that form, or remove it",
            )
        return contract, lees_kop(bestand, contract, codering)
    mogelijk = [c for c in contracten().values() if einde in c.formaten]
    if not mogelijk:
        raise Geweigerd(
            bestand,
            f"is a .{einde} file, which no source delivers"
            if einde
            else "has no ending that tells what it is",
            "a file ending in .csv, .xlsx or .sav",
            "save it as one of these, or remove it",
        )
    if einde == "xlsx":
        aanwezig = werkmap.bladen(bestand)
        mogelijk = [c for c in mogelijk if c.blad in aanwezig]
    koppen = [(c, kop) for c in mogelijk for kop in _koppen(bestand, c, codering)]
    passend = [(c, kop) for c, kop in koppen if not _ontbrekend(c, kop)]
    if len(passend) == 1:
        return passend[0]
    if passend:
        raise Geweigerd(
            bestand,
            f"has the headers of {' and of '.join(c.bron for c, _ in passend)}",
            "headers of one source",
            "put it in the folder of its source",
        )
    raise Geweigerd(
        bestand,
        "is not recognised: its headers are those of no source" + _naaste(koppen),
        "a delivery of a source in docs/bronnen.md",
        "put it in the folder of its source to hear what it lacks, or remove it",
    )


def _naaste(koppen: list[tuple[Contract, Kop]]) -> str:
    """The source that is nearest, when at least half of its columns are there."""
    half = [
        (len(weg), c.bron, weg[0])
        for c, kop in koppen
        if (weg := _ontbrekend(c, kop)) and len(weg) * 2 <= sum(k.verplicht for k in c.kolommen)
    ]
    if not half:
        return ""
    _, bron, kolom = min(half)
    return f" (nearest: {bron}, which also has '{kolom}')"


def _koppen(bestand: Path, contract: Contract, codering: Codering) -> list[Kop]:
    """First rows of a sheet or an SPSS file, or of a CSV by each separator that it may have."""
    if is_sav(bestand):
        koppen_ = savbestand.koppen(bestand, contract)
        # rows only where the header is right: a variable that cannot be its column is told when it is loaded
        voorbeeld = Kop(koppen_, None, (), "its list of variables")
        if _ontbrekend(contract, voorbeeld) or contract.fictief_kenmerk is None:
            return [voorbeeld]
        eerste = (cellen for _, cellen in savbestand.lees_rijen(bestand, contract, VOORBEELD))
        return [replace(voorbeeld, eerste_rijen=tuple(tuple(r) for r in eerste if isinstance(r, list)))]
    if codering == "binair":
        blad = werkmap.lees_blad(bestand, str(contract.blad), VOORBEELD + 1)
        return [in_eigen_koppen(contract, kop_van_rijen(blad, None, f"sheet '{contract.blad}' line 1"))]
    koppen = []
    for teken in _SCHEIDINGSTEKENS:
        with bestand.open(encoding=TEKENSET[codering], newline="") as bron:
            rijen = [cellen for _, cellen in islice(lees_rijen(Lijnen(bron), teken), 3)]
        kop = kop_van_rijen([r if isinstance(r, list) else [str(r)] for r in rijen], teken)
        koppen.append(in_eigen_koppen(contract, kop))
    return koppen


def _passend(kop: Kop) -> list[Contract]:
    return [c for c in contracten().values() if not _ontbrekend(c, kop)]


def _ontbrekend(contract: Contract, kop: Kop) -> list[str]:
    return [k.kop for k in contract.kolommen if k.verplicht and k.kop not in kop.koppen]


def _draagt_kenmerk(contract: Contract, kop: Kop) -> bool:
    if contract.fictief_kenmerk is None:
        return False
    kolom = next(k.kop for k in contract.kolommen if k.naam == contract.fictief_kenmerk)
    if kolom not in kop.koppen:
        return False
    plek = kop.koppen.index(kolom)
    return any(len(rij) > plek and rij[plek].startswith(FICTIEF) for rij in kop.eerste_rijen[:2])


def _controleer_dekking(bestand: Path, contract: Contract, soort: Soort, dekking: Dekking) -> None:
    """A coverage must belong to this kind of delivery, and its window to a moment column of the source."""
    briefje = sidecar.pad_van(bestand)
    if soort == "delta" and dekking != Dekking():
        raise Geweigerd(
            briefje,
            "declares dekking for a delta, which covers nothing",
            "soort: volledig or venster with a dekking",
            "add the soort, or remove the dekking",
        )
    if soort == "venster" and dekking.van is None:
        raise Geweigerd(
            briefje,
            "declares a venster without its window",
            "datumveld, van and tot under dekking",
            "add them, or say soort: volledig",
        )
    momenten = [k.naam for k in contract.geladen if k.type in ("datum", "tijdstip", "maand")]
    if dekking.datumveld is not None and dekking.datumveld not in momenten:
        raise Geweigerd(
            briefje,
            f"says 'datumveld: {dekking.datumveld}'",
            f"one of {', '.join(momenten)}" if momenten else f"no window: {contract.bron} has no date column",
            "correct the note",
        )


def _vorm(bestand: Path, contract: Contract, kop: Kop, codering: Codering) -> Vorm:
    """What stands in the first rows; of a workbook they are at hand already."""
    rijen: list[list[str]] | tuple[tuple[str, ...], ...] = kop.eerste_rijen
    if kop.scheidingsteken is not None:
        with bestand.open(encoding=TEKENSET[codering], newline="") as bron:
            eerste = islice(lees_rijen(Lijnen(bron), kop.scheidingsteken), 1, VOORBEELD + 1)
            rijen = [cellen for _, cellen in eerste if isinstance(cellen, list)]
    return neem_vorm(kop.koppen, rijen, contract.leegteken)


def _peilmoment(bestand: Path, contract: Contract, moment: datetime | None) -> datetime:
    uit_blad = bestand.suffix.lower() == ".xlsx" and contract.informatieblad is not None
    if moment is None and uit_blad:
        moment = werkmap.peilmoment(bestand, str(contract.informatieblad))
    if moment is not None:
        return moment
    blad = f"'Bevraagd op dd-mm-yyyy hh:mm' on the sheet '{contract.informatieblad}', or " if uit_blad else ""
    briefje = sidecar.pad_van(bestand).name
    raise Geweigerd(
        bestand,
        "has no as-of moment",
        f"{blad}the line 'peilmoment: 2018-03-01T06:00:00' in a note {briefje} beside it",
        "ask the owner when the extract was made and write it there",
    )
