"""Suspects, goods and wijken of the demonstration against the truth that its maker kept."""

from __future__ import annotations

from collections import Counter

import pytest

from .conftest import Demo, Stand

pytestmark = pytest.mark.end_to_end

JAREN = range(2012, 2020)
# the last state that a delivery showed, unless that is a withdrawal, of burglaries in the unit
_INBRAKEN = """
    WITH laatst AS (
        SELECT * FROM '{map}/waarheid.parquet' WHERE geldig_vanaf <= '2020-07-01 23:59:00'
        QUALIFY row_number() OVER (PARTITION BY incident_id ORDER BY versie DESC) = 1
    ), inbraak AS (
        SELECT incident_id, year(coalesce(begin, eind, kennisname)) AS jaar FROM laatst
        WHERE NOT ingetrokken AND mk_code IN ('A20', 'A30', 'B20', 'B30')
        AND gebied_code IN (SELECT gebied_code FROM marts.dim_gebied WHERE in_eenheid)
    )"""


def cijfers(stand: Stand, indicator: str) -> dict[int, tuple[float, float]]:
    """Numerator and denominator per year of the unit."""
    rijen = stand.rijen(
        "from marts.indicatoren where indicator_id = ? and gebied_code = 'RE02' and bron = 'bvi_verdachten'",
        [indicator],
    )
    return {int(r["periode_id"]): (r["teller"], r["noemer"]) for r in rijen}


@pytest.fixture(scope="module")
def waar(demo: Demo, demo_stand: Stand) -> list[dict[str, object]]:
    """One row per suspect of a burglary, both years beside each other."""
    return demo_stand.rijen(
        _INBRAKEN.format(map=demo.waarheid)
        + f"""SELECT incident_id, jaar, minderjarig, year(registratiedatum) AS geregistreerd
            FROM inbraak INNER JOIN '{demo.waarheid}/waarheid_verdachten.parquet' USING (incident_id)"""
    )


def test_both_readings_are_the_truth(demo_stand: Stand, waar: list[dict[str, object]]) -> None:
    cohort = Counter(r["jaar"] for r in waar)
    periode = Counter(r["geregistreerd"] for r in waar)
    gevonden = cijfers(demo_stand, "verdachtenratio_woninginbraak_cohort")
    assert {j: t for j, (t, _) in gevonden.items()} == {j: cohort[j] for j in JAREN}
    gevonden = cijfers(demo_stand, "verdachtenratio_woninginbraak_periode")
    # burglaries of 2011 were never delivered, so what was registered in 2012 is not all of it
    assert {j: t for j, (t, _) in gevonden.items()} == {j: periode[j] for j in JAREN if j > 2012}
    assert cohort != periode, "the two readings would be the same figure"


def test_shares_are_the_truth(demo_stand: Stand, waar: list[dict[str, object]]) -> None:
    met = {j: len({r["incident_id"] for r in waar if r["jaar"] == j}) for j in JAREN}
    assert {j: t for j, (t, _) in cijfers(demo_stand, "woninginbraken_met_verdachte").items()} == met
    bekend = {
        j: [r["minderjarig"] for r in waar if r["jaar"] == j and r["minderjarig"] is not None] for j in JAREN
    }
    assert cijfers(demo_stand, "minderjarige_verdachten_woninginbraak") == {
        j: (sum(bool(m) for m in ms), len(ms)) for j, ms in bekend.items()
    }


def test_the_main_reading_is_what_it_was(demo_stand: Stand) -> None:
    """T03 goes by the number that stands at each incident; the deliveries of suspects stand beside it."""
    rijen = demo_stand.rijen("select distinct indicator_id, bron from marts.doelbereik where doel_id = 'T03'")
    assert {(r["indicator_id"], r["bron"]) for r in rijen} == {
        ("verdachtenratio_woninginbraak", "bvi_incidenten")
    }


def test_ages_of_single_persons_are_not_published(demo_stand: Stand) -> None:
    (gebieden,) = demo_stand.rijen(
        """select list(distinct left(gebied_code, 2)) as soorten from (
            select gebied_code from marts.verdachten_jaar union all
            select gebied_code from marts.indicatoren where indicator_id = 'minderjarige_verdachten_woninginbraak')"""
    )
    assert set(gebieden["soorten"]) == {"RE", "PD", "GM"}
    (gemeenten,) = demo_stand.rijen(
        "select list(distinct gebied_code) as codes from marts.verdachten_jaar where gebied_code like 'GM%'"
    )
    assert gemeenten["codes"] == ["GM0000"]


def test_goods_are_the_truth_and_multiply_nothing(demo: Demo, demo_stand: Stand) -> None:
    (waar,) = demo_stand.rijen(
        f"select count(*) as regels, sum(aantal) as stuks from '{demo.waarheid}/waarheid_goederen.parquet'"
    )
    (goed,) = demo_stand.rijen("select count(*) as regels, sum(aantal) as stuks from marts.feit_goed")
    assert goed == waar
    (bekend,) = demo_stand.rijen(
        "select sum(aantal) as stuks from marts.feit_goed where registratie_status = 'bekend'"
    )
    (feit,) = demo_stand.rijen("select count(*) as n, sum(goederen) as stuks from marts.feit_incident")
    assert feit["stuks"] == bekend["stuks"]
    (gekoppeld,) = demo_stand.rijen(
        """select count(*) as regels, sum(goed.aantal) as stuks from marts.feit_goed as goed
        inner join marts.feit_incident as incident on incident.pseudoniem = goed.incident_pseudoniem"""
    )
    (naief,) = demo_stand.rijen(
        """select count(*) as regels, sum(goed.aantal) as stuks from marts.feit_goed as goed
        inner join marts.feit_incident as incident using (registratie_pseudoniem)"""
    )
    assert gekoppeld["stuks"] == bekend["stuks"]
    assert naief["regels"] > gekoppeld["regels"] and naief["stuks"] > gekoppeld["stuks"]


def test_goods_without_an_incident_stay(demo: Demo, demo_stand: Stand) -> None:
    (waar,) = demo_stand.rijen(
        f"select count(*) as n from '{demo.waarheid}/waarheid_goederen.parquet' where vreemd"
    )
    (goed,) = demo_stand.rijen(
        """select count(*) as n from marts.feit_goed
        where registratie_status = 'onbekend' and incident_pseudoniem is null"""
    )
    assert goed["n"] >= waar["n"] > 0


def test_wijken_of_another_year_have_no_key(demo_stand: Stand) -> None:
    """The first extract was made in 2014 and holds 2012 and 2013: none of those wijken can be compared."""
    rijen = demo_stand.rijen(
        """select year(teldatum) as jaar, buurt_status, buurt_jaar, buurt_sleutel, buurt from marts.feit_incident
        where teldatum is not null"""
    )
    assert {r["buurt_status"] for r in rijen if r["jaar"] <= 2013} == {
        "van een ander jaar",
        "geen wijk of buurt",
    }
    for r in rijen:
        if r["buurt_sleutel"] is not None:
            assert r["buurt_jaar"] == r["jaar"] and r["buurt_sleutel"].startswith(f"{r['jaar']}-GM")
    # Rijnwaarden, Geldermalsen and others live on in the code of a buurt after they were merged
    oud = [r for r in rijen if r["buurt"] and r["buurt"].startswith("BU") and r["buurt_jaar"] is None]
    assert oud and {r["buurt_status"] for r in oud} == {"van een ander jaar"}
    assert {r["buurt"][2:6] for r in oud} <= {"0241", "0265", "0282", "0196", "0236", "0304", "0733"}
