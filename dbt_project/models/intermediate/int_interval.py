"""Grain and key as int_meting: the margin of every value, by the method that its kind asks for."""


def model(dbt, session):
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    metingen = dbt.ref("int_meting_phi").order("indicator_id, gebied_code, periode_id, bron")
    return schatten.intervallen(metingen.fetchnumpy())
