"""The seeds against what is known outside this repository: CBS code lists, the strategy, the law.

Numbers here are typed from those sources, not derived from the seeds.
"""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
SEEDS = REPO / "dbt_project" / "seeds"
OPENBAAR = REPO / "data" / "raw" / "openbaar"

Rij = dict[str, str]

# gemeenten on 1 January, country and unit Oost-Nederland (CBS, gemeentelijke indeling op 1 januari)
GEMEENTEN_NEDERLAND = dict(zip(range(2012, 2021), (415, 408, 403, 393, 390, 388, 380, 355, 355), strict=True))
GEMEENTEN_EENHEID = {2012: 81, 2014: 81, 2015: 79, 2016: 79, 2017: 79, 2018: 78, 2019: 76, 2020: 76}


def seed(naam: str) -> list[Rij]:
    with (SEEDS / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def delivered(bron: str, naam: str, scheiding: str = ",") -> list[Rij]:
    with (OPENBAAR / bron / naam).open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=scheiding))


def geldig(gebied: Rij, dag: datetime.date) -> bool:
    """geldig_van and geldig_tot are both inclusive; empty is unknown (van) or open (tot)."""
    van, tot = gebied["geldig_van"], gebied["geldig_tot"]
    return (not van or datetime.date.fromisoformat(van) <= dag) and (
        not tot or dag <= datetime.date.fromisoformat(tot)
    )


def gemeenten_op(dag: datetime.date, *, eenheid: bool = False) -> set[str]:
    return {
        g["gebied_code"]
        for g in seed("gebieden")
        if g["gebied_type"] == "gemeente" and geldig(g, dag) and (not eenheid or g["eenheid_code"] == "RE02")
    }


@pytest.mark.parametrize(
    ("naam", "sleutel"),
    [
        ("mk_codes", ["mk_code"]),
        ("vng_categorieen", ["categorie_code"]),
        ("inp_codes", ["inp_code"]),
        ("gebieden", ["gebied_code"]),
        ("gebied_alias", ["alias", "gebied_type"]),
        ("gemeente_buren", ["gebied_code", "buur_code"]),
        ("herindelingen", ["oude_code", "ingang"]),
        ("strategie_uitspraken", ["id"]),
        ("contradicties", ["contradictie_id"]),
        ("strategie_cijfers", ["cijfer_id"]),
        ("cijfers_narekenen", ["cijfer_id", "volgorde"]),
        ("rapport_soorten", ["soort"]),
        ("grootheden", ["grootheid_id"]),
        ("bronnen_strategie", ["id"]),
    ],
)
def test_keys_are_unique_and_text_is_plain(naam: str, sleutel: list[str]) -> None:
    sleutels = Counter(tuple(rij[kolom].strip().lower() for kolom in sleutel) for rij in seed(naam))
    assert [waarde for waarde, aantal in sleutels.items() if aantal > 1] == []
    assert all(all(deel for deel in waarde) for waarde in sleutels)
    inhoud = (SEEDS / f"{naam}.csv").read_bytes()
    assert b"\r" not in inhoud
    assert not inhoud.startswith(b"\xef\xbb\xbf")


def test_incident_classes() -> None:
    mk = seed("mk_codes")
    assert len(mk) == 224
    overlast = {"E33", "E35", "E38", "E41", "F010", "M061", "M062", "M22"}  # 47021NED
    assert {rij["mk_code"] for rij in mk if not rij["inp_code"]} == overlast
    woninginbraak = {rij["mk_code"] for rij in mk if rij["inp_code"] == "1.1.1"}
    assert woninginbraak == {"A20", "A30", "B20", "B30"}  # 47018NED, soort 1.1.1


def test_categories_of_bijlage_2() -> None:
    vng = seed("vng_categorieen")
    assert len(vng) == 52
    assert len({rij["thema_code"] for rij in vng}) == 15
    assert len({rij["veld_code"] for rij in vng}) == 5
    assert "5.3" not in {rij["thema_code"] for rij in vng}  # missing in the printed annex (C19)
    assert {rij["vng_code"] for rij in seed("mk_codes")} <= {rij["categorie_code"] for rij in vng}


