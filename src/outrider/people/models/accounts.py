"""Who may sign in, and as what."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models

from outrider.domain.access import Role

ROLE_CHOICES = [(role.value, role.label) for role in Role]


class User(AbstractUser):
    """A person who signs in. `pseudonym` stands for them in the journal."""

    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.display_name or self.username


class RoleGrant(models.Model):
    """A role that a user holds, at a station or (station empty) for the whole force or trust."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=32, choices=ROLE_CHOICES)
    station = models.ForeignKey("people.Station", null=True, blank=True, on_delete=models.CASCADE)
    valid_from = models.DateTimeField(null=True, blank=True)
    valid_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "station"], name="one_grant_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
