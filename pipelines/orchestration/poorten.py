"""The four gates as asset checks: per table one check that blocks and one that warns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import dagster as dg

from pipelines.orchestration.nacht import Nacht
from pipelines.quality.suites import Suite, suites
from pipelines.quality.uitkomst import Uitkomst, melding, zin

POORTEN = ("raw", "staging", "intermediate", "marts")
_ERNST = {"blokkeert": dg.AssetCheckSeverity.ERROR, "waarschuwt": dg.AssetCheckSeverity.WARN}


def _specs(stage: str, gevonden: Sequence[Suite]) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            name=ernst,
            asset=[stage, suite.tabel],
            blocking=ernst == "blokkeert",
            description=" ".join(v.uitleg for v in suite.verwachtingen if v.ernst == ernst),
        )
        for suite in gevonden
        for ernst in _ERNST
        if any(v.ernst == ernst for v in suite.verwachtingen)
    ]


def _poort(stage: str) -> dg.AssetChecksDefinition | None:
    gevonden = suites(stage)
    specs = _specs(stage, gevonden)
    if not specs:
        return None

    @dg.multi_asset_check(name=f"poort_{stage}", specs=specs)
    def controleer(nacht: Nacht) -> Iterator[dg.AssetCheckResult]:
        from pipelines.quality.registratie import leg_vast
        from pipelines.quality.validation import valideer

        t = nacht.toestand
        with t.stap(f"gate {stage}") as rijen:
            uitkomsten = valideer(t.con, stage)
            leg_vast(t.con, stage, uitkomsten)
            t.uitkomsten += uitkomsten
            rijen.append(len(uitkomsten))
        for u in uitkomsten:
            if not u.geslaagd:
                t.meld(melding(u))
        for spec in specs:
            deel = [u for u in uitkomsten if u.tabel == spec.asset_key.path[-1] and u.ernst == spec.name]
            if not deel:
                tabel = ".".join(spec.asset_key.path)
                t.meld(f"Gate {stage}: suite {tabel} gave no outcome ({spec.name}); is it in expectations/?")
            yield _resultaat(spec, deel)

    return controleer


def _resultaat(spec: dg.AssetCheckSpec, deel: Sequence[Uitkomst]) -> dg.AssetCheckResult:
    mis = [u for u in deel if not u.geslaagd]
    return dg.AssetCheckResult(
        asset_key=spec.asset_key,
        check_name=spec.name,
        # a suite that gave no outcome did not run, and what did not run did not pass
        passed=bool(deel) and not mis,
        severity=_ERNST[spec.name],
        description="; ".join(zin(u) for u in mis) or None,
        metadata={"expectations": len(deel), "failed": len(mis), "rows": sum(u.afwijkend for u in mis)},
    )


def poorten() -> Sequence[dg.AssetChecksDefinition]:
    """The gates that have suites."""
    return [p for p in map(_poort, POORTEN) if p is not None]
