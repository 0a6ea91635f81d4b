"""dbt's own documentation page with everything inside: what `dbt docs generate --static` would write, made of
the manifest and DuckDB's columns at hand, without a second run of dbt, and without what belongs to one machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pipelines.publish.dbtdocs.boom import Boom
from pipelines.publish.site.bouw import json_in_html
from pipelines.publish.site.opmaak import dag, zeg

# where dbt lies, when it ran, what it left on the disk of this machine: differs per run, means nothing to a reader
_WEG = frozenset({
    "root_path", "build_path", "compiled_path", "compiled_code", "created_at", "checksum", "unrendered_config",
    "unrendered_database", "unrendered_schema", "extra_ctes", "extra_ctes_injected", "doc_blocks", "metrics",
    "functions",
})  # fmt: skip
# its counter of visitors, which this manifest already turns off
_TELLER = re.compile(r"//[a-z0-9]+\.cloudfront\.net/[^\"']*")
# what the page asks of the folder that it lies in: an icon that was left out of its build, and pictures whose
# names are still templates when the browser looks at them first (ng-attr- is Angular's own cure)
_LOS = {
    "${require('./assets/favicons/favicon.ico')}": "data:,",
    'xlink:href="{{': 'ng-attr-href="{{',
}
# should a later page ask for something after all: the browser refuses
_GRENS = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline' "
    "'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:\">"
)


def maak(kaal: str, manifest: Mapping[str, Any], boom: Boom, kenmerken: Mapping[str, str]) -> str:
    """The page `kaal` of dbt with manifest and catalog in it. Equal inputs give equal bytes.

    Raises:
        ValueError: dbt's page has another shape than the one known here.
    """
    inhoud = {
        '"MANIFEST.JSON INLINE DATA"': _manifest(manifest, boom, kenmerken),
        '"CATALOG.JSON INLINE DATA"': _catalogus(manifest, boom, kenmerken),
        '<meta charset="utf-8">': '<meta charset="utf-8">' + _GRENS,
    }
    if anders := [p for p in inhoud if kaal.count(p) != 1] + [p for p in _LOS if p not in kaal]:
        raise ValueError(
            f"The documentation page of dbt changed: look at what is done here to {anders[0]!r}."
        )
    pagina = _TELLER.sub("", kaal)
    for fout, goed in _LOS.items():
        pagina = pagina.replace(fout, goed)
    for plek, waarde in inhoud.items():
        pagina = pagina.replace(plek, waarde if isinstance(waarde, str) else json_in_html(waarde))
    return pagina


def _manifest(manifest: Mapping[str, Any], boom: Boom, kenmerken: Mapping[str, str]) -> dict[str, Any]:
    toetsen = {i for i, n in manifest["nodes"].items() if n["resource_type"] == "test"}
    blijft = set(boom.stappen) | toetsen

    def kaart(naam: str) -> dict[str, list[str]]:
        return {
            i: sorted(v for v in ander if v in blijft) for i, ander in manifest[naam].items() if i in blijft
        }

    return {
        "metadata": {
            "dbt_schema_version": manifest["metadata"]["dbt_schema_version"],
            "dbt_version": manifest["metadata"]["dbt_version"],
            "generated_at": f"{kenmerken['peildatum']}T00:00:00Z",
            "project_name": manifest["metadata"]["project_name"],
            "project_id": None,
            "send_anonymous_usage_stats": False,
            "adapter_type": "duckdb",
        },
        "nodes": {i: _kaal(n) for i, n in manifest["nodes"].items() if i in blijft},
        "sources": {
            i: {**_kaal(n), "description": boom.stappen[i].omschrijving}
            for i, n in manifest["sources"].items()
            if i in blijft
        },
        "macros": {
            i: _kaal(n)
            for i, n in manifest["macros"].items()
            if n["package_name"] == manifest["metadata"]["project_name"]
        },
        "docs": _voorpagina(manifest["metadata"]["project_name"], kenmerken),
        "parent_map": kaart("parent_map"),
        "child_map": kaart("child_map"),
        **{
            leeg: {}
            for leeg in ("exposures", "metrics", "groups", "selectors", "disabled", "group_map", "saved_queries",
                         "semantic_models", "unit_tests", "functions")
        },
    }  # fmt: skip


def _kaal(node: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in node.items() if k not in _WEG}


def _catalogus(manifest: Mapping[str, Any], boom: Boom, kenmerken: Mapping[str, str]) -> dict[str, Any]:
    """Columns and types as they are in the build database."""
    per: dict[str, dict[str, Any]] = {"nodes": {}, "sources": {}}
    for i, stap in boom.stappen.items():
        node = (manifest["sources"] if stap.soort == "source" else manifest["nodes"])[i]
        per["sources" if stap.soort == "source" else "nodes"][i] = {
            "unique_id": i,
            "metadata": {
                "type": "VIEW" if stap.soort == "source" else "BASE TABLE",
                "schema": stap.laag,
                "name": stap.naam,
                "database": node["database"],
                "comment": None,
                "owner": None,
            },
            "columns": {
                naam: {"name": naam, "type": soort, "index": nummer, "comment": None}
                for nummer, (naam, soort, _) in enumerate(stap.kolommen, 1)
            },
            "stats": {
                "has_stats": {"id": "has_stats", "label": "Has Stats?", "value": False, "include": False,
                              "description": ""}
            },
        }  # fmt: skip
    return {
        "metadata": {
            "dbt_schema_version": "https://schemas.getdbt.com/dbt/catalog/v1.json",
            "dbt_version": manifest["metadata"]["dbt_version"],
            "generated_at": f"{kenmerken['peildatum']}T00:00:00Z",
        },
        **per,
        "errors": None,
    }


def _voorpagina(project: str, kenmerken: Mapping[str, str]) -> dict[str, Any]:
    """What dbt's page opens with: of which publication this is, and the way back."""
    tekst = zeg(
        "herkomst.dbt_voorpagina",
        merk=f"**{zeg('site.fictief')}**\n\n" if kenmerken["fictief"] == "ja" else "",
        id=kenmerken["publicatie_id"],
        verzameling=kenmerken["verzameling"],
        dag=dag(date.fromisoformat(kenmerken["peildatum"])),
        intern=zeg("site.intern"),
    )
    return {
        f"doc.{project}.__overview__": {
            "unique_id": f"doc.{project}.__overview__",
            "name": "__overview__",
            "resource_type": "doc",
            "package_name": project,
            "path": "overview.md",
            "original_file_path": "overview.md",
            "block_contents": tekst,
        }
    }
