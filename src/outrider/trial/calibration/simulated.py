"""Response times of the scenario without co-responders, as the published ones are reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np

from outrider.trial.building import Built
from outrider.trial.calibration.published import ITEMS, Figures
from outrider.trial.demand import Drawn
from outrider.trial.engine.loop import simulate
from outrider.trial.engine.record import new_record
from outrider.trial.engine.world import LIGHTS
from outrider.trial.returning import Floats

MONTHS: Final = 13  # of four weeks: a 90th centile is published by month


class Knobs(NamedTuple):
    """What is fitted.

    `pace`: road times with blue lights, as a multiple of the table's. `load`: times at the scene
    and at the hospital, as a multiple of the scenario's; it stands for unit hours that are not
    there, too. `waits`: by category, minutes until an ambulance is looked for, median.
    """

    pace: float
    load: float
    waits: Mapping[str, float]


def responses(built: Built, drawn: Drawn, knobs: Knobs, seed: int) -> Floats:
    """Minutes from the start of the clock to the ambulance, by call. `drawn` has its waits."""
    calls = drawn.calls
    calls = calls._replace(
        scene=calls.scene * knobs.load,
        handover=calls.handover * knobs.load,
        ambulance_pace=calls.ambulance_pace * np.where(calls.mode == LIGHTS, knobs.pace, 1.0),
    )
    record = new_record(len(calls.received), len(drawn.jobs.received))
    arm = built.arm(built.arms[0], drawn)
    simulate(built.world, calls, drawn.jobs, arm, seed, record)
    return np.asarray((record.ambulance - calls.received) / 60)


def figures(built: Built, drawn: Drawn, minutes: Floats) -> dict[str, Figures]:
    """Of each category. 90th centiles are means over months, as those published."""
    month = (drawn.calls.received / built.seconds * MONTHS).astype(np.int64)
    found = {}
    for name in ITEMS:
        of = (drawn.about.category == name) & drawn.about.counted
        by_month = [minutes[of & (month == m)] for m in range(MONTHS)]
        weight = np.array([len(one) for one in by_month])
        centile = np.array([np.quantile(one, 0.9) if len(one) else 0.0 for one in by_month])
        found[name] = Figures(
            float(of.sum()), float(minutes[of].mean()), float((centile * weight).sum() / of.sum())
        )
    return found