def test_inp_codes() -> None:
    inp = {rij["inp_code"] for rij in seed("inp_codes")}
    assert len(inp) == 58
    assert "0.0.0" not in inp  # a roll-up, not a class
    in_mk = {code for rij in seed("mk_codes") for code in rij["inp_code"].split("|")} - {""}
    assert in_mk == inp
    # one class stands under two INP codes in the official list; every other has one
    assert {rij["mk_code"] for rij in seed("mk_codes") if "|" in rij["inp_code"]} == {"F614"}


@pytest.mark.parametrize(("jaar", "aantal"), GEMEENTEN_NEDERLAND.items())
def test_number_of_gemeenten(jaar: int, aantal: int) -> None:
    assert len(gemeenten_op(datetime.date(jaar, 1, 1))) == aantal


@pytest.mark.parametrize(("jaar", "aantal"), GEMEENTEN_EENHEID.items())
def test_number_of_gemeenten_in_the_unit(jaar: int, aantal: int) -> None:
    assert len(gemeenten_op(datetime.date(jaar, 1, 1), eenheid=True)) == aantal


def test_validity_agrees_with_the_inhabitants_table() -> None:
    """70072ned has a row exactly for the gemeenten of that year."""
    per_jaar: dict[int, set[str]] = {}
    for rij in delivered("cbs_70072ned", "inwoners_per_gemeente_2012-2020.csv", ";"):
        per_jaar.setdefault(int(rij["Perioden"][:4]), set()).add(rij["RegioS"])
    for jaar, codes in per_jaar.items():
        assert gemeenten_op(datetime.date(jaar, 1, 1)) == codes, f"validity differs in {jaar}"


def test_levels_of_the_unit() -> None:
    gebieden = {g["gebied_code"]: g for g in seed("gebieden")}
    eenheid = [g for g in gebieden.values() if g["eenheid_code"]]
    assert {g["eenheid_code"] for g in eenheid} == {"RE02"}
    types = Counter(g["gebied_type"] for g in eenheid)
    assert (types["basisteam"], types["district"], types["eenheid"], types["provincie"]) == (27, 5, 1, 0)
    assert types["gemeente"] == 81 + 2  # Berg en Dal and West Betuwe came later
    districten = {g["gebied_code"]: g["afkorting"] for g in eenheid if g["gebied_type"] == "district"}
    assert districten == {"PD021": "IJS", "PD022": "TWN", "PD023": "NOG", "PD024": "GLM", "PD025": "GLZ"}
    op_1_1_2014 = gemeenten_op(datetime.date(2014, 1, 1), eenheid=True)
    per_district = Counter(districten[gebieden[code]["district_code"]] for code in op_1_1_2014)
    assert per_district == {"GLM": 16, "GLZ": 18, "IJS": 11, "NOG": 22, "TWN": 14}  # Bijlage 1
    teams = Counter(districten[g["district_code"]] for g in eenheid if g["gebied_type"] == "basisteam")
    assert teams == {"IJS": 4, "TWN": 5, "NOG": 6, "GLM": 8, "GLZ": 4}
    for gebied in eenheid:
        assert gebied["provincie"] in {"Overijssel", "Gelderland", ""}


def test_levels_of_the_country() -> None:
    types = Counter(g["gebied_type"] for g in seed("gebieden"))
    assert set(types) == {"gemeente", "basisteam", "district", "eenheid", "provincie", "land"}
    assert (types["eenheid"], types["provincie"], types["land"]) == (10, 12, 1)


def test_the_other_oost_nederland_is_nowhere() -> None:
    """LD02 also holds Flevoland (C21). Statements and contradictions may speak of it; areas may not."""
    for naam in ("gebieden", "gebied_alias", "herindelingen", "gemeente_buren"):
        tekst = (SEEDS / f"{naam}.csv").read_text(encoding="utf-8")
        assert "LD0" not in tekst
        assert "(LD)" not in tekst


def test_centroids_lie_in_the_country() -> None:
    for gebied in seed("gebieden"):
        if gebied["rd_x"]:
            assert 0 < int(gebied["rd_x"]) < 290_000
            assert 300_000 < int(gebied["rd_y"]) < 625_000
    zonder = {g["gebied_code"] for g in seed("gebieden") if g["eenheid_code"] and not g["rd_x"]}
    assert all(code.startswith("BT") for code in zonder)


