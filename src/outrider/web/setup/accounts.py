"""First sign-in: links for those who have no password yet, and the page that a link opens."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from outrider.domain.access import Permission
from outrider.people.actors import actor_of
from outrider.people.importing.writing import to_csv
from outrider.people.links import choose_password, make_links, person_of, without_password
from outrider.people.models import User
from outrider.web.auth import page
from outrider.web.setup.views import attachment, viewer_of

MOST_SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.MANAGE_ACCOUNTS)
def sign_in_links(request: HttpRequest) -> HttpResponse:
    """Who has no password yet; pressed, a file with a one-time link for each."""
    viewer = viewer_of(request)
    people = _looked_after(without_password(), viewer.station_ids)
    if request.method == "POST" and people and not settings.DEMO:
        made = make_links(people, actor_of(viewer), timezone.now())
        rows = [["User name", "Name", "Link"]]
        rows += [
            [user.username, _name(user), request.build_absolute_uri(path)] for user, path in made
        ]
        return attachment(to_csv(rows), "csv", "outrider-first-sign-in")
    shown = [(user.username, _name(user)) for user in people[:MOST_SHOWN]]
    context = {"people": shown, "left": max(0, len(people) - MOST_SHOWN), "number": len(people)}
    return render(request, "setup/sign-in-links.html.jinja", context)


def _looked_after(people: list[User], stations: frozenset[int] | None) -> list[User]:
    if stations is None:
        return people
    return [
        user for user in people if all(grant.station_id in stations for grant in user.grants.all())
    ]


def _name(user: User) -> str:
    officer = getattr(user, "officer", None)
    return user.display_name or (str(officer) if officer else "")


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Choose a password: whoever holds the link, once."""
    user = person_of(uid, token)
    if user is None:
        return render(request, "setup/link-spent.html.jinja", status=HTTPStatus.GONE)
    wrong = _wrong(request, user) if request.method == "POST" else {}
    if request.method == "POST" and not wrong:
        choose_password(user, request.POST["password"], timezone.now())
        return HttpResponseRedirect(settings.LOGIN_URL)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    context = {"person": user, "wrong": wrong}
    response = render(request, "setup/welcome.html.jinja", context, status=status)
    # The address is the key: no page that this one leads to may learn it. (Without any referrer
    # browsers send a null origin, which the check against forged forms refuses.)
    response["Referrer-Policy"] = "strict-origin"
    return response


def _wrong(request: HttpRequest, user: User) -> dict[str, str]:
    password = request.POST.get("password", "")
    if not password:
        return {"password": "Enter a password."}
    if len(password) > 256:
        return {"password": "Use at most 256 characters."}
    try:
        validate_password(password, user)
    except ValidationError as weak:
        return {"password": " ".join(weak.messages)}
    if password != request.POST.get("again", ""):
        return {"again": "The two are not the same. Type the password again."}
    return {}
