"""The other sources: monthly counts, survey, priorities, youth nuisance."""

from pathlib import Path

import duckdb
import numpy as np
import openpyxl
import pytest
import yaml

import pipelines.synthetic
from pipelines.synthetic.bestanden import Uitvoer
from pipelines.synthetic.enquete import schrijf_enquete
from pipelines.synthetic.jeugdoverlast import schik
from pipelines.synthetic.wereld import loting, maak_wereld

from . import ontvanger
from .conftest import SCHAAL, Demo

AANNAMES = Path(pipelines.synthetic.__file__).parent / "aannames"
INCIDENTCODES = (
    "A20", "A21", "A30", "A34", "B20", "B21", "B30", "B34", "F45",
    "E33", "E35", "E38", "E41", "F010", "M061", "M062", "M22", "M24",
)  # fmt: skip


def vraag(sql: str) -> list[tuple[object, ...]]:
    return duckdb.execute(sql).fetchall()


def laatste(demo: Demo, moment: str) -> str:
    """Incidents that exist at a moment, as a table expression."""
    return f"""(SELECT *, year(coalesce("begin", eind, kennisname)) AS jaar FROM
        (SELECT * FROM '{demo.waarheid}/waarheid.parquet' WHERE geldig_vanaf <= '{moment}'
         QUALIFY row_number() OVER (PARTITION BY incident_id ORDER BY versie DESC) = 1)
        WHERE NOT ingetrokken AND gebied_code IS NOT NULL)"""


def test_maandcijfers_houden_alleen_wat_geen_incident_is(demo: Demo) -> None:
    cijfers = f"read_csv('{demo.raw}/bvi_maandcijfers/*2020-07-01.csv', delim=';')"
    assert (
        vraag(f"""SELECT * FROM {cijfers} WHERE "Incidentsoort code" IN {INCIDENTCODES} OR Aantal < 1""")
        == []
    )
    dubbel = (
        f"""SELECT Gebiedscode, "Incidentsoort code", Maand FROM {cijfers} GROUP BY ALL HAVING count(*) > 1"""
    )
    assert vraag(dubbel) == []
    assert vraag(f"SELECT min(Maand), max(Maand) FROM {cijfers}") == [("2012-01", "2020-06")]


def test_gemeente_heet_zoals_in_die_maand(demo: Demo) -> None:
    cijfers = f"read_csv('{demo.raw}/bvi_maandcijfers/*2020-07-01.csv', delim=';')"
    assert vraag(f"""SELECT DISTINCT Gebied FROM {cijfers} WHERE Maand < '2015' AND Gebied IN
        ('Groesbeek', 'Ubbergen', 'Berg en Dal') ORDER BY 1""") == [("Groesbeek",), ("Ubbergen",)]
    assert vraag(f"""SELECT DISTINCT Gebied FROM {cijfers} WHERE Maand >= '2016' AND Gebied IN
        ('Groesbeek', 'Ubbergen', 'Berg en Dal') ORDER BY 1""") == [("Berg en Dal",)]


@pytest.mark.parametrize(("jaar", "verwacht"), [(2013, 152_000), (2018, 105_000)])
def test_misdrijven_samen_zijn_zo_groot_als_de_eenheid(demo: Demo, jaar: int, verwacht: int) -> None:
    """Brief of the demonstration: about 152,000 crimes in 2013, about 105,000 in 2018, at full scale."""
    maand = vraag(
        f"""SELECT sum(Aantal) FROM read_csv('{demo.raw}/bvi_maandcijfers/*2020-07-01.csv', delim=';')
        WHERE Maand LIKE '{jaar}-%'"""
    )[0][0]
    incident = vraag(
        f"""SELECT count(*) FROM {laatste(demo, "2020-07-01 23:59")} WHERE jaar = {jaar}
        AND (mk_code[1] IN ('A', 'B') OR mk_code = 'F45')"""
    )[0][0]
    assert (int(str(maand)) + int(str(incident))) / SCHAAL == pytest.approx(verwacht, rel=0.05)


