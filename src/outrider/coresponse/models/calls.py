"""Emergency calls and the ambulances sent to them."""

from __future__ import annotations

import uuid

from django.db import models


class Call(models.Model):
    """One emergency call. Clinical and free-text fields are for the ambulance side and the crew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=8)  # said on the radio: "0417"; unique within a day
    reference = models.CharField(max_length=24, unique=True)  # "2611-21-0417"
    sender = models.CharField(max_length=40, default="console")
    sender_id = models.CharField(max_length=80)  # idempotency: unique for a sender
    connected_at = models.DateTimeField()
    received_at = models.DateTimeField()
    category = models.CharField(max_length=4)
    complaint = models.CharField(max_length=40)
    age_band = models.CharField(max_length=16, blank=True)
    sex = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True)  # what the caller says; ambulance side and crew
    access_note = models.TextField(blank=True)  # "back door open"
    flags = models.JSONField(default=list)  # of the rule pack: "violence", "health-facility"
    lat = models.FloatField()
    lon = models.FloatField()
    place = models.CharField(max_length=160)
    town = models.CharField(max_length=80, blank=True)  # all that is shown before an accept
    os_grid = models.CharField(max_length=20, blank=True)
    what3words = models.CharField(max_length=80, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    exercise = models.BooleanField(default=False)

    outcome = models.CharField(max_length=24)  # domain.coresponse.rules.Outcome
    outcome_rule = models.CharField(max_length=40)
    outcome_text = models.CharField(max_length=300)
    condition = models.CharField(max_length=24, blank=True)  # domain.coresponse.conditions
    pack_version = models.CharField(max_length=24)
    risk_checked_at = models.DateTimeField(null=True, blank=True)

    ambulance = models.ForeignKey(
        "coresponse.Ambulance", null=True, blank=True, on_delete=models.PROTECT
    )
    ambulance_state = models.CharField(max_length=16, default="none")
    ambulance_since = models.DateTimeField(null=True, blank=True)
    ambulance_heard_at = models.DateTimeField(null=True, blank=True)
    ambulance_eta_seconds = models.FloatField(null=True, blank=True)  # at ambulance_heard_at
    ambulance_arrived_at = models.DateTimeField(null=True, blank=True)
    alarm = models.CharField(max_length=24, blank=True)  # "ambulance-lost"
    alarm_since = models.DateTimeField(null=True, blank=True)

    help_wanted = models.CharField(max_length=24, blank=True)  # last "need help" of a crew
    hold_off = models.BooleanField(default=False)
    hazard_ids = models.JSONField(default=list)  # of those near it; what they are is not told here
    no_responder_at = models.DateTimeField(null=True, blank=True)
    no_responder_why = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=40, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)  # left the live screens
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "sender_id"], name="one_call_a_sender_id"),
        ]
        indexes = [
            models.Index(fields=["archived_at", "connected_at"]),
            models.Index(fields=["number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.complaint}"


class Ambulance(models.Model):
    """A vehicle of the ambulance service, as its dispatch system reports it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call_sign = models.CharField(max_length=16, unique=True)
    station = models.ForeignKey("people.Station", null=True, blank=True, on_delete=models.PROTECT)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.call_sign
