"""The commands of the README exist, and CI calls one of them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from pipelines.settings import PROJECT


def maak(*doelen: str) -> str:
    """What make says it would do."""
    if shutil.which("make") is None:
        pytest.skip("no make here")
    return subprocess.run(
        ["make", "-n", *doelen], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    ("doel", "bevat"),
    [
        (
            "run",
            ["run --verzameling openbaar", "veiligheidsbeeld demo", "run --verzameling demo", "scorebord"],
        ),
        ("test", ["pytest"]),
        ("lint", ["ruff format --check", "ruff check", "mypy", "lint-imports"]),
        ("dev", ["dagster dev -h 127.0.0.1"]),
        ("clean", ["rm -rf"]),
        ("help", ["grep"]),
    ],
)
def test_the_targets_exist(doel: str, bevat: list[str]) -> None:
    uitvoer = maak(doel)
    for tekst in bevat:
        assert tekst in uitvoer


def test_help_is_the_default_and_names_every_target() -> None:
    assert maak() == maak("help")
    if shutil.which("make"):
        uitvoer = subprocess.run(["make"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
        for doel in ("run", "test", "dev", "lint", "clean", "help"):
            assert f"make {doel} " in uitvoer


def test_requirements_are_hashed_and_name_no_registry() -> None:
    for naam in ("requirements.txt", "requirements-dev.txt", "requirements-oudere-lezer.txt"):
        tekst = (PROJECT / naam).read_text()
        assert "--hash=sha256:" in tekst and "index-url" not in tekst and "://" not in tekst
    assert "--require-hashes" in maak("-B", "install")


def test_clean_keeps_the_public_figures_and_the_key() -> None:
    regel = next(r for r in maak("clean").splitlines() if r.startswith("rm"))
    assert "data/raw/openbaar" not in regel and "pseudoniem" not in regel and "data/raw/eigen" not in regel


def test_ci_calls_make_test() -> None:
    tekst = (PROJECT / ".ci" / "run").read_text()
    regels = [r for r in tekst.splitlines() if r and not r.startswith("#")]
    assert regels[2:] == ["make test-programs", "make test"]


def test_the_programs_of_the_tests_are_in_one_list() -> None:
    tekst = maak("test-programs")
    for pakket in ("postgresql", "chromium", "libreoffice-calc-nogui"):
        assert f":{pakket}" in tekst, "what a test starts is installed before the tests"
