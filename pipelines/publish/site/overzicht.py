"""The front page: for who has one minute."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from pipelines.publish.getallen import getal
from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import opsom, soort_oordeel, teksten, zeg

# every state of measurement, in the order of the bar
_STANDEN = ("gemeten", "geen meting", "geen levering", "niet meetbaar")


def inhoud(g: Gegevens, regels: list[dict[str, Any]]) -> dict[str, Any]:
    """What template index.html needs: one sentence, the bar, targets with a figure, and those without, by why."""
    per: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in regels:
        per[r["rij"]["meetstatus"]].append(r)
    zonder = [(s, per[s]) for s in (*_STANDEN, *sorted({*per} - {*_STANDEN})) if s in per and s != "gemeten"]
    return {
        "titel": zeg("index.titel"),
        "zin": _zin([r["rij"] for r in regels]),
        "sinds": sinds(g),
        "balk": _balk(per),
        "gemeten": per["gemeten"],
        "zonder": zonder,
        "aantal": len(regels),
        "aantal_zonder": sum(len(rs) for _, rs in zonder),
        "grafieken": True,
    }


def _zin(rijen: list[Rij]) -> str:
    """Of so many targets so many are measured, with which verdicts; and why the others are not."""
    gemeten = [r for r in rijen if r["meetstatus"] == "gemeten"]
    volgorde = {"goed": 0, "slecht": 1, "open": 2, "geen": 3}
    oordelen = Counter(
        r["oordeel"].split(",")[0] if _heeft(r) else zeg("index.zonder_oordeel") for r in gemeten
    )
    oordelen_op_rij = sorted(oordelen.items(), key=lambda o: (volgorde[soort_oordeel(o[0])], o[0]))
    anders = Counter(r["meetstatus"] for r in rijen if r["meetstatus"] != "gemeten")
    delen = [
        zeg("index.stand_zin_geen", totaal=len(rijen))
        if not gemeten
        else zeg(
            "index.stand_zin",
            totaal=len(rijen),
            werkwoord=zeg("index.is" if len(gemeten) == 1 else "index.zijn"),
            gemeten=len(gemeten),
            oordelen=opsom([f"{n} {o}" for o, n in oordelen_op_rij]),
        )
    ]
    if anders:
        delen.append(
            zeg(
                "index.stand_anders",
                aantal=sum(anders.values()),
                werkwoord=zeg("index.heeft" if sum(anders.values()) == 1 else "index.hebben"),
                waarom=opsom([zeg(f"index.waarom.{s}", aantal=anders[s]) for s in _STANDEN if s in anders]),
            )
        )
    return " ".join(delen)


def _heeft(r: Rij) -> bool:
    return soort_oordeel(r["oordeel"]) != "geen"


def sinds(g: Gegevens) -> str:
    """In one sentence what moved since the publication before this one."""
    v = g.verschil
    if v is None:
        return zeg("verschil.eerste_kort")
    if not v["vergelijkbaar"]:
        return zeg("verschil.onvergelijkbaar_kort")
    s = v["samenvatting"]
    return zeg(
        "verschil.sinds",
        cijfers=_tel("cijfers", s["cijfers"]),
        oordelen=_tel("oordelen", s["oordelen"]),
    )


def _tel(wat: str, aantal: int) -> str:
    sleutel = {0: "geen", 1: "een"}.get(aantal, "meer")
    return zeg(f"verschil.{wat}_{sleutel}", aantal=getal(aantal))


def _balk(per: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The targets by state of measurement, as a bar."""
    t = teksten()
    volgorde = [s for s in _STANDEN if per[s]]
    doelen = {s: [r["doel"]["doel_id"] for r in per[s]] for s in volgorde}
    totaal = sum(map(len, doelen.values()))
    return {
        "soort": "balk",
        "naam": "meetstatus",
        "titel": t["index"]["stand"],
        "alt": opsom([f"{len(doelen[s])} {s}" for s in volgorde]) + ".",
        "eenheid": "doelen",
        "decimalen": 0,
        "bronnen": zeg("site.naam"),
        "legenda": t["grafiek"]["legenda_balk"],
        "delen": [
            {"teken": t["index"]["balkteken"][s], "klas": t["index"]["balkklas"][s], "aantal": len(doelen[s]),
             "breedte": round(100 * len(doelen[s]) / totaal, 3)}
            for s in volgorde
        ],
        "kolommen": [
            {"naam": "status", "kop": t["kolom"]["status"], "soort": "tekst"},
            {"naam": "aantal", "kop": t["kolom"]["aantal"], "soort": "getal"},
            {"naam": "doelen", "kop": t["kolom"]["doelen"], "soort": "tekst"},
        ],
        "rijen": [[s, len(doelen[s]), " ".join(doelen[s])] for s in volgorde],
    }  # fmt: skip
