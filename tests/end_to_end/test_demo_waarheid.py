"""The marts of the demonstration against the truth that its maker kept: row by row, not within intervals."""

from __future__ import annotations

import csv
import hashlib
import hmac
import shutil
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from pipelines.settings import DEMO, PROJECT, settings
from pipelines.synthetic import schrijf_demo
from pipelines.warehouse.plekken import Plekken
from pipelines.warehouse.sleutel import VASTE_SLEUTEL

from .conftest import SCHAAL, Demo, Geladen, Rij, Stand, Werkplaats

pytestmark = pytest.mark.end_to_end

AANNAMES = PROJECT / "pipelines" / "synthetic" / "aannames"
DISTRICT = {"IJS": "PD021", "TWN": "PD022", "NOG": "PD023", "GLM": "PD024", "GLZ": "PD025"}
WONING = {"A20", "A30", "B20", "B30"}
SCHUUR = {"A21", "A34", "B21", "B34"}
CODES = {
    "woninginbraken": WONING,
    "woning_en_schuurinbraken": WONING | SCHUUR,
    "overlastincidenten": {"E33", "E35", "E38"},
    "overlast_verwarde_personen": {"E33"},
    "hennepteelt": {"F45"},
}
HELE_JAREN = range(2012, 2020)
NIEUWSTE = datetime(2020, 7, 1, 23, 59)
# mergers since 2014 in the unit: what is left of each gemeente, and from when it is gone
VOORTGEZET = {
    "GM0265": "GM1945", "GM0282": "GM1945", "GM0241": "GM1945",  # Millingen, Ubbergen, Groesbeek
    "GM0196": "GM0299",  # Rijnwaarden, into Zevenaar
    "GM0236": "GM1960", "GM0304": "GM1960", "GM0733": "GM1960",  # Geldermalsen, Neerijnen, Lingewaal
}  # fmt: skip
# in the borders of 2014: the year from which a gemeente is gone, or a larger area under its old code
VERANDERD = {
    "GM0265": 2015, "GM0282": 2015, "GM0241": 2015, "GM0196": 2018, "GM0299": 2018,
    "GM0236": 2019, "GM0304": 2019, "GM0733": 2019,
}  # fmt: skip


class Incident(NamedTuple):
    """What is true of an incident, as far as any delivery has said it."""

    mk_code: str
    gebied_code: str
    basisteam: str | None
    begin: datetime | None
    eind: datetime | None
    kennisname: datetime | None
    poging: bool

    @property
    def teldatum(self) -> date:
        moment = self.begin or self.eind or self.kennisname
        assert moment is not None
        return moment.date()

    @property
    def in_eenheid(self) -> bool:
        """Only the gemeenten of the unit have a basisteam; an unknown gemeente counts nowhere."""
        return self.basisteam is not None and self.gebied_code != "GM0000"


def lees(pad: Path, scheiding: str = ",") -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=scheiding))


def pseudoniem(incident_id: str) -> str:
    """The first 128 bits of HMAC-SHA256, written as a UUID; computed here by Python's own hmac."""
    return str(uuid.UUID(hex=hmac.new(VASTE_SLEUTEL, incident_id.encode(), hashlib.sha256).hexdigest()[:32]))


def waarheid(demo: Demo, keuze: str = "desc", moment: datetime = NIEUWSTE) -> dict[str, Incident]:
    """Incidents as the deliveries up to `moment` show them, by pseudonym; keuze 'asc': as first shown."""
    rijen = duckdb.execute(
        f"""select
            incident_id, mk_code, coalesce(gebied_code, 'GM0000'), basisteam, "begin", eind, kennisname,
            poging
        from (
            from '{demo.waarheid}/waarheid.parquet' where geldig_vanaf <= ?
            qualify row_number() over (partition by incident_id order by versie {keuze}) = 1)
        where not ingetrokken""",
        [moment],
    ).fetchall()
    return {pseudoniem(rij[0]): Incident(*rij[1:]) for rij in rijen}


@pytest.fixture(scope="module")
def waar(demo: Demo) -> dict[str, Incident]:
    """Incidents that exist according to the newest delivery."""
    return waarheid(demo)


