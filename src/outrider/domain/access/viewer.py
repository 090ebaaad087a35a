"""The person at the screen, in the role that they act in now."""

from __future__ import annotations

from dataclasses import dataclass

from outrider.domain.access.fields import ROLE_FIELDS, Field
from outrider.domain.access.permissions import ROLE_PERMISSIONS, Permission
from outrider.domain.access.roles import Agency, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """Everything that a scope or a redaction may depend on, and nothing else."""

    user_id: int
    pseudonym: str
    name: str
    role: Role
    station_ids: frozenset[int] | None = None  # None: the whole force or trust
    unit_id: str | None = None  # the unit that they crew now
    officer_id: str | None = None

    @property
    def agency(self) -> Agency:
        return self.role.agency

    def may(self, permission: Permission) -> bool:
        return permission in ROLE_PERMISSIONS[self.role]

    def sees(self, field: Field) -> bool:
        return field in ROLE_FIELDS[self.role]
