"""Example keys of the rows that an expectation rejects, sorted and in SQL.

Great Expectations can list failing keys itself, but in whatever order the database returns them, with the
failing value beside them, and not at all for unique combinations of columns. So its condition is asked for
(the metric behind the expectation) and the keys are read with it here. Nothing but the key columns leaves the
database. This only runs for expectations that found something.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipelines.quality.suites import STANDAARDSLEUTEL
from pipelines.quality.uitkomst import MAX_VOORBEELDEN

if TYPE_CHECKING:
    import duckdb
    import sqlalchemy as sa

# These two compute their condition on a table of their own making, with no place for the keys.
_UNIEK = ("column_values.unique", "compound_columns.unique")


def sleutel(gevraagd: Sequence[str], kolommen: Iterable[str]) -> tuple[str, ...]:
    """The key columns to show: those the expectation names, else levering_id and regel where they exist.

    Raises ValueError when the expectation names a column that is not there.
    """
    aanwezig = set(kolommen)
    ontbreekt = [k for k in gevraagd if k not in aanwezig]
    if ontbreekt:
        raise ValueError(f"key column {', '.join(ontbreekt)} does not exist")
    return tuple(gevraagd) or tuple(k for k in STANDAARDSLEUTEL if k in aanwezig)


def van_voorwaarde(
    validator: Any, configuratie: Any, metriek: str, sleutelkolommen: Sequence[str]
) -> tuple[str, ...]:
    """Keys of the rows that a row-by-row expectation rejects.

    `configuratie` is the expectation's configuration as it was evaluated (with its batch_id), `metriek` the
    name of the metric it maps over the rows, e.g. 'column_values.nonnull'.
    """
    import sqlalchemy as sa
    from great_expectations.expectations.registry import get_metric_kwargs
    from great_expectations.util import get_sqlalchemy_selectable
    from great_expectations.validator.metric_configuration import MetricConfiguration

    argumenten = get_metric_kwargs(f"{metriek}.condition", configuration=configuratie)
    motor = validator.execution_engine
    if metriek in _UNIEK:
        domein = dict(argumenten["metric_domain_kwargs"])
        rijen = get_sqlalchemy_selectable(motor.get_domain_records(domain_kwargs=domein))
        kolommen: list[sa.ColumnClause[Any]] = [
            sa.column(k) for k in domein.get("column_list") or [domein["column"]]
        ]
        aantal = sa.func.count().over(partition_by=kolommen).label("aantal_gelijk")
        namen: list[Any] = [sa.column(k) for k in sleutelkolommen]
        geteld = sa.select(*namen, aantal).select_from(rijen)
        bron = geteld.where(sa.and_(*(k.is_not(None) for k in kolommen))).subquery()
        vraag = sa.select(*(bron.c[k] for k in sleutelkolommen)).where(bron.c.aantal_gelijk > 1)
    else:
        voorwaarde, berekend, toegang = validator.get_metric(
            MetricConfiguration(
                metric_name=f"{metriek}.condition",
                metric_domain_kwargs=argumenten["metric_domain_kwargs"],
                metric_value_kwargs=argumenten["metric_value_kwargs"],
            )
        )
        rijen = get_sqlalchemy_selectable(motor.get_domain_records(domain_kwargs={**berekend, **toegang}))
        vraag = sa.select(*(sa.column(k) for k in sleutelkolommen)).select_from(rijen).where(voorwaarde)
    return _teksten(motor.execute_query(_gesorteerd(vraag, sleutelkolommen)).fetchall())


def query_van(validator: Any, configuratie: Any) -> str:
    """The SQL of an UnexpectedRowsExpectation with its batch filled in, exactly as Great Expectations runs
    it."""
    from great_expectations.core.metric_domain_types import MetricDomainTypes
    from great_expectations.expectations.metrics.query_metrics import UnexpectedRowsQueryTable
    from great_expectations.expectations.registry import get_metric_kwargs

    argumenten = get_metric_kwargs("unexpected_rows_query.table", configuration=configuratie)
    motor = validator.execution_engine
    batch, _, _ = motor.get_compute_domain(
        argumenten["metric_domain_kwargs"], domain_type=MetricDomainTypes.TABLE
    )
    vul_in = UnexpectedRowsQueryTable._get_substituted_batch_subquery_from_query_and_batch_selectable
    return str(
        vul_in(
            query=configuratie.kwargs["unexpected_rows_query"], batch_selectable=batch, execution_engine=motor
        )
    )


def kolommen_van(con: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    """The names of the columns a query returns, without running it."""
    return [rij[0] for rij in con.cursor().execute(f"DESCRIBE {query}").fetchall()]


def van_query(con: duckdb.DuckDBPyConnection, query: str, sleutelkolommen: Sequence[str]) -> tuple[str, ...]:
    """Keys among the rows a query returns."""
    namen = ", ".join('"' + k.replace('"', '""') + '"' for k in sleutelkolommen)
    vraag = f"SELECT DISTINCT {namen} FROM ({query}\n) AS rijen ORDER BY {namen} LIMIT {MAX_VOORBEELDEN}"
    return _teksten(con.cursor().execute(vraag).fetchall())


def _gesorteerd(vraag: sa.Select[Any], sleutelkolommen: Sequence[str]) -> sa.Select[Any]:
    import sqlalchemy as sa

    gezien = vraag.distinct().subquery()
    namen = [gezien.c[k] for k in sleutelkolommen]
    return sa.select(*namen).order_by(*namen).limit(MAX_VOORBEELDEN)


def _teksten(rijen: Iterable[Sequence[Any]]) -> tuple[str, ...]:
    return tuple(":".join("leeg" if waarde is None else str(waarde) for waarde in rij) for rij in rijen)
