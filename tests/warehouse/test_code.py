"""The fingerprint of the code changes with what makes a figure, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.settings import PROJECT
from pipelines.warehouse import code


def _boom(wortel: Path) -> Path:
    for naam in (
        "pipelines/sources/a.py",
        "pipelines/cli.py",
        "pipelines/orchestration/a.py",
        "pipelines/synthetic/a.py",
        "dbt_project/models/marts/a.sql",
        "dbt_project/models/intermediate/a.py",
        "dbt_project/models/a.yml",
        "dbt_project/macros/a.sql",
        "dbt_project/seeds/a.csv",
        "dbt_project/seeds/_seeds.yml",
        "dbt_project/dbt_project.yml",
        "expectations/raw/a.json",
        "README.md",
        "tests/a.py",
    ):
        (wortel / naam).parent.mkdir(parents=True, exist_ok=True)
        (wortel / naam).write_text(naam)
    return wortel


def _versie(monkeypatch: pytest.MonkeyPatch, wortel: Path) -> str:
    monkeypatch.setattr(code, "PROJECT", wortel)
    monkeypatch.setattr(code.settings(), "seeds", wortel / "dbt_project" / "seeds")
    code.code_versie.cache_clear()
    try:
        return code.code_versie()
    finally:
        code.code_versie.cache_clear()


@pytest.mark.parametrize(
    ("bestand", "telt"),
    [
        ("pipelines/sources/a.py", True),
        ("pipelines/statistics/nieuw.py", True),
        ("dbt_project/models/marts/a.sql", True),
        ("dbt_project/models/intermediate/a.py", True),
        ("dbt_project/models/a.yml", True),
        ("dbt_project/macros/a.sql", True),
        ("dbt_project/seeds/a.csv", True),
        ("dbt_project/seeds/_seeds.yml", True),
        ("dbt_project/dbt_project.yml", True),
        ("expectations/raw/a.json", True),
        ("pipelines/cli.py", False),
        ("pipelines/orchestration/a.py", False),
        ("pipelines/synthetic/a.py", False),
        ("pipelines/publish/site/teksten.yml", True),
        ("pipelines/publish/site/sjablonen/a.html", True),
        ("pipelines/publish/site/grenzen/README.md", False),
        ("README.md", False),
        ("tests/a.py", False),
    ],
)
def test_what_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bestand: str, telt: bool) -> None:
    wortel = _boom(tmp_path)
    eerst = _versie(monkeypatch, wortel)
    (wortel / bestand).parent.mkdir(parents=True, exist_ok=True)
    (wortel / bestand).write_text("anders")
    assert (_versie(monkeypatch, wortel) != eerst) is telt


def test_it_does_not_matter_where_the_repository_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    een, ander = _boom(tmp_path / "een"), _boom(tmp_path / "synthetic" / "orchestration")
    assert _versie(monkeypatch, een) == _versie(monkeypatch, ander)


def test_a_moved_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wortel = _boom(tmp_path)
    eerst = _versie(monkeypatch, wortel)
    (wortel / "dbt_project/seeds/a.csv").rename(wortel / "dbt_project/seeds/b.csv")
    assert _versie(monkeypatch, wortel) != eerst


def test_this_repository() -> None:
    assert (PROJECT / "pipelines" / "warehouse" / "code.py").is_file()
    assert len(code.bron_code()) == len(code.code_versie()) == 16
    assert code.bibliotheken()["duckdb"] and len(code.bibliotheken()) == 12
