"""The step between a first factor and being signed in."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from outrider.people.models import User
from outrider.people.second_factor.standing import has_one, proven


class SecondFactor(AuthenticateStage):  # type: ignore[misc]
    """Asked of everybody who has one, unless what they signed in with was two in one.

    That is a passkey, or a directory that says (and signs) that it asked for two.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if not isinstance(user, User):
            return False
        return has_one(user) and not proven(user, request.session)
