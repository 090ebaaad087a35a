"""What an analyst brings: campaigns to mark, files to look at, how their columns were read."""

from __future__ import annotations

import uuid

from django.db import models

from outrider.evidence.trial_models import TrialFile, TrialPart, TrialRun

__all__ = [
    "MARK_KINDS",
    "ColumnChoice",
    "PolicyMark",
    "SignalFile",
    "TrialFile",
    "TrialPart",
    "TrialRun",
]

MARK_KINDS = [
    ("campaign", "A campaign to record or report"),
    ("form", "A new form or question"),
    ("policy", "A new policy or duty"),
    ("other", "Something else"),
]


class PolicyMark(models.Model):
    """A day on which recording or work changed: drawn on every figure of time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    on = models.DateField()
    kind = models.CharField(max_length=12, choices=MARK_KINDS)
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)  # pseudonymous id
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on", "added_at"]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class SignalFile(models.Model):
    """A file that somebody brought to look at. It may hold personal data, so it does not stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)  # as the browser sent it
    content = models.BinaryField()
    sheet = models.CharField(max_length=60, blank=True)
    brought_by = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    brought_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.id}"


class ColumnChoice(models.Model):
    """How the columns of files with these headings were read last: offered the next time."""

    layout = models.CharField(max_length=64)  # SHA-256 of the headings
    ask = models.CharField(max_length=32)
    columns = models.JSONField(default=dict)  # heading by role
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["layout", "ask"], name="one_choice_a_layout"),
        ]

    def __str__(self) -> str:
        return f"{self.ask} {self.layout[:8]}"


class TableRelease(models.Model):
    """A table that left, and what the next one must know. As confidential as the records.

    `counts`: what was told of a row, or the finest counts behind a table by quarter. `state`: of
    disclosure control (`Past`), or the rows that a table of rows hid, with their counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    released_at = models.DateTimeField()
    released_by = models.CharField(max_length=64)  # pseudonymous id
    digest = models.CharField(max_length=64)  # of the data that it was made from
    csv = models.TextField()
    counts = models.JSONField(default=dict)
    state = models.TextField(blank=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["released_at"]
        constraints = [
            models.UniqueConstraint(fields=["look", "end"], name="one_release_a_window"),
        ]

    def __str__(self) -> str:
        return f"{self.look} to {self.end}"
