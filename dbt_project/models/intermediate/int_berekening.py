"""Grain: one row per verdict of int_doeloordeel: the test written out, and what would have changed it.

Key: doel_id, lezing, indicator_id, gebied_code, padvariant, bron, jaren, jaar. The rules are in pipelines.statistics.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    rijen = dbt.ref("int_doeloordeel").order(
        "doel_id, lezing, indicator_id, gebied_code, padvariant, bron, jaren, jaar"
    )
    return schatten.berekeningen(rijen.fetchnumpy())