def test_every_alias_points_to_an_area_of_its_type() -> None:
    types = {g["gebied_code"]: g["gebied_type"] for g in seed("gebieden")}
    for rij in seed("gebied_alias"):
        assert types.get(rij["gebied_code"]) == rij["gebied_type"], rij


@pytest.mark.parametrize(
    ("alias", "gebied_type", "code"),
    [
        ("Hengelo", "gemeente", "GM0164"),
        ("Hengelo (O.)", "gemeente", "GM0164"),
        ("Neerrijnen", "gemeente", "GM0304"),  # as Bijlage 1 spells it (C27)
        ("Groesbeek", "gemeente", "GM0241"),
        ("Berg en Dal", "gemeente", "GM1945"),
        ("'s-Gravenhage (gemeente)", "gemeente", "GM0518"),
        ("Utrecht", "gemeente", "GM0344"),
        ("Utrecht", "provincie", "PV26"),
        ("Groningen (PV)", "provincie", "PV20"),
        ("Oost-Nederland (RE)", "eenheid", "RE02"),
        ("Gelderland Midden (PD)", "district", "PD024"),
        ("GLM", "district", "PD024"),
        ("Zwolle", "gemeente", "GM0193"),
        ("Zwolle (BT)", "basisteam", "BT0018"),
        ("Nederland", "land", "NL01"),
    ],
)
def test_names_as_delivered(alias: str, gebied_type: str, code: str) -> None:
    gevonden = [
        rij["gebied_code"]
        for rij in seed("gebied_alias")
        if rij["alias"].lower() == alias.lower() and rij["gebied_type"] == gebied_type
    ]
    assert gevonden == [code]


def test_every_delivered_name_and_code_is_known() -> None:
    namen = {rij["alias"].lower() for rij in seed("gebied_alias")}
    codes = {rij["gebied_code"] for rij in seed("gebieden")}
    geleverd = {
        rij["RegioS"]
        for bron, naam in (
            ("cbs_81928ned", "81928NED_2012-2019.csv"),
            ("cbs_83648ned", "misdrijven_totaal_per_gemeente_2010-2020.csv"),
        )
        for rij in delivered(bron, naam)
    }
    geleverd |= {rij["gemeente"] for rij in delivered("bijlage1_rijtotalen", "bijlage1_row_totals.csv")}
    assert {naam for naam in geleverd if naam.strip().lower() not in namen} == set()
    geleverde_codes = {
        rij["RegioS"].strip()
        for bron, naam in (
            ("politie_47018ned", "geregistreerde_misdrijven_per_gemeente_2012-2020.csv"),
            ("cbs_81877ned", "81877NED_2012-2017.csv"),
            ("cbs_70072ned", "inwoners_per_gemeente_2012-2020.csv"),
        )
        for rij in delivered(bron, naam, ";")
    }
    assert geleverde_codes - codes == {"GM0000"}  # gemeente unknown: a count without an area


def test_mergers_are_whole_and_forward() -> None:
    gebieden = {g["gebied_code"]: g for g in seed("gebieden")}
    fusies = seed("herindelingen")
    gewicht: Counter[tuple[str, str]] = Counter()
    for rij in fusies:
        gewicht[rij["oude_code"], rij["ingang"]] += int(rij["gewicht"])
        oud, nieuw = gebieden[rij["oude_code"]], gebieden[rij["nieuwe_code"]]
        ingang = datetime.date.fromisoformat(rij["ingang"])
        assert datetime.date.fromisoformat(oud["geldig_tot"]) == ingang - datetime.timedelta(days=1), rij
        assert geldig(nieuw, ingang), rij
        assert oud["eenheid_code"] == nieuw["eenheid_code"], rij
        assert oud["district_code"] == nieuw["district_code"], rij
        assert rij["bron"]
    assert set(gewicht.values()) == {1}
    in_eenheid = {
        (rij["oude_code"], rij["nieuwe_code"], rij["ingang"])
        for rij in fusies
        if gebieden[rij["oude_code"]]["eenheid_code"]
    }
    assert in_eenheid == {
        ("GM0265", "GM0241", "2015-01-01"),
        ("GM0282", "GM0241", "2015-01-01"),
        ("GM0241", "GM1945", "2016-01-01"),
        ("GM0196", "GM0299", "2018-01-01"),
        ("GM0236", "GM1960", "2019-01-01"),
        ("GM0304", "GM1960", "2019-01-01"),
        ("GM0733", "GM1960", "2019-01-01"),
    }


