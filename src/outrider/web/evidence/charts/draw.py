"""A chart's description becomes an SVG file, and is kept as long as its figures hold."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

import altair as alt
import vl_convert

from outrider.web.evidence.charts.ink import FONT, Ink

SIZE: Final = 14
"""Text in pixels at the drawing's own size."""


def finished(chart: Any, colours: Ink, title: str) -> str:
    """The chart in the product's look, as SVG."""
    spec = (
        chart.configure(background="transparent", font=FONT, padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=colours.text_2,
            titleColor=colours.text_2,
            labelFontSize=SIZE,
            titleFontSize=SIZE,
            titleFontWeight="normal",
            gridColor=colours.c_grid,
            domainColor=colours.c_ref,
            tickColor=colours.c_ref,
            labelLimit=320,
        )
        .configure_text(fontSize=SIZE, color=colours.text)
        .to_dict()
    )
    spec["usermeta"] = {"title": title}
    return _svg(json.dumps(spec, sort_keys=True), title)


@lru_cache(maxsize=64)
def _svg(spec: str, title: str) -> str:
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_version())
    safe = title.replace("&", "&amp;").replace("<", "&lt;")
    head, rest = svg.split(">", 1)
    return f"{head}><title>{safe}</title>{rest}"


def _version() -> str:
    """The Vega-Lite that Altair writes for: 6.1 of 6.1.0."""
    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
