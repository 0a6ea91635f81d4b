"""The footer of a Parquet file: meaning and types, in every place where a reader looks for them.

Plain pairs (DuckDB `parquet_kv_metadata`, polars `read_parquet_metadata`), the Arrow schema (pyarrow and R: per
field `omschrijving`), and what pandas needs to keep whole numbers whole and dates dates where a value is missing
(`dtypes`), with the meaning in `DataFrame.attrs`. The columns themselves have the plain types that any reader has.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

# DuckDB type: (name of the Arrow type, what pandas calls it in its metadata, the dtype that it makes)
SOORTEN: Mapping[str, tuple[str, str, str]] = {
    "VARCHAR": ("string", "unicode", "str"),
    "INTEGER": ("int32", "int32", "Int32"),
    "BIGINT": ("int64", "int64", "Int64"),
    "DOUBLE": ("float64", "float64", "float64"),
    "BOOLEAN": ("bool_", "bool", "boolean"),
    "DATE": ("date32", "date", "date32[day][pyarrow]"),
    "TIMESTAMP": ("timestamp", "datetime", "datetime64[us]"),
}


def voet(
    kolommen: Sequence[tuple[str, str]], omschrijvingen: Mapping[str, str], kenmerken: Mapping[str, str]
) -> dict[str, str]:
    """Pairs for the footer of a table with these columns (name, DuckDB type).

    Raises:
        ValueError: a type that some reader does not open as what it is, such as a list or a DECIMAL.
    """
    import pyarrow as pa

    vreemd = [f"{naam} {soort}" for naam, soort in kolommen if soort not in SOORTEN]
    if vreemd:
        raise ValueError(f"Not every reader of Parquet knows the type of {', '.join(vreemd)}.")
    uitleg = {naam: omschrijvingen.get(naam, "") for naam, _ in kolommen}
    velden = [
        pa.field(naam, _arrow(soort), metadata={"omschrijving": uitleg[naam]}) for naam, soort in kolommen
    ]
    paren = {
        **kenmerken,
        "kolommen": json.dumps(uitleg, ensure_ascii=False, sort_keys=True),
        "PANDAS_ATTRS": json.dumps({**kenmerken, "kolommen": uitleg}, ensure_ascii=False, sort_keys=True),
        "pandas": json.dumps(_pandas(kolommen), ensure_ascii=False, sort_keys=True),
    }
    schema = pa.schema(velden, metadata=dict(sorted(paren.items())))
    return {**paren, "ARROW:schema": base64.b64encode(schema.serialize().to_pybytes()).decode("ascii")}


def _arrow(soort: str) -> object:
    import pyarrow as pa

    naam = SOORTEN[soort][0]
    return pa.timestamp("us") if naam == "timestamp" else getattr(pa, naam)()


def _pandas(kolommen: Sequence[tuple[str, str]]) -> dict[str, object]:
    return {
        "index_columns": [],
        "column_indexes": [],
        "columns": [
            {
                "name": naam,
                "field_name": naam,
                "pandas_type": SOORTEN[soort][1],
                "numpy_type": SOORTEN[soort][2],
                "metadata": None,
            }
            for naam, soort in kolommen
        ],
    }
