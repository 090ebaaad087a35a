"""Each method has a page that an officer can read, and its figures are those of the library."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from outrider.signals.disparity import odds_ratio_within
from outrider.signals.family import level_of_a_look
from outrider.signals.funnel import share_not_intentional
from outrider.signals.rates import expected_people, rate_ratio, shape_that_gives

PAGES = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "signals"
NAMES = (
    "false-alarms",
    "rates",
    "steadied-rates",
    "repeat-victims",
    "funnels",
    "same-incident",
    "disparity",
    "injury-mix",
    "agreement",
)


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_page_asks_answers_and_says_what_it_does_not_say(name: str) -> None:
    heads = [line for line in page(name).splitlines() if line.startswith("## ")]
    assert heads == [
        "## The question",
        "## How Outrider answers",
        "## An example",
        "## What it does not say",
        "## For the analyst",
    ]


def test_the_figures_of_the_pages_are_what_the_library_gives() -> None:
    assert f"{level_of_a_look(12):.2%}" in page("false-alarms")
    assert f"{shape_that_gives(2_741, 1_304, 5, 20):.2f}" in page("repeat-victims")
    assert f"{expected_people(2_741, 1_304, 5):.1f} officers" in page("repeat-victims")
    ratio, (low, high), p = rate_ratio(11, 800, 21, 3_011)
    assert f"{ratio:.2f} times as many" in page("disparity")
    assert f"{low:.2f} to {high:.2f}, p = {p:.2f}" in page("disparity")
    mix = share_not_intentional(10_711, 8_976, 3_556)
    told = f"between {mix.least:.1%} and {mix.most:.1%}"
    assert told in page("injury-mix")
    assert f"{mix.interval.low:.1%} to {mix.interval.high:.1%}" in page("injury-mix")


def test_berkeley_is_told_as_it_is() -> None:
    yes, no = np.array([512, 353, 120, 138, 53, 22]), np.array([313, 207, 205, 279, 138, 351])
    other_yes = np.array([89, 17, 202, 131, 94, 24])
    other_no = np.array([19, 8, 391, 244, 299, 317])
    found = odds_ratio_within(yes, no, other_yes, other_no)
    crude = yes.sum() * other_no.sum() / (no.sum() * other_yes.sum())
    assert f"{crude:.2f} times as high for men" in page("disparity")
    low, high = found.interval
    assert f"{found.ratio:.2f} times as high ({low:.2f} to {high:.2f})" in page("disparity")
