"""HiGHS with a model that grows by rows: first its relaxation, then whole numbers."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import highspy
import numpy as np

from outrider.trial.placement.values import Floats, Ints

_ONE_AT_A_TIME: Final = threading.Lock()
_OPTIONS: Final[dict[str, bool | int | float | str]] = {
    "threads": 1,
    "mip_rel_gap": 1e-8,
    "mip_abs_gap": 1e-9,
    # Measured: presolving takes more than it saves, for what can be made smaller is so already.
    "presolve": "off",
    # A good answer is known before the solver starts: what looks for one costs more than it finds.
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
}


class Rows(NamedTuple):
    """Rows `low <= factors @ columns`, one after the other (starts, columns, factors)."""

    low: Floats
    start: Ints
    column: Ints
    factor: Floats


class Solved(NamedTuple):
    """What a run found; `columns` is None if it stopped before it had anything.

    `price` are the reduced costs of a relaxation.
    """

    columns: Floats | None
    bound: float
    price: Floats | None
    finished: bool


class Master:
    """Minimise cost × columns with `sum(first sites columns) = units`, and rows to come."""

    def __init__(self, cost: Floats, low: Floats, high: Floats, sites: int, units: int) -> None:
        self._sites = sites
        self._columns = len(cost)
        self._solver = _silent()
        for name, value in _OPTIONS.items():
            self._solver.setOptionValue(name, value)
        nothing = np.empty(0, np.int32)
        self._solver.addCols(
            len(cost), cost, low, high, 0, nothing, nothing, np.empty(0, np.float64)
        )
        every = np.arange(sites, dtype=np.int32)
        self._solver.addRow(float(units), float(units), sites, every, np.ones(sites))

    def add(self, rows: Rows) -> None:
        self._solver.addRows(
            len(rows.low), rows.low, np.full(len(rows.low), highspy.kHighsInf),
            len(rows.column), rows.start.astype(np.int32), rows.column.astype(np.int32),
            rows.factor,
        )  # fmt: skip

    def close(self, sites: Ints) -> None:
        """No unit at these sites from now on."""
        nothing = np.zeros(len(sites))
        self._solver.changeColsBounds(len(sites), sites.astype(np.int32), nothing, nothing)

    def relaxed(self, until: float) -> Solved:
        """The relaxation's optimum; its bound counts only if it finished."""
        return self._run(until)

    def whole(self, until: float, known: Floats) -> Solved:
        """Sites in whole numbers, from a known answer on."""
        every = np.arange(self._sites, dtype=np.int32)
        kinds = np.full(self._sites, int(highspy.HighsVarType.kInteger), np.uint8)
        self._solver.changeColsIntegrality(self._sites, every, kinds)
        self._solver.setSolution(self._columns, np.arange(self._columns, dtype=np.int32), known)
        solved = self._run(until)
        kinds[:] = int(highspy.HighsVarType.kContinuous)
        self._solver.changeColsIntegrality(self._sites, every, kinds)
        return solved

    def _run(self, until: float) -> Solved:
        left = until - time.monotonic()
        if left <= 0:
            return Solved(None, -np.inf, None, False)
        # The solver's clock runs on from one run to the next.
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + left)
        self._solver.run()
        info, whole = self._solver.getInfo(), self._solver.getLp().integrality_
        finished = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        solution = self._solver.getSolution()
        columns = np.array(solution.col_value) if feasible else None
        if any(kind == highspy.HighsVarType.kInteger for kind in whole):
            return Solved(columns, float(info.mip_dual_bound), None, finished)
        bound = float(info.objective_function_value) if finished else -np.inf
        price = np.array(solution.col_dual)[: self._sites] if finished else None
        return Solved(columns, bound, price, finished)


def _silent() -> Any:
    """The first solver of a process prints its licence whatever it is told: not into an answer."""
    with _ONE_AT_A_TIME, _nothing_printed():
        make: Any = highspy.Highs
        solver = make()
        solver.setOptionValue("output_flag", False)
        return solver


@contextlib.contextmanager
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
