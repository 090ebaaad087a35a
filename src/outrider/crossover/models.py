"""Where the schemes meet: a hazard at a place, and an offer of support."""

from __future__ import annotations

import uuid

from django.db import models


class Hazard(models.Model):
    """A place with violence against officers. Proposed by a case, confirmed by a supervisor.

    It names nobody, so that a confirmed one can stand when the case that proposed it is withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lat = models.FloatField()
    lon = models.FloatField()
    label = models.CharField(max_length=160, blank=True)
    radius_metres = models.PositiveIntegerField(default=50)
    state = models.CharField(max_length=12, default="proposed")
    because = models.CharField(max_length=12, default="violence")  # domain.crossover.hazard.Because
    incident_id = models.UUIDField(null=True, blank=True, unique=True)  # police side only
    station = models.ForeignKey("people.Station", on_delete=models.PROTECT, related_name="+")
    occurred_on = models.DateField(null=True, blank=True)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)  # the last decision of a person
    decided_by = models.CharField(max_length=64, blank=True)  # pseudonymous id
    reason = models.CharField(max_length=200, blank=True)  # police side only
    expires_on = models.DateField(null=True, blank=True)  # its last day
    ended_at = models.DateTimeField(null=True, blank=True)  # turned down, ended or expired
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "lat", "lon"])]


class SupportOffer(models.Model):
    """An offer of support because of what an officer went through. It goes to the officer first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey(
        "people.Officer", on_delete=models.CASCADE, related_name="support_offers"
    )
    # officer, kind and newest thing, so that it is made once; empty when that was withdrawn
    key = models.CharField(max_length=140, unique=True, null=True, blank=True)
    kind = models.CharField(max_length=16)  # domain.crossover.support.Offer
    rule = models.CharField(max_length=24, blank=True)
    because = models.JSONField(default=list)  # kinds and days of what adds up, never a score
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, blank=True)  # yes, no, later
    contact = models.CharField(max_length=120, blank=True)  # how the officer wants to be reached
    says_why = models.BooleanField(default=False)  # the officer lets the contact know the kinds
    reached_at = models.DateTimeField(null=True, blank=True)  # contact was made

    class Meta:
        indexes = [models.Index(fields=["officer", "made_at"])]
