"""Pages that come up seldom, in a real browser: another link officer, offered places, a new plan."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from outrider.domain.access import Role
from outrider.people.models import LinkAppointment
from outrider.safety.models import Case, PlaceOffer
from outrider.safety.services import link_officers
from outrider.safety.services.place_offers import answer_place, offer_places
from outrider.safety.services.templates import template_in_force
from tests.support.station import SafetyScene
from tests.web.test_link_browser import LOOKS, NARROW, PATIENCE_MS, Open, Screen, opened, ryde
from tests.web.test_link_pages import talked
from tests.web.test_plan_versions import changed

__all__ = ["opened", "ryde"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.slow]
Page = tuple[str, str, str, Role | None]


def looked_at(opened: Open, pages: list[Page]) -> dict[str, list[str]]:
    """Each page in both themes, wide and narrow; only those with a fault."""
    faults: dict[str, list[str]] = {}
    for name, who, path, role in pages:
        for theme, size in LOOKS:
            screen = opened(who, path, theme, size, role)
            expect(screen.page.locator("h1")).to_be_visible(timeout=PATIENCE_MS)
            screen.keep(f"{name}-{theme}-{size[0]}")
            faults[f"{name} {theme} {size[0]}"] = screen.faults()
            screen.context.close()
    return {name: found for name, found in faults.items() if found}


def with_a_lesson(ryde: SafetyScene, name: str = "rahman") -> Case:
    case = ryde.records(name)
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, name, "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="kit", text="Gloves were in the car")
    ryde.press(case, "quinn", "save-lesson", text="Keep a wall behind you", codes=["crowd"])
    ryde.press(case, "quinn", "finish-talk", minutes=30)
    return case


@pytest.mark.feature("F28", "F31", "F64")
def test_pages_of_a_talk_and_a_lesson_that_go_on_with_another_link_officer(
    ryde: SafetyScene, opened: Open
) -> None:
    row = LinkAppointment.objects.create(
        officer=ryde.officers["quinn"], station=ryde.station, appointed_on=timezone.localdate()
    )
    begun, lesson = talked(ryde), with_a_lesson(ryde, "lowe")
    passed, freed = with_a_lesson(ryde, "nowak"), with_a_lesson(ryde, "marsh")
    link_officers.end(appointment=row.pk, by=ryde.viewer("okonedo"), now=ryde.now)
    ryde.press(passed, "nowak", "pass-lesson")
    ryde.press(freed, "marsh", "pass-lesson")
    ryde.press(freed, "ives", "take-over", role=Role.LINK_OFFICER)
    link = Role.LINK_OFFICER
    pages: list[Page] = [
        ("on-asked", "rahman", f"/my-case/{begun.pk}", None),
        ("on-lesson", "lowe", f"/my-case/{lesson.pk}", None),
        ("on-lesson-passed", "nowak", f"/my-case/{passed.pk}", None),
        ("on-notices", "rahman", "/notices", None),
        ("on-queue", "ives", "/link", link),
        ("on-to-read", "ives", f"/link/{passed.pk}", link),
        ("on-read", "ives", f"/link/{freed.pk}", link),
    ]
    found = looked_at(opened, pages)
    ryde.press(begun, "rahman", "go-on", notes=False)
    ryde.press(lesson, "lowe", "keep-lesson")
    found |= looked_at(
        opened,
        [
            ("on-waits", "rahman", f"/my-case/{begun.pk}", None),
            ("on-kept", "lowe", f"/my-case/{lesson.pk}", None),
            ("on-to-take", "ives", f"/link/{begun.pk}", link),
        ],
    )
    assert found == {}


@pytest.mark.feature("F35", "F64")
def test_offered_places_on_the_list_and_with_the_officer(ryde: SafetyScene, opened: Open) -> None:
    hart, now = ryde.viewer("hart"), timezone.now()
    day = timezone.localdate() + timedelta(days=9)
    numbers = ["3318", "2201", "3320"]
    offer_places(numbers=numbers, course_on=day, where="Sports hall", by=hart, now=now)
    for number, answer in (("2201", "declined"), ("3320", "taken")):
        offer = PlaceOffer.objects.get(officer__number=number).pk
        answer_place(offer=offer, answer=answer, by=hart, now=now)
    pages: list[Page] = [
        ("places", "hart", "/training/places", None),
        ("place-offered", "rahman", "/my-case", None),
        ("place-notices", "rahman", "/notices", None),
        ("place-taken", "ives", "/my-case", None),
    ]
    assert looked_at(opened, pages) == {}
    rahman = opened("rahman", "/notices", size=NARROW)
    rahman.page.get_by_role("button", name="Open").click()
    rahman.page.get_by_role("button", name="Take the place").click()
    rahman.shows("You take the place.")
    assert rahman.faults() == []


def brought(opened: Open, file: Path, theme: str, size: tuple[int, int]) -> Screen:
    screen = opened("okonedo", "/set-up/plan/versions", theme, size, Role.ADMINISTRATOR)
    screen.page.locator("#plan").set_input_files(file)
    screen.page.get_by_role("button", name="See what it changes").click()
    expect(screen.page.locator("h1")).not_to_have_text("Versions of the plan", timeout=PATIENCE_MS)
    return screen


@pytest.mark.feature("F16", "F64")
def test_a_version_of_the_plan_is_read_before_it_is_kept_and_a_fault_said_in_words(
    ryde: SafetyScene, opened: Open, tmp_path: Path
) -> None:
    template_in_force(timezone.now() - timedelta(days=1))
    good, bad = tmp_path / "plan.json", tmp_path / "wrong.json"
    good.write_text(json.dumps(changed()))
    broken: dict[str, Any] = changed(owner="the-boss", clock="some-day")
    bad.write_text(json.dumps(broken))
    faults: dict[str, list[str]] = {}
    for theme, size in LOOKS:
        for name, file in (("plan-preview", good), ("plan-wrong", bad)):
            screen = brought(opened, file, theme, size)
            screen.keep(f"{name}-{theme}-{size[0]}")
            faults[f"{name} {theme} {size[0]}"] = screen.faults()
            if file == good:
                screen.page.get_by_role("button", name="Keep this version").click()
                expect(screen.page.locator(".errors")).to_be_visible(timeout=PATIENCE_MS)
                screen.keep(f"plan-when-{theme}-{size[0]}")
                faults[f"plan-when {theme} {size[0]}"] = screen.faults()
            screen.context.close()
    screen = brought(opened, good, "light", NARROW)
    screen.page.get_by_label("Keep it as a draft").check()
    screen.page.get_by_role("button", name="Keep this version").click()
    screen.shows("Draft")
    screen.keep("plan-versions-light-360")
    faults["plan-versions"] = screen.faults()
    assert {name: found for name, found in faults.items() if found} == {}
