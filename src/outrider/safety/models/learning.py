"""The link officer's conversation, and the training that comes of it."""

from __future__ import annotations

import uuid

from django.db import models


class Talk(models.Model):
    """The conversation of a case. A "not now" leaves only the day on which to ask again."""

    case = models.OneToOneField(
        "safety.Case", on_delete=models.CASCADE, primary_key=True, related_name="talk"
    )
    state = models.CharField(max_length=16, default="none")
    link_officer = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.SET_NULL, related_name="talks"
    )
    offered_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    meets_at = models.DateTimeField(null=True, blank=True)
    talked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField(default=0)


class TalkNote(models.Model):
    """What was said under a heading: the officer's and the link officer's alone.

    `own`: of an earlier link officer's time and not passed on, so that only the officer reads it.
    """

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="notes")
    heading = models.CharField(max_length=16)
    body = models.TextField()
    written_at = models.DateTimeField()
    own = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk", "heading", "own"], name="one_note_heading")
        ]


class VideoReview(models.Model):
    """Who watched which footage, when, and whether together with the officer."""

    case = models.ForeignKey("safety.Case", on_delete=models.CASCADE, related_name="reviews")
    reference = models.CharField(max_length=200)
    seen_by = models.ForeignKey(
        "people.Officer", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    seen_from = models.DateTimeField()
    seen_to = models.DateTimeField()
    together = models.BooleanField(default=True)


class Lesson(models.Model):
    """What others can use: no name, place or date. Shared once both agree and the case is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Cut when the officer withdraws; a lesson that was shared names nobody and stays.
    case = models.OneToOneField(
        "safety.Case", null=True, on_delete=models.SET_NULL, related_name="lesson"
    )
    body = models.TextField()
    codes = models.JSONField(default=list)
    officer_agreed_at = models.DateTimeField(null=True, blank=True)
    link_agreed_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)


class TrainingRequest(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("safety.Case", on_delete=models.CASCADE, related_name="training")
    topic = models.CharField(max_length=24)
    state = models.CharField(max_length=16, default="requested")
    requested_at = models.DateTimeField()
    booked_on = models.DateField(null=True, blank=True)
    booked_where = models.CharField(max_length=80, blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=24, blank=True)  # helped, in-part, no-difference


class PlaceOffer(models.Model):
    """A place in safety training that a trainer offered to an officer, and the answer.

    Kept so that two trainers do not offer the same person twice. No rule and no order reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey(
        "people.Officer", on_delete=models.CASCADE, related_name="place_offers"
    )
    course_on = models.DateField()
    where = models.CharField(max_length=80)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(
        "people.Officer", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(max_length=8, blank=True)  # taken, declined; empty: none yet
    answered_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)  # another offer or a course came after

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer"],
                condition=models.Q(over_at__isnull=True),
                name="one_standing_place_offer",
            )
        ]
