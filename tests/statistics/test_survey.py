"""Survey estimates against R survey 4.1.1 (tests/oracles/survey), and what must hold for any sample."""

import csv
import math
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.statistics import survey
from pipelines.statistics.survey import Opzet, Schatting, aandeel, gemiddelde, maak_opzet, totaal, verschil

ORAKEL = Path(__file__).parents[1] / "oracles" / "survey"

# Not compared: other interval methods, other treatments of a lonely stratum, and p = 0 or 1, where R gives no
# usable interval. Each has its own rule here, tested below.
NIET_VERGELEKEN = {
    "ciprop_likelihood", "ciprop_beta", "ciprop_xlogit", "ciprop_mean",
    "lonely_fail", "lonely_average", "lonely_certainty", "lonely_remove",
    "prop_nul_logit", "prop_nul_beta", "prop_een_logit", "prop_een_beta",
}  # fmt: skip
# R reaches this proportion by iteration and stops 1.3e-8 (relative) short of the weighted mean: 1e-9 absolute
NIET_UITGEREKEND = "dom_jong_slacht_logit"


class Bestand:
    """The columns of one oracle file as arrays; '' is NaN."""

    def __init__(self, naam: str) -> None:
        with (ORAKEL / naam).open(newline="") as bron:
            rijen = list(csv.DictReader(bron))
        self.stratum = np.array([rij["stratum"] for rij in rijen])
        self._rijen = rijen
        self.opzet = maak_opzet(self["w"], self.stratum)

    def __getitem__(self, kolom: str) -> np.ndarray:
        leeg = ("", "NA")
        return np.array([math.nan if rij[kolom] in leeg else float(rij[kolom]) for rij in self._rijen])


GOLF1, GOLF2 = Bestand("sample.csv"), Bestand("sample_golf2.csv")
EENLING = Bestand("sample_een_respondent_stratum.csv")


def _district(code: str) -> Callable[[], Schatting]:
    return lambda: aandeel(GOLF1["slacht"], GOLF1.opzet, GOLF1.stratum == code)


def _nagestratificeerd() -> Opzet:
    return survey.nastratificeer(GOLF1.opzet, GOLF1["vrouw"], {0.0: 780000, 1.0: 790000})


VROUW, JONG = GOLF1["vrouw"] == 1, GOLF1["jong"] == 1
VERGELEKEN: dict[str, Callable[[], Schatting]] = {
    "mean_str_t": lambda: gemiddelde(GOLF1["cijfer"], GOLF1.opzet),
    "mean_str_z": lambda: gemiddelde(GOLF1["cijfer"], GOLF1.opzet, df=math.inf),
    "prop_wald_t": lambda: gemiddelde(GOLF1["slacht"], GOLF1.opzet),
    "ciprop_logit": lambda: aandeel(GOLF1["slacht"], GOLF1.opzet),
    "total_t": lambda: totaal(GOLF1["slacht"], GOLF1.opzet),
    "mean_fpc_t": lambda: gemiddelde(GOLF1["cijfer"], maak_opzet(GOLF1["w"], GOLF1.stratum, GOLF1["N"])),
    "mean_na_domain": lambda: gemiddelde(GOLF1["cijfer_na"], GOLF1.opzet),
    "mean_na_narm": lambda: gemiddelde(GOLF1["cijfer_na"], GOLF1.opzet, df=265),
    "dom_GLM": lambda: gemiddelde(GOLF1["cijfer"], GOLF1.opzet, GOLF1.stratum == "GLM"),
    "dom_GLM_fulldf": lambda: gemiddelde(GOLF1["cijfer"], GOLF1.opzet, GOLF1.stratum == "GLM", df=265),
    "dom_vrouw": lambda: gemiddelde(GOLF1["slacht"], GOLF1.opzet, VROUW),
    "mean_nostr_t": lambda: gemiddelde(GOLF1["cijfer"], maak_opzet(GOLF1["w"])),
    "mean_poststrat": lambda: gemiddelde(GOLF1["cijfer"], _nagestratificeerd()),
    "dom_GLM_slacht_logit": _district("GLM"),
    "dom_GLZ_slacht_logit": _district("GLZ"),
    "dom_IJS_slacht_logit": _district("IJS"),
    "dom_NOG_slacht_logit": _district("NOG"),
    "dom_TWN_slacht_logit": _district("TWN"),
    "dom_vrouw_slacht_logit": lambda: aandeel(GOLF1["slacht"], GOLF1.opzet, VROUW),
    "dom_jong_slacht_logit": lambda: aandeel(GOLF1["slacht"], GOLF1.opzet, JONG),
    "dom_jong_vrouw_cijfer": lambda: gemiddelde(GOLF1["cijfer"], GOLF1.opzet, JONG & VROUW),
    "verschil_cijfer_golf2_golf1": lambda: verschil(
        gemiddelde(GOLF2["cijfer"], GOLF2.opzet), gemiddelde(GOLF1["cijfer"], GOLF1.opzet)
    ),
    "verschil_slacht_golf2_golf1": lambda: verschil(
        aandeel(GOLF2["slacht"], GOLF2.opzet), aandeel(GOLF1["slacht"], GOLF1.opzet)
    ),
    "lonely_adjust": lambda: gemiddelde(EENLING["cijfer"], EENLING.opzet),
}


