"""Rows of a conversation that goes on with another link officer; what stays with the officer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding.learning import LESSON_KEPT
from outrider.safety.models import Lesson, Talk, TalkNote
from outrider.safety.services.telling import untell

if TYPE_CHECKING:
    from outrider.safety.services.record import OpenCase


def write_freed(opened: OpenCase, event: e.TalkFreed) -> None:
    talk = Talk.objects.get(case=opened.case)
    talk.state, talk.link_officer, talk.meets_at = opened.state.talk.value, None, None
    talk.save()
    untell(opened.case.pk, "talk-unheld")
    if not event.notes:
        keep_to_officer(talk, opened.now)


def write_taken(opened: OpenCase, event: e.TalkTaken) -> None:
    """Time spent before was another's: each counts their own hours."""
    Talk.objects.filter(case=opened.case).update(link_officer=event.link_officer, minutes=0)


def keep_to_officer(talk: Talk, now: datetime) -> None:
    """Notes, and a lesson that the officer has not agreed, are theirs alone from now on."""
    for note in talk.notes.filter(own=False):
        _keep(talk, note.heading, note.body, now)
        note.delete()
    lesson = Lesson.objects.filter(case=talk.case_id, officer_agreed_at__isnull=True).first()
    if lesson is not None:
        _keep(talk, LESSON_KEPT, lesson.body, now)
        lesson.delete()


def _keep(talk: Talk, heading: str, body: str, now: datetime) -> None:
    """Beside what was kept before under the same heading."""
    row = TalkNote.objects.filter(talk=talk, heading=heading, own=True).first()
    row = row or TalkNote(talk=talk, heading=heading, own=True, body="")
    row.body = f"{row.body}\n\n{body}" if row.body else body
    row.written_at = now
    row.save()
