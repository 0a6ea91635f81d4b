"""`veiligheidsbeeld toets-doel` against the table of power in the notes on statistics, and what it advises."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.publish.toets_doel import zinnen
from pipelines.statistics import counts


def _kansen(basis: float, daling: float, jaren: int) -> list[int]:
    """The chance in percent at phi 1 and at phi 3, as printed."""
    return [
        int(k)
        for k in re.findall(r"the chance to see it is (\d+) %", "\n".join(zinnen(basis, daling, jaren, None)))
    ]


# notes, E: one-sided 5 %, phi 1 and 3; a year of -5 %, and four such years on end
@pytest.mark.parametrize(
    ("basis", "jaren", "kansen"),
    [
        (14903, 1, [100, 97]), (2900, 1, [86, 46]), (600, 1, [33, 17]), (184, 1, [16, 10]), (40, 1, [9, 7]),
        (600, 4, [100, 86]), (184, 4, [83, 42]), (40, 4, [30, 14]),
    ],
)  # fmt: skip
def test_the_chance_is_that_of_the_notes(basis: int, jaren: int, kansen: list[int]) -> None:
    assert _kansen(basis, 0.05, jaren) == kansen


@pytest.mark.parametrize(
    ("basis", "jaren", "oordelen"),
    [
        (14903, 1, ["can", "can"]),
        (2900, 1, ["can", "cannot"]),
        (184, 1, ["cannot", "cannot"]),
        (184, 4, ["can", "cannot"]),
    ],
)
def test_the_answer_follows_from_the_chance(basis: int, jaren: int, oordelen: list[str]) -> None:
    tekst = "\n".join(zinnen(basis, 0.05, jaren, None))
    assert re.findall(r"it (can|cannot) be judged", tekst) == oordelen
    assert tekst.count("What could be") == oordelen.count("cannot")


def test_two_chances_in_three_is_not_enough() -> None:
    tekst = "\n".join(zinnen(184, 0.05, 4, 1.5))
    assert "cannot be judged: the chance to see it is 68 %" in tekst


@pytest.mark.parametrize("phi", [1.0, 1.5, 3.0])
def test_what_could_be_is_exactly_enough(phi: float) -> None:
    tekst = "\n".join(zinnen(184, 0.05, 1, phi))
    basis = int(re.search(r"from a base of ([\d,]+) or more", tekst)[1].replace(",", ""))  # type: ignore[index]
    daling = float(re.search(r"a fall of ([\d.]+) % or more", tekst)[1]) / 100  # type: ignore[index]
    for groot, klein in (((basis, -0.05), (basis - 1, -0.05)), ((184, -daling), (184, -daling + 0.001))):
        assert (
            counts.onderscheidingsvermogen(*groot, phi) >= 0.8 > counts.onderscheidingsvermogen(*klein, phi)
        )


def test_after_how_many_years() -> None:
    tekst = "\n".join(zinnen(184, 0.05, 1, None))
    assert re.findall(r"in the count of year (\d+)", tekst) == ["4", "7"]
    # the total of n years against n times the base, by hand: 4 years are 648.5 against 736, chance 0.94; 3 years
    # 498.6 against 552, chance 0.75
    assert re.findall(r"the total of the first (\d+)", tekst)[0] == "4"
    assert counts.onderscheidingsvermogen(736, 648.5 / 736 - 1) == pytest.approx(0.948, abs=0.01)
    assert counts.onderscheidingsvermogen(552, 498.6 / 552 - 1) < 0.8


def test_what_can_never_be_judged_is_said() -> None:
    assert "It can never be judged" in "\n".join(zinnen(1, 0.01, 1, 3.0))
    tekst = "\n".join(zinnen(3, 0.05, 1, 3.0))
    assert "No single year shows" in tekst and "too small to judge anything by" in tekst


def test_the_command_speaks_plainly_and_refuses_nonsense() -> None:
    loop = CliRunner()
    for daling in ("5%", "5 %", "5", "5,0%"):
        uit = loop.invoke(
            app, ["toets-doel", "--basis", "184", "--daling", daling, "--jaren", "4", "--phi", "1.5"]
        )
        assert uit.exit_code == 0
        assert uit.output.splitlines() == zinnen(184, 0.05, 4, 1.5)
    for fout in (["--daling", "vijf"], ["--daling", "0%"], ["--daling", "100%"], ["--daling", "-5%"]):
        uit = loop.invoke(app, ["toets-doel", "--basis", "184", *fout])
        assert uit.exit_code == 2 and "is not a fall" in uit.output
    assert loop.invoke(app, ["toets-doel", "--basis", "0", "--daling", "5%"]).exit_code == 2
    assert loop.invoke(app, ["toets-doel", "--basis", "184", "--daling", "5%", "--phi", "0.5"]).exit_code == 2


def test_it_loads_nothing_heavy() -> None:
    code = (
        "import sys; from pipelines.cli import app;"
        "app(['toets-doel', '--basis', '184', '--daling', '5%'], standalone_mode=False);"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'duckdb', 'dagster', 'dbt', 'pandas', 'pyarrow',"
        " 'great_expectations', 'pydantic_settings'}))"
    )
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert uit.stdout.splitlines()[-1] == "[]"
