"""Who may do what and who may see what: one table for pages, API, streams, exports and search."""

from outrider.domain.access.fields import ROLE_FIELDS, Field
from outrider.domain.access.permissions import ROLE_PERMISSIONS, Permission
from outrider.domain.access.roles import Agency, Role
from outrider.domain.access.viewer import Viewer

__all__ = [
    "ROLE_FIELDS",
    "ROLE_PERMISSIONS",
    "Agency",
    "Field",
    "Permission",
    "Role",
    "Viewer",
]
