"""The daily meeting: what is new since the last one, and what needs the meeting's hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Prefetch

from outrider.domain.access import Viewer
from outrider.domain.safety import words
from outrider.safety.calendar import policy
from outrider.safety.models import Case, Task
from outrider.safety.queries.plans import PlanRow, others_cases, rows_of

KEEP_TO_THE_TEAM: Final = frozenset({"team", "nobody"})
"""Wishes about who may know with which a name is not read out at the meeting."""
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class MeetingLine:
    row: PlanRow
    who: str  # the officer, or what their wish leaves of it
    told: str
    hospital: bool
    off_work: bool
    oic: str
    new: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    since: datetime
    next_at: datetime
    lines: tuple[MeetingLine, ...]

    @property
    def new(self) -> tuple[MeetingLine, ...]:
        return tuple(line for line in self.lines if line.new)

    @property
    def needs_a_hand(self) -> tuple[MeetingLine, ...]:
        return tuple(
            line for line in self.lines if not line.new and (line.row.late or line.row.waits_for)
        )


def last_meeting(now: datetime) -> datetime:
    """When the last meeting before `now` began: on a working day."""
    ours = policy()
    at = now - timedelta(days=1)
    while (found := ours.calendar.next_at(at, ours.meeting, working=True)) > now:
        at -= timedelta(days=1)
    while (later := ours.calendar.next_at(found, ours.meeting, working=True)) <= now:
        found = later
    return found


def meeting(viewer: Viewer, now: datetime) -> tuple[Meeting, list[Case]]:
    """The sheet, and the cases on it (each one that is shown has been looked at)."""
    ours, since = policy(), last_meeting(now)
    waiting = Task.objects.filter(state="not-started").select_related("owner", "holder")
    cases = list(
        others_cases(viewer)
        .select_related("incident", "station", "victim", "oic")
        .prefetch_related(Prefetch("tasks", waiting))[:MOST]
    )
    rows = {row.id: row for row in rows_of(cases, viewer, now)}
    lines = [_line(case, rows[case.pk], since) for case in cases if case.pk in rows]
    lines.sort(key=lambda line: (line.row.next_due, line.row.number))
    found = Meeting(since, ours.calendar.next_at(now, ours.meeting, working=True), tuple(lines))
    named = {line.row.id for line in (*found.new, *found.needs_a_hand)}
    return found, [case for case in cases if case.pk in named]


def _line(case: Case, row: PlanRow, since: datetime) -> MeetingLine:
    private = case.may_know in KEEP_TO_THE_TEAM
    return MeetingLine(
        row=row,
        who=f"An officer of {row.station}" if private else row.victim,
        told=words.told(case.methods, "The officer was"),
        hospital=case.medical == "hospital",
        off_work=case.off_work_since is not None and case.off_work_to is None,
        oic=case.oic.spoken_name if case.oic else "",
        new=case.recorded_at >= since,
    )
