"""Every check that is declared really runs: Dagster silently leaves out one on a key that does not exist."""

from __future__ import annotations

from voorbereiding import Gerund

from pipelines.quality.suites import POORTEN, controleer_suites


def test_every_declared_check_ran(gerund: Gerund) -> None:
    verwacht = {
        (f"{suite.stage}/{suite.tabel}", verwachting.ernst)
        for suite in controleer_suites()
        for verwachting in suite.verwachtingen
    }
    assert gerund.gedeclareerd == verwacht
    assert sorted(gerund.gecontroleerd) == sorted(gerund.gedeclareerd)


def test_every_expectation_of_every_gate_is_recorded(gerund: Gerund) -> None:
    assert gerund.uitkomsten == {
        stage: sum(len(s.verwachtingen) for s in controleer_suites(stages=[stage])) for stage in POORTEN
    }


def test_the_run_on_public_figures_succeeds(gerund: Gerund) -> None:
    assert gerund.geslaagd
    assert gerund.geblokkeerd == []
