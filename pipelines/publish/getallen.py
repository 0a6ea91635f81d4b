"""Numbers as Dutch readers write them."""

from __future__ import annotations


def getal(waarde: float | None, decimalen: int = 0) -> str:
    """12111.0 -> '12.111', 7.25 with one decimal -> '7,2'; an en dash where there is none."""
    if waarde is None:
        return "–"
    return f"{waarde:,.{decimalen}f}".replace(",", "#").replace(".", ",").replace("#", ".")
