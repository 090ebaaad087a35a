"""“I lost my phone”: an administrator takes somebody's second factors off, with a reason."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from outrider.domain.access import Permission, Viewer
from outrider.people.actors import actor_of
from outrider.people.models import RoleGrant, User
from outrider.people.second_factor.changes import LONGEST_REASON, remove_for
from outrider.web.auth import page
from outrider.web.auth.confirm import just_confirmed
from outrider.web.setup.views import viewer_of

MOST_SHOWN: Final = 50
NO_REASON: Final = (
    "Say why, and how you know that it’s them: “rang from the desk at Ryde, known to me”"
)
OWN: Final = (
    "Your own you change under “How you sign in”. If you lost yours, ask another administrator."
)


@never_cache
@require_safe
@page(Permission.MANAGE_ACCOUNTS)
def listed(request: HttpRequest) -> HttpResponse:
    """Whose second factors one may take off: everybody who has one, found by name."""
    wanted = request.GET.get("q", "").strip()[:80]
    people = _looked_after(viewer_of(request))
    if wanted:
        people = people.filter(
            Q(username__icontains=wanted)
            | Q(display_name__icontains=wanted)
            | Q(officer__family_name__icontains=wanted)
            | Q(officer__number__iexact=wanted)
        )
    context = {
        "wanted": wanted,
        "people": [(user, _name(user), _kinds(user)) for user in people[:MOST_SHOWN]],
        "left": max(0, people.count() - MOST_SHOWN),
    }
    return render(request, "setup/second-factors.html.jinja", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.MANAGE_ACCOUNTS)
@just_confirmed
def take_off(request: HttpRequest, pseudonym: UUID) -> HttpResponse:
    """The reason, whether sessions end too, and the act."""
    viewer = viewer_of(request)
    user = _looked_after(viewer).filter(pseudonym=pseudonym).first()
    if user is None or settings.DEMO:
        raise Http404
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    wrong = _wrong(request, viewer, user, reason)
    if request.method == "POST" and not wrong:
        sessions_too = request.POST.get("sessions") == "yes"
        remove_for(user, actor_of(viewer), reason, sessions_too, timezone.now())
        told = f"The second factors of {_name(user)} are off. They set up a new one at sign-in."
        messages.add_message(request, messages.SUCCESS, told, extra_tags="ok")
        return HttpResponseRedirect(reverse("set-up:second-factors"))
    context = {
        "person": user,
        "name": _name(user),
        "kinds": _kinds(user),
        "reason": reason,
        "wrong": wrong,
        "sessions": request.method != "POST" or request.POST.get("sessions") == "yes",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "setup/second-factor-off.html.jinja", context, status=status)


def _wrong(request: HttpRequest, viewer: Viewer, user: User, reason: str) -> dict[str, str]:
    if request.method != "POST":
        return {}
    if user.pk == viewer.user_id:
        return {"reason": OWN}
    return {} if reason else {"reason": NO_REASON}


def _looked_after(viewer: Viewer) -> QuerySet[User]:
    """People with a second factor; for an administrator of stations, those of these alone."""
    has = Authenticator.objects.filter(user=OuterRef("pk"))
    people = User.objects.filter(Exists(has)).select_related("officer").order_by("username")
    if viewer.station_ids is None:
        return people
    grants = RoleGrant.objects.filter(user=OuterRef("pk"))
    elsewhere = grants.exclude(station_id__in=viewer.station_ids) | grants.filter(station=None)
    return people.filter(Exists(grants)).exclude(Exists(elsewhere))


def _name(user: User) -> str:
    officer = getattr(user, "officer", None)
    return user.display_name or (str(officer) if officer else user.get_username())


def _kinds(user: User) -> list[str]:
    """What they have, in words, with its last use."""
    words = {Authenticator.Type.TOTP: "Authenticator app", Authenticator.Type.WEBAUTHN: "Passkey"}
    rows = Authenticator.objects.filter(user=user, type__in=words).order_by("pk")
    return [words[Authenticator.Type(row.type)] for row in rows]
