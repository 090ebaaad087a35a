"""Minutes gained: trained help against the ambulance on the same call."""

from __future__ import annotations

import numpy as np

from outrider.trial.judging.estimates import Estimate, Share, counted, estimate, minus
from outrider.trial.judging.finding import Finding, Verdict
from outrider.trial.judging.findings.groups import groups_of
from outrider.trial.judging.frame import Bools, Floats, Frame, Stage
from outrider.trial.judging.plan import Plan
from outrider.trial.judging.table import Cell, Table, bounds

DEVICE = ("monotonic", "device")


def difference(frame: Frame) -> Floats:
    """Ambulance less co-responder on each attended call with both times: late is negative."""
    return np.asarray((frame.ambulance - frame.responder)[frame.paired])


def device_timed(frame: Frame) -> Share:
    """How many arrivals were timed by the crew's own device. None of a simulation's are."""
    told = frame.paired & (frame.clock != "")
    return Share(int((told & np.isin(frame.clock, DEVICE)).sum()), int(told.sum()))


def gained(frame: Frame, plan: Plan) -> Finding:
    """The primary endpoint, with what each row counts."""
    paired = frame.paired
    primary = estimate(difference(frame), "mean")
    mean = estimate(frame.gain[paired], "mean")
    return Finding(
        id="gain",
        question=plan.primary.question,
        title=_title(mean),
        sentence=_sentence(primary, mean, device_timed(frame)),
        table=_table(frame, primary),
        estimate=mean,
        unit="min",
        verdict=verdict(primary),
        caveats=(
            *_beaten(frame),
            "Calls that were never attended would not have gained the same.",
            "Minutes are not lives: see survival.",
        ),
        method=(
            f"{counted(mean.n, 'attended call')} with both times; the ambulance on the same call "
            "is the comparison. Yes or no is judged by the difference with late arrivals "
            "negative. Studentised bootstrap, 95%."
        ),
    )


def _beaten(frame: Frame) -> tuple[str, ...]:
    """Said where the attended calls cannot be late, because who is late is stood down."""
    count = int(frame.beaten.sum())
    if not count:
        return ()
    many = "crews were" if count > 1 else "crew was"
    return (
        f"{count:,} {many} stood down on the way because the ambulance was there, and not counted "
        "here: that those who arrived were sooner follows from that rule.",
    )


def verdict(primary: Estimate) -> Verdict:
    """Sooner, not sooner, or too little to tell."""
    if primary.interval is None:
        return "cannot-tell"
    if primary.interval.low > 0:
        return "yes"
    return "no" if primary.interval.high < 0 else "cannot-tell"


def _title(mean: Estimate) -> str:
    if mean.value is None:
        return "No attended call yet"
    return f"{mean.value:.1f} minutes gained for each attended call"


def _sentence(primary: Estimate, mean: Estimate, timed: Share) -> str:
    if mean.value is None or primary.value is None:
        return "There is nothing to compare yet."
    clocks = (
        f" {timed.text()} arrivals were timed by the crew’s own device ({timed.percent})."
        if timed.of
        else " Times are simulated."
    )
    return (
        f"On each attended call trained help came {mean.text('min')} sooner, late arrivals counted "
        f"as nothing gained; counted as a loss, {minus(primary.value)} min "
        f"({primary.range_text}).{clocks}"
    )


def _table(frame: Frame, primary: Estimate) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, mine in _measures(frame):
        rows.append((name, *_numbers(frame.gain, mine)))
    rows.append(("Late arrivals as a loss", primary.n, *bounds(primary)))
    known = np.where(frame.paired, np.nan_to_num(frame.gain), 0.0)
    rows.append(
        (
            "Each mobilised call, never arrived as nothing",
            *_numbers(known, frame.paired | (frame.stage == Stage.MOBILISED)),
        )
    )
    return Table(("Calls", "Number", "Gained, mean min", "Low", "High"), tuple(rows))


def _measures(frame: Frame) -> list[tuple[str, Bools]]:
    """Groups of attended calls, then those by who timed the arrival."""
    paired = frame.paired
    named = [(name, paired & mine) for name, mine in groups_of(frame)]
    clocks = [
        ("Timed by the device, time elapsed", "monotonic"),
        ("Timed by the device, wall clock", "device"),
        ("Timed when it was told", "server"),
    ]
    named += [(name, paired & (frame.clock == clock)) for name, clock in clocks]
    return [(name, np.asarray(mine)) for name, mine in named if mine.any()]


def _numbers(values: Floats, mine: Bools) -> tuple[Cell, ...]:
    mean = estimate(values[mine], "mean")
    return (mean.n, *bounds(mean))
