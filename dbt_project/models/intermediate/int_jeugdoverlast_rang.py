"""Grain: one row per row of int_jeugdoverlast_lezing: its rank in the country, ties, and the interval of the rank.

Key: lezing, gebied_code, jaar. The method is in pipelines.statistics.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    rijen = dbt.ref("int_jeugdoverlast_lezing").order("lezing, jaar, gebied_code")
    return schatten.rangen(rijen.fetchnumpy())
