"""Every way to end: its exit code, and one sentence that says what to do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from conftest import OPENBAAR, SNEL, Kweekbak, bytes_onder, is_heel, roep, zonder_spoor

pytestmark = pytest.mark.end_to_end

RUN = ("run", "--verzameling", "openbaar")
JEUGD = "Gebiedscode;Gemeente;Jaar;Aantal;Kenmerk\n"


def leg(data: Path, pad: str, inhoud: str, briefje: str | None = "peilmoment: 2015-03-01T06:00:00\n") -> Path:
    """Put a delivery with its note in data/raw."""
    bestand = data / "raw" / pad
    bestand.parent.mkdir(parents=True, exist_ok=True)
    bestand.write_text(inhoud, encoding="utf-8")
    if briefje is not None:
        bestand.with_name(bestand.name + ".levering.yml").write_text(briefje)
    return bestand


@pytest.mark.parametrize(
    ("argv", "env", "zin"),
    [
        (
            ("run", "--verzameling", "nergens"),
            {},
            "There is no collection 'nergens': choose from openbaar, or make",
        ),
        (("status", "--verzameling", "nergens"), {}, "There is no collection 'nergens'"),
        (("scorebord", "--verzameling", "nergens"), {}, "There is no collection 'nergens'"),
        (("herkomst", "T02", "2016", "--verzameling", "nergens"), {}, "There is no collection 'nergens'"),
        (("run", "--verzameling", "../openbaar"), {}, "cannot be the name of a collection"),
        ((*RUN, "--peildatum", "31-12-2016"), {}, "'31-12-2016' is not a date: write it as yyyy-mm-dd"),
        ((*RUN, "--peildatum", "2016-02-30"), {}, "'2016-02-30' is not a date"),
        ((*RUN, "--bron", "kadaster"), {}, "There is no source 'kadaster'; choose from "),
        (RUN, {"VEILIGHEIDSBEELD_THREADS": "nul"}, "The settings are wrong: threads"),
        (RUN, {"VEILIGHEIDSBEELD_THREADS": "0"}, "The settings are wrong: threads"),
        (RUN, {"VEILIGHEIDSBEELD_GEHEUGEN": "veel"}, "The settings are wrong: geheugen"),
        (("run", "--snel"), {}, "No such option"),
        (("vlieg",), {}, "No such command"),
        (("demo", "--schaal", "9"), {}, "Invalid value for '--schaal'"),
        (("herkomst", "T99", "2016", "--verzameling", "openbaar"), {}, "T99"),
    ],
)
def test_wrong_use_is_2(
    gepubliceerd: Path, kweekbak: Kweekbak, argv: tuple[str, ...], env: dict[str, str], zin: str
) -> None:
    voor = bytes_onder(gepubliceerd / "warehouse" / "openbaar" / "publicaties")
    afloop = kweekbak.draai(gepubliceerd, *argv, **env)
    assert afloop.code == 2, afloop.alles
    assert zin in afloop.fout and zonder_spoor(afloop.alles)
    assert bytes_onder(gepubliceerd / "warehouse" / "openbaar" / "publicaties") == voor


def test_nothing_published_yet_says_which_command_would(leeg: Path, kweekbak: Kweekbak) -> None:
    (leeg / "raw" / "eigen").mkdir()
    for vraag in (("scorebord",), ("herkomst", "T02", "2016")):
        afloop = kweekbak.draai(leeg, *vraag, "--verzameling", "eigen")
        assert afloop.code == 2 and "`veiligheidsbeeld run --verzameling eigen`" in afloop.fout
    afloop = kweekbak.draai(leeg, "run", "--verzameling", "eigen")
    assert (afloop.code, afloop.uit) == (1, "") and "No accepted delivery in " in afloop.fout


def test_debug_shows_where_and_stands_anywhere(gepubliceerd: Path, kweekbak: Kweekbak) -> None:
    for argv in (("--debug", *RUN), (*RUN, "--debug")):
        afloop = kweekbak.draai(gepubliceerd, *argv, VEILIGHEIDSBEELD_THREADS="nul")
        assert "Traceback" in afloop.fout and "settings.py" in afloop.fout


def test_fictitious_among_real_ones_is_2_and_nothing_is_published(data: Path, kweekbak: Kweekbak) -> None:
    voor = bytes_onder(data / "warehouse" / "openbaar" / "publicaties")
    leg(data, "openbaar/jeugdoverlast/demo.csv", JEUGD + "GM0202;Arnhem;2014;12;PL9999-1\n")
    afloop = kweekbak.draai(data, *RUN)
    assert afloop.code == 2 and zonder_spoor(afloop.alles)
    assert (
        "demo.csv" in afloop.fout
        and "is fictitious" in afloop.fout
        and "move it to data/raw/demo" in afloop.fout
    )
    assert "Fictitious and real deliveries are mixed: nothing is published." in afloop.fout
    # deep in a file that looks real it is found while loading, and ends the same way
    rijen = "".join(f"GM{n:04};Arnhem;2014;12;X{n}\n" for n in range(50))
    leg(data, "openbaar/jeugdoverlast/demo.csv", JEUGD + rijen + "GM0202;Arnhem;2014;12;PL9999-1\n")
    afloop = kweekbak.draai(data, *RUN, eerst=SNEL)
    assert afloop.code == 2 and "demo.csv line 52 is fictitious" in afloop.fout, afloop.alles
    assert bytes_onder(data / "warehouse" / "openbaar" / "publicaties") == voor


def test_real_in_the_demonstration_is_2(leeg: Path, kweekbak: Kweekbak) -> None:
    leg(leeg, "demo/jeugdoverlast/echt.csv", JEUGD + "GM0202;Arnhem;2014;12;X1\n")
    afloop = kweekbak.draai(leeg, "run", "--verzameling", "demo")
    assert afloop.code == 2 and "echt.csv is not marked fictitious" in afloop.fout
    assert not (leeg / "warehouse" / "demo" / "publicaties").exists()


def test_a_refused_delivery_beside_an_accepted_one_publishes_and_is_1(data: Path, kweekbak: Kweekbak) -> None:
    leg(data, "openbaar/politie_47021ned/kapot.csv", "jaar;aantal\n2014;1\n")
    shutil.copy(next((OPENBAAR / "cbs_70072ned").glob("*.csv")), data / "raw/openbaar/cbs_70072ned/later.csv")
    leg(data, "openbaar/cbs_70072ned/later.csv.levering.yml", "peilmoment: 2024-09-15T06:00:00\n", None)
    oud = (data / "warehouse" / "openbaar" / "actueel").resolve()
    afloop = kweekbak.draai(data, *RUN, eerst=SNEL)
    assert afloop.code == 1 and zonder_spoor(afloop.alles), afloop.alles
    assert "Refused: kapot.csv line 1 lacks the column" in afloop.alles and "Published " in afloop.uit
    nieuw = (data / "warehouse" / "openbaar" / "actueel").resolve()
    assert nieuw != oud and is_heel(nieuw)
    status = kweekbak.draai(data, "status", "--verzameling", "openbaar")
    regel = next(r for r in status.uit.splitlines() if r.strip().startswith("politie_47021ned"))
    assert "1 refused, source is outdated" in regel
    assert "Refused: kapot.csv" in status.uit and "published (exit 1)" in status.uit
    # the next night finds the same refused file: nothing new, and still 1
    afloop = kweekbak.draai(data, *RUN)
    assert afloop.code == 1 and "Nothing new" in afloop.uit and "Refused: kapot.csv" in afloop.fout


def test_a_refused_delivery_without_another_publishes_nothing(data: Path, kweekbak: Kweekbak) -> None:
    leg(data, "openbaar/jeugdoverlast/kapot.csv", "jaar;aantal\n2014;1\n")
    oud = (data / "warehouse" / "openbaar" / "actueel").resolve()
    afloop = kweekbak.draai(data, *RUN)
    assert afloop.code == 1 and zonder_spoor(afloop.alles)
    assert "Refused: kapot.csv line 1 lacks the column 'Gebiedscode'" in afloop.fout
    assert "Every delivery of jeugdoverlast was refused: nothing is published." in afloop.fout
    assert (data / "warehouse" / "openbaar" / "actueel").resolve() == oud
    with duckdb.connect(str(data / "warehouse/openbaar/logboek.duckdb"), read_only=True) as con:
        assert con.execute("select uitkomst, code from run order by begonnen desc limit 1").fetchone() == (
            "failed", 1,
        )  # fmt: skip


def test_a_refusal_that_shows_only_while_loading_is_the_same(data: Path, kweekbak: Kweekbak) -> None:
    rijen = "".join(f"GM0202;Arnhem;veertien;{n};X{n}\n" for n in range(20))
    leg(data, "openbaar/jeugdoverlast/kapot.csv", JEUGD + rijen)
    kopie = leg(data, "openbaar/jeugdoverlast/ook.csv", JEUGD + rijen)
    afloop = kweekbak.draai(data, *RUN, eerst=SNEL)
    assert afloop.code == 1 and zonder_spoor(afloop.alles)
    assert "has 20 unreadable rows of 20, the first at line 2, column 'Jaar'" in afloop.fout, afloop.alles
    assert "Every delivery of jeugdoverlast was refused: nothing is published." in afloop.fout
    assert "Nothing was published; the earlier publication stays" in afloop.fout
    assert kopie.exists()
    # known by now: the next question is answered without a run
    assert "Every delivery of jeugdoverlast" in roep(data, *RUN).stderr


def test_an_unknown_file_is_1_and_named(data: Path, kweekbak: Kweekbak) -> None:
    leg(data, "openbaar/raadsel.csv", "a;b\n1;2\n", None)
    afloop = kweekbak.draai(data, *RUN)
    assert afloop.code == 1 and "Refused: raadsel.csv is not recognised" in afloop.fout
    assert "put it in the folder of its source" in afloop.fout


def test_two_runs_at_once_the_second_is_3_and_status_answers(data: Path, kweekbak: Kweekbak) -> None:
    leg(data, "openbaar/jeugdoverlast/a.csv", JEUGD + "GM0202;Arnhem;2014;12;X1\n")
    eerste = kweekbak.start(data, *RUN, eerst=SNEL)
    eerste.tot("gate raw")
    tweede = roep(data, *RUN)
    assert tweede.returncode == 3 and tweede.stdout == ""
    assert re.fullmatch(
        rf"Another run holds openbaar \(process {eerste.pid}, since \d\d-\d\d-\d{{4}} \d\d:\d\d:\d\d\); "
        r"wait until it ends, or stop that process\.\n",
        tweede.stderr,
    )
    status = roep(data, "status", "--verzameling", "openbaar")
    assert status.returncode == 0 and zonder_spoor(status.stderr), status.stderr
    assert f"A run is in progress: process {eerste.pid}, since " in status.stdout
    opnieuw = roep(data, *RUN, "--opnieuw")
    assert opnieuw.returncode == 3
    einde = eerste.wacht()
    assert einde.code == 0, einde.alles


def test_one_source_takes_in_its_own_news_only(data: Path, kweekbak: Kweekbak) -> None:
    kop = "Gebiedscode;Gebied;Incidentsoort code;Maand;Aantal;Kenmerk\n"
    leg(data, "openbaar/jeugdoverlast/a.csv", JEUGD + "GM0202;Arnhem;2014;12;X1\n")
    leg(data, "openbaar/bvi_maandcijfers/m.csv", kop + "GM0202;Arnhem;A10;2014-01;3;X1\n")
    leg(data, "openbaar/bvi_maandcijfers/kapot.csv", "a;b\n1;2\n")
    # that somebody looked at the files in between changes nothing
    assert kweekbak.draai(data, "status", "--verzameling", "openbaar").code == 0
    afloop = kweekbak.draai(data, *RUN, "--bron", "jeugdoverlast", eerst=SNEL)
    assert afloop.code == 0, afloop.alles
    bestand = data / "warehouse" / "openbaar" / "actueel" / "veiligheidsbeeld.duckdb"
    with duckdb.connect(str(bestand.resolve()), read_only=True) as con:
        bronnen = {r[0] for r in con.execute("select distinct bron from marts.leveringen").fetchall()}
    assert "jeugdoverlast" in bronnen and "bvi_maandcijfers" not in bronnen and len(bronnen) == 9
    assert "Nothing new" in kweekbak.draai(data, *RUN, "--bron", "jeugdoverlast").uit


def test_a_past_moment_goes_to_reports(data: Path, kweekbak: Kweekbak) -> None:
    warehouse = data / "warehouse" / "openbaar"
    actueel = (warehouse / "actueel").readlink()
    argv = (*RUN, "--peildatum", "2018-12-31")
    afloop = kweekbak.draai(data, *argv, eerst=SNEL)
    assert afloop.code == 0, afloop.alles
    rapport = warehouse / "rapporten" / "2018-12-31"
    assert rapport.is_symlink() and is_heel(rapport) and rapport.resolve().parent == warehouse / "publicaties"
    assert (warehouse / "actueel").readlink() == actueel and rapport.resolve().name != actueel.name
    with duckdb.connect(str(rapport.resolve() / "veiligheidsbeeld.duckdb"), read_only=True) as con:
        laat = con.execute("select count(*) from marts.leveringen where peilmoment > '2018-12-31 23:59:59'")
        assert laat.fetchone() == (0,)
    assert "Nothing new" in kweekbak.draai(data, *argv).uit
    # and the current publication is still known to be current
    assert "Nothing new" in kweekbak.draai(data, *RUN).uit


def test_before_the_first_delivery_there_is_nothing_to_say(data: Path, kweekbak: Kweekbak) -> None:
    afloop = kweekbak.draai(data, *RUN, "--peildatum", "2010-01-01")
    assert afloop.code == 1 and "No accepted delivery known on 01-01-2010" in afloop.fout
    assert not (data / "warehouse" / "openbaar" / "rapporten").exists()


def test_status_and_scoreboard_say_what_they_must(gepubliceerd: Path, kweekbak: Kweekbak) -> None:
    status = kweekbak.draai(gepubliceerd, "status", "--verzameling", "openbaar")
    assert status.code == 0
    regels = {r.split()[0]: r for r in status.uit.splitlines() if r.strip()}
    # rows of the delivered files, without their header
    for bron in ("politie_47018ned", "bijlage1_rijtotalen", "cbs_70072ned"):
        (bestand,) = (OPENBAAR / bron).glob("*.csv")
        rijen = len([r for r in bestand.read_text("utf-8-sig").splitlines() if r.strip()]) - 1
        gelezen, aanvaard, afgekeurd = (int(g.replace(",", "")) for g in regels[bron].split()[4:7])
        assert gelezen == rijen == aanvaard + afgekeurd, bron
    assert "late by" in regels["cbs_81928ned"] and "never delivered" in regels["vm_microdata"]
    assert re.search(r"Last run: \d\d-\d\d-\d{4} \d\d:\d\d, \d+ s, .* \(exit 0\)\.", status.uit)
    naam = (gepubliceerd / "warehouse/openbaar/actueel").readlink().name
    assert f"Published: {naam}, as-of date 2024-08-15" in status.uit
    for poort in ("1 raw", "2 staging", "3 intermediate", "4 marts"):
        assert re.search(rf"{poort} +\d+ +\d+ +0\b", status.uit), "expectations, warned, blocked"
    bord = kweekbak.draai(gepubliceerd, "scorebord", "--verzameling", "openbaar")
    assert bord.code == 0
    assert re.search(r"T02 .*12\.111.* 6\.083 \(5\.931 – 6\.238\) +gehaald", bord.uit), bord.uit
    assert re.search(r"T04 .*2017: 7,2 ± 0,5", bord.uit), bord.uit


def test_a_changed_shape_stops_its_source_and_nothing_else(data: Path, kweekbak: Kweekbak) -> None:
    """Figures of the source stay as they were and are marked; every other table is the same, row by row."""
    voor = (data / "warehouse" / "openbaar" / "actueel").resolve()
    (echt,) = (OPENBAAR / "cbs_81928ned").glob("*.csv")
    anders = echt.read_text("utf-8-sig").replace(
        "VertrouwenInPolitieSchaalscore_51", "VertrouwenPolitie_51", 1
    )
    leg(data, "openbaar/cbs_81928ned/golf.csv", anders, "peilmoment: 2021-03-01T06:00:00\n")
    afloop = kweekbak.draai(data, *RUN, eerst=SNEL)
    assert afloop.code == 1 and zonder_spoor(afloop.alles), afloop.alles
    zin = (
        "column 'VertrouwenInPolitieSchaalscore_51' looks renamed to 'VertrouwenPolitie_51'; the last delivery "
        f"with the old shape is {echt.name} (as-of "
    )
    assert (
        f"Refused: golf.csv line 1 lacks the column 'VertrouwenInPolitieSchaalscore_51': {zin}" in afloop.uit
    )
    na = (data / "warehouse" / "openbaar" / "actueel").resolve()
    assert na != voor and is_heel(na)
    verschil = {
        pad.stem
        for pad in (na / "marts").glob("*.parquet")
        if duckdb.sql(
            f"(from '{pad}' except all from '{voor}/marts/{pad.name}') "
            f"union all (from '{voor}/marts/{pad.name}' except all from '{pad}')"
        )
        .limit(1)
        .fetchall()
    }
    assert verschil == {"leveringsafspraken", "datakwaliteit"}  # the gates were taken on trust here
    with duckdb.connect(str(na / "veiligheidsbeeld.duckdb"), read_only=True) as con:
        assert con.execute(
            "select bron, geweigerd, doelen, toelichting from marts.leveringsafspraken where verouderd"
        ).fetchall() == [
            (
                "cbs_81928ned",
                1,
                "T14",
                "De levering die uiterlijk 02-05-2021 verwacht werd, is er niet. Een levering van 01-03-2021 is "
                "geweigerd: de cijfers rusten nog op die van 02-03-2020.",
            )
        ]
    assert "Nothing new" in kweekbak.draai(data, *RUN).uit
    # a report of before it came does not know of it
    afloop = kweekbak.draai(data, *RUN, "--peildatum", "2020-12-31", eerst=SNEL)
    rapport = data / "warehouse/openbaar/rapporten/2020-12-31/veiligheidsbeeld.duckdb"
    with duckdb.connect(str(rapport.resolve()), read_only=True) as con:
        assert con.execute("select sum(geweigerd) from marts.leveringsafspraken").fetchone() == (0,)
