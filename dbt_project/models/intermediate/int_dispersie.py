"""Grain: one row per indicator and area: how much more its months vary than chance. Key: indicator_id, gebied_code."""

from typing import Any


def model(dbt: Any, session: Any) -> Any:
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    reeks = dbt.ref("int_maandreeks").order("indicator_id, gebied_code, maand")
    return schatten.dispersies(reeks.fetchnumpy())
