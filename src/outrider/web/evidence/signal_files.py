"""Files of the analyst's own: brought, columns chosen, every bad row explained, the answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outrider.domain.access import Viewer
from outrider.domain.errors import NotFound
from outrider.evidence.models import SignalFile
from outrider.evidence.signals import files
from outrider.evidence.signals.kept import KEPT, Answer, CannotTell, Running
from outrider.signals.asks import Ask, Given, asks, given
from outrider.signals.figure import places
from outrider.signals.reading.problems import Unreadable
from outrider.signals.reading.sheet import Sheet
from outrider.signals.result import Result
from outrider.web.auth import page
from outrider.web.evidence.parts import parts_of
from outrider.web.evidence.signal_table import shown_table
from outrider.web.evidence.signals import OPEN, counted, estimate
from outrider.web.evidence.svg import drawn_answer

PREVIEW: Final = 6  # rows
SHOWN_AS: Final = ("theme", "width")
"""What an address says of a drawing, and not of the answer."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """What was brought, and a place to bring a file."""
    now, viewer = timezone.now(), _viewer(request)
    wrong = ""
    if request.method == "POST":
        brought = request.FILES.get("file")
        if brought is None:
            wrong = "Choose a file first."
        else:
            try:
                made = files.keep(
                    name=str(brought.name), data=brought.read(), user_id=viewer.user_id, now=now
                )
                return redirect("evidence:signals-file", file=made.pk)
            except Unreadable as why:
                wrong = str(why)
    context = {
        "files": files.mine(viewer.user_id, now),
        "asks": asks(),
        "wrong": wrong,
        "parts": parts_of(viewer),
    }
    return render(
        request, "evidence/signals/files.html.jinja", context, status=422 if wrong else 200
    )


@never_cache
@require_safe
@page(OPEN)
def show(request: HttpRequest, file: UUID) -> HttpResponse:
    """Choose a question, then say which column is what; the answer when that is said."""
    found = _file(request, file)
    context: dict[str, Any] = {
        "file": found,
        "asks": asks(),
        "parts": parts_of(_viewer(request)),
        "ask": None,
        "problems": [],
    }
    try:
        sheet = files.sheet_of(found)
    except Unreadable as why:
        context |= {"sheet": None, "problems": why.problems}
        return render(request, "evidence/signals/file.html.jinja", context, status=422)
    ask = _ask(request.GET.get("ask", ""))
    context |= {"sheet": sheet, "preview": sheet.rows[:PREVIEW], "ask": ask}
    if ask is None:
        return render(request, "evidence/signals/file.html.jinja", context)
    return _asked(request, found, sheet, ask, context)


def _asked(
    request: HttpRequest, file: SignalFile, sheet: Sheet, ask: Ask, context: dict[str, Any]
) -> HttpResponse:
    said = "go" in request.GET
    chosen = _chosen(request, sheet, ask) if said else files.offered(sheet, ask)
    settings, wrong = _settings(request, ask)
    context |= {"chosen": chosen, "settings": settings}
    if not said:
        return render(request, "evidence/signals/file.html.jinja", context)
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        if wrong:
            raise ValueError(wrong)
        made = _made(
            request, file, ask, given(ask, sheet, chosen, files.vintage_of(file), settings)
        )
    except Unreadable as why:
        context["problems"] = why.problems
    except ValueError as why:
        context["cannot"] = str(why)
    else:
        status = _told(made, context, request)
        if status == HTTPStatus.OK:
            files.remember(sheet, ask, chosen, timezone.now())
    return render(request, "evidence/signals/file.html.jinja", context, status=status)


def _made(request: HttpRequest, file: SignalFile, ask: Ask, columns: Given) -> Answer:
    """The answer to this address, made beside the requests: a page and its drawing share it."""
    query = request.GET.copy()
    for name in SHOWN_AS:
        query.pop(name, None)
    return KEPT.answer(files.answers_of(file.pk), query.urlencode(), lambda: ask.make(columns))


def _told(made: Answer, context: dict[str, Any], request: HttpRequest) -> int:
    match made:
        case Running(seconds):
            context["seconds"] = round(seconds)
            return HTTPStatus.ACCEPTED
        case CannotTell(why):
            context["cannot"] = why
            return HTTPStatus.UNPROCESSABLE_ENTITY
    context |= _of(made, request)
    return HTTPStatus.OK


def _of(made: Result, request: HttpRequest) -> dict[str, Any]:
    query = request.GET.copy()
    return {
        "result": made,
        "table": shown_table(made.table),
        "drawn": made.chart is not None and places(made.chart) > 0,
        "query": query.urlencode(),
        "counted": counted(made),
        "estimate": estimate(made),
    }


@require_safe
@page(OPEN)
def drawing(request: HttpRequest, file: UUID) -> HttpResponse:
    """The chart of the answer that the address asks for."""
    found = _file(request, file)
    ask = _ask(request.GET.get("ask", ""))
    if ask is None:
        raise Http404
    try:
        sheet = files.sheet_of(found)
        settings, wrong = _settings(request, ask)
        if wrong:
            raise Http404
        chosen = _chosen(request, sheet, ask)
        made = _made(
            request, found, ask, given(ask, sheet, chosen, files.vintage_of(found), settings)
        )
    except ValueError:
        raise Http404 from None
    if not isinstance(made, Result):
        raise Http404
    return drawn_answer(request, made)


@require_POST
@page(OPEN)
def discard(request: HttpRequest, file: UUID) -> HttpResponse:
    if files.discard(file, _viewer(request).user_id):
        KEPT.drop(files.answers_of(file))
    return redirect("evidence:signals-files")


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _file(request: HttpRequest, file: UUID) -> SignalFile:
    try:
        return files.kept(file, _viewer(request).user_id, timezone.now())
    except NotFound:
        raise Http404 from None


def _ask(key: str) -> Ask | None:
    return next((ask for ask in asks() if ask.key == key), None)


def _chosen(request: HttpRequest, sheet: Sheet, ask: Ask) -> dict[str, str]:
    """Headings by role, those of the sheet only."""
    said = {need.role: request.GET.get(f"c-{need.role}", "") for need in ask.needs}
    return {role: heading for role, heading in said.items() if heading in sheet.headings}


def _settings(request: HttpRequest, ask: Ask) -> tuple[dict[str, Any], str]:
    """Settings as typed, and what is wrong with one of them."""
    found: dict[str, Any] = {}
    for setting in ask.settings:
        text = request.GET.get(f"s-{setting.name}")
        if text is None:
            said = "go" in request.GET
            found[setting.name] = _unsaid(setting.default) if said else setting.default
            continue
        try:
            found[setting.name] = _typed(setting.default, text)
        except ValueError:
            return ask.default_settings(), f"“{text[:40]}” is no number: {setting.says.lower()}."
    return found, ""


def _typed(default: Any, text: str) -> Any:
    """The text as the type of the default."""
    return text == "on" if isinstance(default, bool) else type(default)(text)


def _unsaid(default: Any) -> Any:
    """A box without a tick is not sent at all."""
    return False if isinstance(default, bool) else default
