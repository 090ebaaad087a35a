"""A scenario -> the arrays of the full model: roads, rows and columns, vehicles, units, rules."""

from outrider.trial.building.built import Built, build

__all__ = ["Built", "build"]
