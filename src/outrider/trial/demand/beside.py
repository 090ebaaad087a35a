"""Files of calls and people that stand beside a scenario, read before anything is built."""

from __future__ import annotations

from outrider.trial.demand.imported import read_calls
from outrider.trial.demand.points import read_points
from outrider.trial.scenario import Scenario
from outrider.trial.scenario.paths import pack_of


def check_files(scenario: Scenario) -> None:
    """Every line of them can be read.

    Raises:
        ScenarioError: with the lines of the first file that cannot.
    """
    read_calls(scenario, tuple(pack_of(scenario.parts.rules.pack, scenario.folder).complaints))
    for which in ("points", "country", "ages"):
        named = getattr(scenario.parts.places, which)
        if named is not None:
            read_points(scenario, named, which)
