"""A connection to the server of the setting, and its errors without its password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from pipelines.publish.postgres.fouten import PostgresMislukt

if TYPE_CHECKING:
    import psycopg

    Verbinding = psycopg.Connection[Any]

# a server that vanished without a word is noticed within a minute
_STANDAARD: dict[str, str | int] = {
    "application_name": "veiligheidsbeeld",
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}


def _delen(url: SecretStr) -> dict[str, Any]:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        return dict(conninfo_to_dict(url.get_secret_value()))
    except psycopg.Error:  # its text quotes the address, password and all
        raise PostgresMislukt(
            "VEILIGHEIDSBEELD_POSTGRES_URL cannot be read: "
            "write it as postgresql://user:password@host:5432/database"
        ) from None


def naam_van(url: SecretStr) -> str:
    """Where the server is, for a person to read: host:port/database, without user and password."""
    delen = _delen(url)
    host = delen.get("host") or "localhost"
    return f"{host}:{delen.get('port') or 5432}/{delen.get('dbname') or delen.get('user') or ''}".rstrip("/")


@contextmanager
def verbind(url: SecretStr) -> Iterator[Verbinding]:
    """Connection in autocommit, for the length of the block.

    Raises:
        PostgresMislukt: no connection, or whatever the server answered inside the block.
    """
    import psycopg

    delen = _delen(url)
    naam = naam_van(url)
    wachtwoord = str(delen.get("password") or "")
    try:
        con = psycopg.connect(**{**_STANDAARD, **delen}, autocommit=True)
    except psycopg.Error as fout:
        raise PostgresMislukt(f"PostgreSQL at {naam} cannot be reached: {_kort(fout, wachtwoord)}") from None
    try:
        yield con
    except psycopg.errors.InsufficientPrivilege as fout:
        raise PostgresMislukt(
            f"The user of PostgreSQL at {naam} may not do what is needed: {_kort(fout, wachtwoord)}"
        ) from None
    except psycopg.Error as fout:
        weg = con.closed or con.broken
        wat = "went away half-way" if weg else "refused the load"
        raise PostgresMislukt(f"PostgreSQL at {naam} {wat}: {_kort(fout, wachtwoord)}") from None
    finally:
        con.close()


def _kort(fout: Exception, wachtwoord: str) -> str:
    """The first line of an error, without the password wherever it stands."""
    regel = next((r.strip() for r in str(fout).splitlines() if r.strip()), type(fout).__name__)
    if wachtwoord:
        regel = regel.replace(wachtwoord, "***")
    return regel.rstrip(".")
