"""The expected figures still say what the public files say about the strategy.

The numbers here are typed from the description of the originals, not read from the list they guard.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

VERWACHT = Path(__file__).resolve().parents[1] / "verwacht" / "openbaar.csv"


def _rijen() -> list[dict[str, str]]:
    with VERWACHT.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _reeks(doel: str, hint: str, gebied: str) -> dict[int, float]:
    return {
        int(rij["jaar"]): float(rij["waarde"])
        for rij in _rijen()
        if (rij["doel_of_indicator"], rij["indicator_hint"], rij["gebied_code"]) == (doel, hint, gebied)
    }


def test_one_value_per_reading_area_and_year() -> None:
    sleutel = ("doel_of_indicator", "indicator_hint", "gebied_code", "jaar")
    assert max(Counter(tuple(rij[kolom] for kolom in sleutel) for rij in _rijen()).values()) == 1
    assert all(rij["bestand"] and rij["kolom"] and rij["rijen"] and rij["waarde"] for rij in _rijen())


@pytest.mark.parametrize(
    ("doel", "hint", "gebied", "eerste_jaar", "waarden"),
    [
        ("T02", "woninginbraken", "RE02", 2012, (15485, 14758, 10841, 9311, 9534, 7405, 6083, 6056, 4966)),
        ("T02", "woninginbraken gemeente onbekend", "GM0000", 2012, (648, 620, 261, 138, 25, 22, 14, 14, 4)),
        ("T04", "kans op woninginbraak (heel) groot (%)", "RE02", 2012, (8.6, 11.2, 9.1, 9.1, 7.5, 7.2)),
    ],
)
def test_whole_series(
    doel: str, hint: str, gebied: str, eerste_jaar: int, waarden: tuple[float, ...]
) -> None:
    verwacht = {eerste_jaar + nummer: float(waarde) for nummer, waarde in enumerate(waarden)}
    assert _reeks(doel, hint, gebied) == verwacht


@pytest.mark.parametrize(
    ("doel", "hint", "gebied", "jaar", "waarde"),
    [
        ("T02", "woninginbraken Nederland", "NL01", 2013, 87454),
        ("T02", "woninginbraken Nederland", "NL01", 2018, 42888),
        ("T05", "rapportcijfer veiligheid in de buurt", "RE02", 2012, 7.3),
        ("T05", "rapportcijfer veiligheid in de buurt", "RE02", 2017, 7.5),
        ("T13", "voelt zich weleens onveilig (%)", "RE02", 2012, 33.9),
        ("T13", "voelt zich weleens onveilig (%)", "RE02", 2017, 31.8),
        ("T14", "vertrouwen in de politie (schaalscore)", "RE02", 2012, 6.1),
        ("T14", "vertrouwen in de politie (schaalscore)", "RE02", 2017, 6.6),
        ("T14", "tevreden met functioneren politie in de buurt (%)", "RE02", 2012, 24.2),
        ("T14", "tevreden met functioneren politie in de buurt (%)", "RE02", 2017, 27.1),
        ("T14", "tevreden met functioneren politie in de buurt (%)", "RE02", 2019, 28.7),
        ("T12", "geregistreerde misdrijven, met opvolgers", "RE02", 2013, 152175),
        ("T12", "geregistreerde misdrijven, met opvolgers", "RE02", 2018, 104780),
        ("T12", "geregistreerde misdrijven, zonder opvolgers (onjuist)", "RE02", 2018, 103800),
        ("T12", "dekking (gemeenten van 2014)", "RE02", 2018, 72),
        ("T06", "overlast totaal Nederland", "NL01", 2013, 291796),
        ("T06", "overlast totaal Nederland", "NL01", 2018, 349988),
        ("T06", "overlast verward persoon (E33) Nederland", "NL01", 2013, 52168),
        ("T06", "overlast verward persoon (E33) Nederland", "NL01", 2018, 90628),
        ("F04", "woning- en schuurinbraken 2013", "RE02", 2013, 19064),
        ("F16", "inwoners, gemiddeld over 2014", "RE02", 2014, 3163307),
        ("F16", "inwoners op 1 januari 2014", "RE02", 2014, 3159389),
    ],
)
def test_single_figures(doel: str, hint: str, gebied: str, jaar: int, waarde: float) -> None:
    assert _reeks(doel, hint, gebied)[jaar] == waarde


def test_yearly_change_is_broken_in_2016() -> None:
    reeks = _reeks("T01", "jaarlijkse verandering woninginbraken (%)", "RE02")
    assert {jaar: round(reeks[jaar], 1) for jaar in range(2014, 2019)} == {
        2014: -26.5,
        2015: -14.1,
        2016: 2.4,
        2017: -22.3,
        2018: -17.9,
    }
    assert [jaar for jaar in range(2015, 2019) if reeks[jaar] > -5] == [2016]


def test_districts_add_up_to_the_unit() -> None:
    eenheid = _reeks("T02", "woninginbraken", "RE02")
    districten = [_reeks("T02", "woninginbraken district", f"PD02{nummer}") for nummer in range(1, 6)]
    assert {jaar: sum(reeks[jaar] for reeks in districten) for jaar in eenheid} == eenheid


def test_margins_are_the_printed_ones() -> None:
    marges = {
        (rij["doel_of_indicator"], int(rij["jaar"])): float(rij["marge"])
        for rij in _rijen()
        if rij["gebied_code"] == "RE02" and rij["marge"] and "schaalscore" not in rij["indicator_hint"]
    }
    assert (marges["T04", 2012], marges["T04", 2017]) == (0.5, 0.5)
    assert {marges["T05", jaar] for jaar in range(2012, 2018)} == {0.0}
    assert marges["T13", 2017] == 0.9
    assert marges["T14", 2019] == 0.8
