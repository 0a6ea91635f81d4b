"""Do 95 % intervals hold the truth 95 % of the time? Worlds whose truth is known say so.

What is drawn is what happened (and what respondents think); what the police change afterwards is not chance
and is compared row by row in tests/end_to_end. Estimates and intervals come from the functions that the
warehouse calls, on the columns that it hands them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest

from pipelines.statistics import schatten
from pipelines.synthetic import enquete
from pipelines.synthetic.gegevens import JAREN, basisteams, gemeenten, klassen, niveaus
from pipelines.synthetic.incidenten import BASISJAREN, trek_incidenten
from pipelines.synthetic.wereld import NULPUNT, Wereld, loting, maak_wereld, maandniveau

SCHAAL = 0.3
TIEN = range(10)
TWEEHONDERD = range(200)
EENHEID = "RE02"
DISTRICT = {"IJS": "PD021", "TWN": "PD022", "NOG": "PD023", "GLM": "PD024", "GLZ": "PD025"}
GROEPEN = {
    "woninginbraken": ("woning",),
    "overlastincidenten": ("E33", "E35", "E38"),
    "overlast_jeugd": ("E35",),
    "hennepteelt": ("F45",),
}
HELE_JAREN = tuple(j for j in JAREN if j < 2020)
MAANDEN = 12 * len(HELE_JAREN)
GENOEG = 40
ITEMS = {
    "kans_woninginbraak": "kans_groot",
    "slachtoffer_woninginbraak": "slachtoffer",
    "onveiligheidsgevoel": "weleens_onveilig",
    "functioneren_politie_buurt": "tevreden",
    "rapportcijfer_veiligheid": "cijfer",
    "vertrouwen_politie": "vertrouwen",
}


@dataclass(frozen=True)
class Cel:
    """One figure of one world: what it is about, its interval and the truth."""

    indicator: str
    soort: str
    waar: float
    ondergrens: float
    bovengrens: float

    @property
    def raak(self) -> bool:
        return self.ondergrens <= self.waar <= self.bovengrens

    @property
    def genoeg(self) -> bool:
        return self.waar >= GENOEG


def _gebieden() -> list[tuple[str, str, np.ndarray]]:
    """(kind, code, which of the 81 gemeenten) of the unit, its districts and its gemeenten."""
    district = np.array([g.district for g in gemeenten()])
    return [
        ("eenheid", EENHEID, np.ones(len(district), dtype=bool)),
        *(("district", code, district == naam) for naam, code in DISTRICT.items()),
        *(
            ("gemeente", g.gebied_code, np.arange(len(district)) == i)
            for i, g in enumerate(gemeenten())
        ),
    ]  # fmt: skip


def _geteld(wereld: Wereld) -> dict[str, np.ndarray]:
    """What happened per group: gemeente (81) by month (96)."""
    incidenten = trek_incidenten(wereld)
    maand = ((NULPUNT + incidenten.begin.astype("m8[m]")).astype("M8[M]") - NULPUNT.astype("M8[M]")).astype(
        int
    )
    geteld = {}
    for groep in {g for groepen in GROEPEN.values() for g in groepen}:
        codes = np.array([k.groep == groep for k in klassen()])
        hier = codes[incidenten.code] & (maand >= 0) & (maand < MAANDEN)
        per_maand = np.zeros((len(gemeenten()), MAANDEN), dtype=np.int64)
        np.add.at(per_maand, (incidenten.thuis[hier], maand[hier]), 1)
        geteld[groep] = per_maand
    return geteld


def _waar(wereld: Wereld, groep: str) -> np.ndarray:
    """Level behind the counts: what is to be expected without the shock that a month gets by chance."""
    met_schok = wereld.verwacht[groep]
    glad = wereld.schaal * maandniveau(niveaus()[groep], groep, loting(0, "ongebruikt"))
    return (met_schok / met_schok.sum(axis=0) * glad)[:, :MAANDEN]


def tellingen(zaad: int) -> Iterator[Cel]:
    """Every yearly count of one world with the interval that the warehouse would publish."""
    wereld = maak_wereld(zaad, SCHAAL)
    geteld = _geteld(wereld)
    begin = np.arange("2012-01", "2020-02", dtype="M8[M]").astype("M8[D]")[: MAANDEN + 1]
    maandreeks: dict[str, list[object]] = {
        k: [] for k in ("indicator_id", "gebied_code", "dagen", "maandnummer", "aantal")
    }
    jaren: list[tuple[str, str, str, int, int, float]] = []
    for indicator, groepen in sorted(GROEPEN.items()):
        aantal, waar = sum(geteld[g] for g in groepen), sum(_waar(wereld, g) for g in groepen)
        for soort, code, welke in _gebieden():
            reeks, niveau = aantal[welke].sum(axis=0), waar[welke].sum(axis=0)
            maandreeks["indicator_id"] += [indicator] * MAANDEN
            maandreeks["gebied_code"] += [code] * MAANDEN
            maandreeks["dagen"] += np.diff(begin).astype(int).tolist()
            maandreeks["maandnummer"] += list(range(MAANDEN))
            maandreeks["aantal"] += reeks.tolist()
            for j, jaar in enumerate(HELE_JAREN):
                # the base years of burglary are drawn to be exactly as printed: chance has no part in them
                if indicator != "woninginbraken" or jaar not in BASISJAREN:
                    maanden = slice(12 * j, 12 * j + 12)
                    jaren.append(
                        (
                            indicator,
                            soort,
                            code,
                            jaar,
                            int(reeks[maanden].sum()),
                            float(niveau[maanden].sum()),
                        )
                    )
    phi = {
        (r["indicator_id"], r["gebied_code"]): r["phi"]
        for r in schatten.dispersies({k: np.array(v) for k, v in maandreeks.items()}).to_pylist()
    }
    n = len(jaren)
    getal = np.full(n, np.nan)
    aantallen = np.array([float(rij[4]) for rij in jaren])
    kolommen = {
        "indicator_id": np.array([rij[0] for rij in jaren]),
        "gebied_code": np.array([rij[2] for rij in jaren]),
        "jaar": np.array([rij[3] for rij in jaren]),
        "phi": np.array([phi[rij[0], rij[2]] for rij in jaren]),
        "interval_soort": np.array(["telling"] * n),
        "waarde": aantallen,
        "teller": aantallen,
    }
    zonder = "noemer marge se ondergrens bovengrens verwachte_aanvulling verwachte_afname"
    for leeg in zonder.split():
        kolommen[leeg] = getal
    for tekst in ("periode_id", "bron", "telregel_id"):
        kolommen[tekst] = np.array([""] * n)
    for geheel in ("indeling_jaar", "gemeenten_met_cijfer", "gemeenten_totaal", "n_ongewogen"):
        kolommen[geheel] = np.zeros(n, dtype=int)
    kolommen["voorlopig"] = np.zeros(n, dtype=bool)
    for (indicator, soort, *_, waar_), rij in zip(
        jaren, schatten.intervallen(kolommen).to_pylist(), strict=True
    ):
        yield Cel(indicator, soort, waar_, rij["ondergrens"], rij["bovengrens"])


def schattingen(zaad: int) -> Iterator[Cel]:
    """Every survey estimate of one wave of one world, at unit, districts and basisteams."""
    wereld = maak_wereld(zaad, SCHAAL)
    golven = enquete.golven()
    gekozen = golven[zaad % len(golven)]
    jaar = int(gekozen["golf"])
    kansen = enquete.ware_kansen(wereld, gekozen)
    golf = enquete.trek_golf(wereld, jaar, kansen)
    teams = basisteams()
    antwoord = dict(golf.antwoorden)
    for item in ("kans_groot", "tevreden"):  # 4 and 5 count
        antwoord[item] = antwoord[item] >= 4
    kolommen = {
        "golf": np.full(len(golf.team), jaar),
        "weegfactor": golf.gewicht,
        "stratum": np.array(golf.stratum),
        "district_code": np.array([DISTRICT[teams[t][1]] for t in golf.team]),
        "basisteam_code": np.array([teams[t][0] for t in golf.team]),
        "gebied_code": np.array([""] * len(golf.team)),
    }
    for indicator, item in ITEMS.items():
        kolommen[indicator] = np.where(golf.weg[item], np.nan, antwoord[item].astype(float))
    waar = {item: enquete.ware_waarden(item, kans) for item, kans in kansen.items()}
    soort = {EENHEID: "eenheid"} | dict.fromkeys(DISTRICT.values(), "district")
    for rij in schatten.enquete(kolommen, EENHEID).to_pylist():
        yield Cel(
            rij["indicator_id"],
            soort.get(rij["gebied_code"], "basisteam"),
            waar[ITEMS[rij["indicator_id"]]][rij["gebied_code"]],
            rij["ondergrens"],
            rij["bovengrens"],
        )


def raak(cellen: list[Cel]) -> dict[tuple[object, ...], tuple[int, float]]:
    """Number of figures and percent of intervals that hold the truth, per indicator, kind of area and size."""
    alle: Counter[tuple[object, ...]] = Counter()
    goed: Counter[tuple[object, ...]] = Counter()
    for cel in cellen:
        sleutel = (cel.indicator, cel.soort, cel.genoeg)
        alle[sleutel] += 1
        goed[sleutel] += cel.raak
    return {k: (n, 100 * goed[k] / n) for k, n in sorted(alle.items())}


def samen(cellen: list[Cel], genoeg: bool) -> float:
    hier = [cel.raak for cel in cellen if cel.genoeg is genoeg]
    assert len(hier) > 1_000
    return 100 * sum(hier) / len(hier)


@pytest.fixture(scope="module")
def tien() -> list[Cel]:
    """The counts of ten worlds."""
    return [cel for zaad in TIEN for cel in tellingen(zaad)]


def test_tien_werelden_tellen(tien: list[Cel]) -> None:
    """Where the mean is 40 or more 92-98 % of the intervals hold the truth; elsewhere at least 92 %."""
    assert 92 <= samen(tien, True) <= 98
    assert samen(tien, False) >= 92


def test_tien_werelden_vragen() -> None:
    cellen = [cel for zaad in TIEN for cel in schattingen(zaad)]
    assert len(cellen) == len(TIEN) * len(ITEMS) * (1 + 5 + 27)
    assert 92 <= 100 * sum(cel.raak for cel in cellen) / len(cellen) <= 98


def test_te_smalle_of_te_brede_intervallen_vallen_op(tien: list[Cel]) -> None:
    """The two tests above can fail: intervals a fifth narrower, or half as wide again, are found."""
    for factor in (0.8, 1.5):
        anders = [
            replace(
                cel,
                ondergrens=cel.ondergrens - (factor - 1) * (cel.bovengrens - cel.ondergrens) / 2,
                bovengrens=cel.bovengrens + (factor - 1) * (cel.bovengrens - cel.ondergrens) / 2,
            )
            for cel in tien
        ]
        assert not 92 <= samen(anders, True) <= 98


@pytest.mark.soak
def test_tweehonderd_werelden_tellen() -> None:
    """The same over 200 worlds, now per indicator and kind of area."""
    uitkomst = raak([cel for zaad in TWEEHONDERD for cel in tellingen(zaad)])
    for (indicator, soort, genoeg), (n, procent) in uitkomst.items():
        print(f"{indicator:22} {soort:10} {'>= 40' if genoeg else '< 40':6} {n:7,} {procent:6.2f}")
    fout = {
        k: v
        for k, v in uitkomst.items()
        if v[0] >= 1_000 and not 92 <= v[1] <= (98 if k[2] else 100)
    }  # fmt: skip
    assert fout == {}


@pytest.mark.soak
def test_tweehonderd_werelden_vragen() -> None:
    cellen = [cel for zaad in TWEEHONDERD for cel in schattingen(zaad)]
    per_soort: dict[tuple[str, str], list[bool]] = {}
    for cel in cellen:
        per_soort.setdefault((cel.indicator, cel.soort), []).append(cel.raak)
    uitkomst = {k: 100 * sum(v) / len(v) for k, v in per_soort.items()}
    for (indicator, soort), procent in uitkomst.items():
        print(f"{indicator:28} {soort:10} {procent:6.2f}")
    assert {k: v for k, v in uitkomst.items() if not 92 <= v <= 98} == {}
