"""What every case page does: who asks, which case they see, the answer when there is none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from outrider.domain.access import Viewer
from outrider.domain.safety import words
from outrider.safety.models import Case
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.views import view_case
from outrider.safety.queries.views.case import rows_for_view
from outrider.web.auth import viewer
from outrider.web.cases.taking import Trouble

NO_TROUBLE = Trouble("", "", "", "", 200)


def who(request: HttpRequest) -> Viewer:
    found = viewer(request)
    assert found is not None  # `page` has let nobody else through
    return found


def row_for(case_id: UUID, by: Viewer) -> Case | None:
    """The case with what its view reads, if this viewer may see it."""
    return rows_for_view(cases_visible_to(by).filter(pk=case_id)).first()


def shown(row: Case, by: Viewer, now: datetime) -> dict[str, Any]:
    return view_case(row, by, now)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """The same page whether there is no such case or the viewer may not see it."""
    answer = render(request, "cases/nothing.html.jinja", status=404)
    answer["Cache-Control"] = "no-store"
    return answer


def moment(told: str) -> datetime:
    """A stamp of a view, on the wall clock of the place."""
    return timezone.localtime(datetime.fromisoformat(told))


def day_words(told: str) -> str:
    """ "2026-12-03" as "Thursday 3 December" """
    return words.day(date.fromisoformat(told))


TIMES = {"moment": moment, "day_words": day_words}


def form_tools(trouble: Trouble | None) -> dict[str, Any]:
    """What the forms of a page call: kept words, what is wrong, a press id for each."""
    told = trouble or NO_TROUBLE
    return {"trouble": trouble, "kept": told.kept, "wrong": told.wrong, "press_id": uuid4} | TIMES
