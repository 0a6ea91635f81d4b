"""Hash, lines and encoding of a file, as its bytes say."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines.sources import meting
from pipelines.sources.meting import meet
from pipelines.sources.weigering import Geweigerd


def _meet(map_: Path, inhoud: bytes) -> meting.Meting:
    pad = map_ / "proef.csv"
    pad.write_bytes(inhoud)
    return meet(pad, tekst=True)


@pytest.mark.parametrize(
    ("inhoud", "codering"),
    [
        (b"a;b\n1;2\n", "utf-8"),
        ("gemeente\nNuth\nSúdwest\n".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "a\né\n".encode(), "utf-8"),
        ("a\né\n".encode("cp1252"), "windows-1252"),
        ("a\n€ ‘curly’\n".encode("cp1252"), "windows-1252"),
        (b"a\nends inside a character \xc3", "windows-1252"),
        ("CAFÉ’S\nméér\n".encode("cp1252"), "windows-1252"),  # line 1 alone could be UTF-8
    ],
)
def test_encoding_is_told_from_the_bytes(tmp_path: Path, inhoud: bytes, codering: str) -> None:
    assert _meet(tmp_path, inhoud).codering == codering


@pytest.mark.parametrize(
    ("inhoud", "regels"),
    [
        (b"", 0),
        (b"\n\n\n", 0),
        (b"kop", 1),
        (b"kop\n1", 2),
        (b"kop\n1\n", 2),
        (b"kop\r\n1\r\n", 2),
        (b"kop\r1\r2", 3),
        (b"\n\nkop\n\n\n\n1\n\n", 2),
        (b"\r\n\r\nkop\r\n\r\n1\r\n\r\n\r\n2", 3),
    ],
)
def test_only_lines_that_hold_something_count(tmp_path: Path, inhoud: bytes, regels: int) -> None:
    gemeten = _meet(tmp_path, inhoud)
    assert (gemeten.regels, gemeten.omvang) == (regels, len(inhoud))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@example("Ãa©", "cp1252", 1)  # a character that an ASCII block interrupts is no UTF-8
@given(
    st.text(alphabet="ab\r\n\n\r;é€", max_size=40), st.sampled_from(["utf-8", "cp1252"]), st.integers(1, 5)
)
def test_blocks_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tekst: str, codering: str, blok: int
) -> None:
    inhoud = tekst.encode(codering)
    monkeypatch.setattr(meting, "_BLOK", blok)
    gemeten = _meet(tmp_path, inhoud)
    assert gemeten.regels == sum(bool(regel) for regel in re.split(rb"\r\n|\r|\n", inhoud))
    assert gemeten.sha256 == hashlib.sha256(inhoud).hexdigest()
    try:
        inhoud.decode("utf-8")
        assert gemeten.codering == "utf-8"
    except UnicodeDecodeError:
        assert gemeten.codering == "windows-1252"


@pytest.mark.parametrize(
    ("inhoud", "delen"),
    [
        ("a;b\n".encode("utf-16"), ["is UTF-16", "UTF-8 or Windows-1252", "save it again"]),
        ("a;b\n".encode("utf-16-le"), ["is not text", "UTF-16"]),
        (b"PK\x03\x04\x00\x00", ["is not text", "ask for it again"]),
        (b"a;b\n" + b"1;2\n" * 400_000 + b"\0\0\n", ["is not text", "damaged"]),
        (b"a\n\xe9\x81\n", ["line 2", "0x81", "save it again"]),
        (b"a\nNu\xc3\xa9\nNu\xe9\n", ["mixes two encodings", "line 2 is UTF-8", "throughout"]),
        (b"\xef\xbb\xbfa\nb\n\xe9\n", ["mixes two encodings", "line 1 is UTF-8"]),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(tmp_path: Path, inhoud: bytes, delen: list[str]) -> None:
    with pytest.raises(Geweigerd) as fout:
        _meet(tmp_path, inhoud)
    for deel in ["proef.csv", *delen]:
        assert deel in str(fout.value)


def test_a_large_windows_1252_file_is_not_read_byte_by_byte(tmp_path: Path) -> None:
    import time

    begin = time.process_time()
    _meet(tmp_path, ("é" * 200 + "\n").encode("cp1252") * 40_000)
    assert time.process_time() - begin < 1.0  # 8 MB; a loop over bytes takes longer


def test_a_workbook_is_only_hashed(tmp_path: Path) -> None:
    pad = tmp_path / "a.xlsx"
    pad.write_bytes(b"PK\0\0\n\n")
    assert meet(pad, tekst=False) == meting.Meting(hashlib.sha256(b"PK\0\0\n\n").hexdigest(), 6, 0, "binair")
