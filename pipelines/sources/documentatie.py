"""docs/bronnen.md: what may be delivered and how, written from the contracts.

`python -m pipelines.sources.documentatie` writes the page again after a contract has changed.
"""

from __future__ import annotations

import csv
from pathlib import Path

from pipelines.sources.contract import VERWACHT, Contract, Kolom
from pipelines.sources.contracten import contracten
from pipelines.sources.herkenning import FICTIEF
from pipelines.sources.sidecar import EINDE
from pipelines.sources.vorm import VOORBEELD

_PROJECT = Path(__file__).resolve().parents[2]
PAGINA = _PROJECT / "docs" / "bronnen.md"
_SEEDS = _PROJECT / "dbt_project" / "seeds"

_INLEIDING = f"""# Sources

Generated from the contracts in `pipelines/sources/contracten/`; do not edit by hand, run
`python -m pipelines.sources.documentatie`.

## How to deliver

1. Put the file, as its owner sent it, in `data/raw/<verzameling>/<source>/`. Its name does not matter. A
   file elsewhere under `data/raw/<verzameling>/` is recognised by its headers.
2. Put a note beside it where the file itself does not say enough (see below), and put the note there
   first.
3. Run `veiligheidsbeeld run`. What cannot be used is refused in one sentence that names file, place,
   what was expected and what to do. A refused file is left as it is.

**Forms.** CSV in UTF-8 (with or without byte order mark) or Windows-1252, separated by `;`, `,` or tab,
any line ends, header on the first line. Workbooks (`.xlsx`) with the sheet that the source names, header
in its first row. Headers are spelled as below, in any order; other columns are left alone. Lines and
rows without anything in them are no rows.

**SPSS** (`.sav`), where a source takes it. A variable is a column when its name is the header with
underscores for blanks, or the name in the warehouse; capitals do not count. Where the file has value labels
the label counts, not the number it stands at; a label that is not listed below costs its row, and what the
file declares missing is empty. Yes and no are text (J, N) or have labels. Dates are SPSS dates, or text.

**Rows.** A row with a cell that is not of its column's type, without a value where one is needed, or
with another number of cells than the header, goes to `raw.afgekeurd` with its line, column and reason. A
delivery is refused as a whole when more of its rows do so than the source allows. For every delivery
read = accepted + rejected.

**Shape.** The columns of every delivery, in their order, with the kind of values in their first
{VOORBEELD} rows, are kept and compared with those of the delivery of the source that came before it by
`peilmoment`. A column that is new, gone, renamed, of another kind or moved is named before anything is
loaded, with the last delivery that had the old shape. What the contract can still read is loaded with a
warning; what it cannot read (a required column gone or renamed, a kind that is not the column's type) is
refused. The source then keeps its last accepted state and is marked `verouderd` in
`leveringsafspraken`; nothing else stops.

**Agreements.** `status` (against today) and `leveringsafspraken` (against the peildatum) show of every
source, delivered or not, what is due, late or missing.

**Privacy.** Columns marked 'personal' become pseudonyms or areas in staging. Columns marked 'not loaded'
never leave the file. In sources with personal data a rejected cell is not shown, unless it stands in a
moment's place and looks like one.

## The note beside a file

`<file name with ending>{EINDE}`, in YAML; every line is optional.

```yaml
peilmoment: 2014-03-01T06:00:00   # when the extract was made, Dutch time; needed where the file is silent
soort: venster                    # volledig | venster | delta
dekking:                          # what a volledig or venster delivery is complete about; omit = no limit
  codes: [A20, A30]               # incident classes
  gebieden: [RE02]                # areas, by their code of CBS
  datumveld: begin_pleegtijd      # column (its name in the warehouse) that the window is about
  van: 2013-12-01                 # first day
  tot: 2014-02-28                 # last day, inclusive
fictief: true                     # demonstration only
indeling_jaar: 2014               # year of the borders (gemeenten, wijken, buurten) in which it is made
```

- **volledig**: all there is; **venster**: all there is between `van` and `tot`; **delta**: only what
  changed. What a volledig or venster delivery covers and does not hold is withdrawn from its
  `peilmoment` on. Absence from a delta means nothing.
- A delivery is known by its source, its bytes and its `peilmoment`. The same bytes with a later
  `peilmoment` are a new delivery; the same bytes under another name are not.
- Fictitious deliveries say `fictief: true`, and in the sources that have a mark their rows start with
  `{FICTIEF}` in that column. They are accepted in `data/raw/demo` and nowhere else, and real ones are
  refused there.
"""

_SOORT = {
    "volledig": "volledig (all there is)",
    "venster": "venster (all there is within a window)",
    "delta": "delta (only what changed)",
}
_FREQUENTIE = {
    "maandelijks": "monthly",
    "per kwartaal": "quarterly",
    "jaarlijks": "yearly",
    "vierjaarlijks": "every four years",
    "eenmalig": "once",
}
_DECIMAALTEKEN = {",": "comma", ".": "point", ",.": "comma or point"}


def bronnenpagina() -> str:
    """The whole page, as Markdown."""
    alle = contracten().values()
    lijst = "\n".join(f"- [`{c.bron}`](#{c.bron}): {c.titel}" for c in alle)
    return "\n".join(
        [_INLEIDING, f"## All sources\n\n{lijst}\n", *map(_bron, alle), _grootheden(), _strategie()]
    )


