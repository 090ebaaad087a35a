"""Why a control refused, or a crew declined or could not go on, stays in the count of calls."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import numpy as np
import pytest

from outrider.coresponse.models import Mission
from outrider.domain.coresponse.mission import REASONS, Phase, Press
from outrider.evidence.places import TownFinder
from outrider.evidence.rows import load
from outrider.trial.judging.figures.flow import flow
from outrider.trial.judging.findings.harms import ledger
from outrider.trial.judging.frame import Frame, Stage
from outrider.trial.judging.words import SAID, WORDS, with_why

PERIOD = timedelta(days=20)


@pytest.fixture
def frame(demo: datetime) -> Frame:
    return load(demo - PERIOD, demo, TownFinder(()))


@pytest.mark.feature("C49")
def test_each_reason_given_by_a_crew_or_a_control_is_in_the_flow(frame: Frame) -> None:
    ended = {Phase.OWNER_DECLINED: "owner-refused", Phase.DECLINED: "crew-declined"}
    said = Counter(
        with_why(ended[Phase(row.phase)], row.reason)
        for row in Mission.objects.filter(phase__in=[phase.value for phase in ended])
    )
    found = Counter(
        code for code in frame.reason.tolist() if code.partition(":")[0] in ended.values()
    )
    assert found
    assert found <= said  # of a call with two who declined, the one that came furthest
    assert all(":" in code for code in found)
    words = {words for step in flow(frame).steps for words, _ in step.lost}
    assert {WORDS[code] for code in found} <= words


def test_every_reason_that_can_be_given_can_be_said() -> None:
    for code, press in SAID.items():
        for said in REASONS[press]:
            assert with_why(code, said) in WORDS


def test_why_somebody_was_not_fit_is_not_told() -> None:
    for code in ("crew-declined", "unable"):
        assert with_why(code, "not-fit") == with_why(code, "other") == f"{code}:other"
    assert not any("fit to go" in words for words in WORDS.values())


@pytest.mark.feature("C49")
def test_crews_that_the_ambulance_beat_are_those_that_stood_down_as_it_was_there(
    frame: Frame,
) -> None:
    there = frame.reason == "stood-down:ambulance-there"
    assert frame.beaten.tolist() == (there & (frame.stage == Stage.MOBILISED)).tolist()
    assert flow(frame).first.of == int(frame.paired.sum()) + int(frame.beaten.sum())


@pytest.mark.feature("C53")
def test_a_crew_that_could_not_get_through_is_a_harm_whatever_the_reason(frame: Frame) -> None:
    gone = np.char.startswith(frame.reason, "unable") & (frame.stage == Stage.MOBILISED)
    assert ledger(frame)["Crew that could not get through"] == int(gone.sum())
    assert Press.UNABLE in SAID.values()
