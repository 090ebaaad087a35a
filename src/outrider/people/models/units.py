"""Units, who crews them, who owns them now, and where they are."""

from __future__ import annotations

import uuid

from django.db import models


class Unit(models.Model):
    """Something with a call sign that can be sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call_sign = models.CharField(max_length=16, unique=True)
    scheme = models.ForeignKey(
        "people.ResponderScheme", on_delete=models.PROTECT, related_name="units"
    )
    station = models.ForeignKey("people.Station", on_delete=models.PROTECT, related_name="units")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["call_sign"]

    def __str__(self) -> str:
        return self.call_sign


class Crewing(models.Model):
    """An officer's shift on a unit."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="crewings")
    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="crewings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    driver = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["unit", "starts_at", "ends_at"])]


class UnitStatus(models.Model):
    """What the police (or fire) side says the unit is doing, and on whose books it is."""

    unit = models.OneToOneField(
        Unit, on_delete=models.CASCADE, primary_key=True, related_name="status"
    )
    police_state = models.PositiveSmallIntegerField(default=11)
    state_since = models.DateTimeField()
    doing = models.CharField(max_length=80, blank=True)  # police side only
    booked_on_owner = models.BooleanField(default=False)
    booked_on_ambulance = models.BooleanField(default=False)
    medical_seconds_this_shift = models.PositiveIntegerField(default=0)
    shift_started_at = models.DateTimeField(null=True, blank=True)
    # Facts that depend on the clock (shifts, expiry dates) are worked out by the clock loop and
    # kept, so that a view of a unit depends on rows alone.
    on_board = models.JSONField(default=list)  # [{"id", "name", "driver"}]
    shift_ends_at = models.DateTimeField(null=True, blank=True)
    response_driver = models.BooleanField(default=False)
    gates = models.JSONField(default=list)  # [{"gate", "rule", "ok", "text"}]
    skills = models.JSONField(default=list)  # held in date between the crew


class Lease(models.Model):
    """One owner of a unit at a time. Changed only by compare-and-set on `version`."""

    unit = models.OneToOneField(
        Unit, on_delete=models.CASCADE, primary_key=True, related_name="lease"
    )
    mission_id = models.UUIDField(null=True, blank=True, unique=True)  # null: its own agency's
    call_id = models.UUIDField(null=True, blank=True)
    version = models.PositiveBigIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)


class Position(models.Model):
    """The last position heard from a unit; overwritten, never journalled."""

    unit = models.OneToOneField(
        Unit, on_delete=models.CASCADE, primary_key=True, related_name="position"
    )
    lat = models.FloatField()
    lon = models.FloatField()
    fixed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    source = models.CharField(max_length=16, default="avl")  # avl, phone, radio, station
    # how long the very same fix has been repeated while the unit claims to move
    unchanged_since = models.DateTimeField()
    speed_mps = models.FloatField(null=True, blank=True)
