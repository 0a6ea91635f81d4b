"""Every answer that the marts can give occurs in the demonstration, so that a reader can see what it looks like."""

from __future__ import annotations

from typing import Final

import pytest

from .conftest import Stand

pytestmark = pytest.mark.end_to_end

# as the strategy's partners and the published interface name them; None: the question does not arise
WAARDEN: Final[dict[tuple[str, str], set[object]]] = {
    ("doelbereik", "meetstatus"): {"gemeten", "geen meting", "geen levering", "niet meetbaar"},
    ("doelbereik", "koers"): {"op koers", "niet op koers", "onbeslist", None},
    ("doelbereik", "norm_gehaald"): {True, False, None},
    # 'verborgen' is for what leaves the organisation, and nothing does; 'niet te maken' and 'niet gemeten' need
    # borders or deliveries that the standard run lacks: test_demo_waarheid.py and the unit tests bring them about
    ("indicatoren", "celstatus"): {"gemeten", "nul", "te weinig waarnemingen", "ontbreekt"},
    ("t07_lezingen", "meetstatus"): {"gemeten", "geen meting", "geen levering"},
    ("lokaal_doelbereik", "norm_gehaald"): {True, False, None},
}


@pytest.mark.parametrize(("tabel", "kolom"), WAARDEN, ids=lambda naam: naam)
def test_elke_waarde_komt_voor(demo_stand: Stand, tabel: str, kolom: str) -> None:
    gevonden = {r[kolom] for r in demo_stand.rijen(f"select distinct {kolom} from marts.{tabel}")}
    assert gevonden == WAARDEN[tabel, kolom]


def test_een_oordeel_zonder_cijfer_bestaat_niet(demo_stand: Stand) -> None:
    """A verdict needs a measured value; what has none says why, from the closed list of reasons."""
    assert (
        demo_stand.rijen(
            """select doel_id from marts.doelbereik
        where (koers is not null or norm_gehaald is not null) and meetstatus <> 'gemeten'"""
        )
        == []
    )
    zonder = demo_stand.rijen(
        """select doel_id, jaar, reden_code from marts.doelbereik
        where rol = 'doel' and koers is null and norm_gehaald is null
            and reden_code not in (select reden_code from marts.dim_reden)"""
    )
    assert zonder == []


def test_elke_uitspraak_van_de_strategie_heeft_een_oordeel_of_een_reden(demo_stand: Stand) -> None:
    """The eighteen targets, each in its own target year: a verdict, or a reason that stands in dim_reden."""
    doelen = demo_stand.rijen(
        """select doel.doel_id, bereik.koers, bereik.norm_gehaald, reden.reden_code
        from marts.dim_doelstelling as doel
        left join marts.doelbereik as bereik
            on bereik.doel_id = doel.doel_id and bereik.jaar = doel.doeljaar
            and bereik.rol = 'doel' and bereik.is_hoofd and bereik.leidend
        left join marts.dim_reden as reden on reden.reden_code = bereik.reden_code
        order by 1"""
    )
    assert [r["doel_id"] for r in doelen] == [f"T{n:02d}" for n in range(1, 19)]
    assert [
        r for r in doelen if r["koers"] is None and r["norm_gehaald"] is None and r["reden_code"] is None
    ] == []
