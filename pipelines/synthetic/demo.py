"""One call that writes the whole demonstration: every source, and the truth beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Samenvatting:
    """What was written: number of deliveries (repeated ones included) and rows, per source and in all."""

    zaad: int
    schaal: float
    leveringen: dict[str, int]
    rijen: dict[str, int]

    @property
    def aantal_leveringen(self) -> int:
        """Number of files delivered."""
        return sum(self.leveringen.values())

    @property
    def aantal_rijen(self) -> int:
        """Number of rows delivered."""
        return sum(self.rijen.values())


def schrijf_demo(
    doel: Path,
    waarheid_map: Path,
    zaad: int = 2014,
    schaal: float = 1.0,
    voortgang: Callable[[str], None] | None = None,
) -> Samenvatting:
    """Write the deliveries of the fictitious region under `doel/<bron>/` and its truth in `waarheid_map`.

    The same `zaad` and `schaal` give the same bytes, and always the same file names, so that writing again
    replaces what was there. `schaal` multiplies all counts of incidents (1.0 is the size of the real unit);
    the survey keeps at least 30 respondents per basisteam, and what partners register stays as it is.
    `voortgang` hears in words of each step.

    Burglaries of 2012 and 2013 in the unit, as known on 2014-03-01, are exactly 15,642 and 14,903 times
    `schaal`, rounded, for every `zaad`. Raises ValueError for a negative seed or a scale outside 0.005..2.
    """
    if zaad < 0:
        raise ValueError(f"zaad moet 0 of groter zijn, niet {zaad}.")
    if not 0.005 <= schaal <= 2.0:
        raise ValueError(f"schaal moet tussen 0,005 en 2 liggen, niet {schaal}.")

    import duckdb

    from pipelines.synthetic import leveringen, tabellen, waarheid
    from pipelines.synthetic.bestanden import Uitvoer
    from pipelines.synthetic.contextrapport import schrijf_contextrapporten
    from pipelines.synthetic.enquete import schrijf_enquete
    from pipelines.synthetic.goederen import schrijf_goederen
    from pipelines.synthetic.inwoners import schrijf_inwoners, schrijf_teams
    from pipelines.synthetic.jeugdoverlast import schrijf_jeugdoverlast
    from pipelines.synthetic.levensloop import leef
    from pipelines.synthetic.lokale_doelen import schrijf_lokale_doelen
    from pipelines.synthetic.maandcijfers import schrijf_maandcijfers
    from pipelines.synthetic.prioriteiten import schrijf_prioriteiten, schrijf_rijtotalen
    from pipelines.synthetic.registratie import schrijf_registratie
    from pipelines.synthetic.verdachten import schrijf_verdachten
    from pipelines.synthetic.wereld import maak_wereld
    from pipelines.synthetic.zeldzaam import maak_zeldzaam

    meld = voortgang or (lambda _: None)
    uit = Uitvoer(doel)
    meld("wereld")
    wereld = maak_wereld(zaad, schaal)
    with duckdb.connect() as verbinding:
        verbinding.execute("SET memory_limit = '1GB'; SET threads = 2; SET TimeZone = 'UTC'")
        schrijf_maandcijfers(verbinding, wereld, uit)
        meld("enquête en prioriteiten")
        schrijf_enquete(verbinding, wereld, uit, waarheid_map)
        schrijf_prioriteiten(wereld, uit)
        schrijf_rijtotalen(uit)
        schrijf_inwoners(uit)
        schrijf_teams(wereld, uit)
        schrijf_registratie(wereld, uit)
        schrijf_contextrapporten(wereld, uit)
        meld("incidenten")
        alle, toestanden = maak_zeldzaam(wereld, *leef(wereld))
        tabellen.laad(verbinding, wereld, alle, toestanden)
        meld("verdachten en goederen")
        schrijf_verdachten(verbinding, wereld, alle, toestanden, uit, waarheid_map)
        schrijf_goederen(verbinding, wereld, alle, toestanden, uit, waarheid_map)
        meld("waarheid")
        waarheid.schrijf_incidenten(verbinding, waarheid_map)
        waarheid.schrijf_tarieven(verbinding, wereld, waarheid_map)
        schrijf_jeugdoverlast(verbinding, wereld, uit)
        schrijf_lokale_doelen(verbinding, wereld, uit)
        leveringen.schrijf_incidenten(verbinding, uit, meld)
    return Samenvatting(zaad, schaal, dict(uit.bestanden), dict(uit.rijen))
