"""Great Expectations' expectation of a query, asked for its number of rows only.

Importing this module imports Great Expectations, so only `validation` does, when a gate is run.
"""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.expectations.core import UnexpectedRowsExpectation


class CountedRowsExpectation(UnexpectedRowsExpectation):  # type: ignore[misc] # untyped library
    """The same verdict for half the work: the original also fetches rows, which no result format of ours shows."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> Any:
        return super()._validate(
            metrics | {"unexpected_rows_query.table": None}, runtime_configuration, execution_engine
        )
