"""SQL that turns the text of a cell into a typed value, or null where it cannot."""

from __future__ import annotations

from pipelines.sources.contract import Contract, Kolom

# DuckDB's strptime alone takes 2-3-2024 for dd-mm-yyyy, so each form is fixed by a pattern first
_DATUM = {
    "__-__-____": "%d-%m-%Y",
    "__-__-____ 00:00": "%d-%m-%Y 00:00",
    "__-__-____ 00:00:00": "%d-%m-%Y 00:00:00",
}
_TIJDSTIP = {
    "__-__-____ __:__": "%d-%m-%Y %H:%M",
    "__-__-____ __:__:__": "%d-%m-%Y %H:%M:%S",
    "__-__-____": "%d-%m-%Y",
}
_MAAND = {"____-__": "%Y-%m"}


def tekst(contract: Contract, bron: str) -> str:
    """Text of cell `bron` without padding; null where the owner's sign for 'nothing' stands."""
    schoon = f"trim({bron})"
    for teken in contract.leegteken:
        schoon = f"nullif({schoon}, '{teken}')"
    return schoon


def waarde(contract: Contract, kolom: Kolom, cel: str) -> str:  # noqa: PLR0911 - one return per type
    """Typed value of the clean text `cel`; null when it is not of the column's type.

    Numbers are checked by pattern because DuckDB's casts take 1_000, 0x10, nan and inf, and round 1.5 to 2.
    """
    match kolom.type:
        case "tekst":
            return cel
        case "geheel":
            return f"case when regexp_full_match({cel}, '[+-]?\\d+') then try_cast({cel} as integer) end"
        case "decimaal":
            teken = f"[{contract.decimaalteken}]"
            getal = f"replace({cel}, ',', '.')" if "," in contract.decimaalteken else cel
            patroon = f"[+-]?\\d+({teken}\\d+)?([eE][+-]?\\d+)?"
            return (
                f"case when regexp_full_match({cel}, '{patroon}') and isfinite(try_cast({getal} as double)) "
                f"then try_cast({getal} as double) end"
            )
        case "datum":
            return _moment(cel, _DATUM, "date")
        case "maand":
            return _moment(cel, _MAAND, "date")
        case "jaar":
            return f"case when regexp_full_match({cel}, '\\d{{4}}(JJ00)?') then left({cel}, 4)::integer end"
        case "tijdstip":
            return _moment(cel, _TIJDSTIP, "timestamp")
        case "janee":
            return f"case upper({cel}) when 'J' then true when 'N' then false end"


def _moment(cel: str, vormen: dict[str, str], soort: str) -> str:
    keuzes = " ".join(
        f"when {cel} like '{patroon}' then try_strptime({cel}, '{vorm}')" for patroon, vorm in vormen.items()
    )
    return f"cast(case {keuzes} end as {soort})"
