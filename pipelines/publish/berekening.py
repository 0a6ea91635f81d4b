"""Calculation cards: per target, area and year one JSON file from which every verdict can be worked out again.

`berekening/<doel>-<gebied>-<jaar>.json` in the publication. Path variants, sources and numbers of years of the same
target, area and year are the `oordelen` inside. Only where there is a verdict (a norm that is met or not, or a
course) is there a card; the script tests/end_to_end/narekenen.py needs nothing but these files.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from pipelines.publish.lezen import rijen_van
from pipelines.publish.snapshot import FICTIEF

MAP = "berekening"
Rij = dict[str, Any]

_OORDELEN = """
select
    bereik.*, getal.* exclude (doel_id, gebied_code, jaar, jaren, padvariant, bron),
    pad.wijze, pad.stap, pad.stappen, gebied.naam as gebied_naam, gebied.gebied_type,
    doel.naam, doel.thema, doel.meeteenheid, doel.gedrukt, doel.norm, doel.operator, doel.precisie, doel.doeljaar,
    doel.basiswaarde, doel.citaat, doel.vindplaats_regel, doel.contradicties
from marts.oordeel_berekening as getal
inner join marts.doelbereik as bereik using (doel_id, gebied_code, jaar, jaren, padvariant, bron)
inner join marts.dim_doelstelling as doel using (doel_id)
left join marts.dim_gebied as gebied using (gebied_code)
left join marts.doelpad as pad
    on pad.doel_id = bereik.doel_id and pad.padvariant = bereik.padvariant and pad.jaar = bereik.jaar
order by
    bereik.doel_id, bereik.gebied_code, bereik.jaar,
    bereik.is_hoofd desc, bereik.padvariant, bereik.bron, bereik.jaren
"""

# which deliveries a figure rests on; below a district incidents name theirs themselves
_LEVERINGEN = """
with eigen as (
    select indicator_id, gebied_code, periode_id, bron, levering_id, rijen from marts.herkomst_cijfer
),
incident as (
    select codes.indicator_id, feit.gebied_code, feit.basisteam_code, year(feit.teldatum)::varchar as periode_id,
        feit.levering_id
    from marts.feit_incident as feit
    inner join marts.brug_indicator_code as codes on codes.stelsel = 'mk' and codes.code = feit.mk_code
    where feit.teldatum is not null and feit.gebied_status = 'in de eenheid'
),
klein as (
    select incident.indicator_id, brug.naar_code as gebied_code, incident.periode_id, incident.levering_id
    from incident
    inner join marts.brug_gebied as brug
        on brug.gebied_code = incident.gebied_code
        and brug.indeling_jaar = (select max(indeling_jaar) from marts.indicatoren where bron = 'bvi_incidenten')
    union all
    select indicator_id, basisteam_code, periode_id, levering_id from incident where basisteam_code is not null
)
select indicator_id, gebied_code, periode_id, bron, levering_id, rijen from eigen
union all
select indicator_id, gebied_code, periode_id, 'bvi_incidenten', levering_id, count(*) from klein group by all
order by all
"""

# every promise about each year of a path: the years that it is about
_BELOFTEN = """
select bereik.doel_id, bereik.gebied_code, bereik.padvariant, bereik.bron, bereik.jaar, bereik.waarde
from marts.doelbereik as bereik
inner join marts.dim_doelstelling as doel using (doel_id)
where bereik.jaar <= doel.doeljaar and bereik.padwaarde is not null and bereik.rol = 'doel'
    and bereik.doel_id in (select doel_id from marts.oordeel_berekening where toets = 'verandering')
