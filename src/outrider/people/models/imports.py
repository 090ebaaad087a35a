"""A file between its preview and its import. It holds personal data, so it does not stay."""

from __future__ import annotations

import uuid

from django.db import models


class ImportFile(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=120)  # as the browser sent it
    content = models.BinaryField()
    sheet = models.CharField(max_length=60, blank=True)  # of a workbook; empty: the first
    replace = models.BooleanField(default=False)
    brought_by = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    brought_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    imported_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict)  # counts of the import, for its page

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
