"""The reference pages in docs/: marts, indicators and settings, written from what the project itself says.

`make docs` writes them again, with the page about the sources and the picture of the scoreboard. The pages
are read from files only (YAML and SQL of the dbt project, its seeds, the settings), so that a test can
compare them in a moment.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
from pydantic_core import PydanticUndefined

from pipelines.publish.fouten import GeenPublicatie
from pipelines.publish.getallen import getal
from pipelines.publish.lezen import publicatie
from pipelines.publish.uitkomstpagina import scorebordpagina, t02pagina
from pipelines.settings import OPENBAAR, PROJECT, Settings, settings
from pipelines.sources import documentatie
from pipelines.sources.contracten import contracten
from pipelines.warehouse.plekken import Plekken

DOCS = PROJECT / "docs"
SCOREBORD = DOCS / "beelden" / "scorebord-openbaar.svg"
BREEDTE = 148  # characters: wide enough for the names of the targets
_DBT = PROJECT / "dbt_project"
_MARTS = _DBT / "models" / "marts"
_LEEG = re.compile(r"(?:^|(?<=[.;] ))(Nooit leeg|Leeg\b|[Ll]eeg betekent)")
_KOPREGEL = re.compile(r"^-- (key|personal data)\b:? ?(.*)$", re.M)

_GROEPEN = {
    "_marts_indicatoren.yml": "Indicatoren en oordelen",
    "_marts_oordelen.yml": "Lezingen en berekeningen",
    "_marts_feiten.yml": "Feiten",
    "_marts_verdieping.yml": "Verdieping",
    "_marts_verkenning.yml": "Verkenning en themaselectie",
    "_marts_gebieden.yml": "Gebieden en plannen",
    "_marts_leveringen.yml": "Leveringen",
    "_marts_herzieningen.yml": "Herzieningen",
    "_marts_dimensies.yml": "Dimensies en bruggen",
    "_marts_categorieen.yml": "Categorieën en telregels",
}

# which sources can feed an indicator; a test compares this with what a run publishes
BRONNEN: Mapping[str, tuple[str, ...]] = {
    "woninginbraken": ("bvi_incidenten", "politie_47018ned"),
    "woninginbraken_verandering": ("bvi_incidenten", "politie_47018ned"),
    "woning_en_schuurinbraken": ("bvi_incidenten", "politie_47018ned"),
    "verdachtenratio_woninginbraak": ("bvi_incidenten",),
    "verdachtenratio_woninginbraak_cohort": ("bvi_verdachten",),
    "verdachtenratio_woninginbraak_periode": ("bvi_verdachten",),
    "woninginbraken_met_verdachte": ("bvi_verdachten",),
    "minderjarige_verdachten_woninginbraak": ("bvi_verdachten",),
    "kans_woninginbraak": ("cbs_81877ned", "vm_microdata"),
    "slachtoffer_woninginbraak": ("vm_microdata",),
    "rapportcijfer_veiligheid": ("cbs_81877ned", "vm_microdata"),
    "overlastincidenten": ("bvi_incidenten", "politie_47021ned"),
    "overlastregistraties": ("bvi_incidenten", "politie_47021ned"),
    "overlast_verwarde_personen": ("bvi_incidenten", "politie_47021ned"),
    "overlast_jeugd": ("bvi_incidenten", "politie_47021ned"),
    "overlast_alcohol_drugs": ("bvi_incidenten", "politie_47021ned"),
    "gemeenten_in_top10_jeugdoverlast": ("jeugdoverlast",),
    "jeugdoverlast_meldingen": ("jeugdoverlast",),
    "geregistreerde_misdrijven": ("bvi_maandcijfers", "cbs_83648ned"),
    "onveiligheidsgevoel": ("cbs_81877ned", "vm_microdata"),
    "vertrouwen_politie": ("cbs_81928ned", "vm_microdata"),
    "functioneren_politie_buurt": ("cbs_81928ned", "vm_microdata"),
    "inwoners": ("cbs_70072ned",),
    "hennepteelt": ("bvi_incidenten",),
    "hennepconvenanten": ("registratie",),
    "huisvestingsvoorstel": ("registratie",),
    "gemeenten_met_dor": ("registratie",),
    "onveilig_bij_jongeren": ("cbs_81877ned",),
}

_TOETSEN = {
    "telling": "het getelde aantal tegen de padwaarde (Poisson; bij bekende spreiding quasi-Poisson)",
    "verandering": "de verandering ten opzichte van het jaar ervoor; gehaald als geen jaar de belofte breekt",
    "ratio": "de verhouding tegen de padwaarde",
    "schatting": "de enquêteschatting met haar marge tegen de norm, op de precisie waarmee die gedrukt is",
    "niet_minder": "of het cijfer ten minste gelijk bleef, op de precisie waarmee de norm gedrukt is",
    "verhouding": "het aantal als deel van dat in het basisjaar, dat zelf ook geteld is",
    "rang": "het aantal gemeenten in de landelijke top tien",
    "richting": "alleen of het cijfer de goede kant op ging sinds het basisjaar",
    "volgt": "volgt uit andere doelen: op koers als die het alle zijn, niet op koers als één het niet is",
    "mijlpaal": "of het er op 31 december van het doeljaar was, volgens wat de partners registreren",
    "geen": "geen toets: de strategie noemt niets waaraan dit te meten is",
}


def _rijen(naam: str) -> list[dict[str, str]]:
    with (_DBT / "seeds" / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _tabel(koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> list[str]:
    regels = [koppen, ["---"] * len(koppen), *rijen]
    return ["| " + " | ".join(" ".join(c.split()).replace("|", "\\|") for c in r) + " |" for r in regels]


def _alinea(*zinnen: str) -> str:
    return "\n".join(
        textwrap.wrap(" ".join(zinnen), width=108, break_long_words=False, break_on_hyphens=False)
    )


def _pagina(delen: Iterable[str]) -> str:
    return "\n".join(delen).rstrip() + "\n"


# --- marts


def martspagina() -> str:
    """docs/marts.md: per published table its key, meaning and columns, and what an empty cell means."""
    import yaml

    per_groep: dict[str, list[Mapping[str, Any]]] = {}
    for bestand, groep in _GROEPEN.items():
        inhoud = yaml.safe_load((_MARTS / bestand).read_text(encoding="utf-8"))
        per_groep[groep] = sorted(inhoud["models"], key=lambda m: str(m["name"]))
    delen = [
        "# Tabellen in een publicatie",
        "",
        "Gemaakt uit `dbt_project/models/marts/` door `make docs`; niet met de hand wijzigen.",
        "",
        _alinea(
            "Alle tabellen staan in schema `marts` van `veiligheidsbeeld.duckdb` en als",
            "`marts/<tabel>.parquet`. Ze bestaan in elke publicatie, ook als er niets voor geleverd",
            "is: dan zijn ze leeg. Percentages lopen van 0 tot 100. Bij elk leeg cijfer staat ernaast",
            "waarom het leeg is.",
        ),
        "",
    ]
    for groep, modellen in per_groep.items():
        delen += [f"**{groep}**: " + ", ".join(f"[{m['name']}](#{m['name']})" for m in modellen) + ".", ""]
    for groep, modellen in per_groep.items():
        delen += [f"## {groep}", ""]
        for model in modellen:
            delen += _mart(model)
    return _pagina(delen)


def _mart(model: Mapping[str, Any]) -> list[str]:
    sql = (_MARTS / f"{model['name']}.sql").read_text(encoding="utf-8")
    kop = dict(_KOPREGEL.findall(sql))
    delen = [
        f"### {model['name']}",
        "",
        " ".join(str(model["description"]).split()),
        "",
        "Sleutel: " + ", ".join(f"`{k.strip()}`" for k in kop["key"].split(",")) + ".",
    ]
    if "personal data" in kop:
        delen.append("**Persoonsgegevens: blijft binnen de organisatie.**")
    kolommen = [_martkolom(k) for k in model["columns"]]
    tabel = _tabel(("Kolom", "Type", "Betekenis", "Leeg"), kolommen) if kolommen else []
    return [*delen, "", *tabel, ""]


def _martkolom(kolom: Mapping[str, Any]) -> tuple[str, str, str, str]:
    tekst = " ".join(str(kolom["description"]).split())
    gevonden = _LEEG.search(tekst)
    betekenis, leeg = (tekst[: gevonden.start()], tekst[gevonden.start() :]) if gevonden else (tekst, "")
    leeg = re.sub(r"^Leeg: ?", "", leeg).removesuffix(".").replace("Nooit leeg", "nooit")
    return (
        f"`{kolom['name']}`",
        str(kolom["data_type"]),
        " ".join([betekenis.strip(), *_verwijzing(kolom)]),
        leeg[:1].lower() + leeg[1:],
    )


def _verwijzing(kolom: Mapping[str, Any]) -> list[str]:
    delen = []
    for test in kolom.get("data_tests", []):
        if not isinstance(test, Mapping):
            continue
        if "relationships" in test:
            argumenten = test["relationships"]["arguments"]
            naar = str(argumenten["to"]).removeprefix("ref('").removesuffix("')")
            delen.append(f"→ [{naar}](#{naar}).{argumenten['field']}")
    return delen


# --- indicators and targets


def indicatorenpagina() -> str:
    """docs/indicatoren.md: per indicator and per target what is counted, from what, and how it is judged."""
    titels = {c.bron: c.titel for c in contracten().values()}
    codes: dict[tuple[str, str], list[str]] = {}
    for rij in _rijen("indicator_codes"):
        codes.setdefault((rij["indicator_id"], rij["stelsel"]), []).append(rij["code"])
    doelen = _rijen("doelstellingen")
    delen = [
        "# Indicatoren en doelen",
        "",
        "Gemaakt uit de lijsten in `dbt_project/seeds/` door `make docs`; niet met de hand wijzigen.",
        "De uitkomsten staan in de tabellen [indicatoren](marts.md#indicatoren) en",
        "[doelbereik](marts.md#doelbereik).",
        "",
        "## Indicatoren",
        "",
    ]
    for ind in _rijen("indicator_definities"):
        delen += _indicator(
            ind, codes, titels, [d for d in doelen if d["indicator_id"] == ind["indicator_id"]]
        )
    delen += ["## Doelen van de strategie", "", *_leeswijzer(), ""]
    varianten = _rijen("padvarianten")
    contradicties = {c["contradictie_id"]: c for c in _rijen("contradicties")}
    for doel in doelen:
        delen += _doel(doel, [v for v in varianten if v["doel_id"] == doel["doel_id"]], contradicties)
    delen += _lijsten()
    return _pagina(delen)


def _indicator(
    ind: Mapping[str, str],
    codes: Mapping[tuple[str, str], Sequence[str]],
    titels: Mapping[str, str],
    doelen: Sequence[Mapping[str, str]],
) -> list[str]:
    naam = ind["indicator_id"]
    feiten = {
        "Meeteenheid": ind["meeteenheid"] + (", één decimaal" if ind["decimalen"] == "1" else ""),
        "Gewenste richting": ind["richting"],
        "Incidentklassen (MK)": ", ".join(codes.get((naam, "mk"), ())),
        "INP-codes": ", ".join(codes.get((naam, "inp"), ())),
        "Bronnen": "; ".join(
            f"[`{b}`](bronnen.md#{b}), {titels[b]}, telregel {_telregel(b)}" for b in BRONNEN[naam]
        ),
        "Doelen": ", ".join(f"[{d['doel_id']}](#{d['doel_id'].lower()})" for d in doelen),
    }
    return [
        f'<a id="{naam}"></a>',
        "",
        f"### {ind['naam']}",
        "",
        ind["uitleg"],
        "",
        f"- Precies: `{naam}`. {ind['definitie']}",
        *(f"- {kop}: {feit}" for kop, feit in feiten.items() if feit),
        "",
    ]


def _telregel(bron: str) -> str:
    if bron == "bvi_incidenten":
        return "`standaard`"
    return "`enquete`" if bron in {"vm_microdata", "cbs_81877ned", "cbs_81928ned"} else "`eigenaar`"


def _leeswijzer() -> list[str]:
    return [
        _alinea(
            "Bij elk doel zijn er twee vragen. *Is de norm gehaald?* Alleen in het doeljaar, en",
            "zonder toets: het cijfer wordt met de norm vergeleken op de precisie waarmee die gedrukt",
            "is. *Ligt het op koers?* In elk jaar van het pad: eenzijdig getoetst op 5%, aan de kant",
            "waar het cijfer ligt. Is het verschil te klein om van toeval te onderscheiden, dan is",
            "het oordeel 'onbeslist'.",
        ),
        "",
        _alinea(
            "Een doel kan op meer manieren gelezen worden; elke lezing is een padvariant. De",
            "hoofdvariant bepaalt de koers; de norm blijft het gedrukte getal.",
        ),
    ]


def _doel(
    doel: Mapping[str, str],
    varianten: Sequence[Mapping[str, str]],
    contradicties: Mapping[str, Mapping[str, str]],
) -> list[str]:
    naam = doel["indicator_id"]
    basis = " ".join(
        filter(None, (doel["basisjaar"], f"({_komma(doel['basiswaarde'])})" if doel["basiswaarde"] else ""))
    )
    feiten = {
        "Thema": doel["thema"],
        "Meetbaar": "" if doel["meetbaar"] == "true" else "nee",
        "Indicator": f"[`{naam}`](#{naam})" if naam else "",
        "Volgt uit": ", ".join(f"[{d}](#{d.lower()})" for d in doel["volgt_uit"].split()),
        "Gewenste richting": doel["richting"],
        "Basisjaar": basis,
        "Norm": _norm(doel) if doel["norm"] else "",
        "Doeljaar": doel["doeljaar"],
        "Toets": _TOETSEN[doel["toets"]],
    }
    delen = [
        f'<a id="{doel["doel_id"].lower()}"></a>',
        "",
        f"### {doel['doel_id']} {doel['naam']}",
        "",
        doel["uitleg"],
        "",
        f"> {doel['citaat']}",
        "",
        f"Strategie, regel {doel['vindplaats_regel']}.",
        "",
        *(f"- {kop}: {feit}" for kop, feit in feiten.items() if feit),
        "",
    ]
    paden = [_pad(v, doel) for v in varianten if v["wijze"] != "geen"]
    if paden:
        delen += [*_tabel(("Padvariant", "Pad", "Waarde per jaar"), paden), ""]
    for c in (contradicties[c] for c in doel["contradicties"].split()):
        delen += [f"- Tegenstrijdigheid {c['contradictie_id']}: {c['kern']} *{c['regel']}*"]
    return [*delen, ""] if doel["contradicties"] else delen


def _norm(doel: Mapping[str, str]) -> str:
    eenheid = (
        f"% ten opzichte van {doel['basisjaar']}" if doel["toets"] == "verhouding" else doel["meeteenheid"]
    )
    return f"{doel['operator']} {_komma(doel['norm'])} {eenheid}, gedrukt als '{doel['gedrukt']}'"


def padwaarde(variant: Mapping[str, str], doel: Mapping[str, str], jaar: int) -> float | None:
    """Value of a path in one year; None where it hangs on a measured base. As int_doelpad has it."""
    stap = float(variant["stap"] or 0)
    stappen = int(variant["stappen_in_eerste_jaar"] or 0) + jaar - int(variant["eerste_jaar"])
    wijze = variant["wijze"]
    if wijze == "constant":
        return float(doel["norm"])
    if wijze not in {"meetkundig", "lineair", "optellend"}:
        return None
    basis = float(doel["basiswaarde"])
    return {
        "meetkundig": basis * (1 - stap) ** stappen,
        "lineair": basis * (1 - stap * stappen),
        "optellend": basis + stap * stappen,
    }[wijze]


def _pad(variant: Mapping[str, str], doel: Mapping[str, str]) -> tuple[str, str, str]:
    stap = variant["stap"]
    woorden = {
        "constant": "elk jaar de norm" if variant["eerste_jaar"] != variant["laatste_jaar"] else "de norm",
        "meetkundig": f"ieder jaar {_komma(str(float(stap or 0) * 100))}% minder dan het jaar ervoor",
        "lineair": f"ieder jaar {_komma(str(float(stap or 0) * 100))}% van het basisjaar eraf",
        "optellend": f"ieder jaar {_komma(stap or '0')} erbij",
        "relatief": f"{_komma(stap or '0')}% ten opzichte van het gemeten basisjaar",
        "basis": "het gemeten cijfer van het basisjaar",
    }
    jaren = range(int(variant["eerste_jaar"]), int(variant["laatste_jaar"]) + 1)
    waarden = {j: padwaarde(variant, doel, j) for j in jaren}
    periode = str(jaren[0]) if len(jaren) == 1 else f"{jaren[0]}–{jaren[-1]}"
    hoofd = " (hoofdvariant)" if variant["is_hoofd"] == "true" else ""
    decimalen = 0 if doel["meeteenheid"] == "aantal" else 1
    if len(set(waarden.values())) == 1:
        (waarde,) = set(waarden.values())
        per_jaar = periode if waarde is None else f"{periode}: {getal(waarde, decimalen)}"
    else:
        per_jaar = "; ".join(f"{j}: {getal(w, decimalen)}" for j, w in waarden.items())
    return f"`{variant['padvariant']}`{hoofd}", woorden[variant["wijze"]], per_jaar


def _komma(getal_: str) -> str:
    waarde = float(getal_)
    return getal(waarde, 0 if waarde == int(waarde) else 1)


def _lijsten() -> list[str]:
    return [
        "## Telregels",
        "",
        *_tabel(
            ("Telregel", "Betekenis"),
            [(f"`{r['telregel_id']}`", r["omschrijving"]) for r in _rijen("telregels")],
        ),
        "",
        "## Redenen en voorbehouden",
        "",
        "Bij elk oordeel staat een `reden_code`.",
        "",
        *_tabel(
            ("Code", "Betekenis"), [(f"`{r['reden_code']}`", r["omschrijving"]) for r in _rijen("redencodes")]
        ),
        "",
    ]


# --- settings


def instellingenpagina() -> str:
    """docs/instellingen.md: the settings with name, default and meaning."""
    voorvoegsel = str(Settings.model_config["env_prefix"])
    rijen = []
    for naam, veld in Settings.model_fields.items():
        standaard = veld.default
        if standaard is PydanticUndefined or standaard is None:
            tekst = "empty"
        elif isinstance(standaard, Path):
            tekst = f"`{standaard.relative_to(PROJECT).as_posix()}` in the repository"
        else:
            tekst = f"`{standaard}`"
        rijen.append((f"`{voorvoegsel}{naam.upper()}`", tekst, veld.description or ""))
    return _pagina(
        [
            "# Settings",
            "",
            "Generated from `pipelines/settings.py` by `make docs`; do not edit by hand.",
            "",
            _alinea(
                "Set them in the environment, or in a file `.env` in the root of the repository; the",
                "environment wins. Options on the command line win from both. A setting that can change a",
                "figure is part of the identity of a publication",
                "([0001](besluiten/0001-identity-of-a-publication.md)): changing it makes a new one.",
            ),
            "",
            *_tabel(("Variable", "Default", "Meaning"), rijen),
            "",
            _alinea(
                "Two more variables are listened to: `DAGSTER_HOME` (where Dagster keeps its history;",
                "without it a run on the command line leaves none) and `VEILIGHEIDSBEELD_BOUW` (the",
                "build database on which `dbt` works when it is started by hand from `dbt_project/`).",
            ),
        ]
    )


# --- the scoreboard as a picture

_SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; }}
.{unique_id}-matrix {{ font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g></g></svg>
"""


