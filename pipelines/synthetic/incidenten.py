"""Drawing incidents: when they happened, where, and when the police heard of them.

What is drawn here is what the police first write down. What they change later is in `levensloop`.
"""

from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np

from pipelines.synthetic.gegevens import SCHUUR_CODES, WONING_CODES, klassen, niveaus
from pipelines.synthetic.wereld import (
    BUITEN,
    LEEG,
    MINUTEN_PER_DAG,
    ONBEKEND,
    Gehelen,
    Getallen,
    Vlaggen,
    Wereld,
    jaar_van,
    maand_grenzen,
)

CODE_NUMMER: Final = {k.mk_code: i for i, k in enumerate(klassen())}
GROEPEN: Final = tuple(niveaus())
CODE_AANDEEL: Final = {
    "woning": dict(zip(WONING_CODES, (0.800, 0.190, 0.007, 0.003), strict=True)),
    "schuur": dict(zip(SCHUUR_CODES, (0.7500, 0.2455, 0.0030, 0.0015), strict=True)),
}
GEVOLG: Final = 0.10
"""Share of burglaries that follow another one nearby (near repeat)."""
BASISJAREN: Final = (2012, 2013)
"""Years whose number of burglaries is fixed: too many are drawn, and then drawn away again."""

# Share per hour of the day, for working days and for the weekend.
_UREN: Final = {
    "woning": (
        (3, 3, 3, 2, 2, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 7, 9, 9, 7, 5, 4, 4),
        (5, 5, 4, 3, 2, 1, 1, 1, 2, 3, 3, 3, 4, 4, 4, 4, 5, 8, 10, 10, 8, 6, 5, 5),
    ),
    "schuur": (
        (7, 7, 7, 6, 4, 3, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7, 8, 8, 8, 7),
        (8, 8, 7, 6, 4, 3, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7, 8, 8, 8, 7),
    ),
    "overdag": (
        (2, 1, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 8, 8, 8, 8, 7, 6, 5, 5, 5, 4, 3, 2),
        (3, 2, 2, 1, 1, 1, 2, 3, 5, 6, 7, 8, 8, 8, 8, 7, 7, 6, 6, 6, 5, 4, 4, 3),
    ),
    "avond": (
        (4, 2, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 8, 9, 11, 12, 13, 11, 8),
        (9, 6, 4, 3, 2, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 8, 9, 11, 12, 14, 14, 12),
    ),
    "nacht": (
        (8, 6, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 9, 11, 13, 11),
        (16, 14, 12, 9, 6, 3, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 11, 14, 18, 18),
    ),
}
_UREN_VAN: Final = {
    "woning": "woning",
    "schuur": "schuur",
    "E35": "avond",
    "E38": "avond",
    "F010": "nacht",
    "M061": "nacht",
    "M062": "nacht",
    "M22": "nacht",
}
# Share per weekday, Monday … Sunday.
_WEEK: Final = {
    "woning": (0.94, 0.96, 0.97, 1.00, 1.14, 1.09, 0.90),
    "nacht": (0.70, 0.70, 0.75, 0.85, 1.25, 1.60, 1.15),
    "avond": (0.90, 0.92, 0.97, 0.98, 1.14, 1.16, 0.93),
}


@dataclass(frozen=True)
class Incidenten:
    """One element per incident, as first registered. Moments in minutes since NULPUNT, LEEG = unknown.

    `gemeente`: area number as written down; `thuis`: the gemeente (0..80) of `kern`, where it really was.
    `dx`, `dy`: metres from the centre of the neighbourhood. `registratie`: incident (position before any
    selection) whose registration number it shares. `ruis`: random bits for street, object and the like.
    """

    code: Gehelen
    gemeente: Gehelen
    thuis: Gehelen
    kern: Gehelen
    dx: Gehelen
    dy: Gehelen
    begin: Gehelen
    eind: Gehelen
    kennisname: Gehelen
    poging: Vlaggen
    aangifte: Vlaggen
    verdachten: Gehelen
    aanhoudingen: Gehelen
    opgehelderd: Vlaggen
    ruis: Gehelen
    registratie: Gehelen

    def __len__(self) -> int:
        return len(self.code)

    def kies(self, welke: Vlaggen | Gehelen) -> "Incidenten":
        """The incidents at these positions."""
        return Incidenten(**{f.name: getattr(self, f.name)[welke] for f in fields(self)})


