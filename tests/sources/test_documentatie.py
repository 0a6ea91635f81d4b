"""The page about the sources says what the contracts say today."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from pipelines.sources import sidecar
from pipelines.sources.contracten import contracten
from pipelines.sources.documentatie import PAGINA, bronnenpagina


def test_the_committed_page_is_current() -> None:
    assert PAGINA.read_text(encoding="utf-8") == bronnenpagina(), (
        "a contract changed: run `python -m pipelines.sources.documentatie`"
    )


def test_every_header_of_every_source_stands_on_it() -> None:
    hoofdstukken = re.split(r"^## ", bronnenpagina(), flags=re.M)
    for contract in contracten().values():
        (eigen,) = [h for h in hoofdstukken if h.startswith(f"{contract.bron}: ")]
        assert contract.eigenaar in eigen
        for kolom in contract.kolommen:
            (rij,) = [r for r in eigen.splitlines() if r.startswith(f"| `{kolom.kop}` |")]
            assert kolom.omschrijving in rij
            assert ("not loaded" in rij) is not kolom.laden
            assert ("required" in rij) is kolom.verplicht
            assert ("personal" in rij) is (kolom.privacy == "persoonsgegeven")
            assert rij.count("|") == 8, "no cell breaks the table"


def test_the_note_on_the_page_is_accepted(tmp_path: Path) -> None:
    (voorbeeld,) = re.findall(r"```yaml\n(.*?)```", bronnenpagina(), re.S)
    (tmp_path / "a.csv.levering.yml").write_text(voorbeeld, encoding="utf-8")
    briefje = sidecar.lees(tmp_path / "a.csv")
    assert (briefje.soort, briefje.fictief, briefje.indeling_jaar) == ("venster", True, 2014)
    assert set(yaml.safe_load(voorbeeld)) == sidecar._SLEUTELS
    assert set(yaml.safe_load(voorbeeld)["dekking"]) == sidecar._DEKKING
