"""The site: static pages inside a publication, opened from disk, for readers who will never see the repository."""

from pipelines.publish.site.bouw import MAP, schrijf

__all__ = ["MAP", "schrijf"]