def _r_regels() -> dict[str, list[str]]:
    """Label -> fields of both outputs; 'deff 1.13' has a blank for '|', the version line is no label."""
    regels = {}
    for bestand in ("r_out.txt", "r_out_2.txt"):
        for regel in (ORAKEL / bestand).read_text().splitlines():
            if not regel.startswith("R R version"):
                label, *velden = regel.replace("deff ", "deff|").split("|")
                regels[label.strip()] = velden
    return regels


R = _r_regels()


def test_every_label_of_r_is_compared_or_named_as_an_exception() -> None:
    assert set(R) == set(VERGELEKEN) | NIET_VERGELEKEN | {"deff"}
    assert len(R) == len(VERGELEKEN) + len(NIET_VERGELEKEN) + 1


@pytest.mark.parametrize("label", VERGELEKEN)
def test_equals_r(label: str) -> None:
    onze = VERGELEKEN[label]()
    *getallen, df = R[label]
    verwacht = [float(getal) for getal in getallen]
    onze_getallen = [onze.schatting, onze.se, onze.ondergrens, onze.bovengrens]
    if label == NIET_UITGEREKEND:
        assert onze_getallen == pytest.approx(verwacht, abs=1e-9, rel=0)
    else:
        assert onze_getallen == pytest.approx(verwacht, rel=1e-9)
    if df != "NA":
        assert onze.df == int(df)


def _p_zoals_r_glm(y: np.ndarray, gewicht: np.ndarray) -> float:
    """R's svyciprop fits a logistic model of a constant, until the deviance changes less than 1e-8."""
    w = gewicht / gewicht.mean()
    mu = (w * y + 0.5) / (w + 1)
    eta, vorige = np.log(mu / (1 - mu)), math.inf
    while True:
        afwijking = -2 * float(np.sum(w * np.where(y == 1, np.log(mu), np.log1p(-mu))))
        if abs(afwijking - vorige) / (abs(afwijking) + 0.1) < 1e-8:
            return float(mu[0])
        vorige = afwijking
        helling = mu * (1 - mu)
        eta = np.full_like(y, np.sum(w * helling * (eta + (y - mu) / helling)) / np.sum(w * helling))
        mu = 1 / (1 + np.exp(-eta))


def test_the_one_looser_label_differs_because_r_stops_iterating() -> None:
    y, w = GOLF1["slacht"][JONG], GOLF1["w"][JONG]
    verwacht = float(R[NIET_UITGEREKEND][0])
    assert _p_zoals_r_glm(y, w) == pytest.approx(verwacht, rel=1e-11)
    assert abs(np.sum(w * y) / np.sum(w) / verwacht - 1) > 1e-9


