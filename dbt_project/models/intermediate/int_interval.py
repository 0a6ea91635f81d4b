"""Grain: one row per indicator, area, period and source: the value with its margin, by the method of its kind.

Key: indicator_id, gebied_code, periode_id, bron.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    metingen = dbt.ref("int_meting_phi").order("indicator_id, gebied_code, periode_id, bron")
    return schatten.intervallen(metingen.fetchnumpy())
