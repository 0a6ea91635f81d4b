"""Great Expectations without its noise."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stil() -> Iterator[None]:
    """No log lines, no warnings: Great Expectations logs each failing query with its values in it."""
    logger = logging.getLogger("great_expectations")
    eerder = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(eerder)
