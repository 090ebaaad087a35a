"""“Confirm it’s you”: asked for before a change to how one signs in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from outrider.people.models import User
from outrider.people.second_factor.standing import has_one
from outrider.web.auth.entering import confirmed
from outrider.web.auth.landing import landing, safe_next, with_next
from outrider.web.auth.proving import Tried, recently, try_second
from outrider.web.auth.second import second_form
from outrider.web.auth.throttle import failed, minutes_to_wait, succeeded
from outrider.web.auth.views import address_of, told_to_wait

View = Callable[..., HttpResponse]
WRONG = "That is not your password. Check it and try again."


def signed_in(view: View) -> View:
    """For whoever is signed in, though their session may stand for nobody yet."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def just_confirmed(view: View) -> View:
    """For whoever has shown in the last minutes who they are."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not recently(request, person(request)):
            return HttpResponseRedirect(with_next("auth:confirm", back_to(request)))
        return view(request, *args, **kwargs)

    return guarded


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def back_to(request: HttpRequest) -> str:
    """The page to go on with; a form that was sent is filled in again from its page."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return safe_next(request, request.POST.get("back", "")) or "/account/security"


@never_cache
@sensitive_post_parameters("password", "code", "credential")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """By the second factor of whoever has one; else by password, or at the directory."""
    user = person(request)
    target = safe_next(request, request.POST.get("next", request.GET.get("next", "")))
    if has_one(user):
        return _by_second(request, user, target)
    return _by_password(request, user, target)


def _by_second(request: HttpRequest, user: User, target: str) -> HttpResponse:
    tried = try_second(request, user) if request.method == "POST" else Tried()
    if tried.row is None:
        return second_form(request, user, "auth/confirm.html.jinja", tried, next=target)
    confirmed(request, user, "mfa", id=tried.row.pk, type=tried.row.type)
    return HttpResponseRedirect(landing(request, target))


def _by_password(request: HttpRequest, user: User, target: str) -> HttpResponse:
    told, status = "", HTTPStatus.OK
    if request.method == "POST" and user.has_usable_password():
        name, address, now = user.get_username(), address_of(request), timezone.now()
        if wait := minutes_to_wait(name, address, now):
            told, status = told_to_wait(wait), HTTPStatus.TOO_MANY_REQUESTS
        elif user.check_password(request.POST.get("password", "")):
            succeeded(name)
            confirmed(request, user, "password")
            return HttpResponseRedirect(landing(request, target))
        else:
            failed(name, address, now)
            told, status = WRONG, HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "wrong": {"password": told} if told else {},
        "next": target,
        "kinds": set(),
        "help": settings.SIGN_IN_HELP,
        "has_password": user.has_usable_password(),
        "directory": settings.DIRECTORY,
    }
    return render(request, "auth/confirm.html.jinja", context, status=status)


@never_cache
@require_GET
@signed_in
def confirm_passkey(request: HttpRequest) -> JsonResponse:
    """What the browser needs to ask for one of this person's passkeys."""
    return JsonResponse(webauthn.begin_authentication(person(request)))
