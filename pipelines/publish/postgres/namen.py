"""Names of schemas. Those that are being built or put away never look like that of a collection."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.publish.postgres.fouten import PostgresMislukt

VOORVOEGSEL = "veiligheidsbeeld_"
LEZER, BEHEER = "lezer", "beheer"
_LANGSTE = 63  # bytes; PostgreSQL cuts off what is longer, and two collections would be one
_ID = 16


@dataclass(frozen=True)
class Schemas:
    """The schemas of one collection."""

    live: str

    @property
    def nieuw(self) -> str:
        """Built beside the live one."""
        return f"nieuw_{self.live}"

    def oud(self, publicatie_id: str) -> str:
        """Where a replaced schema stays as long as somebody still uses it."""
        return f"oud_{self.live}_{publicatie_id}"

    @property
    def oud_patroon(self) -> str:
        """Regular expression of those names, and of no other collection's."""
        return f"^oud_{self.live}_[0-9a-f]{{{_ID}}}$"


def schemas(verzameling: str) -> Schemas:
    """Schemas of a collection (letters, digits, - and _).

    Raises:
        PostgresMislukt: the name is too long for PostgreSQL.
    """
    gevonden = Schemas(VOORVOEGSEL + verzameling)
    if len(gevonden.oud("0" * _ID)) > _LANGSTE:
        langste = _LANGSTE - len(Schemas(VOORVOEGSEL).oud("0" * _ID))
        raise PostgresMislukt(
            f"'{verzameling}' is too long a name for a schema in PostgreSQL: use at most {langste} characters"
        )
    return gevonden
