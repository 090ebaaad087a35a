"""A draft rule pack over calls that the services took and decided."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from outrider.cli import app
from outrider.coresponse.models import Call, Decision
from outrider.coresponse.packs import pack_version
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.replay import Asked
from outrider.domain.coresponse.rules import parse_pack
from outrider.evidence.replay.period import BadPeriod, period_of, whole_months
from outrider.evidence.replay.report import Kept, OfComplaint, Report, report
from outrider.evidence.replay.rows import recorded
from outrider.evidence.replay.tables import changed_calls, counts, protected_counts
from tests.support.scene import NOON, Scene, make_scene, synthetic_ground

pytestmark = pytest.mark.feature("C41")
DAY = timedelta(days=1)
VERSION = DEFAULT_PACK["version"]


@pytest.fixture(scope="session")
def scene_ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replay-roads") / "synthetic"
    synthetic_ground(folder)
    return folder


@pytest.fixture
def scene(db: None, scene_ground: Path) -> Scene:
    return make_scene()


def draft(**changes):
    return parse_pack({**DEFAULT_PACK, "version": "draft", **changes})


def first(complaint, outcome):
    return {"id": "NEW", "text": "New.", "outcome": outcome, "complaints": [complaint]}


def under(pack, scene) -> Report:
    return report(pack, scene.now - DAY, scene.now + DAY)


def night(scene):
    """One call asked for, one that found nobody, one not eligible, one without an ambulance."""
    asked = scene.allocate(scene.call())
    scene.ask(asked)
    scene.later(60)
    scene.allocate(scene.call(), eta=200)
    scene.later(60)
    scene.call(
        "fall" if "fall" in {c["id"] for c in DEFAULT_PACK["complaints"]} else "cardiac-arrest",
        "C4",
    )
    scene.later(60)
    scene.call()
    return asked


def test_the_pack_that_took_them_changes_no_call(scene: Scene) -> None:
    night(scene)
    made = under(pack_version(VERSION), scene)
    assert made.calls == Call.objects.count() == 4
    assert made.changed == ()
    assert made.cannot_tell == 0
    assert made.no_choice == 1, "no ambulance was allocated to one of them"


def test_what_was_recorded_is_what_the_live_rule_answered(scene: Scene) -> None:
    asked = night(scene)
    told = {one.call.reference: one.call for one in recorded(scene.now - DAY, scene.now + DAY)}
    choice = told[asked.reference].choice
    assert choice is not None
    assert choice.first == "CW12"
    best = choice.units[0]
    assert best.arrives == pytest.approx(360, abs=60)
    assert best.shift_left > 1800
    assert best.fix_age == 0
    assert Decision.objects.count() == 2


def test_a_rule_that_no_longer_sends_is_counted_by_complaint(scene: Scene) -> None:
    night(scene)
    made = under(
        draft(rules=[first("cardiac-arrest", "not_eligible"), *DEFAULT_PACK["rules"]]), scene
    )
    sent = Call.objects.filter(complaint="cardiac-arrest", outcome="send").count()
    assert made.how_many(Kept.NO_LONGER) == sent == len(made.changed)
    assert [one.text for one in made.complaints if one.changed] == ["Cardiac arrest, not breathing"]
    assert (made.kinds[0].before, made.kinds[0].after, made.kinds[0].calls) == (
        "Send", "Not eligible", sent,
    )  # fmt: skip


def test_a_number_of_the_policy_changes_who_is_asked_first(scene: Scene) -> None:
    asked = night(scene)
    made = under(draft(policy={"gain_cut_off": 10_000}), scene)
    [one] = made.changed
    assert (one.call.reference, one.asked) == (asked.reference, Asked.NOBODY)
    table = changed_calls(made, draft())
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert row["Asked first"] == "CW12"
    assert row["Difference"] == "Nobody, where a unit was"


def test_a_hazard_holds_off_under_the_draft_too(scene: Scene) -> None:
    call = scene.call()
    Call.objects.filter(pk=call.pk).update(
        outcome="hold_off", outcome_rule="CR-HZ", hazard_ids=["x"]
    )
    assert under(pack_version(VERSION), scene).changed == ()


def test_exercises_and_other_days_are_left_out(scene: Scene) -> None:
    scene.call(exercise=True)
    scene.call()
    assert under(draft(), scene).calls == 1
    assert report(draft(), scene.now + DAY, scene.now + 2 * DAY).calls == 0


def test_records_from_before_the_shift_was_kept_are_read(scene: Scene) -> None:
    scene.ask(scene.allocate(scene.call()))
    decision = Decision.objects.get()
    for each in decision.candidates:
        del each["shift_ends_at"], each["medical_used_seconds"]
    decision.save()
    assert under(pack_version(VERSION), scene).changed == ()
    assert under(draft(policy={"shift_left": 3600}), scene).cannot_tell == 1


def made_of(rows: list[tuple[int, ...]]) -> Report:
    complaints = tuple(OfComplaint(f"Complaint {n % 3}", row) for n, row in enumerate(rows))
    total = sum(map(sum, rows))
    return Report("d", NOON, NOON, total, (), (), complaints, (), 0, 0, 0)


@given(st.lists(st.tuples(*[st.integers(0, 60)] * len(Kept)), min_size=1, max_size=6))
def test_no_small_number_leaves_the_house(rows: list[tuple[int, ...]]) -> None:
    exact, told = counts(made_of(rows)).rows, protected_counts(made_of(rows)).rows
    assert len(exact) == len(told)
    for row, shown in zip(exact, told, strict=True):
        for number, word in zip(row[1:], shown[1:], strict=True):
            if 0 < int(number) < 10:
                assert word == "[c]"
            elif word != "[c]":
                assert int(str(word).replace(",", "")) % 5 == 0


@pytest.mark.parametrize(
    "since, until, field, words",
    [
        ("soon", "", "since", "no day"),
        ("", "2026-02-31", "until", "no day"),
        ("0001-01-01", "", "since", "no day"),
        ("2026-03-01", "2026-02-01", "since", "after the last"),
        ("2199-01-01", "2199-02-01", "since", "not come yet"),
    ],
)
def test_days_that_are_none_are_refused_in_words(since, until, field, words) -> None:
    with pytest.raises(BadPeriod, match=words) as wrong:
        period_of(since, until, NOON)
    assert wrong.value.field == field


def test_days_are_whole_by_the_clock_on_the_wall() -> None:
    period = period_of("2026-06-01", "2026-06-02", NOON)
    assert period.end - period.start == 2 * DAY
    assert timezone.localtime(period.start).hour == 0
    assert (whole_months(NOON).first.isoformat(), whole_months(NOON).last.isoformat()) == (
        "2026-08-01", "2026-10-31",
    )  # fmt: skip


def typed(*words: object):
    return CliRunner().invoke(app, ["trial", "replay", *map(str, words)])


def test_the_command_reads_a_file_and_writes_the_calls(scene: Scene, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    night(scene)
    file, out = tmp_path / "draft.json", tmp_path / "out.csv"
    rules = [first("cardiac-arrest", "not_eligible"), *DEFAULT_PACK["rules"]]
    file.write_text(json.dumps({**DEFAULT_PACK, "version": "2027.1", "rules": rules}))
    day = scene.now.date().isoformat()
    told = typed("--pack", file, "--since", "2026-11-20", "--until", day, "--csv", out)
    assert told.exit_code == 0, told.output
    assert "Rule pack 2027.1" in told.output
    assert "Send" in told.output
    assert "Not eligible" in told.output
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert len(rows) == Call.objects.filter(outcome="send").count()
    assert {row["Outcome under the draft"] for row in rows} == {"Not eligible"}


@pytest.mark.parametrize(
    "words, said",
    [
        (["--pack", "1066.1"], f"neither a file nor a version. Versions here: {VERSION}."),
        (["--pack", VERSION, "--since", "soon"], "--since: “soon” is no day"),
        (
            ["--pack", VERSION, "--since", "2020-01-01", "--until", "2020-01-02"],
            "No call is on record",
        ),
    ],
)
def test_the_command_says_what_to_do(words, said, scene: Scene, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert said in typed(*words).output


@pytest.mark.parametrize(
    "text, said", [("{", "is no JSON"), ("[]", "not a rule pack"), ("{}", "lacks")]
)
def test_a_file_that_is_no_pack_is_refused_on_the_command_line(text, said, db, tmp_path) -> None:
    file = tmp_path / "draft.json"
    file.write_text(text)
    told = typed("--pack", file)
    assert told.exit_code == 1
    assert said in told.output


def test_a_database_that_is_not_made_yet_is_told_in_words(tmp_path: Path) -> None:
    """In a process of its own: this one has its database."""
    program = "from outrider.cli import app; app()"
    command = [sys.executable, "-c", program, "trial", "replay", "--pack", VERSION]
    told = subprocess.run(
        command, capture_output=True, text=True, check=False,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite3'}"},
    )  # fmt: skip
    assert told.returncode == 1
    assert "outrider manage migrate" in told.stderr
    assert "Traceback" not in told.stderr
