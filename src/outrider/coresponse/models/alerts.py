"""Test alerts: proof before the night that a phone will ring."""

from __future__ import annotations

import uuid

from django.db import models


class TestAlert(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="test_alerts")
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=120)
    received_at = models.DateTimeField(null=True, blank=True)  # the phone has it
    confirmed_at = models.DateTimeField(null=True, blank=True)  # the officer pressed "heard"
