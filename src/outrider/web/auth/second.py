"""The second step of a sign-in, and signing in with a passkey alone."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from outrider.people.models import User
from outrider.web.auth.entering import enter
from outrider.web.auth.landing import safe_next
from outrider.web.auth.proving import (
    WRONG_PASSKEY,
    Tried,
    owner_of,
    passkey_of,
    try_second,
)
from outrider.web.auth.session import forget
from outrider.web.auth.throttle import failed, minutes_to_wait
from outrider.web.auth.views import address_of, sign_in_form, told_to_wait

STAGE = "mfa_authenticate"
View = Callable[[HttpRequest], HttpResponse]
_in_second_step: Callable[[View], View] = login_stage_required(
    stage=STAGE, redirect_urlname="account_login"
)


@never_cache
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "HEAD", "POST"])
@_in_second_step
def second_step(request: HttpRequest) -> HttpResponse:
    """A code or a passkey, after the first factor was right."""
    stage = request._login_stage  # type: ignore[attr-defined]
    user: User = stage.login.user
    if request.method != "POST":
        return second_form(request, user, "auth/second-step.html.jinja", Tried())
    tried = try_second(request, user)
    if tried.row is None:
        return second_form(request, user, "auth/second-step.html.jinja", tried)
    record_authentication(request, user, "mfa", id=tried.row.pk, type=tried.row.type)
    response: HttpResponse = stage.exit()
    forget(request)
    return response


@never_cache
@require_GET
@_in_second_step
def second_step_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask for a passkey of the account that is signing in."""
    stage = request._login_stage  # type: ignore[attr-defined]
    return JsonResponse(webauthn.begin_authentication(stage.login.user))


def second_form(
    request: HttpRequest, user: User, template: str, tried: Tried, **more: Any
) -> HttpResponse:
    """The form for a code or a passkey, with what was wrong with the last try."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    told = told_to_wait(tried.wait) if tried.wait else tried.wrong
    status = HTTPStatus.UNPROCESSABLE_ENTITY if told else HTTPStatus.OK
    context = {
        "kinds": kinds,
        "wrong": {"code": told} if told else {},
        "help": settings.SIGN_IN_HELP,
    }
    response = render(
        request,
        template,
        context | more,
        status=HTTPStatus.TOO_MANY_REQUESTS if tried.wait else status,
    )
    if tried.wait:
        response["Retry-After"] = str(tried.wait * 60)
    return response


@never_cache
@sensitive_post_parameters("credential")
@require_http_methods(["GET", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Signing in with a passkey alone: two factors in one, as the key asked for a finger or PIN."""
    if request.method == "GET":
        return JsonResponse(webauthn.begin_authentication(None))
    target = safe_next(request, request.POST.get("next", ""))
    now, address = timezone.now(), address_of(request)
    if wait := minutes_to_wait("", address, now):
        wrong = {"username": told_to_wait(wait)}
        return sign_in_form(request, wrong, target, status=HTTPStatus.TOO_MANY_REQUESTS)
    credential = request.POST.get("credential", "")
    user = owner_of(credential)
    row = passkey_of(user, credential) if user else None
    if user is None or row is None:
        failed("", address, now)
        return sign_in_form(request, {"username": WRONG_PASSKEY}, target)
    row.record_usage()
    return enter(request, user, "mfa", target, id=row.pk, type=row.type, passwordless=True)
