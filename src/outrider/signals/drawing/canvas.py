"""A plot of a known size, to which layers are added in data coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite, log10
from typing import Any, Final, Literal

import altair as alt

from outrider.signals.drawing.axes import Ticks
from outrider.signals.drawing.draw import SIZE, Margins
from outrider.signals.drawing.ink import Ink

WIDE: Final = 720
NARROW: Final = 328
"""Whole width in pixels: beside its words on a desk, and alone on a phone of 360."""
CHARACTER: Final = 7.4  # mean width of a character of text, in pixels
BOLD: Final = 1.16  # a bold one beside it
LINE: Final = 18  # from one line of text to the next
Align = Literal["left", "center", "right"]
Weight = Literal["bold", "normal"]
Row = dict[str, Any]


def room_for(words: Iterable[str], *, bold: bool = False) -> float:
    """Pixels that the longest of these words needs."""
    return CHARACTER * (BOLD if bold else 1) * max((len(word) for word in words), default=0)


def shortened(name: str, pixels: float, *, bold: bool = False) -> str:
    """The name, cut with an ellipsis where it would not fit."""
    most = max(4, int(pixels / (CHARACTER * (BOLD if bold else 1))))
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


@dataclass
class Canvas:
    """Axes and layers. `whole` is the drawing's width with its margins, in pixels."""

    ink: Ink
    whole: float
    height: float
    margins: Margins
    x: Ticks
    y: Ticks
    x_log: bool = False
    layers: list[Any] = field(default_factory=list)
    texts: dict[tuple[Align, Weight, float], list[Row]] = field(default_factory=dict)

    @property
    def narrow(self) -> bool:
        return self.whole < WIDE * 0.7

    @property
    def width(self) -> float:
        return self.whole - self.margins.left - self.margins.right

    def px(self, x: float) -> float:
        """Pixels from the plot's left edge."""
        low, high = self.x.low, self.x.high
        if self.x_log:
            low, high, x = log10(low), log10(high), log10(max(x, 1e-12))
        return self.width * (x - low) / (high - low)

    def py(self, y: float) -> float:
        """Pixels from the plot's top edge."""
        return self.height * (1 - (y - self.y.low) / (self.y.high - self.y.low))

    # --- layers

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        *,
        width: float = 2,
        dash: Sequence[int] = (),
        step: bool = False,
    ) -> None:
        """A line, broken where a value is not known."""
        rows, part = [], 0
        for x, y in zip(xs, ys, strict=True):
            if isfinite(x) and isfinite(y):
                rows.append({"x": float(x), "y": float(y), "part": part})
            else:
                part += 1
        if not rows:
            return
        drawn = {"interpolate": "step-after"} if step else {}
        mark = self._base(rows).mark_line(
            color=colour, strokeWidth=width, strokeDash=list(dash), clip=True, **drawn
        )
        order = alt.Order("x:Q")
        self.layers.append(mark.encode(x=self._x(), y=self._y(), detail="part:N", order=order))

    def band(
        self,
        xs: Sequence[float],
        lows: Sequence[float],
        highs: Sequence[float],
        colour: str,
        opacity: float = 0.6,
    ) -> None:
        """What lies between two lines."""
        rows = [
            {"x": float(x), "low": float(low), "high": float(high)}
            for x, low, high in zip(xs, lows, highs, strict=True)
            if isfinite(x) and isfinite(low) and isfinite(high)
        ]
        if not rows:
            return
        mark = self._base(rows).mark_area(color=colour, opacity=opacity, clip=True)
        self.layers.append(mark.encode(x=self._x(), y=self._y("low"), y2="high:Q"))

    def rule(
        self, colour: str, *, x: float | None = None, y: float | None = None, **style: Any
    ) -> None:
        """A line across the whole plot, at one x or at one y."""
        where = {"x": float(x)} if x is not None else {"y": float(y or 0)}
        mark = self._base([where]).mark_rule(color=colour, **style)
        self.layers.append(mark.encode(x=self._x()) if x is not None else mark.encode(y=self._y()))

    def intervals(self, rows: Sequence[Row], colour: str, width: float = 8) -> None:
        """Thick lines along x from `low` to `high` at `y`."""
        if rows:
            mark = self._base(rows).mark_rule(
                color=colour, strokeWidth=width, strokeCap="round", clip=False
            )
            self.layers.append(mark.encode(x=self._x("low"), x2="high:Q", y=self._y()))

    def bars(self, rows: Sequence[Row], colour: str, opacity: float = 1.0) -> None:
        """Boxes from `x` to `to` and from 0 to `y`."""
        if rows:
            based = [row | {"none": max(0.0, self.y.low)} for row in rows]
            mark = self._base(based).mark_rect(fill=colour, opacity=opacity, clip=True)
            self.layers.append(mark.encode(x=self._x(), x2="to:Q", y=self._y("none"), y2="y:Q"))

    def points(
        self,
        rows: Sequence[Row],
        colour: str,
        *,
        size: float = 90,
        hollow: bool = False,
        rim: bool = True,
        **style: Any,
    ) -> None:
        """Dots at `x`, `y`; a row's own `size` wins. A rim keeps neighbours apart."""
        if not rows:
            return
        sized = [{"size": size} | row for row in rows]
        fill = self.ink.surface if hollow else colour
        edge = colour if hollow else self.ink.surface
        mark = self._base(sized).mark_point(
            filled=True, fill=fill, stroke=edge, strokeWidth=1.5 * rim, opacity=1, **style
        )
        self.layers.append(
            mark.encode(x=self._x(), y=self._y(), size=alt.Size("size:Q", scale=None))
        )

    def words(
        self,
        text: str,
        x: float,
        y: float,
        colour: str,
        *,
        align: Align = "left",
        dx: float = 0,
        dy: float = 0,
        bold: bool = False,
        size: float = SIZE,
    ) -> None:
        """Text in data coordinates, with a rim of the page's colour so that lines do not cut it."""
        self._text(text, self.px(x) + dx, self.py(y) + dy, colour, align, bold, size)

    def words_at(
        self,
        text: str,
        px: float,
        py: float,
        colour: str,
        *,
        align: Align = "left",
        bold: bool = False,
        size: float = SIZE,
    ) -> None:
        """Text in pixels of the plot."""
        self._text(text, px, py, colour, align, bold, size)

    def _text(
        self, text: str, px: float, py: float, colour: str, align: Align, bold: bool, size: float
    ) -> None:
        row = {"text": text, "px": round(px, 1), "py": round(py, 1), "ink": colour}
        self.texts.setdefault((align, "bold" if bold else "normal", size), []).append(row)

    # --- the whole

    def chart(self, *, x_title: str = "", y_title: str = "", x_axis: bool = True) -> Any:
        """All layers on their axes. The y title stands level above the plot."""
        if y_title:
            title = shortened(y_title, self.whole - 4)
            self.words_at(title, -self.margins.left + 2, -self.margins.top + 9, self.ink.text_2)
        if x_title:
            title = shortened(x_title, self.whole - 4)
            end = self.height + self.margins.bottom - 8
            self.words_at(
                title, self.width + self.margins.right - 2, end, self.ink.text_2, align="right"
            )
        if x_axis:
            for value, word in zip(self.x.at, self.x.words, strict=True):
                self.words_at(
                    word, self.px(value), self.height + 16, self.ink.text_2, align="center"
                )
        for value, word in zip(self.y.at, self.y.words, strict=True):
            self.words_at(word, -8, self.py(value), self.ink.text_2, align="right")
        every = alt.layer(*self._grid(x_axis), *self.layers, *self._written())
        return every.properties(width=self.width, height=self.height)

    def _grid(self, x_axis: bool) -> Iterator[Any]:
        """Level lines at the ticks of y; small ticks and a foot at those of x."""
        if self.y.at:
            rows = [{"y": float(value)} for value in self.y.at]
            lines = self._base(rows).mark_rule(color=self.ink.c_grid)
            yield lines.encode(y=self._y())
        elif self.x.at and x_axis:
            rows = [{"x": float(value)} for value in self.x.at]
            yield self._base(rows).mark_rule(color=self.ink.c_grid).encode(x=self._x())
        if x_axis and self.x.at:
            foot = {"low": self.x.low, "high": self.x.high, "y": self.y.low}
            line = self._base([foot]).mark_rule(color=self.ink.c_ref)
            yield line.encode(x=self._x("low"), x2="high:Q", y=self._y())
        yield (
            self._base([{"x": self.x.low, "y": self.y.low}])
            .mark_point(opacity=0)
            .encode(x=self._x(), y=self._y())
        )

    def _written(self) -> Iterator[Any]:
        """All words above all marks; the rims first, so that none is drawn over a letter."""
        for rim in (True, False):
            for (align, weight, size), rows in self.texts.items():
                look = {
                    "align": align,
                    "fontWeight": weight,
                    "fontSize": size,
                    "baseline": "middle",
                }
                where = {
                    "x": alt.X("px:Q", scale=None),
                    "y": alt.Y("py:Q", scale=None),
                    "text": "text:N",
                }
                if rim:
                    look |= {"stroke": self.ink.surface, "strokeWidth": 4, "strokeJoin": "round"}
                else:
                    where["color"] = alt.Color("ink:N", scale=None)
                yield self._base(rows).mark_text(**look).encode(**where)

    def _base(self, rows: Sequence[Row]) -> Any:
        return alt.Chart(alt.Data(values=list(rows)))

    def _x(self, name: str = "x") -> Any:
        return alt.X(f"{name}:Q", scale=self._scale("x"), axis=None)

    def _y(self, name: str = "y") -> Any:
        return alt.Y(f"{name}:Q", scale=self._scale("y"), axis=None)

    def _scale(self, way: Literal["x", "y"]) -> Any:
        ticks = self.x if way == "x" else self.y
        kind: Literal["log", "linear"] = "log" if way == "x" and self.x_log else "linear"
        return alt.Scale(domain=[ticks.low, ticks.high], type=kind, nice=False, zero=False)
