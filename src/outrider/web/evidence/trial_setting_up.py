"""A trial is set up: a scenario that ships or one's own, on the roads that the server has."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from outrider.evidence.trials import services
from outrider.evidence.trials.reading import shipped, shipped_text
from outrider.evidence.trials.roads import extracts, with_roads
from outrider.trial.scenario import ScenarioError
from outrider.web.auth import page
from outrider.web.evidence.trial import OPEN, UNREADABLE, common, viewer_of

OWN: Final = "own"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """Every trial and how far it is; below, a new one."""
    context = common(request) | {
        "shipped": shipped(),
        "extracts": extracts(),
        "text": "",
        "chosen": "demo",
        "chosen_roads": "",
        "errors": [],
    }
    if request.method == "POST":
        if not context["may_run"]:
            raise Http404
        return _set_up(request, context)
    context["text"] = _like(request.GET.get("like", ""))
    context["chosen"] = OWN if context["text"] else "demo"
    return _index(request, context, 200)


def _index(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    context["runs"] = services.every()
    return render(request, "evidence/trial/index.html.jinja", context, status=status)


def _like(name: str) -> str:
    try:
        return shipped_text(name) if name else ""
    except KeyError:
        return ""


def _set_up(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    chosen = request.POST.get("scenario", "")
    if "file" in request.FILES:  # whatever is chosen above it
        chosen = OWN
    ships_as = chosen if chosen in dict(shipped()) else ""
    roads = request.POST.get("roads", "")
    text, wrong = _text(request)
    context |= {"chosen": chosen, "text": text, "chosen_roads": roads}
    if roads and not wrong:
        ships_as, text, wrong = _on_roads(roads, ships_as, text)
    if not ships_as and not wrong and not text.strip():
        wrong = "Choose a file, or paste the scenario."
    if wrong:
        return _index(request, context | {"errors": [("text", wrong)]}, UNREADABLE)
    try:
        run = services.draft(
            text=text, ships_as=ships_as, by=viewer_of(request).pseudonym, now=timezone.now()
        )
    except ScenarioError as faults:
        context["errors"] = [("text", str(fault)) for fault in faults.faults]
    except services.Refused as refused:
        context["errors"] = [(refused.field, str(refused))]
    else:
        return redirect("evidence:trial-run", run=run.pk)
    return _index(request, context, UNREADABLE)


def _on_roads(name: str, ships_as: str, text: str) -> tuple[str, str, str]:
    """The scenario on other roads is one's own; and what is wrong with that."""
    if name not in extracts():
        return ships_as, text, f"There are no roads “{name}” on this server any more."
    try:
        return "", with_roads(shipped_text(ships_as) if ships_as else text, name), ""
    except ValueError as wrong:
        return ships_as, text, str(wrong)


def _text(request: HttpRequest) -> tuple[str, str]:
    """What was brought as a file, else what was pasted; and what is wrong with the file."""
    brought = request.FILES.get("file")
    if brought is None:
        return request.POST.get("text", "").replace("\r\n", "\n"), ""
    try:
        return brought.read().decode("utf-8").replace("\r\n", "\n"), ""
    except UnicodeDecodeError:
        return request.POST.get("text", ""), f"{brought.name} is not UTF-8. Save it as UTF-8."
