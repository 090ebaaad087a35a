"""Every published or recomputed answer is met to the digits given."""

from __future__ import annotations

from pathlib import Path

import pytest

from outrider.signals import agreement, disparity, funnel, incident, rates
from outrider.signals.agreement import checks as agreement_checks
from outrider.signals.disparity import checks as disparity_checks
from outrider.signals.funnel import checks as funnel_checks
from outrider.signals.incident import checks as incident_checks
from outrider.signals.rates import checks as rates_checks

MODULES = {
    "rates": (rates_checks, 310),
    "funnel": (funnel_checks, 35),
    "incident": (incident_checks, 7),
    "disparity": (disparity_checks, 15),
    "agreement": (agreement_checks, 2),
}


@pytest.mark.feature("F41", "F42", "F43", "F44", "F48", "F50")
@pytest.mark.parametrize("name", MODULES)
def test_every_known_answer_is_met(name: str, reference_dir: Path) -> None:
    module, how_many = MODULES[name]
    found = list(module.checks(reference_dir))
    assert [check for check in found if not check.met] == []
    assert len(found) == how_many


def test_every_method_has_a_key_of_its_own_and_a_source() -> None:
    methods = [
        method
        for room in (rates, funnel, incident, disparity, agreement)
        for method in room.METHODS
    ]
    assert len({method.key for method in methods}) == len(methods) == 12
    assert all(method.name and method.reference for method in methods)


def test_checks_name_methods_that_there_are(reference_dir: Path) -> None:
    rooms = (rates, funnel, incident, disparity, agreement)
    keys = {method.key for room in rooms for method in room.METHODS}
    checked = {
        check.method for module, _ in MODULES.values() for check in module.checks(reference_dir)
    }
    assert checked <= keys
