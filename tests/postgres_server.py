"""A real server of PostgreSQL for the length of the tests: Debian's, in a folder of its own, on a free port.

Import fixture `server` in the conftest of a room that needs one. Without the binaries the tests skip, and say so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

GEBRUIKER, WACHTWOORD = "baas", "zeer-geheim-7f3a"


def _binaries() -> Path | None:
    gevonden = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if gevonden:
        return gevonden[-1].parent
    op_pad = shutil.which("initdb")
    return Path(op_pad).parent if op_pad else None


def _als_postgres() -> Sequence[str]:
    """Before a command of the server: it refuses to run as root."""
    if os.geteuid() != 0:
        return ()
    return ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")


@dataclass
class Server:
    """Starts and stops; `database` makes an empty one."""

    bin: Path
    map: Path
    poort: int
    _nummer: int = 0

    def _draai(self, *opdracht: str) -> None:
        subprocess.run(
            [*_als_postgres(), str(self.bin / opdracht[0]), *opdracht[1:]],
            check=True, capture_output=True, cwd=self.map,
        )  # fmt: skip

    def maak(self) -> None:
        """A cluster that asks for a password on every connection."""
        wachtwoord = self.map / "wachtwoord"
        wachtwoord.write_text(WACHTWOORD)
        wachtwoord.chmod(0o644)
        self._draai(
            "initdb", "-D", str(self.map / "data"), "-U", GEBRUIKER, f"--pwfile={wachtwoord}",
            "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it answers."""
        opties = f"-p {self.poort} -k {self.map} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = self.map / "data" / "log.txt"
        self._draai("pg_ctl", "-D", str(self.map / "data"), "-w", "-l", str(log), "-o", opties, "start")

    def dood(self) -> None:
        """Gone at once, without a word to who is connected."""
        self._draai("pg_ctl", "-D", str(self.map / "data"), "-w", "-m", "immediate", "stop")

    def url(self, database: str, wachtwoord: str = WACHTWOORD, gebruiker: str = GEBRUIKER) -> str:
        """Address as it stands in the setting."""
        return f"postgresql://{gebruiker}:{wachtwoord}@127.0.0.1:{self.poort}/{database}"

    def database(self) -> str:
        """Address of a new, empty database."""
        self._nummer += 1
        naam = f"proef{self._nummer}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as con:
            con.execute(f"create database {naam}")
        return self.url(naam)


def vrije_poort() -> int:
    """A port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running server, stopped and removed at the end."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here (Debian: apt-get install postgresql)")
    map_ = Path(tempfile.mkdtemp(prefix="veiligheidsbeeld-pg-"))
    if os.geteuid() == 0:
        try:
            eigenaar = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("there is no user postgres to run a server as")
        os.chown(map_, eigenaar.pw_uid, eigenaar.pw_gid)
    gemaakt = Server(binaries, map_, vrije_poort())
    try:
        gemaakt.maak()
        gemaakt.start()
        yield gemaakt
        gemaakt.dood()
    finally:
        shutil.rmtree(map_, ignore_errors=True)
