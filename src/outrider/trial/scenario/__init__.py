"""Scenarios: one readable file that says what a simulated trial is made of."""

from outrider.trial.scenario.errors import Fault, ScenarioError
from outrider.trial.scenario.loading import load_scenario, packaged, parse_scenario
from outrider.trial.scenario.whole import Origin, Scenario

__all__ = [
    "Fault", "Origin", "Scenario", "ScenarioError", "load_scenario", "packaged", "parse_scenario",
]  # fmt: skip
