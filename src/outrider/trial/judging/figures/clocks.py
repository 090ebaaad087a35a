"""Both clocks on the same call: first trained help, and the ambulance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outrider.trial.judging.estimates import Estimate, Share, counted, estimate
from outrider.trial.judging.frame import Frame, Stage
from outrider.trial.judging.table import Table, bounds


@dataclass(frozen=True)
class Clocks:
    """Attended calls on which both clocks are known, slowest ambulance last. Minutes."""

    responder: NDArray[np.float64]
    ambulance: NDArray[np.float64]
    mean_gain: Estimate
    median_gain: Estimate
    mean_help: Estimate  # first trained help, whoever brought it
    mean_ambulance: Estimate
    gain_per_mobilised: Estimate  # stood down and called back included, as no gain
    first: Share
    unpaired: int  # attended, with one of the two times missing
    table: Table

    @property
    def n(self) -> int:
        return len(self.responder)

    @property
    def help(self) -> NDArray[np.float64]:
        return np.asarray(np.minimum(self.responder, self.ambulance))

    @property
    def title(self) -> str:
        if self.mean_gain.value is None:
            return "No attended call yet"
        return (
            f"Trained help came {self.mean_gain.value:.1f} minutes before the ambulance, on average"
        )

    @property
    def says(self) -> str:
        late = self.first.of - self.first.count
        if self.mean_gain.interval is None:
            return f"{counted(self.n, 'attended call')}: too few for a range."
        return (
            f"Between {self.mean_gain.interval.low:.1f} and {self.mean_gain.interval.high:.1f} "
            "minutes gained for each attended call; half of "
            f"the calls gained {self.median_gain.value:.1f} or more. At {late} of {self.n} the "
            "ambulance was first and nothing was gained; they’re counted as zero."
        )

    @property
    def doesnt(self) -> str:
        return (
            "That the ambulance target was met: for strokes the national clock stops only for the "
            "ambulance. Or that calls never attended would have gained the same."
        )

    @property
    def meta(self) -> str:
        missing = f" {counted(self.unpaired, 'call')} without both times left out." * bool(
            self.unpaired
        )
        return (
            f"{counted(self.n, 'call')}.{missing} Intervals by bootstrap, 4,000 draws. "
            f"Per mobilised call, stood down included: {self.gain_per_mobilised.text('min')}."
        )


def clocks(frame: Frame) -> Clocks:
    """Both clocks over every attended call of the frame."""
    paired = frame.paired
    order = np.argsort(frame.ambulance[paired], kind="stable")
    responder = frame.responder[paired][order]
    ambulance = frame.ambulance[paired][order]
    gain = np.maximum(0.0, ambulance - responder)
    won = responder < ambulance
    mobilised = paired | (frame.stage == Stage.MOBILISED)
    return Clocks(
        responder=responder,
        ambulance=ambulance,
        mean_gain=estimate(gain, "mean"),
        median_gain=estimate(gain, "median"),
        mean_help=estimate(np.minimum(responder, ambulance), "mean"),
        mean_ambulance=estimate(ambulance, "mean"),
        gain_per_mobilised=estimate(
            np.where(paired, np.nan_to_num(frame.gain), 0.0)[mobilised], "mean"
        ),
        first=Share(int(won.sum()), len(responder)),
        unpaired=int((frame.attended & ~paired).sum()),
        table=_table(responder, ambulance, won),
    )


def _table(
    responder: NDArray[np.float64], ambulance: NDArray[np.float64], won: NDArray[np.bool_]
) -> Table:
    kinds = (
        ("Co-responder first", won),
        ("Ambulance first", ~won),
        ("All attended", np.ones(len(won), dtype=bool)),
    )
    rows = []
    for name, mine in kinds:
        gain = np.maximum(0.0, ambulance - responder)[mine]
        mean, low, high = bounds(estimate(gain, "mean"))
        rows.append(
            (
                name,
                int(mine.sum()),
                _mean(np.minimum(responder, ambulance)[mine]),
                _mean(ambulance[mine]),
                mean,
                low,
                high,
                bounds(estimate(gain, "median"))[0],
            )
        )
    return Table(
        (
            "Calls",
            "Number",
            "First trained help, mean min",
            "Ambulance, mean min",
            "Gained, mean min",
            "Low",
            "High",
            "Gained, median min",
        ),
        tuple(rows),
    )


def _mean(values: NDArray[np.float64]) -> float | None:
    return float(values.mean()) if len(values) else None
