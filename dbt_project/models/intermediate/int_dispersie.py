"""Grain: one row per indicator and area: how much more its months vary than chance. Key: indicator_id, gebied_code."""


def model(dbt, session):
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    reeks = dbt.ref("int_maandreeks").order("indicator_id, gebied_code, maand")
    return schatten.dispersies(reeks.fetchnumpy())
