"""The oracle of R, delivered as microdata and read from the marts: the whole road says what R says, to 1e-9.

A delivery knows no sex or age, so the domains of the oracle travel as areas: in one wave a basisteam holds the
women, in another a gemeente holds the young. The waves are the same people; only a difference compares two.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.settings import DEMO, PROJECT, Settings
from pipelines.warehouse.plekken import Plekken

from .conftest import Rij, Stand, Werkplaats

pytestmark = pytest.mark.end_to_end

ORAKEL = PROJECT / "tests" / "oracles" / "survey"
VROUW, MAN = "BT0032", "BT0033"
JONG, OUD, JONGE_VROUW = "Arnhem", "Zwolle", "Enschede"
ARNHEM, ENSCHEDE = "GM0202", "GM0153"
DISTRICT = {"IJS": "PD021", "TWN": "PD022", "NOG": "PD023", "GLM": "PD024", "GLZ": "PD025"}

# what no delivery can say, or what the warehouse never does: the arrays are compared in tests/statistics/test_survey.py
NIET_DOOR_HET_WAREHOUSE = {
    "mean_fpc_t": "a delivery does not carry the population of a stratum",
    "mean_poststrat": "weights arrive calibrated; nothing is post-stratified again",
    "mean_str_z": "intervals follow t, never the normal distribution",
    "mean_na_narm": "R counts the degrees of freedom of all respondents; here those who answered",
    "dom_GLM_fulldf": "the same: here those of the domain",
    "prop_wald_t": "a proportion has the logit interval; estimate and error are those of ciprop_logit",
    "dom_vrouw": "the same, for dom_vrouw_slacht_logit",
}
# other interval methods, other treatments of a stratum of one, and p = 0 or 1 (the rule for those is tested below)
NIET_VERGELEKEN = {
    "ciprop_likelihood", "ciprop_beta", "ciprop_xlogit", "ciprop_mean",
    "lonely_fail", "lonely_average", "lonely_certainty", "lonely_remove",
    "prop_nul_logit", "prop_nul_beta", "prop_een_logit", "prop_een_beta",
}  # fmt: skip
KOP = (
    "Respondent", "Weegfactor", "Stratum", "District", "Basisteam", "Gemeente", "Golf", "Periode van", "Periode tot",
    "Kans woninginbraak", "Cijfer veiligheid", "Voelt zich weleens onveilig", "Vertrouwen politie",
    "Tevreden politie buurt", "Slachtoffer woninginbraak",
)  # fmt: skip


@dataclass(frozen=True)
class Golf:
    """One wave: a file of the oracle, and what its areas stand for."""

    jaar: int
    bestand: str
    gemeente: Callable[[dict[str, str]], str]
    een_stratum: bool = False
    item: Callable[[dict[str, str]], str] = lambda r: r["cijfer_na"]


GOLVEN = (
    Golf(2012, "sample.csv", lambda r: JONG if r["jong"] == "1" else OUD),
    Golf(2013, "sample_golf2.csv", lambda r: OUD),
    Golf(2014, "sample.csv", lambda r: JONGE_VROUW if r["jong"] == r["vrouw"] == "1" else OUD),
    Golf(2015, "sample_een_respondent_stratum.csv", lambda r: OUD),
    Golf(2016, "sample.csv", lambda r: OUD, een_stratum=True),
)


def _schrijf(golf: Golf, map_: Path) -> None:
    with (ORAKEL / golf.bestand).open(newline="") as bron:
        respondenten = list(csv.DictReader(bron))
    pad = map_ / f"vm_{golf.jaar}.csv"
    with pad.open("w", encoding="utf-8", newline="") as doel:
        schrijver = csv.writer(doel, delimiter=";", lineterminator="\r\n")
        schrijver.writerow(KOP)
        for i, r in enumerate(respondenten):
            vertrouwen = "" if r["cijfer_na"] in ("", "NA") else r["cijfer_na"]
            schrijver.writerow(
                (
                    f"PL9999_{golf.jaar}_{i}", r["w"].replace(".", ","), "alles" if golf.een_stratum else r["stratum"],
                    r["stratum"], VROUW if r["vrouw"] == "1" else MAN, golf.gemeente(r), golf.jaar,
                    f"01-09-{golf.jaar - 1}", f"31-08-{golf.jaar}", "1", r["cijfer"].replace(".", ","),
                    "J" if golf.jaar == 2013 else "N", vertrouwen.replace(".", ","), "3",
                    "J" if r["slacht"] == "1" else "N",
                )
            )  # fmt: skip
    pad.with_name(f"{pad.name}.levering.yml").write_text(
        f"peilmoment: {golf.jaar + 1}-03-01T09:00:00\nsoort: volledig\nfictief: true\n", encoding="utf-8"
    )


@pytest.fixture(scope="module")
def stand(werkplaats: Werkplaats, tmp_path_factory: pytest.TempPathFactory) -> Stand:
    """A collection that holds only these five deliveries; every cell is shown, however few answered."""
    wortel = tmp_path_factory.mktemp("orakel")
    map_ = wortel / "raw" / DEMO / "vm_microdata"
    map_.mkdir(parents=True)
    for golf in GOLVEN:
        _schrijf(golf, map_)
    plekken = Plekken(DEMO, map_.parent, wortel / "warehouse" / DEMO)
    return werkplaats.bouw(plekken, instelling=Settings(minimum_n=1))


def _r_regels() -> dict[str, list[str]]:
    regels = {}
    for bestand in ("r_out.txt", "r_out_2.txt"):
        for regel in (ORAKEL / bestand).read_text().splitlines():
            if not regel.startswith("R R version"):
                label, *velden = regel.replace("deff ", "deff|").split("|")
                regels[label.strip()] = velden
    return regels


R = _r_regels()
CIJFER, SLACHT, NA = "rapportcijfer_veiligheid", "slachtoffer_woninginbraak", "vertrouwen_politie"
# label -> indicator, area, wave, measure
LABELS: dict[str, tuple[str, str, int, str]] = {
    "mean_str_t": (CIJFER, "RE02", 2012, "niveau"),
    "ciprop_logit": (SLACHT, "RE02", 2012, "niveau"),
    "total_t": (SLACHT, "RE02", 2012, "totaal"),
    "mean_na_domain": (NA, "RE02", 2012, "niveau"),
    "dom_GLM": (CIJFER, "PD024", 2012, "niveau"),
    "mean_nostr_t": (CIJFER, "RE02", 2016, "niveau"),
    **{f"dom_{d}_slacht_logit": (SLACHT, code, 2012, "niveau") for d, code in DISTRICT.items()},
    "dom_vrouw_slacht_logit": (SLACHT, VROUW, 2012, "niveau"),
    "dom_jong_slacht_logit": (SLACHT, ARNHEM, 2012, "niveau"),
    "dom_jong_vrouw_cijfer": (CIJFER, ENSCHEDE, 2014, "niveau"),
    "verschil_cijfer_golf2_golf1": (CIJFER, "RE02", 2013, "verschil"),
    "verschil_slacht_golf2_golf1": (SLACHT, "RE02", 2013, "verschil"),
    "lonely_adjust": (CIJFER, "RE02", 2015, "niveau"),
}


def _detail(stand: Stand, *sleutel: object) -> Rij:
    (rij,) = stand.rijen(
        "from marts.enquete_detail where indicator_id = ? and gebied_code = ? and golf = ? and maat = ?",
        [*sleutel],
    )
    return rij


def test_every_label_of_r_is_read_from_a_mart_or_named() -> None:
    assert set(R) == set(LABELS) | set(NIET_DOOR_HET_WAREHOUSE) | NIET_VERGELEKEN | {"deff"}


@pytest.mark.parametrize("label", LABELS)
def test_the_mart_equals_r(label: str, stand: Stand) -> None:
    indicator, gebied, golf, maat = LABELS[label]
    *getallen, df = R[label]
    maal = 100 if indicator == SLACHT and maat != "totaal" else 1
    verwacht = [maal * float(g) for g in getallen]
    rij = _detail(stand, indicator, gebied, golf, maat)
    onze = [rij[k] for k in ("schatting", "se", "ondergrens", "bovengrens")]
    # R reaches this one proportion by iteration and stops 1.3e-8 short (tests/statistics/test_survey.py shows it)
    speling = {"abs": 1e-7, "rel": 0} if label == "dom_jong_slacht_logit" else {"rel": 1e-9}
    assert onze == pytest.approx(verwacht, **speling)
    if df != "NA":
        assert rij["df"] == int(df)
    if maat == "niveau":
        (cijfer,) = stand.rijen(
            "from marts.indicatoren where indicator_id = ? and gebied_code = ? and periode_id = ?",
            [indicator, gebied, f"VM{golf}"],
        )
        waarde = [cijfer[k] for k in ("waarde", "ondergrens", "bovengrens")]
        assert waarde == pytest.approx([verwacht[0], *verwacht[2:]], **speling)
        assert cijfer["n_ongewogen"] == rij["n_ongewogen"] and cijfer["celstatus"] == "gemeten"


def test_the_design_effect_equals_r(stand: Stand) -> None:
    """R compares with a sample without replacement, the mart with one with: they differ by 1 - n / N."""
    with (ORAKEL / "sample.csv").open(newline="") as bron:
        gewicht = [float(r["w"]) for r in csv.DictReader(bron)]
    deff = _detail(stand, CIJFER, "RE02", 2012, "niveau")["deff"]
    assert deff / (1 - len(gewicht) / sum(gewicht)) == pytest.approx(float(R["deff"][0]), rel=1e-9)


def test_what_a_reader_must_know_stands_in_the_mart(stand: Stand) -> None:
    """A stratum of one, everybody, nobody; who did not answer is no answer."""
    assert _detail(stand, CIJFER, "RE02", 2015, "niveau")["vlaggen"] == "stratum met één respondent"
    assert _detail(stand, CIJFER, "RE02", 2014, "niveau")["vlaggen"] is None
    iedereen = _detail(stand, "onveiligheidsgevoel", "RE02", 2013, "niveau")
    niemand = _detail(stand, "onveiligheidsgevoel", "RE02", 2012, "niveau")
    assert iedereen["vlaggen"] == niemand["vlaggen"] == "proportie 0 of 1"
    # Clopper-Pearson at Kish's effective number: n_e = sum(w)^2 / sum(w^2), bound 1 - 0.025^(1/n_e)
    with (ORAKEL / "sample.csv").open(newline="") as bron:
        w = [float(r["w"]) for r in csv.DictReader(bron)]
    grens = 100 * (1 - 0.025 ** (sum(x * x for x in w) / sum(w) ** 2))
    assert (niemand["schatting"], niemand["ondergrens"]) == (0, 0)
    assert niemand["bovengrens"] == pytest.approx(grens, rel=1e-9)
    assert (iedereen["schatting"], iedereen["bovengrens"]) == (100, 100)
    na = _detail(stand, NA, "RE02", 2012, "niveau")
    assert na["n_ongewogen"] < _detail(stand, CIJFER, "RE02", 2012, "niveau")["n_ongewogen"] == 270


def test_fewer_answers_than_the_setting_are_not_shown(werkplaats: Werkplaats, stand: Stand) -> None:
    """At the default of 50 respondents district IJS (40) shows nothing; the unit (270) does."""
    con = stand.con
    con.execute("create or replace temp table run_toen as from staging.stg_run")
    con.execute("update staging.stg_run set minimum_n = 50")
    try:
        rijen = con.execute(
            f"select celstatus, schatting from ({werkplaats.sql('enquete_detail')}) "
            f"where indicator_id = '{SLACHT}' and golf = 2012 and maat = 'niveau' and gebied_code in ('PD021', 'RE02') "
            "order by gebied_code"
        ).fetchall()
    finally:
        con.execute("create or replace table staging.stg_run as from run_toen")
    assert rijen[0] == ("te weinig waarnemingen", None)
    assert rijen[1][0] == "gemeten"
