"""What a draft would have changed: counts by complaint, and every call that changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from outrider.domain.coresponse.replay import Asked, Replayed, replayed
from outrider.domain.coresponse.rules import Outcome, Pack
from outrider.evidence.replay.rows import Recorded, recorded

NOT_IN_DRAFT: Final = "Complaint is not in the draft"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way in which calls change, and how many do."""

    before: str
    after: str
    calls: int


class Kept(StrEnum):
    """What becomes of a call: each has exactly one."""

    NEWLY = "newly"  # sent by the draft alone
    NO_LONGER = "no-longer"  # sent by the pack of the time alone
    FIRST = "first"  # sent by both the same way; another unit, or nobody, is asked first
    OTHERWISE = "otherwise"  # any other outcome that is another
    SAME = "same"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    Kept.NEWLY: "Newly sent",
    Kept.NO_LONGER: "No longer sent",
    Kept.FIRST: "Sent, somebody else or nobody asked first",
    Kept.OTHERWISE: "Another outcome",
    Kept.SAME: "The same",
}


@dataclass(frozen=True, slots=True)
class OfComplaint:
    """Calls of one complaint by what becomes of them, in the order of `Kept`."""

    text: str
    by: tuple[int, ...]

    @property
    def calls(self) -> int:
        return sum(self.by)

    @property
    def changed(self) -> int:
        """Every decision that is another one."""
        return self.calls - self.by[-1]


@dataclass(frozen=True, slots=True)
class Report:
    """`cannot_tell`: calls sent by both, where the record does not say who would be first.

    `no_choice`: calls sent by both for which nobody was weighed at the time.
    """

    draft: str
    start: datetime
    end: datetime
    calls: int
    kinds: tuple[Kind, ...]
    asked: tuple[Kind, ...]
    complaints: tuple[OfComplaint, ...]
    changed: tuple[Replayed, ...]
    sent_by_both: int
    cannot_tell: int
    no_choice: int

    def how_many(self, kept: Kept) -> int:
        """Calls of this kind, over all complaints."""
        return sum(one.by[list(Kept).index(kept)] for one in self.complaints)


def report(
    draft: Pack,
    start: datetime,
    end: datetime,
    heard: Callable[[int], None] = lambda done: None,
) -> Report:
    """Every recorded call of [start, end) under the draft.

    Args:
        heard: is told, now and then, how many calls have been read.
    """
    told = []
    for number, one in enumerate(recorded(start, end), start=1):
        told.append(_under(draft, one))
        if number % 500 == 0:
            heard(number)
    heard(len(told))
    return counted(draft, start, end, told)


def _under(draft: Pack, one: Recorded) -> Replayed:
    return replayed(one.call, one.policy, draft)


def counted(draft: Pack, start: datetime, end: datetime, told: Iterable[Replayed]) -> Report:
    """The replayed calls as a report."""
    told = list(told)
    both = [one for one in told if one.sent_by_both]
    return Report(
        draft=draft.version,
        start=start,
        end=end,
        calls=len(told),
        kinds=_kinds((one.call.outcome.label, _after(one)) for one in told if one.outcome_changed),
        asked=_kinds(
            (_first_before(one), _first_after(one))
            for one in both
            if one.asked in (Asked.OTHER, Asked.NOBODY, Asked.SOMEBODY)
        ),
        complaints=_by_complaint(draft, told),
        changed=tuple(one for one in told if one.changed),
        sent_by_both=len(both),
        cannot_tell=sum(one.asked is Asked.CANNOT_TELL for one in both),
        no_choice=sum(one.asked is None for one in both),
    )


def _after(one: Replayed) -> str:
    return outcome_words(one.outcome)


def _first_before(one: Replayed) -> str:
    return "Nobody could be asked" if one.asked is Asked.SOMEBODY else "A unit"


def _first_after(one: Replayed) -> str:
    return {Asked.OTHER: "Another unit", Asked.SOMEBODY: "A unit"}.get(
        one.asked or Asked.NOBODY, "Nobody could be asked"
    )


def _kinds(pairs: Iterable[tuple[str, str]]) -> tuple[Kind, ...]:
    """Most first, then by name."""
    found = sorted(Counter(pairs).items(), key=lambda each: (-each[1], each[0]))
    return tuple(Kind(before, after, calls) for (before, after), calls in found)


def kept(one: Replayed) -> Kept:
    """What becomes of the call."""
    if one.newly_sent:
        return Kept.NEWLY
    if one.no_longer_sent:
        return Kept.NO_LONGER
    if one.outcome_changed:
        return Kept.OTHERWISE
    return Kept.FIRST if one.changed else Kept.SAME


def _by_complaint(draft: Pack, told: list[Replayed]) -> tuple[OfComplaint, ...]:
    """Most changes first."""
    by: dict[str, Counter[Kept]] = {}
    for one in told:
        by.setdefault(one.call.facts.complaint, Counter())[kept(one)] += 1
    rows = [
        OfComplaint(_text(draft, complaint), tuple(counts[each] for each in Kept))
        for complaint, counts in by.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.changed, -row.calls, row.text)))


def _text(draft: Pack, complaint: str) -> str:
    known = draft.complaints.get(complaint)
    return known.text if known else complaint


def outcome_words(outcome: Outcome | None) -> str:
    """As the page and the files say it."""
    return outcome.label if outcome else NOT_IN_DRAFT
