"""What allauth asks of us: which steps a sign-in has, where it leads, how secrets are kept."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import force_bytes

from outrider.people.models import User
from outrider.web.auth.landing import landing

BACKEND = "django.contrib.auth.backends.ModelBackend"
ENDED = "This account is no longer in use. Ask an administrator of your force or trust."


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from the set-up: nobody signs up, nothing is sent by e-mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["outrider.web.auth.stages.SecondFactor"]

    def login(self, request: HttpRequest, user: User) -> None:
        login(request, user, backend=BACKEND)

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None, **_: Any
    ) -> HttpResponse:
        return HttpResponseRedirect(landing(request, redirect_url or ""))

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.add_message(request, messages.ERROR, ENDED, extra_tags="stop")
        return HttpResponseRedirect(settings.LOGIN_URL)

    def add_message(self, *_: Any, **__: Any) -> None:
        """Our pages say what happened."""

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """The journal has it."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of apps and recovery codes are encrypted under the server's key."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return "Outrider"

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {
            "id": user_pk_to_url_str(user).encode(),
            "name": user.get_username(),
            "display_name": str(user),
        }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        return "Passkey"


def _box() -> MultiFernet:
    """The present key, and earlier ones while the settings name them as fallbacks."""
    return MultiFernet([_key(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    made = hashlib.sha256(b"outrider.second-factor:" + force_bytes(secret)).digest()
    return Fernet(base64.urlsafe_b64encode(made))
