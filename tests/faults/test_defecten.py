"""Every defect of tests/defecten.csv is found by the expectation that it names, and by nothing else.

A defect is planted in a prepared stage and the suite of its table is run; then the table is put back. The
suite is also run without that one expectation: it has to pass, or the defect would have been found anyway.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from defecten import DEFECTEN, Defect
from voorbereiding import OPENBAAR, Gebouwd

from pipelines.quality.suites import MAP, POORTEN, controleer_suites
from pipelines.quality.uitkomst import Uitkomst
from pipelines.quality.validation import valideer

_GEPLANT = re.compile(r"^(?:update|delete from|insert into|alter table) (\w+)\.(\w+)")


GEPLANT = [d for d in DEFECTEN if not d.end_to_end]


@contextmanager
def geplant(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[None]:
    """The stage with the defect in it; afterwards the table is as it was."""
    gevonden = _GEPLANT.match(sql)
    assert gevonden, f"write the defect as one UPDATE, DELETE, INSERT or ALTER: {sql}"
    tabel = ".".join(gevonden.groups())
    con.execute(f"create or replace temp table ongeschonden as from {tabel}")
    try:
        con.execute(sql)
        yield
    finally:
        con.execute(f"create or replace table {tabel} as from ongeschonden")


def zonder(verwachting: str, stage: str, tabel: str, doel: Path) -> Path:
    """A folder of suites with this one suite, from which one expectation was taken."""
    inhoud = json.loads((MAP / stage / f"{tabel}.json").read_text(encoding="utf-8"))
    rest = [v for v in inhoud["expectations"] if v["meta"]["id"] != verwachting]
    assert len(rest) == len(inhoud["expectations"]) - 1
    inhoud["expectations"] = rest
    (doel / stage).mkdir(parents=True)
    (doel / stage / f"{tabel}.json").write_text(json.dumps(inhoud), encoding="utf-8")
    return doel


def _mis(uitkomsten: list[Uitkomst]) -> set[str]:
    return {u.verwachting for u in uitkomsten if not u.geslaagd}


@pytest.fixture(scope="session")
def ongeschonden(gebouwd: dict[str, Gebouwd]) -> dict[str, dict[str, Uitkomst]]:
    """The outcome of every expectation on each collection before anything is planted."""
    return {
        naam: {u.verwachting: u for stage in POORTEN for u in valideer(verzameling.con, stage)}
        for naam, verzameling in gebouwd.items()
    }


@pytest.mark.parametrize("defect", GEPLANT, ids=lambda d: f"{d.id}-{d.verwachting}")
def test_the_named_expectation_alone_finds_the_defect(
    defect: Defect,
    gebouwd: dict[str, Gebouwd],
    ongeschonden: dict[str, dict[str, Uitkomst]],
    tmp_path: Path,
) -> None:
    con = gebouwd[defect.verzameling].con
    vooraf = ongeschonden[defect.verzameling]
    eerder = vooraf[defect.verwachting]
    # what only warns may be there for other rows: then it has to find more
    assert eerder.geslaagd or eerder.ernst == "waarschuwt", "the defect is there before it is planted"
    al_mis = {naam for naam, u in vooraf.items() if not u.geslaagd}
    with geplant(con, defect.sql):
        met = valideer(con, defect.stage, [defect.tabel])
        weggelaten = zonder(defect.verwachting, defect.stage, defect.tabel, tmp_path)
        rest = valideer(con, defect.stage, [defect.tabel], weggelaten)
    gevonden = next(u for u in met if u.verwachting == defect.verwachting)
    assert not gevonden.geslaagd
    assert gevonden.ernst == defect.ernst
    assert gevonden.afwijkend > eerder.afwijkend and gevonden.voorbeelden, (
        "a failed expectation names its rows"
    )
    assert not (gevonden.waargenomen or "").startswith("fout"), gevonden.waargenomen
    assert _mis(rest) - al_mis == defect.ook - al_mis


@pytest.mark.parametrize("verzameling", ["openbaar", "demo"])
def test_nothing_blocks_and_everything_is_evaluated(
    verzameling: str, ongeschonden: dict[str, dict[str, Uitkomst]]
) -> None:
    uitkomsten = ongeschonden[verzameling]
    assert set(uitkomsten) == {v.id for s in controleer_suites() for v in s.verwachtingen}
    assert not [naam for naam, u in uitkomsten.items() if u.blokkeert]


# what a reader of the public figures must know; those of stage raw are counted in the files themselves below
WAARSCHUWINGEN = {
    "raw.bijlage1_kolomtotalen.eenheid_is_som_districten": 1,
    "raw.bijlage1_kolomtotalen.gedrukt_totaal_sluit_aan": 2,
    "raw.cbs_81877ned.marge_niet_nul": 84,
    "raw.cbs_81877ned.waarde_niet_leeg": 61,
    "raw.cbs_81928ned.marge_niet_nul": 9,
    "raw.cbs_81928ned.waarde_niet_leeg": 9,
    "raw.cbs_83648ned.nul_is_geteld": 591,
    "raw.politie_47018ned.nul_is_geteld": 228,
    "raw.politie_47021ned.geen_sprong": 1,
    "intermediate.int_gebied.naam_bekend": 7,
    "intermediate.int_misdrijven.dekking_volledig": 11,
    "marts.brug_mk_inp.koppeling_zeker": 17,
    "marts.brug_mk_vng.koppeling_zeker": 59,
    "marts.doelbereik.doel_te_beoordelen": 12,
    "marts.gedrukte_cijfers.narekenen_geeft_hetzelfde": 7,
    "marts.leveringen.bron_op_tijd": 3,
    "marts.themaselectie.elke_bron_geleverd": 2,
}


def test_the_public_figures_pass_with_these_warnings(
    ongeschonden: dict[str, dict[str, Uitkomst]],
) -> None:
    gevonden = {n: u.afwijkend for n, u in ongeschonden["openbaar"].items() if not u.geslaagd}
    assert gevonden == WAARSCHUWINGEN


def _kolommen(bron: str, *koppen: str, teken: str = ";") -> list[tuple[str, ...]]:
    (pad,) = (OPENBAAR / bron).glob("*.csv")
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        return [tuple(rij[k].strip() for k in koppen) for rij in csv.DictReader(bestand, delimiter=teken)]


def test_the_warnings_about_files_are_what_the_files_say() -> None:
    beleving = _kolommen(
        "cbs_81877ned",
        "Marges",
        "VoeltZichWelEensOnveilig_1",
        "VanInbraakInWoning_5",
        "RapportcijferVeiligheidInBuurt_18",
    )
    oordeel = _kolommen(
        "cbs_81928ned",
        "Marges",
        "VertrouwenInPolitieSchaalscore_51",
        "TotaleFunctionerenTevreden_55",
        teken=",",
    )
    misdrijven = _kolommen("cbs_83648ned", "TotaalGeregistreerdeMisdrijven_1", teken=",")
    bijlage = _kolommen("bijlage1_kolomtotalen", "printed_total", "computed_sum", teken=",")
    assert {n: w for n, w in WAARSCHUWINGEN.items() if n.startswith("raw.")} == {
        "raw.cbs_81877ned.marge_niet_nul": sum(m == "2" and "0.0" in g for m, *g in beleving),
        "raw.cbs_81877ned.waarde_niet_leeg": sum(m == "1" and "." in g for m, *g in beleving),
        "raw.cbs_81928ned.marge_niet_nul": sum(m != "Waarde" and "0.0" in g for m, *g in oordeel),
        "raw.cbs_81928ned.waarde_niet_leeg": sum(m == "Waarde" and "" in g for m, *g in oordeel),
        "raw.cbs_83648ned.nul_is_geteld": sum(float(aantal) == 0 for (aantal,) in misdrijven),
        "raw.politie_47018ned.nul_is_geteld": sum(
            int(aantal) == 0 for (aantal,) in _kolommen("politie_47018ned", "GeregistreerdeMisdrijven_1")
        ),
        "raw.bijlage1_kolomtotalen.gedrukt_totaal_sluit_aan": sum(g != s for g, s in bijlage),
        # the row of the unit (C16), and 2020 against 2019: 366,802 to 510,172
        "raw.bijlage1_kolomtotalen.eenheid_is_som_districten": 1,
        "raw.politie_47021ned.geen_sprong": 1,
    }


def test_the_list_covers_every_stage_and_source() -> None:
    assert len(DEFECTEN) >= 35
    assert max(Counter(d.id for d in DEFECTEN).values()) == 1
    assert {d.stage for d in DEFECTEN} == set(POORTEN)
    assert {d.ernst for d in DEFECTEN} == {"blokkeert", "waarschuwt"}
    assert len([d for d in DEFECTEN if d.end_to_end]) == 5
    ruw = {s.tabel for s in controleer_suites(stages=["raw"])}
    assert {d.tabel for d in DEFECTEN if d.stage == "raw"} == ruw


def test_the_list_names_expectations_as_they_are() -> None:
    ernst = {v.id: v.ernst for s in controleer_suites() for v in s.verwachtingen}
    assert [d.id for d in DEFECTEN if ernst.get(d.verwachting) != d.ernst] == []
    assert [d.id for d in DEFECTEN if not d.verwachting.startswith(f"{d.stage}.{d.tabel}.")] == []
    assert [d.id for d in DEFECTEN if not d.ook <= ernst.keys()] == []
