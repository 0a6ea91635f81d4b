"""Scored statements of reports (`contextrapport`): invented sentences, titles that the strategy names."""

import csv
from typing import Final

from pipelines.synthetic.bestanden import KENMERK, Uitvoer, schrijf_bijlage
from pipelines.synthetic.wereld import Wereld

BRON: Final = "contextrapport"
KOP: Final = ("Rapport", "Thema", "Richting", "Weging", "Bladzijde", "Citaat", "Kenmerk")
THEMAS: Final = {
    "1.1": "woonoverlast",
    "1.3": "woninginbraak",
    "2.3": "geweld bij het uitgaan",
    "3.1": "overlast door jeugd",
    "5.2": "hennepteelt",
    "5.4": "fraude; ook via internet",
}
RAPPORTEN: Final = (
    ("Veiligheidsbeeld Oost-Nederland 2014", "2014-05-01T09:00:00"),
    ("Trendanalyse CCV 2014", "2014-05-15T09:00:00"),
    ("Perspectiefnota OM 2015", "2014-06-02T09:00:00"),
    ("Veiligheidsbeeld Oost-Nederland 2016", "2016-11-01T09:00:00"),
)
HERHAALD: Final = "Trendanalyse CCV 2014"
HERHAALD_OP: Final = "2014-09-01T09:00:00"
RICHTINGEN: Final = ("stijgt", "daalt", "gelijk")
ZIN: Final = {
    "stijgt": "Wij zien dat {thema} toeneemt",
    "daalt": "Wij zien dat {thema} afneemt",
    "gelijk": "Wij zien dat {thema} gelijk blijft",
}


def schrijf_contextrapporten(wereld: Wereld, uit: Uitvoer) -> None:
    """Write one delivery a report: a statement on every theme, and a second one on some; one comes twice."""
    trek = wereld.loting(BRON)
    for rapport, peilmoment in RAPPORTEN:
        rijen: list[tuple[str, ...]] = []
        for code, thema in THEMAS.items():
            for nummer in range(1 + int(trek.integers(0, 2))):
                richting = RICHTINGEN[int(trek.integers(0, 3))]
                citaat = f'{ZIN[richting].format(thema=thema)} (verzonnen zin {nummer + 1}, "fictief").'
                weging, bladzijde = int(trek.integers(1, 6)), int(trek.integers(3, 90))
                rijen.append((rapport, code, richting, str(weging), str(bladzijde), citaat, KENMERK))
        pad = uit.pad(BRON, f"{rapport.lower().replace(' ', '_')}.csv")
        with pad.open("w", encoding="utf-8", newline="") as doel:
            csv.writer(doel, delimiter=";", lineterminator="\r\n").writerows([KOP, *rijen])
        uit.noteer(BRON, len(rijen))
        schrijf_bijlage(pad, peilmoment, "delta")
        if rapport == HERHAALD:
            nogmaals = uit.pad(BRON, f"{pad.stem}_nogmaals.csv")
            nogmaals.write_bytes(pad.read_bytes())
            uit.noteer(BRON, len(rijen))
            schrijf_bijlage(nogmaals, HERHAALD_OP, "delta")
