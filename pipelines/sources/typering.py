"""SQL that turns the text of a cell into a typed value, or null where it cannot."""

from __future__ import annotations

from pipelines.sources.contract import Contract, Kolom


def tekst(contract: Contract, bron: str) -> str:
    """Text of cell `bron` without padding; null where the owner's sign for 'nothing' stands."""
    schoon = f"trim({bron})"
    for teken in contract.leegteken:
        schoon = f"nullif({schoon}, '{teken}')"
    return schoon


def waarde(contract: Contract, kolom: Kolom, cel: str) -> str:
    """Typed value of the clean text `cel`; null when it is not of the column's type.

    Lengths are checked by pattern because DuckDB's strptime takes 2-3-2024 for dd-mm-yyyy.
    """
    match kolom.type:
        case "tekst":
            return cel
        case "geheel":
            return f"case when regexp_full_match({cel}, '[+-]?\\d+') then try_cast({cel} as integer) end"
        case "decimaal":
            getal = f"replace({cel}, ',', '.')" if contract.decimaalteken == "," else cel
            patroon = "[+-]?\\d+([.]\\d+)?([eE][+-]?\\d+)?"
            return f"case when regexp_full_match({getal}, '{patroon}') then try_cast({getal} as double) end"
        case "datum":
            return _moment(cel, {"\\d{2}-\\d{2}-\\d{4}( 00:00(:00)?)?": "%d-%m-%Y"}, "date", 10)
        case "maand":
            return _moment(cel, {"\\d{4}-\\d{2}": "%Y-%m"}, "date", 7)
        case "tijdstip":
            vormen = {
                "\\d{2}-\\d{2}-\\d{4} \\d{2}:\\d{2}": "%d-%m-%Y %H:%M",
                "\\d{2}-\\d{2}-\\d{4} \\d{2}:\\d{2}:\\d{2}": "%d-%m-%Y %H:%M:%S",
                "\\d{2}-\\d{2}-\\d{4}": "%d-%m-%Y",
            }
            return _moment(cel, vormen, "timestamp", None)
        case "janee":
            return f"case upper({cel}) when 'J' then true when 'N' then false end"


def _moment(cel: str, vormen: dict[str, str], soort: str, lengte: int | None) -> str:
    bron = f"left({cel}, {lengte})" if lengte else cel
    keuzes = " ".join(
        f"when regexp_full_match({cel}, '{patroon}') then try_strptime({bron}, '{vorm}')"
        for patroon, vorm in vormen.items()
    )
    return f"cast(case {keuzes} end as {soort})"
