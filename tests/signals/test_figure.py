"""Every kind of chart becomes a drawing that reads by itself, wide and narrow, light and dark."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.signals.drawing.axes import linear, powers, times
from outrider.signals.drawing.canvas import NARROW, WIDE
from outrider.signals.drawing.funnel import apart
from outrider.signals.drawing.ink import THEMES, ink
from outrider.signals.figure import NothingToDraw, figure
from tests.house.test_contrast import THEMES as TOKENS
from tests.house.test_contrast import ratio
from tests.signals.charts_seed import CAMPAIGN, CHARTS, WEEKS, result_of

SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 13  # pixels: the floor of the design
ALL = pytest.mark.parametrize("kind", CHARTS)


def drawn(kind: str, **how: object) -> ET.Element:
    return ET.fromstring(figure(result_of(CHARTS[kind]), **how))


def words(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def marks(root: ET.Element, kind: str) -> list[ET.Element]:
    """Shapes of all layers of a kind of mark."""
    found = []
    for group in root.iter(f"{SVG}g"):
        if f"mark-{kind}" in group.get("class", "").split():
            found += [one for one in group if one.tag != f"{SVG}g"]
    return found


@ALL
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_has_the_width_asked_for_a_title_and_no_number_that_is_none(kind, theme, width):
    text = figure(result_of(CHARTS[kind]), theme, width=width)
    root = ET.fromstring(text)
    assert float(root.get("width")) == pytest.approx(width, abs=1)
    assert root.find(f"{SVG}title").text == "Racist abuse & <threats> differ"
    assert not re.search(r"NaN|Infinity|undefined|null", text)


@ALL
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_word_is_smaller_than_the_design_s_floor_or_outside_the_drawing(kind, width):
    root = drawn(kind, width=width)
    for text in root.iter(f"{SVG}text"):
        assert float(re.sub("px", "", text.get("font-size"))) >= SMALLEST
    texts = [one for one in words(root) if one]
    assert texts
    assert all(len(one) * 6 < width for one in texts)


def test_every_estimate_has_its_interval_beside_it():
    root = drawn("dots")
    assert len(marks(root, "symbol")) - 1 == 2  # one of them only holds the axes
    long = [line for line in marks(root, "rule") if float(line.get("stroke-width", 1)) >= 8]
    assert len(long) == 2
    assert {"6.6 (3.4 to 12.7)", "3.9 (2 to no limit)", "–"} <= set(words(root))


def test_the_limits_of_a_funnel_are_drawn_and_named_and_who_is_beyond_them_too():
    root = drawn("funnel")
    assert {"95% limit", "All: 3", "Newport C"} <= set(words(root))
    assert "Newport A" not in words(root)
    assert len(marks(root, "line")) == 2
    assert len(marks(root, "area")) == 1


def test_a_bound_an_expectation_and_an_alarm_are_each_told_in_words_or_shape():
    root = drawn("series")
    assert {"expected", "threshold"} <= set(words(root))
    assert len(marks(root, "rect")) == 6
    colours = {one.get("fill").upper() for one in marks(root, "rect")}
    assert ink("light").c_compare.upper() in colours


@pytest.mark.parametrize("kind", ["series", "curves"])
def test_a_campaign_is_a_dashed_line_with_its_name(kind):
    root = drawn(kind)
    dashed = [
        line
        for line in marks(root, "rule")
        if line.get("stroke-dasharray") and line.get("stroke", "").upper() == ink("light").c_mark
    ]
    assert len(dashed) == 1
    assert {CAMPAIGN.name, "New policy"} & set(words(root))


def test_lines_differ_in_their_dashes_and_have_names_at_their_ends():
    root = drawn("curves")
    dashes = {line.get("stroke-dasharray", "") for line in marks(root, "line")}
    assert len(dashes) == 2
    assert {"with a talk", "without"} <= set(words(root))
    assert len(marks(root, "area")) == 1


def test_a_zone_carries_its_number():
    assert "1" in words(drawn("zones"))


def test_many_rows_keep_their_marks_and_lose_their_names():
    many = 90
    value = np.linspace(0.5, 3, many)
    chart = replace(
        CHARTS["dots"],
        names=tuple(f"row {index}" for index in range(many)),
        value=value,
        low=value / 2,
        high=value * 2,
        noted=value > 2.9,
    )
    root = ET.fromstring(figure(result_of(chart)))
    assert not [one for one in words(root) if one.startswith("row")]
    assert len(marks(root, "symbol")) - 1 == many


def test_a_file_of_its_own_carries_finding_count_and_age():
    text = " ".join(words(drawn("dots", headed=True)))
    assert "12 assaults. Data to 24 November 2026. A test." in text


@pytest.mark.parametrize("chart", [None, replace(CHARTS["zones"], x=np.array([]))])
def test_without_a_place_there_is_nothing_to_draw(chart):
    with pytest.raises(NothingToDraw, match="Read the table"):
        figure(result_of(chart))


@pytest.mark.parametrize("theme", THEMES)
def test_the_inks_are_the_tokens_of_the_style_sheet(theme):
    for name in ("text", "text_2", "surface", "c_data", "c_compare", "c_ref", "c_grid", "c_mark"):
        assert getattr(ink(theme), name) == TOKENS[theme][name.replace("_", "-")]


@pytest.mark.parametrize("theme", THEMES)
def test_the_inks_can_be_read_on_the_page_and_told_apart_in_grey(theme):
    colours = ink(theme)
    for name in ("text", "text_2", "c_data", "c_compare", "c_mark"):
        assert ratio(getattr(colours, name), colours.surface) >= 4.5


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 8))
def test_ticks_enclose_what_is_drawn(low, span, count):
    ticks = linear(low, low + span, count)
    slack = 1e-6 * max(abs(low), span)
    assert ticks.low <= low + slack
    assert ticks.high >= low + span - slack
    assert len(ticks.at) <= 2 * count + 3


@given(st.floats(1e-4, 1e4), st.floats(1.01, 1e4))
def test_ticks_of_a_logarithmic_axis_enclose_it_and_are_more_than_one(low, times_):
    ticks = powers(low, low * times_)
    assert ticks.low <= low <= low * times_ <= ticks.high
    assert len(ticks.at) >= 2


def test_years_carry_no_comma_and_months_have_names():
    assert "1890" in times((1880.0, 1900.0), 1880, 1900, 5).words
    assert "Feb 2026" in times(WEEKS, 20458, 20600, 7).words


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_names_at_the_ends_of_lines_never_overlap(heights):
    moved = sorted(apart(heights))
    assert all(b - a >= 17.999 for a, b in pairwise(moved))
