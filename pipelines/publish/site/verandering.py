"""The page that tells what moved since the publication before this one, from its `verschil.json`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pipelines.publish.getallen import getal
from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import dag, met_teken, zeg

MAX = 100  # rows of a table; verschil.json has them all


def inhoud(g: Gegevens) -> dict[str, Any]:
    """What template veranderd.html needs; only a sentence where there is nothing to compare."""
    kop = {"titel": zeg("verschil.titel"), "grafieken": False, "v": None}
    v = g.verschil
    if v is None:
        return {**kop, "zin": zeg("verschil.eerste")}
    if not v["vergelijkbaar"]:
        return {**kop, "zin": v["zin"]}
    s, bekend = v["samenvatting"], {str(lev["levering_id"]) for lev in g.leveringen}
    per_oorzaak = sorted(s["per_oorzaak"].items(), key=lambda p: (-p[1], p[0]))
    return {
        **kop,
        "v": v,
        "zin": v["zin"],
        "oordelen": [_oordeel(g, r) for r in v["oordelen"][:MAX]],
        "oordelen_kop": zeg("verschil.oordelen_kop", aantal=getal(s["oordelen"])),
        "oordelen_meer": _meer(len(v["oordelen"])),
        "cijfers": [_cijfer(g, bekend, r) for r in v["cijfers"][:MAX]],
        "cijfers_kop": zeg("verschil.cijfers_kop", aantal=getal(s["cijfers"])),
        "cijfers_meer": _meer(len(v["cijfers"])),
        "per_oorzaak": [zeg("verschil.per_oorzaak", aantal=getal(n), oorzaak=o) for o, n in per_oorzaak],
        "alleen_marge": zeg("verschil.alleen_marge", aantal=getal(s["alleen_marge"])) if s["alleen_marge"] else "",
        "erbij": _erbij(g, v),
        "leveringen": {soort: list(_leveringen(g, bekend, v["leveringen"][soort])) for soort in ("nieuw", "weg")},
        "anders": list(_anders(v["anders"])),
    }  # fmt: skip


def _meer(aantal: int) -> str:
    return zeg("verschil.meer", aantal=getal(aantal - MAX)) if aantal > MAX else ""


def _gebied(g: Gegevens, r: Rij) -> dict[str, Any]:
    """Where it is about, and the page of that area if there is one."""
    code = r["gebied_code"]
    return {"gebied": r["gebied"] or code, "pagina": f"gebied/{code}.html" if code in g.gebieden else None}


def _oordeel(g: Gegevens, r: Rij) -> Rij:
    periode = f"{r['jaar'] - r['jaren'] + 1}–{r['jaar']}" if r["jaren"] > 1 else str(r["jaar"])
    return {
        **_gebied(g, r),
        "doel_id": r["doel_id"],
        "doel": r["doel"],
        "doelpagina": f"doel/{r['doel_id']}.html#gebied={r['gebied_code']}&jaar={r['jaar']}"
        if r["doel_id"] in g.doelen
        else None,
        "periode": periode,
        "was_is": "; ".join(_velden(g, r["velden"])),
        "waarde": _was_is(r["waarde"], r["decimalen"]),
        "oorzaak": r["oorzaak"],
    }


def _velden(g: Gegevens, velden: Rij) -> Iterator[str]:
    """What flipped; the verdict says it, the parts of it only where it says the same as before."""
    keuze = ["oordeel"] if "oordeel" in velden else [v for v in velden if v != "reden_code"] or list(velden)
    for veld in keuze:
        van, naar = (_woord(g, veld, w) for w in velden[veld])
        yield zeg("verschil.was_is", veld=zeg(f"verschil.veld.{veld}"), van=van, naar=naar)


def _woord(g: Gegevens, veld: str, waarde: bool | str | None) -> str:
    if waarde is None:
        return "–"
    if isinstance(waarde, bool):
        return zeg("verschil.ja" if waarde else "verschil.nee")
    return g.redenen.get(waarde, waarde) if veld == "reden_code" else waarde


def _was_is(waarde: list[float | None], decimalen: int | None) -> str:
    """Old and new value; more decimals where rounding would make both alike."""
    (van, naar), d = waarde, int(decimalen or 0)
    while van is not None and naar is not None and van != naar and getal(van, d) == getal(naar, d) and d < 6:
        d += 1
    return f"{getal(van, d)} → {getal(naar, d)}"


def _cijfer(g: Gegevens, bekend: set[str], r: Rij) -> Rij:
    delen = [zeg(f"strook.deel.{deel}", aantal=met_teken(n)) for deel, n in r["delen"].items()]
    if r["niet_verklaard"]:
        delen.append(zeg("verschil.niet_verklaard", aantal=met_teken(r["niet_verklaard"])))
    status = zeg("verschil.status", van=r["celstatus"][0], naar=r["celstatus"][1])
    return {
        **_gebied(g, r),
        "naam": r["naam"],
        "periode": str(r["periode_id"]).removeprefix("VM"),
        "waarde": _was_is(r["waarde"], r["decimalen"]),
        "status": status if r["celstatus"][0] != r["celstatus"][1] else "",
        "waarom": f"{r['oorzaak']}: {'; '.join(delen)}" if delen else r["oorzaak"],
        "leveringen": [lev for lev in r["leveringen"] if lev in bekend][:3],
    }


def _erbij(g: Gegevens, v: Rij) -> list[Rij]:
    """Figures that only the new, or only the old publication has, by indicator and source."""
    uit = []
    for soort in ("verschenen", "verdwenen"):
        per: dict[tuple[str, str, str], list[Rij]] = {}
        for r in v[soort]["cijfers"]:
            per.setdefault((r["indicator_id"], r["bron"], r["oorzaak"]), []).append(r)
        uit += [
            {
                "soort": zeg(f"verschil.{soort}"),
                "naam": g.indicatoren.get(indicator, indicator),
                "bron": _titel(g, bron),
                "periodes": _periodes(rijen),
                "aantal": sum(r["aantal"] for r in rijen),
                "oorzaak": oorzaak,
            }
            for (indicator, bron, oorzaak), rijen in per.items()
        ]
    return uit


def _periodes(rijen: list[Rij]) -> str:
    namen = sorted({str(r["periode_id"]).removeprefix("VM") for r in rijen})
    return namen[0] if len(namen) == 1 else f"{namen[0]} … {namen[-1]}"


def _titel(g: Gegevens, bron: str) -> str:
    return str(g.afspraken[bron]["titel"]) if bron in g.afspraken else bron


def _leveringen(g: Gegevens, bekend: set[str], lijst: list[Rij]) -> Iterator[Rij]:
    for r in lijst:
        yield {
            "bestand": r["bestand"],
            "anker": r["levering_id"] if r["levering_id"] in bekend else None,
            "zin": zeg(
                "verschil.levering",
                bron=_titel(g, r["bron"]),
                dag=dag(datetime.fromisoformat(str(r["peilmoment"]))),
                aanvaard=getal(r["aanvaard"]),
                afgekeurd=getal(r["afgekeurd"]),
            ),
        }


def _anders(anders: Rij) -> Iterator[str]:
    if anders["code"]:
        yield zeg("verschil.code")
    if anders["bibliotheken"]:
        yield zeg("verschil.bibliotheken", namen=", ".join(anders["bibliotheken"]))
    for naam, (van, naar) in anders["instellingen"].items():
        yield zeg("verschil.instelling", naam=naam, van=_instelling(van), naar=_instelling(naar))


def _instelling(waarde: object) -> str:
    return str(waarde).replace(".", ",") if isinstance(waarde, float) else str(waarde)
