"""Seconds-critical timers are rows: a killed process strands none, two never fire one twice."""

from __future__ import annotations

import uuid

from django.db import models


class Timer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=24)  # domain.coresponse.mission.TimerKind
    call_id = models.UUIDField()
    mission_id = models.UUIDField(null=True, blank=True)
    due_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(fired_at__isnull=True, cancelled_at__isnull=True),
                name="timer_due",
            ),
        ]