def test_voorlopige_maandcijfers_zijn_lager_dan_de_latere(demo: Demo) -> None:
    eerder, later = (
        dict(
            vraag(
                f"""SELECT left(Maand, 4), sum(Aantal) FROM
                read_csv('{demo.raw}/bvi_maandcijfers/*{dag}.csv', delim=';') GROUP BY 1"""
            )
        )
        for dag in ("2019-02-01", "2020-07-01")
    )
    assert eerder["2015"] == later["2015"]
    assert int(str(eerder["2018"])) < int(str(later["2018"]))
    assert "2020" not in eerder


def test_enquete_telt_op_tot_de_bevolking(demo: Demo) -> None:
    """About 2.6 million inhabitants of 15 and over, in every wave; unequal weights; 27 strata, and one more of one
    respondent in 2015."""
    golven = vraag(
        f"""SELECT Golf, sum(w), min(n), count(DISTINCT Stratum), stddev(w) / avg(w) FROM (
            SELECT *, replace(Weegfactor, ',', '.')::DOUBLE AS w,
                count(*) OVER (PARTITION BY Golf, Stratum) AS n
            FROM {ontvanger.enquete(demo.raw / "vm_microdata")})
        GROUP BY 1 ORDER BY 1"""
    )
    assert [g[0] for g in golven] == ["2012", "2013", "2014", "2015", "2016", "2017", "2019"]
    for golf, som, kleinste, strata, variatie in golven:
        assert float(str(som)) == pytest.approx(2.6e6, rel=0.02)
        if golf == "2015":
            assert (kleinste, strata) == (1, 28)
        else:
            assert int(str(kleinste)) >= 27
            assert strata == 27
        assert float(str(variatie)) > 0.3


