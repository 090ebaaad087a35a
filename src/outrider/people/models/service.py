"""What an officer did and was taught: duty, exposure, training, the link officer's appointment."""

from __future__ import annotations

from django.db import models


class DutySpell(models.Model):
    """Hours on duty, as the rota has them. A task's owner who has none now is off duty."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="spells")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["officer", "starts_at", "ends_at"])]


class MonthlyExposure(models.Model):
    """How much an officer was out there in a month: the denominators of every rate."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="exposure")
    month = models.DateField()  # its first day
    hours = models.FloatField(default=0)  # on operational duty
    arrests = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)
    force_forms = models.PositiveIntegerField(default=0)  # use-of-force forms

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "month"], name="one_exposure_a_month"),
        ]


class IncidentAttendance(models.Model):
    """Who was at an incident, by the control room's log: a row for everybody who was there."""

    reference = models.CharField(max_length=40)  # the log's own number of the incident
    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="attended")
    arrived_at = models.DateTimeField()
    alone = models.BooleanField(null=True, blank=True)  # single crewed; None: the log does not say

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "officer"], name="one_attendance_an_incident"
            ),
        ]
        indexes = [models.Index(fields=["arrived_at"])]


class TrainingRecord(models.Model):
    """A course that an officer finished. Public and personal safety training is "ppst"."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="training")
    course = models.CharField(max_length=40)
    done_on = models.DateField()
    hours = models.FloatField(default=0)

    class Meta:
        indexes = [models.Index(fields=["officer", "course", "done_on"])]


class LinkAppointment(models.Model):
    """Who is link officer at a station, and until when their own training lasts."""

    officer = models.ForeignKey(
        "people.Officer", on_delete=models.CASCADE, related_name="link_appointments"
    )
    station = models.ForeignKey(
        "people.Station", on_delete=models.CASCADE, related_name="link_appointments"
    )
    appointed_on = models.DateField()
    trained_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)  # of their own link training
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "station"], name="one_link_appointment"),
        ]
