"""One's passkeys: adding one with the browser, and its name."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from outrider.people.second_factor.changes import LONGEST_NAME, add_passkey, rename_passkey
from outrider.web.auth.confirm import just_confirmed, person
from outrider.web.auth.landing import safe_next
from outrider.web.auth.security import added, nobody_in_the_demo, own

NOT_ADDED: Final = "The passkey was not added. Try again, or choose another kind of passkey."
NO_NAME: Final = "Enter a name, such as “Work phone”"


@never_cache
@sensitive_post_parameters("credential")
@require_http_methods(["GET", "HEAD", "POST"])
@just_confirmed
def add(request: HttpRequest) -> HttpResponse:
    """The name, and the key that the browser made."""
    nobody_in_the_demo()
    name, wrong = request.POST.get("name", "").strip(), {}
    if request.method == "POST":
        credential = made_now(request.POST.get("credential", ""))
        if credential is not None:
            user = person(request)
            made = add_passkey(user, name or "Passkey", credential, timezone.now())
            kind = Authenticator.Type.WEBAUTHN
            return added(request, user, kind, made, "The passkey is set up.")
        wrong = {"name": NOT_ADDED}
    context = {
        "name": name,
        "wrong": wrong,
        "next": safe_next(request, request.POST.get("next", request.GET.get("next", ""))),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "auth/passkey-add.html.jinja", context, status=status)


@never_cache
@require_GET
@just_confirmed
def options(request: HttpRequest) -> JsonResponse:
    """What the browser needs to make a passkey that works without a user name."""
    return JsonResponse(webauthn.begin_registration(person(request), passwordless=True))


def made_now(text: str) -> dict[str, Any] | None:
    """The new key, if it signed the challenge of this session after asking who holds it."""
    try:
        credential = json.loads(text)
        webauthn.parse_registration_response(credential)
        made = webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return credential if made.is_user_verified() else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@just_confirmed
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a passkey."""
    nobody_in_the_demo()
    row = own(person(request), pk, Authenticator.Type.WEBAUTHN)
    name = request.POST.get("name", row.data["name"]).strip()[:LONGEST_NAME]
    if request.method == "POST" and name:
        rename_passkey(row, name)
        messages.add_message(request, messages.SUCCESS, "Renamed.", extra_tags="ok")
        return HttpResponseRedirect(reverse("auth:security"))
    wrong = {} if name else {"name": NO_NAME}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    context = {"row": row, "name": name, "wrong": wrong}
    return render(request, "auth/passkey-name.html.jinja", context, status=status)
