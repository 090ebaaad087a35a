"""Played cases into the database: rows in bulk, then the journal in chunks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from outrider.crossover.models import Hazard
from outrider.demo.safety.hazards import Hazards
from outrider.demo.safety.play import Played
from outrider.demo.seeds import made_id
from outrider.domain.safety.template import DEFAULT_TEMPLATE, template_body
from outrider.journal.append import append_in_chunks
from outrider.journal.new_entry import NewEntry
from outrider.notify.models import Notice
from outrider.people.models import TrainingRecord
from outrider.safety.models import (
    Case,
    CaseText,
    Classified,
    Footage,
    Incident,
    Lesson,
    PlanTemplate,
    Reminder,
    Suspect,
    Talk,
    TalkNote,
    Task,
    TrainingRequest,
    VideoReview,
)
from outrider.safety.services.reminders import SHORT, SOON

BATCH = 500


def write_template(live_from: datetime) -> None:
    """The plan that every case of the year started with."""
    PlanTemplate.objects.create(
        version=DEFAULT_TEMPLATE.version,
        name=DEFAULT_TEMPLATE.name,
        body=template_body(DEFAULT_TEMPLATE),
        live_from=live_from,
    )


def write_cases(cases: list[Played], hazards: Hazards, anchor: datetime) -> int:
    """Returns how many journal entries were written."""
    rows = [played.rows for played in cases]
    with transaction.atomic():
        Incident.objects.bulk_create((r.incident for r in rows), batch_size=BATCH)
        Suspect.objects.bulk_create((s for r in rows for s in r.suspects), batch_size=BATCH)
        Case.objects.bulk_create((r.case for r in rows), batch_size=BATCH)
        Classified.objects.bulk_create((c for r in rows for c in r.classified), batch_size=BATCH)
        Footage.objects.bulk_create((f for r in rows for f in r.footage), batch_size=BATCH)
        CaseText.objects.bulk_create((t for r in rows for t in r.texts), batch_size=BATCH)
        Task.objects.bulk_create((t for r in rows for t in r.tasks.values()), batch_size=BATCH)
        Talk.objects.bulk_create((r.talk for r in rows), batch_size=BATCH)
        TalkNote.objects.bulk_create((n for r in rows for n in r.notes.values()), batch_size=BATCH)
        VideoReview.objects.bulk_create((v for r in rows for v in r.reviews), batch_size=BATCH)
        Lesson.objects.bulk_create((r.lesson for r in rows if r.lesson), batch_size=BATCH)
        TrainingRequest.objects.bulk_create(
            (t for r in rows for t in r.training.values()), batch_size=BATCH
        )
        TrainingRecord.objects.bulk_create((t for r in rows for t in r.records), batch_size=BATCH)
        Notice.objects.bulk_create((n for r in rows for n in r.notices), batch_size=BATCH)
        Hazard.objects.bulk_create(hazards.rows, batch_size=BATCH)
        _remind(cases, anchor)
    entries = in_order([*(played.entries for played in cases), hazards.entries])
    append_in_chunks(entries)
    return len(entries)


def in_order(told: list[list[tuple[datetime, NewEntry]]]) -> list[NewEntry]:
    """Every entry in the order in which it would have been written."""
    numbered = [
        (at, number, order, entry)
        for number, entries in enumerate(told)
        for order, (at, entry) in enumerate(entries)
    ]
    numbered.sort(key=lambda each: each[:3])
    return [each[3] for each in numbered]


def _remind(cases: list[Played], anchor: datetime) -> None:
    """Reminders of what still waits; those whose moment has passed have spoken up."""
    reminders = [reminder for played in cases for reminder in _reminders(played, anchor)]
    Reminder.objects.bulk_create(reminders, batch_size=BATCH)
    notices = [notice for reminder in reminders if (notice := _notice(reminder))]
    Notice.objects.bulk_create(notices, batch_size=BATCH)


def _reminders(played: Played, anchor: datetime) -> Iterable[Reminder]:
    for key, task in played.rows.tasks.items():
        if task.state != "not-started" or task.due_at is None:
            continue
        since = played.rows.since[key]
        span = task.due_at - since
        soon = task.due_at - (SOON if span > SOON else span / SHORT)
        moments = {"overdue": task.due_at}
        if since < soon < task.due_at:
            moments["due-soon"] = soon
        for kind, at in moments.items():
            yield Reminder(
                id=made_id(played.scene.seed, "reminder", task.pk, kind),
                task=task,
                kind=kind,
                due_at=at,
                fired_at=at if at <= anchor else None,
            )


def _notice(reminder: Reminder) -> Notice | None:
    """What the clock told whoever has the task."""
    task = reminder.task
    who = task.holder_id or task.owner_id or task.case.supervisor_id
    if who is None or reminder.fired_at is None:
        return None
    return Notice(
        id=made_id(0, "notice", reminder.pk),
        officer_id=who,
        kind=f"task-{reminder.kind}",
        entity=f"case:{task.case_id}",
        part=task.key,
        made_at=reminder.due_at + timedelta(seconds=5),
    )
