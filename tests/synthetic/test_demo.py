"""The demonstration as a whole: the same bytes every time, and base years that are exact for every seed."""

import hashlib
from pathlib import Path

import duckdb
import numpy as np
import pytest

from pipelines.synthetic import schrijf_demo
from pipelines.synthetic.levensloop import leef, teljaar, telt_als_woninginbraak
from pipelines.synthetic.wereld import maak_wereld, minuut

from . import ontvanger
from .conftest import SCHAAL, Demo


def afdrukken(map_: Path) -> dict[str, str]:
    return {
        str(p.relative_to(map_)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(map_.rglob("*"))
        if p.is_file()
    }


def test_zelfde_zaad_geeft_zelfde_bytes(demo: Demo, tmp_path: Path) -> None:
    opnieuw = schrijf_demo(tmp_path / "raw", tmp_path / "demo", schaal=SCHAAL)
    assert afdrukken(tmp_path / "raw") == afdrukken(demo.raw)
    assert afdrukken(tmp_path / "demo") == afdrukken(demo.waarheid)
    assert opnieuw == demo.samenvatting


def test_ander_zaad_geeft_dezelfde_bestanden_met_andere_inhoud(demo: Demo, andere_demo: Demo) -> None:
    een, twee = afdrukken(demo.raw), afdrukken(andere_demo.raw)
    assert een.keys() == twee.keys()
    # a file of only a header is the same in every world, and so are inhabitants and what Bijlage 1 prints
    vast = ("cbs_70072ned/", "bijlage1_rijtotalen/")
    gegevens = [
        n
        for n in een
        if not n.endswith(".yml") and not n.startswith(vast) and (demo.raw / n).read_bytes().count(b"\n") > 1
    ]
    assert len(gegevens) > 230
    assert [n for n in gegevens if een[n] == twee[n]] == []


@pytest.mark.parametrize(("zaad", "schaal"), [(0, 1.0), (1, 1.0), (2014, 1.0), (5, 0.02), (6, 0.3)])
def test_basisjaren_zijn_exact_voor_elk_zaad(zaad: int, schaal: float) -> None:
    alle, toestanden = leef(maak_wereld(zaad, schaal))
    telt = telt_als_woninginbraak(toestanden, minuut("2014-03-01T06:00"))
    jaren = teljaar(alle, toestanden)
    assert int(np.sum(telt & (jaren == 2013))) == round(14_903 * schaal)
    assert int(np.sum(telt & (jaren == 2012))) == round(15_642 * schaal)
    later = telt_als_woninginbraak(toestanden, minuut("2020-07-01T06:00"))
    assert int(np.sum(later & (jaren == 2013))) != round(14_903 * schaal) or schaal < 0.1


def test_basisjaren_staan_zo_in_de_eerste_levering(demo: Demo) -> None:
    """Counted in the file itself, without anything of the generator."""
    geteld = duckdb.execute(
        f"""WITH telling AS (
            SELECT strptime(coalesce("Begin-pleegdatum/tijd", "Eind-pleegdatum/tijd", "Kennisnamedatum/tijd"),
                '%d-%m-%Y %H:%M') AS moment
            FROM read_csv('{demo.raw}/bvi_incidenten/bvi_2014-03-01.csv', delim=';', all_varchar=true)
            WHERE "Incidentsoort code" IN ('A20', 'A30', 'B20', 'B30')
            AND Pleegprovincie IN ('Gelderland', 'Overijssel'))
        SELECT year(moment), count(*) FROM telling GROUP BY 1 ORDER BY 1"""
    ).fetchall()
    assert geteld[:2] == [(2012, 313), (2013, 298)]


def test_samenvatting_telt_wat_er_ligt(demo: Demo) -> None:
    for bron, aantal in demo.samenvatting.leveringen.items():
        bestanden = [p for p in (demo.raw / bron).iterdir() if p.suffix in (".csv", ".xlsx", ".sav")]
        assert len(bestanden) == aantal
    rijen = duckdb.execute(f"SELECT count(*) FROM {ontvanger.enquete(demo.raw / 'vm_microdata')}").fetchall()
    assert rijen == [(demo.samenvatting.rijen["vm_microdata"],)]


@pytest.mark.parametrize(("zaad", "schaal"), [(-1, 1.0), (1, 0.0), (1, 3.0)])
def test_onmogelijke_opdracht_wordt_geweigerd(zaad: int, schaal: float, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="moet"):
        schrijf_demo(tmp_path / "raw", tmp_path / "demo", zaad=zaad, schaal=schaal)
