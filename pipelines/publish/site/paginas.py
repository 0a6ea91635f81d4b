"""Which pages there are, and what each of them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.publish.site import kaart, overzicht, reeksen, uitspraken, verandering
from pipelines.publish.site.lezen import Gegevens, Rij
from pipelines.publish.site.opmaak import teksten, zeg
from pipelines.publish.site.verhaal import oordeel, zeker

_NIVEAUS = ("district", "basisteam", "gemeente")


@dataclass(frozen=True)
class Pagina:
    """A page: where it lies, its template and what goes in."""

    pad: str
    sjabloon: str
    inhoud: dict[str, Any] = field(default_factory=dict)


def alle(g: Gegevens, publicatie: Path) -> Iterator[Pagina]:
    """Every page, one at a time."""
    regels = [oordeel(g, publicatie, g.scorebord(d)) for d in g.doelen]
    yield Pagina("index.html", "index.html", overzicht.inhoud(g, regels))
    yield _matrix(g)
    yield _kaart(g)
    for d in g.doelen:
        yield _doel(g, publicatie, d)
        yield _inbedden(g, d)
    for code in g.gebieden:
        yield _gebied(g, publicatie, code)
    yield from _themas(g, regels)
    yield _gebieden(g)
    yield Pagina("uitspraken.html", "uitspraken.html", uitspraken.inhoud(g))
    yield Pagina("veranderd.html", "veranderd.html", verandering.inhoud(g))
    yield Pagina(
        "zeker.html",
        "zeker.html",
        {"titel": zeg("zeker.titel"), "redenen": list(g.redenen.values()), "grafieken": False},
    )
    yield _leveringen(g)
    yield _kwaliteit(g)


def reeks(g: Gegevens, doel_id: str, gebied_code: str) -> dict[str, Any] | None:
    """A chart of a target in an area, with its legend."""
    data = reeksen.grafiek(g, doel_id, gebied_code)
    if data:
        data["legenda"] = zeg(
            "grafiek.legenda",
            norm=zeg("grafiek.legenda_norm") if data["norm"] is not None else "",
            breuk=zeg("grafiek.legenda_breuk") if data["breuken"] else "",
        )
    return data


def _doel(g: Gegevens, publicatie: Path, doel_id: str) -> Pagina:
    doel, eenheid = g.doelen[doel_id], g.eenheid["gebied_code"]
    rij = g.scorebord(doel_id)
    hoofd = [r for r in g.hoofd(doel_id, eenheid) if r["rol"] == "doel"]
    data = reeks(g, doel_id, eenheid)
    delen = _delen(g, doel_id)
    winkel, keuzes = None, []
    if data:
        codes = [
            c for c in g.gebieden if any(r["waarde"] is not None for r in g.bereik.get((doel_id, c), ()))
        ]
        winkel = {
            "soort": "reeks",
            "eenheid": eenheid,
            "jaar": rij["jaar"],
            "gebieden": _winkel(g, doel_id, codes),
        }
        keuzes = _per_type(g, [g.gebieden[c] for c in codes])
    return Pagina(
        f"doel/{doel_id}.html",
        "doel.html",
        {
            "titel": f"{doel_id}: {doel['naam']}",
            "doel": doel,
            "rij": rij,
            "zeker": zeker(g, rij),
            "data": data,
            "winkel": winkel,
            "keuzes": keuzes,
            "lezing": g.elke_lezing.get(doel_id),
            "jaren": sorted({r["jaar"] for r in hoofd}),
            "varianten": reeksen.varianten(g, doel_id, eenheid),
            "per_jaar": [oordeel(g, publicatie, r) for r in reversed(hoofd) if _zinvol(r, rij)],
            "breuken": reeksen.breuken(g, doel_id, eenheid),
            "fusies": _alle_fusies(g) if delen else [],
            "delen": delen,
            "rang": _rang(g, doel_id),
            "waarom": list(
                dict.fromkeys(
                    u["waarom"]
                    for n in _NIVEAUS
                    if (u := g.uitleg_gebied.get((doel_id, n))) and u["reden_code"]
                )
            ),
            "grafieken": bool(data),
        },
    )


def _inbedden(g: Gegevens, doel_id: str) -> Pagina:
    """One verdict and its chart without anything around it, to show inside another page."""
    rij = g.scorebord(doel_id)
    data = reeks(g, doel_id, g.eenheid["gebied_code"])
    return Pagina(
        f"inbedden/{doel_id}.html",
        "inbedden.html",
        {
            "titel": f"{doel_id}: {g.doelen[doel_id]['naam']}",
            "doel": g.doelen[doel_id],
            "rij": rij,
            "zeker": zeker(g, rij),
            "data": data,
            "grafieken": bool(data),
        },
    )


def _zinvol(r: Rij, doeljaar: Rij) -> bool:
    """A year of which something can be told; the target year always."""
    return r is doeljaar or r["waarde"] is not None or r["norm_gehaald"] is not None


def _winkel(g: Gegevens, doel_id: str, codes: list[str]) -> dict[str, Any]:
    """Rows per area and path variant, for who picks another one on the page."""
    return {
        c: {
            "naam": g.gebieden[c]["naam"],
            "paden": {v: reeksen.rijen(g.bereik[doel_id, c], v) for v in reeksen.varianten(g, doel_id, c)},
            "bronnen": reeksen.bronnen(g, g.bereik[doel_id, c]),
            "breuken": reeksen.breuken(g, doel_id, c),
        }
        for c in codes
    }


def _per_type(g: Gegevens, gebieden: list[Rij]) -> list[tuple[str, list[Rij]]]:
    """Areas under the name of their kind."""
    uit = []
    for soort in ("eenheid", *_NIVEAUS):
        eigen = [r for r in gebieden if r["gebied_type"] == soort]
        if eigen:
            uit.append((zeg(f"type.{soort}" if soort == "eenheid" else f"type.{_meervoud(soort)}"), eigen))
    return uit


def _meervoud(soort: str) -> str:
    return {"gemeente": "gemeenten", "basisteam": "basisteams", "district": "districten"}[soort]


def _delen(g: Gegevens, doel_id: str) -> list[tuple[str, list[tuple[Rij, Rij]]]]:
    """Verdicts of the target year of every area under the unit, by kind of area."""
    uit = []
    for soort in _NIVEAUS:
        rijen = [
            (gebied, r)
            for code, gebied in g.gebieden.items()
            if gebied["gebied_type"] == soort and (r := g.oordeel_in(doel_id, code)) is not None
        ]
        if rijen:
            uit.append((zeg(f"type.{_meervoud(soort)}"), rijen))
    return uit


def _rang(g: Gegevens, doel_id: str) -> dict[str, Any] | None:
    """The districts beside each other in the last year that has values for them."""
    t, doel = teksten(), g.doelen[doel_id]
    jaren = sorted(
        {
            r["jaar"]
            for code, gebied in g.gebieden.items()
            if gebied["gebied_type"] == "district"
            for r in g.hoofd(doel_id, code)
            if r["waarde"] is not None and r["jaren"] == 1 and r["jaar"] <= doel["doeljaar"]
        }
    )
    if not jaren:
        return None
    rijen = []
    bereik: list[Rij] = []
    for code, gebied in g.gebieden.items():
        if gebied["gebied_type"] != "district":
            continue
        for r in g.hoofd(doel_id, code):
            if r["jaar"] == jaren[-1] and r["jaren"] == 1:
                bereik.append(r)
                rijen.append([gebied["naam"], r["waarde"], r["ondergrens"], r["bovengrens"], r["padwaarde"],
                              r["oordeel"], reeksen.stand(r)])  # fmt: skip
    return {
        "soort": "rang",
        "naam": f"{doel_id}-districten",
        "titel": f"{doel['indicator_naam']}, {zeg('type.districten').lower()}, {jaren[-1]}",
        "alt": "; ".join(f"{r[0]}: {r[5]}" for r in rijen) + ".",
        "eenheid": doel["eenheid"],
        "decimalen": doel["decimalen"],
        "vanaf_nul": doel["meetwijze"] == "telling" and doel["eenheid"] != "%",
        "bronnen": reeksen.bronnen(g, bereik),
        "legenda": zeg("grafiek.legenda", norm="", breuk=""),
        "kolommen": [
            {"naam": "gebied", "kop": t["kolom"]["gebied"], "soort": "tekst"},
            *[
                {"naam": n, "kop": t["kolom"][n], "soort": "getal"}
                for n in ("waarde", "ondergrens", "bovengrens", "padwaarde")
            ],
            {"naam": "oordeel", "kop": t["kolom"]["oordeel"], "soort": "tekst"},
            {"naam": "stand", "kop": t["kolom"]["stand"], "soort": "tekst"},
        ],
        "rijen": rijen,
    }


def _alle_fusies(g: Gegevens) -> list[str]:
    """Every merger in the unit, once."""
    nieuw = {n for c, n in g.opvolger.items() if c != n and c in g.gebieden}
    return [z for n in sorted(nieuw) if n in g.gebieden for z in reeksen.fusies(g, n)]


def _gebied(g: Gegevens, publicatie: Path, code: str) -> Pagina:
    gebied = g.gebieden[code]
    stukken = []
    for d in g.doelen:
        r = g.oordeel_in(d, code)
        data = reeks(g, d, code)
        if r is None or (data is None and gebied["gebied_type"] != "eenheid"):
            continue
        periode = str(r["periode_id"] or r["jaar"]).removeprefix("VM")
        stukken.append({**oordeel(g, publicatie, r), "data": data, "periode": periode})
    naar = g.opvolger.get(code, code)
    boven = [] if gebied["gebied_type"] == "eenheid" else [g.eenheid]
    if gebied["district_code"] in g.gebieden and gebied["district_code"] != code:
        boven.insert(0, g.gebieden[gebied["district_code"]])
    leden = [r for r in g.gebieden.values() if r["gebied_code"] != code and _ligt_in(r, gebied)]
    per = {naam: tabel.get(code, []) for naam, tabel in g.per_gebied.items()}
    return Pagina(
        f"gebied/{code}.html",
        "gebied.html",
        {
            "titel": gebied["naam"],
            "gebied": gebied,
            "boven": boven,
            "leden": _per_type(g, leden),
            "stukken": stukken,
            "werkmap": g.werkmappen.get(code),
            "fusies": reeksen.fusies(g, code),
            "naar": g.gebieden.get(naar) if naar != code else None,
            "grafieken": any(s["data"] for s in stukken),
            **per,
        },
    )


def _ligt_in(deel: Rij, geheel: Rij) -> bool:
    if geheel["gebied_type"] == "eenheid":
        return bool(deel["gebied_type"] == "district")
    return bool(geheel["gebied_type"] == "district" and deel["district_code"] == geheel["gebied_code"])


def _themas(g: Gegevens, regels: list[dict[str, Any]]) -> Iterator[Pagina]:
    per: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in regels:
        per[r["doel"]["thema"]].append(r)
    themas = [
        {"naam": naam, "pad": naam.lower().replace(" ", "-"), "doelen": [r["doel"] for r in rs]}
        for naam, rs in per.items()
    ]
    yield Pagina(
        "themas.html", "themas.html", {"titel": zeg("thema.titel"), "themas": themas, "grafieken": False}
    )
    for th in themas:
        eigen = [
            {**r, "data": reeks(g, r["doel"]["doel_id"], g.eenheid["gebied_code"])}
            for r in per[str(th["naam"])]
        ]
        yield Pagina(
            f"thema/{th['pad']}.html",
            "thema.html",
            {"titel": th["naam"], "regels": eigen, "grafieken": any(r["data"] for r in eigen)},
        )


def _matrix(g: Gegevens) -> Pagina:
    groepen = []
    for soort, gebieden in _per_type(g, list(g.gebieden.values())):
        rijen = [
            (r, [g.oordeel_in(d, r["gebied_code"]) for d in g.doelen])
            for r in gebieden
            if any((d, r["gebied_code"]) in g.bereik for d in g.doelen)
        ]
        if rijen:
            groepen.append((soort, rijen))
    return Pagina(
        "matrix.html",
        "matrix.html",
        {
            "titel": zeg("matrix.titel"),
            "groepen": groepen,
            "doelen": list(g.doelen.values()),
            "grafieken": False,
        },
    )


def _kaart(g: Gegevens) -> Pagina:
    inhoud = kaart.inhoud(g)
    return Pagina("kaart.html", "kaart.html", {"titel": zeg("kaart_pagina.titel"), **inhoud})


def _gebieden(g: Gegevens) -> Pagina:
    """Every area, under every name that it ever had."""
    per: dict[str, list[dict[str, str]]] = defaultdict(list)
    gezien: set[tuple[str, str]] = set()
    namen = [(n["gebied_code"], n["naam"]) for n in g.namen] + [(c, r["naam"]) for c, r in g.gebieden.items()]
    for code, naam in sorted(namen, key=lambda n: n[1]):
        gebied = g.gebieden.get(code)
        if gebied is None or (code, naam) in gezien:
            continue
        gezien.add((code, naam))
        naar = g.opvolger.get(code, code)
        nu = g.gebieden[naar]["naam"] if naar != code and naar in g.gebieden else gebied["naam"]
        per[gebied["gebied_type"]].append(
            {
                "code": code,
                "naam": naam,
                "nu": nu if nu != naam else "",
                "zoek": f"{naam} {code} {nu}".lower(),
            }
        )
    groepen = [
        (zeg(f"type.{s}" if s == "eenheid" else f"type.{_meervoud(s)}"), per[s])
        for s in ("eenheid", *_NIVEAUS)
        if per[s]
    ]
    return Pagina(
        "gebieden.html",
        "gebieden.html",
        {"titel": zeg("gebieden.titel"), "groepen": groepen, "grafieken": False},
    )


def _leveringen(g: Gegevens) -> Pagina:
    laat = sum(a["status"] == "te laat" for a in g.afspraken.values())
    nooit = sum(a["status"] == "nooit geleverd" for a in g.afspraken.values())
    sleutel = {0: "te_laat_geen", 1: "te_laat_een"}.get(laat, "te_laat")
    volgorde = {"te laat": 0, "op tijd": 1, "geen termijn": 2, "nooit geleverd": 3}
    return Pagina(
        "leveringen.html",
        "leveringen.html",
        {
            "titel": zeg("leveringen.titel"),
            "te_laat": zeg(f"leveringen.{sleutel}", aantal=laat),
            "nooit": zeg("leveringen.nooit", aantal=nooit) if nooit else "",
            "afspraken": sorted(
                g.afspraken.values(), key=lambda a: (volgorde.get(a["status"], 9), a["titel"])
            ),
            "leveringen": g.leveringen,
            "grafieken": False,
        },
    )


def _kwaliteit(g: Gegevens) -> Pagina:
    poorten: dict[int, dict[str, Any]] = {}
    for u in g.kwaliteit:
        p = poorten.setdefault(u["poort"], {"poort": u["poort"], "stage": u["stage"], "goed": 0, "alle": 0})
        p["alle"] += 1
        p["goed"] += bool(u["geslaagd"])
    return Pagina(
        "kwaliteit.html",
        "kwaliteit.html",
        {
            "titel": zeg("kwaliteit.titel"),
            "poorten": [poorten[p] for p in sorted(poorten)],
            "opmerkingen": [u for u in g.kwaliteit if not u["geslaagd"]],
            "grafieken": False,
        },
    )
