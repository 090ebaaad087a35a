"""What happened, once: shared by every victim of it."""

from __future__ import annotations

import uuid

from django.db import models


class Incident(models.Model):
    """One attack. Each of its victims has a case of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft_id = models.UUIDField(unique=True)  # made on the phone: the same record is never twice
    fingerprint = models.CharField(max_length=64, blank=True)  # of what came with the draft
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)  # pseudonymous id
    recorded_seconds = models.PositiveIntegerField(null=True, blank=True)
    occurred_at = models.DateTimeField()
    when_kind = models.CharField(max_length=24, default="now")
    place_known = models.BooleanField(default=False)
    place_label = models.CharField(max_length=160, blank=True)
    town = models.CharField(max_length=80, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    in_a_home = models.BooleanField(null=True, blank=True)
    location_type = models.CharField(max_length=24, blank=True)
    activity = models.CharField(max_length=24, blank=True)
    single_crewed = models.BooleanField(null=True, blank=True)
    public_view = models.BooleanField(null=True, blank=True)
    impact_factors = models.JSONField(default=list)
    # The job it happened on, where there was one; set by the room in which the schemes meet.
    mission_id = models.UUIDField(null=True, blank=True)
    call_number = models.CharField(max_length=24, blank=True)

    class Meta:
        indexes = [models.Index(fields=["occurred_at"])]


class Suspect(models.Model):
    """Somebody who did it, by the custody or crime system's reference. No name is kept here."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="suspects")
    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="suspects_are_numbered"),
        ]
