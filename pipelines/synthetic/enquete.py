"""The survey (`vm_microdata`): respondents per wave, and the true values of the population they come from.

Every basisteam is a stratum with two age groups: the young answer less often, so they weigh more. True
values are exact: each answer is drawn from a distribution whose mean is the true value of its group.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from pipelines.synthetic.bestanden import (
    KENMERK,
    Dekking,
    Uitvoer,
    copieer_naar_csv,
    schrijf_bijlage,
    schrijf_sav,
)
from pipelines.synthetic.gegevens import basisteams, gemeente_in_jaar, gemeenten, lees
from pipelines.synthetic.waarheid import schrijf_parquet
from pipelines.synthetic.wereld import Getallen, Wereld, loting

BRON: Final = "vm_microdata"
PER_TEAM: Final = 370
AANDEEL_15_PLUS: Final = 0.83
JONG: Final = 0.30
"""Share of the young (15-34) in the population of 15 and over."""
JONG_RESPONS: Final = 0.17
GEEN_ANTWOORD: Final = 0.04
ALLEEN_IN: Final = 2015
"""In this wave the last respondent answered later than all others, and is a stratum of one."""

# item: (column in the file, is it a percentage, spread over teams, shift of the young), on the logit scale
ITEMS: Final = {
    "kans_groot": ("Kans woninginbraak", True, 0.22, -0.25),
    "cijfer": ("Cijfer veiligheid", False, 0.10, -0.05),
    "weleens_onveilig": ("Voelt zich weleens onveilig", True, 0.20, 0.35),
    "vertrouwen": ("Vertrouwen politie", False, 0.08, -0.10),
    "tevreden": ("Tevreden politie buurt", True, 0.15, -0.15),
    "slachtoffer": ("Slachtoffer woninginbraak", True, 0.20, 0.20),
}
# one district where people are less at ease than elsewhere: shift on the logit scale, level of the unit unchanged
ONRUSTIG: Final = "TWN"
ONRUST: Final = {"kans_groot": 0.8, "cijfer": -0.3, "weleens_onveilig": 0.6}
SAV_GOLF: Final = 2014
"""This wave comes as an SPSS file, the others as CSV."""
_LABELS: Final = {
    "Kans woninginbraak": {
        1: "Heel klein",
        2: "Klein",
        3: "Niet klein, niet groot",
        4: "Groot",
        5: "Heel groot",
    },
    "Tevreden politie buurt": {
        1: "Zeer ontevreden",
        2: "Ontevreden",
        3: "Niet tevreden, niet ontevreden",
        4: "Tevreden",
        5: "Zeer tevreden",
    },
    "Voelt zich weleens onveilig": {1: "Ja", 2: "Nee"},
    "Slachtoffer woninginbraak": {1: "Ja", 2: "Nee"},
}
TABEL: Final = "cbs_81877ned"
TABEL_GOLVEN: Final = (2015, 2017)
"""Waves of which a table is published too: made from the same respondents, and rounded as CBS does."""
_TABEL_KOLOMMEN: Final = {
    "weleens_onveilig": "VoeltZichWelEensOnveilig_1",
    "kans_groot": "VanInbraakInWoning_5",
    "cijfer": "RapportcijferVeiligheidInBuurt_18",
}
_JONGEREN: Final = "OpPlekkenWaarJongerenRondhangen_20"
"""Asked of gemeenten of the whole country that are large enough for a figure of their own; not in the microdata."""
_GROOT: Final = 70_000
_DISTRICTEN: Final = {"IJS": "PD021", "TWN": "PD022", "NOG": "PD023", "GLM": "PD024", "GLZ": "PD025"}
_GEEN_ANTWOORD: Final = {8: "Weet niet", 9: "Geen antwoord"}
_LEEG: Final = "       ."
_SCHAAL: Final = {"cijfer": (1.0, 10.0), "vertrouwen": (0.0, 10.0)}


def golven() -> list[dict[str, str]]:
    """The waves with their true values for the unit; percentages 0-100."""
    return lees("enquete.csv")


def schrijf_enquete(
    verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, uit: Uitvoer, waarheid: Path
) -> None:
    """Write one delivery per wave, and `waarheid_enquete.parquet` (golf, gebied_code, item, waarde)."""
    waar: dict[str, list[object]] = {"golf": [], "gebied_code": [], "item": [], "waarde": []}
    for golf in golven():
        jaar = int(golf["golf"])
        kansen = ware_kansen(wereld, golf)
        _schrijf_golf(verbinding, wereld, trek_golf(wereld, jaar, kansen), uit)
        for item, kans in kansen.items():
            for gebied, waarde in ware_waarden(item, kans).items():
                for naam, inhoud in zip(waar, (jaar, gebied, item, waarde), strict=True):
                    waar[naam].append(inhoud)
    verbinding.register("enquete", pa.table(waar))
    schrijf_parquet(
        verbinding,
        "SELECT golf::INTEGER AS golf, gebied_code, item, waarde FROM enquete ORDER BY ALL",
        waarheid / "waarheid_enquete.parquet",
    )
    verbinding.unregister("enquete")


def bevolking() -> Getallen:
    """Inhabitants of 15 and over per basisteam (27)."""
    aantal = dict.fromkeys((code for code, _ in basisteams()), 0.0)
    for gemeente in gemeenten():
        for team, aandeel in gemeente.teams:
            aantal[team] += gemeente.inwoners * aandeel * AANDEEL_15_PLUS
    return np.array(list(aantal.values()))


def ware_kansen(wereld: Wereld, golf: dict[str, str]) -> dict[str, Getallen]:
    """Per item the true chance (or mean on a scale from 0 to 1) per team and age group: shape (27, 2).

    Teams keep their place from wave to wave; the level is set so that the unit has exactly its true value.
    """
    gewicht = bevolking()[:, None] * np.array([JONG, 1 - JONG])
    kansen = {}
    for item, (_, procent, spreiding, jong) in ITEMS.items():
        plaats = loting(wereld.zaad, f"enquete {item}").normal(0, spreiding, len(gewicht))
        plaats += ONRUST.get(item, 0.0) * np.array([district == ONRUSTIG for _, district in basisteams()])
        doel = float(golf[item])
        if procent:
            doel /= 100
        else:
            laag, hoog = _SCHAAL[item]
            doel = (doel - laag) / (hoog - laag)
        helling = plaats[:, None] + np.array([jong, 0.0])
        onder, boven = -12.0, 12.0
        for _ in range(60):  # bisection: the mean rises with the level
            midden = (onder + boven) / 2
            gemiddeld = np.average(1 / (1 + np.exp(-(midden + helling))), weights=gewicht)
            onder, boven = (midden, boven) if gemiddeld < doel else (onder, midden)
        kansen[item] = 1 / (1 + np.exp(-((onder + boven) / 2 + helling)))
    return kansen


def ware_waarden(item: str, kans: Getallen) -> dict[str, float]:
    """True value per area: unit, districts, basisteams; percentages 0-100 or points."""
    gewicht = bevolking()[:, None] * np.array([JONG, 1 - JONG])
    teams = basisteams()
    groepen = {"RE02": list(range(len(teams)))}
    for afkorting, code in _DISTRICTEN.items():
        groepen[code] = [i for i, (_, district) in enumerate(teams) if district == afkorting]
    groepen |= {code: [i] for i, (code, _) in enumerate(teams)}
    waarden = {}
    for gebied, rijen in groepen.items():
        gemiddeld = float(np.average(kans[rijen], weights=gewicht[rijen]))
        if item in _SCHAAL:
            laag, hoog = _SCHAAL[item]
            waarden[gebied] = laag + gemiddeld * (hoog - laag)
        else:
            waarden[gebied] = 100 * gemiddeld
    return waarden


@dataclass(frozen=True)
class Golf:
    """The respondents of one wave, one element each: team number, name of gemeente, weight and answers.

    `antwoorden[item]` is what the respondent thinks, `weg[item]` whether the answer is missing. `stratum` is
    the team, but for the last respondent of wave ALLEEN_IN.
    """

    jaar: int
    team: np.ndarray
    gemeente: list[str]
    gewicht: np.ndarray
    antwoorden: Mapping[str, np.ndarray]
    weg: Mapping[str, np.ndarray]

    @property
    def stratum(self) -> list[str]:
        """Name of the stratum of each respondent."""
        teams = basisteams()
        strata = [f"{self.jaar}-{teams[t][1]}-{teams[t][0]}" for t in self.team]
        if self.jaar == ALLEEN_IN:
            strata[-1] += "-later"
        return strata


def trek_golf(wereld: Wereld, jaar: int, kansen: Mapping[str, Getallen]) -> Golf:
    """Draw the respondents of a wave and their answers; `kansen` are those of `ware_kansen`."""
    trek = wereld.loting(f"enquete golf {jaar}")
    teams = basisteams()
    gewenst = max(30, round(PER_TEAM * wereld.schaal))
    per_team = trek.integers(round(gewenst * 0.9), round(gewenst * 1.15) + 1, len(teams))
    team = np.repeat(np.arange(len(teams)), per_team)
    n = len(team)
    jong = trek.random(n) < JONG_RESPONS
    # both age groups must be present in a stratum, or its weights could not be made
    eerste = np.concatenate([[0], np.cumsum(per_team)[:-1]])
    jong[eerste], jong[eerste + 1] = True, False
    gewicht = trek.gamma(9.0, 1 / 9.0, n)
    for groep, aandeel in ((True, JONG), (False, 1 - JONG)):
        in_groep = jong == groep
        som = np.bincount(team[in_groep], weights=gewicht[in_groep], minlength=len(teams))
        factor = bevolking() * aandeel / som
        gewicht[in_groep] *= factor[team[in_groep]]
    antwoorden = {i: _antwoord(trek, i, kans[team, np.where(jong, 0, 1)]) for i, kans in kansen.items()}
    weg = {item: trek.random(n) < GEEN_ANTWOORD for item in antwoorden}
    return Golf(jaar, team, _gemeenten(trek, team, jaar), gewicht, antwoorden, weg)


def _schrijf_golf(verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, golf: Golf, uit: Uitvoer) -> None:
    jaar, teams = golf.jaar, basisteams()
    tabel = {
        "nr": np.arange(1, len(golf.team) + 1, dtype=np.int32),
        "team": pa.array([teams[t][0] for t in golf.team]),
        "district": pa.array([teams[t][1] for t in golf.team]),
        "stratum": pa.array(golf.stratum),
        "gemeente": pa.array(golf.gemeente),
        "gewicht": golf.gewicht,
        **{item: pa.array(antwoord, mask=golf.weg[item]) for item, antwoord in golf.antwoorden.items()},
    }
    verbinding.register("respondent", pa.table(tabel))
    als_sav = jaar == SAV_GOLF
    pad = uit.pad(BRON, f"vm_{jaar}.{'sav' if als_sav else 'csv'}")
    vraag = f"""SELECT '{KENMERK}_VM_{jaar}_' || lpad(nr::VARCHAR, 5, '0') AS "Respondent",
            {_komma("gewicht", 4)} AS "Weegfactor",
            stratum AS "Stratum", district AS "District", team AS "Basisteam",
            gemeente AS "Gemeente", {jaar} AS "Golf",
            '01-10-{jaar - 1}' AS "Periode van", '30-09-{jaar}' AS "Periode tot",
            kans_groot AS "{ITEMS["kans_groot"][0]}",
            {_komma("cijfer", 1)} AS "{ITEMS["cijfer"][0]}",
            CASE weleens_onveilig WHEN 1 THEN 'J' WHEN 0 THEN 'N' END AS "{ITEMS["weleens_onveilig"][0]}",
            {_komma("vertrouwen", 1)} AS "{ITEMS["vertrouwen"][0]}",
            tevreden AS "{ITEMS["tevreden"][0]}",
            CASE slachtoffer WHEN 1 THEN 'J' WHEN 0 THEN 'N' END AS "{ITEMS["slachtoffer"][0]}"
        FROM respondent ORDER BY nr"""
    schrijf = _schrijf_sav if als_sav else copieer_naar_csv
    uit.noteer(BRON, schrijf(verbinding, vraag, pad))
    # whole for this wave only: the other waves are in files of their own
    dekking = Dekking(datumveld="periode_tot", van=f"{jaar}-09-30", tot=f"{jaar}-09-30")
    schrijf_bijlage(pad, f"{jaar + 1}-03-01T09:00:00", "volledig", dekking)
    verbinding.unregister("respondent")
    if jaar in TABEL_GOLVEN:
        weg = golf.weg
        antwoord = {item: np.where(weg[item], np.nan, golf.antwoorden[item]) for item in _TABEL_KOLOMMEN}
        antwoord["kans_groot"] = _als_procent(antwoord["kans_groot"] >= 4, weg["kans_groot"])
        antwoord["weleens_onveilig"] = _als_procent(
            antwoord["weleens_onveilig"] == 1, weg["weleens_onveilig"]
        )
        district = np.array([_DISTRICTEN[teams[t][1]] for t in golf.team])
        _schrijf_tabel(uit, jaar, antwoord, golf.gewicht, district, _grote_gemeenten(wereld, jaar))


def _als_procent(ja: np.ndarray, weg: np.ndarray) -> np.ndarray:
    return np.where(weg, np.nan, 100.0 * ja)


def _schrijf_tabel(
    uit: Uitvoer,
    jaar: int,
    antwoord: dict[str, np.ndarray],
    gewicht: np.ndarray,
    district: np.ndarray,
    grote_gemeenten: Mapping[str, tuple[float, float]],
) -> None:
    """One wave of 81877NED as StatLine serves it raw: padded, value and half-width of the interval, in tenths."""
    koppen = ("ID", "Marges", "RegioS", "Perioden", *_TABEL_KOLOMMEN.values(), _JONGEREN)
    regels = [";".join(f'"{k}"' for k in koppen)]
    for gebied in ("RE02", *_DISTRICTEN.values()):
        hier = np.ones(len(district), dtype=bool) if gebied == "RE02" else district == gebied
        cijfers = [_met_marge(antwoord[item][hier], gewicht[hier]) for item in _TABEL_KOLOMMEN]
        for marge in (0, 1):
            waarden = [f"{cijfer[marge]:8.1f}" for cijfer in cijfers]
            cellen = (str(len(regels) - 1), f"{marge + 1} ", gebied.ljust(7), f"{jaar}JJ00", *waarden, _LEEG)
            regels.append(";".join(f'"{cel}"' for cel in cellen))
    for gebied, cijfer in grote_gemeenten.items():
        for marge in (0, 1):
            leeg = (_LEEG,) * len(_TABEL_KOLOMMEN)
            cel = f"{cijfer[marge]:8.1f}"
            cellen = (str(len(regels) - 1), f"{marge + 1} ", gebied.ljust(7), f"{jaar}JJ00", *leeg, cel)
            regels.append(";".join(f'"{cel}"' for cel in cellen))
    pad = uit.pad(TABEL, f"81877NED_{jaar}.csv")
    pad.write_text("\r\n".join(regels) + "\r\n", encoding="utf-8-sig", newline="")
    uit.noteer(TABEL, len(regels) - 1)
    schrijf_bijlage(pad, f"{jaar + 1}-03-01T09:30:00", "volledig")


def _grote_gemeenten(wereld: Wereld, jaar: int) -> dict[str, tuple[float, float]]:
    """Per gemeente over _GROOT inhabitants: percent that feels unsafe where youths hang about, and its margin."""
    kolom = f"inwoners_{jaar}"
    groot = sorted(
        regel["gebied_code"]
        for regel in (*lees("inwoners_eenheid.csv"), *lees("gemeenten_buiten.csv"))
        if regel[kolom] and int(regel[kolom]) > _GROOT
    )
    trek = wereld.loting(f"jongeren {jaar}")
    return {
        code: (float(waarde), float(marge))
        for code, waarde, marge in zip(
            groot, trek.normal(44.0, 5.0, len(groot)), trek.uniform(3.5, 5.0, len(groot)), strict=True
        )
    }


def _met_marge(antwoord: np.ndarray, gewicht: np.ndarray) -> tuple[float, float]:
    """Weighted mean of the answers that were given, and half the width of its 95% interval."""
    gegeven = ~np.isnan(antwoord)
    y, w = antwoord[gegeven], gewicht[gegeven]
    gemiddeld = float(np.average(y, weights=w))
    return gemiddeld, float(1.96 * np.sqrt(np.sum((w * (y - gemiddeld)) ** 2)) / np.sum(w))


def _schrijf_sav(verbinding: duckdb.DuckDBPyConnection, vraag: str, pad: Path) -> int:
    """The rows of the CSV as SPSS holds them: numbers with value labels, and dates."""
    uitkomst = verbinding.execute(vraag)
    koppen = [veld[0] for veld in uitkomst.description]
    kolommen = dict(zip(koppen, zip(*uitkomst.fetchall(), strict=True), strict=True))
    return schrijf_sav(
        pad,
        {kop: [_sav_waarde(kop, cel) for cel in cellen] for kop, cellen in kolommen.items()},
        {kop: labels | _GEEN_ANTWOORD for kop, labels in _LABELS.items()},
        {kop: list(_GEEN_ANTWOORD) for kop in _LABELS},
    )


def _sav_waarde(kop: str, cel: Any) -> Any:
    if kop in _LABELS:
        if cel is None:
            return 8.0
        return {"J": 1.0, "N": 2.0}.get(cel) or float(cel)
    if kop.startswith("Periode"):
        return datetime.strptime(cel, "%d-%m-%Y").date()
    if kop in ("Weegfactor", "Golf", ITEMS["cijfer"][0], ITEMS["vertrouwen"][0]):
        return None if cel is None else float(str(cel).replace(",", "."))
    return cel


def _komma(kolom: str, decimalen: int) -> str:
    return f"replace({kolom}::DECIMAL(12, {decimalen})::VARCHAR, '.', ',')"


def _antwoord(trek: np.random.Generator, item: str, kans: Getallen) -> np.ndarray:
    """Answers whose mean is the true value: 1..5 (4 and 5 count), a grade, a scale score, or 0/1."""
    n = len(kans)
    if item == "cijfer":
        return (1 + trek.binomial(9, kans)).astype(np.float64)
    if item == "vertrouwen":
        return np.rint(100 * trek.beta(6 * kans, 6 * (1 - kans))) / 10
    ja = trek.random(n) < kans
    if item in ("kans_groot", "tevreden"):
        hoog = 4 + (trek.random(n) < 0.2)
        laag = 1 + np.searchsorted([0.25, 0.60], trek.random(n))
        return np.where(ja, hoog, laag).astype(np.int32)
    return ja.astype(np.int32)


def _gemeenten(trek: np.random.Generator, team: np.ndarray, jaar: int) -> list[str]:
    """A gemeente for each respondent, in proportion to inhabitants of the team, named as in that year."""
    namen: list[str] = [""] * len(team)
    for t, (code, _) in enumerate(basisteams()):
        delen = [
            (gemeente_in_jaar()[(g.gebied_code, jaar)][1], g.inwoners * aandeel)
            for g in gemeenten()
            for basisteam, aandeel in g.teams
            if basisteam == code
        ]
        plaatsen = np.flatnonzero(team == t)
        lopend = np.cumsum([inwoners for _, inwoners in delen])
        lot = np.searchsorted(lopend[:-1], trek.random(len(plaatsen)) * lopend[-1], side="right")
        for plaats, keuze in zip(plaatsen.tolist(), lot.tolist(), strict=True):
            namen[plaats] = delen[keuze][0]
    return namen