@pytest.mark.parametrize("jaar", range(2012, 2020))
def test_mergers_bring_every_gemeente_of_the_unit_to_the_borders_of_2020(jaar: int) -> None:
    """47018NED has 76 gemeenten for the unit in every year: walking the mergers forward must end there."""
    stappen = {rij["oude_code"]: rij["nieuwe_code"] for rij in seed("herindelingen")}
    einde = set()
    for begin in gemeenten_op(datetime.date(jaar, 1, 1), eenheid=True):
        code = begin
        while code in stappen:
            code = stappen[code]
        einde.add(code)
    assert einde == gemeenten_op(datetime.date(2020, 1, 1), eenheid=True)
    assert len(einde) == 76


def test_mergers_keep_their_inhabitants() -> None:
    """Whole to whole: those who lived in the parts live in the sum, but for a year's growth (under 1 %)."""
    inwoners = {
        (rij["RegioS"], int(rij["Perioden"][:4])): int(rij["Inwoners_1"])
        for rij in delivered("cbs_70072ned", "inwoners_per_gemeente_2012-2020.csv", ";")
    }
    delen: dict[tuple[str, int], set[str]] = {}
    for rij in seed("herindelingen"):
        # a code that changes halfway a year appears in the yearly table the year after
        jaar = int(rij["ingang"][:4]) + (0 if rij["ingang"].endswith("-01-01") else 1)
        delen.setdefault((rij["nieuwe_code"], jaar), set()).add(rij["oude_code"])
    for (nieuw, jaar), oud in delen.items():
        voor = sum(inwoners.get((code, jaar - 1), 0) for code in oud | {nieuw})
        assert voor > 0
        assert abs(inwoners[nieuw, jaar] / voor - 1) < 0.01, (nieuw, jaar)


def test_neighbours_are_gemeenten_of_2014() -> None:
    alle = gemeenten_op(datetime.date(2014, 1, 1))
    buren = seed("gemeente_buren")
    assert {rij["gebied_code"] for rij in buren} == alle
    assert {rij["buur_code"] for rij in buren} - alle == {"RAND"}


def test_bijlage_1_adds_up_to_what_is_printed() -> None:
    rijen = delivered("bijlage1_rijtotalen", "bijlage1_row_totals.csv")
    assert len(rijen) == 81
    assert sum(int(rij["n_prioriteiten"]) for rij in rijen) == 630
    per_district: Counter[str] = Counter()
    for rij in rijen:
        per_district[rij["district"]] += int(rij["n_prioriteiten"])
    assert per_district == {"GLM": 121, "GLZ": 163, "IJS": 69, "NOG": 175, "TWN": 102}
    kolommen = delivered("bijlage1_kolomtotalen", "bijlage1_column_totals.csv")
    districten = [rij for rij in kolommen if rij["district"] != "Oost-Nederland"]
    assert sum(int(rij["c04"]) for rij in districten) == 79  # printed 81 (C16)


def test_contradictions() -> None:
    contradicties = seed("contradicties")
    assert [rij["contradictie_id"] for rij in contradicties] == [f"C{nummer:02d}" for nummer in range(1, 28)]
    assert Counter(rij["ernst"] for rij in contradicties) == {"A": 12, "B": 11, "C": 4}
    assert all(rij["kern"].endswith(".") and rij["regel"].endswith(".") for rij in contradicties)


