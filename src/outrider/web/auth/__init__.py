"""Who is at the screen: signing in and out, the role acted in, and pages by permission."""

from outrider.web.auth.pages import page
from outrider.web.auth.session import act_as, roles, viewer

__all__ = ["act_as", "page", "roles", "viewer"]
