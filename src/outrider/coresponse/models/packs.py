"""Rule packs: what may be sent to what, agreed by both agencies."""

from __future__ import annotations

from django.db import models


class RulePack(models.Model):
    version = models.CharField(primary_key=True, max_length=24)
    data = models.JSONField()  # checked by domain.coresponse.rules.parse_pack
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    approved_by_police = models.CharField(max_length=120, blank=True)
    approved_by_police_at = models.DateTimeField(null=True, blank=True)
    approved_by_ambulance = models.CharField(max_length=120, blank=True)
    approved_by_ambulance_at = models.DateTimeField(null=True, blank=True)
    # who, by pseudonym: the two agreements are two people's
    approved_by_police_ref = models.CharField(max_length=64, blank=True)
    approved_by_ambulance_ref = models.CharField(max_length=64, blank=True)
    # taken back while it was in force: nothing older comes back in its place
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["valid_from"]
