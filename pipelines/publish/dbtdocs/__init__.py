"""Where tables come from: dbt's own documentation as one file, and a Dutch page per table with its lineage.

Layout: index.html (dbt's page), herkomst/index.html (all tables), herkomst/<schema>.<table>.html.
"""

from pipelines.publish.dbtdocs.bouw import MAP, schrijf

__all__ = ["MAP", "schrijf"]
