"""Versions of the plan: brought as a file, read before they are kept, each fault in words."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.domain.safety.template import DEFAULT_TEMPLATE, read_template, template_body
from outrider.domain.safety.template_changes import changes
from outrider.journal.models import Entry
from outrider.people.models import RoleGrant, User
from outrider.safety.models import PlanTemplate
from outrider.safety.services.templates import template_in_force

PAGE = "/set-up/plan/versions"


def signed_in(role: Role) -> Client:
    user, _ = User.objects.get_or_create(username=role.value)
    RoleGrant.objects.get_or_create(user=user, role=role.value)
    client = Client()
    client.force_login(user)
    return client


def changed(**parts: Any) -> dict[str, Any]:
    """The plan that comes with the product, the first contact by the inspector, as version 2027.1."""
    body: dict[str, Any] = json.loads(json.dumps(template_body(DEFAULT_TEMPLATE)))
    body["version"] = "2027.1"
    contact = next(task for task in body["tasks"] if task["key"] == "contact")
    contact |= {"owner": "inspector"} | parts
    return body


def sent(client: Client, body: Any) -> HttpResponse:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post("/set-up/plan/preview", {"plan": SimpleUploadedFile("plan.json", text)})


def kept(client: Client, body: Any, **when: str) -> HttpResponse:
    return client.post("/set-up/plan/keep", {"body": json.dumps(body)} | when)


@pytest.fixture
def admin(db: None) -> Client:
    template_in_force(timezone.now() - timedelta(days=1))
    return signed_in(Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", list(Role))
def test_versions_open_to_those_who_may_change_the_plan_and_to_nobody_else(
    role: Role, db: None
) -> None:
    may = Permission.EDIT_PLAN_TEMPLATE in ROLE_PERMISSIONS[role]
    client = signed_in(role)
    assert client.get(PAGE).status_code == (200 if may else 403)
    assert kept(client, changed(), when="draft").status_code == (302 if may else 403)


def test_a_change_is_named_with_what_it_was_and_what_it_becomes() -> None:
    found = changes(DEFAULT_TEMPLATE, read_template(changed()))
    assert [(one.what, one.before, one.after) for one in found] == [
        ("changed", "The victim's supervisor", "Inspector")
    ]


def test_the_same_plan_changes_nothing() -> None:
    assert changes(DEFAULT_TEMPLATE, DEFAULT_TEMPLATE) == ()


def test_a_task_that_goes_and_one_that_is_new_are_told() -> None:
    body = changed()
    gone = next(task for task in body["tasks"] if task["key"] == "photographs")
    gone["key"] = "pictures"
    told = {one.what for one in changes(DEFAULT_TEMPLATE, read_template(body))}
    assert told == {"new", "gone", "changed"}


@pytest.mark.feature("F16")
def test_a_version_is_read_before_it_is_kept_and_begins_on_its_day(admin: Client) -> None:
    body = changed()
    page = sent(admin, body)
    assert page.status_code == 200
    assert "The victim&#39;s supervisor" in page.content.decode()
    assert not PlanTemplate.objects.filter(version="2027.1").exists()
    day = timezone.localdate() + timedelta(days=30)
    assert kept(admin, body, when="day", day=day.isoformat()).status_code == 302
    row = PlanTemplate.objects.get(version="2027.1")
    assert row.live_from is not None
    assert timezone.localtime(row.live_from).strftime("%Y-%m-%d %H:%M") == f"{day} 07:00"
    assert Entry.objects.filter(stream="plan:2027.1", kind="plan.imported").exists()
    assert template_in_force(timezone.now()).version == DEFAULT_TEMPLATE.version
    assert "2027.1" in admin.get(PAGE).content.decode()


@pytest.mark.feature("F16")
def test_every_fault_of_a_file_is_told_at_once_and_nothing_kept(admin: Client) -> None:
    page = sent(admin, changed(owner="chef", clock="soonish", waivable=True))
    told = page.content.decode()
    assert page.status_code == 422
    for fault in ("owner &#39;chef&#39;", "clock &#39;soonish&#39;", "owed to every victim"):
        assert fault in told
    assert PlanTemplate.objects.count() == 1
    assert kept(admin, changed(owner="chef"), when="now").status_code == 422
    assert PlanTemplate.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "told"), [(b"{", "is not JSON"), (b"\xff\xfe\x00", "not the JSON of a plan")]
)
def test_a_file_that_is_no_plan_is_refused_in_words(text: bytes, told: str, admin: Client) -> None:
    page = sent(admin, text)
    assert page.status_code == 422
    assert told in page.content.decode()


def test_a_day_that_is_over_or_missing_is_refused(admin: Client) -> None:
    assert kept(admin, changed(), when="day", day="2020-01-01").status_code == 409
    assert kept(admin, changed(), when="day", day="").status_code == 422
    assert kept(admin, changed()).status_code == 422
    assert not PlanTemplate.objects.filter(version="2027.1").exists()


def test_a_draft_is_given_its_first_day_later(admin: Client) -> None:
    kept(admin, changed(), when="draft")
    page = admin.post("/set-up/plan/preview", {"version": "2027.1"})
    assert page.status_code == 200
    kept(admin, changed(), when="now")
    assert template_in_force(timezone.now()).version == "2027.1"


def test_a_version_is_downloaded_as_the_file_that_can_be_brought_again(admin: Client) -> None:
    answer = admin.get(f"/set-up/plan/versions/{DEFAULT_TEMPLATE.version}.json")
    assert read_template(json.loads(answer.content)) == DEFAULT_TEMPLATE
    assert admin.get("/set-up/plan/versions/none.json").status_code == 404
