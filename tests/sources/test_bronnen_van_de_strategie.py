"""Every source that the strategy names is placed, and every quantity that it asks for can be delivered.

Ids, multiplicities and norms here are typed from the strategy (lines in brackets), not derived from the seeds.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.sources.contracten import contracten
from pipelines.sources.documentatie import bronnenpagina

SEEDS = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds"
# lists of persons, and means in running investigations (426-432, 509, 791, 830)
OPERATIONEEL = {"S16", "S17", "S19", "S23", "S24"}

Rij = dict[str, str]


def seed(naam: str) -> list[Rij]:
    with (SEEDS / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


GROOTHEDEN = {r["grootheid_id"]: r for r in seed("grootheden")}


def hoofdstuk(kop: str) -> str:
    (gevonden,) = [h for h in re.split(r"^## ", bronnenpagina(), flags=re.M) if h.startswith(kop)]
    return gevonden


def test_all_27_sources_stand_on_the_page() -> None:
    rijen = re.findall(r"^\| (S\d\d) \| (.*?) \| (.*?) \| (.*?) \|$", hoofdstuk("Sources that"), flags=re.M)
    assert [r[0] for r in rijen] == [f"S{n:02d}" for n in range(1, 28)]
    uitspraken = {r["id"]: r["indicator"] for r in seed("strategie_uitspraken")}
    for nummer, naam, gevoed, reden in rijen:
        assert naam == uitspraken[nummer]
        assert len(reden) > 10
        contract = re.findall(r"\[`(\w+)`\]\(#(\w+)\)", gevoed)
        assert (gevoed == "out") == (not contract), nummer
        assert all(woord == anker and anker in contracten() for woord, anker in contract), nummer
        assert all(f'<a id="{anker}"></a>' in bronnenpagina() for _, anker in contract)


def test_operational_lists_of_persons_stay_out() -> None:
    gevoed = {r["id"]: r["contract"] for r in seed("bronnen_strategie")}
    assert {nummer: gevoed[nummer] for nummer in OPERATIONEEL} == dict.fromkeys(OPERATIONEEL, "")
    # of what is kept about persons only a number comes in, and the contract has no place for a name
    assert {gevoed[n] for n in ("S11", "S12", "S13", "S14", "S25")} == {"registratie"}
    koppen = {k.naam for k in contracten()["registratie"].kolommen}
    assert koppen == {
        "grootheid", "gebied_code", "periode", "waarde", "meeteenheid", "norm", "bronhouder", "kenmerk",
    }  # fmt: skip


def test_every_quantity_stands_on_the_page() -> None:
    rijen = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", hoofdstuk("Quantities of"), flags=re.M))
    assert rijen == {naam: r["meeteenheid"] for naam, r in GROOTHEDEN.items()}
    assert len(rijen) >= 30


def test_the_agreements_with_the_om_are_all_there_and_have_no_norm() -> None:
    """17 quantities (989-1024): four themes in A14, three classes in A15, two in A16 and in A17."""
    om = {n: r for n, r in GROOTHEDEN.items() if r["uitspraak_id"].startswith("A")}
    keer = {f"A{n:02d}": 1 for n in range(1, 14)} | {"A14": 4, "A15": 3, "A16": 2, "A17": 2}
    assert Counter(r["uitspraak_id"] for r in om.values()) == keer
    assert {n for n, r in om.items() if r["norm"]} == set()
    # "Het gaat hier niet om een norm maar om een inspanningsverplichting" (1010)
    for r in om.values():
        inspanning = r["uitspraak_id"] >= "A12"
        assert (r["soort"] == "inspanningsverplichting") is inspanning
        assert inspanning is (r["operator"] == "")


def test_cybercrime_is_what_footnote_4_says() -> None:
    ruim = GROOTHEDEN["aangereikte_zaken_cybercrime_ruim"]["omschrijving"]
    eng = GROOTHEDEN["aangereikte_zaken_cybercrime_eng"]["omschrijving"]
    assert all(w in ruim for w in ("marktplaatsfraude", "skimming", "internetoplichting", "phishing"))
    assert all(w in eng for w in ("DDoS", "hacking"))


@pytest.mark.parametrize(
    ("grootheid", "niveau", "operator", "norm", "hoogstens"),
    [
        ("gezagsdriehoek", "basisteam", ">=", "4", ""),  # tenminste 4 x per jaar (?) (1319)
        ("districtelijk_veiligheidsoverleg", "district", ">=", "6", ""),  # tenminste 6 x per jaar (1327)
        ("beleidsdriehoek", "eenheid", "tussen", "4", "6"),  # 4 tot 6 keer per jaar (1333)
        ("regionaal_veiligheidsoverleg", "eenheid", "tussen", "4", "6"),  # (1341)
        ("bestuurscollege", "eenheid", "=", "2", ""),  # 2 x per jaar (1349)
        ("politieoverleg", "gemeente", "", "", ""),  # maatwerk per gemeente (1301)
        ("inwoners_per_wijkagent", "district", "<=", "5000", ""),  # 1 wijkagent op 5.000 inwoners (1104)
        ("aandeel_middelen_zsm", "eenheid", ">=", "18.7", ""),  # (18,7%) (755)
        ("aandeel_middelen_riec", "eenheid", ">=", "18.7", ""),
        ("aandeel_middelen_veiligheidshuizen", "eenheid", ">=", "18.7", ""),
        ("jaarschijf_politie", "eenheid", ">=", "1", ""),  # voor elk jaar (925)
    ],
)
def test_norms_are_those_of_the_strategy(
    grootheid: str, niveau: str, operator: str, norm: str, hoogstens: str
) -> None:
    r = GROOTHEDEN[grootheid]
    assert (r["niveau"], r["operator"], r["norm"], r["norm_hoogstens"]) == (niveau, operator, norm, hoogstens)
    if norm:
        assert (r["norm_van"], r["norm_tot"]) == ("2015", "2018")


def test_only_what_the_strategy_gives_a_number_has_a_norm() -> None:
    met_norm = {r["soort"] for r in GROOTHEDEN.values() if r["norm"]}
    assert met_norm == {"overlegfrequentie", "plan", "mijlpaal", "middelen"}
    for r in GROOTHEDEN.values():
        assert (r["operator"] != "") == (bool(r["norm"]) or r["soort"] == "prestatieafspraak")
        assert (r["norm"] != "") == (r["norm_van"] != "")


def test_milestones_are_due_in_the_year_of_their_target() -> None:
    doelen = {r["doel_id"]: r for r in seed("doelstellingen")}
    mijlpalen = {r["uitspraak_id"]: r for r in GROOTHEDEN.values() if r["indicator_id"]}
    assert set(mijlpalen) == {"T15", "T17", "T18"}
    for doel, r in mijlpalen.items():
        assert r["norm_van"] == doelen[doel]["doeljaar"]
        assert r["indicator_id"] == doelen[doel]["indicator_id"]
    assert {d: doelen[d]["doeljaar"] for d in mijlpalen} == {"T15": "2018", "T17": "2015", "T18": "2018"}
    assert doelen["T18"]["norm"] == "81"
