"""Running the suites of a stage inside DuckDB, on the connection the run already has.

Great Expectations evaluates in SQL, through `dialect`, in a context that writes nothing. Only counts and keys
come out: the result format asks for no failing values, so a value from the data cannot reach a log, the table
of outcomes or Data Docs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.quality import voorbeelden
from pipelines.quality.stilte import stil
from pipelines.quality.suites import MAP, POORTEN, FouteSuite, Suite, Verwachting, suites
from pipelines.quality.uitkomst import FOUT, Uitkomst

if TYPE_CHECKING:
    import duckdb

MAX_TEKST = 300
QUERY = "unexpected_rows_expectation"
_OVER_TYPEN = ("expect_column_values_to_be_of_type", "expect_column_values_to_be_in_type_list")

_RESULT_FORMAT: Mapping[str, Any] = {
    "result_format": "BASIC",
    "partial_unexpected_count": 0,
}
# An error about the query itself names tables and columns; one about the data may quote a value.
_SQL_FOUT = re.compile(r"\b([A-Z][a-z]+(?: [A-Za-z]+)*) Error: ([^\n]*)")
_OVER_DE_VRAAG = ("Binder", "Catalog", "Parser", "Not implemented")
_OVER_NAMEN = re.compile(r"[^\n]*(does not exist|not supported for dialect|on column of type)[^\n]*")
_DATUM = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?")


class OpenTransactie(RuntimeError):  # noqa: N818
    """The connection has uncommitted work, which a gate cannot see: commit before validating."""


def valideer(
    con: duckdb.DuckDBPyConnection,
    stage: str,
    tabellen: Sequence[str] | None = None,
    map_: Path = MAP,
) -> list[Uitkomst]:
    """Evaluate the suites of a stage against the tables in the schema of that name.

    `tabellen` limits it to some tables; each needs a suite. Returns one Uitkomst per expectation, by table
    and then in the order of the file. An expectation that cannot be evaluated (table or column missing,
    unknown type, SQL error) is a failed, blocking outcome with the reason in `waargenomen`.

    Raises FouteSuite for a suite that breaks the rules or is missing, OpenTransactie when `con` has work that
    is not committed (the gate would judge the data from before it).
    """
    gekozen = _kies(suites(stage, map_), stage, tabellen)
    if not gekozen:
        return []
    _weiger_open_transactie(con)

    from pipelines.quality.dialect import geopend

    uitkomsten: list[Uitkomst] = []
    with stil(), geopend(con) as url:
        bron = _databron(url)
        try:
            for suite in gekozen:
                uitkomsten += _van_suite(con, bron, suite)
        finally:
            bron.get_execution_engine().close()
            bron.get_engine().dispose()
    return uitkomsten


def _kies(alle: Sequence[Suite], stage: str, tabellen: Sequence[str] | None) -> list[Suite]:
    if tabellen is None:
        return list(alle)
    ontbreekt = sorted(set(tabellen) - {s.tabel for s in alle})
    if ontbreekt:
        raise FouteSuite(
            f"no suite for {', '.join(f'{stage}.{t}' for t in ontbreekt)}; write one in expectations/"
        )
    return [s for s in alle if s.tabel in set(tabellen)]


def _weiger_open_transactie(con: duckdb.DuckDBPyConnection) -> None:
    # outside a transaction every statement is one of its own, so the number changes
    nummers = [con.execute("SELECT txid_current()").fetchone() for _ in range(2)]
    if nummers[0] == nummers[1]:
        raise OpenTransactie("the connection has an open transaction; commit it before the gate runs")


def _databron(url: str) -> Any:
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    context = gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars=ProgressBarsConfig(globally=False),
            analytics_enabled=False,
        ),
    )
    return context.data_sources.add_sql("bouw", connection_string=url, create_temp_table=False)


@dataclass(frozen=True)
class _Tabel:
    """A suite beside the table it is about: its columns in order, its number of rows, GX's validator."""

    suite: Suite
    con: duckdb.DuckDBPyConnection
    kolommen: tuple[str, ...]
    rijen: int
    validator: Any


