"""Versions of the plan: taken out, checked, brought in; a case keeps the one it started with."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from outrider.cli import app
from outrider.domain.errors import Invalid, Refused
from outrider.domain.safety.template import (
    DEFAULT_TEMPLATE,
    OWNER_ROLES,
    BadTemplate,
    read_template,
    template_body,
)
from outrider.domain.safety.template_problems import problems_of
from outrider.journal.models import Entry
from outrider.people.actors import Actor
from outrider.safety.models import Case, PlanTemplate, Task
from outrider.safety.services.templates import import_template
from tests.support.station import SafetyScene

OPERATOR = Actor("operator", "administrator")


def eight_points() -> dict[str, Any]:
    """As a force with eight points would write it: a chief officer phones each victim."""
    body = json.loads(json.dumps(template_body(DEFAULT_TEMPLATE)))
    body["version"], body["name"] = "2027.1", "Eight-point plan"
    body["points"].append(
        {"number": 8, "title": "A chief officer rings you", "promise": "In person."}
    )
    body["tasks"].append(
        {
            "key": "chief-rings",
            "point": 8,
            "title": "A chief officer rings the victim",
            "owner": "inspector",
            "clock": "code-update",
            "evidence": "When they spoke",
        }
    )
    return dict(body)


def test_the_plan_that_comes_with_outrider_has_no_problem() -> None:
    assert problems_of(template_body(DEFAULT_TEMPLATE), OWNER_ROLES) == []


@pytest.mark.feature("F16")
def test_everything_that_is_wrong_is_said_at_once_in_words() -> None:
    body = eight_points()
    body["version"] = ""
    body["points"][0]["title"] = " "
    body["points"][7]["number"] = 9
    contact = next(task for task in body["tasks"] if task["key"] == "contact")
    contact["owner"], contact["clock"], contact["waivable"] = "the boss", "soon", True
    body["tasks"][0]["gate"] = "no"
    body["tasks"][-1]["colour"] = "red"
    body["tasks"] = [task for task in body["tasks"] if task["key"] != "view"]
    told = "\n".join(problems_of(body, OWNER_ROLES))
    for expected in (
        "The plan has no version",
        "Point 1 has no title: the officer reads it.",
        "Points must be numbered 1, 2, 3",
        "Task contact has owner 'the boss'. Use one of: oic,",
        "Task contact has clock 'soon'. Use one of:",
        "Task contact is owed to every victim. Set waivable to false.",
        "Task investigate: gate is true or false, not 'no'.",
        "Task chief-rings belongs to point 8, which is not there.",
        "Task chief-rings has a part 'colour' that nothing reads.",
        "The plan has no task 'view'",
    ):
        assert expected in told


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.data())
def test_a_plan_without_a_problem_can_be_read_and_no_other_text_breaks_the_check(data: Any) -> None:
    body: Any = copy.deepcopy(template_body(DEFAULT_TEMPLATE))
    body = json.loads(json.dumps(body))
    where = data.draw(st.sampled_from(["whole", "part", "point", "task"]))
    odd = data.draw(JSON)
    if where == "whole":
        body = odd
    elif where == "part":
        body[data.draw(st.sampled_from(["version", "name", "points", "tasks"]))] = odd
    elif where == "point":
        point = body["points"][data.draw(st.integers(0, 6))]
        point[data.draw(st.sampled_from(["number", "title", "promise", "extra"]))] = odd
    else:
        task = data.draw(st.sampled_from(body["tasks"]))
        task[data.draw(st.sampled_from(sorted(task)))] = odd
    if problems_of(body, OWNER_ROLES):
        return
    try:
        read_template(body)
    except BadTemplate as failure:  # pragma: no cover
        pytest.fail(f"the check found nothing, and yet: {failure}")


@pytest.mark.feature("F16")
def test_a_case_keeps_the_version_that_it_started_with(ryde: SafetyScene) -> None:
    before = ryde.records()
    ryde.later(hours=1)
    import_template(body=eight_points(), live_from=ryde.now, by=OPERATOR, now=ryde.now)
    ryde.later(hours=1)
    after = ryde.records("ives", "punch")
    assert (before.template_id, after.template_id) == ("2026.1", "2027.1")
    ryde.adds(before, injuries=["bruise"])
    keys = set(Task.objects.filter(case=before).values_list("key", flat=True))
    assert "chief-rings" not in keys
    assert Task.objects.get(case=after, key="chief-rings").point == 8
    assert Case.objects.get(pk=before.pk).template_id == "2026.1"


def test_a_version_begins_when_it_is_to_begin_and_not_before(ryde: SafetyScene) -> None:
    ryde.records()
    begins = ryde.now + timedelta(days=2)
    import_template(body=eight_points(), live_from=begins, by=OPERATOR, now=ryde.now)
    assert ryde.records("ives", "punch").template_id == "2026.1"
    ryde.later(days=2)
    assert ryde.records("ives", "kick").template_id == "2027.1"


def test_a_version_that_cases_keep_is_never_changed(ryde: SafetyScene) -> None:
    ryde.records()
    changed = eight_points() | {"version": "2026.1"}
    with pytest.raises(Refused) as refusal:
        import_template(body=changed, live_from=None, by=OPERATOR, now=ryde.now)
    assert refusal.value.rule == "plan-template.version-kept"
    past = ryde.now - timedelta(days=1)
    with pytest.raises(Refused):
        import_template(body=eight_points(), live_from=past, by=OPERATOR, now=ryde.now)
    tasks = [task for task in eight_points()["tasks"] if task["key"] != "contact"]
    without = eight_points() | {"tasks": tasks}
    with pytest.raises(Invalid, match="no task 'contact'"):
        import_template(body=without, live_from=None, by=OPERATOR, now=ryde.now)
    assert PlanTemplate.objects.count() == 1


def test_a_draft_is_used_by_importing_it_again_with_a_date(ryde: SafetyScene) -> None:
    import_template(body=eight_points(), live_from=None, by=OPERATOR, now=ryde.now)
    assert ryde.records().template_id == "2026.1"
    import_template(body=eight_points(), live_from=ryde.now, by=OPERATOR, now=ryde.now)
    ryde.later(minutes=1)
    assert ryde.records("ives", "kick").template_id == "2027.1"
    assert Entry.objects.filter(kind="plan.imported").count() == 2


@pytest.mark.django_db
@pytest.mark.feature("F16")
def test_the_command_takes_out_checks_and_brings_in(tmp_path: Path) -> None:
    run, file = CliRunner().invoke, tmp_path / "plan.json"
    assert run(app, ["plan", "export", "--output", str(file)]).exit_code == 0
    body = json.loads(file.read_text())
    assert len(body["points"]) == 7
    file.write_text(json.dumps(eight_points()))
    assert "This plan can be used." in run(app, ["plan", "check", str(file)]).output
    imported = run(app, ["plan", "import", str(file), "--live-from", "now"])
    assert "Version 2027.1 is kept." in imported.output
    assert "2027.1  Eight-point plan" in run(app, ["plan", "list"]).output
    file.write_text('{"version": ')
    broken = run(app, ["plan", "check", str(file)])
    assert broken.exit_code == 1
    assert "line 1" in broken.output
    file.write_text("{}")
    wrong = run(app, ["plan", "import", str(file)])
    assert wrong.exit_code == 1
    assert "Nothing was kept." in wrong.output
    assert "not a time" in run(app, ["plan", "import", str(file), "--live-from", "soon"]).output
