"""The note beside a delivery: what it may say, and a sentence for everything else."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from pipelines.sources.levering import Dekking
from pipelines.sources.sidecar import Briefje, lees
from pipelines.sources.weigering import Geweigerd


def _lees(map_: Path, inhoud: str | bytes) -> Briefje:
    pad = map_ / "bvi.csv.levering.yml"
    pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    return lees(map_ / "bvi.csv")


def test_no_note_says_nothing(tmp_path: Path) -> None:
    assert lees(tmp_path / "bvi.csv") == Briefje()


@pytest.mark.parametrize("inhoud", ["", "# nog in te vullen\n"])
def test_an_empty_note_says_nothing(tmp_path: Path, inhoud: str) -> None:
    assert _lees(tmp_path, inhoud) == Briefje()


def test_everything_a_note_can_say(tmp_path: Path) -> None:
    briefje = _lees(
        tmp_path,
        """peilmoment: 2014-03-01T06:00:00
soort: venster
dekking:
  codes: [A30, A20, A30]
  gebieden: [RE02, GM0202]
  datumveld: begin_pleegtijd
  van: 2013-12-01
  tot: 2014-02-28
fictief: true
indeling_jaar: 2014
""",
    )
    assert briefje == Briefje(
        peilmoment=datetime(2014, 3, 1, 6),
        soort="venster",
        dekking=Dekking(
            ("A20", "A30"), ("GM0202", "RE02"), "begin_pleegtijd", date(2013, 12, 1), date(2014, 2, 28)
        ),
        fictief=True,
        indeling_jaar=2014,
    )


@pytest.mark.parametrize(
    ("regel", "moment"),
    [
        ("peilmoment: 2014-03-01", datetime(2014, 3, 1)),
        ("peilmoment: 2014-03-01 06:30", None),  # YAML reads this as text
        ("peilmoment: 2014-03-01 06:30:00", datetime(2014, 3, 1, 6, 30)),
    ],
)
def test_moments(tmp_path: Path, regel: str, moment: datetime | None) -> None:
    if moment is None:
        with pytest.raises(Geweigerd, match="2018-03-01T06:00:00"):
            _lees(tmp_path, regel)
    else:
        assert _lees(tmp_path, regel).peilmoment == moment


def test_a_byte_order_mark_is_no_key(tmp_path: Path) -> None:
    assert _lees(tmp_path, b"\xef\xbb\xbfsoort: delta\n").soort == "delta"


VENSTER = "dekking:\n  datumveld: begin_pleegtijd\n  van: {}\n  tot: {}\n"


@pytest.mark.parametrize(
    ("inhoud", "delen"),
    [
        ("soort: [\n", ["cannot be read at line 2", "YAML", "docs/bronnen.md"]),
        (b"soort: v\xe9\n", ["cannot be read", "YAML in UTF-8"]),
        ("- soort\n", ["holds no 'key: value' lines", "soort: venster"]),
        ("soort\n", ["holds no 'key: value' lines"]),
        ("peildatum: 2014-03-01\n", ["unknown key 'peildatum'", "peilmoment"]),
        ("1: 2\n", ["unknown key '1'"]),
        ("peilmoment: gisteren\n", ["peilmoment: gisteren", "2018-03-01T06:00:00"]),
        ("peilmoment: 20140301\n", ["peilmoment: 20140301"]),
        ("peilmoment:\n", ["leaves peilmoment empty"]),
        ("peilmoment: 2014-03-01T06:00:00Z\n", ["peilmoment", "without a zone"]),
        ("peilmoment: 2014-02-30\n", ["cannot be read", "day is out of range"]),
        ("soort: alles\n", ["soort: alles", "volledig, venster or delta"]),
        ("soort:\n", ["leaves soort empty", "volledig, venster or delta"]),
        ("soort: [delta]\n", ["volledig, venster or delta"]),
        ("fictief: misschien\n", ["fictief: misschien", "true or false"]),
        ("fictief: 1\n", ["fictief: 1", "true or false"]),
        ("indeling_jaar: nu\n", ["indeling_jaar: nu", "a year like 2014"]),
        ("indeling_jaar: 14\n", ["indeling_jaar: 14"]),
        ("indeling_jaar: true\n", ["indeling_jaar: True"]),
        ("dekking: alles\n", ["dekking: alles", "codes, gebieden"]),
        ("dekking:\n", ["leaves dekking empty"]),
        ("dekking:\n  code: [A20]\n", ["unknown key 'code' under dekking", "codes"]),
        ("dekking:\n  codes: A20\n", ["codes: A20", "[A20, A30]"]),
        ("dekking:\n  codes: []\n", ["codes: []"]),
        ("dekking:\n  codes: [NO]\n", ["codes: [False]", "a list of texts"]),
        ("dekking:\n  gebieden: [Arnhem]\n", ["gebieden: Arnhem", "GM0202"]),
        ("dekking:\n  gebieden: RE02\n", ["gebieden: RE02", "a list"]),
        ("dekking:\n  datumveld: 3\n  van: 2014-01-01\n  tot: 2014-02-01\n", ["datumveld: 3"]),
        (VENSTER.format("2014-13-01", "2014-02-01"), ["cannot be read"]),
        (VENSTER.format("januari", "2014-02-01"), ["van: januari", "2018-03-01"]),
        (VENSTER.format("2014-01-01T00:00:00", "2014-02-01"), ["van: 2014-01-01 00:00:00"]),
        (VENSTER.format("2014-03-01", "2014-02-01"), ["ends (2014-02-01) before it begins (2014-03-01)"]),
        ("dekking:\n  van: 2014-03-01\n", ["part of a window", "datumveld, van and tot together"]),
        ("dekking:\n  datumveld: begin_pleegtijd\n  van: 2014-03-01\n", ["part of a window"]),
    ],
)
def test_anything_else_is_refused_in_a_sentence(
    tmp_path: Path, inhoud: str | bytes, delen: list[str]
) -> None:
    with pytest.raises(Geweigerd) as fout:
        _lees(tmp_path, inhoud)
    zin = str(fout.value)
    for deel in ["bvi.csv.levering.yml", "; expected ", *delen]:
        assert deel in zin
    assert zin.endswith(".")
    assert "\n" not in zin
