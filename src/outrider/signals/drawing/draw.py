"""A chart's description becomes an SVG file, and is kept as long as its figures hold."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt
import vl_convert

from outrider.signals.drawing.ink import FONT, Ink

SIZE: Final = 14
"""Text in pixels at the drawing's own size."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Pixels around the plot. A drawing with margins has exactly the width that was asked for."""

    left: float = 2
    top: float = 2
    right: float = 2
    bottom: float = 2


def finished(
    chart: Any,
    colours: Ink,
    title: str,
    margins: Margins | None = None,
    background: str = "transparent",
) -> str:
    """The chart in the product's look, as SVG. Without `margins` Vega makes the room it needs."""
    spec = (
        chart.configure(background=background, font=FONT, padding=2)
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
    if margins is not None:
        spec["padding"] = asdict(margins)
        spec["autosize"] = {"type": "none"}
    spec["usermeta"] = {"title": title}
    return _svg(json.dumps(spec, sort_keys=True), title)


@lru_cache(maxsize=128)
def _svg(spec: str, title: str) -> str:
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_version())
    safe = title.replace("&", "&amp;").replace("<", "&lt;")
    head, rest = svg.split(">", 1)
    return f"{head}><title>{safe}</title>{rest}"


def _version() -> str:
    """The Vega-Lite that Altair writes for: 6.1 of 6.1.0."""
    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
