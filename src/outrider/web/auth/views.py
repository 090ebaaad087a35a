"""Signing in with a force account, signing out, and acting in another role."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from outrider.web.auth.forms import SignIn
from outrider.web.auth.home import home_of, rooms_of
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
    return _form(request, {}, safe_next(request, request.GET.get("next", "")))


def _try(request: HttpRequest, form: SignIn) -> HttpResponse:
    target = safe_next(request, form.data.get("next", ""))
    if not form.is_valid():
        wrong = {name: str(told[0]) for name, told in form.errors.items()}
        return _form(request, wrong, target, form.data.get("username", ""))
    name, address = (
        form.cleaned_data["username"],
        str(request.META.get("REMOTE_ADDR", "")),
    )
    now = timezone.now()
    if wait := minutes_to_wait(name, address, now):
        return _wait(request, wait, target, name)
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if user is None:
        failed(name, address, now)
        return _form(request, {"username": WRONG}, target, name)
    succeeded(name)
    login(request, user)
    return HttpResponseRedirect(target or _home(request))


def _wait(request: HttpRequest, minutes: int, target: str, name: str) -> HttpResponse:
    told = (
        f"Too many wrong tries. Wait {minutes} minute{'' if minutes == 1 else 's'}, then try "
        "again. If you cannot wait, ring your control room."
    )
    response = _form(request, {"username": told}, target, name, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(minutes * 60)
    return response


def _form(
    request: HttpRequest,
    wrong: dict[str, str],
    target: str,
    name: str = "",
    status: HTTPStatus | None = None,
) -> HttpResponse:
    status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)
    context = {"wrong": wrong, "next": target, "username": name}
    return render(request, "auth/sign-in.html.jinja", context, status=status)


def _home(request: HttpRequest) -> str:
    found = viewer(request)
    return home_of(found) if found else "/account"


def safe_next(request: HttpRequest, target: str) -> str:
    """The page asked for, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else ""


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
    target = safe_next(request, request.POST.get("next", ""))
    return HttpResponseRedirect(target or _home(request))


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
