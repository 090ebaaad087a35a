"""Failed attempts to sign in, kept for a quarter of an hour."""

from __future__ import annotations

from django.db import models


class SignInFailure(models.Model):
    """One wrong password; `key` is a keyed hash of the user name or of the address."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        app_label = "web"
        indexes = [models.Index(fields=["key", "at"], name="sign_in_failure_key")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%H:%M}"
