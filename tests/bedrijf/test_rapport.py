"""`veiligheidsbeeld rapport`: the figures of a named moment, the same whatever came later, and clear refusals."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from conftest import OPENBAAR, SNEL, Kweekbak, bytes_onder, is_heel, zonder_spoor

from pipelines.settings import settings

pytestmark = pytest.mark.end_to_end

RAPPORT = ("rapport", "--verzameling", "openbaar", "--moment")
# as if the job had met a gate that blocks
KAPOT = "import pipelines.orchestration.uitvoeren as u\nu.voer_uit = lambda *_a, **_k: 1\n"


def rapporten(data: Path) -> Path:
    return data / "warehouse" / "openbaar" / "rapporten"


def zonder_latere(data: Path, dag: str) -> None:
    """Leave out what was delivered after `dag`."""
    for pad in OPENBAAR.rglob("*.csv"):
        briefje = pad.with_name(pad.name + ".levering.yml")
        if str(yaml.safe_load(briefje.read_text(encoding="utf-8"))["peilmoment"].date()) <= dag:
            doel = data / "raw" / "openbaar" / pad.parent.name
            doel.mkdir(parents=True)
            shutil.copy2(pad, doel)
            shutil.copy2(briefje, doel)


def test_the_midterm_exists_twice_and_knows_nothing_of_later(
    data: Path, kweekbak: Kweekbak, tmp_path: Path
) -> None:
    actueel = (data / "warehouse/openbaar/actueel").readlink()
    afloop = kweekbak.draai(data, *RAPPORT, "midterm", eerst=SNEL)
    assert afloop.code == 0, afloop.alles
    namen = {"2016-12-31", "2017-03-31", "midterm-2016-12-31", "midterm-2017-03-31"}
    assert {p.name for p in rapporten(data).iterdir()} == namen
    assert (data / "warehouse/openbaar/actueel").readlink() == actueel
    for dag in ("2016-12-31", "2017-03-31"):
        map_ = (rapporten(data) / f"midterm-{dag}").resolve()
        assert map_ == (rapporten(data) / dag).resolve() and is_heel(map_)
        assert json.loads((map_ / "manifest.json").read_text())["peildatum"] == dag
        assert f"Midtermreview, zoals bekend op 31 {'december 2016' if dag < '2017' else 'maart 2017'}: " in (
            afloop.uit
        )
    # with nothing that came later the bytes are the same, under the same name
    toen = tmp_path / "toen"
    zonder_latere(toen, "2016-12-31")
    los = kweekbak.draai(toen, *RAPPORT, "midterm", eerst=SNEL)
    assert los.code == 0, los.alles
    assert "midterm-2016-12-31: the newest delivery is of 01-07-2014, 914 days before the moment" in los.fout
    for dag in ("2016-12-31", "2017-03-31"):
        nu, eerder = ((rapporten(d) / dag).resolve() for d in (data, toen))
        assert nu.name == eerder.name
        assert bytes_onder(nu / "marts") == bytes_onder(eerder / "marts")
        assert len(bytes_onder(nu / "marts")) > 40
    assert not (toen / "warehouse/openbaar/actueel").exists()
    # again: nothing to do, and said so
    nogmaals = kweekbak.draai(data, *RAPPORT, "midterm")
    assert nogmaals.code == 0 and nogmaals.uit.count("Nothing new") == 2


def test_a_report_of_the_newest_day_is_still_a_report(leeg: Path, kweekbak: Kweekbak, tmp_path: Path) -> None:
    """The day of the newest delivery is that of `actueel`; who asks for a report gets no current publication."""
    zonder_latere(leeg, "2018-03-01")
    seeds = tmp_path / "seeds"
    shutil.copytree(settings().seeds, seeds)
    regels = (seeds / "momenten.csv").read_text(encoding="utf-8").splitlines()
    regels += ["nieuwst,2018-03-01,Nieuwste,1,x", "later,2099-01-01,Later,1,x"]
    (seeds / "momenten.csv").write_text("\n".join(regels) + "\n", encoding="utf-8")
    env = {"VEILIGHEIDSBEELD_SEEDS": str(seeds)}
    afloop = kweekbak.draai(leeg, *RAPPORT, "nieuwst", eerst=SNEL, **env)
    assert afloop.code == 0 and "Warning" not in afloop.fout, afloop.alles
    assert {p.name for p in rapporten(leeg).iterdir()} == {"2018-03-01", "nieuwst-2018-03-01"}
    assert not (leeg / "warehouse/openbaar/actueel").exists()
    later = kweekbak.draai(leeg, *RAPPORT, "later", **env)
    assert later.code == 2 and "later-2099-01-01: 01-01-2099 is still to come" in later.fout
    # a run that fails leaves the earlier report, and does not pass it off as the one that was asked for
    voor = (rapporten(leeg) / "nieuwst-2018-03-01").readlink()
    anders = env | {"VEILIGHEIDSBEELD_MINIMUM_N": "60"}
    kapot = kweekbak.draai(leeg, *RAPPORT, "nieuwst", eerst=KAPOT, **anders)
    assert (kapot.code, kapot.uit) == (1, "")
    assert (rapporten(leeg) / "nieuwst-2018-03-01").readlink() == voor


def test_a_moment_nobody_knows_and_one_before_the_first_delivery(
    data: Path, kweekbak: Kweekbak, tmp_path: Path
) -> None:
    onbekend = kweekbak.draai(data, *RAPPORT, "halverwege")
    assert (onbekend.code, onbekend.fout) == (
        2,
        "The strategy has no moment 'halverwege'; choose from jaar-2015, midterm, jaar-2016, jaar-2017, eind.\n",
    )
    leeg = tmp_path / "leeg"
    vroeg = leeg / "raw" / "openbaar" / "cbs_81928ned"
    shutil.copytree(OPENBAAR / "cbs_81928ned", vroeg)
    afloop = kweekbak.draai(leeg, *RAPPORT, "midterm")
    assert afloop.code == 2 and zonder_spoor(afloop.alles)
    assert afloop.fout.splitlines() == [
        "midterm-2016-12-31: nothing was known on 31-12-2016 yet; the first delivery is of 02-03-2020.",
        "midterm-2017-03-31: nothing was known on 31-03-2017 yet; the first delivery is of 02-03-2020.",
    ]
    assert not rapporten(leeg).exists()