def scorebordbeeld(plekken: Plekken) -> str:
    """The scoreboard of the current publication as SVG, as `veiligheidsbeeld scorebord` prints it.

    Raises:
        GeenPublicatie: nothing was published yet.
    """
    from rich.console import Console

    from pipelines.publish.scorebord import toon_scorebord

    console = Console(record=True, width=BREEDTE, file=io.StringIO(), highlight=False, force_terminal=True)
    toon_scorebord(plekken, console)
    return console.export_svg(title="veiligheidsbeeld scorebord", code_format=_SVG, unique_id="scorebord")


def _uit_publicatie(maak: Callable[[duckdb.DuckDBPyConnection], str]) -> str:
    with publicatie(Plekken.van(OPENBAAR, settings())) as con:
        return maak(con)


def schrijf() -> Iterator[Path]:
    """Write every page, and the picture last: only that one needs a publication. Yields what was written.

    Raises:
        GeenPublicatie: the public figures were not published yet.
    """
    paginas: Mapping[Path, Callable[[], str]] = {
        DOCS / "marts.md": martspagina,
        DOCS / "indicatoren.md": indicatorenpagina,
        DOCS / "instellingen.md": instellingenpagina,
        documentatie.PAGINA: documentatie.bronnenpagina,
        SCOREBORD: lambda: scorebordbeeld(Plekken.van(OPENBAAR, settings())),
        DOCS / "scorebord.md": lambda: _uit_publicatie(scorebordpagina),
        DOCS / "t02.md": lambda: _uit_publicatie(t02pagina),
    }
    for pad, maak in paginas.items():
        tekst = maak()
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(tekst, encoding="utf-8")
        yield pad


if __name__ == "__main__":
    try:
        for geschreven in schrijf():
            print(geschreven.relative_to(PROJECT))
    except GeenPublicatie as fout:
        sys.exit(str(fout))
