"""Has the rate changed lately? Asked anew after each look, with the campaigns beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.change import campaigns, nothing
from outrider.signals.change.farrington_result import cell
from outrider.signals.change.online import HAZARD, changed_within, online
from outrider.signals.charts import Mark, Series, When
from outrider.signals.inputs import Floats, Ints, counts, exposures, same_length
from outrider.signals.result import Column, FalseAlarms, Method, Result, Table

ONLINE: Final = Method(
    "online", "Bayesian online detection of a change", "Adams, MacKay 2007, arXiv:0710.3742"
)

DOES_NOT_SAY: Final = (
    "It does not say why the rate changed, nor that it will stay: recording, hours and campaigns "
    "move it as well. It speaks of no person."
)


def online_result(
    *,
    observed: ArrayLike,
    vintage: str,
    at: Sequence[When] | None = None,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "looks",
    hazard: float = HAZARD,
    shape: float = 0.5,
    prior_rate: float = 0.5,
    within: int = 8,
    above: float | None = None,
    rate: float = family.RATE,
    marks: Sequence[Mark] = (),
    title: str = "Has it changed lately?",
    n_unit: str = "assaults",
    runs: int = 200,
    seed: int = 1,
) -> Result:
    """Columns: `observed` (a look a row, in order of time), `at`, `exposure` (above 0).

    Alarms where the chance that the rate changed at one of the last `within` looks is `above` or
    more; without it the threshold is set so that luck reaches it in all looks with chance `rate`.
    """
    seen = counts(observed, "observed")
    work = np.ones(seen.size) if exposure is None else exposures(exposure, "exposure")
    when = tuple(at) if at is not None else tuple(float(i + 1) for i in range(seen.size))
    same_length(observed=seen, exposure=work, at=when)

    def chance(series: Ints, exposed: Floats) -> Floats:
        made = online(series, exposed, hazard=hazard, shape=shape, rate=prior_rate)
        return changed_within(made.run, within)

    found = chance(seen, work)
    expected = work * max(float(seen.sum()), 0.5) / float(work.sum())
    dispersion = nothing.scatter_by_differences(seen, work)
    random = np.random.default_rng(seed)
    quiet = [
        chance(nothing.made_up(expected, dispersion, runs, random), work).max(axis=1)
        for _ in range(2)
    ]
    threshold = family.calibrate(quiet[0], rate).threshold if above is None else above
    alarm = found >= threshold
    marked = campaigns.steps(seen, work, when, marks)
    beside = chance(seen, campaigns.with_steps(work, marked)) >= threshold if marked else alarm
    many = int(alarm.sum())
    first = f", first at {_named(when[int(alarm.argmax())])}" if many else ""
    return Result(
        method=ONLINE,
        title=title,
        estimate=float(found[-1]),
        unit=f"chance of a change in the last {within} looks",
        interval=None,
        level=0.95,
        exposure=float(work.sum()),
        exposure_unit=exposure_unit,
        n=int(seen.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=(
            f"After the last look the chance that the rate changed within {within} looks is "
            f"{say.share(float(found[-1]))}; {many} of {seen.size} looks reach "
            f"{say.share(threshold)}{first}." + campaigns.told(alarm, beside, marked)
        ),
        does_not_say=DOES_NOT_SAY,
        table=Table(
            (
                Column("at", "Look"),
                Column("observed", "Observed"),
                Column("chance", f"Chance of a change within {within} looks"),
                Column("alarm", "Alarm"),
                Column("alarm_beside_marks", "Alarm beside marked changes"),
            ),
            tuple(
                (cell(at), int(seen[i]), float(found[i]), bool(alarm[i]), bool(beside[i]))
                for i, at in enumerate(when)
            ),
        ),
        chart=Series(
            at=when,
            observed=found,
            y_axis="chance",
            bound=np.full(seen.size, threshold),
            bound_name="alarm from here",
            alarm=alarm,
            marks=tuple(marks),
        ),
        false_alarms=FalseAlarms(
            "every look of one series",
            seen.size,
            nothing.rate_of(int((quiet[1] >= threshold).sum()), runs),
            nothing.how(runs, dispersion),
        ),
        notes=(f"Chance of a change between two looks, beforehand: {hazard:g}.",)
        + ((campaigns.NOT_ABSORBED,) if marked else ()),
    )


def _named(when: When) -> str:
    return f"look {when:g}" if isinstance(when, int | float) else f"{when:%-d %B %Y}"
