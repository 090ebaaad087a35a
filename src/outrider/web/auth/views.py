"""Signing in with a force account, signing out, and acting in another role."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from outrider.people.models import User
from outrider.web.auth.entering import enter
from outrider.web.auth.forms import SignIn
from outrider.web.auth.home import rooms_of
from outrider.web.auth.landing import landing, missing_page, safe_next
from outrider.web.auth.pages import page
from outrider.web.auth.session import act_as, roles, viewer
from outrider.web.auth.throttle import failed, minutes_to_wait, succeeded

# One sentence for a wrong name and a wrong password: it must not tell which names exist.
WRONG = "That user name and password do not go together. Check both and try again."


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, and the answer to it."""
    if request.method == "POST":
        return _try(request, SignIn(request.POST))
    target = safe_next(request, request.GET.get("next", ""))
    if request.user.is_authenticated and (missing := missing_page(request, target)):
        return HttpResponseRedirect(missing)
    return sign_in_form(request, {}, target)


def _try(request: HttpRequest, form: SignIn) -> HttpResponse:
    target = safe_next(request, form.data.get("next", ""))
    if not form.is_valid():
        wrong = {name: str(told[0]) for name, told in form.errors.items()}
        return sign_in_form(request, wrong, target, form.data.get("username", ""))
    name, address = form.cleaned_data["username"], address_of(request)
    now = timezone.now()
    if wait := minutes_to_wait(name, address, now):
        return _wait(request, wait, target, name)
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if not isinstance(user, User):
        failed(name, address, now)
        return sign_in_form(request, {"username": WRONG}, target, name)
    succeeded(name)
    return enter(request, user, "password", target)


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def told_to_wait(minutes: int) -> str:
    return (
        f"Too many wrong tries. Wait {minutes} minute{'' if minutes == 1 else 's'}, then try "
        "again. If you cannot wait, ring your control room."
    )


def _wait(request: HttpRequest, minutes: int, target: str, name: str) -> HttpResponse:
    told = told_to_wait(minutes)
    response = sign_in_form(request, {"username": told}, target, name, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(minutes * 60)
    return response


def sign_in_form(
    request: HttpRequest,
    wrong: dict[str, str],
    target: str,
    name: str = "",
    status: HTTPStatus | None = None,
) -> HttpResponse:
    status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)
    context = {
        "wrong": wrong,
        "next": target,
        "username": name,
        "directory": settings.DIRECTORY,
        "help": settings.SIGN_IN_HELP,
    }
    return render(request, "auth/sign-in.html.jinja", context, status=status)


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here; a stream that is open with it ends too."""
    logout(request)
    # a phone that keeps drafts sees by the new token that whoever it knew has gone
    rotate_token(request)
    return HttpResponseRedirect(settings.LOGOUT_REDIRECT_URL)


@never_cache
@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Act in another role that the person holds."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(settings.LOGIN_URL)
    act_as(request, request.POST.get("role", ""))
    return HttpResponseRedirect(landing(request, request.POST.get("next", "")))


@never_cache
@page()
def account(request: HttpRequest) -> HttpResponse:
    """Who one is signed in as, one's roles, and the rooms of the present one."""
    found = viewer(request)
    context = {
        "viewer": found,
        "roles": roles(request),
        "my_rooms": rooms_of(found) if found else [],
    }
    return render(request, "auth/account.html.jinja", context)
