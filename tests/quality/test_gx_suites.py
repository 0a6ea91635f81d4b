"""Reading the suites, and the rules they keep."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.quality.suites import FouteSuite, Verwachting, controleer_suites, suites

SchrijfSuite = Callable[..., Path]
NIET_LEEG = ("sleutel_niet_leeg", "expect_column_values_to_not_be_null", {"column": "id"})
PAAR = (
    "eind_na_begin",
    "expect_column_pair_values_a_to_be_greater_than_b",
    {"column_A": "eind", "column_B": "begin"},
)
SAMEN = ("sleutel_uniek", "expect_compound_columns_to_be_unique", {"column_list": ["a", "b"]})
RIJEN = ("gevuld", "expect_table_row_count_to_be_between", {"min_value": 1})


def test_a_suite_is_read_as_it_stands(schrijf_suite: SchrijfSuite, map_: Path) -> None:
    schrijf_suite("raw", "b", NIET_LEEG, ernst="waarschuwt", sleutel=["id", "maand"])
    schrijf_suite("raw", "a", PAAR, SAMEN, RIJEN)
    schrijf_suite("staging", "a", NIET_LEEG)
    eerste, tweede = suites("raw", map_)
    assert (eerste.naam, eerste.stage, eerste.tabel) == ("raw.a", "raw", "a")
    assert [v.id for v in eerste.verwachtingen] == [
        "raw.a.eind_na_begin",
        "raw.a.sleutel_uniek",
        "raw.a.gevuld",
    ]
    assert [v.kolom for v in eerste.verwachtingen] == ["eind,begin", "a,b", None]
    assert tweede.verwachtingen == (
        Verwachting(
            id="raw.b.sleutel_niet_leeg",
            soort="expect_column_values_to_not_be_null",
            kolom="id",
            ernst="waarschuwt",
            uitleg="Uitleg sleutel_niet_leeg.",
            sleutel=("id", "maand"),
            kwargs={"column": "id"},
        ),
    )


def _wijzig(pad: Path, wijziging: Callable[[dict[str, Any]], None]) -> None:
    inhoud = json.loads(pad.read_text())
    wijziging(inhoud)
    pad.write_text(json.dumps(inhoud))


@pytest.mark.parametrize(
    ("wijziging", "zegt"),
    [
        (lambda s: s.update(name="raw.anders"), '"name": "raw.t"'),
        (lambda s: s.update(expectations=[]), "expects nothing"),
        (lambda s: s["expectations"][0].pop("meta"), 'no "meta"'),
        (lambda s: s["expectations"][0].pop("type"), 'no "type"'),
        (lambda s: s["expectations"][0]["meta"].pop("id"), "meta.id is None"),
        (lambda s: s["expectations"][0]["meta"].update(id="raw.ander.x"), "meta.id is 'raw.ander.x'"),
        (lambda s: s["expectations"][0]["meta"].update(id="raw.t.Niet Leeg"), "meta.id is 'raw.t.Niet Leeg'"),
        (lambda s: s["expectations"][1]["meta"].update(id="raw.t.sleutel_niet_leeg"), "more than once"),
        (lambda s: s["expectations"][0]["meta"].update(ernst="fataal"), "meta.ernst is 'fataal'"),
        (lambda s: s["expectations"][0]["meta"].update(ernst=["blokkeert"]), "meta.ernst is ['blokkeert']"),
        (lambda s: s["expectations"][0].update(severity="warning"), "severity contradicts"),
        (lambda s: s["expectations"][0]["meta"].update(uitleg=" "), "meta.uitleg is missing"),
        (lambda s: s["expectations"][0]["meta"].update(sleutel="id"), "list of column names"),
        (lambda s: s["expectations"][0].update(kwargs=[]), "kwargs has to be an object"),
    ],
)
def test_a_broken_rule_is_named(
    schrijf_suite: SchrijfSuite, map_: Path, wijziging: Callable[[dict[str, Any]], None], zegt: str
) -> None:
    pad = schrijf_suite("raw", "t", NIET_LEEG, RIJEN)
    _wijzig(pad, wijziging)
    with pytest.raises(FouteSuite) as fout:
        suites("raw", map_)
    assert zegt in str(fout.value)
    assert "raw/t.json" in str(fout.value)


@pytest.mark.parametrize(
    ("vraag", "zegt"),
    [
        ("SELECT * FROM raw.t", "has to hold {batch}"),
        ("SELECT * FROM {batch} WHERE x ~ '[0-9]{4}'", "double literal braces"),
        ("SELECT * FROM {batch} WHERE x = '{'", "double literal braces"),
        (None, "cannot be read"),
    ],
)
def test_the_query_is_a_format_string(
    schrijf_suite: SchrijfSuite, map_: Path, vraag: str | None, zegt: str
) -> None:
    schrijf_suite("raw", "t", ("vraag", "unexpected_rows_expectation", {"unexpected_rows_query": vraag}))
    with pytest.raises(FouteSuite, match="unexpected_rows_query") as fout:
        suites("raw", map_)
    assert zegt in str(fout.value)


def test_doubled_braces_are_fine(schrijf_suite: SchrijfSuite, map_: Path) -> None:
    vraag = "SELECT * FROM {batch} WHERE regexp_matches(x, '^[0-9]{{4}}$')"
    schrijf_suite("raw", "t", ("vraag", "unexpected_rows_expectation", {"unexpected_rows_query": vraag}))
    assert suites("raw", map_)[0].verwachtingen[0].kwargs["unexpected_rows_query"] == vraag


def test_all_faults_are_told_at_once(schrijf_suite: SchrijfSuite, map_: Path) -> None:
    schrijf_suite("raw", "goed", NIET_LEEG)
    schrijf_suite("raw", "half", NIET_LEEG).write_text("{", encoding="utf-8")
    schrijf_suite("staging", "leeg")
    with pytest.raises(FouteSuite) as fout:
        controleer_suites(map_, ["raw", "staging", "marts"])
    regels = str(fout.value).splitlines()
    assert len(regels) == 3
    assert "raw/half.json cannot be read as JSON" in regels[0]
    assert "staging/leeg.json expects nothing" in regels[1]
    assert "no suite in expectations/marts" in regels[2]


def test_a_stage_without_suites_is_not_a_gate_that_passes(schrijf_suite: SchrijfSuite, map_: Path) -> None:
    schrijf_suite("raw", "t", NIET_LEEG)
    with pytest.raises(FouteSuite, match="no suite in expectations/marts"):
        suites("marts", map_)
    with pytest.raises(ValueError, match="there is no stage 'mart'"):
        suites("mart", map_)


def test_listing_imports_nothing_heavy(schrijf_suite: SchrijfSuite, map_: Path) -> None:
    schrijf_suite("raw", "t", NIET_LEEG)
    code = (
        "import sys, pathlib; from pipelines.quality import suites, validation, registratie, datadocs;"
        f"suites.controleer_suites(pathlib.Path({str(map_)!r}), ['raw']);"
        "zwaar = {'great_expectations', 'sqlalchemy', 'pandas', 'duckdb_engine'};"
        "print(sorted(zwaar & set(sys.modules)))"
    )
    klaar = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert klaar.stdout.strip() == "[]"


def test_great_expectations_opens_the_folder_itself(
    schrijf_suite: SchrijfSuite, map_: Path, tmp_path: Path
) -> None:
    """A File context whose expectations store points to the folder reads types and arguments alike."""
    import great_expectations as gx

    schrijf_suite("raw", "t", NIET_LEEG, PAAR, SAMEN, RIJEN)
    project = tmp_path / "project"
    gx.get_context(mode="file", project_root_dir=project)
    instellingen = project / "gx" / "great_expectations.yml"
    instellingen.write_text(
        instellingen.read_text().replace(
            "base_directory: expectations/", "base_directory: ../../expectations/"
        )
    )
    shutil.rmtree(project / "gx" / "expectations")
    context = gx.get_context(mode="file", project_root_dir=project)
    suite = context.suites.get("raw.t")
    assert [e.configuration.type for e in suite.expectations] == [
        r[1] for r in (NIET_LEEG, PAAR, SAMEN, RIJEN)
    ]
    assert [e.meta["id"] for e in suite.expectations] == [v.id for v in suites("raw", map_)[0].verwachtingen]
    assert suite.expectations[2].configuration.kwargs["column_list"] == ["a", "b"]
