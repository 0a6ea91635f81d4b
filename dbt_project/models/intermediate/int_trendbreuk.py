"""Grain: one row per indicator, area and model: did level or slope change when the strategy began?

Key: indicator_id, gebied_code, model. Only reads, calls pipelines.statistics and returns rows.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import kerncijfers

    dbt.config(materialized="table")
    reeks = dbt.ref("int_trend_maand").order("indicator_id, gebied_code, maand")
    ((eerste_jaar,),) = dbt.ref("strategie").project("eerste_jaar").fetchall()
    return kerncijfers.trendbreuken(reeks.fetchnumpy(), eerste_jaar)
