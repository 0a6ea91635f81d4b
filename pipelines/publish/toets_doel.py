"""Before promising: can a target of this size ever be judged, when, and what could be?"""

from __future__ import annotations

from pipelines.statistics import counts

VERMOGEN = 0.8
PHI_ONBEKEND = (1.0, 3.0)
"""Without a spread of its own a target is tried at none at all and at the most that is plausible."""
HOOGSTENS = 50


def zinnen(basis: float, daling: float, jaren: int, phi: float | None) -> list[str]:
    """What to know of a fall of `daling` (0..1) a year from `basis` incidents a year, judged after `jaren` years.

    phi: how much more months vary than chance, None = not known. One line per sentence, in English.
    """
    phis = PHI_ONBEKEND if phi is None else (phi,)
    per_jaar = f"{100 * daling:.3g} %"
    totaal = 1 - (1 - daling) ** jaren
    na = f"after {_jaren(jaren)}"
    regels = [
        f"Target: {per_jaar} less every year from {_getal(basis)}, judged {na}: "
        f"{_getal(basis * (1 - totaal))} ({100 * totaal:.3g} % less).",
        "One-sided test at 5 %, the base taken as known. A target can be judged when the chance to see it, "
        f"if it is met, is at least {100 * VERMOGEN:.0f} %.",
    ]
    for waarde in phis:
        regels += ["", _phi(waarde, phi is None)]
        kans = counts.onderscheidingsvermogen(basis, -totaal, waarde)
        oordeel = "can be judged" if kans >= VERMOGEN else "cannot be judged"
        regels.append(f"  {na.capitalize()} it {oordeel}: the chance to see it is {100 * kans:.0f} %.")
        regels.append(f"  {_wanneer(basis, daling, waarde)}")
        if kans < VERMOGEN:
            regels += [f"  {regel}" for regel in _wat_wel(basis, daling, totaal, jaren, waarde)]
    return regels


def _phi(waarde: float, onbekend: bool) -> str:
    if not onbekend:
        return f"With a spread (phi) of {waarde:g}:"
    soort = "if counts vary by chance only" if waarde == 1 else "if they vary as much as is plausible"
    return f"With a spread (phi) of {waarde:g}, {soort}:"


def _wanneer(basis: float, daling: float, phi: float) -> str:
    eerste = counts.jaren_tot_zichtbaar(basis, -daling, phi, vermogen=VERMOGEN, hoogstens=HOOGSTENS)
    samen = counts.jaren_samen(basis, daling, phi, vermogen=VERMOGEN, hoogstens=HOOGSTENS)
    if eerste is None and samen is None:
        return f"It can never be judged: not even after {HOOGSTENS} years of the same fall."
    if eerste is None:
        return f"No single year shows the same fall every year; the total of the first {samen} does."
    if samen is None:
        return f"With the same fall every year it shows in the count of year {eerste}, not in a total."
    return (
        f"With the same fall every year it shows in the count of year {eerste}, "
        f"and in the total of the first {_jaren(samen)}."
    )


def _wat_wel(basis: float, daling: float, totaal: float, jaren: int, phi: float) -> list[str]:
    kleinste = counts.kleinste_basis(-totaal, phi, vermogen=VERMOGEN)
    grootste = counts.kleinste_daling(basis, phi, vermogen=VERMOGEN)
    wel = [
        f"What could be: this fall from a base of {_getal(kleinste)} or more, such as a larger area or a wider class;"
    ]
    if grootste is None:
        wel.append("no fall at all from this base: it is too small to judge anything by.")
    else:
        jaarlijks = 1 - (1 - grootste) ** (1 / jaren)
        per_jaar = "" if jaren == 1 else f" ({100 * jaarlijks:.1f} % a year)"
        wel.append(
            f"or from this base a fall of {100 * grootste:.1f} % or more in {_jaren(jaren)}{per_jaar}."
        )
    return wel


def _jaren(n: int) -> str:
    return f"{n} year" + ("" if n == 1 else "s")


def _getal(n: float) -> str:
    return f"{n:,.0f}" if n >= 10 else f"{n:.3g}"
