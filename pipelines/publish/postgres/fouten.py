"""What can go wrong between a publication and the server, in one sentence that holds no secret."""

from __future__ import annotations


class PostgresMislukt(Exception):  # noqa: N818 - the domain's word
    """The server does not hold the publication. The text says why; it never holds the address as it was set."""
