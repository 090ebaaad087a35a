"""Rows of a conversation that goes on with another link officer; what stays with the officer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding.learning import LESSON_KEPT
from outrider.safety.models import Case, Lesson, Talk, TalkNote
from outrider.safety.queries.link_held import lesson_without_link_officer, without_link_officer
from outrider.safety.services.telling import tell_one, untell

if TYPE_CHECKING:
    from outrider.safety.services.record import OpenCase

_UNHELD: Final = frozenset({"talk-unheld", "lesson-unheld"})


def write_freed(opened: OpenCase, event: e.TalkFreed) -> None:
    talk = Talk.objects.get(case=opened.case)
    talk.state, talk.link_officer, talk.meets_at = opened.state.talk.value, None, None
    talk.save()
    untell(opened.case.pk, "talk-unheld")
    if not event.notes:
        keep_to_officer(talk, opened.now)


def write_lesson_freed(opened: OpenCase, event: e.LessonFreed) -> None:
    """Whoever takes it up reads the lesson; the notes are the officer's alone from now on."""
    talk = Talk.objects.get(case=opened.case)
    talk.link_officer = None
    talk.save(update_fields=["link_officer"])
    untell(opened.case.pk, "lesson-unheld")
    _keep_notes(talk, opened.now)


def write_lesson_kept(opened: OpenCase, event: e.LessonKept) -> None:
    """Beside the notes, where only the officer reads it."""
    talk, lesson = Talk.objects.get(case=opened.case), Lesson.objects.get(case=opened.case)
    untell(opened.case.pk, "lesson-unheld")
    _keep_notes(talk, opened.now)
    _keep(talk, LESSON_KEPT, lesson.body, opened.now)
    lesson.delete()


def write_taken(opened: OpenCase, event: e.TalkTaken) -> None:
    """Time spent before was another's: each counts their own hours."""
    Talk.objects.filter(case=opened.case).update(link_officer=event.link_officer, minutes=0)


def tell_unheld(case: Case, now: datetime) -> None:
    """The officer hears that nobody can go on with their conversation, or agree to its lesson."""
    kind = ""
    if without_link_officer(case, now):
        kind = "talk-unheld"
    elif lesson_without_link_officer(case, now):
        kind = "lesson-unheld"
    untell(case.pk, *(_UNHELD - {kind}))
    if kind:
        tell_one(case.pk, str(case.victim_id) if case.victim_id else None, kind, now)


def keep_to_officer(talk: Talk, now: datetime) -> None:
    """Notes, and a lesson that the officer has not agreed, are theirs alone from now on."""
    _keep_notes(talk, now)
    lesson = Lesson.objects.filter(case=talk.case_id, officer_agreed_at__isnull=True).first()
    if lesson is not None:
        _keep(talk, LESSON_KEPT, lesson.body, now)
        lesson.delete()


def _keep_notes(talk: Talk, now: datetime) -> None:
    for note in talk.notes.filter(own=False):
        _keep(talk, note.heading, note.body, now)
        note.delete()


def _keep(talk: Talk, heading: str, body: str, now: datetime) -> None:
    """Beside what was kept before under the same heading."""
    row = TalkNote.objects.filter(talk=talk, heading=heading, own=True).first()
    row = row or TalkNote(talk=talk, heading=heading, own=True, body="")
    row.body = f"{row.body}\n\n{body}" if row.body else body
    row.written_at = now
    row.save()
