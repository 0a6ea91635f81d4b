"""Vega-Lite charts, made with Altair once per kind; a page brings its own numbers, and its colours come from CSS."""

from __future__ import annotations

from typing import Any

# CSS variables of site.css: the same chart is legible in light, dark, forced colours and on paper
INKT, ZACHT, LIJN, PAD, NORM, VLAK = (
    "var(--inkt)", "var(--zacht)", "var(--cijfer)", "var(--pad)", "var(--norm)", "var(--vlak)",
)  # fmt: skip


def vega() -> str:
    """JavaScript of Vega, Vega-Lite and Vega-Embed as one classic script, which works from file://."""
    import vl_convert

    # its top level would otherwise leave hundreds of names in the page
    return "(function(){" + vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;") + "})();\n"


def ontwerpen() -> dict[str, dict[str, Any]]:
    """One Vega-Lite specification per kind of chart, without numbers."""
    return {"reeks": _reeks(), "balk": _balk(), "kaart": _kaart(), "rang": _rang()}


def _klaar(grafiek: Any) -> dict[str, Any]:
    spec: dict[str, Any] = grafiek.configure_view(stroke=None).to_dict()
    spec.pop("$schema", None)
    spec["config"] = _CONFIG
    return spec


_CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
    "locale": {"number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " €"]}},
    "view": {"stroke": None},
    "axis": {
        "labelColor": INKT, "titleColor": INKT, "tickColor": ZACHT, "domainColor": ZACHT, "gridColor": "var(--raster)",
        "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal",
    },
    "title": {
        "color": INKT, "subtitleColor": INKT, "anchor": "start", "fontSize": 15, "subtitleFontSize": 12,
        "subtitlePadding": 4, "offset": 12, "frame": "bounds",
    },
}  # fmt: skip


def _leeg(naam: str) -> dict[str, Any]:
    return {"name": naam}


def _marge(data: dict[str, Any]) -> Any:
    """Interval of every row that has one, along the axis that is filled in."""
    import altair as alt

    return (
        alt.Chart(data)
        .transform_filter("isValid(datum.ondergrens)")
        .mark_rule(strokeWidth=7, opacity=0.35, color=LIJN)
    )


def _reeks() -> dict[str, Any]:
    """A series over the years: values with intervals, hollow while provisional; path, norm and breaks."""
    import altair as alt

    x = (
        alt.X("x:Q")
        .axis(format="d", tickMinStep=1, grid=False, title=None)
        .scale(nice=False, zero=False, padding=14)
    )
    y = alt.Y("waarde:Q").axis(title=None, format=",~f", tickCount=6).scale(zero=True)
    cijfers = _leeg("cijfers")
    breuk = alt.Chart(_leeg("breuken")).mark_rule(strokeDash=[2, 4], strokeWidth=2, color=ZACHT).encode(x=x)
    breuktekst = (
        alt.Chart(_leeg("breuken"))
        .mark_text(align="right", baseline="top", dx=-4, dy=2, color=INKT, fontSize=12, lineBreak="\n")
        .encode(x=x, y=alt.value(0), text="label:N")
    )
    marge = _marge(cijfers).encode(x=x, y=alt.Y("ondergrens:Q"), y2="bovengrens:Q")
    lijn = (
        alt.Chart(cijfers)
        .transform_filter("isValid(datum.waarde)")
        .mark_line(color=LIJN, strokeWidth=2.5)
        .encode(x=x, y=y, detail="bron:N")
    )
    punt = (
        alt.Chart(cijfers)
        .transform_filter("isValid(datum.waarde)")
        .mark_point(size=60, filled=False, strokeWidth=2, color=LIJN, opacity=1)
        .encode(x=x, y=y, fill=alt.condition("datum.voorlopig", alt.value(VLAK), alt.value(LIJN)))
    )
    pad = (
        alt.Chart(_leeg("pad"))
        .mark_line(strokeDash=[6, 4], strokeWidth=2, color=PAD)
        .encode(x=x, y=alt.Y("padwaarde:Q"))
    )
    padpunt = (
        alt.Chart(_leeg("pad"))
        .mark_point(shape="diamond", size=60, filled=True, color=PAD, opacity=1)
        .encode(x=x, y=alt.Y("padwaarde:Q"))
    )
    norm = alt.Chart(_leeg("norm")).mark_rule(strokeWidth=2, color=NORM).encode(y="norm:Q")
    normtekst = (
        alt.Chart(_leeg("norm"))
        .mark_text(align="left", baseline="bottom", dx=4, dy=-4, color=NORM, fontSize=13, fontWeight="bold")
        .encode(y="norm:Q", x=alt.value(0), text="label:N")
    )
    loper = (
        alt.Chart(_leeg("loper")).mark_point(size=420, strokeWidth=3, color=INKT, opacity=1).encode(x=x, y=y)
    )
    lagen = alt.layer(breuk, breuktekst, pad, padpunt, norm, normtekst, marge, lijn, punt, loper)
    return _klaar(lagen.properties(width=600, height=300))