@pytest.fixture(scope="module")
def gemeten(demo_stand: Stand) -> list[Rij]:
    """Every indicator of the demonstration."""
    return demo_stand.rijen("from marts.indicatoren")


def test_feit_incident_is_de_waarheid(demo_stand: Stand, waar: dict[str, Incident]) -> None:
    geleverd = {
        r.pop("pseudoniem"): Incident(**r)
        for r in demo_stand.rijen(
            """select pseudoniem, mk_code, gebied_code, basisteam_code as basisteam, "begin", eind,
            kennisname, poging from marts.feit_incident"""
        )
    }
    assert len(waar) > 10_000
    assert geleverd.keys() == waar.keys()
    assert [(p, geleverd[p], waar[p]) for p in waar if geleverd[p] != waar[p]] == []


def test_ingetrokken_en_bewogen_incidenten_zijn_er(demo: Demo) -> None:
    """The test above means something: all that can happen to an incident happened to some."""
    soorten = dict(
        duckdb.execute(
            f"select wijziging, count(geldig_vanaf) from '{demo.waarheid}/waarheid.parquet' group by 1"
        ).fetchall()
    )
    assert (
        min(soorten[s] for s in ("herindeling", "verplaatst", "ingetrokken", "herleverd", "datum", "poging"))
        > 5
    )


def test_feit_incident_maand_telt_de_waarheid(
    demo_stand: Stand, demo: Demo, waar: dict[str, Incident]
) -> None:
    def sleutel(i: Incident) -> tuple[str, str, date]:
        return i.gebied_code, i.mk_code, i.teldatum.replace(day=1)

    aantal = Counter(sleutel(i) for i in waar.values())
    pogingen = Counter(sleutel(i) for i in waar.values() if i.poging)
    eerst = Counter(sleutel(i) for i in waarheid(demo, "asc").values())
    rijen = demo_stand.rijen("from marts.feit_incident_maand where bron = 'bvi_incidenten'")
    assert {(r["gebied_code"], r["mk_code"], r["maand"]) for r in rijen} == aantal.keys() | eerst.keys()
    for r in rijen:
        k = (r["gebied_code"], r["mk_code"], r["maand"])
        gevonden = (r["aantal"], r["aantal_pogingen"], r["aantal_eerst_gemeld"])
        assert gevonden == (aantal[k], pogingen[k], eerst[k]), k


def districten() -> dict[str, str]:
    """CBS code of the district per gemeente of 2014 and its successors."""
    per_gemeente = {
        r["gebied_code"]: DISTRICT[r["district"]] for r in lees(AANNAMES / "gemeente_basisteam.csv")
    }
    assert len(per_gemeente) == 81
    return per_gemeente | {
        nieuw: per_gemeente[oud] for oud, nieuw in VOORTGEZET.items() if oud in per_gemeente
    }


def geteld(waar: dict[str, Incident], codes: set[str], indeling: int = 2020) -> Counter[tuple[str, int]]:
    """Incidents per area (gemeente in the borders of `indeling`, basisteam, district, unit) and year."""
    per_gemeente = districten()
    aantal: Counter[tuple[str, int]] = Counter()
    for i in waar.values():
        if i.mk_code in codes and i.in_eenheid:
            gemeente = VOORTGEZET.get(i.gebied_code, i.gebied_code) if indeling == 2020 else i.gebied_code
            for gebied in (gemeente, i.basisteam, per_gemeente[i.gebied_code], "RE02"):
                aantal[str(gebied), i.teldatum.year] += 1
    return aantal


