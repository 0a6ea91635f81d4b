"""Grain: one row per target, year, path variant and source: norm met, on course or not, with p, method and reason.

Key: doel_id, jaar, padvariant, bron. The rules are in pipelines.statistics.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    rijen = dbt.ref("int_doel_jaar").order("doel_id, jaar, padvariant, bron")
    return schatten.oordelen(rijen.fetchnumpy())
