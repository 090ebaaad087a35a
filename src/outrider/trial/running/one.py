"""One replication: drawn once, run in every arm, and told as bytes."""

from __future__ import annotations

from dataclasses import dataclass

from outrider.trial.running.columns import call_rows, job_rows, summary_rows
from outrider.trial.running.model import Model
from outrider.trial.running.parts import Part, packed
from outrider.trial.running.summary import summary_of


@dataclass(frozen=True)
class Work:
    """What every replication of a run is made with; called with its number."""

    model: Model
    arms: tuple[str, ...]
    keep: int

    def __call__(self, number: int) -> bytes:
        return replication(self.model, self.arms, self.keep, number)


def replication(model: Model, arms: tuple[str, ...], keep: int, number: int) -> bytes:
    """Replication `number`; the single calls and jobs of the first `keep` go with it."""
    drawn = model.draw(number)
    groups = list(model.groups(drawn))
    part = Part([], [], [])
    for name in arms:
        arm = model.arm(name, drawn)
        record = model.run(number, drawn, arm)
        rows = summary_of(model.frame(drawn, arm, record), groups)
        part.summaries.append(summary_rows(number, name, rows))
        if number < keep:
            part.calls.append(call_rows(model, number, name, drawn, record))
            part.jobs.append(job_rows(model, number, name, drawn, record))
    return packed(part)
