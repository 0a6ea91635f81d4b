"""Prepared stages for the defects, and one real run for what only a whole run can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import voorbereiding
from voorbereiding import Gebouwd, Gerund

from pipelines.settings import settings


@contextmanager
def _eigen_data(map_: Path) -> Iterator[Path]:
    """Point the settings of this process to a data folder of our own."""
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("VEILIGHEIDSBEELD_DATA", str(map_))
        omgeving.setenv("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
        settings.cache_clear()
        yield map_
    settings.cache_clear()


@pytest.fixture(scope="session")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Gebouwd]]:
    """Both collections after their last stage, by name."""
    with _eigen_data(tmp_path_factory.mktemp("gebouwd")):
        voorbereiding.zet_openbaar(settings())
        voorbereiding.zet_demo(settings())
        klaar = {naam: voorbereiding.bouw_op(naam, settings()) for naam in ("openbaar", "demo")}
    yield klaar
    for verzameling in klaar.values():
        verzameling.con.close()


@pytest.fixture(scope="session")
def gerund(tmp_path_factory: pytest.TempPathFactory) -> Gerund:
    """One run of the job in this process, with its gates and its publication."""
    import dagster as dg
    import duckdb

    with _eigen_data(tmp_path_factory.mktemp("gerund")) as data:
        voorbereiding.zet_openbaar(settings())
        from pipelines.orchestration.definitions import defs

        uitkomst = defs.resolve_job_def("nightly").execute_in_process(
            run_config={
                "resources": {"nacht": {"config": {"verzameling": "openbaar"}}},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
            instance=dg.DagsterInstance.ephemeral(),
            raise_on_error=False,
        )
        evaluaties = uitkomst.get_asset_check_evaluations()
        with duckdb.connect(str(data / "warehouse" / "openbaar" / "bouw.duckdb"), read_only=True) as con:
            stages = con.execute("select stage from kwaliteit.uitkomst").fetchall()
    return Gerund(
        data=data,
        geslaagd=uitkomst.success,
        gedeclareerd={
            (sleutel.asset_key.to_user_string(), sleutel.name)
            for checks in defs.asset_checks or ()
            for sleutel in checks.check_keys
        },
        gecontroleerd=[(e.asset_key.to_user_string(), e.check_name) for e in evaluaties],
        geblokkeerd=[
            (e.asset_key.to_user_string(), e.check_name)
            for e in evaluaties
            if not e.passed and e.severity is dg.AssetCheckSeverity.ERROR
        ],
        uitkomsten=dict(Counter(stage for (stage,) in stages)),
    )


@pytest.fixture(scope="session")
def gepubliceerd(gerund: Gerund) -> Path:
    """A data folder with the public deliveries and a publication made from them."""
    assert gerund.geslaagd
    return gerund.data