def test_design_effect_equals_r() -> None:
    zonder = survey.ontwerpeffect(GOLF1["cijfer"], GOLF1.opzet, zonder_teruglegging=True)
    assert zonder == pytest.approx(float(R["deff"][0]), rel=1e-9)
    n, populatie = len(GOLF1.stratum), GOLF1["w"].sum()
    met = survey.ontwerpeffect(GOLF1["cijfer"], GOLF1.opzet)
    assert met == pytest.approx(zonder * (populatie - n) / populatie, rel=1e-12)


def test_wave_difference_names_what_both_waves_carried() -> None:
    zes = verschil(gemiddelde(EENLING["cijfer"], EENLING.opzet), gemiddelde(GOLF1["cijfer"], GOLF1.opzet))
    assert zes.vlaggen == (survey.STRATUM_VAN_EEN,)
    assert zes.n_ongewogen == 231 + 270
    eenling = gemiddelde(EENLING["cijfer"], EENLING.opzet)
    assert verschil(eenling, eenling).vlaggen == (survey.STRATUM_VAN_EEN,)


def test_a_stratum_of_one_is_centred_at_the_mean_score_of_the_sample() -> None:
    # scores 1, 3 | 5: 2/1 * ((1-2)^2 + (3-2)^2) + (5-3)^2 = 8
    som = totaal([1.0, 3.0, 5.0], maak_opzet(np.ones(3), ["a", "a", "b"]))
    assert som.se == pytest.approx(math.sqrt(8), rel=1e-12)


def test_another_unit_moves_estimate_and_margin_alike() -> None:
    deel = aandeel(GOLF1["slacht"], GOLF1.opzet)
    procent = deel.maal(100)
    for veld in ("schatting", "se", "ondergrens", "bovengrens"):
        assert getattr(procent, veld) == pytest.approx(100 * getattr(deel, veld), rel=1e-15)
    assert (procent.df, procent.deff, procent.n_ongewogen) == (deel.df, deel.deff, deel.n_ongewogen)


def test_weights_that_are_no_numbers_of_persons_give_no_design_effect_without_replacement() -> None:
    geschaald = maak_opzet(GOLF1["w"] / GOLF1["w"].sum() * 100, GOLF1.stratum)
    assert math.isnan(survey.ontwerpeffect(GOLF1["cijfer"], geschaald, zonder_teruglegging=True))


def test_a_stratum_of_one_is_flagged_only_where_it_takes_part() -> None:
    assert gemiddelde(EENLING["cijfer"], EENLING.opzet).vlaggen == (survey.STRATUM_VAN_EEN,)
    assert gemiddelde(EENLING["cijfer"], EENLING.opzet, EENLING.stratum == "GLM").vlaggen == ()
    alleen = gemiddelde(EENLING["cijfer"], EENLING.opzet, EENLING.stratum == "IJS")
    assert alleen.df == 0
    assert math.isnan(alleen.ondergrens)
    assert survey.GEEN_VRIJHEIDSGRADEN in alleen.vlaggen


def test_a_domain_that_happens_to_hold_one_of_a_larger_stratum_is_not_a_stratum_of_one() -> None:
    een_vrouw = np.zeros(len(GOLF1.stratum), dtype=bool)
    een_vrouw[:3] = True
    een_vrouw[np.flatnonzero(GOLF1.stratum == "IJS")[0]] = True
    assert gemiddelde(GOLF1["cijfer"], GOLF1.opzet, een_vrouw).vlaggen == ()


