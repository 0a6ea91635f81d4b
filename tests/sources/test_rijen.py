"""Random deliveries with random damage: nothing is lost, nothing is invented, every row knows its line.

What must be accepted and rejected is known from how each piece of text was made, not from reading it back.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from bouwsteen import JEUGD_KOP, Proef
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.sources.contracten import contracten
from pipelines.sources.rijen import Lijnen, lees_rijen


@dataclass(frozen=True)
class Stuk:
    """A piece of a file: its text without the last line end, and the row that it becomes (None: rejected)."""

    tekst: str
    rij: tuple[str, ...] | None
    telt: bool = True  # False: blank, no row at all


CEL = st.text(alphabet="aZé1 .'", max_size=6).map(lambda t: "b" + t)
# anything may stand between quotation marks; it begins with a letter, so that a stray mark before it shows
AANGEHAALD = st.text(alphabet='aé;,"\n ', max_size=8).map(lambda t: "b" + t + "b")


@st.composite
def _goed(trek: st.DrawFn) -> Stuk:
    gemeente, kenmerk = trek(CEL | AANGEHAALD), trek(CEL | AANGEHAALD)
    aantal = str(trek(st.integers(0, 99)))
    geschreven = [
        '"' + c.replace('"', '""') + '"' if set(c) & set(';,"\n') else c for c in (gemeente, kenmerk)
    ]
    tekst = f"GM1;{geschreven[0]};2014;{aantal};{geschreven[1]}"
    return Stuk(tekst, ("GM1", gemeente.strip(), aantal, kenmerk.strip()))


FOUT = st.sampled_from(
    [
        "GM1;te kort;2014",
        "GM1;te lang;2014;1;k;",
        "GM1;Arnhem;2014;veel;k",
        "GM1;Arnhem;2014;1.5;k",
        ";Arnhem;2014;1;k",
        'GM1;"Arn"hem;2014;1;k',
        'GM1;"nooit gesloten;2014;1;k',
        'GM1;"twee\nregels, te kort"',
        "zomaar tekst",
    ]
).map(lambda t: Stuk(t, None))
LEEG = st.sampled_from(["", ";;;;", "  ", " ; ", ";" * 9]).map(lambda t: Stuk(t, None, telt=False))
BESTAND = st.lists(_goed() | _goed() | FOUT | LEEG, max_size=12)


@pytest.fixture
def mild(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> Proef:
    """A collection in which no number of rejects stops a delivery."""
    contract = replace(contracten()["jeugdoverlast"], afkeurminimum=10**6)
    monkeypatch.setitem(contracten(), "jeugdoverlast", contract)
    return proef


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=60,
)
@given(
    BESTAND,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.booleans(),
)
def test_every_row_is_accepted_or_rejected_at_its_line(
    mild: Proef, stukken: list[Stuk], einde: str, codering: str, slot: bool
) -> None:
    regels, goed, fout, nummer = [JEUGD_KOP], [], [], 2
    for stuk in stukken:
        regels.append(stuk.tekst.replace("\n", einde))
        if stuk.rij is not None:
            goed.append((nummer, *stuk.rij))
        elif stuk.telt:
            fout.append(nummer)
        nummer += stuk.tekst.count("\n") + 1
    tekst = einde.join(regels) + (einde if slot else "")
    pad = mild.leg("jeugdoverlast/a.csv", tekst, codering=codering)
    for _ in range(2):
        lading = mild.laad(pad)
        lid = mild.herken(pad).levering_id
        assert (lading.gelezen, lading.aanvaard, lading.afgekeurd) == (
            len(goed) + len(fout),
            len(goed),
            len(fout),
        )
        assert [(r, g, str(n), k) for r, g, n, k in mild.vraag(
            f"select regel, gemeente, aantal, kenmerk from opslag.jeugdoverlast where levering_id = '{lid}'"
        )] == [(r, g, n, k) for r, _, g, n, k in goed]  # fmt: skip
        assert [r for r, *_ in mild.afgekeurd()] == fout
        for tabel in ("jeugdoverlast", "levering", "afgekeurd"):
            mild.con.execute(f"delete from opslag.{tabel}")


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet='ab;"\n\r', max_size=60))
def test_any_text_is_read_to_its_end(tekst: str) -> None:
    lijnen = Lijnen(io.StringIO(tekst, newline=""))
    rijen = list(lees_rijen(lijnen, ";", 2))
    aantal = len(tekst.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n"))
    nummers = [n for n, _ in rijen]
    assert nummers == sorted(set(nummers))
    assert all(1 <= n <= aantal for n in nummers)
    assert lijnen.gevuld == sum(bool(r) for r in tekst.replace("\r", "\n").split("\n"))
    assert all(isinstance(c, str) or len(c) == 2 for _, c in rijen)


def test_a_plain_file_loads_the_same_whatever_its_separator(mild: Proef, tmp_path: Path) -> None:
    for teken in ";,\t":
        kop = teken.join(JEUGD_KOP.split(";"))
        mild.laad(
            mild.leg("jeugdoverlast/a.csv", f'{kop}\nGM1{teken}"a;b,c\td"{teken}2014{teken}1{teken}k\n')
        )
    assert mild.vraag("select distinct gemeente, regel from opslag.jeugdoverlast") == [("a;b,c\td", 2)]
