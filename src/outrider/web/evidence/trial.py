"""Would it work here? Scenarios are set up, run beside the requests, watched and compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import NotFound
from outrider.evidence.models import TrialRun
from outrider.evidence.trials import services
from outrider.evidence.trials.keeping import goes_on
from outrider.evidence.trials.reading import read
from outrider.evidence.trials.results import TABLES, from_json
from outrider.trial.judging.table import Table
from outrider.trial.scenario.describe import described
from outrider.web.auth import page
from outrider.web.evidence.parts import parts_of

OPEN, RUN = Permission.OPEN_EVIDENCE, Permission.RUN_TRIAL
UNREADABLE: Final = 422
NOT_YET: Final = 202


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(OPEN)
def show(request: HttpRequest, run: UUID) -> HttpResponse:
    """One trial: what it says before it is run, how far it is, or what came out."""
    found = run_or_404(run)
    context = common(request) | {"run": found, "errors": []}
    if request.method == "POST":
        if not context["may_run"]:
            raise Http404
        arms, count = request.POST.getlist("arm"), request.POST.get("replications", "")
        try:
            services.start(found, arms=arms, replications=count, now=timezone.now())
        except services.Refused as refused:
            context["errors"] = [(refused.field, str(refused))]
            return _draft(request, context, found, arms, count)
        return redirect("evidence:trial-run", run=found.pk)
    if found.state == "draft":
        return _draft(request, context, found, found.arms[:2], str(found.wanted))
    if found.state in ("waiting", "running"):
        context |= _progress(found, timezone.now())
        template, status = "evidence/trial/running.html.jinja", NOT_YET
    else:
        return ended(request, found)
    return render(request, template, context, status=status)


def ended(
    request: HttpRequest, run: TrialRun, typed: str = "", errors: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """What came out, and how it goes on; with what was typed for that, and what is wrong with it.

    In a request that changed nothing.
    """
    least = services.fewest_to_go_on(run)
    context = common(request) | _results(run) | {
        "run": run, "errors": errors, "least": least, "most": services.most_of(run),
        "count": typed or str(max(run.wanted, least)), "goes_on": goes_on(run),
    }  # fmt: skip
    status = UNREADABLE if errors else 200
    return render(request, "evidence/trial/done.html.jinja", context, status=status)


def _draft(
    request: HttpRequest, context: dict[str, Any], run: TrialRun, arms: list[str], count: str
) -> HttpResponse:
    scenario = read(run.text, run.ships_as)
    context |= {
        "chapters": described(scenario),
        "all_arms": scenario.parts.arms,
        "ticked": arms,
        "count": count,
        "fewest": services.FEWEST,
        "most": services.MOST,
    }
    status = UNREADABLE if context["errors"] else 200
    return render(request, "evidence/trial/draft.html.jinja", context, status=status)


def _progress(run: TrialRun, now: datetime) -> dict[str, Any]:
    """How many are before it, or how long it takes yet (seconds; None: nobody can tell yet)."""
    left = None
    fresh = run.done - run.before
    if run.began_at and fresh > 0:
        left = (now - run.began_at).total_seconds() / fresh * (run.wanted - run.done)
    return {"ahead": services.ahead_of(run), "left": None if left is None else _in_words(left)}


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(5, round(seconds / 5) * 5):.0f} seconds"
    return f"about {seconds / 60:.0f} minutes"


def _table(told: dict[str, Any]) -> Table:
    return Table(tuple(told["columns"]), tuple(tuple(row) for row in told["rows"]))


def _results(run: TrialRun) -> dict[str, Any]:
    told = run.results
    findings = [from_json(each) for each in told.get("findings", [])]
    there = set(run.files.values_list("name", flat=True)) if findings else set()
    return {
        "findings": findings,
        "base": told.get("base"),
        "version": told.get("version") or told.get("basing", {}).get("version"),
        "where": told.get("map"),
        "varied": told.get("varied"),
        "basing": told.get("basing"),
        "as_table": _table,
        "tables": [name for name in TABLES if name in there],
    }


@require_POST
@page(RUN)
def go_on(request: HttpRequest, run: UUID) -> HttpResponse:
    """An ended one goes on to as many replications as are asked for."""
    found, count = run_or_404(run), request.POST.get("replications", "")
    try:
        services.go_on(found, replications=count, now=timezone.now())
    except services.Refused as refused:
        return ended(request, found, count, [(refused.field, str(refused))])
    return redirect("evidence:trial-run", run=run)


@require_POST
@page(RUN)
def vary(request: HttpRequest, run: UUID) -> HttpResponse:
    """Each assumption of an ended one is varied on its own."""
    services.vary(run_or_404(run), timezone.now())
    return redirect("evidence:trial-run", run=run)


@require_POST
@page(RUN)
def stop(request: HttpRequest, run: UUID) -> HttpResponse:
    """Ends it with what there is."""
    services.stop(run_or_404(run), timezone.now())
    return redirect("evidence:trial-run", run=run)


@require_POST
@page(RUN)
def discard(request: HttpRequest, run: UUID) -> HttpResponse:
    services.discard(run_or_404(run))
    return redirect("evidence:trial")


def run_or_404(run: UUID) -> TrialRun:
    try:
        return services.found(run)
    except NotFound:
        raise Http404 from None


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def common(request: HttpRequest) -> dict[str, Any]:
    viewer = viewer_of(request)
    return {
        "parts": parts_of(viewer),
        "may_run": viewer.may(RUN),
        "may_export": viewer.may(Permission.EXPORT_FIGURES),
    }
