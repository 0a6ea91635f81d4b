"""dbt plugin: gives each connection the two halves of the pseudonym key, as variables that no file holds."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin

_BLOK = 64  # block size of SHA-256
VASTE_SLEUTEL = b"veiligheidsbeeld: demonstratie, geen geheim"


class Plugin(BasePlugin):
    """Sets hmac_binnen and hmac_buiten (RFC 2104) on every cursor."""

    def configure_cursor(self, cursor: Any) -> None:
        """Called by dbt-duckdb for each cursor it opens."""
        zet_sleutel(cursor, sleutel_van_de_run())


def zet_sleutel(con: Any, sleutel: bytes) -> None:
    """Set the two padded halves of `sleutel` on a DuckDB connection."""
    kort = sleutel if len(sleutel) <= _BLOK else hashlib.sha256(sleutel).digest()
    vol = kort.ljust(_BLOK, b"\0")
    for naam, masker in (("hmac_binnen", 0x36), ("hmac_buiten", 0x5C)):
        helft = bytes(b ^ masker for b in vol).hex()
        con.execute(f"set variable {naam} = unhex('{helft}')")


def sleutel_van_de_run() -> bytes:
    """Key of this process: the run's collection decides (see `kies_sleutel`)."""
    from pipelines.settings import settings

    bouw = Path(os.environ.get("VEILIGHEIDSBEELD_BOUW", ""))
    return kies_sleutel(bouw.parent.name, settings().data, settings().sleutel)


def kies_sleutel(verzameling: str, data: Path, gezet: Any) -> bytes:
    """Key for `verzameling`: fixed for the two public collections, else the setting, else a file made once.

    The file lies beside raw/ and warehouse/, readable by its owner only, so that no warehouse copy carries it.
    """
    if verzameling in {"demo", "openbaar"}:
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
