"""What the police change afterwards: the states that each incident goes through.

A state holds from its moment until the next state of the same incident. It says nothing about deliveries;
which of them shows it first is worked out in `kalender`.
"""

from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np

from pipelines.synthetic.gegevens import WONING_CODES
from pipelines.synthetic.incidenten import (
    CODE_NUMMER,
    Incidenten,
    binnen_werktijd,
    eerste_registratie,
    telmoment,
)
from pipelines.synthetic.wereld import (
    LEEG,
    MINUTEN_PER_DAG,
    ONBEKEND,
    Gehelen,
    Vlaggen,
    Wereld,
    jaar_van,
    minuut,
)

BASISMETING: Final = {2012: 15_642, 2013: 14_903}
"""Burglaries of the unit per year, as printed in the strategy and as known on BASISMOMENT."""
BASISMOMENT: Final = "2014-03-01T06:00"
EINDE: Final = "2020-07-01T05:00"
"""Nothing changes after this moment, and what is registered later is in no delivery."""
NOOIT: Final = np.int32(2**31 - 1)

# reclassification: from -> (to, probability per incident)
_HERINDELING: Final = {
    "A20": (("A30", 0.010), ("A21", 0.012)),
    "A30": (("A20", 0.018), ("A34", 0.012)),
    "B20": (("A20", 0.040),),
    "A21": (("A20", 0.010), ("A34", 0.012)),
    "A34": (("A21", 0.010), ("A30", 0.006)),
    "E33": (("E38", 0.004),),
    "E35": (("E33", 0.006), ("E38", 0.005)),
    "E38": (("E35", 0.004), ("E33", 0.003)),
    "E41": (("E33", 0.008),),
    "F010": (("E38", 0.010),),
    "M22": (("M061", 0.003), ("E35", 0.002)),
    "M061": (("M22", 0.006),),
}
_VERPLAATST: Final = 0.004
_INGETROKKEN: Final = {"misdrijf": 0.022, "overlast": 0.004}
_POGING: Final = 0.008
_DATUM: Final = 0.007
_ONBEKEND_OPGELOST: Final = 0.35
_HERLEVERD: Final = 0.25

SOORTEN: Final = ("eerste", "herindeling", "verplaatst", "ingetrokken", "poging", "datum", "herleverd")


@dataclass(frozen=True)
class Toestanden:
    """One element per state, sorted by incident and moment.

    `incident` is the position in Incidenten; `versie` counts from 1; `vanaf` and `tot` are minutes since
    NULPUNT (`tot` NOOIT for the last state); `soort` is the position in SOORTEN of what brought it about.
    """

    incident: Gehelen
    versie: Gehelen
    vanaf: Gehelen
    tot: Gehelen
    soort: Gehelen
    code: Gehelen
    gemeente: Gehelen
    kern: Gehelen
    begin: Gehelen
    eind: Gehelen
    poging: Vlaggen
    ingetrokken: Vlaggen

    def __len__(self) -> int:
        return len(self.incident)

    def kies(self, welke: Vlaggen | Gehelen) -> "Toestanden":
        """The states at these positions."""
        return Toestanden(**{f.name: getattr(self, f.name)[welke] for f in fields(self)})


def leef(wereld: Wereld) -> tuple[Incidenten, Toestanden]:
    """Draw incidents and everything that happens to them, with the two base years at their exact count."""
    from pipelines.synthetic.incidenten import trek_incidenten

    alle = trek_incidenten(wereld)
    return _op_basismeting(wereld, alle, _toestanden(wereld, alle))


def _toestanden(wereld: Wereld, alle: Incidenten) -> Toestanden:
    trek = wereld.loting("levensloop")
    n = len(alle)
    vanaf = eerste_registratie(wereld, alle)
    nu = Toestanden(
        incident=np.arange(n, dtype=np.int32),
        versie=np.ones(n, dtype=np.int32),
        vanaf=vanaf,
        tot=np.full(n, NOOIT, dtype=np.int32),
        soort=np.zeros(n, dtype=np.int32),
        code=alle.code,
        gemeente=alle.gemeente,
        kern=alle.kern,
        begin=alle.begin,
        eind=alle.eind,
        poging=alle.poging,
        ingetrokken=np.zeros(n, dtype=np.bool_),
    )
    stukken = [nu]
    ketting = _kettingen(trek, alle, vanaf)
    deel = nu
    for ronde, kans in enumerate((1.0, 0.16, 0.30)):
        welke = _kies_wijziging(trek, alle, deel, kans, ketting, ronde)
        gewijzigd = deel.kies(welke > 0)
        soort = welke[welke > 0]
        # A state lives at least until the next monthly delivery has shown it: 35 days after the first
        # registration, 75 days between later changes (one month of the demonstration brings nothing).
        wachten = (
            35 + trek.exponential(150, len(soort)) if ronde == 0 else 75 + trek.exponential(110, len(soort))
        )
        # the chains go quickly, so that their end is shown too
        wachten = np.where(np.isin(gewijzigd.incident, ketting), 80 + wachten % 30, wachten)
        moment = gewijzigd.vanaf + np.rint(np.minimum(wachten, 600) * MINUTEN_PER_DAG).astype(np.int32)
        deel = _wijzig(wereld, trek, alle, replace(gewijzigd, vanaf=binnen_werktijd(moment), soort=soort))
        stukken.append(deel)
        # some of what was withdrawn comes back after 30 to 365 days
        terug = deel.ingetrokken & (trek.random(len(deel)) < _HERLEVERD) & ~np.isin(deel.incident, ketting)
        weer = deel.kies(terug)
        later = weer.vanaf + np.rint(trek.uniform(30, 365, len(weer)) * MINUTEN_PER_DAG).astype(np.int32)
        stukken.append(
            replace(
                weer,
                vanaf=binnen_werktijd(later),
                ingetrokken=np.zeros(len(weer), dtype=np.bool_),
                soort=np.full(len(weer), SOORTEN.index("herleverd"), dtype=np.int32),
            )
        )
        deel = deel.kies(~deel.ingetrokken)
    return nummer(stukken)


