"""Where to base units: asked beside a trial, on its scenario."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from outrider.domain.access import Permission
from outrider.evidence.trials import basing, services
from outrider.evidence.trials.reading import read
from outrider.trial.basing.question import CHECK, Question, choices, places_of
from outrider.trial.placement import Goal
from outrider.trial.scenario import Scenario
from outrider.web.auth import page
from outrider.web.evidence.trial import UNREADABLE, common, run_or_404, viewer_of

GOALS: Final = (
    (Goal.GAIN, "Most minutes gained on the ambulance"),
    (Goal.COVER, "Most calls within the time, a unit always free"),
    (Goal.EXPECTED, "Most calls within the time, units sometimes busy"),
    (Goal.MEDIAN, "Least time on average"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.RUN_TRIAL)
def ask(request: HttpRequest, run: UUID) -> HttpResponse:
    """The question; what was typed stays when something is wrong with it."""
    of = run_or_404(run)
    scenario = read(of.text, of.ships_as)
    typed = _typed(request, scenario)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            asked = _question(typed)
            made = basing.ask(of, asked, by=viewer_of(request).pseudonym, now=timezone.now())
        except services.Refused as refused:
            errors = [(refused.field, str(refused))]
        else:
            return redirect("evidence:trial-run", run=made.pk)
    names = {one.code: one.name for one in scenario.parts.schemes}
    context = common(request) | {
        "run": of, "errors": errors, "typed": typed, "places": places_of(scenario), "goals": GOALS,
        "whose": [(f"{arm}/{code}", arm, names[code], n) for arm, code, n in choices(scenario)],
    }  # fmt: skip
    status = UNREADABLE if errors else 200
    return render(request, "evidence/trial/basing.html.jinja", context, status=status)


def _typed(request: HttpRequest, scenario: Scenario) -> dict[str, Any]:
    if request.method == "POST":
        fields = ("whose", "units", "goal", "minutes", "busy", "replications")
        return {name: request.POST.get(name, "").strip() for name in fields} | {
            "places": request.POST.getlist("place")
        }
    there = choices(scenario)
    arm, code, n = there[0] if there else ("", "", 0)
    return {
        "whose": f"{arm}/{code}", "units": str(n), "goal": "gain", "minutes": "8", "busy": "30",
        "replications": str(CHECK), "places": list(places_of(scenario)),
    }  # fmt: skip


def _question(typed: dict[str, Any]) -> Question:
    """Raises `Refused` where a number is none."""
    arm, _, scheme = typed["whose"].rpartition("/")
    try:
        goal = Goal(typed["goal"])
    except ValueError:
        raise services.Refused("goal", "Choose what the places shall be best at.") from None
    return Question(
        arm, scheme, tuple(typed["places"]), int(_number(typed, "units", "Units", whole=True)),
        goal, _number(typed, "minutes", "Minutes", low=1, high=120),
        _number(typed, "busy", "Busy", low=0, high=99) / 100,
        check=int(_number(typed, "replications", "Replications", whole=True)),
    )  # fmt: skip


def _number(
    typed: dict[str, Any], field: str, name: str, *, low: float = 0, high: float = 1000,
    whole: bool = False,
) -> float:  # fmt: skip
    try:
        value = float(int(typed[field]) if whole else float(typed[field]))
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        kind = "a whole number" if whole else "a number"
        raise services.Refused(field, f"{name} must be {kind} from {low:g} to {high:g}.")
    return value
