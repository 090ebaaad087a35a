"""The plan in force, and what two agencies agree on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from outrider.coresponse.models import RulePack
from outrider.coresponse.services import agreeing
from outrider.domain.access import Permission
from outrider.domain.coresponse.rules import parse_pack
from outrider.domain.errors import Forbidden, NotFound
from outrider.domain.refusal import Refused
from outrider.domain.safety.clocks import RULES
from outrider.domain.safety.template import DEFAULT_TEMPLATE, OWNER_ROLES, read_template
from outrider.people.models import ResponderScheme
from outrider.safety.services.templates import live_template, put_default_in_force
from outrider.web.auth import page
from outrider.web.setup.views import viewer_of

NOT_IN_THE_DEMO = "The demo’s people are invented, so nothing is changed here."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.EDIT_PLAN_TEMPLATE)
def plan(request: HttpRequest) -> HttpResponse:
    """The seven points with their tasks; pressed, they are in force."""
    now = timezone.now()
    if request.method == "POST":
        if settings.DEMO:
            messages.info(request, NOT_IN_THE_DEMO)
        else:
            put_default_in_force(by=viewer_of(request), now=now)
        return redirect("set-up:plan")
    live = live_template(now)
    template = read_template(live.body) if live else DEFAULT_TEMPLATE
    tasks = {
        point.number: [task for task in template.tasks if task.point == point.number]
        for point in template.points
    }
    context = {
        "live": live,
        "template": template,
        "tasks": tasks,
        "owners": OWNER_ROLES,
        "clocks": RULES,
    }
    return render(request, "setup/plan.html.jinja", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(
    Permission.EDIT_CONFIGURATION,
    Permission.APPROVE_PACK_POLICE,
    Permission.APPROVE_PACK_AMBULANCE,
)
def schemes(request: HttpRequest) -> HttpResponse:
    """Rules and schemes, who has agreed to which, and one's own agreement."""
    if request.method == "POST":
        _agree(request)
        return redirect("set-up:schemes")
    viewer = viewer_of(request)
    context = {
        "packs": [_Pack(row) for row in RulePack.objects.order_by("valid_from")],
        "schemes": list(ResponderScheme.objects.order_by("name")),
        "side": agreeing.side_of(viewer),
        "may_lay_out": viewer.may(Permission.EDIT_CONFIGURATION),
    }
    return render(request, "setup/schemes.html.jinja", context)


class _Pack:
    """A rule pack with the rules that somebody agrees to."""

    def __init__(self, row: RulePack) -> None:
        self.row = row
        self.version = row.version
        self.rules = parse_pack(row.data).rules


def _agree(request: HttpRequest) -> None:
    if settings.DEMO:
        messages.info(request, NOT_IN_THE_DEMO)
        return
    said: dict[str, Any] = {"by": viewer_of(request), "now": timezone.now()}
    what, key = request.POST.get("what", ""), request.POST.get("key", "")[:40]
    try:
        if what == "defaults":
            agreeing.lay_out_defaults(**said)
        elif what == "pack":
            agreeing.approve_pack(version=key, **said)
        elif what == "scheme":
            agreeing.agree_scheme(code=key, **said)
    except (Refused, Forbidden) as no:
        way_on = no.way_on if isinstance(no, Refused) else no.who_can
        messages.error(request, f"{no.why} {way_on}", extra_tags="stop")
    except NotFound:
        messages.error(request, "That is not there any more. Look again.", extra_tags="stop")
