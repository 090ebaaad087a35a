"""Which assumptions of a scenario matter: what runs it, changed in one value after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from outrider.trial.building import Built, build
from outrider.trial.judging.summary import summary
from outrider.trial.judging.tornado import Bar, Runs, Tornado, sifted, tornado
from outrider.trial.judging.varying import value_at
from outrider.trial.running.errors import RunError
from outrider.trial.running.ready import ready_of
from outrider.trial.scenario import Scenario, ScenarioError
from outrider.trial.scenario.naming import in_words

FIRST: Final = 1
THEN: Final = 8
MOST: Final = 12
"""Each assumption is looked at in one replication; the twelve that move most run in eight."""


class Stopped(Exception):
    """Somebody wished the end before all assumptions were varied."""


def runs_of(built: Built, arm: str) -> Callable[[int], Callable[[Scenario], Runs]]:
    """What runs a scenario that differs from `built` in a value: the same draws every time.

    Raises:
        RunError: with the changed value the scenario cannot be run.
    """

    def runs(replications: int) -> Callable[[Scenario], Runs]:
        def run(changed: Scenario) -> Runs:
            try:
                model = ready_of(build(changed, like=built))
            except ScenarioError as wrong:
                raise RunError(str(wrong)) from None
            found: list[Mapping[str, float]] = []
            for number in range(replications):
                drawn = model.draw(number)
                plan = model.arm(arm, drawn)
                found.append(summary(model.frame(drawn, plan, model.run(number, drawn, plan))))
            return found

        return run

    return runs


def to_vary(scenario: Scenario) -> int:
    """How many assumptions are numbers that can be varied."""
    return sum(bool(value_at(scenario.parts, one.key)) for one in scenario.assumptions)


def assumptions_of(
    built: Built, arm: str, *, workers: int = 1,
    told: Callable[[int], None] = lambda done: None, stop: Callable[[], bool] = lambda: False,
) -> Tornado:  # fmt: skip
    """Every assumption in one replication, the twelve that move most in eight.

    Args:
        told: how many values have been looked at; at the end `to_vary` and up to twelve more.

    Raises:
        Stopped: `stop` said so.
        RunError: as `runs_of`.
    """
    done: list[str] = []

    def progress(key: str) -> None:
        if stop():
            raise Stopped
        done.append(key)
        told(len(done))

    found = sifted(
        built.scenario, runs_of(built, arm), first=FIRST, then=THEN, most=MOST,
        progress=progress, workers=workers,
    )  # fmt: skip
    return named(found, built.scenario)


def varied(
    built: Built, arm: str, replications: int, only: str = "",
    told: Callable[[str], None] = lambda key: None, workers: int = 1,
) -> Tornado:  # fmt: skip
    """Every assumption that begins with `only`, each in as many replications.

    Raises:
        RunError: as `runs_of`.
    """
    run = runs_of(built, arm)(replications)
    found = tornado(built.scenario, run, only=only, progress=told, workers=workers)
    return named(found, built.scenario)


def named(found: Tornado, scenario: Scenario) -> Tornado:
    """With each assumption in words."""

    def labelled(bars: Iterable[Bar]) -> tuple[Bar, ...]:
        return tuple(replace(bar, label=in_words(scenario.parts, bar.key)) for bar in bars)

    return replace(found, bars=labelled(found.bars), minor=labelled(found.minor))
