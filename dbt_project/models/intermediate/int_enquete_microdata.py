"""Grain: one row per indicator, area and wave, estimated from the respondents. Key: indicator_id, gebied_code, golf.

Only reads, calls pipelines.statistics and returns rows; the method is described there.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    respondenten = dbt.ref("int_respondent")
    ((eenheid,),) = dbt.ref("strategie").project("eenheid_code").fetchall()
    return schatten.enquete(respondenten.order("golf, pseudoniem").fetchnumpy(), eenheid)
