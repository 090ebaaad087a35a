"""The calibration, with what was fitted, on what, and how a year that was not seen comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from outrider.trial.building import build
from outrider.trial.calibration.fitting import fitted, of_year
from outrider.trial.calibration.published import Figures, Year, published
from outrider.trial.calibration.simulated import Knobs, figures, responses
from outrider.trial.scenario import Scenario, parse_scenario

FIT, TEST = 2024, 2025
WITHIN: Final = 0.10


@dataclass(frozen=True)
class Line:
    """One category of one year: published beside simulated. Minutes."""

    year: str
    category: str
    published: Figures
    simulated: Figures
    spread: Figures  # standard deviation between simulated years

    @property
    def mean_off(self) -> float:
        """Relative difference of the means."""
        return self.simulated.mean / self.published.mean - 1

    @property
    def centile_off(self) -> float:
        return self.simulated.centile / self.published.centile - 1

    @property
    def within(self) -> bool:
        return abs(self.mean_off) <= WITHIN and abs(self.centile_off) <= WITHIN

    @property
    def sentence(self) -> str:
        p, s = self.published, self.simulated
        return (
            f"{self.year} {self.category}: mean {s.mean:.1f} min, published {p.mean:.1f} "
            f"({self.mean_off:+.0%}); 90th centile {s.centile:.1f}, published {p.centile:.1f} "
            f"({self.centile_off:+.0%})"
        )


@dataclass(frozen=True)
class Calibration:
    """What was fitted on one year and seen on another."""

    knobs: Knobs
    fit: tuple[Line, ...]
    test: tuple[Line, ...]

    @property
    def holds(self) -> bool:
        """Category 1 of the test year is within a tenth, mean and 90th centile."""
        return next(line for line in self.test if line.category == "C1").within

    @property
    def sentences(self) -> list[str]:
        """For a page: what was done, what came out, and what it does not show."""
        k = self.knobs
        return [
            f"Fitted on {self.fit[0].year}: blue-light road times × {k.pace:.2f}; times at scene "
            f"and hospital × {k.load:.2f}; minutes (median) until an ambulance is looked for: "
            + ", ".join(f"{name} {wait:.1f}" for name, wait in k.waits.items())
            + ".",
            *(f"{line.sentence}." for line in (*self.fit, *self.test)),
            f"{self.test[0].year} was not used for fitting. Its category 1 "
            + ("is within 10 %." if self.holds else "is not within 10 %: " + self._why()),
            "The waits stand for what is not in the model: calls back by a clinician, ambulances "
            "kept back for more urgent calls, responses at an agreed time. They do not get longer "
            "when there are more calls, as those do. 90th centiles of categories 2 to 4 were not "
            "fitted.",
            "Solo cars and volunteers who stop the national clock are not in the model: faster "
            "road times stand for them, too.",
            "Roads are those of 2015. Shifts and times at the scene are not published; the fitted "
            "numbers stand for them together and are no measurement of any of them.",
        ]

    def _why(self) -> str:
        line = next(line for line in self.test if line.category == "C1")
        return (
            f"the mean differs by {line.mean_off:+.0%} and the 90th centile by "
            f"{line.centile_off:+.0%}, so between the years something changed that is not in the "
            "model: it knows the number of calls of each year and nothing else."
        )


def island(reference: Path) -> Scenario:
    """The scenario that is calibrated; its files are in `reference`."""
    text = (files("outrider.trial.calibration") / "island.toml").read_text(encoding="utf-8")
    return parse_scenario(text, reference, Path("island.toml"))


def calibration_report(
    reference: Path, *, folder: Path | None = None, replications: int = 8, fit_on: int = 6,
    told: Callable[[str], None] = lambda words: None,
) -> Calibration:  # fmt: skip
    """Fits the island on 2024/25 and tests it on 2025/26.

    `reference` holds `reference/` and `data/`; `folder` is where built roads are kept. The fit
    uses `fit_on` simulated years, each comparison `replications`.

    Raises:
        ScenarioError: the folder lacks a file that the scenario names.
        FileNotFoundError: it lacks the published figures.
    """
    scenario = island(reference)
    first, second = published(reference, FIT), published(reference, TEST)
    knobs = fitted(scenario, first, folder, fit_on, told)
    lines = [compared(scenario, year, knobs, folder, replications) for year in (first, second)]
    return Calibration(knobs, *lines)


def compared(
    scenario: Scenario, year: Year, knobs: Knobs, folder: Path | None, replications: int
) -> tuple[Line, ...]:
    """Published beside simulated, of one year; simulated years that the fit did not use."""
    built = build(of_year(scenario, year, knobs.waits), folder)
    each = []
    for number in range(1000, 1000 + replications):
        drawn = built.replication(number)
        each.append(figures(built, drawn, responses(built, drawn, knobs, number)))
    return tuple(
        Line(
            year.name, name, year.figures[name],
            Figures(*np.mean([one[name] for one in each], axis=0)),
            Figures(*np.std([one[name] for one in each], axis=0, ddof=1)),
        )
        for name in year.figures
    )  # fmt: skip
