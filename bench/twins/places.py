"""spopt on one question, run by `bench.placement` in an environment of spopt's own.

Reads an .npz (weights, seconds, units, within, busy) and prints JSON. spopt has no model for busy
units, so that one is written here as spopt writes its own: PuLP, solved by CBC.
"""

import json
import sys
import time
from typing import Any

import numpy as np
import pulp
from spopt.locate import MCLP


def covered(world: Any, solver: Any) -> list[int]:
    """Sites that spopt chooses for maximal covering."""
    model = MCLP.from_cost_matrix(
        world["seconds"], world["weights"], float(world["within"]), int(world["units"])
    )
    model.solve(solver)
    return [site for site, x in enumerate(model.fac_vars) if x.value() > 0.5]


def expected(world: Any, solver: Any) -> list[int]:
    """Sites of the textbook model of maximal expected covering, one entry a unit."""
    within, weights = world["seconds"] <= world["within"], world["weights"]
    units, busy = int(world["units"]), float(world["busy"])
    points, sites = within.shape
    model = pulp.LpProblem("mexclp", pulp.LpMaximize)
    x = [pulp.LpVariable(f"x{j}", 0, units, pulp.LpInteger) for j in range(sites)]
    y = [
        [pulp.LpVariable(f"y{i}_{k}", 0, 1, pulp.LpBinary) for k in range(units)]
        for i in range(points)
    ]
    model += pulp.lpSum(
        float(weights[i]) * (1 - busy) * busy**k * y[i][k]
        for i in range(points)
        for k in range(units)
    )
    model += pulp.lpSum(x) == units
    for i in range(points):
        model += pulp.lpSum(y[i]) <= pulp.lpSum(x[j] for j in np.flatnonzero(within[i]))
    model.solve(solver)
    return [site for site, each in enumerate(x) for _ in range(round(each.value() or 0))]


def main() -> None:
    """Arguments: cover or expected, the file, seconds after which to stop."""
    goal, file, stop = sys.argv[1], sys.argv[2], float(sys.argv[3])
    world = dict(np.load(file))
    solver = pulp.PULP_CBC_CMD(msg=False, gapRel=1e-6, timeLimit=stop)
    began = time.perf_counter()
    sites = {"cover": covered, "expected": expected}[goal](world, solver)
    print(json.dumps({"seconds": time.perf_counter() - began, "sites": sites}))  # noqa: T201


if __name__ == "__main__":
    main()
