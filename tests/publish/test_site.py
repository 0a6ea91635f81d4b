"""Rules of the site that need no publication: borders that merge, corrections that a verdict survives or not."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from pipelines.publish.site.bouw import json_in_html
from pipelines.publish.site.grenzen import gemeenten_2014, vormen
from pipelines.publish.site.herziening import strook
from pipelines.publish.site.lezen import Gegevens, Kenmerken, Rij
from pipelines.publish.site.opmaak import tussen
from pipelines.publish.site.reeksen import rijen, stand


def _oppervlak(vorm: dict[str, Any]) -> float:
    """Area of a feature by the shoelace, in square screen units."""
    totaal = 0.0
    for (ring,) in vorm["geometry"]["coordinates"]:
        for (x1, y1), (x2, y2) in pairwise(ring):
            totaal += (x1 * y2 - x2 * y1) / 2
    return abs(totaal)


def test_there_are_81_gemeenten_on_the_map() -> None:
    los = vormen({})
    assert len(los) == len(gemeenten_2014()) == 81
    for vorm in los:
        for (ring,) in vorm["geometry"]["coordinates"]:
            assert ring[0] == ring[-1] and len(ring) > 3, vorm["id"]


def test_a_merged_gemeente_is_one_shape_as_large_as_its_parts() -> None:
    """Groesbeek, Millingen aan de Rijn and Ubbergen became Berg en Dal."""
    delen = {"GM0241", "GM0265", "GM0282"}
    los = {v["id"]: v for v in vormen({})}
    samen = {v["id"]: v for v in vormen(dict.fromkeys(delen, "GM1945"))}
    assert set(samen) == set(los) - delen | {"GM1945"}
    assert len(samen["GM1945"]["geometry"]["coordinates"]) == 1
    assert _oppervlak(samen["GM1945"]) == pytest.approx(sum(_oppervlak(los[d]) for d in delen))


def _gegevens(bijstelling: dict[tuple[str, str, str], Rij], driehoek: dict[tuple[str, str], Rij]) -> Gegevens:
    leeg: dict[Any, Any] = {}
    return Gegevens(
        kenmerken=Kenmerken("abc", "proef", date(2019, 3, 1), False),
        doelen={"T02": {"decimalen": 0, "eenheid": "aantal", "indicator_id": "woninginbraken"}},
        gebieden={
            "RE02": {"gebied_code": "RE02", "gebied_type": "eenheid", "naam": "Oost", "district_code": None}
        },
        bereik=leeg,
        paden=leeg,
        cijfers={
            ("woninginbraken", "RE02", "2018", "bvi"): {
                "verwachte_aanvulling": 150.0,
                "verwachte_afname": 30.0,
            }
        },
        driehoek=driehoek,
        bijstelling=bijstelling,
        herzieningen=leeg,
        breuken=leeg,
        afspraken=leeg,
        leveringen=[],
        kwaliteit=[],
        opvolger=leeg,
        indeling=leeg,
        namen=[],
        redenen=leeg,
        uitleg_gebied=leeg,
    )


def _rij(waarde: float, *, voorlopig: bool) -> Rij:
    return {
        "doel_id": "T02", "indicator_id": "woninginbraken", "gebied_code": "RE02", "jaar": 2018, "jaren": 1,
        "periode_id": "2018", "bron": "bvi", "waarde": waarde, "voorlopig": voorlopig, "norm_gehaald": True,
        "koers": "op koers", "omslag_norm": 12111.0, "omslag_op_koers": 11800.0, "omslag_niet_op_koers": 12400.0,
        "meetstatus": "gemeten", "padvariant": "norm", "ondergrens": None, "bovengrens": None, "padwaarde": None,
        "oordeel": "gehaald", "toelichting": "",
    }  # fmt: skip


@pytest.mark.parametrize(("deel", "houdt"), [(0.009, True), (0.011, False)])
def test_a_verdict_stands_when_no_usual_correction_reaches_the_norm(deel: float, houdt: bool) -> None:
    """12,000 moved by 0.9% stays under 12,111; by 1.1% it does not."""
    g = _gegevens({("woninginbraken", "bvi", "RE02"): {"deel": deel}}, {})
    gevonden = strook(g, _rij(12000.0, voorlopig=False))
    assert gevonden.houdt_stand is houdt
    assert ("houdt stand" in gevonden.stand) is houdt and "12.111" in gevonden.stand


def test_without_a_history_nothing_is_promised() -> None:
    gevonden = strook(_gegevens({}, {}), _rij(12000.0, voorlopig=False))
    assert gevonden.houdt_stand is None and gevonden.stand.startswith("Niet te zeggen")


def test_a_provisional_figure_is_expected_with_the_range_of_earlier_years() -> None:
    """12,000 + 150 that come - 30 that go, between what the fastest and the slowest year would give."""
    g = _gegevens({}, {("woninginbraken", "2018"): {"laag": 12050.0, "hoog": 12190.0}})
    gevonden = strook(g, _rij(12000.0, voorlopig=True))
    assert gevonden.verwacht == "12.120, naar eerdere jaren tussen 12.050\u00a0–\u00a012.190."
    assert gevonden.houdt_stand is False
    assert (
        stand(_rij(1.0, voorlopig=True)) == "voorlopig"
        and rijen([_rij(1.0, voorlopig=True)], "norm")[0][7] == "voorlopig"
    )


def test_an_interval_never_looks_like_one_number() -> None:
    assert tussen(7.41, 7.44, 1) == "7,41\u00a0–\u00a07,44"


def test_data_in_a_page_cannot_end_its_script() -> None:
    assert "</script" not in json_in_html(["</script><script>alert(1)</script>"])
