"""Tasks of the plan, their clocks and reminders."""

from __future__ import annotations

import uuid

from django.db import models


class Task(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("safety.Case", on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=40)  # of the template
    point = models.PositiveSmallIntegerField()
    owner_role = models.CharField(max_length=24)
    owner = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    # Stands in while the owner is off duty when the task falls due.
    holder = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True)  # empty: its clock does not run
    clock_rule = models.CharField(max_length=60, blank=True)  # id@version of what set the time
    state = models.CharField(max_length=16, default="not-started")
    evidence = models.CharField(max_length=500, blank=True)
    waived_code = models.CharField(max_length=16, blank=True)  # given, or the rule that waived it
    waived_why = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_task_a_key")]
        indexes = [
            models.Index(fields=["owner", "state"]),
            models.Index(fields=["state", "due_at"]),
        ]


class Reminder(models.Model):
    """A moment at which a task speaks up. Fired once; cancelled when the task is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=16)  # due-soon, overdue, owner-off
    due_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["fired_at", "cancelled_at", "due_at"])]


class SafetyPress(models.Model):
    """A press that was taken, so that its repeat changes nothing."""

    press_id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("safety.Case", on_delete=models.CASCADE, related_name="+")
    press = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()
