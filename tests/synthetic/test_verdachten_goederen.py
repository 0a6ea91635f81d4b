"""Suspects and goods of the demonstration, read from the files themselves."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import yaml

from pipelines.synthetic.levensloop import NOOIT
from pipelines.synthetic.verdachten import een_staat_in_een_levering
from pipelines.synthetic.wereld import minuut

from .conftest import Demo

Rij = dict[str, str]


def lees(pad: Path) -> list[Rij]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def op_volgorde(map_: Path) -> list[tuple[dict[str, object], list[Rij]]]:
    """Note and rows of every delivery of a source, oldest first."""
    briefjes = [
        (yaml.safe_load(p.with_name(p.name + ".levering.yml").read_text(encoding="utf-8")), lees(p))
        for p in map_.glob("*.csv")
    ]
    return sorted(briefjes, key=lambda b: b[0]["peilmoment"])


def test_suspects_are_as_many_as_the_incident_says(demo: Demo) -> None:
    """Of the yearly windows, read from the two sources apart: the column of the incident against the lines.

    What is taken off again is in none of the windows that cover its day.
    """
    staat: dict[tuple[str, str], Rij] = {}
    for briefje, rijen in op_volgorde(demo.raw / "bvi_verdachten"):
        dekking = briefje.get("dekking")
        if isinstance(dekking, dict):
            staat = {
                k: r
                for k, r in staat.items()
                if not dekking["van"]
                <= datetime.strptime(r["Registratiedatum"], "%d-%m-%Y").date()
                <= dekking["tot"]
            }
        staat |= {(r["Incident Identificatie"], r["Volgnummer verdachte"]): r for r in rijen}
    per_incident = Counter(nummer for nummer, _ in staat)
    regels = duckdb.execute(
        f"""SELECT "Incident Identificatie", max("Verdachten"::INTEGER)
        FROM read_csv('{demo.raw}/bvi_incidenten/bvi_201[5-9]-02-01_jaren.csv', delim=';', all_varchar=true)
        WHERE "Verdachten"::INTEGER > 0 GROUP BY 1"""
    ).fetchall()
    assert len(regels) > 200
    assert {n: (aantal, per_incident[n]) for n, aantal in regels if per_incident[n] != aantal} == {}
    vreemd = [n for n in per_incident if int(n.rsplit("_", 1)[1]) >= 90_000_000]
    assert vreemd, "some stand at an incident that nobody delivers"


def test_one_suspect_taken_off_was_in_a_delivery() -> None:
    """Three who come and go between deliveries: the one of November is still there on 1 February."""
    dagen = [("2015-04-01", "2015-05-01"), ("2015-11-01", "2015-12-15"), ("2012-02-01", "2012-03-05")]
    vanaf = np.array([minuut(v) for v, _ in dagen], dtype=np.int32)
    tot = np.array([minuut(t) for _, t in dagen], dtype=np.int32)
    uit = een_staat_in_een_levering(vanaf, tot)
    assert (uit != tot).tolist() == [False, True, False]
    assert uit[1] == minuut("2016-02-02T06:45")
    # who is still there is not taken off, and whoever stayed long enough keeps the day
    lang = np.array([minuut("2016-09-01"), NOOIT], dtype=np.int32)
    assert een_staat_in_een_levering(vanaf[:2], lang).tolist() == lang.tolist()


def test_nothing_of_a_person_but_an_age_band(demo: Demo) -> None:
    for _, rijen in op_volgorde(demo.raw / "bvi_verdachten"):
        for r in rijen:
            assert list(r) == [
                "Incident Identificatie", "Volgnummer verdachte", "Leeftijdsklasse", "Minderjarig",
                "Registratiedatum",
            ]  # fmt: skip
            verwacht = {"12-14": "J", "15-17": "J", "onbekend": ""}.get(r["Leeftijdsklasse"], "N")
            assert r["Minderjarig"] == verwacht


def test_goods_come_by_whole_registrations(demo: Demo) -> None:
    """The newest delivery of a registration is what the truth keeps, dropped lines and all."""
    staat: dict[str, dict[int, int]] = {}
    verdwenen = 0
    for _, rijen in op_volgorde(demo.raw / "bvi_goederen"):
        nieuw: dict[str, dict[int, int]] = defaultdict(dict)
        for r in rijen:
            nieuw[r["Oorspronkelijk registratienummer"]][int(r["Goed volgnummer"])] = int(r["Goed aantal"])
        verdwenen += sum(bool(set(staat.get(k, {})) - set(v)) for k, v in nieuw.items())
        staat |= nieuw
    waar = duckdb.execute(
        f"SELECT bronregistratie, volgnummer, aantal FROM '{demo.waarheid}/waarheid_goederen.parquet'"
    ).fetchall()
    assert {(k, n, a) for k, v in staat.items() for n, a in v.items()} == set(waar)
    assert verdwenen > 0, "no line was ever taken off"
    assert max(len(v) for v in staat.values()) > 2


def test_some_registrations_with_goods_hold_two_incidents(demo: Demo) -> None:
    """Otherwise a naive join would multiply nothing, and no test would see it."""
    (dubbel,) = duckdb.execute(
        f"""WITH gedeeld AS (
            SELECT Bronregistratie AS nummer
            FROM read_csv('{demo.raw}/bvi_incidenten/bvi_*_jaren.csv', delim=';', all_varchar=true)
            GROUP BY 1 HAVING count(DISTINCT "Incident Identificatie") > 1)
        SELECT count(*) FROM gedeeld
        WHERE nummer IN (SELECT bronregistratie FROM '{demo.waarheid}/waarheid_goederen.parquet')"""
    ).fetchone() or (0,)
    assert dubbel > 0