def test_printed_figures_are_the_statements() -> None:
    uitspraken = {rij["id"]: rij for rij in seed("strategie_uitspraken")}
    assert len(uitspraken) == 112
    cijfers = seed("strategie_cijfers")
    assert [rij["cijfer_id"] for rij in cijfers] == [f"F{nummer:02d}" for nummer in range(1, 32)]
    bekend = {rij["contradictie_id"] for rij in seed("contradicties")}
    for rij in cijfers:
        uitspraak = uitspraken[rij["cijfer_id"]]
        assert rij["citaat"] == uitspraak["quote_nl"]
        assert rij["vindplaats_regel"] == uitspraak["seed_line"]
        assert rij["onderwerp"] == uitspraak["indicator"]
        assert rij["meeteenheid"] == uitspraak["unit"]
        assert rij["tegenstrijdigheid"] in bekend | {""}
        assert not rij["jaar"] or 2011 <= int(rij["jaar"]) <= 2014
        assert rij["gedrukt"]
    per_id = {rij["cijfer_id"]: rij for rij in cijfers}
    # a direction and a range have no single value
    assert {rij["cijfer_id"] for rij in cijfers if not rij["waarde"]} == {"F12", "F22"}
    gedrukt = {"F01": 15642, "F02": 14903, "F04": 15000, "F05": -5, "F07": 81, "F15": 81, "F16": 3150000}
    assert {cijfer: float(per_id[cijfer]["waarde"]) for cijfer in gedrukt} == gedrukt
    assert per_id["F16"]["gedrukt"] == "bijna 3,15 miljoen"
    assert (per_id["F04"]["tegenstrijdigheid"], per_id["F07"]["tegenstrijdigheid"]) == ("C03", "C16")


def test_every_printed_figure_has_a_way_or_a_reason() -> None:
    wijzen = seed("cijfers_narekenen")
    assert {rij["cijfer_id"] for rij in wijzen} == {f"F{nummer:02d}" for nummer in range(1, 32)}
    # no delivery says who an opportunist is, which unit a gemeente lies in, what all incidents are, or sums of money
    assert {rij["cijfer_id"] for rij in wijzen if rij["wijze"] == "geen"} == {
        "F06", "F08", "F10", "F17", "F18"
    }  # fmt: skip
    indicatoren = {rij["indicator_id"] for rij in seed("indicator_definities")}
    grootheden = {rij["grootheid_id"]: rij["uitspraak_id"] for rij in seed("grootheden")}
    for rij in wijzen:
        assert rij["uitleg"].endswith(".")
        if rij["wijze"] in ("indicator", "verandering"):
            assert rij["naam"] in indicatoren
        if rij["wijze"].startswith("registratie") and "gedrukt" not in rij["naam"]:
            assert rij["naam"] in grootheden


def test_names_in_a_wrong_encoding() -> None:
    """A name with accents, written in one encoding and read in another, still finds its area."""
    alias = {(rij["alias"], rij["gebied_type"]): rij["gebied_code"] for rij in seed("gebied_alias")}
    met_accent = [(n, t) for n, t in alias if n in {"Súdwest-Fryslân", "Skarsterlân", "Noardeast-Fryslân"}]
    assert len(met_accent) == 3
    for naam, gebied_type in met_accent:
        vormen = {
            naam.encode("utf-8").decode("cp1252"),  # SÃºdwest
            naam.encode("utf-8").decode("cp850"),
            naam.encode("cp850").decode("cp1252"),  # DOS read as Windows
            naam.encode("cp1252").decode("cp850"),  # Windows read as DOS
            naam.encode("cp1252").decode("utf-8", "replace"),
            naam.encode("ascii", "replace").decode(),  # S?dwest
        }
        assert {alias.get((vorm, gebied_type)) for vorm in vormen} == {alias[naam, gebied_type]}


@pytest.mark.parametrize(
    ("naam", "code"),
    [
        ("Hengelo", "GM0164"),
        ("Hengelo (O.)", "GM0164"),
        ("Hengelo (Ov)", "GM0164"),
        ("Hengelo (Gld)", "GM1876"),  # a gemeente until 2005, then part of Bronckhorst
    ],
)
def test_two_places_called_hengelo(naam: str, code: str) -> None:
    assert {r["gebied_code"] for r in seed("gebied_alias") if r["alias"] == naam} == {code}


def test_bijlage_1_has_21_columns_and_one_heading() -> None:
    kolommen = seed("bijlage1_kolommen")
    assert [k["kolom"] for k in kolommen] == [f"c{n:02d}" for n in range(1, 22)]
    assert [(k["kolom"], k["vng_code"]) for k in kolommen if k["vng_code"]] == [("c04", "1.3.01")]
