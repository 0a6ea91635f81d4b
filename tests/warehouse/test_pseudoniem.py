"""The pseudonym in SQL is HMAC-SHA256 as Python computes it, and its key stays where it belongs."""

from __future__ import annotations

import hashlib
import hmac
import re
import uuid
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from pipelines.settings import PROJECT
from pipelines.warehouse import sleutel
from pipelines.warehouse.sleutel import VASTE_SLEUTEL, SleutelOngeldig, kies_sleutel, zet_sleutel

MACRO = (PROJECT / "dbt_project" / "macros" / "duckdb.sql").read_text(encoding="utf-8")


def _uitdrukking(kolom: str) -> str:
    """The macro's SQL with its argument filled in by hand."""
    gevonden = re.search(r"\{% macro pseudoniem\(tekst\) -%\}(.*?)\{%- endmacro %\}", MACRO, re.S)
    assert gevonden is not None
    return gevonden[1].replace("{{ tekst }}", kolom)


def _sql(con: duckdb.DuckDBPyConnection, sleutel_: bytes, tekst: str | None) -> uuid.UUID | None:
    zet_sleutel(con, sleutel_)
    (waarde,) = con.execute(
        f"select {_uitdrukking('t')} from (select ?::varchar as t)", [tekst]
    ).fetchone() or (None,)
    return waarde


CON = duckdb.connect()


@settings(deadline=None, max_examples=80)
@given(
    st.binary(min_size=1, max_size=200),
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=100),
)
def test_it_is_hmac_sha256(sleutel_: bytes, tekst: str) -> None:
    verwacht = hmac.new(sleutel_, tekst.encode(), hashlib.sha256).hexdigest()[:32]
    assert _sql(CON, sleutel_, tekst) == uuid.UUID(verwacht)


@pytest.mark.parametrize("lengte", [1, 63, 64, 65, 128, 1000])
def test_at_the_block_size_of_the_hash(lengte: int) -> None:
    sleutel_ = bytes(range(1, 256)) * 4
    verwacht = hmac.new(sleutel_[:lengte], b"PL0600_BVH_1", hashlib.sha256).hexdigest()[:32]
    assert _sql(CON, sleutel_[:lengte], "PL0600_BVH_1") == uuid.UUID(verwacht)


def test_a_published_example() -> None:
    # RFC 4231, test case 2
    assert str(_sql(CON, b"Jefe", "what do ya want for nothing?")) == "5bdcc146-bf60-754e-6a04-2426089575c7"


def test_nothing_has_no_pseudonym() -> None:
    assert _sql(CON, b"sleutel", None) is None


def test_a_connection_without_a_key_gives_no_pseudonym() -> None:
    vraag = "select " + _uitdrukking("'PL1'")
    assert duckdb.connect().execute(vraag).fetchall() == [(None,)]


def test_public_collections_have_the_fixed_key(tmp_path: Path) -> None:
    for verzameling in ("demo", "openbaar"):
        assert kies_sleutel(verzameling, tmp_path, SecretStr("a" * 32)) == VASTE_SLEUTEL
    assert not list(tmp_path.iterdir())


def test_the_setting_goes_before_the_file(tmp_path: Path) -> None:
    assert (
        kies_sleutel("eigen", tmp_path, SecretStr("geheim-van-genoeg-tekens")) == b"geheim-van-genoeg-tekens"
    )
    assert not list(tmp_path.iterdir())


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    eerste = kies_sleutel("eigen", data, None)
    assert len(eerste) == 64
    assert kies_sleutel("eigen", data, None) == kies_sleutel("andere", data, None) == eerste
    (bestand,) = data.iterdir()
    assert bestand.name == "pseudoniem.sleutel"
    assert bestand.stat().st_mode & 0o777 == 0o600


def test_of_two_makers_the_first_wins(tmp_path: Path) -> None:
    eerste = kies_sleutel("eigen", tmp_path, None)
    sleutel._maak(tmp_path / "pseudoniem.sleutel")
    assert kies_sleutel("eigen", tmp_path, None) == eerste
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("inhoud", ["", "\n", "kort"])
def test_a_key_that_protects_nothing_is_refused(tmp_path: Path, inhoud: str) -> None:
    with pytest.raises(SleutelOngeldig, match=r"VEILIGHEIDSBEELD_SLEUTEL holds a key of .* at least 16"):
        kies_sleutel("eigen", tmp_path, SecretStr(inhoud))
    (tmp_path / "pseudoniem.sleutel").write_text(inhoud)
    with pytest.raises(SleutelOngeldig) as fout:
        kies_sleutel("eigen", tmp_path, None)
    assert "pseudoniem.sleutel holds a key of" in str(fout.value) and "kort" not in str(fout.value)
