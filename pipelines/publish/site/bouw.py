"""Write the site of one publication: read once, then one file after another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.publish.getallen import getal
from pipelines.publish.site import paginas, verhaal
from pipelines.publish.site.lezen import Gegevens, Kenmerken, Rij, lees
from pipelines.publish.site.opmaak import MAP as HIER
from pipelines.publish.site.opmaak import dag, eerste_zin, padnaam, soort_oordeel, teksten, tussen

if TYPE_CHECKING:
    from jinja2 import Environment

MAP = "site"


def schrijf(publicatie: Path, kenmerken: Mapping[str, str]) -> int:
    """Write folder `site` into the finished folder of a publication; returns the number of pages.

    Reads the warehouse and the calculation cards of that folder and nothing else.

    Raises:
        OSError: it cannot be written there; the error names the file.
    """
    g = lees(publicatie, kenmerken)
    doel = publicatie / MAP
    omgeving = sjablonen(g.kenmerken, g.eenheid)
    for map_ in ("bestanden", "doel", "gebied", "thema", "inbedden"):
        (doel / map_).mkdir(parents=True, exist_ok=True)
    _schrijf_bestanden(doel / "bestanden", g)
    aantal = 0
    for pagina in paginas.alle(g, publicatie):
        tekst = omgeving.get_template(pagina.sjabloon).render(
            pad=pagina.pad, wortel="../" * pagina.pad.count("/"), **pagina.inhoud
        )
        leg_neer(doel / pagina.pad, tekst)
        aantal += 1
    return aantal


def sjablonen(k: Kenmerken, eenheid: Rij, *erbij: Path) -> Environment:
    """Templates of the site, and those in the folders `erbij`, with what every page may use."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    omgeving = Environment(
        loader=FileSystemLoader([HIER / "sjablonen", *erbij]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.globals.update(
        t=teksten(),
        k=k,
        eenheid=eenheid,
        navigatie=teksten()["navigatie"],
        getal=getal,
        dag=dag,
        dag_tekst=verhaal.dag_tekst,
        tussen=tussen,
        eerste_zin=eerste_zin,
        padnaam=padnaam,
        soort=soort_oordeel,
    )
    omgeving.filters["json"] = lambda waarde: Markup(json_in_html(waarde))
    return omgeving


def json_in_html(waarde: Any) -> str:
    """JSON that cannot end the script element that it stands in."""
    tekst = json.dumps(waarde, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return tekst.replace("<", "\\u003c")


def _schrijf_bestanden(map_: Path, g: Gegevens) -> None:
    """What all pages share: style, program, chart designs, texts of the program, and Vega."""
    from pipelines.publish.site import grafieken

    kern = {
        "kenmerken": {
            **asdict(g.kenmerken),
            "peildatum": dag(g.kenmerken.peildatum),
            "waarschuwing": teksten()["site"]["fictief"] if g.kenmerken.fictief else "",
        },
        "teksten": {**teksten()["js"], "loop": teksten()["grafiek"]["loop"], "pad": teksten()["pad"],
                    "teken": teksten()["oordeel"]["teken"],
                    **{n: teksten()["grafiek"][n] for n in ("tabel", "legenda", "legenda_norm", "legenda_breuk")}},
        "ontwerpen": grafieken.ontwerpen(),
    }  # fmt: skip
    tekst = json.dumps(kern, ensure_ascii=False, separators=(",", ":"), default=str)
    leg_neer(map_ / "kern.js", f"window.VB={tekst};\n")
    for naam in ("site.css", "site.js"):
        leg_neer(map_ / naam, (HIER / "statisch" / naam).read_text(encoding="utf-8"))
    leg_neer(map_ / "vega.js", grafieken.vega())


def leg_neer(pad: Path, tekst: str) -> None:
    """Write a file; a full disk gives an error that, unlike that of the system, says where."""
    try:
        pad.write_text(tekst, encoding="utf-8")
    except OSError as fout:
        raise OSError(fout.errno, fout.strerror, str(pad)) from fout
