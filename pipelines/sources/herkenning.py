"""From a file to a delivery: which source it is, of what moment, covering what, fictitious or not."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.sources import sidecar, werkmap
from pipelines.sources.contract import Contract
from pipelines.sources.contracten import contracten
from pipelines.sources.levering import Dekking, Levering
from pipelines.sources.meting import Codering, Meting, meet
from pipelines.sources.weigering import Gemengd, Geweigerd

_SCHEIDINGSTEKENS = (";", ",", "\t")
FICTIEF = "PL9999"


@dataclass(frozen=True)
class Kop:
    """First line of a delivery: the separator (None for a workbook) and the headers as they stand there."""

    koppen: tuple[str, ...]
    scheidingsteken: str | None
    eerste_rijen: tuple[tuple[str, ...], ...]


def herken(bestand: Path, wortel: Path, *, fictief_toegestaan: bool) -> tuple[Levering, Meting]:
    """Recognise `bestand`, somewhere under the collection's folder `wortel`.

    Raises:
        Geweigerd: unknown, unreadable, incomplete header, or no as-of moment.
        Gemengd: fictitious where only real deliveries belong, or the other way round.
    """
    einde = bestand.suffix.lower().lstrip(".")
    meting = meet(bestand, tekst=einde == "csv")
    if meting.omvang == 0:
        raise Geweigerd(bestand, "is empty (0 bytes)", "at least a header line", "ask for it again")
    contract, kop = _contract_van(bestand, wortel, einde, meting.codering)
    briefje = sidecar.lees(bestand)
    fictief = bool(briefje.get("fictief", False)) or _draagt_kenmerk(contract, kop)
    if fictief and not fictief_toegestaan:
        raise Gemengd(
            bestand,
            "is fictitious (PL9999 or its note says so)",
            "real deliveries in this collection",
            "move it to data/raw/demo",
        )
    if fictief_toegestaan and not fictief:
        raise Gemengd(
            bestand,
            "is not marked fictitious",
            "fictitious deliveries only in the demonstration",
            "move it to data/raw/eigen",
        )
    return (
        Levering(
            bron=contract.bron,
            bestand=bestand.relative_to(wortel).as_posix(),
            sha256=meting.sha256,
            peilmoment=_peilmoment(bestand, contract, einde, briefje),
            soort=briefje.get("soort", contract.soort),
            dekking=briefje.get("dekking", Dekking()),
            fictief=fictief,
            indeling_jaar=briefje.get("indeling_jaar"),
        ),
        meting,
    )


def bron_van_map(bestand: Path, wortel: Path) -> str | None:
    """Source named by the folder a file lies in, if that is a source."""
    eerste = bestand.relative_to(wortel).parts[0]
    return eerste if eerste in contracten() else None


def lees_kop(bestand: Path, contract: Contract, codering: Codering) -> Kop:
    """Headers of `bestand` as `contract` would read it.

    Raises:
        Geweigerd: a column of the contract is missing, or a header stands twice.
    """
    if bestand.suffix.lower() == ".xlsx":
        rijen = werkmap.lees_blad(bestand, str(contract.blad))[:3]
        kop = _als_kop([[str(c).strip() for c in rij] for rij in rijen], None)
    else:
        kop = _kop_van_csv(bestand, contract, codering)
    return kop


def _contract_van(bestand: Path, wortel: Path, einde: str, codering: Codering) -> tuple[Contract, Kop]:
    genoemd = bron_van_map(bestand, wortel)
    if genoemd:
        contract = contracten()[genoemd]
        if einde not in contract.formaten:
            raise Geweigerd(
                bestand,
                f"is no delivery of {genoemd}",
                " or ".join("." + f for f in contract.formaten),
                "remove it or deliver it in that form",
            )
        kop = lees_kop(bestand, contract, codering)
        _controleer(bestand, contract, kop)
        return contract, kop
    for contract in contracten().values():
        if einde not in contract.formaten or (einde == "xlsx" and not _heeft_blad(bestand, contract)):
            continue
        kop = lees_kop(bestand, contract, codering)
        if not _ontbrekend(contract, kop):
            return contract, kop
    raise Geweigerd(
        bestand,
        "is not recognised: its headers are those of no source",
        f"a file of one of {', '.join(contracten())}",
        "put it in the folder of its source, or see docs/bronnen.md for the headers",
    )


def _heeft_blad(bestand: Path, contract: Contract) -> bool:
    try:
        werkmap.lees_blad(bestand, str(contract.blad))
    except Geweigerd:
        return False
    return True


def _ontbrekend(contract: Contract, kop: Kop) -> list[str]:
    return [k.kop for k in contract.kolommen if k.verplicht and k.kop not in kop.koppen]


def _controleer(bestand: Path, contract: Contract, kop: Kop) -> None:
    plek = f"sheet '{contract.blad}' line 1" if kop.scheidingsteken is None else "line 1"
    weg = _ontbrekend(contract, kop)
    if weg:
        raise Geweigerd(
            bestand,
            f"{plek} lacks the column '{weg[0]}'" + (f" and {len(weg) - 1} more" if len(weg) > 1 else ""),
            f"the headers of {contract.bron} (docs/bronnen.md)",
            "ask the owner for the file with that column",
        )
    dubbel = next((k for k in contract.kolommen if kop.koppen.count(k.kop) > 1), None)
    if dubbel:
        raise Geweigerd(
            bestand, f"{plek} has the column '{dubbel.kop}' twice", "each column once", "remove one"
        )


def _kop_van_csv(bestand: Path, contract: Contract, codering: Codering) -> Kop:
    tekenset = "utf-8-sig" if codering == "utf-8" else "cp1252"
    beste: Kop | None = None
    for teken in _SCHEIDINGSTEKENS:
        with bestand.open(encoding=tekenset, newline="") as bron:
            lezer = csv.reader(bron, delimiter=teken)
            rijen = [[c.strip() for c in rij] for _, rij in zip(range(3), lezer, strict=False)]
        kop = _als_kop(rijen, teken)
        if beste is None or len(_ontbrekend(contract, kop)) < len(_ontbrekend(contract, beste)):
            beste = kop
    assert beste is not None
    return beste


def _als_kop(rijen: list[list[str]], teken: str | None) -> Kop:
    eerste, *rest = rijen or [[]]
    return Kop(tuple(eerste), teken, tuple(tuple(r) for r in rest))


def _draagt_kenmerk(contract: Contract, kop: Kop) -> bool:
    if contract.fictief_kenmerk is None:
        return False
    kolom = next(k.kop for k in contract.kolommen if k.naam == contract.fictief_kenmerk)
    if kolom not in kop.koppen:
        return False
    plek = kop.koppen.index(kolom)
    return any(len(rij) > plek and rij[plek].startswith(FICTIEF) for rij in kop.eerste_rijen)


def _peilmoment(bestand: Path, contract: Contract, einde: str, briefje: dict[str, Any]) -> datetime:
    moment = briefje.get("peilmoment")
    if moment is None and einde == "xlsx" and contract.informatieblad:
        moment = werkmap.peilmoment(bestand, contract.informatieblad)
    if isinstance(moment, datetime):
        return moment
    waar = (
        f"'Bevraagd op dd-mm-yyyy hh:mm' on the sheet {contract.informatieblad}, or "
        if einde == "xlsx"
        else ""
    )
    raise Geweigerd(
        bestand,
        "has no as-of moment",
        f"{waar}a line 'peilmoment: 2018-03-01T06:00:00' in a note {sidecar.pad_van(bestand).name} beside it",
        "ask the owner when the extract was made and write it there",
    )
