"""Who may press what on a case: one table for pages, phone and API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from outrider.domain.access import Permission, Role, Viewer
from outrider.safety.models import Case, Talk

May = Callable[[Case, Viewer], bool]


def _victim(case: Case, by: Viewer) -> bool:
    return case.victim_id is not None and str(case.victim_id) == by.officer_id


def _line(case: Case, by: Viewer) -> bool:
    return by.may(Permission.MANAGE_PLAN) and not _victim(case, by)


def _works(case: Case, by: Viewer) -> bool:
    return by.may(Permission.WORK_ON_TASK) and not _victim(case, by)


def _investigates(case: Case, by: Viewer) -> bool:
    return by.may(Permission.RUN_INVESTIGATION) and str(case.oic_id) == by.officer_id


def _line_or_oic(case: Case, by: Viewer) -> bool:
    return _line(case, by) or _investigates(case, by)


def _reviews(case: Case, by: Viewer) -> bool:
    return by.may(Permission.REVIEW_CLASSIFICATION) and not _victim(case, by)


def _may_offer(case: Case, by: Viewer) -> bool:
    return by.may(Permission.HOLD_TALK) and by.officer_id is not None and not _victim(case, by)


def _holds(case: Case, by: Viewer) -> bool:
    """The link officer of this very conversation."""
    talk = Talk.objects.filter(case=case).first()
    return (
        by.may(Permission.HOLD_TALK)
        and talk is not None
        and talk.link_officer_id is not None
        and str(talk.link_officer_id) == by.officer_id
    )


def _in_talk(case: Case, by: Viewer) -> bool:
    return _victim(case, by) or _holds(case, by)


def _books(case: Case, by: Viewer) -> bool:
    return by.may(Permission.BOOK_TRAINING) and not _victim(case, by)


def _trains(case: Case, by: Viewer) -> bool:
    return _victim(case, by) or _books(case, by)


WHO: Final[Mapping[str, May]] = {
    "confirm": _victim,
    "not-me": _victim,
    "see-differently": _victim,
    "give-view": _victim,
    "wishes": _victim,
    "impact": _victim,
    "accept-talk": _victim,
    "not-now": _victim,
    "take-out": _in_talk,
    "withdraw": _victim,
    "reclassify": _reviews,
    "assign-oic": _line,
    "assign-statement-taker": _line_or_oic,
    "assign-supervisor": _line,
    "assign-task": _line,
    "hand-over": _line_or_oic,
    "task-done": _works,
    "task-waived": _line,
    "task-reopened": _line,
    "off-work": _line,
    "back-at-work": _line,
    "investigation": _investigates,
    "offer-talk": _may_offer,
    "video-seen": _holds,
    "save-talk": _holds,
    "save-lesson": _holds,
    "agree-lesson": _in_talk,
    "finish-talk": _holds,
    "pass-on": _holds,
    "agree-time": _in_talk,
    "go-on": _victim,
    "pass-lesson": _victim,
    "keep-lesson": _victim,
    "take-over": _may_offer,
    "request-training": _in_talk,
    "book-training": _books,
    "training-done": _books,
    "training-outcome": _trains,
    "close": _line,
}
ASK: Final[Mapping[May, str]] = {
    _victim: "Only the officer it happened to can do this.",
    _line: "Ask: the officer's supervisor or an inspector.",
    _works: "Ask: the officer's supervisor, an inspector or the officer in the case.",
    _investigates: "Ask: the officer in the case.",
    _line_or_oic: "Ask: the supervisor or the officer in the case.",
    _reviews: "Ask: an inspector, or occupational health and safety.",
    _may_offer: "Ask: a link officer of the station.",
    _holds: "Ask: the link officer who holds this conversation.",
    _in_talk: "Ask: the officer or their link officer.",
    _books: "Ask: a safety trainer.",
    _trains: "Ask: the officer or a safety trainer.",
}


def may_press(case: Case, press: str, by: Viewer) -> bool:
    return WHO[press](case, by)


def pressable(case: Case, by: Viewer) -> list[str]:
    """Names of the presses that this viewer may make on this case, as far as the role goes."""
    role_only = by.role is Role.ANALYST
    return [] if role_only else [press for press, may in WHO.items() if may(case, by)]