def _kettingen(trek: np.random.Generator, alle: Incidenten, vanaf: Gehelen) -> Gehelen:
    """A few burglaries that are reclassified, moved and withdrawn, one after the other."""
    geschikt = (
        (alle.code == CODE_NUMMER["A20"])
        & (alle.gemeente < ONBEKEND)
        & (alle.begin != LEEG)
        & (vanaf > minuut("2014-06-01"))
        & (vanaf < minuut("2018-06-01"))
    )
    kandidaten = np.flatnonzero(geschikt)
    return trek.choice(kandidaten, size=min(20, len(kandidaten)), replace=False).astype(np.int32)


def _kies_wijziging(
    trek: np.random.Generator, alle: Incidenten, deel: Toestanden, kans: float, ketting: Gehelen, ronde: int
) -> Gehelen:
    """Which change hits each state: position in SOORTEN, 0 = none. `kans` lowers all probabilities alike."""
    n = len(deel)
    welke = np.zeros(n, dtype=np.int32)
    # in later rounds only what was changed before comes by: then a change is likely
    deler = 1.0 if ronde == 0 else 0.04
    lot = trek.random(n) / kans * deler
    grens = np.zeros(n)
    misdrijf = deel.code < CODE_NUMMER["E33"]
    for soort, waarschijnlijk in (
        ("herindeling", _kans_herindeling(deel)),
        ("verplaatst", np.full(n, _VERPLAATST)),
        ("ingetrokken", np.where(misdrijf, _INGETROKKEN["misdrijf"], _INGETROKKEN["overlast"])),
        ("poging", np.where(deel.code <= CODE_NUMMER["B30"], _POGING, 0.0)),
        ("datum", np.full(n, _DATUM)),
    ):
        raak = (lot >= grens) & (lot < grens + waarschijnlijk)
        welke[raak] = SOORTEN.index(soort)
        grens = grens + waarschijnlijk
    opgelost = (deel.gemeente == ONBEKEND) & (trek.random(n) < _ONBEKEND_OPGELOST)
    welke[opgelost] = SOORTEN.index("verplaatst")
    # what lies outside the unit is left as it is: another unit keeps it
    welke[(deel.gemeente > ONBEKEND) & (welke == SOORTEN.index("verplaatst"))] = 0
    in_ketting = np.isin(deel.incident, ketting)
    welke[in_ketting] = SOORTEN.index(("herindeling", "verplaatst", "ingetrokken")[ronde])
    return welke


def _kans_herindeling(deel: Toestanden) -> np.ndarray:
    per_code = np.zeros(len(CODE_NUMMER))
    for van, naar in _HERINDELING.items():
        per_code[CODE_NUMMER[van]] = sum(kans for _, kans in naar)
    return per_code[deel.code]


