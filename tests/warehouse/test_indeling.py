"""The borders to count in are one setting: a year that is known, or the year of the as-of date."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from pipelines.settings import Settings


@pytest.mark.parametrize(
    ("gekozen", "peildatum", "jaar"),
    [
        ("2014", date(2020, 7, 1), 2014),
        ("2018", date(2016, 12, 31), 2018),
        ("2024", date(2016, 12, 31), 2024),
        ("peildatum", date(2016, 12, 31), 2016),
        ("peildatum", date(2013, 3, 1), 2014),
        ("peildatum", date(2030, 1, 1), 2024),
    ],
)
def test_layout_of_a_run(gekozen: str, peildatum: date, jaar: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILIGHEIDSBEELD_INDELING_JAAR", gekozen)
    assert Settings().indeling(peildatum) == jaar


def test_the_default_is_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VEILIGHEIDSBEELD_INDELING_JAAR", raising=False)
    assert Settings().indeling(date(2024, 8, 15)) == 2020


@pytest.mark.parametrize("gekozen", ["2013", "2025", "nu", ""])
def test_a_layout_that_nobody_knows_is_refused(gekozen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILIGHEIDSBEELD_INDELING_JAAR", gekozen)
    with pytest.raises(ValidationError, match="indeling_jaar"):
        Settings()
