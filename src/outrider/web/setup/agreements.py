"""The plan in force, and what two agencies have to agree on before co-response is live."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from outrider.coresponse.queries.agreement import agreement
from outrider.coresponse.services.starting import lay_out_defaults
from outrider.domain.access import Permission
from outrider.domain.safety.clocks import RULES
from outrider.domain.safety.template import DEFAULT_TEMPLATE, OWNER_ROLES, read_template
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
@page(Permission.EDIT_CONFIGURATION)
def schemes(request: HttpRequest) -> HttpResponse:
    """What there is to agree on and who has agreed; the product's own to start from."""
    now = timezone.now()
    if request.method == "POST":
        if settings.DEMO:
            messages.info(request, NOT_IN_THE_DEMO)
        else:
            lay_out_defaults(by=viewer_of(request), now=now)
        return redirect("set-up:schemes")
    return render(request, "setup/schemes.html.jinja", {"found": agreement(now)})