order by all
"""

# whose figure compares with what was measured in the base year
_VAN_BASIS = {"verhouding", "ratio_basis", "richting", "niet_minder_basis"}
_UIT_WONINGINBRAKEN = {"woninginbraken_verandering", "verdachtenratio_woninginbraak"}


def schrijf(
    con: duckdb.DuckDBPyConnection, publicatie: Path, kenmerken: Mapping[str, str], *, fictief: bool
) -> dict[str, Any]:
    """Write the cards of the marts in `con` into folder `publicatie`; returns how many and one sha256 over all."""
    map_ = publicatie / MAP
    map_.mkdir()
    leveringen = _leveringen(con)
    bestanden = {r["levering_id"]: r for r in rijen_van(con, "from marts.leveringen")}
    beloften: dict[tuple[Any, ...], dict[str, float]] = defaultdict(dict)
    for r in rijen_van(con, _BELOFTEN):
        beloften[r["doel_id"], r["gebied_code"], r["padvariant"], r["bron"]][str(r["jaar"])] = r["waarde"]
    kop: Rij = {**kenmerken, **({"waarschuwing": FICTIEF} if fictief else {})}
    sleutel = ("doel_id", "gebied_code", "jaar")
    namen = []
    for waarden, groep in groupby(rijen_van(con, _OORDELEN), key=lambda r: tuple(r[k] for k in sleutel)):
        rijen = list(groep)
        gebruikt = sorted({lev for r in rijen for lev in _van(r, leveringen)})
        kaart = {
            "publicatie": kop,
            "doel": _kies(rijen[0], *_DOEL),
            "gebied": _kies(rijen[0], "gebied_code", "gebied_naam", "gebied_type"),
            "jaar": rijen[0]["jaar"],
            "oordelen": [_oordeel(r, beloften) for r in rijen],
            "leveringen": [
                _kies(bestanden[lev], "levering_id", "bron", "bestand", "sha256", "peilmoment")
                for lev in gebruikt
            ],
        }
        naam = "-".join(str(w) for w in waarden) + ".json"
        (map_ / naam).write_text(_tekst(kaart), encoding="utf-8")
        namen.append(naam)
    return {"kaarten": len(namen), "sha256": som(map_)}


def som(map_: Path) -> str | None:
    """sha256 over the names and contents of all cards in a folder; None where there is no folder."""
    if not map_.is_dir():
        return None
    totaal = hashlib.sha256()
    for pad in sorted(map_.iterdir()):
        totaal.update(f"{pad.name}\0".encode() + hashlib.sha256(pad.read_bytes()).digest())
    return totaal.hexdigest()


_DOEL = (
    "doel_id", "naam", "thema", "meeteenheid", "richting", "basisjaar", "basiswaarde", "gedrukt", "norm", "operator",
    "precisie", "doeljaar", "contradicties", "vindplaats_regel", "citaat",
)  # fmt: skip


def _oordeel(r: Rij, beloften: Mapping[tuple[Any, ...], Mapping[str, float]]) -> Rij:
    """One verdict with everything it rests on."""
    belofte = beloften.get((r["doel_id"], r["gebied_code"], r["padvariant"], r["bron"]))
    phi = [p for p in dict.fromkeys((r["toets_phi_laag"], r["toets_phi_hoog"])) if p is not None]
    return {
        **_kies(
            r, "padvariant", "bron", "jaren", "is_hoofd", "rol", "indicator_id", "periode_id", "toets", "meetwijze",
            "oordeel", "norm_gehaald", "koers", "reden_code", "voorlopig", "toelichting", "kanttekening",
        ),
        "cijfer": _kies(r, "waarde", "teller", "noemer", "se"),
        "basis": {
            "jaar": r["basisjaar"], "waarde": r["basis_gemeten"], "teller": r["basis_teller"],
            "noemer": r["basis_noemer"], "se": r["basis_se"],
        },
        "pad": {
            "waarde": r["padwaarde"],
            **_kies(r, "wijze", "stap", "stappen"),
            "delen": [r[f"deel_{k}"] for k in (1, 2, 3)][: r["jaren"]] if r["deel_1"] is not None else None,
            "tellers": [r[f"teller_{k}"] for k in (1, 2, 3)] if r["jaren"] == 3 else None,
            "noemers": [r[f"noemer_{k}"] for k in (1, 2, 3)] if r["jaren"] == 3 else None,
        },
        "spreiding": {"phi": r["phi"], "maanden": r["phi_maanden"], "getoetst_bij": phi},
        "toetsing": {
            "methode": r["methode"], "soort": r["toets_soort"], "nieuw": r["toets_nieuw"], "basis": r["toets_basis"],
            "tegen": r["toets_tegen"], "se": r["toets_se"], "p_waarde": r["p_waarde"],
        },
        "interval_95": [r["ondergrens"], r["bovengrens"]],
        "interval_90": [r["ondergrens_90"], r["bovengrens_90"]],
        "omslag": {
            "op_koers": r["omslag_op_koers"], "niet_op_koers": r["omslag_niet_op_koers"], "norm": r["omslag_norm"],
        },
        "een_jaar_beslist": r["een_jaar_beslist"],
        "zichtbaarheid": {
            "kans_5_procent": r["kans_5_procent"], "jaren": r["jaren_tot_zichtbaar"], "zin": r["zichtbaarheid"],
        },
        "gelijke_leeftijd": {
            "status": r["gelijke_leeftijd"], "waarde": r["waarde_gelijke_leeftijd"],
            "basis": r["basis_gelijke_leeftijd"],
        },
        "volgt_uit": r["volgt_uit"].split() if r["volgt_uit"] else None,
        "belofte_per_jaar": belofte if r["toets"] == "verandering" and r["norm_gehaald"] is not None else None,
    }  # fmt: skip


def _perioden(r: Rij) -> Iterable[str]:
    """The periods whose figures stand behind a verdict."""
    voor = "VM" if r["meetwijze"] == "enquete" else ""
    jaren = range(r["jaar"] - r["jaren"] + 1 - (r["toets"] == "verandering"), r["jaar"] + 1)
    yield from (f"{voor}{jaar}" for jaar in jaren)
    if r["toets"] in _VAN_BASIS:
        yield f"{voor}{r['basisjaar']}"


def _van(r: Rij, leveringen: Mapping[tuple[str, ...], set[str]]) -> set[str]:
    indicator = "woninginbraken" if r["indicator_id"] in _UIT_WONINGINBRAKEN else r["indicator_id"]
    return {
        lev
        for periode in _perioden(r)
        for lev in leveringen.get((indicator, r["gebied_code"], periode, r["bron"]), ())
    }


def _leveringen(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, ...], set[str]]:
    uit: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for indicator, gebied, periode, bron, levering, _ in con.execute(_LEVERINGEN).fetchall():
        uit[indicator, gebied, periode, bron].add(levering)
    return uit


def _kies(rij: Rij, *namen: str) -> Rij:
    return {naam: rij[naam] for naam in namen}


def _tekst(kaart: Rij) -> str:
    """One line a key and one a verdict: readable, and an order of magnitude faster than indented JSON."""
    delen = []
    for naam, waarde in kaart.items():
        if isinstance(waarde, list) and waarde:
            tekst = "[\n" + ",\n".join(_json(w) for w in waarde) + "\n]"
        else:
            tekst = _json(waarde)
        delen.append(f"{_json(naam)}: {tekst}")
    return "{\n" + ",\n".join(delen) + "\n}\n"


def _json(waarde: Any) -> str:
    return json.dumps(waarde, ensure_ascii=False, allow_nan=False, default=str)