def trek_incidenten(wereld: Wereld) -> Incidenten:
    """Draw every incident of the world, all groups together."""
    delen = [_trek_groep(wereld, groep) for groep in GROEPEN]
    samen = Incidenten(
        **{f.name: np.concatenate([getattr(d, f.name) for d in delen]) for f in fields(Incidenten)}
    )
    samen = replace(samen, registratie=np.arange(len(samen), dtype=np.int32))
    return _verkeerd_geschreven(wereld, _deel_registraties(wereld, samen))


def _trek_groep(wereld: Wereld, groep: str) -> Incidenten:
    trek = wereld.loting(f"incidenten {groep}")
    verwacht = wereld.verwacht[groep]
    if groep == "woning":
        verwacht = verwacht.copy()
        for jaar in BASISJAREN:
            maanden = verwacht[:, (jaar - 2012) * 12 : (jaar - 2011) * 12]
            # 5 % is reported late, withdrawn or reclassified; the rest is room for chance (six times the
            # spread of the count, five times that of the monthly shocks)
            maanden *= 1.10 + 6 / np.sqrt(maanden.sum())
    aantallen = trek.poisson(verwacht)
    gemeente, maand = (
        np.repeat(rij, aantallen.ravel()).astype(np.int32)
        for rij in np.indices(aantallen.shape).reshape(2, -1)
    )
    n = len(gemeente)
    kern = _trek_kern(wereld, trek, gemeente)
    dx, dy = (np.rint(trek.normal(0, 350, n)).astype(np.int32) for _ in range(2))
    begin = _trek_begin(trek, groep, maand)
    if groep == "woning":
        begin, kern, dx, dy = _herhaal_in_de_buurt(trek, gemeente, begin, kern, dx, dy)
    duur = _trek_duur(trek, groep, n)
    eind = (begin + duur).astype(np.int32)
    misdrijf = groep in ("woning", "schuur", "F45")
    kennisname = np.maximum(eind + _trek_meldtijd(trek, n, misdrijf), 0).astype(np.int32)
    aandeel = CODE_AANDEEL.get(groep, {groep: 1.0})
    nummers = np.array([CODE_NUMMER[c] for c in aandeel], dtype=np.int32)
    code = nummers[np.searchsorted(np.cumsum(list(aandeel.values()))[:-1], trek.random(n), side="right")]
    verdachten = _trek_verdachten(trek, groep, begin)
    return Incidenten(
        code=code,
        gemeente=gemeente,
        thuis=gemeente,
        kern=kern,
        dx=dx,
        dy=dy,
        begin=begin,
        eind=eind,
        kennisname=kennisname,
        poging=trek.random(n) < {"woning": 0.27, "schuur": 0.08}.get(groep, 0.0),
        aangifte=trek.random(n) < (0.95 if groep in ("woning", "schuur") else 0.02),
        verdachten=verdachten,
        aanhoudingen=trek.binomial(verdachten, 0.7).astype(np.int32),
        opgehelderd=(verdachten > 0) | (trek.random(n) < 0.01),
        ruis=trek.integers(0, 2**31 - 1, n, dtype=np.int32),
        registratie=np.zeros(n, dtype=np.int32),
    )


def _trek_kern(wereld: Wereld, trek: np.random.Generator, gemeente: Gehelen) -> Gehelen:
    # neighbourhood weights add up to 1 per gemeente, so their running total runs from g to g + 1
    kernen = wereld.kernen
    lopend = np.cumsum(kernen.gewicht)
    gevonden = np.searchsorted(lopend, gemeente + trek.random(len(gemeente)), side="right")
    return np.clip(gevonden, kernen.eerste[gemeente], kernen.eerste[gemeente + 1] - 1).astype(np.int32)


