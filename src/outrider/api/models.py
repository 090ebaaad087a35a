"""Tokens of the systems that feed Outrider: command-and-control and vehicle location."""

from __future__ import annotations

import uuid

from django.db import models

from outrider.api.feeds import Feed

FEED_CHOICES = [(feed.value, feed.label) for feed in Feed]


class ApiToken(models.Model):
    """What a feeding system proves itself with. Only a hash of the token is kept."""

    name = models.CharField(max_length=40, unique=True)
    feed = models.CharField(max_length=24, choices=FEED_CHOICES)
    token_hash = models.CharField(max_length=64, unique=True)
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.feed})"
