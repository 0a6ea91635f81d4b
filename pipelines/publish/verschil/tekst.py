"""`veiligheidsbeeld verschil`: which publications are meant, and the difference as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.publish.fouten import GeenPublicatie
from pipelines.publish.getallen import getal
from pipelines.publish.snapshot import FICTIEF
from pipelines.publish.verschil import vergelijk
from pipelines.publish.verschil.rekenen import niets_veranderd
from pipelines.warehouse.plekken import Plekken

Rij = Mapping[str, Any]
_MAX = 20  # lines of a list, unless everything is asked for
_BOVEN = ("eenheid", "district")
_DEEL = {
    "laat": "laat gemeld", "ingetrokken": "ingetrokken", "hergeleverd": "hergeleverd", "heringedeeld": "heringedeeld",
    "verplaatst": "verplaatst", "grens": "grens", "datum": "datum", "telregel": "telregel",
    "alleen_totalen": "alleen totalen geleverd", "eerste_stand": "andere eerste stand",
    "code_of_instellingen": "andere code of instellingen",
}  # fmt: skip


def kies(plekken: Plekken, van: str | None, naar: str | None) -> tuple[Path, Path]:
    """Folders of the two publications to compare; without names the one before the current, and the current.

    A name is an ID, the beginning of one, `actueel`, or the name of a report.

    Raises:
        GeenPublicatie: there are no two, or a name is not that of a publication of this collection.
    """
    if van and naar:
        return _zoek(plekken, van), _zoek(plekken, naar)
    if not plekken.actueel.exists():
        raise GeenPublicatie(
            f"Nothing is published for {plekken.verzameling} yet: "
            f"run `veiligheidsbeeld run --verzameling {plekken.verzameling}` first."
        )
    nu = plekken.actueel.resolve()
    if van:
        return _zoek(plekken, van), nu
    vorige = json.loads((nu / "manifest.json").read_text(encoding="utf-8")).get("vorige")
    anderen = _namen(plekken, zonder=nu.name)
    if not anderen:
        raise GeenPublicatie(
            f"{nu.name} is the only publication of {plekken.verzameling}: there is nothing to compare."
        )
    if vorige is None:
        raise GeenPublicatie(
            f"{nu.name} does not say which publication was current before it; name one to compare it with: "
            f"{', '.join(anderen)}."
        )
    if vorige not in anderen:
        raise GeenPublicatie(
            f"{vorige}, which was current before {nu.name}, is gone; name another: {', '.join(anderen)}."
        )
    return plekken.publicaties / vorige, nu


def _namen(plekken: Plekken, zonder: str = "") -> list[str]:
    return sorted(
        p.parent.name for p in plekken.publicaties.glob("[!.]*/manifest.json") if p.parent.name != zonder
    )


def _zoek(plekken: Plekken, naam: str) -> Path:
    er_zijn = _namen(plekken)
    if naam in er_zijn:
        return plekken.publicaties / naam
    for link in (plekken.warehouse / naam, plekken.rapport(naam)):
        if "/" not in naam and link.is_symlink() and link.exists():
            return link.resolve()
    begint = [n for n in er_zijn if naam and n.startswith(naam)]
    if len(begint) == 1:
        return plekken.publicaties / begint[0]
    if len(begint) > 1:
        raise GeenPublicatie(f"'{naam}' can be {' or '.join(begint)}: write more of it.")
    elders = [
        p.parents[2].name
        for p in plekken.warehouse.parent.glob("*/publicaties/*/manifest.json")
        if naam and p.parent.name.startswith(naam)
    ]
    if elders:
        raise GeenPublicatie(
            f"{naam} is a publication of {elders[0]}, not of {plekken.verzameling}: "
            "figures of different collections are not compared."
        )
    keuze = f"choose from {', '.join(er_zijn)}" if er_zijn else "there are none yet"
    raise GeenPublicatie(f"There is no publication '{naam}' of {plekken.verzameling}: {keuze}.")


def toon(plekken: Plekken, van: str | None, naar: str | None, *, als_json: bool, alles: bool) -> bool:
    """Print the difference; whether anything moved.

    Raises:
        GeenPublicatie: see `kies`, or the two cannot be compared.
    """
    uitslag = vergelijk(*kies(plekken, van, naar))
    if not uitslag["vergelijkbaar"]:
        raise GeenPublicatie(str(uitslag["zin"]))
    bewogen = not niets_veranderd(uitslag["samenvatting"])
    if not alles:
        uitslag = {
            **uitslag,
            "cijfers": [c for c in uitslag["cijfers"] if c["gebied_type"] in _BOVEN],
            "oordelen": [o for o in uitslag["oordelen"] if o["gebied_type"] in _BOVEN],
        }
    if als_json:
        print(json.dumps(uitslag, ensure_ascii=False, indent=1, default=str))
    else:
        for regel in regels(uitslag, None if alles else _MAX):
            print(regel)
    return bewogen


def regels(v: Rij, hoogstens: int | None = _MAX) -> Iterator[str]:
    """The difference in lines."""
    if v["fictief"]:
        yield FICTIEF
    yield (
        f"{v['verzameling']}: from {v['van']['publicatie_id']} (as-of date {_dag(v['van']['peildatum'])}) "
        f"to {v['naar']['publicatie_id']} (as-of date {_dag(v['naar']['peildatum'])})"
    )
    s = v["samenvatting"]
    if niets_veranderd(s):
        yield "Nothing moved: every figure and every verdict is the same."
    yield from _wat_is_anders(v)
    if niets_veranderd(s):
        return
    yield from _oordelen(v, hoogstens)
    yield from _cijfers(v, hoogstens)
    for soort, kop in (("verschenen", "Appeared"), ("verdwenen", "Disappeared")):
        yield from _alleen(v[soort], kop, s[soort], hoogstens)
    if s["alleen_marge"]:
        yield f"Of {s['alleen_marge']:,} more figures only the interval, the status or which source leads moved."
    yield f"Not explained ('niet verklaard'): {s['niet_verklaard']:,}."


def _dag(tekst: str) -> str:
    return "-".join(reversed(tekst.split("-")))


def _wat_is_anders(v: Rij) -> Iterator[str]:
    for soort, kop in (("nieuw", "New deliveries"), ("weg", "Deliveries that are gone")):
        lijst = v["leveringen"][soort]
        if lijst:
            yield f"{kop}: {len(lijst)}"
        per: dict[str, list[Rij]] = {}
        for r in lijst:
            per.setdefault(r["bron"], []).append(r)
        for bron, rijen in per.items():
            laatste = rijen[-1]
            meer = f"{len(rijen)}, the last " if len(rijen) > 1 else ""
            yield (
                f"  {bron}: {meer}{laatste['bestand'].rsplit('/', 1)[-1]}, as of {_dag(laatste['peilmoment'][:10])}, "
                f"{sum(r['aanvaard'] for r in rijen):,} rows accepted, {sum(r['afgekeurd'] for r in rijen):,} rejected"
            )
    anders = v["anders"]
    if anders["code"]:
        yield "The code is another version."
    if anders["bibliotheken"]:
        yield f"Other library versions: {', '.join(anders['bibliotheken'])}."
    for naam, (van, naar) in anders["instellingen"].items():
        yield f"Setting {naam}: {van} → {naar}."


def _oordelen(v: Rij, hoogstens: int | None) -> Iterator[str]:
    s = v["samenvatting"]
    yield f"Verdicts that flipped: {s['oordelen']:,}, of which {s['oordelen_eenheid']:,} of the unit"
    lijst = v["oordelen"]
    for r in lijst[:hoogstens]:
        velden = "; ".join(
            f"{veld} {_woord(van)} → {_woord(naar)}" for veld, (van, naar) in r["velden"].items()
        )
        periode = f"{r['jaar'] - 2}-{r['jaar']}" if r["jaren"] == 3 else str(r["jaar"])
        waarde = " → ".join(getal(w, r["decimalen"]) for w in r["waarde"])
        yield f"  {r['doel_id']} {periode} {r['gebied']}: {velden} (waarde {waarde}; {r['oorzaak']})"
    yield from _meer(s["oordelen"] - len(lijst[:hoogstens]))


def _woord(waarde: bool | str | None) -> str:
    if waarde is None:
        return "–"
    return waarde if isinstance(waarde, str) else ("ja" if waarde else "nee")


def _cijfers(v: Rij, hoogstens: int | None) -> Iterator[str]:
    s = v["samenvatting"]
    yield f"Figures that moved: {s['cijfers']:,}" + _tussen_haakjes(s["per_gebied_type"])
    for oorzaak, aantal in sorted(s["per_oorzaak"].items(), key=lambda p: (-p[1], p[0])):
        yield f"  {aantal:,} by {oorzaak}"
    lijst = v["cijfers"]
    for r in lijst[:hoogstens]:
        d = _plaatsen(r)
        van, naar = r["waarde"]
        erbij = "" if r["verandering"] is None else f" ({_met_teken(r['verandering'], d)})"
        status = ""
        if r["celstatus"][0] != r["celstatus"][1]:
            status = f", {r['celstatus'][0]} → {r['celstatus'][1]}"
        yield (
            f"  {r['naam']} {r['periode_id']} {r['gebied']} [{r['bron']}]: "
            f"{getal(van, d)} → {getal(naar, d)}{erbij}{status}: {_reden(r)}"
        )
    yield from _meer(s["cijfers"] - len(lijst[:hoogstens]))


def _plaatsen(r: Rij) -> int:
    """Decimals to show a change with: more than usual where it would look like none."""
    d = int(r["decimalen"])
    while r["verandering"] and not round(r["verandering"], d) and d < 6:
        d += 1
    return d


def _reden(r: Rij) -> str:
    delen = [f"{_DEEL[deel]} {_met_teken(aantal, 0)}" for deel, aantal in r["delen"].items()]
    if r["niet_verklaard"]:
        delen.append(f"niet verklaard {_met_teken(r['niet_verklaard'], 0)}")
    return ", ".join(delen) or str(r["oorzaak"])


def _met_teken(waarde: float, decimalen: int) -> str:
    return ("+" if waarde > 0 else "") + getal(waarde, decimalen)


def _tussen_haakjes(per: Mapping[str, int]) -> str:
    volgorde = (*_BOVEN, "basisteam", "gemeente")
    delen = [
        f"{soort} {per[soort]:,}" for soort in (*volgorde, *sorted({*per} - {*volgorde})) if per.get(soort)
    ]
    return f" ({', '.join(delen)})" if delen else ""


def _alleen(lijst: Rij, kop: str, aantal: int, hoogstens: int | None) -> Iterator[str]:
    oordelen = sum(r["aantal"] for r in lijst["oordelen"])
    if not aantal and not oordelen:
        return
    yield f"{kop}: {aantal:,} figures, {oordelen:,} verdicts"
    per: dict[tuple[str, str, str], list[Rij]] = {}
    for r in lijst["cijfers"]:
        per.setdefault((r["indicator_id"], r["bron"], r["oorzaak"]), []).append(r)
    for (indicator_id, bron, oorzaak), rijen in list(per.items())[:hoogstens]:
        yield (
            f"  {indicator_id} [{bron}]: {sum(r['aantal'] for r in rijen):,} over {_periodes(rijen)}: {oorzaak}"
        )
    yield from _meer(len(per) - len(list(per)[:hoogstens]))


def _periodes(rijen: Sequence[Rij]) -> str:
    namen = sorted({str(r["periode_id"]) for r in rijen})
    return ", ".join(namen) if len(namen) <= 4 else f"{namen[0]} … {namen[-1]}"


def _meer(n: int) -> Iterable[str]:
    return [f"  … and {n:,} more; --alles lists them"] if n > 0 else []
