"""Grain: one row per local target, period and source: norm met, on course or not, with p, method and reason.

Key: gebied_code, indicator_id, doeljaar, periode_id, bron. The rules are in pipelines.statistics.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    rijen = dbt.ref("int_lokaal_doel_jaar").order("gebied_code, indicator_id, doeljaar, periode_id, bron")
    return schatten.lokale_oordelen(rijen.fetchnumpy())
