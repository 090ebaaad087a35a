"""A claim that is counted in many repetitions: few in the ordinary run, all among the slow ones."""

from __future__ import annotations

import pytest


def often(few: int, many: int) -> pytest.MarkDecorator:
    """The test's argument `runs`: `few` in `make test`, `many` in `make faults`."""
    return pytest.mark.parametrize("runs", [few, pytest.param(many, marks=pytest.mark.slow)])
