"""The conversation, its notes and lesson, and extra training."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.access import Role, Viewer
from outrider.domain.safety.codes import TOPICS
from outrider.safety.models import Case, Lesson, Talk
from outrider.safety.queries.common_hours import common_times
from outrider.safety.queries.link_held import (
    OVER,
    lesson_without_link_officer,
    lessons_waiting,
    without_link_officer,
)
from outrider.safety.queries.views.common import View, iso_day, owns, person, stamp

HELD = "The case is live, so this isn't shared until it ends."
WARNING = (
    "Anything written here may have to be shown to a court, or to the officer if they ask for "
    "their data. Talk freely; write only what helps them learn. What happened belongs in their "
    "statement, not here. Check locally: ask your disclosure officer what applies in your force."
)


def _talk(case: Case) -> Talk | None:
    return Talk.objects.select_related("link_officer__station").filter(case=case).first()


def _live(case: Case) -> bool:
    return case.classification != "injury-on-duty" and case.investigation != "ended"


def view_talk(case: Case, viewer: Viewer, now: datetime) -> View:
    talk = _talk(case)
    if talk is None:
        return {"talk": {"state": "none", "with": None, "live": _live(case)}}
    body: View = {
        "state": talk.state,
        "with": person(talk.link_officer),
        "offered_at": stamp(talk.offered_at),
        "meets_at": stamp(talk.meets_at),
        "talked_at": stamp(talk.talked_at),
        "finished_at": stamp(talk.finished_at),
        "minutes": talk.minutes,
        "live": _live(case),
        "warning": WARNING,
        "videos": _videos(case),
        "times": _times(case, talk, viewer, now),
        "waits_for": _waits_for(case, talk, now),
    }
    if viewer.role is Role.LINK_OFFICER and not owns(case, viewer):
        body["ask_again_on"] = iso_day(talk.ask_again_on)
    return {"talk": body}


def _waits_for(case: Case, talk: Talk, now: datetime) -> str:
    """Whose word or who is missing, when the link officer of a conversation has ended."""
    if talk.state == "accepted" and talk.link_officer_id is None:
        return "another"
    if talk.state == OVER:
        return _lesson_waits_for(case, talk, now)
    return "officer" if without_link_officer(case, now) else ""


def _lesson_waits_for(case: Case, talk: Talk, now: datetime) -> str:
    if talk.link_officer_id is not None:
        return "lesson" if lesson_without_link_officer(case, now) else ""
    return "lesson-another" if lessons_waiting().filter(case=case).exists() else ""


def _times(case: Case, talk: Talk, viewer: Viewer, now: datetime) -> list[str | None]:
    """When both are on duty, while no time is agreed. For the two of them."""
    holds = talk.link_officer_id is not None and str(talk.link_officer_id) == viewer.officer_id
    if talk.state not in ("offered", "accepted") or not (holds or owns(case, viewer)):
        return []
    return [stamp(at) for at in common_times(talk.link_officer_id, case.victim_id, now)]


def _videos(case: Case) -> list[View]:
    rows = case.reviews.select_related("seen_by__station").order_by("seen_from")
    return [
        {
            "reference": row.reference,
            "by": person(row.seen_by),
            "from": stamp(row.seen_from),
            "to": stamp(row.seen_to),
            "together": row.together,
        }
        for row in rows
    ]


def view_notes(case: Case, viewer: Viewer, now: datetime) -> View:
    """The officer's and their link officer's alone."""
    talk = _talk(case)
    if talk is None:
        return {}
    holds = talk.link_officer_id is not None and str(talk.link_officer_id) == viewer.officer_id
    if not (holds or owns(case, viewer)):
        return {}
    notes = talk.notes.order_by("heading", "-own")
    if not owns(case, viewer):
        notes = notes.filter(own=False)
    found: dict[str, str] = {}
    for note in notes:
        before = found.get(note.heading)
        found[note.heading] = f"{before}\n\n{note.body}" if before else note.body
    return {"notes": found}


def view_lesson_part(case: Case, viewer: Viewer, now: datetime) -> View:
    talk, lesson = _talk(case), Lesson.objects.filter(case=case).first()
    if talk is None or lesson is None:
        return {"lesson": None} if owns(case, viewer) else {}
    holds = talk.link_officer_id is not None and str(talk.link_officer_id) == viewer.officer_id
    if not (holds or owns(case, viewer)):
        return {}
    agreed = {"officer": lesson.officer_agreed_at, "link": lesson.link_agreed_at}
    held = lesson.shared_at is None and _live(case)
    return {
        "lesson": {
            "text": lesson.body,
            "codes": lesson.codes,
            "agreed_by": [name for name, at in agreed.items() if at is not None],
            "shared": lesson.shared_at is not None,
            "held": held,
            "why_held": HELD if held else "",
        }
    }


def view_training(case: Case, viewer: Viewer, now: datetime) -> View:
    return {
        "training": [
            {
                "id": str(row.pk),
                "topic": row.topic,
                "topic_word": TOPICS.get(row.topic, row.topic),
                "state": row.state,
                "requested_at": stamp(row.requested_at),
                "booked_on": iso_day(row.booked_on),
                "booked_where": row.booked_where,
                "done_on": iso_day(row.done_on),
                "outcome": row.outcome,
            }
            for row in case.training.order_by("requested_at")
        ]
    }
