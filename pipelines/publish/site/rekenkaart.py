"""A calculation card (berekening/<doel>-<gebied>-<jaar>.json) as lines that a reader can follow."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.publish.berekening import MAP
from pipelines.publish.getallen import getal
from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import kans, met_eenheid, padnaam, tussen, zeg

Kaart = dict[str, Any]


@dataclass(frozen=True)
class Rekenkaart:
    """What is shown of a card: lines of (what, how), the deliveries, and the file with all of it."""

    bestand: str
    regels: list[tuple[str, str]]
    leveringen: list[dict[str, str]]
    andere: list[tuple[str, str]]  # other path variants: which, verdict


def lees_kaart(publicatie: Path, g: Gegevens, rij: Rij) -> Rekenkaart | None:
    """The card of a row of doelbereik; None where there is no verdict and so no card."""
    naam = f"{rij['doel_id']}-{rij['gebied_code']}-{rij['jaar']}.json"
    pad = publicatie / MAP / naam
    if not pad.exists():
        return None
    kaart: Kaart = json.loads(pad.read_text(encoding="utf-8"))
    sleutel = ("padvariant", "bron", "jaren")
    oordeel = next((o for o in kaart["oordelen"] if all(o[k] == rij[k] for k in sleutel)), None)
    if oordeel is None:
        return None
    d, eenheid = g.doelen[rij["doel_id"]]["decimalen"], g.doelen[rij["doel_id"]]["eenheid"]
    return Rekenkaart(
        bestand=f"{MAP}/{naam}",
        regels=list(_regels(kaart, oordeel, d, eenheid)),
        leveringen=sorted(
            kaart["leveringen"], key=lambda lev: (lev["peilmoment"], lev["bestand"]), reverse=True
        ),
        andere=[
            (padnaam(o["padvariant"]), o["oordeel"])
            for o in kaart["oordelen"]
            if o["padvariant"] != rij["padvariant"]
            and o["bron"] == rij["bron"]
            and o["jaren"] == rij["jaren"]
        ],
    )


def _regels(kaart: Kaart, o: Kaart, d: int, eenheid: str | None) -> list[tuple[str, str]]:
    doel, cijfer, basis, toets = kaart["doel"], o["cijfer"], o["basis"], o["toetsing"]
    regels = [
        (zeg("kaart.doel"), zeg("kaart.doel_zin", citaat=doel["citaat"], regel=doel["vindplaats_regel"])),
    ]
    if doel["norm"] is not None:
        regels.append(
            (
                zeg("kaart.norm"),
                zeg(
                    "kaart.norm_zin",
                    vergelijk=zeg(f"operator.{_OPERATOR[doel['operator']]}"),
                    norm=getal(doel["norm"], _plaatsen(doel["norm"], d)),
                    eenheid=doel["meeteenheid"] or "",
                    jaar=doel["doeljaar"],
                ),
            )
        )
    if cijfer["waarde"] is not None:
        regels.append((zeg("kaart.cijfer"), _cijfer(cijfer, d, eenheid)))
    if o["interval_95"][0] is not None:
        regels.append((zeg("kaart.interval"), zeg("kaart.interval_zin", marge=_marge(o["interval_95"], d))))
    if basis["waarde"] is not None:
        regels.append(
            (
                zeg("kaart.basis"),
                zeg("kaart.basis_zin", jaar=basis["jaar"], waarde=met_eenheid(basis["waarde"], d, eenheid)),
            )
        )
    if o["pad"]["waarde"] is not None:
        regels.append((zeg("kaart.pad"), _pad(doel, o, d)))
    if toets["methode"]:
        regels.append((zeg("kaart.toets"), _toets(o, d)))
    if o["volgt_uit"]:
        regels.append((zeg("kaart.volgt"), ", ".join(o["volgt_uit"])))
    if o["belofte_per_jaar"]:
        jaren = "; ".join(f"{j}: {getal(w, d)}%" for j, w in o["belofte_per_jaar"].items())
        regels.append((zeg("kaart.belofte"), jaren))
    omslag = [
        (k, o["omslag"][k]) for k in ("norm", "op_koers", "niet_op_koers") if o["omslag"][k] is not None
    ]
    if omslag:
        regels.append(
            (zeg("kaart.omslag"), " ".join(zeg(f"kaart.omslag_{k}", waarde=getal(w, d)) for k, w in omslag))
        )
    if o["een_jaar_beslist"]:
        regels.append((zeg("kaart.een_jaar"), zeg("kaart.een_jaar_zin")))
    if o["zichtbaarheid"]["zin"]:
        regels.append((zeg("kaart.zichtbaar"), o["zichtbaarheid"]["zin"]))
    if o["kanttekening"]:
        regels.append((zeg("kaart.voorbehoud"), o["kanttekening"]))
    regels.append((zeg("kaart.oordeel"), o["oordeel"]))
    return regels


def _marge(interval: list[float | None], d: int) -> str:
    laag, hoog = interval
    return tussen(laag, hoog, d)


_OPERATOR = {"<=": "hoogstens", ">=": "minstens", "=": "gelijk"}


def _plaatsen(norm: float, d: int) -> int:
    return 0 if float(norm).is_integer() else max(d, 1)


def _cijfer(cijfer: Kaart, d: int, eenheid: str | None) -> str:
    waarde = met_eenheid(cijfer["waarde"], d, eenheid)
    if cijfer["noemer"] is not None and cijfer["teller"] is not None:
        return zeg(
            "kaart.cijfer_verhouding",
            waarde=waarde,
            teller=getal(cijfer["teller"]),
            noemer=getal(cijfer["noemer"]),
        )
    return zeg("kaart.cijfer_zin", waarde=waarde)


def _pad(doel: Kaart, o: Kaart, d: int) -> str:
    pad, variant = o["pad"], padnaam(o["padvariant"])
    if (
        pad["wijze"] == "meetkundig"
        and pad["stap"]
        and o["rol"] == "doel"
        and doel["basiswaarde"] is not None
    ):
        return zeg(
            "kaart.pad_meetkundig",
            variant=variant,
            basis=getal(doel["basiswaarde"], _plaatsen(doel["basiswaarde"], d)),
            procent=getal(100 * pad["stap"]),
            stappen=pad["stappen"],
            waarde=getal(pad["waarde"], max(d, 2)),
        )
    return zeg("kaart.pad_zin", variant=variant, waarde=getal(pad["waarde"], max(d, 1)))


def _toets(o: Kaart, d: int) -> str:
    toets, phi = o["toetsing"], o["spreiding"]
    delen = [zeg("kaart.toets_zin", methode=toets["methode"], p=kans(toets["p_waarde"]))]
    if phi["getoetst_bij"]:
        delen.append(zeg("kaart.toets_phi", phi=" en ".join(getal(p, 2) for p in phi["getoetst_bij"])))
    if o["interval_90"][0] is not None:
        delen.append(zeg("kaart.toets_90", marge=_marge(o["interval_90"], d)))
    return " ".join(delen)