def verwachte_rijen(aantal: Counter[tuple[str, int]], indeling: int) -> dict[tuple[str, str], int]:
    """Every figure that must be there: whole years, and three years below district level."""
    teams = {r["basisteam_code"] for r in lees(AANNAMES / "basisteams.csv")}
    van_2014 = {r["gebied_code"] for r in lees(AANNAMES / "gemeente_basisteam.csv")}
    # mergers are bridged forward; back there is no way, so old borders lose what changed
    gemeenten = {VOORTGEZET.get(g, g) for g in van_2014} if indeling == 2020 else van_2014
    einde = VERANDERD if indeling == 2014 else {}
    assert (len(teams), len(gemeenten)) == (27, 76 if indeling == 2020 else 81)
    laag = {(g, j) for g in gemeenten | teams for j in HELE_JAREN if j < einde.get(g, 9999)}
    hoog = {(g, j) for g in {"RE02", *DISTRICT.values()} for j in HELE_JAREN}
    rijen = {(g, str(j)): aantal[g, j] for g, j in laag | hoog}
    rijen |= {
        (g, f"{j - 2}-{j}"): sum(aantal[g, k] for k in (j - 2, j - 1, j))
        for g, j in laag
        if (g, j - 2) in laag
    }
    return rijen


def vergelijk(rijen: list[Rij], verwacht: dict[tuple[str, str], int]) -> None:
    gevonden = {(r["gebied_code"], r["periode_id"]): r["waarde"] for r in rijen}
    assert len(gevonden) == len(rijen)
    assert gevonden.keys() == verwacht.keys()
    assert {k: (gevonden[k], n) for k, n in verwacht.items() if gevonden[k] != n} == {}
    assert sum(n for (g, _), n in verwacht.items() if g == "RE02") > 0


@pytest.mark.parametrize("indicator", CODES)
def test_indicatoren_zijn_de_waarheid(waar: dict[str, Incident], gemeten: list[Rij], indicator: str) -> None:
    """Every year from 2012 to 2019; 2020 is half a year and therefore no figure."""
    rijen = [r for r in gemeten if r["indicator_id"] == indicator and r["bron"] == "bvi_incidenten"]
    assert {r["indeling_jaar"] for r in rijen} == {2020}
    vergelijk(rijen, verwachte_rijen(geteld(waar, CODES[indicator]), 2020))


def test_in_oude_grenzen_valt_weg_wat_niet_te_splitsen_is(
    werkplaats: Werkplaats, demo_geladen: Geladen, waar: dict[str, Incident]
) -> None:
    """In the borders of 2014 Zevenaar with Rijnwaarden is not Zevenaar: no figure rather than a false one."""
    instelling = settings().model_copy(update={"indeling_jaar": 2014})
    stand = werkplaats.bouw(demo_geladen.plekken, con=demo_geladen.con, instelling=instelling)
    rijen = stand.rijen(
        """from marts.indicatoren
        where indicator_id = 'woninginbraken' and bron = 'bvi_incidenten' and indeling_jaar = 2014"""
    )
    vergelijk(
        [r for r in rijen if r["waarde"] is not None], verwachte_rijen(geteld(waar, WONING, 2014), 2014)
    )
    # and where there is none it says why
    leeg = {(r["gebied_code"], r["celstatus"], r["reden_code"]) for r in rijen if r["waarde"] is None}
    opgegaan = {"GM0196", "GM0299", "GM0236", "GM0304", "GM0733", "GM0241", "GM0265", "GM0282"}
    assert leeg == {(code, "niet te maken", "gemeente_opgegaan") for code in opgegaan}


ITEMS = {
    "kans_groot": "kans_woninginbraak",
    "cijfer": "rapportcijfer_veiligheid",
    "weleens_onveilig": "onveiligheidsgevoel",
    "vertrouwen": "vertrouwen_politie",
    "tevreden": "functioneren_politie_buurt",
    "slachtoffer": "slachtoffer_woninginbraak",
}


def test_enquete_vangt_de_waarheid(demo: Demo, gemeten: list[Rij]) -> None:
    """Of all cells of unit and districts at least 90 % of the 95 % intervals hold the true value."""
    waar = duckdb.execute(
        f"select golf, gebied_code, item, waarde from '{demo.waarheid}/waarheid_enquete.parquet'"
    ).fetchall()
    cellen = {
        (r["indicator_id"], r["gebied_code"], r["periode_id"]): r
        for r in gemeten
        if r["bron"] == "vm_microdata"
    }
    raak = []
    for golf, gebied, item, waarde in waar:
        if gebied != "RE02" and gebied not in DISTRICT.values():
            continue
        cel = cellen[ITEMS[item], gebied, f"VM{golf}"]
        assert cel["ondergrens"] <= cel["waarde"] <= cel["bovengrens"]
        raak.append(cel["ondergrens"] <= waarde <= cel["bovengrens"])
    assert len(raak) == len(ITEMS) * 7 * 6  # seven waves, the unit and five districts
    assert 0.90 <= sum(raak) / len(raak) < 1.0


