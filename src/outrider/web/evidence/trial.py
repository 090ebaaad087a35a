"""Would it work here? Scenarios are set up, run beside the requests, watched and compared."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import NotFound
from outrider.evidence.models import TrialRun
from outrider.evidence.trials import services
from outrider.evidence.trials.reading import read, shipped, shipped_text
from outrider.evidence.trials.results import MAP, REPORT_PAGE, REPORT_PDF, TABLES, from_json
from outrider.trial.judging.table import Table
from outrider.trial.scenario import ScenarioError
from outrider.trial.scenario.describe import described
from outrider.web.auth import page
from outrider.web.evidence.parts import parts_of

OPEN, RUN = Permission.OPEN_EVIDENCE, Permission.RUN_TRIAL
UNREADABLE: Final = 422
NOT_YET: Final = 202
OWN: Final = "own"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """Every trial and how far it is; below, a new one."""
    context = _common(request) | {"shipped": shipped(), "text": "", "chosen": "demo", "errors": []}
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
    text, wrong = _text(request)
    context |= {"chosen": chosen, "text": text}
    if not ships_as and not wrong and not text.strip():
        wrong = "Choose a file, or paste the scenario."
    if wrong:
        return _index(request, context | {"errors": [("text", wrong)]}, UNREADABLE)
    try:
        run = services.draft(
            text=text, ships_as=ships_as, by=_viewer(request).pseudonym, now=timezone.now()
        )
    except ScenarioError as faults:
        context["errors"] = [("text", str(fault)) for fault in faults.faults]
    except services.Refused as refused:
        context["errors"] = [(refused.field, str(refused))]
    else:
        return redirect("evidence:trial-run", run=run.pk)
    return _index(request, context, UNREADABLE)


def _text(request: HttpRequest) -> tuple[str, str]:
    """What was brought as a file, else what was pasted; and what is wrong with the file."""
    brought = request.FILES.get("file")
    if brought is None:
        return request.POST.get("text", "").replace("\r\n", "\n"), ""
    try:
        return brought.read().decode("utf-8").replace("\r\n", "\n"), ""
    except UnicodeDecodeError:
        return request.POST.get("text", ""), f"{brought.name} is not UTF-8. Save it as UTF-8."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(OPEN)
def show(request: HttpRequest, run: UUID) -> HttpResponse:
    """One trial: what it says before it is run, how far it is, or what came out."""
    found = _run(run)
    context = _common(request) | {"run": found, "errors": []}
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
        context |= _results(found)
        template, status = "evidence/trial/done.html.jinja", 200
    return render(request, template, context, status=status)


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
    if run.began_at and run.done:
        left = (now - run.began_at).total_seconds() / run.done * (run.wanted - run.done)
    return {"ahead": services.ahead_of(run), "left": None if left is None else _in_words(left)}


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(5, round(seconds / 5) * 5):.0f} seconds"
    return f"about {seconds / 60:.0f} minutes"


def _results(run: TrialRun) -> dict[str, Any]:
    told = run.results
    findings = [from_json(each) for each in told.get("findings", [])]
    where = told.get("map")
    table = None
    if where:
        table = Table(tuple(where["columns"]), tuple(tuple(row) for row in where["rows"]))
    there = set(run.files.values_list("name", flat=True)) if findings else set()
    return {
        "findings": findings,
        "base": told.get("base"),
        "version": told.get("version"),
        "where": where,
        "where_table": table,
        "tables": [name for name in TABLES if name in there],
    }


@require_POST
@page(RUN)
def stop(request: HttpRequest, run: UUID) -> HttpResponse:
    """Ends it with what there is."""
    services.stop(_run(run), timezone.now())
    return redirect("evidence:trial-run", run=run)


@require_POST
@page(RUN)
def discard(request: HttpRequest, run: UUID) -> HttpResponse:
    services.discard(_run(run))
    return redirect("evidence:trial")


KINDS: Final = {
    REPORT_PAGE: "text/html; charset=utf-8",
    REPORT_PDF: "application/pdf",
    MAP: "image/svg+xml",
    **dict.fromkeys(TABLES, "application/vnd.apache.parquet"),
}
"""Every call in these files is invented: small counts give nobody away."""


@require_safe
@page(OPEN)
def kept_file(request: HttpRequest, run: UUID, file: str) -> HttpResponse:
    """The report, the map, a table. The page and the map are looked at, the others are saved."""
    if file not in KINDS:
        raise Http404
    if file in TABLES and not _viewer(request).may(Permission.EXPORT_FIGURES):
        raise Http404
    row = _run(run)
    try:
        content = services.file_of(row, file)
    except NotFound:
        raise Http404 from None
    answer = HttpResponse(content, content_type=KINDS[file])
    answer["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    if file not in (REPORT_PAGE, MAP):
        saved = f"outrider-trial-{row.hash[:12]}-{file}"
        answer["Content-Disposition"] = f'attachment; filename="{saved}"'
    answer["Cache-Control"] = "private, max-age=300"
    return answer


def _run(run: UUID) -> TrialRun:
    try:
        return services.found(run)
    except NotFound:
        raise Http404 from None


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _common(request: HttpRequest) -> dict[str, Any]:
    viewer = _viewer(request)
    return {
        "parts": parts_of(viewer),
        "may_run": viewer.may(RUN),
        "may_export": viewer.may(Permission.EXPORT_FIGURES),
    }
