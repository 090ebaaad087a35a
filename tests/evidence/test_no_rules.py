"""Calls that came in while no rule pack was in force stay in the count, under their own reason."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from outrider.coresponse import services
from outrider.coresponse.models import Call, RulePack
from outrider.evidence.places import TownFinder
from outrider.evidence.report import Report
from outrider.evidence.rows import load
from outrider.trial.judging.frame import Stage
from tests.support.scene import Scene, make_scene


@pytest.fixture
def scene(db: None, ground_folder: Path) -> Scene:
    return make_scene()


def closed(scene: Scene, call: Call) -> None:
    services.press_call(
        call_id=call.pk, press="close", reason="not-needed", by=scene.ambulance, now=scene.now
    )


@pytest.mark.feature("C49")
def test_a_call_without_rules_counts_as_not_eligible_because_no_rules_were_in_force(
    scene: Scene,
) -> None:
    ruled = scene.call("overdose", "C3")
    RulePack.objects.update(approved_by_ambulance_at=None, withdrawn_at=scene.now)
    unruled = scene.call()
    closed(scene, ruled)
    closed(scene, unruled)
    day = timedelta(days=1)
    frame = load(scene.now - day, scene.now + day, TownFinder.of_places([]))
    rows = dict(zip(frame.pack.tolist(), zip(frame.stage, frame.reason, strict=True), strict=True))
    assert rows[""] == (Stage.NOT_ELIGIBLE, "no_rules")
    assert rows[ruled.pack_version][1] != "no_rules"
    report = Report(frame)
    assert report.packs == [ruled.pack_version]
    assert "1 not eligible: no rules in force" in report.flow.steps[0].lost_text
