"""How one signs in: one's authenticator app, passkeys and recovery codes."""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import Any, Final

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from outrider.people.models import User
from outrider.people.second_factor.changes import (
    add_app,
    codes_to_show,
    new_codes,
    remove_own,
)
from outrider.people.second_factor.codes import digits_of, step_of
from outrider.people.second_factor.standing import Standing, has_one, needs_one
from outrider.people.sessions import standing_in
from outrider.web.auth.confirm import just_confirmed, person, signed_in
from outrider.web.auth.entering import confirmed
from outrider.web.auth.landing import landing, missing_page, safe_next, with_next
from outrider.web.auth.proving import NO_CODE

Kind = Authenticator.Type
NEW_SECRET: Final = "second-factor.new-secret"  # noqa: S105 (a key of the session)
WRONG: Final = (
    "That is not the code that the app shows now. Check that the app shows Outrider, that the "
    "clock of your phone is right, and enter the next code."
)
LAST_ONE: Final = "Your role needs a second factor. Add another one, then remove this one."


@never_cache
@require_safe
@signed_in
def security(request: HttpRequest) -> HttpResponse:
    """What one has; and, for a role that needs one and has none, the way to one."""
    user = person(request)
    stands = standing_in(user, request.session, timezone.now())
    if stands is Standing.TO_PROVE:
        return HttpResponseRedirect(missing_page(request, request.get_full_path()))
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    codes = next((row for row in rows if row.type == Kind.RECOVERY_CODES), None)
    context = {
        "to_enrol": stands is Standing.TO_ENROL,
        "needed": needs_one(user, timezone.now()),
        "next": safe_next(request, request.GET.get("next", "")),
        "app": next((row for row in rows if row.type == Kind.TOTP), None),
        "passkeys": [row for row in rows if row.type == Kind.WEBAUTHN],
        "codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "help": settings.SIGN_IN_HELP,
        "directory": settings.DIRECTORY,
    }
    return render(request, "auth/security.html.jinja", context)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@just_confirmed
def app(request: HttpRequest) -> HttpResponse:
    """A new authenticator app: the secret to scan or type, and the first code that it shows."""
    nobody_in_the_demo()
    user = person(request)
    secret = request.session.get(NEW_SECRET) or _new_secret(request)
    typed = request.POST.get("code", "")
    step = step_of(secret, typed) if request.method == "POST" else None
    if step is None:
        told = "" if request.method != "POST" else WRONG if digits_of(typed) else NO_CODE
        return _app_form(request, user, secret, told)
    made = add_app(user, secret, step, timezone.now())
    del request.session[NEW_SECRET]
    return added(request, user, Kind.TOTP, made, "The authenticator app is set up.")


def _new_secret(request: HttpRequest) -> str:
    made: str = generate_totp_secret()
    request.session[NEW_SECRET] = made
    return made


def _app_form(request: HttpRequest, user: User, secret: str, told: str) -> HttpResponse:
    address = get_adapter().build_totp_url(user, secret)
    context = {
        "wrong": {"code": told} if told else {},
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": qr(address),
        "next": safe_next(request, request.POST.get("next", request.GET.get("next", ""))),
        "replaces": Authenticator.objects.filter(user=user, type=Kind.TOTP).exists(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if told else HTTPStatus.OK
    return render(request, "auth/app.html.jinja", context, status=status)


def qr(address: str) -> Markup:
    """The address as a picture, black on white in either theme."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, scale=5, border=4, light="#fff", dark="#000",
        svgclass="qr", lineclass=None, title="Code to scan with an authenticator app",
    )  # fmt: skip
    return Markup(out.getvalue().decode())  # noqa: S704 (drawn here, from our own text)


def added(request: HttpRequest, user: User, kind: str, codes_made: bool, told: str) -> HttpResponse:
    """A factor that was just shown to work is a proof, too."""
    confirmed(request, user, "mfa", type=str(kind))
    messages.add_message(request, messages.SUCCESS, told, extra_tags="ok")
    target = safe_next(request, request.POST.get("next", ""))
    if codes_made:
        return HttpResponseRedirect(with_next("auth:recovery-codes", target))
    return HttpResponseRedirect(landing(request, target or reverse("auth:security")))


@never_cache
@require_safe
@just_confirmed
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, once."""
    user = person(request)
    codes = codes_to_show(user)
    target = safe_next(request, request.GET.get("next", "")) or reverse("auth:security")
    context = {"codes": codes, "next": target, "has_one": has_one(user), "file": _file(user, codes)}
    return render(request, "auth/recovery-codes.html.jinja", context)


def _file(user: User, codes: list[str] | None) -> str:
    lines = [f"Outrider recovery codes of {user.get_username()}", "Each works once.", ""]
    return "\r\n".join(lines + (codes or [])) + "\r\n"


@never_cache
@require_POST
@just_confirmed
def make_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in the place of the old ones."""
    nobody_in_the_demo()
    user = person(request)
    if has_one(user):
        new_codes(user, timezone.now())
    return HttpResponseRedirect(reverse("auth:recovery-codes"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@just_confirmed
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away one of one's own, after asking once."""
    nobody_in_the_demo()
    user = person(request)
    row = own(user, pk)
    others = Authenticator.objects.filter(user=user, type__in=(Kind.TOTP, Kind.WEBAUTHN))
    last = not others.exclude(pk=row.pk).exists()
    stuck = last and needs_one(user, timezone.now())
    if request.method == "POST" and not stuck:
        remove_own(user, row, timezone.now())
        messages.add_message(request, messages.SUCCESS, "Removed.", extra_tags="ok")
        return HttpResponseRedirect(reverse("auth:security"))
    context: dict[str, Any] = {"row": row, "last": last, "stuck": LAST_ONE if stuck else ""}
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    return render(request, "auth/remove.html.jinja", context, status=status)


def own(user: User, pk: int, *kinds: str) -> Authenticator:
    """An authenticator app or passkey of this person; for anybody else there is none."""
    wanted = kinds or (Kind.TOTP, Kind.WEBAUTHN)
    row = Authenticator.objects.filter(user=user, pk=pk, type__in=wanted).first()
    if row is None:
        raise Http404
    return row


def nobody_in_the_demo() -> None:
    """The people of the demo are everybody's: nobody may lock them."""
    if settings.DEMO:
        raise Http404
