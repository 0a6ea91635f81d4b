"""The key of the pseudonyms: where it comes from, and how DuckDB gets it."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from pipelines.settings import DEMO, OPENBAAR

_BLOK = 64  # block size of SHA-256
VASTE_SLEUTEL = b"veiligheidsbeeld: demonstratie, geen geheim"


def kies_sleutel(verzameling: str, data: Path, gezet: Any) -> bytes:
    """Key for `verzameling`: fixed for the two public collections, else the setting, else a file made once.

    The file lies beside raw/ and warehouse/, readable by its owner only, so that no warehouse copy carries it.
    """
    if verzameling in {DEMO, OPENBAAR}:
        return VASTE_SLEUTEL
    if gezet is not None:
        return bytes(gezet.get_secret_value(), "utf-8")
    pad = data / "pseudoniem.sleutel"
    if not pad.exists():
        data.mkdir(parents=True, exist_ok=True)
        bestand = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(bestand, "w") as uit:
            uit.write(secrets.token_hex(32))
    return pad.read_bytes().strip()


def zet_sleutel(con: Any, sleutel: bytes) -> None:
    """Set the two padded halves of `sleutel` (RFC 2104) as variables of a DuckDB connection."""
    kort = sleutel if len(sleutel) <= _BLOK else hashlib.sha256(sleutel).digest()
    vol = kort.ljust(_BLOK, b"\0")
    for naam, masker in (("hmac_binnen", 0x36), ("hmac_buiten", 0x5C)):
        helft = bytes(b ^ masker for b in vol).hex()
        con.execute(f"set variable {naam} = unhex('{helft}')")


def kenmerk(sleutel: bytes) -> str:
    """Fingerprint of the key, for the identity of a publication; says nothing about the key."""
    return hashlib.sha256(b"kenmerk" + sleutel).hexdigest()[:16]
