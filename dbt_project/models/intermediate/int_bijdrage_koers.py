"""Grain: one row per row of int_bijdrage: on course or not against its own base, with p, method and reason.

Key: doel_id, indicator_id, gebied_code, jaar, jaren, padvariant, bron. The rules are in pipelines.statistics.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    rijen = dbt.ref("int_bijdrage").order("doel_id, indicator_id, gebied_code, jaar, jaren, padvariant, bron")
    return schatten.bijdragen(rijen.fetchnumpy())
