"""The truth says exactly what the deliveries say, at any moment: proved from the files alone."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

import pipelines.synthetic

from .conftest import Demo
from .ontvanger import Rij, gebied, ontvang

GEMEENTEN = duckdb.execute(
    f"""SELECT DISTINCT naam, gebied_code
    FROM '{Path(pipelines.synthetic.__file__).parent}/aannames/gemeente_basisteam.csv'"""
).fetchall()


def waar(demo: Demo, moment: datetime) -> dict[str, tuple[object, ...]]:
    """Incidents that exist at `moment` according to the truth, with what was known of them."""
    rijen = duckdb.execute(
        f"""SELECT incident_id, mk_code, gebied_code, basisteam, "begin", eind, kennisname, poging
        FROM (
            SELECT * FROM '{demo.waarheid}/waarheid.parquet' WHERE geldig_vanaf <= ?
            QUALIFY row_number() OVER (PARTITION BY incident_id ORDER BY versie DESC) = 1)
        WHERE NOT ingetrokken""",
        [moment],
    ).fetchall()
    return {rij[0]: tuple(rij[1:]) for rij in rijen}


MOMENTEN = [
    datetime(2014, 3, 1, 23, 59),  # only the first delivery
    datetime(2015, 2, 1, 23, 59),  # the first yearly window: older withdrawals show
    datetime(2016, 9, 11, 23, 59),  # the month is late
    datetime(2016, 9, 12, 23, 59),  # and now it is there
    datetime(2017, 10, 1, 5, 45),  # the changes are there, the month is not
    datetime(2018, 8, 15, 23, 59),  # after the empty month
    datetime(2020, 5, 19, 23, 59),  # in the nights
    datetime(2020, 7, 1, 23, 59),  # everything
]


@pytest.fixture(scope="module")
def beelden(demo: Demo) -> dict[datetime, dict[str, Rij]]:
    """What a receiver knows at each of MOMENTEN."""
    return ontvang(demo.raw / "bvi_incidenten", MOMENTEN)


@pytest.mark.parametrize("moment", MOMENTEN, ids=str)
def test_waarheid_is_wat_de_leveringen_zeggen(
    demo: Demo, beelden: dict[datetime, dict[str, Rij]], moment: datetime
) -> None:
    bekend = beelden[moment]
    codes = dict(GEMEENTEN)
    geleverd = {
        nummer: (
            rij["Incidentsoort code"],
            gebied(rij, codes),
            rij["Basisteam"],
            rij["Begin-pleegdatum/tijd"],
            rij["Eind-pleegdatum/tijd"],
            rij["Kennisnamedatum/tijd"],
            rij["Poging"] == "J",
        )
        for nummer, rij in bekend.items()
    }
    verwacht = waar(demo, moment)
    assert len(verwacht) > 2000
    assert geleverd.keys() == verwacht.keys()
    assert [(n, geleverd[n], verwacht[n]) for n in verwacht if geleverd[n] != verwacht[n]] == []


def test_elke_wijziging_komt_voor_en_wordt_zichtbaar(demo: Demo) -> None:
    zichtbaar = dict(
        duckdb.execute(
            f"SELECT wijziging, count(geldig_vanaf) FROM '{demo.waarheid}/waarheid.parquet' GROUP BY 1"
        ).fetchall()
    )
    assert set(zichtbaar) == {
        "eerste", "herindeling", "verplaatst", "ingetrokken", "poging", "datum", "herleverd",
    }  # fmt: skip
    assert min(zichtbaar.values()) > 0


def test_er_zijn_incidenten_die_alles_meemaken(demo: Demo) -> None:
    """Reclassified, moved and withdrawn, each shown by a delivery of its own."""
    ketens = duckdb.execute(
        f"""SELECT incident_id FROM '{demo.waarheid}/waarheid.parquet' GROUP BY 1
        HAVING list(wijziging ORDER BY versie) = ['eerste', 'herindeling', 'verplaatst', 'ingetrokken']
        AND count(DISTINCT geldig_vanaf) = 4"""
    ).fetchall()
    assert len(ketens) >= 10


def test_wat_niemand_zag_is_er_wel(demo: Demo) -> None:
    """Changes before the first delivery, and reports after the last, are true but unseen."""
    ongezien, laat = duckdb.execute(
        f"""SELECT count(*) FILTER (geldig_vanaf IS NULL),
            count(*) FILTER (geldig_vanaf IS NULL AND gebeurd_op > '2020-07-01')
        FROM '{demo.waarheid}/waarheid.parquet'"""
    ).fetchall()[0]
    assert ongezien > laat > 0
    te_vroeg = duckdb.execute(
        f"SELECT incident_id FROM '{demo.waarheid}/waarheid.parquet' WHERE geldig_vanaf < gebeurd_op"
    ).fetchall()
    assert te_vroeg == []


def test_versies_zijn_genummerd_en_volgen_elkaar_op(demo: Demo) -> None:
    fout = duckdb.execute(
        f"""SELECT * FROM (
            SELECT versie, row_number() OVER w AS verwacht, geldig_vanaf, ingetrokken,
                max(geldig_vanaf) OVER (PARTITION BY incident_id ORDER BY versie
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS eerder
            FROM '{demo.waarheid}/waarheid.parquet' WINDOW w AS (PARTITION BY incident_id ORDER BY versie))
        WHERE versie <> verwacht OR geldig_vanaf <= eerder
            OR (ingetrokken AND geldig_vanaf IS NOT NULL AND eerder IS NULL)"""
    ).fetchall()
    assert fout == []
