"""Django looks here for the tables of the pages."""

from outrider.web.auth.models import SignInFailure

__all__ = ["SignInFailure"]