def _van_suite(con: duckdb.DuckDBPyConnection, bron: Any, suite: Suite) -> list[Uitkomst]:
    """One outcome per expectation of the suite, in the order of the file."""
    kolommen = _kolommen(con, suite)
    if not kolommen:
        return [
            _mislukt(suite, v, 0, f"{FOUT}table {suite.naam} does not exist") for v in suite.verwachtingen
        ]
    try:
        telling = con.cursor().execute(f'SELECT count(*) FROM "{suite.stage}"."{suite.tabel}"').fetchone()
        rijen = telling[0] if telling else 0
        asset = bron.add_table_asset(suite.naam, table_name=suite.tabel, schema_name=suite.stage)
        validator = bron.data_context.get_validator(batch_request=asset.build_batch_request())
    except Exception as fout:  # a view over something that is gone: nothing here can be evaluated
        reden = f"{FOUT}{suite.naam} cannot be read: {_foutmelding(str(fout)).removeprefix(FOUT)}"
        return [_mislukt(suite, v, 0, reden) for v in suite.verwachtingen]
    tabel = _Tabel(suite=suite, con=con, kolommen=kolommen, rijen=rijen, validator=validator)
    configuraties: dict[str, Any] = {}
    uitkomsten: dict[str, Uitkomst] = {}
    for v in suite.verwachtingen:
        try:
            configuraties[v.id] = _configuratie(v)
        except Exception as fout:  # unknown type, missing or misspelt argument; nothing of the data in it
            uitkomsten[v.id] = _mislukt(suite, v, rijen, f"{FOUT}{fout}")
    resultaten = _resultaten(validator, configuraties)
    for v in suite.verwachtingen:
        if v.id in configuraties:
            uitkomsten[v.id] = _uitkomst(tabel, v, resultaten.get(v.id))
    return [uitkomsten[v.id] for v in suite.verwachtingen]


def _kolommen(con: duckdb.DuckDBPyConnection, suite: Suite) -> tuple[str, ...]:
    rijen = con.cursor().execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database()"
        " AND schema_name = ? AND table_name = ? ORDER BY column_index",
        [suite.stage, suite.tabel],
    )
    return tuple(naam for (naam,) in rijen.fetchall())


def _configuratie(verwachting: Verwachting) -> Any:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    from pipelines.quality.telvraag import CountedRowsExpectation

    soort = CountedRowsExpectation.expectation_type if verwachting.soort == QUERY else verwachting.soort
    configuratie = ExpectationConfiguration(
        type=soort, kwargs=dict(verwachting.kwargs), meta={"id": verwachting.id}
    )
    return (
        configuratie.to_domain_obj().configuration
    )  # builds the expectation once, so a wrong argument shows here


def _resultaten(validator: Any, configuraties: Mapping[str, Any]) -> dict[str, Any]:
    """GX's result by id of the expectation.

    GX computes what it can in one statement; when several fail in it they all get the error of the last. So
    what failed is evaluated once more, each by itself, and tells its own error.
    """
    gevonden = _evalueer(validator, list(configuraties.values()))
    gestruikeld = [naam for naam, r in gevonden.items() if _fout(r) is not None]
    if len(configuraties) > 1:
        for naam in gestruikeld:
            gevonden.update(_evalueer(validator, [configuraties[naam]]))
    return gevonden


def _evalueer(validator: Any, configuraties: list[Any]) -> dict[str, Any]:
    resultaten = validator.graph_validate(
        configurations=configuraties, runtime_configuration={"result_format": dict(_RESULT_FORMAT)}
    )
    return {r.expectation_config.meta["id"]: r for r in resultaten}


def _uitkomst(tabel: _Tabel, verwachting: Verwachting, resultaat: Any) -> Uitkomst:
    suite = tabel.suite
    if resultaat is None:
        return _mislukt(suite, verwachting, tabel.rijen, f"{FOUT}Great Expectations gave no result")
    fout = _fout(resultaat)
    if fout is not None:
        return _mislukt(suite, verwachting, tabel.rijen, _foutmelding(fout))
    gegevens: Mapping[str, Any] = resultaat.result
    metriek = getattr(resultaat.expectation_config.to_domain_obj(), "map_metric", None)
    afwijkend = _afwijkend(verwachting, metriek, gegevens)
    try:
        sleutels = _voorbeelden(tabel, verwachting, metriek, resultaat.expectation_config, afwijkend)
    except Exception as fout:  # a key column that is not there: the expectation cannot name its rows
        return _mislukt(suite, verwachting, tabel.rijen, _foutmelding(str(fout)))
    return Uitkomst(
        **_vast(suite, verwachting),
        ernst=verwachting.ernst,
        geslaagd=bool(resultaat.success),
        gecontroleerd=int(gegevens.get("element_count", tabel.rijen)),
        afwijkend=afwijkend,
        voorbeelden=sleutels,
        waargenomen=_waargenomen(verwachting, metriek, bool(resultaat.success), gegevens),
    )


def _afwijkend(verwachting: Verwachting, metriek: str | None, gegevens: Mapping[str, Any]) -> int:
    """The number of rows rejected; 0 for what is not about rows (elsewhere GX counts distinct values)."""
    if verwachting.soort == QUERY:
        return int(gegevens["observed_value"])
    return int(gegevens.get("unexpected_count") or 0) if metriek else 0


