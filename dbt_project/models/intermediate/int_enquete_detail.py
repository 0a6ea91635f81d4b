"""Grain: one row per indicator, area, wave and measure, estimated from the respondents.

Key: indicator_id, gebied_code, golf, maat. Only reads, calls pipelines.statistics and returns rows.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import enquete

    dbt.config(materialized="table")
    respondenten = dbt.ref("int_respondent")
    ((eenheid,),) = dbt.ref("strategie").project("eenheid_code").fetchall()
    return enquete.enquete_detail(respondenten.order("golf, pseudoniem").fetchnumpy(), eenheid)