def _seed(naam: str) -> list[dict[str, str]]:
    with (_SEEDS / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _grootheden() -> str:
    """Every quantity that `registratie` knows, with its norm where the strategy gives one."""
    rijen = [
        f"| `{r['grootheid_id']}` | {r['meeteenheid']} | {r['niveau']} | {r['bronhouder']} | {_norm(r)} "
        f"| {r['uitspraak_id']} | {r['vindplaats_regel']} | {r['omschrijving']} |"
        for r in _seed("grootheden")
    ]
    return "\n".join(
        [
            '<a id="grootheden"></a>\n\n## Quantities of `registratie`\n',
            "What has no norm is monitored, never judged. A norm in a delivery counts only for an agreement",
            "on performance (`prestatieafspraak`) to which the strategy itself gives no number; an effort",
            "(`inspanningsverplichting`) never has one. A delivery of kind volledig is complete about each",
            "quantity, period and owner that it names. Other quantities may come too; they are monitored.\n",
            "| Grootheid | Meeteenheid | Level | Bronhouder | Norm | Statement | Line | Meaning |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *rijen,
            "",
        ]
    )


def _norm(grootheid: dict[str, str]) -> str:
    if not grootheid["norm"]:
        return grootheid["soort"]
    norm = grootheid["norm"].replace(".", ",")
    tekst = f"{norm} tot {grootheid['norm_hoogstens']}" if grootheid["norm_hoogstens"] else norm
    teken = "" if grootheid["operator"] in ("=", "tussen") else f"{grootheid['operator']} "
    tot = f"-{grootheid['norm_tot']}" if grootheid["norm_tot"] else ""
    return f"{teken}{tekst} ({'from ' if not tot else ''}{grootheid['norm_van']}{tot})"


def _strategie() -> str:
    """Every source that the strategy names: what feeds it, or why it stays out."""
    rijen = [
        f"| {r['id']} | {r['naam']} "
        f"| {', '.join(f'[`{c}`](#{c})' for c in r['contract'].split()) or 'out'} | {r['reden']} |"
        for r in _seed("bronnen_strategie")
    ]
    return "\n".join(
        [
            '<a id="strategie"></a>\n\n## Sources that the strategy names\n',
            "Operational lists of persons stay out.\n",
            "| Nr. | Source | Fed by | What is delivered, or why not |",
            "| --- | --- | --- | --- |",
            *rijen,
            "",
        ]
    )


def _bron(contract: Contract) -> str:
    koppen = {k.naam: k.kop for k in contract.kolommen}
    feiten = {
        "Owner": contract.eigenaar,
        "Forms": _vormen(contract),
        "Key": " + ".join(f"`{koppen[naam]}`" for naam in contract.sleutel),
        "Delivered": _wanneer(contract),
        "Without a note": _SOORT[contract.soort],
        "Can be fetched": f"table {contract.tabel.id} of {contract.tabel.dienst} (`veiligheidsbeeld ophalen`)"
        if contract.tabel
        else None,
        "As-of moment": f"sheet `{contract.informatieblad}` ('Bevraagd op dd-mm-yyyy hh:mm'), or the note"
        if contract.informatieblad
        else "the note",
        "Decimal sign": _DECIMAALTEKEN[contract.decimaalteken]
        if any(k.type == "decimaal" for k in contract.geladen)
        else None,
        "Means 'nothing here'": ", ".join(f"`{t}`" if t else "an empty cell" for t in contract.leegteken),
        "Fictitious when": f"`{koppen[contract.fictief_kenmerk]}` starts with `{FICTIEF}`"
        if contract.fictief_kenmerk
        else None,
        "Refused when": f"more than {contract.afkeurdrempel:.1%} of the rows, and more than "
        f"{contract.afkeurminimum} rows, cannot be read",
        "Holds personal data": "yes" if contract.privacy == "persoonsgegeven" else "no",
    }
    regels = [f"- {naam}: {feit}" for naam, feit in feiten.items() if feit]
    return "\n".join(
        [
            f'<a id="{contract.bron}"></a>\n\n## {contract.bron}: {contract.titel}\n',
            *regels,
            "",
            "| Header | In the warehouse | Type | Column | Cell | Privacy | Meaning |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *map(_kolom, contract.kolommen),
            "",
        ]
    )


def _vormen(contract: Contract) -> str:
    blad = f" (sheet `{contract.blad}`)"
    return " or ".join(f"`.{vorm}`" + (blad if vorm == "xlsx" else "") for vorm in contract.formaten)


def _wanneer(contract: Contract) -> str:
    hoe = _FREQUENTIE[contract.frequentie]
    if contract.vervaldag is None:
        return hoe
    tijdvak = {"monthly": "month", "quarterly": "quarter"}.get(hoe, "year")
    return f"{hoe}, due on day {contract.vervaldag} of the {tijdvak}"


def _kolom(kolom: Kolom) -> str:
    anders = ", ".join(f"`{kop}`" for kop in kolom.ook)
    labels = "; ".join(f"{label} = {code or 'empty'}" for label, code in kolom.labels)
    return (
        f"| `{kolom.kop}` | {f'`{kolom.naam}`' if kolom.laden else 'not loaded'} "
        f"| {VERWACHT[kolom.type] if kolom.laden else ''} "
        f"| {'required' if kolom.verplicht else 'optional'} "
        f"| {'' if not kolom.laden else 'may be empty' if kolom.leeg else 'never empty'} "
        f"| {'personal' if kolom.privacy == 'persoonsgegeven' else ''} | {kolom.omschrijving}"
        + (f" (also {anders})" if anders else "")
        + (f" (labels: {labels}) |" if labels else " |")
    )


if __name__ == "__main__":
    PAGINA.parent.mkdir(exist_ok=True)
    PAGINA.write_text(bronnenpagina(), encoding="utf-8")
