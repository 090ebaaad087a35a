"""HiGHS, loaded with a model and silent."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import highspy
import numpy as np

from outrider.signals.disclosure.rules import Bools, Floats

INFINITY: Final[float] = float(highspy.kHighsInf)
_ONE_AT_A_TIME: Final = threading.Lock()


class Term(NamedTuple):
    """A column with its factor in a row."""

    column: int
    factor: float


class Model(NamedTuple):
    """Minimise cost × x with low <= x <= high and each row equal to its right side."""

    cost: Floats
    low: Floats
    high: Floats
    rows: list[list[Term]]
    right: Floats
    whole: Bools | None = None


def loaded(model: Model, **options: bool | int | float | str) -> Any:
    """A solver that holds the model, on one thread."""
    solver = _made()
    for name, value in {"output_flag": False, "threads": 1, **options}.items():
        solver.setOptionValue(name, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = model.cost.size, len(model.rows)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.cost, model.low, model.high
    lp.row_lower_ = lp.row_upper_ = model.right
    if model.whole is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(each)] for each in model.whole]
    terms = [term for row in model.rows for term in row]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *map(len, model.rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([term.column for term in terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([term.factor for term in terms], dtype=np.float64)
    solver.passModel(lp)
    return solver


def _made() -> Any:
    """The first solver of a process prints its licence, whatever it is told: not into our files."""
    with _ONE_AT_A_TIME, _nothing_printed():
        make: Any = highspy.Highs
        return make()


@contextmanager
def _nothing_printed() -> Iterator[None]:
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
