"""Grain: one row per basisteam, band of distance and band of days: do burglaries follow each other nearby?

Key: basisteam_code, meter_van, dag_van. Only reads, calls pipelines.statistics and returns rows.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import verkenning

    dbt.config(materialized="table")
    # by place and day: pseudonyms depend on the key of the organisation, and chance must not
    plekken = dbt.ref("int_inbraak_plek").order("basisteam_code, dag, cel_x, cel_y")
    return verkenning.nabij(plekken.fetchnumpy())
