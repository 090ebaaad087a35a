"""Assumptions one at a time: the one that matters is found, and luck is not taken for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.trial.judging.findings.assumptions import as_finding
from outrider.trial.judging.tornado import sifted, tornado
from outrider.trial.judging.tornado_file import read, written
from outrider.trial.judging.varying import ends, value_at, with_value


@dataclass(frozen=True)
class Time:
    median: float
    spread: float


@dataclass(frozen=True)
class Scheme:
    accepts: float
    turnout: Time
    crew: int


@dataclass(frozen=True)
class Parts:
    schemes: tuple[Scheme, ...]
    mix: dict[str, float]


@dataclass(frozen=True)
class Toy:
    parts: Parts
    assumptions: tuple[Any, ...]

    def changed(self, **parts: object) -> Toy:
        return replace(self, parts=replace(self.parts, **parts))  # type: ignore[arg-type]


PARTS = Parts((Scheme(0.6, Time(90.0, 0.4), 2), Scheme(0.9, Time(300.0, 0.4), 4)), {"a": 0.5})


def toy(*keys: str) -> Toy:
    return Toy(PARTS, tuple(SimpleNamespace(key=key, says="") for key in keys))


def run(scenario: Toy) -> list[dict[str, float]]:
    """Minutes gained hang on the first scheme's turnout; hours on its acceptance. Loud luck."""
    first = scenario.parts.schemes[0]
    luck = np.random.default_rng(1).normal(0, 50, 8)
    return [
        {
            "gain_min": 10 - first.turnout.median / 60 + chance,
            "gain_hours": 0.0,
            "officer_hours": 100 * first.accepts,
        }
        for chance in luck
    ]


@pytest.mark.feature("C58")
def test_the_assumption_that_matters_comes_first_and_the_luck_cancels():
    found = tornado(
        toy("schemes.1.accepts", "schemes.1.turnout", "schemes.2.turnout"),
        run,
        ("gain_min", "officer_hours"),
    )
    bar = found.bars[0]
    assert bar.key == "schemes.1.turnout"
    assert (bar.low, bar.high) == (67.5, 112.5)
    at_low = bar.at_low["gain_min"].mean
    assert at_low.value == pytest.approx(22.5 / 60)
    assert at_low.interval == pytest.approx((22.5 / 60, 22.5 / 60))  # the luck was the same
    assert bar.at_high["gain_min"].mean.value == pytest.approx(-22.5 / 60)
    assert found.bars[-1].swing("gain_min") == 0


def test_what_has_no_single_number_is_left_out_and_said():
    found = tornado(toy("mix", "nothing.here", "schemes.1.accepts"), run)
    assert found.left_out == ("mix", "nothing.here")
    assert "mix, nothing.here" in as_finding(found, "gain_min").method


def test_a_range_in_the_file_is_taken_and_a_share_ends_at_one():
    assert ends(0.6, "0.4 to 0.7 by the rota") == (0.4, 0.7)
    assert ends(0.6, "of 2016 to 2017") == pytest.approx((0.45, 0.75))
    assert ends(0.9, "") == pytest.approx((0.675, 1.0))
    assert ends(60.0, "") == (45.0, 75.0)


@pytest.mark.parametrize(
    ("key", "value"), [("schemes.2.accepts", 0.5), ("schemes.1.turnout", 12.0), ("mix.a", 0.1),
                       ("schemes.1.crew", 3.0)],
)  # fmt: skip
def test_one_value_is_changed_and_nothing_else(key, value):
    changed = with_value(PARTS, key, value)
    assert value_at(changed, key) == value
    assert with_value(changed, key, value_at(PARTS, key)) == PARTS


def test_the_finding_says_what_moves_it_and_by_how_much():
    found = as_finding(tornado(toy("schemes.1.accepts"), run), "officer_hours")
    assert "From 0.45 to 0.75 instead of 0.6" in found.sentence
    assert "−15.00 to 15.00 officer-hours" in found.sentence


def noisy(replications: int) -> Any:
    """Acceptance moves nothing in truth; one replication alone says that it moves most."""

    def run_so_many(scenario: Toy) -> list[dict[str, float]]:
        first = scenario.parts.schemes[0]
        moved = 10 - first.turnout.median / 60
        luck = 100 * first.accepts
        return [
            {"gain_hours": moved + (luck if number == 0 and replications == 1 else 0.0),
             "gain_min": 0.0, "officer_hours": 0.0}
            for number in range(replications)
        ]  # fmt: skip

    return run_so_many


def test_those_that_move_most_in_a_first_look_are_measured_anew():
    keys = ("schemes.1.accepts", "schemes.1.turnout", "schemes.2.accepts", "mix")
    seen: list[str] = []
    found = sifted(toy(*keys), noisy, then=8, most=2, progress=seen.append)
    assert [(bar.key, bar.replications) for bar in found.bars] == [
        ("schemes.1.turnout", 8), ("schemes.1.accepts", 8),
    ]  # fmt: skip
    assert found.bars[1].swing("gain_hours") == 0, "its luck of one replication is gone"
    assert [(bar.key, bar.replications) for bar in found.minor] == [("schemes.2.accepts", 1)]
    assert sorted(seen) == sorted([*keys[:3], *keys[:2]])
    told = as_finding(found).method
    assert "8 replications behind each end of each bar" in told
    assert "1 other was looked at in 1 replication alone" in told


@given(workers=st.integers(1, 4))
def test_it_is_the_same_by_however_many_workers(workers):
    keys = ("schemes.1.accepts", "schemes.1.turnout", "schemes.2.turnout")
    assert tornado(toy(*keys), run, workers=workers) == tornado(toy(*keys), run)


OF = {"scenario": "abc", "version": "1+2", "arm": "with"}


def test_a_tornado_comes_back_from_its_file_as_it_was():
    found = sifted(toy("schemes.1.accepts", "schemes.1.turnout", "mix"), noisy, most=1)
    assert read(written(found, **OF), **OF) == found


@pytest.mark.parametrize("name", ["scenario", "version", "arm"])
def test_that_of_another_scenario_version_or_arm_is_not_taken(name):
    text = written(tornado(toy("schemes.1.accepts"), run), **OF)
    said = read(text, **{**OF, name: "another"})
    assert said == f"The assumptions were varied for another {name}: vary them again."


def test_a_file_that_is_none_is_said():
    for text in ("", "[]", '{"hash": "abc", "version": "1+2", "arm": "with"}'):
        assert "cannot be read: vary the assumptions again" in str(read(text, **OF))