def _wijzig(wereld: Wereld, trek: np.random.Generator, alle: Incidenten, deel: Toestanden) -> Toestanden:
    """Carry out the change that `deel.soort` names on copies of the states before it."""
    n = len(deel)
    code, gemeente, kern = deel.code.copy(), deel.gemeente.copy(), deel.kern.copy()
    begin, eind = deel.begin.copy(), deel.eind.copy()
    soort = {naam: deel.soort == i for i, naam in enumerate(SOORTEN)}
    lot = trek.random(n)
    for van, naar in _HERINDELING.items():
        nummers = np.array([CODE_NUMMER[c] for c, _ in naar], dtype=np.int32)
        grenzen = np.cumsum([kans for _, kans in naar]) / sum(kans for _, kans in naar)
        raak = soort["herindeling"] & (deel.code == CODE_NUMMER[van])
        code[raak] = nummers[np.searchsorted(grenzen[:-1], lot[raak], side="right")]
    # moved: to where it really was when that was unknown, else to a gemeente nearby
    onbekend = soort["verplaatst"] & (deel.gemeente == ONBEKEND)
    gemeente[onbekend] = alle.thuis[deel.incident[onbekend]]
    verplaatst = soort["verplaatst"] & (deel.gemeente < ONBEKEND)
    buur = wereld.buren[deel.gemeente[verplaatst], trek.integers(0, 3, int(verplaatst.sum()))]
    gemeente[verplaatst] = buur
    eerste, volgende = wereld.kernen.eerste[buur], wereld.kernen.eerste[buur + 1]
    kern[verplaatst] = eerste + trek.integers(0, 1000, len(buur)) % (volgende - eerste)
    # dates: a missing start is filled in, other windows shift back by days
    uren = (trek.integers(1, 12, n) * 60).astype(np.int32)
    dagen = (trek.integers(1, 11, n) * MINUTEN_PER_DAG).astype(np.int32)
    gevuld = soort["datum"] & (begin == LEEG)
    bekend = np.where(eind != LEEG, eind, alle.kennisname[deel.incident])
    begin[gevuld] = np.maximum(bekend - uren, 0)[gevuld]
    terug = soort["datum"] & ~gevuld & (np.where(eind != LEEG, np.minimum(begin, eind), begin) >= dagen)
    begin[terug] -= dagen[terug]
    met_eind = terug & (eind != LEEG)
    eind[met_eind] -= dagen[met_eind]
    return replace(
        deel,
        code=code,
        gemeente=gemeente,
        kern=kern,
        begin=begin,
        eind=eind,
        poging=deel.poging ^ soort["poging"],
        ingetrokken=soort["ingetrokken"],
    )


def nummer(stukken: list[Toestanden]) -> Toestanden:
    """All states together, numbered per incident in the order of their moments."""
    samen = Toestanden(
        **{f.name: np.concatenate([getattr(s, f.name) for s in stukken]) for f in fields(Toestanden)}
    )
    # the first registration may be later than EINDE (it is then known to nobody), a change may not
    samen = samen.kies((samen.vanaf < minuut(EINDE)) | (samen.soort == 0))
    samen = samen.kies(np.lexsort((samen.vanaf, samen.incident)).astype(np.int32))
    nieuw = np.concatenate([[True], samen.incident[1:] != samen.incident[:-1]])
    begin = np.flatnonzero(nieuw)
    versie = np.arange(len(samen)) - np.repeat(begin, np.diff(np.append(begin, len(samen)))) + 1
    tot = np.where(np.append(nieuw[1:], True), NOOIT, np.append(samen.vanaf[1:], NOOIT))
    return replace(samen, versie=versie.astype(np.int32), tot=tot.astype(np.int32))


def telt_als_woninginbraak(toestanden: Toestanden, moment: int) -> Vlaggen:
    """States that hold at `moment` and count as a burglary in one of the 81 gemeenten."""
    woning = np.isin(toestanden.code, [CODE_NUMMER[c] for c in WONING_CODES])
    geldig = (toestanden.vanaf <= moment) & (toestanden.tot > moment) & ~toestanden.ingetrokken
    return woning & geldig & (toestanden.gemeente < ONBEKEND)


def teljaar(alle: Incidenten, toestanden: Toestanden) -> Gehelen:
    """Calendar year in which each state counts."""
    return jaar_van(telmoment(toestanden.begin, toestanden.eind, alle.kennisname[toestanden.incident]))


def _op_basismeting(
    wereld: Wereld, alle: Incidenten, toestanden: Toestanden
) -> tuple[Incidenten, Toestanden]:
    """Leave out burglaries until the base years are exact as known on BASISMOMENT.

    Those that were not known yet are thinned at the same rate, so that later reports stay in proportion.
    """
    trek = wereld.loting("basismeting")
    telt = telt_als_woninginbraak(toestanden, minuut(BASISMOMENT))
    jaar = teljaar(alle, toestanden)
    woning = np.isin(alle.code, [CODE_NUMMER[c] for c in WONING_CODES])
    eerste_jaar = jaar[toestanden.versie == 1]
    in_basisjaar = toestanden.incident[telt & np.isin(jaar, list(BASISMETING))]
    blijft = np.ones(len(alle), dtype=np.bool_)
    for basisjaar, gedrukt in BASISMETING.items():
        gewenst = round(gedrukt * wereld.schaal)
        geteld = toestanden.incident[telt & (jaar == basisjaar)]
        if len(geteld) < gewenst:
            raise ValueError(
                f"Te weinig woninginbraken getrokken voor {basisjaar}: {len(geteld)} van {gewenst}; "
                "vergroot de ruimte in pipelines/synthetic/incidenten.py."
            )
        blijft[trek.permutation(geteld)[gewenst:]] = False
        overig = np.setdiff1d(np.flatnonzero(woning & (eerste_jaar == basisjaar)), in_basisjaar)
        blijft[overig[trek.random(len(overig)) > gewenst / len(geteld)]] = False
    nieuw_nummer = (np.cumsum(blijft) - 1).astype(np.int32)
    over = toestanden.kies(blijft[toestanden.incident])
    return alle.kies(blijft), replace(over, incident=nieuw_nummer[over.incident])
