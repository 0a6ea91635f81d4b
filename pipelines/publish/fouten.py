"""What can be wrong when somebody asks for a publication."""


class GeenPublicatie(Exception):  # noqa: N818 - the domain's word
    """There is nothing published to answer from. The text says which command would change that."""
