"""The live scheme in the evaluation's columns: each agrees with a naive look at the rows."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from outrider.coresponse.models import Call, Decision
from outrider.evidence.analysis_plan import plan_in_force
from outrider.evidence.places import TownFinder
from outrider.evidence.report import Report
from outrider.evidence.rows import load
from outrider.journal.models import Entry
from outrider.trial.judging.frame import Frame, Stage
from outrider.trial.judging.plan import packaged_plan

PERIOD = timedelta(days=20)
LOCAL = ZoneInfo("Europe/London")


@pytest.fixture
def frame(demo: datetime) -> Frame:
    return load(demo - PERIOD, demo, TownFinder(()))


@pytest.mark.feature("C48")
def test_who_timed_each_arrival_is_read_back_from_the_journal(frame: Frame) -> None:
    first: dict[str, tuple[datetime, str]] = {}
    for row in Entry.objects.filter(kind="mission.moved").order_by("seq"):
        if row.payload["after"] == "at_scene":
            told = (row.effective_at, row.payload.get("clock", "server"))
            call = row.stream.removeprefix("call:")
            first[call] = min(first.get(call, told), told)
    expected = Counter(clock for _, clock in first.values())
    assert Counter(clock for clock in frame.clock.tolist() if clock) == expected
    timed = Report(frame).timed
    assert timed.count == sum(expected[clock] for clock in ("monotonic", "device"))


def test_the_hour_is_that_of_the_clock_on_the_wall(frame: Frame) -> None:
    calls = Call.objects.order_by("connected_at", "reference")
    local = [call.connected_at.astimezone(LOCAL) for call in calls]
    assert frame.hour.tolist() == [at.weekday() * 24 + at.hour for at in local]
    assert np.all(np.diff(frame.at) >= 0)


def test_the_ambulance_is_sent_before_it_comes(frame: Frame) -> None:
    known = np.isfinite(frame.allocated) & np.isfinite(frame.ambulance)
    assert known.sum() > 20
    assert np.all(frame.allocated[known] <= frame.ambulance[known])


@pytest.mark.feature("C52")
def test_the_choice_is_kept_with_what_it_reckoned(frame: Frame) -> None:
    rows = Decision.objects.filter(ambulance_eta_seconds__isnull=False)
    calls = set(rows.values_list("call_id", flat=True))
    assert np.isfinite(frame.ambulance_estimate).sum() == len(calls)
    asked = (frame.stage >= Stage.ASKED) & (frame.stage != Stage.CAME_ACROSS)
    assert np.isfinite(frame.estimate[asked]).all()


def test_a_crew_is_as_many_as_the_rota_had_on_it(frame: Frame) -> None:
    sizes = Counter(frame.crew[frame.attended].tolist())
    assert sizes
    assert set(sizes) <= {-1, 1, 2, 3, 4}


@pytest.mark.feature("C51", "C52")
def test_the_live_scheme_is_judged_by_the_code_of_the_trial(frame: Frame) -> None:
    made = Report(frame)
    assert {each.id for each in made.findings} == {
        "substitution", "monitoring", "police-jobs", "survival", "harms",
    }  # fmt: skip
    assert "unless the force imports them" in made.evaluation.finding("police-jobs").sentence
    assert "first day is not in the analysis plan" in made.monitoring.doesnt
    assert made.monitoring.title.startswith("Had a trial begun on")
    assert made.evaluation.digest == made.digest


def test_a_plan_of_the_force_that_cannot_be_read_is_said_and_the_packaged_one_stands_in(
    settings: Any, tmp_path: Path
) -> None:
    assert plan_in_force() == (packaged_plan(), "")
    settings.ANALYSIS_PLAN = str(tmp_path / "plan.toml")
    plan, problem = plan_in_force()
    assert plan == packaged_plan()
    assert "cannot be read" in problem
    assert "plan of the package is used" in problem