def _trek_begin(trek: np.random.Generator, groep: str, maand: Gehelen) -> Gehelen:
    grenzen = maand_grenzen()
    dagen = np.arange(grenzen[-1])
    weekdag = (dagen + 6) % 7  # 2012-01-01 was a Sunday
    soort = _UREN_VAN.get(groep, "overdag")
    week = np.array(_WEEK.get(soort, (1.0,) * 7))
    lopend = np.concatenate([[0.0], np.cumsum(week[weekdag])])
    van, tot = lopend[grenzen[maand]], lopend[grenzen[maand + 1]]
    dag = np.searchsorted(lopend, van + trek.random(len(maand)) * (tot - van), side="right") - 1
    dag = np.clip(dag, grenzen[maand], grenzen[maand + 1] - 1)
    werkdag, weekend = (np.cumsum(np.array(u) / sum(u)) for u in _UREN[soort])
    kans = trek.random(len(maand))
    uur = np.where(
        weekdag[dag] >= 5,
        np.searchsorted(weekend[:-1], kans, side="right"),
        np.searchsorted(werkdag[:-1], kans, side="right"),
    )
    # people say 'around nine' and 'half past eight'
    minuten = trek.integers(0, 60, len(maand))
    minuten = np.where(trek.random(len(maand)) < 0.35, minuten // 15 * 15, minuten)
    begin: Gehelen = (dag * MINUTEN_PER_DAG + uur * 60 + minuten).astype(np.int32)
    return begin


def _trek_duur(trek: np.random.Generator, groep: str, n: int) -> Gehelen:
    """Minutes between first and last possible moment; as real extracts: median 5.5 h, p90 43 h."""
    if groep in ("woning", "schuur"):
        duur = np.minimum(np.exp(trek.normal(np.log(330), 1.6, n)), 45 * MINUTEN_PER_DAG)
        return np.where(trek.random(n) < 0.053, 0, np.rint(duur)).astype(np.int32)
    duur = np.rint(trek.exponential(45, n))
    return np.where(trek.random(n) < 0.7, 0, duur).astype(np.int32)


def _trek_meldtijd(trek: np.random.Generator, n: int, misdrijf: bool) -> Gehelen:
    """Minutes from the end of the offence until the police know; 1 % negative, a few more than a year."""
    dagen = np.exp(trek.normal(np.log(0.7), 1.35, n)) if misdrijf else trek.exponential(0.02, n)
    traag = trek.random(n) < (0.04 if misdrijf else 0.004)
    dagen = np.where(traag, np.exp(trek.normal(np.log(25), 1.3, n)), dagen)
    minuten = np.rint(np.minimum(dagen, 785) * MINUTEN_PER_DAG)
    negatief = trek.random(n) < (0.010 if misdrijf else 0.002)
    return np.where(negatief, -trek.integers(1, 600, n), minuten).astype(np.int32)


def _trek_verdachten(trek: np.random.Generator, groep: str, begin: Gehelen) -> Gehelen:
    per_honderd = {"F45": 70.0, "E38": 4.0, "F010": 90.0}.get(groep, 0.5)
    verwacht: Getallen = np.full(len(begin), per_honderd)
    if groep in ("woning", "schuur"):
        # the ratio that target T03 is about: 7.5 per hundred in 2014, 9.5 in 2018
        verwacht = np.clip(7.5 + 0.5 * (jaar_van(begin) - 2014.0), 6.5, 9.8)
    heeft = trek.random(len(begin)) < verwacht / 100 / 1.3
    return np.where(heeft, 1 + trek.poisson(0.3, len(begin)), 0).astype(np.int32)


def _herhaal_in_de_buurt(
    trek: np.random.Generator, gemeente: Gehelen, begin: Gehelen, kern: Gehelen, dx: Gehelen, dy: Gehelen
) -> tuple[Gehelen, Gehelen, Gehelen, Gehelen]:
    """Move a tenth of the burglaries to within days and metres of another one in the same gemeente."""
    volgorde = np.lexsort((begin, gemeente))
    n = len(volgorde)
    volgt = trek.random(n) < GEVOLG
    # the burglary before it in time in the same gemeente that is not itself a follower
    bron = np.where(~volgt, np.arange(n), -1)
    bron = np.maximum.accumulate(bron)
    goed = volgt & (bron >= 0) & (gemeente[volgorde] == gemeente[volgorde[np.maximum(bron, 0)]])
    doel, uit = volgorde[goed], volgorde[bron[goed]]
    nieuw_begin, nieuw_kern, nieuw_dx, nieuw_dy = begin.copy(), kern.copy(), dx.copy(), dy.copy()
    wachten = np.rint(
        (1 + trek.exponential(4.0, len(doel))) * MINUTEN_PER_DAG + trek.normal(0, 90, len(doel))
    )
    nieuw_begin[doel] = np.minimum(begin[uit] + wachten, maand_grenzen()[-1] * MINUTEN_PER_DAG - 1)
    nieuw_kern[doel] = kern[uit]
    nieuw_dx[doel] = dx[uit] + np.rint(trek.normal(0, 90, len(doel)))
    nieuw_dy[doel] = dy[uit] + np.rint(trek.normal(0, 90, len(doel)))
    return nieuw_begin, nieuw_kern, nieuw_dx, nieuw_dy


def _deel_registraties(wereld: Wereld, alle: Incidenten) -> Incidenten:
    """Let 2 % of the sheds be broken into together with a house: one registration, two incidents."""
    trek = wereld.loting("registraties")
    woning = np.flatnonzero(np.isin(alle.code, [CODE_NUMMER[c] for c in WONING_CODES]))
    schuur = np.flatnonzero(np.isin(alle.code, [CODE_NUMMER[c] for c in SCHUUR_CODES]))
    if len(woning) == 0 or len(schuur) == 0:
        return alle
    deelt = trek.choice(schuur, size=min(max(2, len(schuur) // 50), len(schuur), len(woning)), replace=False)
    huis = trek.choice(woning, size=len(deelt), replace=False)
    wijziging = {}
    for naam in ("gemeente", "thuis", "kern", "dx", "dy", "begin", "eind", "kennisname", "registratie"):
        kolom = getattr(alle, naam).copy()
        kolom[deelt] = kolom[huis]
        wijziging[naam] = kolom
    return replace(alle, **wijziging)


def _verkeerd_geschreven(wereld: Wereld, alle: Incidenten) -> Incidenten:
    """What people write down is not always what happened: notes B2 and B5."""
    trek = wereld.loting("schrijffouten")
    n = len(alle)
    gemeente = alle.gemeente.copy()
    gemeente[trek.random(n) < 0.004] = ONBEKEND
    ver = trek.random(n) < 0.0012
    gemeente[ver] = ONBEKEND + 1 + trek.integers(0, len(BUITEN), int(ver.sum()))
    begin, eind = alle.begin.copy(), alle.eind.copy()
    # default times: from midnight, until a minute before midnight
    standaard = trek.random(n) < 0.02
    begin[standaard] = begin[standaard] // MINUTEN_PER_DAG * MINUTEN_PER_DAG
    tot_middernacht = standaard & (trek.random(n) < 0.6)
    eind[tot_middernacht] = eind[tot_middernacht] // MINUTEN_PER_DAG * MINUTEN_PER_DAG + MINUTEN_PER_DAG - 1
    verwisseld = (trek.random(n) < 0.002) & (eind > begin)
    begin[verwisseld], eind[verwisseld] = eind[verwisseld], begin[verwisseld].copy()
    begin[trek.random(n) < 0.005] = LEEG
    eind[trek.random(n) < 0.003] = LEEG
    return replace(alle, gemeente=gemeente, begin=begin, eind=eind)


def telmoment(begin: Gehelen, eind: Gehelen, kennisname: Gehelen) -> Gehelen:
    """The moment an incident is counted at: begin, else end, else when the police heard of it."""
    return np.where(begin != LEEG, begin, np.where(eind != LEEG, eind, kennisname)).astype(np.int32)


def eerste_registratie(wereld: Wereld, alle: Incidenten) -> Gehelen:
    """When each incident enters the police system: some hours after it is known, between 07:00 and 23:00."""
    trek = wereld.loting("registratie")
    laatste = np.maximum(np.maximum(alle.begin, alle.eind), alle.kennisname)
    return binnen_werktijd((laatste + trek.exponential(180, len(alle))).astype(np.int32))


def binnen_werktijd(minuten: Gehelen) -> Gehelen:
    """Move moments of the night to the next morning: deliveries are made between 05:00 and 07:00,
    and nothing may change while one is being made."""
    dag, in_dag = minuten // MINUTEN_PER_DAG, minuten % MINUTEN_PER_DAG
    ochtend = 7 * 60 + minuten % 59
    vroeg, laat = in_dag < 7 * 60, in_dag >= 23 * 60
    return np.where(
        vroeg,
        dag * MINUTEN_PER_DAG + ochtend,
        np.where(laat, (dag + 1) * MINUTEN_PER_DAG + ochtend, minuten),
    ).astype(np.int32)
