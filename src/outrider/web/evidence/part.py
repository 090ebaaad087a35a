"""One part of the evidence as pages: all its figures, each drawing, each table as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Generic, Protocol, TypeVar, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission, Viewer
from outrider.evidence.exports import SHAPE_NAMES, WHY_NOT_ADS
from outrider.evidence.report import BOOTSTRAP_SEED
from outrider.journal.models import Head
from outrider.trial.judging.table import Table
from outrider.web.auth import page
from outrider.web.errors import not_permitted
from outrider.web.evidence.answers import csv_answer, svg_answer
from outrider.web.evidence.charts.ink import THEMES, Theme
from outrider.web.evidence.parts import parts_of
from outrider.web.evidence.period import NotAnInstant, spelled, until_of
from outrider.web.start.cast import demo_door

WRONG: Final = "evidence/wrong.html.jinja"
View = Callable[..., HttpResponseBase]


class Frame(Protocol):
    """The period that a report is of."""

    @property
    def end(self) -> date | datetime: ...


class Made(Protocol):
    """What every report has, whatever it reports on."""

    @property
    def tables(self) -> Mapping[str, Table]: ...
    @property
    def frame(self) -> Frame: ...
    @property
    def digest(self) -> str: ...


R = TypeVar("R", bound=Made)


@dataclass(frozen=True, slots=True)
class Part(Generic[R]):
    """What a part is: who opens it, how its report is made, which figures are drawn and how."""

    may: Permission
    template: str
    made: Callable[[datetime], R]
    drawn: frozenset[str]
    has_data: Callable[[R, str], bool]
    svg_of: Callable[[R, str, Theme], str]

    def addresses(self, at: str, name: str = "") -> list[URLPattern]:
        """The part's page under `at`, its files below it; `name` goes before theirs."""
        before = f"{name}-" if name else ""
        return [
            path(at, never_cache(self._page(self._show)), name=name or "show"),
            path(f"{at}/<slug:figure>.csv", self._page(self._table), name=f"{before}table"),
            path(f"{at}/<slug:figure>.svg", self._page(self._drawing), name=f"{before}drawing"),
        ]

    def _page(self, view: View) -> View:
        """For whoever opens the part. A minute that is none is answered in words."""

        def shown(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, **kwargs)
            except NotAnInstant as wrong:
                return render(request, WRONG, {"wrong": str(wrong)}, status=400)

        return cast(View, require_safe(page(self.may)(shown)))

    def _show(self, request: HttpRequest) -> HttpResponse:
        until = until_of(request)
        made = self.made(until)
        return render(request, self.template, self._context(request, made, until))

    def _context(self, request: HttpRequest, made: R, until: datetime) -> dict[str, Any]:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        return {
            "made": made,
            "until": spelled(until),
            "drawn": {figure: self.has_data(made, figure) for figure in sorted(self.drawn)},
            "may_export": viewer.may(Permission.EXPORT_FIGURES),
            "parts": parts_of(viewer),
            "seed": demo_seed(),
            "bootstrap_seed": BOOTSTRAP_SEED,
            "head": Head.objects.first(),
            "shapes": SHAPE_NAMES,
            "why_not_ads": WHY_NOT_ADS,
        }

    def _table(self, request: HttpRequest, figure: str) -> HttpResponse:
        """The figure's table as the page shows it, for whoever may also export."""
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if not viewer.may(Permission.EXPORT_FIGURES):
            return not_permitted(request, (Permission.EXPORT_FIGURES,))
        made = self.made(until_of(request))
        if figure not in made.tables:
            raise Http404
        return csv_answer(figure, made.tables[figure], made.frame.end, made.digest)

    def _drawing(self, request: HttpRequest, figure: str) -> HttpResponse:
        """The figure's chart in the theme asked for."""
        theme = request.GET.get("theme", "light")
        if figure not in self.drawn or theme not in THEMES:
            raise Http404
        made = self.made(until_of(request))
        if not self.has_data(made, figure):
            raise Http404
        return svg_answer(self.svg_of(made, figure, cast(Theme, theme)))


def demo_seed() -> int | None:
    """The demo's seed, when this is the demo: the page says that its data are invented."""
    return demo_door().seed() if settings.DEMO else None
