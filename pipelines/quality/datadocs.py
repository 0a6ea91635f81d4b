"""Great Expectations' Data Docs of recorded outcomes, as a folder of HTML that opens from disk.

The pages are drawn by Great Expectations' own renderers from what `registratie` keeps, so they hold nothing
that is not in `kwaliteit.uitkomst`: counts and example keys, no values. What its site builder adds is left
out: it stamps the clock into every page, fetches its logo, styles and scripts from six hosts on the internet
and fills the front page by script, which is blank on a closed network. The front page and the style are our
own.

Layout: index.html, uitkomsten/<suite>.html (what was found), suites/<suite>.html (what is expected).
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from pipelines.quality.stilte import stil
from pipelines.quality.suites import MAP, SEVERITY, Verwachting, suites
from pipelines.quality.uitkomst import Uitkomst, feit

_POORTNAAM = {1: "ruwe gegevens", 2: "staging", 3: "tussenstap", 4: "marts"}
_BUITEN = re.compile(
    r"<script\b.*?</script>"  # its own scripts need jquery from elsewhere
    r"|<link\b[^>]*>"
    r"|<img\b[^>]*>"
    r"|<label class=\"btn.*?</label>"
    r"|<footer\b.*?</footer>"
    r"|url\('https?://[^']*'\)",
    re.DOTALL,
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SUITELINK = re.compile(r'href="[./]*/expectations/[^"]*"')
_HOMELINK = re.compile(r'href="[./]*/index\.html"')
_STIJL = """
body { font: 15px/1.5 system-ui, "Segoe UI", sans-serif; color: #1b2733; margin: 0; }
main, .container-fluid, nav.navbar { padding: 0.5rem 1.5rem; height: auto !important; }
.row { display: flex; flex-wrap: wrap; }
.col-12 { width: 100%; }
.col-md-2 { flex: 0 0 14rem; }
.col-md-10 { flex: 1 1 40rem; min-width: 0; }
.card.mb-3 { display: none; }
.sticky { top: 1rem !important; }
table { border-collapse: collapse; margin: 0.5rem 0; }
td, th { text-align: left; vertical-align: top; padding: 0.3rem 0.7rem; border-bottom: 1px solid #d5dce3; }
ul, ol { list-style: none; padding: 0; }
a { color: #0b5cad; }
code { background: #eef2f5; white-space: pre-wrap; }
.alert { background: #eef2f5; padding: 0.5rem; }
.badge { background: #eef2f5; padding: 0 0.3rem; border-radius: 3px; }
.text-danger { color: #a8201a; }
.text-success { color: #1d6b3a; }
.text-warning { color: #8a5a00; }
i.fas { font-style: normal; }
.fa-check-circle::before { content: "\\2714"; }
.fa-times::before { content: "\\2718"; }
.fa-exclamation-triangle::before { content: "\\26A0"; }
.terug { margin: 0; padding: 0.5rem 1.5rem; }
.fictief { background: #a8201a; color: #fff; padding: 0.4rem 1.5rem; font-weight: 600; }
"""


def schrijf_datadocs(
    uitkomsten: Sequence[Uitkomst],
    doel: Path,
    *,
    peildatum: date,
    fictief: bool,
    map_: Path = MAP,
    site: str | None = None,
) -> Path:
    """Write Data Docs of these outcomes to the folder `doel`, and return its index.html.

    `fictief` puts FICTIEVE CIJFERS on every page. `map_` is where the suites are, for what each expectation
    asks, `site` the address, seen from `doel`, of a page to go back to. Equal outcomes, suites and peildatum
    give equal bytes. `doel` may exist; pages of suites that are not among the outcomes stay.
    """
    gevraagd = {
        v.id: v
        for stage in sorted({u.stage for u in uitkomsten})
        for s in suites(stage, map_)
        for v in s.verwachtingen
    }
    volgorde = sorted(uitkomsten, key=lambda u: (u.poort, u.suite, u.verwachting))
    per_suite = {naam: list(groep) for naam, groep in groupby(volgorde, key=lambda u: u.suite)}
    for folder in ("uitkomsten", "suites"):
        (doel / folder).mkdir(parents=True, exist_ok=True)
    from great_expectations.render.view import DefaultJinjaPageView

    kop = _kop(fictief, site and f"../{site}")
    tekenaar = DefaultJinjaPageView()  # one for all pages: it compiles its templates once
    with stil():
        for naam, groep in per_suite.items():
            gevonden, verwacht = _paginas(tekenaar, naam, groep, gevraagd, peildatum)
            _schrijf(doel / "uitkomsten" / f"{naam}.html", _op_zichzelf(gevonden, naam, kop))
            _schrijf(doel / "suites" / f"{naam}.html", _op_zichzelf(verwacht, naam, kop))
    return _schrijf(doel / "index.html", _index(per_suite, peildatum, _kop(fictief, site)))


def _paginas(
    tekenaar: Any,
    naam: str,
    groep: Sequence[Uitkomst],
    gevraagd: Mapping[str, Verwachting],
    peildatum: date,
) -> tuple[str, str]:
    """Great Expectations' page of what was found and of what is expected, as it draws them."""
    import great_expectations as gx
    from great_expectations.core import (
        ExpectationSuite,
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.render.renderer import ExpectationSuitePageRenderer, ValidationResultsPageRenderer

    # the page of outcomes reads the explanation, that of the suite what is asked exactly
    uitgelegd = [_configuratie(u, gevraagd.get(u.verwachting), met_uitleg=True) for u in groep]
    letterlijk = [_configuratie(u, gevraagd.get(u.verwachting), met_uitleg=False) for u in groep]
    resultaten = [
        ExpectationValidationResult(success=u.geslaagd, expectation_config=c, result=_resultaat(u))
        for u, c in zip(groep, uitgelegd, strict=True)
    ]
    geslaagd = sum(u.geslaagd for u in groep)
    dag = peildatum.isoformat()
    geheel = ExpectationSuiteValidationResult(
        success=geslaagd == len(groep),
        results=resultaten,
        suite_name=naam,
        statistics={
            "evaluated_expectations": len(groep),
            "successful_expectations": geslaagd,
            "unsuccessful_expectations": len(groep) - geslaagd,
            "success_percent": 100 * geslaagd / len(groep),
        },
        meta={
            "great_expectations_version": gx.__version__,
            "run_id": {"run_name": f"peildatum {dag}", "run_time": f"{dag}T00:00:00+00:00"},
            "batch_spec": {"data_asset_name": naam},
        },
    )
    suite = ExpectationSuite(name=naam, expectations=[c.to_domain_obj() for c in letterlijk])
    return (
        tekenaar.render(ValidationResultsPageRenderer().render(geheel), show_how_to_buttons=False),
        tekenaar.render(ExpectationSuitePageRenderer().render(suite), show_how_to_buttons=False),
    )


def _configuratie(u: Uitkomst, verwachting: Verwachting | None, *, met_uitleg: bool) -> Any:
    """GX's configuration to draw; one that GX does not accept is drawn as a sentence.

    GX escapes the arguments it shows, but not a description, an observed value or a list of examples.
    """
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    kort = u.verwachting.removeprefix(f"{u.suite}.")
    uitleg = html.escape(f"{u.uitleg} ({kort}, {u.ernst})")
    vast = {"meta": {"id": u.verwachting, "ernst": u.ernst}, "severity": SEVERITY[u.ernst]}
    if verwachting is not None:
        configuratie = ExpectationConfiguration(
            type=verwachting.soort,
            kwargs=dict(verwachting.kwargs),
            description=uitleg if met_uitleg else None,
            **vast,
        )
        try:
            configuratie.to_domain_obj()
        except Exception:  # unknown type or argument: the outcome says so, the page shows its explanation
            verwachting = None
    if verwachting is None:
        configuratie = ExpectationConfiguration(
            type="unexpected_rows_expectation",
            kwargs={"unexpected_rows_query": "{batch}"},
            description=f"{html.escape(u.soort)}: {uitleg}",
            **vast,
        )
    return configuratie


def _resultaat(u: Uitkomst) -> dict[str, Any]:
    resultaat: dict[str, Any] = {
        "element_count": u.gecontroleerd,
        "unexpected_count": u.afwijkend,
        "unexpected_percent": 100 * u.afwijkend / u.gecontroleerd if u.gecontroleerd else 0,
    }
    if u.voorbeelden:
        resultaat["partial_unexpected_list"] = [html.escape(", ".join(u.voorbeelden))]
    if u.waargenomen is not None:
        resultaat["observed_value"] = html.escape(u.waargenomen)
    return resultaat


def _op_zichzelf(pagina: str, suite: str, kop: str) -> str:
    """A page that needs nothing but its own folder, and is the same whenever it is drawn."""
    nummers: dict[str, str] = {}
    kaal = _BUITEN.sub("", pagina)
    kaal = _UUID.sub(lambda m: nummers.setdefault(m.group(), f"blok-{len(nummers) + 1}"), kaal)
    kaal = _HOMELINK.sub('href="../index.html"', _SUITELINK.sub(f'href="../suites/{suite}.html"', kaal))
    kaal = kaal.replace("Sampled Unexpected Values", "Examples (keys of rows)")
    kaal = kaal.replace("</head>", f"<style>{_STIJL}</style></head>", 1)
    return kaal.replace("<body>", f"<body>{kop}", 1)


def _kop(fictief: bool, site: str | None) -> str:
    """What stands above every page: whether figures are real, and the way back to the site."""
    merk = '<div class="fictief">FICTIEVE CIJFERS</div>' if fictief else ""
    terug = (
        f'<p class="terug"><a href="{html.escape(site)}">Terug naar het veiligheidsbeeld</a></p>'
        if site
        else ""
    )
    return merk + terug


def _index(per_suite: Mapping[str, Sequence[Uitkomst]], peildatum: date, boven: str) -> str:
    rijen = []
    for naam, groep in per_suite.items():
        fout = [u for u in groep if not u.geslaagd]
        staat = "blokkeert" if any(u.blokkeert for u in fout) else "waarschuwt" if fout else "in orde"
        kleur = {"blokkeert": "text-danger", "waarschuwt": "text-warning", "in orde": "text-success"}[staat]
        zinnen = "".join(f"<br>{html.escape(_regel(u))}" for u in fout)
        rijen.append(
            f"<tr><td>{groep[0].poort} {_POORTNAAM[groep[0].poort]}</td>"
            f'<td><a href="uitkomsten/{naam}.html">{naam}</a>{zinnen}</td>'
            f'<td class="{kleur}">{staat}</td><td>{len(groep) - len(fout)} van {len(groep)}</td>'
            f'<td><a href="suites/{naam}.html">verwachtingen</a></td></tr>'
        )
    kop = f"Datakwaliteit per {peildatum.isoformat()}"
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="UTF-8"><title>{kop}</title>'
        f"<style>{_STIJL}</style></head>\n<body>{boven}<main><h1>{kop}</h1>\n"
        "<p>Per tabel wat ervan verwacht wordt en wat er is gevonden. Blokkeert: niets wordt gepubliceerd. "
        "Waarschuwt: gepubliceerd, met deze kanttekening.</p>\n"
        "<table><thead><tr><th>Poort</th><th>Suite</th><th>Staat</th><th>Voldaan</th><th></th></tr>"
        f"</thead>\n<tbody>{chr(10).join(rijen)}</tbody></table></main></body></html>\n"
    )


def _regel(u: Uitkomst) -> str:
    kort = u.verwachting.removeprefix(f"{u.suite}.")
    return ": ".join(deel for deel in (kort, feit(u), u.uitleg) if deel)


def _schrijf(pad: Path, inhoud: str) -> Path:
    pad.write_text(inhoud, encoding="utf-8", newline="\n")
    return pad