def _voorbeelden(
    tabel: _Tabel, verwachting: Verwachting, metriek: str | None, configuratie: Any, afwijkend: int
) -> tuple[str, ...]:
    """The example keys; the key columns are checked even when there is nothing to show."""
    if verwachting.soort == QUERY:
        query = voorbeelden.query_van(tabel.validator, configuratie)
        sleutel = voorbeelden.sleutel(verwachting.sleutel, voorbeelden.kolommen_van(tabel.con, query))
        return voorbeelden.van_query(tabel.con, query, sleutel) if afwijkend and sleutel else ()
    sleutel = voorbeelden.sleutel(verwachting.sleutel, tabel.kolommen)
    if not (afwijkend and sleutel and metriek):
        return ()
    return voorbeelden.van_voorwaarde(tabel.validator, configuratie, metriek, sleutel)


def _mislukt(suite: Suite, verwachting: Verwachting, rijen: int, reden: str) -> Uitkomst:
    return Uitkomst(
        **_vast(suite, verwachting),
        ernst="blokkeert",
        geslaagd=False,
        gecontroleerd=rijen,
        afwijkend=0,
        voorbeelden=(),
        waargenomen=_kort(reden),
    )


def _vast(suite: Suite, verwachting: Verwachting) -> dict[str, Any]:
    return {
        "poort": POORTEN[suite.stage],
        "stage": suite.stage,
        "tabel": suite.tabel,
        "suite": suite.naam,
        "verwachting": verwachting.id,
        "soort": verwachting.soort,
        "kolom": verwachting.kolom,
        "uitleg": verwachting.uitleg,
    }


def _fout(resultaat: Any) -> str | None:
    """The message of the exception behind a result, None when there was none.

    GX gives either one exception or one for each metric it failed on.
    """
    info = resultaat.exception_info or {}
    stukken = [info] if "raised_exception" in info else [v for v in info.values() if isinstance(v, Mapping)]
    meldingen = [str(i.get("exception_message")) for i in stukken if i.get("raised_exception", True)]
    return meldingen[0] if meldingen else None


def _foutmelding(bericht: str) -> str:
    """What may be told of an error: names of tables and columns, never a value out of the data."""
    sql = _SQL_FOUT.search(bericht)
    if sql and sql.group(1) in _OVER_DE_VRAAG:
        return f"{FOUT}{sql.group(2)}"
    if sql:
        return f"{FOUT}{sql.group(1)} Error op de gegevens (waarde weggelaten)"
    if _OVER_NAMEN.fullmatch(bericht.strip()):
        return f"{FOUT}{bericht.strip().removeprefix('Error: ').rstrip('.')}"
    return f"{FOUT}Great Expectations could not evaluate it"


def _waargenomen(
    verwachting: Verwachting, metriek: str | None, geslaagd: bool, gegevens: Mapping[str, Any]
) -> str | None:
    """What an expectation about a whole table or column saw, as a short text.

    Numbers, dates and names of columns and types are told; other text is counted, as it comes out of rows.
    """
    soort = verwachting.soort
    if soort == "expect_column_to_exist":
        return None if geslaagd else "die kolom is er niet of staat elders"
    waarde = gegevens.get("observed_value")
    if soort == QUERY or (waarde is None and metriek):
        return None
    if soort.startswith("expect_table_") or soort in _OVER_TYPEN:
        return _kort(_kolomverschil(gegevens) or _structuur(waarde))
    if waarde is None:
        namen = {"unexpected_count": "niet verwacht", "missing_count": "ontbreken"}
        delen = [
            f"{gegevens[k]} verschillende waarden {tekst}" for k, tekst in namen.items() if gegevens.get(k)
        ]
        return "; ".join(delen) or None
    return _maat(waarde)


def _maat(waarde: Any) -> str:
    if isinstance(waarde, float):
        return f"{waarde:.10g}"  # a sum of doubles differs in its last digits from run to run
    if isinstance(waarde, int | date | Decimal) or (isinstance(waarde, str) and _DATUM.fullmatch(waarde)):
        return str(waarde)
    return f"{len(waarde)} waarden" if isinstance(waarde, list | dict) else "een tekst"


def _structuur(waarde: Any) -> str:
    if isinstance(waarde, Mapping):
        return ", ".join(f"{k} {v}" for k, v in waarde.items())
    return ", ".join(map(str, waarde)) if isinstance(waarde, list) else str(waarde)


def _kolomverschil(gegevens: Mapping[str, Any]) -> str | None:
    """What columns are missing from or extra in a table, where the expectation was about a set of columns."""
    verschil = (gegevens.get("details") or {}).get("mismatched")
    if not isinstance(verschil, Mapping):
        return None
    namen = {"missing": "ontbreekt", "unexpected": "niet verwacht"}
    delen = [f"{tekst}: {', '.join(map(str, verschil[k]))}" for k, tekst in namen.items() if verschil.get(k)]
    return "; ".join(delen) or None


def _kort(tekst: str) -> str:
    schoon = " ".join(tekst.split())
    return schoon if len(schoon) <= MAX_TEKST else schoon[: MAX_TEKST - 1] + "…"
