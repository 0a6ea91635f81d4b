"""One workbook, as bytes: the same figures give the same bytes."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from pipelines.publish.snapshot import FICTIEF
from pipelines.publish.werkmappen import prioriteiten, scorebord, toelichting, verloop
from pipelines.publish.werkmappen.blad import Blad, Vormen
from pipelines.publish.werkmappen.lezen import Gebied, Gegevens

_OPTIES = {
    "in_memory": True,  # a full /tmp is no reason to fail
    # what comes from a delivery is never a formula, a link or a number in disguise
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def maak(g: Gegevens, gebied: Gebied) -> bytes:
    """The workbook of one area."""
    import xlsxwriter

    uit = BytesIO()
    werkmap = xlsxwriter.Workbook(uit, _OPTIES)
    werkmap.set_properties(
        {
            "title": f"Veiligheidsbeeld {gebied.titel}",
            "subject": f"Stand van {g.peildatum:%d-%m-%Y}",
            "author": "veiligheidsbeeld",
            "company": f"Politie-eenheid {g.eenheid.naam}",
            "category": FICTIEF if g.fictief else "Intern gebruik",
            "keywords": ", ".join(f"{k}={v}" for k, v in sorted(g.kenmerken.items())),
            "comments": f"{FICTIEF}. " * g.fictief
            + "Gemaakt uit een publicatie; verander cijfers daar, niet hier.",
            "created": datetime.combine(
                g.peildatum, time()
            ),  # the clock would make every night's bytes differ
        }
    )
    for naam, waarde in sorted(g.kenmerken.items()):
        werkmap.set_custom_property(naam, waarde)
    vormen = Vormen(werkmap)
    voet = f"Stand van {g.peildatum:%d-%m-%Y}, publicatie {g.kenmerken['publicatie_id']}"

    def blad(naam: str) -> Blad:
        gemaakt = Blad(werkmap, vormen, naam, f"{naam} – {gebied.titel}", fictief=g.fictief)
        gemaakt.voet(voet)
        return gemaakt

    bladen = [blad(m.NAAM) for m in (scorebord, verloop, prioriteiten, toelichting)]
    scorebord.schrijf(bladen[0], g, gebied)
    verloop.schrijf(bladen[1], g, gebied, werkmap)
    prioriteiten.schrijf(bladen[2], g, gebied)
    toelichting.schrijf(bladen[3], g, gebied)
    for b in bladen:
        b.sluit()
    werkmap.close()
    return uit.getvalue()
