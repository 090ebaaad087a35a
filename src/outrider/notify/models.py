"""What somebody is told inside the product: what it is about, never its words."""

from __future__ import annotations

import uuid

from django.db import models


class Notice(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=32)
    entity = models.CharField(max_length=100)  # kind and id, as in the journal
    part = models.CharField(max_length=40, blank=True)  # such as the key of a task
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # What it was about is settled: it is not shown as waiting any more.
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["officer", "over_at", "made_at"])]