def _balk() -> dict[str, Any]:
    """How many targets are measured, and of the others why not: one bar."""
    import altair as alt

    basis = alt.Chart(_leeg("rijen")).encode(
        x=alt.X("van:Q").axis(title=None, tickMinStep=1, format="d", grid=False).scale(nice=False),
        x2="tot:Q",
    )
    staaf = basis.mark_bar(stroke=INKT, strokeWidth=1.5, height=44).encode(
        color=alt.Color("vulling:N", scale=None, legend=None), y=alt.value(30)
    )
    tekst = (
        alt.Chart(_leeg("rijen"))
        .mark_text(fontSize=14, fontWeight="bold")
        .encode(
            x=alt.X("midden:Q"), y=alt.value(30), text="label:N", color=alt.Color("tekstkleur:N", scale=None)
        )
    )
    loper = (
        alt.Chart(_leeg("loper"))
        .mark_bar(filled=False, stroke=INKT, strokeWidth=5, height=44)
        .encode(x="van:Q", x2="tot:Q", y=alt.value(30))
    )
    return _klaar(alt.layer(staaf, tekst, loper).properties(width=600, height=60))


def _kaart() -> dict[str, Any]:
    """Gemeenten on their borders: a colour and a sign each."""
    import altair as alt

    vorm = (
        alt.Chart(_leeg("vormen"))
        .mark_geoshape(stroke=INKT, strokeWidth=0.8)
        .encode(fill=alt.Fill("properties.vulling:N", scale=None, legend=None))
    )
    teken = (
        alt.Chart(_leeg("tekens"))
        .mark_text(fontSize=15, fontWeight="bold", color=INKT)
        .encode(longitude="x:Q", latitude="y:Q", text="teken:N", color=alt.Color("kleur:N", scale=None))
    )
    loper = alt.Chart(_leeg("loper")).mark_geoshape(filled=False, stroke=INKT, strokeWidth=5)
    lagen = alt.layer(vorm, teken, loper).project(type="identity", reflectY=False)
    return _klaar(lagen.properties(width=600, height=560))


def _rang() -> dict[str, Any]:
    """Areas under one another: value with interval, and what the path asks there."""
    import altair as alt

    y = alt.Y("naam:N").sort(None).axis(title=None, labelLimit=220)
    x = alt.X("waarde:Q").axis(title=None, format=",~f").scale(zero=True)
    rijen = _leeg("rijen")
    marge = _marge(rijen).encode(y=y, x=alt.X("ondergrens:Q"), x2="bovengrens:Q")
    punt = (
        alt.Chart(rijen)
        .mark_point(size=90, filled=False, strokeWidth=2.5, color=LIJN, opacity=1)
        .encode(y=y, x=x, fill=alt.condition("datum.voorlopig", alt.value(VLAK), alt.value(LIJN)))
    )
    pad = (
        alt.Chart(rijen)
        .transform_filter("isValid(datum.padwaarde)")
        .mark_point(shape="diamond", size=70, filled=True, color=PAD, opacity=1)
        .encode(y=y, x="padwaarde:Q")
    )
    loper = (
        alt.Chart(_leeg("loper")).mark_point(size=420, strokeWidth=3, color=INKT, opacity=1).encode(y=y, x=x)
    )
    return _klaar(alt.layer(marge, pad, punt, loper).properties(width=600, height=alt.Step(30)))
