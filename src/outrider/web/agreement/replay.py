"""What would have changed: a draft rule pack over the calls on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from outrider.coresponse.errors import Invalid
from outrider.coresponse.models import RulePack
from outrider.coresponse.packs import pack_version
from outrider.coresponse.services.agreement import draft_of
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse.rules import Pack
from outrider.evidence.replay.period import BadPeriod, Period, period_of, whole_months
from outrider.evidence.replay.report import Kept, Report, report
from outrider.evidence.replay.rows import how_many
from outrider.evidence.replay.tables import changed_calls, counts, protected_counts
from outrider.journal.access import log_read
from outrider.trial.judging.table import Table
from outrider.web.agreement.files import pack_file
from outrider.web.auth import page
from outrider.web.errors import not_permitted

PAGE: Final = "agreement/replay.html.jinja"
MOST: Final = 50_000
"""Calls that a page replays while somebody waits; more are for the command."""
MOST_SHOWN: Final = 50


class TooMany(Exception):
    """More calls than a page can replay."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, for which days; `sees`: may read single calls with what is clinical in them."""

    viewer: Viewer
    sees: bool
    period: Period


@never_cache
@require_safe
@page(Permission.OPEN_AGREEMENT)
def show(request: HttpRequest, version: str) -> HttpResponse:
    """The page of a pack that has been put forward."""
    return _page(request, _pack(version), saved=True)


@never_cache
@require_POST
@page(Permission.EDIT_CONFIGURATION)
def try_file(request: HttpRequest) -> HttpResponse:
    """The same for a file that nobody has put forward yet. Nothing of it is kept."""
    try:
        draft = draft_of(pack_file(request))
    except Invalid as wrong:
        found = [(f"try-{one.field}", one.message) for one in wrong.errors]
        context = _context(request, None, found, saved=False)
        return render(request, PAGE, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(request, draft, saved=False)


@never_cache
@require_safe
@page(Permission.OPEN_AGREEMENT)
def counts_file(request: HttpRequest, version: str) -> HttpResponse:
    """Counts as they may leave the house: small ones hidden."""
    viewer = _viewer(request)
    if not viewer.may(Permission.EXPORT_FIGURES):
        return not_permitted(request, (Permission.EXPORT_FIGURES,))
    made = _made_or_404(_pack(version), whole_months(timezone.now()))
    return _file(protected_counts(made), f"outrider-what-would-change-{version}")


@never_cache
@require_safe
@page(Permission.READ_REPLAYED_CALLS)
def calls_file(request: HttpRequest, version: str) -> HttpResponse:
    """Each call that changes, for who may see calls; that it was read is kept."""
    viewer = _viewer(request)
    draft = _pack(version)
    try:
        asked = _asked(request, timezone.now())
    except BadPeriod:
        raise Http404 from None
    made = _made_or_404(draft, asked.period)
    log_read(
        who=viewer.pseudonym,
        role=viewer.role.value,
        entity=f"pack:{version}",
        why=f"Calls that the draft changes, {asked.period.first} to {asked.period.last}",
    )
    return _file(changed_calls(made, draft), f"outrider-changed-calls-{version}")


def _page(request: HttpRequest, draft: Pack, *, saved: bool) -> HttpResponse:
    now = timezone.now()
    context = _context(request, draft, [], saved=saved)
    try:
        asked = _asked(request, now)
        made = _made(draft, asked.period)
    except BadPeriod as wrong:
        context["errors"] = [(wrong.field, str(wrong))]
        return render(request, PAGE, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except TooMany:
        context["errors"] = [("since", f"That is more than {MOST:,} calls. Choose fewer days, or "
                              "have the command “outrider trial replay” run.")]  # fmt: skip
        return render(request, PAGE, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return render(request, PAGE, context | _found(made, draft, asked))


def _context(
    request: HttpRequest, draft: Pack | None, errors: list[tuple[str, str]], *, saved: bool
) -> dict[str, Any]:
    """What the page has before anything is replayed."""
    viewer = _viewer(request)
    return {
        "draft": draft,
        "saved": saved,
        "made": None,
        "errors": errors,
        "may_export": viewer.may(Permission.EXPORT_FIGURES),
        "sees": _sees(viewer),
        "since": _word(request, "since"),
        "until": _word(request, "until"),
    }


def _found(made: Report, draft: Pack, asked: Asked) -> dict[str, Any]:
    table = counts(made) if asked.sees else protected_counts(made)
    calls = changed_calls(made, draft) if asked.sees else None
    return {
        "made": made,
        "period": asked.period,
        "since": asked.period.first.isoformat(),
        "until": asked.period.last.isoformat(),
        "heads": table.columns,
        "rows": table.shown(),
        "kinds": {each.name: made.how_many(each) for each in Kept},
        "call_heads": calls.columns if calls else (),
        "calls": calls.shown()[:MOST_SHOWN] if calls else [],
    }


def _made(draft: Pack, period: Period) -> Report:
    if how_many(period.start, period.end) > MOST:
        raise TooMany
    return report(draft, period.start, period.end)


def _made_or_404(draft: Pack, period: Period) -> Report:
    try:
        return _made(draft, period)
    except TooMany:
        raise Http404 from None


def _asked(request: HttpRequest, now: datetime) -> Asked:
    """Days of one's own choice are for who may see calls.

    Raises:
        BadPeriod: a day that is none.
    """
    viewer = _viewer(request)
    if not _sees(viewer):
        return Asked(viewer, sees=False, period=whole_months(now))
    period = period_of(_word(request, "since"), _word(request, "until"), now)
    return Asked(viewer, sees=True, period=period)


def _word(request: HttpRequest, name: str) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return str(given.get(name, ""))[:20]


def _sees(viewer: Viewer) -> bool:
    return viewer.may(Permission.READ_REPLAYED_CALLS)


def _viewer(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def _pack(version: str) -> Pack:
    try:
        return pack_version(version)
    except RulePack.DoesNotExist:
        raise Http404 from None


def _file(table: Table, name: str) -> HttpResponse:
    answer = HttpResponse(table.csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
