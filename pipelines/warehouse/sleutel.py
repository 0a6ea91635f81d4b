"""The key of the pseudonyms: which one a collection has, and how a DuckDB connection gets it.

Apart from the dbt plugin, so that a night with nothing new can fingerprint the key without importing dbt.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from pipelines.settings import DEMO, OPENBAAR

_BLOK = 64  # block size of SHA-256
_KORTSTE = 16  # characters: below this, incident numbers can be guessed back from their pseudonyms
VASTE_SLEUTEL = b"veiligheidsbeeld: demonstratie, geen geheim"


class SleutelOngeldig(Exception):  # noqa: N818 - the domain's word
    """The pseudonym key cannot be used; the text says why and what to do, never the key."""


def zet_sleutel(con: Any, sleutel: bytes) -> None:
    """Set the two padded halves of `sleutel` (RFC 2104) as variables of a DuckDB connection."""
    kort = sleutel if len(sleutel) <= _BLOK else hashlib.sha256(sleutel).digest()
    vol = kort.ljust(_BLOK, b"\0")
    for naam, masker in (("hmac_binnen", 0x36), ("hmac_buiten", 0x5C)):
        helft = bytes(b ^ masker for b in vol).hex()
        con.execute(f"set variable {naam} = unhex('{helft}')")


def kies_sleutel(verzameling: str, data: Path, gezet: Any) -> bytes:
    """Key for `verzameling`: fixed for the two public collections, else the setting, else a file made once.

    The file lies beside raw/ and warehouse/, for its owner only, so that no warehouse copy carries it.

    Raises:
        SleutelOngeldig: the setting or the file holds fewer than 16 characters.
    """
    if verzameling in {DEMO, OPENBAAR}:
        return VASTE_SLEUTEL
    if gezet is not None:
        return _gekeurd(
            bytes(gezet.get_secret_value(), "utf-8"), "VEILIGHEIDSBEELD_SLEUTEL", "set a longer one"
        )
    pad = data / "pseudoniem.sleutel"
    if not pad.exists():
        _maak(pad)
    return _gekeurd(pad.read_bytes().strip(), pad.name, "put back the key that was in it")


def kenmerk(sleutel: bytes) -> str:
    """Fingerprint of the key, for the identity of a publication; says nothing about the key."""
    return hashlib.sha256(b"kenmerk" + sleutel).hexdigest()[:16]


def _gekeurd(sleutel: bytes, waar: str, doe: str) -> bytes:
    if len(sleutel) < _KORTSTE:
        raise SleutelOngeldig(
            f"{waar} holds a key of {len(sleutel)} characters; expected at least {_KORTSTE}; {doe}."
        )
    return sleutel


def _maak(pad: Path) -> None:
    """Write a random key under its name in one step: never half a key, and of two makers the first wins."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    voorlopig = pad.with_name(f".{pad.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(voorlopig, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as uit:
            uit.write(secrets.token_hex(32))
        pad.hardlink_to(voorlopig)
    except FileExistsError:
        pass
    finally:
        voorlopig.unlink(missing_ok=True)
