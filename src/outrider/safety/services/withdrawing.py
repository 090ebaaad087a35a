"""A person takes their record back: everything about them goes, and the journal still verifies."""

from __future__ import annotations

from outrider.journal.access import forget_entity
from outrider.journal.texts import erase_stream
from outrider.notify.models import Notice
from outrider.people.models import TrainingRecord
from outrider.safety.models import (
    Case,
    CaseText,
    Classified,
    Footage,
    Lesson,
    Reminder,
    SafetyPress,
    Talk,
    Task,
    TrainingRequest,
    VideoReview,
)
from outrider.safety.services.place_offers import forget_places

_BLANK: dict[str, object] = {
    "victim": None,
    "alias": None,
    "methods": [],
    "hurt": "no",
    "safe": "yes",
    "weapon": "",
    "fluid": {},
    "body": [],
    "injuries": [],
    "medical": "",
    "injury_added_at": None,
    "hate": [],
    "own_characteristic": [],
    "decider_answers": {},
    "crime_ref": "",
    "hs_ref": "",
    "uof_ref": "",
    "oic": None,
    "statement_taker": None,
    "supervisor": None,
    "off_work_since": None,
    "off_work_to": None,
    "contact": "",
    "may_know": "",
    "federation": None,
    "statement": "",
}


def forget(case: Case) -> None:
    """In the transaction of the withdrawal, after the journal has been told."""
    _forget_training(case)
    forget_places(case)
    Reminder.objects.filter(task__case=case).delete()
    Task.objects.filter(case=case).delete()
    for model in (CaseText, Classified, Footage, VideoReview, TrainingRequest, SafetyPress, Talk):
        model.objects.filter(case=case).delete()
    # a lesson that was shared names nobody and helps others; one that was not goes
    Lesson.objects.filter(case=case, shared_at__isnull=True).delete()
    Lesson.objects.filter(case=case).update(case=None)
    Notice.objects.filter(entity=f"case:{case.pk}").delete()
    for name, value in _BLANK.items():
        setattr(case, name, value)
    case.save()
    erase_stream(f"case:{case.pk}")
    forget_entity(f"case:{case.pk}")
    _forget_incident(case)


def _forget_training(case: Case) -> None:
    """The course alone would say that something had happened: one row for each request goes."""
    done = TrainingRequest.objects.filter(case=case, done_on__isnull=False)
    for request in done:
        assert request.done_on is not None  # as asked for
        same = TrainingRecord.objects.filter(
            officer=case.victim_id, course=f"extra-{request.topic}", done_on=request.done_on
        )
        if (row := same.first()) is not None:
            row.delete()


def _forget_incident(case: Case) -> None:
    """What happened is forgotten with the last of its victims."""
    incident = case.incident
    if incident.cases.filter(withdrawn_at__isnull=True).exists():
        return
    incident.suspects.all().delete()
    incident.place_known, incident.place_label, incident.town = False, "", ""
    incident.lat = incident.lon = incident.mission_id = incident.in_a_home = None
    incident.call_number = incident.recorded_by = ""
    incident.fingerprint = ""
    incident.save()