def test_het_gepubliceerde_cijfer_leidt(demo: Demo, gemeten: list[Rij]) -> None:
    """Made from the same respondents and printed in tenths: the difference is rounding, and is shown."""
    kolom = {
        "kans_woninginbraak": "VanInbraakInWoning_5",
        "rapportcijfer_veiligheid": "RapportcijferVeiligheidInBuurt_18",
        "onveiligheidsgevoel": "VoeltZichWelEensOnveilig_1",
    }
    cellen = {(r["indicator_id"], r["gebied_code"], r["periode_id"], r["bron"]): r for r in gemeten}
    vergeleken = 0
    for pad in sorted((demo.raw / "cbs_81877ned").glob("*.csv")):
        for gedrukt in (r for r in lees(pad, ";") if r["Marges"].strip() == "1"):
            for indicator, kop in kolom.items():
                if gedrukt[kop].strip() == ".":  # a large gemeente has only the figure about youths
                    continue
                plek = (indicator, gedrukt["RegioS"].strip(), f"VM{gedrukt['Perioden'][:4]}")
                leidt, volgt = cellen[(*plek, "cbs_81877ned")], cellen[(*plek, "vm_microdata")]
                assert (leidt["leidend"], volgt["leidend"], leidt["verschil"]) == (True, False, None)
                assert leidt["waarde"] == float(gedrukt[kop])
                if volgt["waarde"] is None:  # too few answers to show: nothing to compare
                    assert volgt["verschil"] is None
                    continue
                assert volgt["verschil"] == pytest.approx(volgt["waarde"] - float(gedrukt[kop]))
                assert abs(volgt["verschil"]) < 0.051 < volgt["verschil_marge"]
                vergeleken += 1
    assert vergeleken >= 2 * 3  # two waves, three questions, at least for the unit
    per_cijfer = Counter(
        (r["indicator_id"], r["gebied_code"], r["periode_id"]) for r in gemeten if r["leidend"]
    )
    assert set(per_cijfer.values()) == {1}
    assert set(per_cijfer) == {plek[:3] for plek in cellen}


def test_jeugdoverlast_en_de_top_tien(demo: Demo, demo_stand: Stand, gemeten: list[Rij]) -> None:
    (bestand,) = (demo.raw / "jeugdoverlast").glob("*.csv")
    rijen = lees(bestand, ";")
    per_gemeente = districten()
    verwacht = {
        (r["Gebiedscode"], r["Jaar"]): int(r["Aantal"]) for r in rijen if r["Gebiedscode"] in per_gemeente
    }
    gevonden = {
        (r["gebied_code"], r["periode_id"]): r["waarde"]
        for r in gemeten
        if r["indicator_id"] == "jeugdoverlast_meldingen"
    }
    assert gevonden == verwacht
    top: Counter[str] = Counter({r["Jaar"]: 0 for r in rijen})
    for r in rijen:
        hoger = sum(int(ander["Aantal"]) > int(r["Aantal"]) for ander in rijen if ander["Jaar"] == r["Jaar"])
        top[r["Jaar"]] += hoger < 10 and r["Gebiedscode"] in per_gemeente
    doelen = demo_stand.rijen(
        "from marts.doelbereik where doel_id = 'T07' and rol = 'doel' and waarde is not null"
    )
    assert {str(r["jaar"]): r["waarde"] for r in doelen} == dict(top)
    assert top["2018"] == 1
    (rij,) = [r for r in doelen if r["jaar"] == 2018]
    # by number one of the unit is in it, per inhabitant none: as long as these disagree there is no verdict
    lezingen = demo_stand.rijen("from marts.t07_lezingen where jaar = 2018 and meetstatus = 'gemeten'")
    assert {r["lezing"]: r["norm_gehaald"] for r in lezingen} == {"aantal": False, "per_1000": True}
    assert (rij["norm_gehaald"], rij["reden_code"]) == (None, "lezingen_oneens")


