"""Extra training, from request to whether it helped."""

from __future__ import annotations

from typing import Final
from uuid import uuid5

from outrider.domain.safety import codes
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.deciding.learning import RESULTS
from outrider.people.models import TrainingRecord
from outrider.safety.models import TrainingRequest
from outrider.safety.services.steps.pressed import Pressed, Steps


def _request_training(p: Pressed) -> None:
    topic = p.parts.word("topic", codes.TOPICS, "Say what the training is to be about.")
    # made from the press, so that its repeat asks for the same thing
    p.decide(c.RequestTraining(str(uuid5(p.press_id, "training")), topic))


def _book_training(p: Pressed) -> None:
    request = p.parts.id("request", "Say which request.")
    on = p.parts.day("on", "Say on which day.")
    where = p.parts.text("where", "", needed=False, longest=80)
    p.decide(c.BookTraining(request, on))
    TrainingRequest.objects.filter(pk=request).update(booked_where=where)


def _training_done(p: Pressed) -> None:
    request = p.parts.id("request", "Say which request.")
    on = p.parts.day("on", "Say on which day.")
    p.decide(c.TrainingDone(request, on))
    topic = TrainingRequest.objects.get(pk=request).topic
    if p.case.victim_id is not None:
        TrainingRecord.objects.create(
            officer_id=p.case.victim_id, course=f"extra-{topic}", done_on=on
        )


def _training_outcome(p: Pressed) -> None:
    request = p.parts.id("request", "Say which request.")
    p.decide(c.TrainingOutcome(request, p.parts.word("outcome", RESULTS, "Say if it helped.")))


STEPS: Final[Steps] = {
    "request-training": _request_training,
    "book-training": _book_training,
    "training-done": _training_done,
    "training-outcome": _training_outcome,
}
