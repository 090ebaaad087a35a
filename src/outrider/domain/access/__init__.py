"""Who may do what and who may see what: one table for pages, API, streams, exports and search."""

from outrider.domain.access.directory import Directory
from outrider.domain.access.fields import ROLE_FIELDS, Field
from outrider.domain.access.permissions import ROLE_PERMISSIONS, Permission
from outrider.domain.access.roles import Agency, Role
from outrider.domain.access.second_factor import NEED_BY_DEFAULT, roles_that_need
from outrider.domain.access.viewer import Viewer

__all__ = [
    "NEED_BY_DEFAULT",
    "ROLE_FIELDS",
    "ROLE_PERMISSIONS",
    "Agency",
    "Directory",
    "Field",
    "Permission",
    "Role",
    "Viewer",
    "roles_that_need",
]