# binom.test(0, 20)$conf.int in R: 0.0000000 0.1684335
@pytest.mark.parametrize(("antwoord", "onder", "boven"), [(0, 0.0, 0.1684335), (1, 0.8315665, 1.0)])
def test_nobody_or_everybody_gets_the_exact_binomial_interval(
    antwoord: int, onder: float, boven: float
) -> None:
    opzet = maak_opzet(np.full(20, 150.0), ["a"] * 10 + ["b"] * 10)
    rand = aandeel(np.full(20, antwoord), opzet)
    assert (rand.schatting, rand.ondergrens, rand.bovengrens) == pytest.approx(
        (antwoord, onder, boven), abs=5e-8
    )
    assert rand.se == pytest.approx(0.1684335 / 1.959964, rel=1e-6)
    assert rand.vlaggen == (survey.PROPORTIE_OP_DE_RAND,)
    assert aandeel(np.full(20, antwoord), opzet, betrouwbaarheid=0.9).se == rand.se


def test_unequal_weights_make_the_exact_interval_wider() -> None:
    gelijk = aandeel(np.zeros(20), maak_opzet(np.ones(20)))
    ongelijk = aandeel(np.zeros(20), maak_opzet([1.0] * 10 + [9.0] * 10))
    # Kish: (10 + 90)^2 / (10 + 810) = 12.195 respondents; 1 - 0.025^(1/12.195)
    assert ongelijk.bovengrens == pytest.approx(1 - 0.025 ** (820 / 10000), rel=1e-12)
    assert ongelijk.bovengrens > gelijk.bovengrens


def test_an_unanswered_item_makes_a_total_too_low_and_says_so() -> None:
    assert totaal(GOLF1["cijfer_na"], GOLF1.opzet).vlaggen == (survey.ITEM_NONRESPONS,)
    assert totaal(GOLF1["cijfer"], GOLF1.opzet).vlaggen == ()


@pytest.mark.parametrize("schatter", [gemiddelde, aandeel, totaal])
def test_nobody_in_the_domain_gives_no_number_but_a_reason(schatter: Callable[..., Schatting]) -> None:
    leeg = schatter(GOLF1["slacht"], GOLF1.opzet, np.zeros(270, dtype=bool))
    assert leeg.n_ongewogen == 0
    assert math.isnan(leeg.schatting)
    assert math.isnan(leeg.bovengrens)
    assert leeg.vlaggen == (survey.GEEN_WAARNEMINGEN,)


def test_identical_answers_have_no_design_effect() -> None:
    assert math.isnan(gemiddelde(np.full(270, 0.1), GOLF1.opzet).deff)


@pytest.mark.parametrize(
    ("fout", "waarover"),
    [
        (lambda: maak_opzet([1.0, 0.0]), "gewicht"),
        (lambda: maak_opzet([1.0, math.nan]), "gewicht"),
        (lambda: maak_opzet([1.0, 2.0], ["a"]), "stratum"),
        (lambda: maak_opzet([1.0, 2.0], np.array(["a", None], dtype=object)), "stratum"),
        (lambda: maak_opzet([1.0, 2.0], ["a", "a"], [5.0, 6.0]), "populatie"),
        (lambda: maak_opzet([1.0, 2.0], ["a", "a"], [1.0, 1.0]), "populatie"),
        (lambda: survey.nastratificeer(maak_opzet([1.0, 2.0]), ["m", "v"], {"m": 1}), "aantallen"),
        (lambda: aandeel([0.5, 1], maak_opzet([1.0, 2.0])), "kenmerk"),
        (lambda: gemiddelde([1.0], maak_opzet([1.0, 2.0])), "waarde"),
        (lambda: gemiddelde([1.0, 2.0], maak_opzet([1.0, 2.0]), [0, 1]), "domein"),
        (lambda: gemiddelde([1.0, 2.0], maak_opzet([1.0, 2.0]), betrouwbaarheid=95), "betrouwbaarheid"),
        (lambda: survey.verbreed_marge(-0.1, 0.1), "marge"),
        (lambda: gemiddelde([1.0, 2.0], maak_opzet([1.0, 2.0])).maal(0), "factor"),
    ],
)
def test_input_that_cannot_be_a_sample_is_refused_by_name(fout: Callable[[], object], waarover: str) -> None:
    with pytest.raises(ValueError, match=waarover):
        fout()