def test_jeugdoverlast_komt_overeen_met_de_incidenten(demo: Demo, gemeten: list[Rij]) -> None:
    """The national list was made on 1-2-2020; the unit's part is what the incidents said then."""
    rijen = duckdb.execute(
        f"""select gebied_code, year(coalesce("begin", eind, kennisname))::varchar, count(*)
        from (
            from '{demo.waarheid}/waarheid.parquet' where geldig_vanaf <= timestamp '2020-02-01 09:00'
            qualify row_number() over (partition by incident_id order by versie desc) = 1)
        where not ingetrokken and mk_code = 'E35' and basisteam is not null and gebied_code is not null
        group by all"""
    ).fetchall()
    verwacht = {(g, j): n for g, j, n in rijen if int(j) in HELE_JAREN}
    gevonden = {
        (r["gebied_code"], r["periode_id"]): int(r["waarde"])
        for r in gemeten
        if r["indicator_id"] == "jeugdoverlast_meldingen" and r["waarde"]
    }
    assert gevonden == verwacht


def test_maandcijfers_zijn_de_laatst_geleverde(demo: Demo, demo_stand: Stand) -> None:
    vroeg, laat = sorted((demo.raw / "bvi_maandcijfers").glob("*.csv"))
    verwacht = {
        (r["Gebiedscode"], r["Incidentsoort code"], r["Maand"]): int(r["Aantal"]) for r in lees(laat, ";")
    }
    eerder = {
        (r["Gebiedscode"], r["Incidentsoort code"], r["Maand"]): int(r["Aantal"]) for r in lees(vroeg, ";")
    }
    rijen = demo_stand.rijen(
        """select gebied_code, mk_code, strftime(maand, '%Y-%m') as maand, aantal, aantal_eerst_gemeld
        from marts.feit_incident_maand where bron = 'bvi_maandcijfers'"""
    )
    gevonden = {(r["gebied_code"], r["mk_code"], r["maand"]): r for r in rijen}
    assert gevonden.keys() == verwacht.keys()
    anders = 0
    for k, r in gevonden.items():
        assert r["aantal"] == verwacht[k]
        assert r["aantal_eerst_gemeld"] == eerder.get(k, verwacht[k])
        anders += r["aantal"] != r["aantal_eerst_gemeld"]
    assert anders > 0


def test_alle_misdrijven_zijn_maandcijfers_plus_incidenten(
    demo: Demo, demo_stand: Stand, waar: dict[str, Incident]
) -> None:
    misdrijven = {
        r["mk_code"]
        for r in lees(PROJECT / "dbt_project" / "seeds" / "mk_codes.csv")
        if r["inp_code"].strip()
    }
    per_jaar: Counter[int] = Counter(
        i.teldatum.year for i in waar.values() if i.in_eenheid and i.mk_code in misdrijven
    )
    for r in lees(max((demo.raw / "bvi_maandcijfers").glob("*.csv")), ";"):
        if r["Incidentsoort code"] in misdrijven:
            per_jaar[int(r["Maand"][:4])] += int(r["Aantal"])
    rijen = demo_stand.rijen(
        "from marts.doelbereik where doel_id = 'T12' and rol = 'doel' and waarde is not null"
    )
    assert {r["jaar"]: r["waarde"] for r in rijen} == {j: per_jaar[j] for j in HELE_JAREN}


def eerste_levering(demo: Path, naar: Path) -> Plekken:
    """A collection that holds nothing but the police's first extract, of 1-3-2014."""
    map_ = naar / "raw" / DEMO / "bvi_incidenten"
    map_.mkdir(parents=True)
    for pad in demo.glob("bvi_incidenten/bvi_2014-03-01.csv*"):
        shutil.copy2(pad, map_)
    assert len(list(map_.iterdir())) == 2
    return Plekken(DEMO, map_.parent, naar / "warehouse" / DEMO)


