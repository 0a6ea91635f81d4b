"""What can be wrong when somebody asks for a publication."""


class GeenPublicatie(Exception):
    """There is nothing published to answer from. The text says which command would change that."""
