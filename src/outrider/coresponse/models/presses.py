"""Presses that arrived, by the id that the sender gave them, with the answer that they got."""

from __future__ import annotations

from django.db import models


class Press(models.Model):
    id = models.UUIDField(primary_key=True)  # the sender's
    user_id = models.BigIntegerField()  # a press id answers only to the one who used it
    fingerprint = models.CharField(
        max_length=64
    )  # keyed hash of the request: same id, other content = 409
    status = models.PositiveSmallIntegerField()
    done = models.JSONField(default=dict)  # ids and times: what the answer is made from
    answer = models.JSONField(null=True)  # as it was given; forgotten after a time
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["received_at"], name="press_received")]
