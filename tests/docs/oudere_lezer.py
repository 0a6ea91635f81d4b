"""Reads a publication with whatever DuckDB it finds, and says what it saw: python oudere_lezer.py <duckdb> <parquet>"""

import json
import sys

import duckdb

con = duckdb.connect(sys.argv[1], read_only=True)


def een(vraag: str, *waarden: str) -> object:
    rij = con.execute(vraag, list(waarden)).fetchone()
    return rij[0] if rij else None


marts = con.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
print(
    json.dumps(
        {
            "versie": duckdb.__version__,
            # every column of every row is read, not only counted
            "rijen": {t: len(con.execute(f"select * from marts.{t}").fetchall()) for (t,) in marts},
            "uitleg": een(
                "select comment from duckdb_columns() where table_name = 'doelbereik' and column_name = 'koers'"
            ),
            "t02": een(
                "select waarde from marts.doelbereik "
                "where doel_id = 'T02' and jaar = 2018 and is_hoofd and rol = 'doel'"
            ),
            "parquet": een("select count(*) from read_parquet(?)", sys.argv[2]),
        }
    )
)
