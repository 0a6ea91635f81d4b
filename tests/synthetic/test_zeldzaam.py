"""What is too rare for chance is in the deliveries of even a small world, read from the files and the truth."""

from datetime import datetime

import duckdb
import numpy as np

from pipelines.synthetic.levensloop import leef, telt_als_woninginbraak
from pipelines.synthetic.wereld import maak_wereld, minuut
from pipelines.synthetic.zeldzaam import OVER_DE_JAARGRENS, maak_zeldzaam

from .conftest import SCHAAL, Demo
from .ontvanger import ontvang

VANDAAG = datetime(2020, 7, 1, 23, 59)


def test_a_few_incidents_have_a_class_that_no_list_knows(demo: Demo) -> None:
    codes = [
        str(r["Incidentsoort code"])
        for r in ontvang(demo.raw / "bvi_incidenten", [VANDAAG])[VANDAAG].values()
    ]
    assert 3 <= codes.count("M24") < len(codes) / 100  # under the threshold of one per cent


def test_two_burglaries_stand_in_one_registration(demo: Demo) -> None:
    per_registratie: dict[str, list[str]] = {}
    for rij in ontvang(demo.raw / "bvi_incidenten", [VANDAAG])[VANDAAG].values():
        per_registratie.setdefault(str(rij["Bronregistratie"]), []).append(str(rij["Incidentsoort code"]))
    assert sum(codes == ["A20", "A20"] for codes in per_registratie.values()) >= 2


def test_a_burglary_of_january_turns_out_to_be_of_december(demo: Demo) -> None:
    """After both years were published, so that two published figures change."""
    over = duckdb.execute(
        f"""SELECT year(a."begin"), year(b."begin"), b.geldig_vanaf > make_date(year(a."begin") + 1, 3, 1)
        FROM '{demo.waarheid}/waarheid.parquet' AS a JOIN '{demo.waarheid}/waarheid.parquet' AS b
            ON a.incident_id = b.incident_id AND b.versie = a.versie + 1 AND b.wijziging = 'datum'
        WHERE a.mk_code = 'A20' AND month(a."begin") = 1 AND month(b."begin") = 12
            AND a.geldig_vanaf IS NOT NULL AND b.geldig_vanaf IS NOT NULL"""
    ).fetchall()
    assert len(over) >= OVER_DE_JAARGRENS - 1
    assert all(oud == nieuw + 1 and later for oud, nieuw, later in over)


def test_nothing_moves_in_what_was_known_at_first() -> None:
    wereld = maak_wereld(3, SCHAAL)
    voor = leef(wereld)
    na = maak_zeldzaam(wereld, *voor)
    moment = minuut("2014-03-01T06:00")
    assert [int(np.sum(telt_als_woninginbraak(t, moment))) for _, t in (voor, na)] == [
        int(np.sum(telt_als_woninginbraak(voor[1], moment)))
    ] * 2
    assert len(na[1]) == len(voor[1]) + OVER_DE_JAARGRENS
    assert len(na[0]) == len(voor[0])


def test_rows_that_cannot_be_read_lie_among_the_deliveries(demo: Demo) -> None:
    regels = (demo.raw / "bvi_incidenten" / "bvi_2019-06-01.csv").read_text(encoding="utf-8").splitlines()
    assert [r.startswith("PL9999_BVH_9900000") for r in regels[-5:]] == [True] * 5
    assert len(regels[-1].split(";")) == 2
    assert "31-06-2015" in (demo.raw / "lokale_doelen" / "lokale_doelen_nagekomen.csv").read_text(
        encoding="utf-8"
    )
    eerste = demo.raw / "bvi_maandcijfers" / "bvi_maandcijfers_2019-02-01.csv"
    assert eerste.read_text(encoding="utf-8").splitlines()[-1].split(";")[3] == "2018-13"