def basismeting(stand: Stand) -> dict[int, float]:
    assert stand.peildatum == date(2014, 3, 1)
    rijen = stand.rijen(
        """from marts.doelbereik
        where doel_id = 'T02' and is_hoofd and rol = 'doel' and bron = 'bvi_incidenten' and jaar in (2012, 2013)"""
    )
    assert {r["meetstatus"] for r in rijen} == {"gemeten"}
    return {r["jaar"]: r["waarde"] for r in rijen}


def test_basismeting_klein(werkplaats: Werkplaats, demo: Demo, tmp_path: Path) -> None:
    stand = werkplaats.bouw(eerste_levering(demo.raw, tmp_path))
    assert basismeting(stand) == {2012: round(15642 * SCHAAL), 2013: round(14903 * SCHAAL)}
    per_jaar = Counter(
        i.teldatum.year
        for i in waarheid(demo, moment=datetime(2014, 3, 1, 23, 59)).values()
        if i.in_eenheid and i.mk_code in WONING
    )
    assert basismeting(stand) == {j: per_jaar[j] for j in (2012, 2013)}


@pytest.fixture(scope="module", params=[2014, pytest.param(7, marks=pytest.mark.soak)])
def volle_schaal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demonstration at its full size, by two seeds; in others chance may hide the displacement."""
    map_ = tmp_path_factory.mktemp("vol")
    schrijf_demo(map_ / "raw", map_ / "waar", zaad=request.param, schaal=1.0)
    yield map_ / "raw"
    shutil.rmtree(map_)


def test_basismeting_op_volle_schaal(werkplaats: Werkplaats, volle_schaal: Path, tmp_path: Path) -> None:
    """As known on 1-3-2014: 15.642 in 2012 and 14.903 in 2013, as the strategy prints, whatever the seed."""
    stand = werkplaats.bouw(eerste_levering(volle_schaal, tmp_path))
    assert basismeting(stand) == {2012: 15642, 2013: 14903}


# one extract of all of 2012 and 2013, then every second yearly window: each year once, and nothing else
HELE_JAREN_EENMAAL = (
    "bvi_2014-03-01",
    "bvi_2016-02-01_jaren",
    "bvi_2018-02-01_jaren",
    "bvi_2020-02-01_jaren",
)


def test_waterbed_op_volle_schaal(werkplaats: Werkplaats, volle_schaal: Path, tmp_path: Path) -> None:
    """The mart tells the planted displacement from the peak that was over by itself, and sees no other."""
    map_ = tmp_path / "raw" / DEMO / "bvi_incidenten"
    map_.mkdir(parents=True)
    for naam in HELE_JAREN_EENMAAL:
        for pad in volle_schaal.glob(f"bvi_incidenten/{naam}.csv*"):
            shutil.copy2(pad, map_)
    stand = werkplaats.bouw(Plekken(DEMO, map_.parent, tmp_path / "warehouse" / DEMO))
    with (AANNAMES / "gebeurtenissen.csv").open(encoding="utf-8", newline="") as bestand:
        gepland = {r["soort"].split(":")[1].strip(): r["gebied_code"] for r in csv.DictReader(bestand)}
    uit = {
        r["gebied_code"]: r
        for r in stand.rijen(
            "from marts.waterbed where voor_periode = '2015-2016' and na_periode = '2017-2018'"
        )
    }
    echt, schijn = gepland["gerichte aanpak"], gepland["toevallige piek die vanzelf zakt"]
    assert len(uit) == 76
    assert [code for code, r in uit.items() if r["uitkomst"] == "verplaatsing"] == [echt]
    assert uit[schijn]["uitkomst"] == "daling na een piek"
    assert "wijst op verplaatsing" in uit[echt]["toelichting"]
    # 42 of its 117 km border Drenthe, of which nothing is delivered, and 24 km Germany
    assert uit[schijn]["rand_procent"] == pytest.approx(57, abs=1)
    assert uit[echt]["rand_procent"] == 0


def test_verkenning_telt_de_waarheid(demo_stand: Stand, waar: dict[str, Incident]) -> None:
    """Per basisteam and year: burglaries, attempts and the kind of span, counted from what really happened."""
    inbraken = [i for i in waar.values() if i.mk_code in WONING and i.in_eenheid and i.teldatum.year >= 2012]
    dag = timedelta(days=1)
    verwacht: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for i in inbraken:
        assert i.basisteam is not None
        if i.begin is None or i.eind is None:
            soort = 5
        elif i.eind < i.begin:
            soort = 4
        else:
            soort = 2 if i.eind - i.begin <= dag else 3
        cel = verwacht[i.basisteam, i.teldatum.year]
        cel[0] += 1
        cel[1] += i.poging
        cel[soort] += 1
    rijen = demo_stand.rijen(
        """select basisteam_code, jaar, aantal, pogingen, tijd_tot_een_dag, tijd_langer, tijd_omgekeerd, tijd_onbekend
        from marts.verkenning_basisteam where aantal > 0"""
    )
    assert {(r.pop("basisteam_code"), r.pop("jaar")): list(r.values()) for r in rijen} == verwacht
    for soort in (2, 3, 4, 5):
        assert sum(cel[soort] for cel in verwacht.values()) > 0


def test_verkenning_verdeelt_de_waarheid_over_de_week(demo_stand: Stand, waar: dict[str, Incident]) -> None:
    """Spans up to a day, hour by hour in exact fractions; the figures differ a millionth per incident at most."""
    uur = timedelta(hours=1)
    verwacht: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    incidenten = 0
    for i in waar.values():
        if i.mk_code not in WONING or not i.in_eenheid or i.teldatum.year < 2012:
            continue
        if i.begin is None or i.eind is None or not i.begin <= i.eind <= i.begin + timedelta(days=1):
            continue
        incidenten += 1
        van = i.begin.replace(minute=0, second=0, microsecond=0)
        if i.begin == i.eind:
            verwacht[van.isoweekday(), van.hour] += 1
            continue
        while van < i.eind:
            seconden = int((min(i.eind, van + uur) - max(i.begin, van)).total_seconds())
            verwacht[van.isoweekday(), van.hour] += Fraction(
                seconden, int((i.eind - i.begin).total_seconds())
            )
            van += uur
    rijen = demo_stand.rijen(
        "select weekdag, uur, sum(gewicht) as gewicht from marts.verkenning_tijd group by weekdag, uur"
    )
    assert len(rijen) == 168
    # published as DOUBLE, which Power BI can read: whole to within what a double holds
    assert sum(r["gewicht"] for r in rijen) == pytest.approx(incidenten, rel=1e-12)
    for r in rijen:
        afwijking = abs(float(r["gewicht"]) - float(verwacht[r["weekdag"], r["uur"]]))
        assert afwijking <= 1e-6 * incidenten, r


def test_themaselectie_van_de_demonstratie(demo_stand: Stand) -> None:
    """Every gemeente of 2014 names burglary (l.460 of the strategy), and the 2018 reports of CCV and OM never came."""
    per_thema = {(r["keuze_jaar"], r["thema_code"]): r for r in demo_stand.rijen("from marts.themaselectie")}
    assert len(per_thema) == 30
    hic = per_thema[2014, "1.3"]
    assert (hic["plannen_gemeenten"], hic["plannen_van"], hic["bronnen"]) == (81, 81, 5)
    assert {t for (jaar, t), r in per_thema.items() if jaar == 2014 and r["in_strategie"]} == {
        "1.1", "1.3", "3.1", "5.2"
    }  # fmt: skip
    assert {r["in_strategie"] for (jaar, _), r in per_thema.items() if jaar == 2018} == {None}
    for soort in ("trendanalyse", "perspectiefnota"):
        assert {r[f"{soort}_status"] for (jaar, _), r in per_thema.items() if jaar == 2018} == {
            "geen rapport"
        }
    assert per_thema[2018, "1.3"]["veiligheidsbeeld_bron"] == "Veiligheidsbeeld Oost-Nederland 2016"
