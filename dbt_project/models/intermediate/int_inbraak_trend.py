"""Grain: one row per basisteam and year: the yearly trend of burglaries over three years up to that year.

Key: basisteam_code, jaar. Only reads, calls pipelines.statistics and returns rows.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import verkenning

    dbt.config(materialized="table")
    return verkenning.trends(dbt.ref("int_inbraak_maand").order("basisteam_code, maand").fetchnumpy())