@pytest.fixture(scope="module")
def enquete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The survey alone, at full size."""
    map_ = tmp_path_factory.mktemp("enquete")
    with duckdb.connect() as verbinding:
        schrijf_enquete(verbinding, maak_wereld(2014, 1.0), Uitvoer(map_), map_)
    return map_


def test_enquete_op_volle_grootte(enquete: Path) -> None:
    """About 10,000 respondents a wave, at least 300 in every basisteam (the design floor of the monitor)."""
    golven = vraag(
        f"""SELECT sum(n), min(n) FROM (SELECT Golf, Basisteam, count(*) AS n
            FROM {ontvanger.enquete(enquete / "vm_microdata")} GROUP BY ALL)
        GROUP BY Golf"""
    )
    assert len(golven) == 7
    for som, kleinste in golven:
        assert 9_000 < int(str(som)) < 11_500
        assert int(str(kleinste)) >= 300


@pytest.mark.parametrize(
    ("item", "uitdrukking", "marge"),
    [
        ("kans_groot", """100 * ("Kans woninginbraak" >= '4')::INTEGER""", 0.45),
        ("cijfer", """replace("Cijfer veiligheid", ',', '.')::DOUBLE""", 0.022),
        ("weleens_onveilig", """100 * ("Voelt zich weleens onveilig" = 'J')::INTEGER""", 0.75),
        ("vertrouwen", """replace("Vertrouwen politie", ',', '.')::DOUBLE""", 0.032),
        ("tevreden", """100 * ("Tevreden politie buurt" >= '4')::INTEGER""", 0.70),
        ("slachtoffer", """100 * ("Slachtoffer woninginbraak" = 'J')::INTEGER""", 0.23),
    ],
)
def test_gewogen_antwoorden_liggen_bij_de_waarheid(
    enquete: Path, item: str, uitdrukking: str, marge: float
) -> None:
    """Averaged over seven waves (72,000 respondents): within about three standard errors of the truth.

    Unweighted, or with other weights for the young, at least one item lies outside.
    """
    geschat = vraag(
        f"""SELECT avg(schatting) FROM (
            SELECT Golf, sum(w * y) FILTER (y IS NOT NULL) / sum(w) FILTER (y IS NOT NULL) AS schatting FROM (
                SELECT Golf, replace(Weegfactor, ',', '.')::DOUBLE AS w, {uitdrukking} AS y
                FROM {ontvanger.enquete(enquete / "vm_microdata")}) GROUP BY 1)"""
    )[0][0]
    waar = vraag(
        f"""SELECT avg(waarde) FROM '{enquete}/waarheid_enquete.parquet'
        WHERE gebied_code = 'RE02' AND item = '{item}'"""
    )[0][0]
    assert float(str(geschat)) == pytest.approx(float(str(waar)), abs=marge)


def test_ware_waarden_van_de_eenheid(demo: Demo) -> None:
    """Brief of the demonstration: chance 9 % in 2012, about 7.5 % in the last wave; grade 7.3 to 7.4."""
    waar = {
        (golf, item): waarde
        for golf, item, waarde in vraag(
            f"""SELECT golf, item, waarde FROM '{demo.waarheid}/waarheid_enquete.parquet'
            WHERE gebied_code = 'RE02'"""
        )
    }
    assert waar[(2012, "kans_groot")] == pytest.approx(9.0)
    assert waar[(2019, "kans_groot")] == pytest.approx(7.5)
    assert waar[(2012, "cijfer")] == pytest.approx(7.3)
    assert waar[(2019, "cijfer")] == pytest.approx(7.4)
    gebieden = vraag(f"SELECT count(DISTINCT gebied_code) FROM '{demo.waarheid}/waarheid_enquete.parquet'")
    assert gebieden == [(1 + 5 + 27,)]


def test_een_op_de_vijfentwintig_antwoorden_ontbreekt(demo: Demo) -> None:
    deel = vraag(
        f"""SELECT avg(("Cijfer veiligheid" IS NULL)::INTEGER)
        FROM {ontvanger.enquete(demo.raw / "vm_microdata")}"""
    )[0][0]
    assert 0.03 < float(str(deel)) < 0.05


def test_golf_dekt_alleen_zichzelf(demo: Demo) -> None:
    inhoud = yaml.safe_load((demo.raw / "vm_microdata/vm_2017.csv.levering.yml").read_text(encoding="utf-8"))
    assert inhoud["soort"] == "volledig"
    assert inhoud["dekking"]["datumveld"] == "periode_tot"
    assert str(inhoud["dekking"]["van"]) == str(inhoud["dekking"]["tot"]) == "2017-09-30"


def prioriteiten(pad: Path) -> dict[str, list[tuple[object, ...]]]:
    per_gemeente: dict[str, list[tuple[object, ...]]] = {}
    for rij in openpyxl.load_workbook(pad)["Prioriteiten"].iter_rows(min_row=2, values_only=True):
        per_gemeente.setdefault(str(rij[0]), []).append(rij)
    return per_gemeente


def test_eerste_ronde_heeft_de_rijtotalen_van_bijlage_1(demo: Demo) -> None:
    """Bijlage 1 prints 630 priorities; Arnhem 12, Geldermalsen 14, Rozendaal 3, Hengelo 11, Zutphen 11."""
    ronde = prioriteiten(demo.raw / "ivp_prioriteiten/ivp_2015-2018.xlsx")
    assert len(ronde) == 81
    assert sum(len(rijen) for rijen in ronde.values()) == 630
    for gemeente, aantal in {
        "Arnhem": 12, "Geldermalsen": 14, "Rozendaal": 3, "Hengelo (O.)": 11, "Zutphen": 11,
    }.items():  # fmt: skip
        assert len(ronde[gemeente]) == aantal
    for rijen in ronde.values():
        namen = [rij[1] for rij in rijen]
        assert "Woninginbraken" in namen
        assert len(set(namen)) == len(namen)
    assert {rij[2] for rijen in ronde.values() for rij in rijen} == {"thema", "categorie", "vrij"}
    assert len({rij[1] for rijen in ronde.values() for rij in rijen}) == 21


def test_tweede_ronde_mist_er_een_paar(demo: Demo) -> None:
    op_tijd = prioriteiten(demo.raw / "ivp_prioriteiten/ivp_2019-2022.xlsx")
    later = prioriteiten(demo.raw / "ivp_prioriteiten/ivp_2019-2022_nagekomen.xlsx")
    assert not op_tijd.keys() & later.keys()
    assert "Groesbeek" not in op_tijd
    assert "West Betuwe" in later
    assert 70 <= len(op_tijd) + len(later) < 78


def test_jeugdoverlast_van_de_eenheid_is_de_waarheid_van_begin_2020(demo: Demo) -> None:
    geleverd = {
        (code, jaar): aantal
        for code, jaar, aantal in vraag(
            f"""SELECT Gebiedscode, Jaar, Aantal FROM read_csv('{demo.raw}/jeugdoverlast/*.csv', delim=';')"""
        )
    }
    waar = vraag(
        f"""SELECT gebied_code, jaar, count(*) FROM {laatste(demo, "2020-02-01 23:59")}
        WHERE mk_code = 'E35' AND basisteam IS NOT NULL AND jaar < 2020 GROUP BY 1, 2"""
    )
    assert len(waar) > 400
    assert [(code, jaar, n) for code, jaar, n in waar if geleverd[(code, jaar)] != n] == []
    assert {jaar for _, jaar in geleverd} == set(range(2012, 2020))


@pytest.mark.parametrize("welke", ["demo", "andere_demo"])
def test_lezingen_van_de_top_tien_verschillen(request: pytest.FixtureRequest, welke: str) -> None:
    """In 2018 one gemeente of the unit is in the top ten by count, none by rate; and there are ties."""
    demo: Demo = request.getfixturevalue(welke)
    eenheid = {str(code) for (code,) in vraag(f"SELECT gebied_code FROM '{AANNAMES}/inwoners_eenheid.csv'")}
    inwoners = {
        str(code): int(str(n))
        for naam in ("inwoners_eenheid", "gemeenten_buiten")
        for code, n in vraag(
            f"SELECT gebied_code, inwoners_2018 FROM '{AANNAMES}/{naam}.csv' WHERE inwoners_2018 IS NOT NULL"
        )
    }
    aantal = {
        str(code): int(str(n))
        for code, n in vraag(
            f"""SELECT Gebiedscode, Aantal FROM read_csv('{demo.raw}/jeugdoverlast/*.csv', delim=';')
            WHERE Jaar = 2018"""
        )
    }
    assert aantal.keys() == inwoners.keys()
    grens = sorted(aantal.values(), reverse=True)[9]
    assert len([code for code, n in aantal.items() if n >= grens and code in eenheid]) == 1
    tarief = {code: n / inwoners[code] for code, n in aantal.items()}
    tien = sorted(tarief, key=lambda code: -tarief[code])[:10]
    assert eenheid.isdisjoint(tien)
    boven = [n for n in aantal.values() if n >= grens]
    assert len(set(boven)) < len(boven)


@pytest.mark.parametrize("hoogste", [150, 641, 1500])
def test_top_tien_wordt_geschikt_hoe_hoog_de_eenheid_ook_uitkomt(hoogste: int) -> None:
    """Whatever the unit's highest count, it becomes number ten; ties above it, higher rates elsewhere."""
    inwoners = np.concatenate([np.linspace(180_000, 800_000, 9), np.linspace(10_000, 170_000, 290)])
    aantal = (inwoners * 0.0046).astype(np.int32)
    nieuw = schik(loting(1, "proef"), aantal, inwoners, hoogste, 0.005)
    assert int(np.sum(nieuw >= hoogste)) == 9
    assert len(set(nieuw[nieuw >= hoogste].tolist())) < 9
    assert int(np.sum(nieuw / inwoners > 0.005)) >= 10
