"""The tables of a replay: counts, counts that may leave the house, and the calls that change."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.domain.coresponse.replay import Asked, Replayed
from outrider.domain.coresponse.rules import Pack
from outrider.evidence.replay.report import Kept, Report, outcome_words
from outrider.signals.disclosure import Rule, Tabulation, Universe, protect
from outrider.signals.disclosure.rules import ONS_10_5
from outrider.signals.disclosure.universe import TOTAL
from outrider.trial.judging.table import Cell, Table

# A complaint of which no call changes tells nothing about anybody.
LEAVING: Final = Rule(ONS_10_5.threshold, ONS_10_5.rounding, zeros_safe=True)

HEADS: Final = ("Complaint", *(each.label for each in Kept), "Calls")
ASKED: Final = {
    Asked.SAME: "The same unit",
    Asked.OTHER: "Another unit",
    Asked.NOBODY: "Nobody, where a unit was",
    Asked.SOMEBODY: "A unit, where nobody was",
    Asked.CANNOT_TELL: "The record does not say",
}


def counts(made: Report) -> Table:
    """Calls by complaint and by what becomes of them."""
    rows: list[tuple[Cell, ...]] = [(one.text, *one.by, one.calls) for one in made.complaints]
    totals = [made.how_many(each) for each in Kept]
    return Table(HEADS, (*rows, ("All", *totals, made.calls)))


def protected_counts(made: Report) -> Table:
    """The same with small numbers hidden and the rest rounded, so that none can be worked back."""
    if not made.complaints:
        return Table(HEADS, ())
    rows = [f"{number:06d}" for number, _ in enumerate(made.complaints)]  # words may be there twice
    kinds = [each.label for each in Kept]
    cells = np.array([one.by for one in made.complaints], dtype=np.int64)
    universe = Universe((("complaint", tuple(rows)), ("kind", tuple(kinds))), cells)
    released = protect(universe, [Tabulation(("complaint", "kind"))], rule=LEAVING).tables[0]
    shown = {(str(row[0]), str(row[1])): row[2] for row in released.rows}
    heads = [*(one.text for one in made.complaints), "All"]
    told = tuple(
        (head, *(_cell(shown[row, kind]) for kind in (*kinds, TOTAL)))
        for row, head in zip((*rows, TOTAL), heads, strict=True)
    )
    return Table(HEADS, told, frozenset({0}))


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


CALL_HEADS: Final = (
    "Call", "Received", "Category", "Complaint", "Flags", "Age band", "Rule pack of the time",
    "Outcome", "Rule", "Outcome under the draft", "Rule of the draft", "Asked first",
    "Would be asked first", "Difference",
)  # fmt: skip


def changed_calls(made: Report, draft: Pack) -> Table:
    """A row for each call of which a decision would have been another. Clinical: not for police."""
    rows = tuple(_call(one, draft) for one in made.changed)
    return Table(CALL_HEADS, rows, frozenset(range(len(CALL_HEADS))))


def _call(one: Replayed, draft: Pack) -> tuple[Cell, ...]:
    call, facts = one.call, one.call.facts
    known = draft.complaints.get(facts.complaint)
    return (
        call.reference,
        f"{call.received_at:%Y-%m-%dT%H:%M:%SZ}",
        facts.category,
        known.text if known else facts.complaint,
        ", ".join(sorted(facts.flags)),
        facts.age_band,
        call.pack or "none",
        call.outcome.label,
        call.rule,
        outcome_words(one.outcome),
        one.rule or None,
        (call.choice.first if call.choice else "") or None,
        one.unit or None,
        ASKED[one.asked] if one.asked else None,
    )
