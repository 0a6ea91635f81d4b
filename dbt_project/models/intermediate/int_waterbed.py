"""Grain: one row per indicator, source, gemeente and pair of periods: did burglary move to the neighbours?

Key: indicator_id, bron, gebied_code, voor_periode, na_periode. Only reads, calls pipelines.statistics and returns rows.
"""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import waterbed

    dbt.config(materialized="table")
    tellingen = dbt.ref("int_waterbed_telling").order("indicator_id, bron, gebied_code, jaar")
    buren = dbt.ref("int_buren").order("indeling_jaar, gebied_code, buur_code")
    ((basisjaar,),) = dbt.ref("strategie").project("basisjaar").fetchall()
    return waterbed.waterbed(tellingen.fetchnumpy(), buren.fetchnumpy(), basisjaar)
