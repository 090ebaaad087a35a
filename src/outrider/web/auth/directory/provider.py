"""allauth's OpenID Connect client, for the one directory that the environment names.

allauth keeps the state and the PKCE verifier in the session and takes each out once. What it lacks
is here: a nonce, and an ID token that is believed for its signature and not for its connection.
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from outrider.domain.access import Directory

ID = "directory"


def directory() -> Directory:
    """The directory of the settings. `Http404` when there is none."""
    found = settings.DIRECTORY
    if not isinstance(found, Directory):
        raise Http404
    return found


class Client(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Discovery and tokens. Rows of the database can add no other directory."""

    def get_provider(self) -> Provider:
        return provider(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("auth:directory-answer"))


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = Client

    def begin(self, target: str) -> HttpResponse:
        """To the directory, with a state, a nonce and a PKCE challenge of this session."""
        nonce = secrets.token_urlsafe(24)
        response: HttpResponse = self.redirect(
            self.request,
            "login",
            next_url=target or None,
            auth_params={"nonce": nonce},
            nonce=nonce,
        )
        return response


def provider(request: HttpRequest) -> Provider:
    named = directory()
    set_up: dict[str, Any] = {
        "server_url": named.issuer.rstrip("/"),
        "oauth_pkce_enabled": True,
        "scope": list(named.scopes),
    }
    app = SocialApp(
        provider="openid_connect",
        provider_id=ID,
        name=named.label,
        client_id=named.client_id,
        secret=named.secret,
        settings=set_up,
    )
    return Provider(request, app=app)
