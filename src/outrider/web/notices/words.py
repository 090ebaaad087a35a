"""A notice in words, and where it leads: its kind and number, nothing about anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple
from uuid import UUID

from outrider.domain.access import Permission, Viewer
from outrider.domain.safety.template import read_template
from outrider.notify.models import Notice
from outrider.safety.models import Case
from outrider.safety.queries.scope import cases_visible_to

SAYS: Final[Mapping[str, str]] = {
    "case-opened": "A new case at your station",
    "case-confirm": "Somebody recorded this for you: please confirm it",
    "case-oic": "You are the officer in the case",
    "case-statement": "You are asked to take the statement",
    "case-supervisor": "You look after this case now",
    "case-passed-on": "A colleague has left: a task of theirs is yours now",
    "case-reclassified": "A reviewer has said what it is",
    "case-moved": "The investigation has moved",
    "talk-offered": "A link officer offers you a conversation",
    "talk-accepted": "Your offer of a conversation was accepted",
    "talk-time": "A time for your conversation has been set",
    "talk-unheld": "Your link officer’s appointment has ended: say how you want to go on",
    "talk-taken": "Another link officer goes on with your conversation",
    "lesson-unheld": "Your link officer’s appointment has ended: say what becomes of your lesson",
    "lesson-taken": "Another link officer reads your lesson",
    "training-booked": "Training has been booked for you",
    "place-offered": "A place in safety training is offered to you",
    "support-offered": "Something is there for you. Only you see it",
    "lesson-shared": "What you learnt has been shared, without your name",
}
TASK: Final[Mapping[str, str]] = {
    "task-due-soon": "Due soon",
    "task-overdue": "Overdue",
    "task-owner-off": "Its owner is off duty",
}
OTHERWISE: Final = "Something about a case"
_TALKS: Final = frozenset({"talk-accepted", "talk-time"})


class Line(NamedTuple):
    """One notice as it is shown. `address` empty: not to be opened in the present role."""

    notice: Notice
    says: str
    number: str
    address: str


def lines(notices: list[Notice], viewer: Viewer) -> list[Line]:
    """Each notice with what it is about, as far as the viewer may see that now."""
    ids = {one.entity.partition(":")[2] for one in notices if one.entity.startswith("case:")}
    seen = cases_visible_to(viewer).filter(pk__in=[UUID(name) for name in ids])
    cases = {str(case.pk): case for case in seen.select_related("template")}
    return [_line(one, cases.get(one.entity.partition(":")[2]), viewer) for one in notices]


def _line(notice: Notice, case: Case | None, viewer: Viewer) -> Line:
    if case is None:
        return Line(notice, SAYS.get(notice.kind, OTHERWISE), "", _without_case(notice, viewer))
    return Line(notice, _says(notice, case), case.number, address_of(notice, case, viewer))


def _without_case(notice: Notice, viewer: Viewer) -> str:
    if notice.entity.startswith("support:") and viewer.may(Permission.OPEN_SUPPORT):
        return "/support"
    own_page = notice.kind == "place-offered" and viewer.may(Permission.OPEN_MY_CASE)
    return "/my-case" if own_page else ""


def _says(notice: Notice, case: Case) -> str:
    if notice.kind not in TASK:
        return SAYS.get(notice.kind, OTHERWISE)
    tasks = read_template(case.template.body).tasks
    title = next((task.title for task in tasks if task.key == notice.part), "A task of the plan")
    return f"{TASK[notice.kind]}: {title}"


def address_of(notice: Notice, case: Case, viewer: Viewer) -> str:
    """Where the notice leads in the present role."""
    if viewer.officer_id is not None and str(case.victim_id) == viewer.officer_id:
        return f"/my-case/{case.pk}"
    if notice.kind in _TALKS and viewer.may(Permission.OPEN_LINK_QUEUE):
        return f"/link/{case.pk}"
    return f"/plans/{case.pk}" if viewer.may(Permission.OPEN_PLANS) else ""