def test_a_printed_margin_of_zero_is_rounding() -> None:
    assert survey.verbreed_marge(0.0, 0.1) == 0.05
    assert survey.verbreed_marge(0.0, 1) == 0.5
    assert survey.verbreed_marge(0.5, 0.1) == 0.5
    assert survey.se_uit_marge(0.5, 0.1) == pytest.approx(0.25510673, rel=1e-7)
    assert survey.se_uit_marge(0.0, 0.1) == pytest.approx(0.02551067, rel=1e-6)


@st.composite
def steekproeven(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(answers 1..10, weights, strata with two respondents or more, yes/no domain)."""
    n = draw(st.integers(8, 40))
    stratum = np.arange(n) % draw(st.integers(1, 3))
    cijfer = np.array(draw(st.lists(st.integers(1, 10), min_size=n, max_size=n)), dtype=float)
    gewicht = np.array(draw(st.lists(st.floats(0.1, 1000), min_size=n, max_size=n)))
    domein = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    return cijfer, gewicht, stratum, domein


@settings(deadline=None, max_examples=60)
@given(steekproeven())
def test_totals_of_domains_add_up(proef: tuple[np.ndarray, ...]) -> None:
    cijfer, gewicht, stratum, domein = proef
    opzet = maak_opzet(gewicht, stratum)
    delen = [totaal(cijfer, opzet, deel) for deel in (domein, ~domein)]
    som = sum(deel.schatting for deel in delen if deel.n_ongewogen)
    assert som == pytest.approx(totaal(cijfer, opzet).schatting, rel=1e-12)


@settings(deadline=None, max_examples=60)
@given(steekproeven(), st.floats(1e-3, 1e4))
def test_multiplying_every_weight_changes_no_mean_and_no_proportion(
    proef: tuple[np.ndarray, ...], factor: float
) -> None:
    cijfer, gewicht, stratum, domein = proef
    for schatter, y in ((gemiddelde, cijfer), (aandeel, (cijfer > 5).astype(float))):
        een = astuple(schatter(y, maak_opzet(gewicht, stratum), domein))
        ander = astuple(schatter(y, maak_opzet(gewicht * factor, stratum), domein))
        assert een[:-1] == pytest.approx(ander[:-1], rel=1e-9, abs=1e-12, nan_ok=True)
        assert een[-1] == ander[-1]


@settings(deadline=None, max_examples=60)
@given(steekproeven())
def test_an_interval_holds_its_estimate_and_a_proportion_stays_between_0_and_1(
    proef: tuple[np.ndarray, ...],
) -> None:
    cijfer, gewicht, stratum, domein = proef
    opzet = maak_opzet(gewicht, stratum)
    for schatting in (gemiddelde(cijfer, opzet, domein), aandeel((cijfer > 8).astype(float), opzet, domein)):
        if not math.isnan(schatting.ondergrens):
            assert schatting.ondergrens - 1e-12 <= schatting.schatting <= schatting.bovengrens + 1e-12
    deel = aandeel((cijfer > 8).astype(float), opzet)
    assert 0 <= deel.ondergrens <= deel.bovengrens <= 1


@settings(deadline=None, max_examples=40)
@given(steekproeven(), st.randoms(use_true_random=False))
def test_the_order_of_respondents_does_not_matter(proef: tuple[np.ndarray, ...], kans: object) -> None:
    cijfer, gewicht, stratum, domein = proef
    anders = np.arange(len(cijfer))
    kans.shuffle(anders)  # type: ignore[attr-defined]
    een = gemiddelde(cijfer, maak_opzet(gewicht, stratum), domein)
    ander = gemiddelde(cijfer[anders], maak_opzet(gewicht[anders], stratum[anders]), domein[anders])
    assert astuple(een)[:-1] == pytest.approx(astuple(ander)[:-1], rel=1e-9, abs=1e-9, nan_ok=True)
