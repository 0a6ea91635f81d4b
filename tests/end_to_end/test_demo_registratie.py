"""Registrations, local targets and reports of the demonstration, from file to mart."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from pipelines.publish.herkomst import zoek

from .conftest import Demo, Rij, Stand

pytestmark = pytest.mark.end_to_end


def regels(demo: Demo, bestand: str) -> list[dict[str, str]]:
    with (demo.raw / bestand).open(encoding="utf-8", newline="") as bron:
        return list(csv.DictReader(bron, delimiter=";"))


@pytest.fixture(scope="module")
def afspraken(demo_stand: Stand) -> dict[tuple[str, str, str], Rij]:
    rijen = demo_stand.rijen("from marts.ketenafspraken")
    return {(r["grootheid_id"], r["gebied_code"], r["periode_id"]): r for r in rijen}


def test_every_registered_number_is_there(demo: Demo, afspraken: dict[tuple[str, str, str], Rij]) -> None:
    """All rows of the yearly files, but for the number that was corrected and the district that was taken back."""
    geleverd = {
        (r["Grootheid"], r["Gebiedscode"], r["Periode"]): float(r["Waarde"].replace(",", "."))
        for jaar in range(2014, 2020)
        for r in regels(demo, f"registratie/registratie_{jaar}.csv")
    }
    (hoger,) = regels(demo, "registratie/registratie_2017_correctie.csv")
    geleverd[("beslagwaarde", "RE02", "2017")] = float(hoger["Waarde"])
    del geleverd[("hennepkwekerijen", "PD025", "2015")]
    gevonden = {sleutel: r["waarde"] for sleutel, r in afspraken.items() if r["waarde"] is not None}
    assert gevonden == geleverd


def test_only_what_the_strategy_gives_a_norm_is_judged(afspraken: dict[tuple[str, str, str], Rij]) -> None:
    instroom = afspraken[("instroom_verdachten_om", "RE02", "2016")]
    assert (instroom["norm"], instroom["voldoet"]) == (None, None)  # delivered with a number, and an effort
    straffen = afspraken[("executie_vrijheidsstraffen", "RE02", "2016")]
    assert (straffen["norm"], straffen["norm_herkomst"]) == (90.0, "levering")
    # Bijlage 3: at least 4 a year per basisteam; the strategy runs from 2015 to 2018
    driehoek = {s: r for s, r in afspraken.items() if s[0] == "gezagsdriehoek"}
    assert len(driehoek) == 27 * 6
    for (_, _, periode), r in driehoek.items():
        assert r["voldoet"] == (r["waarde"] >= 4 if "2015" <= periode <= "2018" else None)
    stil = [s for s, r in afspraken.items() if r["beoordeling"] == "geen levering"]
    assert stil == [("districtelijk_veiligheidsoverleg", "PD023", "2017")]


def test_milestones_are_done_under_way_or_late(afspraken: dict[tuple[str, str, str], Rij]) -> None:
    def status(grootheid: str, jaar: int) -> str:
        return str(afspraken[(grootheid, "RE02", str(jaar))]["mijlpaal_status"])

    # asked for at the end of 2015, there at the end of 2016
    assert [status("huisvestingsvoorstel", j) for j in (2014, 2015, 2016)] == ["loopt", "te laat", "gereed"]
    assert [status("hennepconvenanten", j) for j in (2016, 2017, 2018)] == ["loopt", "gereed", "gereed"]
    assert afspraken[("gezagsdriehoek", "BT0017", "2016")]["mijlpaal_status"] is None


@pytest.mark.parametrize(
    ("doel", "jaar", "waarde", "oordeel", "rijen"),
    [
        ("T15", 2018, 1, "gehaald", 1),
        ("T17", 2015, 0, "niet gehaald", 1),
        # 78 gemeenten in 2018, which are the 81 of 2014
        ("T18", 2018, 81, "gehaald", 78),
    ],
)
def test_milestones_of_the_strategy_and_where_they_come_from(
    demo_stand: Stand, doel: str, jaar: int, waarde: float, oordeel: str, rijen: int
) -> None:
    demo_stand.con.execute("set schema = 'marts'")
    gevonden = zoek(demo_stand.con, doel, jaar, None)
    assert (gevonden.rij["waarde"], gevonden.rij["oordeel"]) == (waarde, oordeel)
    assert gevonden.sql is not None
    assert demo_stand.con.execute(gevonden.sql).fetchall() == [(waarde,)]
    assert [(d["rijen"], d["bijdrage"]) for d in gevonden.leveringen] == [(rijen, waarde)]


def test_local_targets_are_judged_over_three_years(demo: Demo, demo_stand: Stand) -> None:
    rijen = demo_stand.rijen("from marts.lokaal_doelbereik")
    namen = {r["Gemeente"] for r in regels(demo, "lokale_doelen/lokale_doelen_2015-2018.csv")}
    namen |= {r["Gemeente"] for r in regels(demo, "lokale_doelen/lokale_doelen_nagekomen.csv")}
    assert len({r["gebied_code"] for r in rijen}) == len(namen)
    telling = [r for r in rijen if r["indicator_id"] == "woninginbraken" and r["meetstatus"] == "gemeten"]
    jaarcijfers = [r for r in telling if "-" not in r["periode_id"]]
    assert {r["koers"] for r in jaarcijfers if r["reden_code"] != "geen_toets"} == {"onbeslist"}
    assert {r["norm_gehaald"] for r in jaarcijfers if r["jaar"] == 2018} == {True, False}
    assert all(
        r["norm_gehaald"] == (r["waarde"] <= r["norm"]) for r in jaarcijfers if r["jaar"] == r["doeljaar"]
    )
    # the list that came later holds
    (arnhem,) = [r for r in telling if r["gebied_code"] == "GM0202" and r["periode_id"] == "2018"]
    later = regels(demo, "lokale_doelen/lokale_doelen_nagekomen.csv")[0]
    assert (later["Gemeente"], float(later["Norm"])) == ("Arnhem", arnhem["norm"])
    assert arnhem["vastgesteld_op"] == date(2015, 6, 1)
    # Ubbergen, Rijnwaarden, Zevenaar and Lingewaal are counted together with others since 2015, 2018 and 2019
    assert {r["gebied_code"] for r in rijen if r["reden_code"] == "gemeente_opgegaan"} == {
        "GM0282", "GM0196", "GM0299", "GM0733",
    }  # fmt: skip


def test_every_statement_of_a_report_is_there(demo: Demo, demo_stand: Stand) -> None:
    geleverd = {
        (r["Rapport"], r["Thema"], int(r["Bladzijde"]), r["Citaat"], r["Richting"], int(r["Weging"]))
        for pad in (demo.raw / "contextrapport").glob("*.csv")
        for r in regels(demo, f"contextrapport/{pad.name}")
    }
    gevonden = demo_stand.rijen("select * from marts.contextuitspraak where thema_naam is not null")
    kolommen = ("rapport", "thema_code", "bladzijde", "citaat", "richting", "weging")
    assert {tuple(r[k] for k in kolommen) for r in gevonden} == geleverd
