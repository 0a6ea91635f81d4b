"""Grain: one row per indicator, source, gemeente, year and denominator: the rate, pulled towards that of the unit.

Key: indicator_id, bron, gebied_code, jaar, noemer_soort. Only reads, calls pipelines.statistics and returns rows.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import kerncijfers

    dbt.config(materialized="table")
    gemeenten = dbt.ref("int_kerncijfer").filter("gebied_type = 'gemeente' and grootteklasse is not null")
    return kerncijfers.krimp(
        gemeenten.order("indicator_id, bron, jaar, noemer_soort, gebied_code").fetchnumpy()
    )
