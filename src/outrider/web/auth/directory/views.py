"""To the directory and back."""

from __future__ import annotations

import logging
from enum import Enum
from http import HTTPStatus
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from outrider.web.auth.directory.accounts import account_of
from outrider.web.auth.directory.provider import ID, Client, directory, provider
from outrider.web.auth.directory.tokens import NotBelieved, claims_of, second_factor_of
from outrider.web.auth.entering import enter
from outrider.web.auth.landing import safe_next

log = logging.getLogger("outrider.sign-in")


class Trouble(Enum):
    """What went wrong, as a heading, what it means and what to do."""

    DOWN = (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Your directory does not answer",
        "Single sign-on is down just now. Wait a minute and try again, or use your password if you "
        "have one here.",
    )
    STALE = (
        HTTPStatus.BAD_REQUEST,
        "That sign-in is out of date",
        "It was begun in another window, was used already, or took more than ten minutes. Start "
        "again.",
    )
    REFUSED = (
        HTTPStatus.FORBIDDEN,
        "Your directory did not let you in",
        "It was cancelled, or your account there may not use Outrider. Try again, or ask the "
        "people who look after your account.",
    )
    NOT_BELIEVED = (
        HTTPStatus.BAD_GATEWAY,
        "The answer of your directory could not be believed",
        "You are not signed in, and you’ve done nothing wrong. Try again. If it stays so, tell an "
        "administrator: they find the reason in the server’s log.",
    )
    NO_ACCOUNT = (
        HTTPStatus.FORBIDDEN,
        "You have no account here",
        "Your directory knows you, but nobody has made you an account in Outrider, or it is no "
        "longer in use. Ask an administrator of your force or trust.",
    )


class Stopped(Exception):
    def __init__(self, trouble: Trouble, code: str = "") -> None:
        super().__init__(trouble.name)
        self.trouble, self.code = trouble, code


@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the directory."""
    directory()
    try:
        return provider(request).begin(safe_next(request, request.GET.get("next", "")))
    except (RequestException, ValueError, KeyError) as why:
        return _told(request, Stopped(Trouble.DOWN, type(why).__name__))


@never_cache
@require_GET
def answer(request: HttpRequest) -> HttpResponse:
    """What the directory answered, through the browser."""
    named = directory()
    try:
        state = _state(request)
        claims = _claims(request, state)
        user = account_of(claims, named)
        if user is None:
            raise Stopped(Trouble.NO_ACCOUNT)
    except Stopped as why:
        return _told(request, why)
    second = second_factor_of(claims, named)
    target = safe_next(request, state.get("next") or "")
    return enter(request, user, "directory", target, second=second or None)


def _state(request: HttpRequest) -> dict[str, Any]:
    """The state that this session began with, once; then the directory's yes."""
    given = request.GET.get("state", "")
    state: dict[str, Any] | None = statekit.unstash_state(request, state_id=given, provider_id=ID)
    if state is None:
        raise Stopped(Trouble.STALE)
    if "code" not in request.GET or "error" in request.GET:
        raise Stopped(Trouble.REFUSED, request.GET.get("error", "")[:40])
    return state


def _claims(request: HttpRequest, state: dict[str, Any]) -> dict[str, Any]:
    client, named = Client(request, ID), directory()
    try:
        found = client.openid_config
        if str(found["issuer"]).rstrip("/") != named.issuer.rstrip("/"):
            raise NotBelieved("Issuer")
        tokens = _tokens(request, client, state)
        keys = _get(found["jwks_uri"])
        return claims_of(tokens["id_token"], keys, found["issuer"], named, state["nonce"])
    except (NotBelieved, OAuth2Error) as why:
        code = str(why) if isinstance(why, NotBelieved) else "Token"
        raise Stopped(Trouble.NOT_BELIEVED, code) from None
    except (KeyError, TypeError) as why:
        raise Stopped(Trouble.NOT_BELIEVED, type(why).__name__) from None
    except (RequestException, ValueError) as why:
        raise Stopped(Trouble.DOWN, type(why).__name__) from None


def _tokens(request: HttpRequest, client: Client, state: dict[str, Any]) -> dict[str, Any]:
    app = client.get_provider().app
    oauth = client.get_client(request, app)
    found: dict[str, Any] = client.get_access_token_data(
        request, app, oauth, pkce_code_verifier=state["pkce_code_verifier"]
    )
    return found


def _get(address: str) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        response = session.get(address)
        response.raise_for_status()
        found: dict[str, Any] = response.json()
        return found


def _told(request: HttpRequest, why: Stopped) -> HttpResponse:
    log.warning("single sign-on: %s %s", why.trouble.name, why.code)
    status, title, detail = why.trouble.value
    context = {
        "title": title,
        "detail": detail,
        "help": settings.SIGN_IN_HELP,
        "directory": directory(),
    }
    return render(request, "auth/directory-trouble.html.jinja", context, status=status)
