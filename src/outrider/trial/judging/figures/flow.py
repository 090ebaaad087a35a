"""Intention to dispatch: every call stays in the count, from the 999 call to the patient."""

from __future__ import annotations

from dataclasses import dataclass

from outrider.trial.judging.estimates import Share, counted
from outrider.trial.judging.frame import Frame, Stage
from outrider.trial.judging.table import Table
from outrider.trial.judging.words import WORDS

STEPS = (
    (Stage.NOT_ELIGIBLE, "calls received"),
    (Stage.NOT_ASKED, "eligible"),
    (Stage.ASKED, "a unit’s control asked"),
    (Stage.OFFERED, "offered to a crew"),
    (Stage.MOBILISED, "mobilised"),
    (Stage.ATTENDED, "attended"),
)


@dataclass(frozen=True)
class Step:
    """Calls that came this far, and those that came no further with the reasons."""

    name: str
    reached: int
    lost: tuple[tuple[str, int], ...]  # reason in words, calls

    @property
    def lost_count(self) -> int:
        return sum(count for _, count in self.lost)

    @property
    def lost_text(self) -> str:
        return ", ".join(f"{count:,} {words}" for words, count in self.lost)


@dataclass(frozen=True)
class Flow:
    steps: tuple[Step, ...]
    came_across: int
    never_arrived: Share  # mobilised calls that never became an attendance
    first: Share  # of calls that were reached, or lost to an ambulance that was there
    beaten: int
    table: Table

    @property
    def title(self) -> str:
        eligible, attended = self.steps[1].reached, self.steps[-1].reached
        return f"Of {counted(eligible, 'eligible call')}, {attended:,} were reached"

    @property
    def says(self) -> str:
        biggest = max(
            (loss for step in self.steps[1:] for loss in step.lost),
            key=lambda loss: loss[1],
            default=None,
        )
        if biggest is None:
            return "Every eligible call was reached."
        return (
            f"Most eligible calls that were not reached: {biggest[0]} ({biggest[1]:,}). "
            f"The co-responder was first at {self.first.text()}{self._of} "
            f"({self.first.percent}, {self.first.range_text})."
        )

    @property
    def _of(self) -> str:
        if not self.beaten:
            return ""
        return " that it reached or was stood down from because the ambulance was there"

    @property
    def doesnt(self) -> str:
        return "How many a bigger scheme would reach. That’s a simulator question."

    @property
    def meta(self) -> str:
        own = f" {counted(self.came_across, 'call')} that a crew came across itself left out."
        return (
            f"{self.never_arrived.text()} mobilised calls never became an attendance "
            f"({self.never_arrived.percent}, {self.never_arrived.range_text}). Military "
            "co-responders in 2016: 24% of allocations." + own * bool(self.came_across)
        )


def flow(frame: Frame) -> Flow:
    """Every call of the frame, once."""
    counted_in = frame.stage != Stage.CAME_ACROSS
    steps = []
    for stage, name in STEPS:
        reached = int((counted_in & (frame.stage >= stage)).sum())
        steps.append(Step(name, reached, _lost(frame, stage)))
    mobilised, attended = steps[4].reached, steps[5].reached
    paired = frame.paired
    first = int((frame.responder[paired] < frame.ambulance[paired]).sum())
    beaten = int(frame.beaten.sum())
    return Flow(
        steps=tuple(steps),
        came_across=int((~counted_in).sum()),
        never_arrived=Share(mobilised - attended, mobilised),
        first=Share(first, int(paired.sum()) + beaten),
        beaten=beaten,
        table=_table(steps),
    )


def _lost(frame: Frame, stage: Stage) -> tuple[tuple[str, int], ...]:
    """Why the calls that stopped at this stage came no further, most frequent first."""
    if stage is Stage.ATTENDED:
        return ()
    here = frame.reason[frame.stage == stage]
    counts = [(words, int((here == code).sum())) for code, words in WORDS.items()]
    return tuple(sorted((each for each in counts if each[1]), key=lambda each: -each[1]))


def _table(steps: list[Step]) -> Table:
    rows: list[tuple[str | int, ...]] = []
    for step in steps:
        rows.append((step.name.capitalize(), "", step.reached))
        rows += [("", f"of these, no further: {words}", count) for words, count in step.lost]
    return Table(("Stage", "Reason", "Calls"), tuple(rows), frozenset({0, 1}))
