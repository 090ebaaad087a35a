"""Talks, training and coverage in a real browser: both themes, wide and narrow, and a lost network."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from outrider.domain.access import Role
from outrider.people.models import LinkAppointment, TrainingRecord
from outrider.safety.models import Case, Lesson, TalkNote, TrainingRequest
from tests.support.station import SafetyScene, make_safety_scene, on_duty
from tests.web.test_link_pages import client_of, talked

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATIENCE_MS = 20_000
WIDE, NARROW = (1440, 900), (360, 780)
LOOKS = [(theme, size) for theme in ("light", "dark") for size in (WIDE, NARROW)]


@pytest.fixture
def ryde(transactional_db: None) -> SafetyScene:
    return make_safety_scene(timezone.now() - timedelta(days=6))


class Screen:
    """One page of one person."""

    def __init__(self, context: BrowserContext, url: str, path: str) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "request",
            lambda r: None if r.url.startswith(url) else self.complaints.append(r.url),
        )
        self.page.goto(f"{url}{path}")

    def shows(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)

    def faults(self) -> list[str]:
        """What axe finds, what the console says, sideways scroll, targets that are too small."""
        found = Axe().run(self.page).response["violations"]
        wrong = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wrong + self.complaints + ([f"{wide} px too wide"] if wide > 0 else [])

    def keep(self, name: str) -> None:
        """A picture, when a folder for them is named."""
        folder = os.environ.get("OUTRIDER_PICTURES")
        if folder:
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


Open = Callable[..., Screen]


@pytest.fixture
def opened(ryde: SafetyScene, live_server: Any, browser: Browser) -> Iterator[Open]:
    made: list[BrowserContext] = []

    def make(
        name: str,
        path: str,
        theme: str = "light",
        size: tuple[int, int] = WIDE,
        role: Role | None = None,
    ) -> Screen:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        context.set_default_timeout(90_000)  # a busy machine is not a failure
        made.append(context)
        client: Client = client_of(ryde, name, role)
        session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        url = str(live_server.url)
        context.add_cookies(
            [
                {"name": "sessionid", "value": session, "url": url},
                {"name": "theme", "value": theme, "url": url},
            ]
        )
        return Screen(context, url, path)

    yield make
    for context in made:
        context.close()


def busy_station(ryde: SafetyScene) -> dict[str, Case]:
    """Conversations in every state, a rota, and training of all ages."""
    start = timezone.now() + timedelta(days=1)
    for name in ("rahman", "ives", "quinn", "marsh"):
        for day in range(6):
            on_duty(ryde, name, start + timedelta(days=day, hours=len(name)), 8)
    today = timezone.localdate()
    LinkAppointment.objects.create(
        officer=ryde.officers["quinn"],
        station=ryde.station,
        appointed_on=today - timedelta(days=300),
        trained_on=today - timedelta(days=300),
        expires_on=today + timedelta(days=130),
    )
    for name, ago in (("rahman", 90), ("ives", 380), ("ashworth", 200), ("marsh", 30)):
        TrainingRecord.objects.create(
            officer=ryde.officers[name],
            course="ppst",
            done_on=today - timedelta(days=ago),
            hours=12 if ago < 100 else 8,
        )
    cases = {"talked": talked(ryde)}
    ryde.press(cases["talked"], "quinn", "save-lesson", text="Wall first", codes=["spit", "crowd"])
    ryde.press(cases["talked"], "quinn", "request-training", topic="spit")
    cases["none"] = ryde.records("ives", "grab", "push")
    cases["offered"] = ryde.records("marsh", "threat")
    ryde.press(cases["offered"], "quinn", "offer-talk")
    cases["accepted"] = ryde.records("nowak", "bite")
    ryde.press(cases["accepted"], "quinn", "offer-talk")
    ryde.press(cases["accepted"], "nowak", "accept-talk")
    cases["later"] = ryde.records("lowe", "slap")
    ryde.press(cases["later"], "quinn", "offer-talk")
    ryde.press(cases["later"], "lowe", "not-now")
    cases["finished"] = ryde.records("ashworth", "kick")
    ryde.press(cases["finished"], "quinn", "offer-talk")
    ryde.press(cases["finished"], "ashworth", "accept-talk")
    ryde.press(cases["finished"], "quinn", "save-talk", heading="well", text="Called it early")
    ryde.press(cases["finished"], "quinn", "request-training", topic="crowd")
    ryde.press(cases["finished"], "quinn", "finish-talk", minutes=35)
    request = TrainingRequest.objects.get(case=cases["finished"])
    ryde.press(
        cases["finished"],
        "hart",
        "book-training",
        request=request.pk,
        on=today + timedelta(days=8),
        where="Sports hall, Newport",
    )
    Lesson.objects.create(
        body="Back to a wall first, and wait for the second officer before going hands-on.",
        codes=["positioning", "single-crewed"],
        shared_at=timezone.now(),
    )
    return cases


@pytest.mark.feature("F64")
def test_no_page_has_a_fault_in_either_theme_wide_or_narrow(
    ryde: SafetyScene, opened: Open
) -> None:
    cases = busy_station(ryde)
    screens = [("queue", "quinn", "/link")]
    screens += [(f"talk-{name}", "quinn", f"/link/{case.pk}") for name, case in cases.items()]
    screens += [
        ("requests", "hart", "/training"),
        ("places", "hart", "/training/places"),
        ("currency", "hart", "/training/currency"),
        ("sessions", "hart", f"/training/sessions?station={ryde.station.pk}"),
        ("lessons", "hart", "/training/lessons"),
        ("coverage", "okonedo", "/coverage"),
    ]
    faults: dict[str, list[str]] = {}
    for name, who, path in screens:
        for theme, size in LOOKS:
            screen = opened(who, path, theme, size)
            expect(screen.page.locator("h1")).to_be_visible(timeout=PATIENCE_MS)
            for summary in screen.page.locator("main details > summary").all()[:3]:
                summary.click()
            screen.keep(f"link-{name}-{theme}-{size[0]}")
            faults[f"{name} {theme} {size[0]}"] = screen.faults()
            screen.context.close()
    assert {name: found for name, found in faults.items() if found} == {}


def test_errors_are_read_first_and_have_no_fault(ryde: SafetyScene, opened: Open) -> None:
    okonedo = opened("okonedo", "/coverage", size=NARROW)
    okonedo.page.get_by_role("button", name="Appoint", exact=True).click()
    expect(okonedo.page.locator(".errors")).to_contain_text(
        "Give the officer’s number".replace("’", "'")
    )
    okonedo.keep("link-coverage-wrong")
    assert okonedo.faults() == []
    okonedo.page.locator(".errors a").first.click()
    expect(okonedo.page.locator("#number")).to_be_focused()


@pytest.mark.feature("F28", "F30", "F32")
def test_the_loop_from_offer_to_outcome(ryde: SafetyScene, opened: Open) -> None:
    case = ryde.records()
    on_duty(ryde, "rahman", timezone.now() + timedelta(days=1), 8)
    on_duty(ryde, "quinn", timezone.now() + timedelta(days=1), 8)
    quinn = opened("quinn", "/link")
    quinn.page.get_by_role("link", name="PC Rahman").click()
    quinn.page.locator("input[name=chosen]").first.check()
    quinn.page.get_by_role("button", name="Offer a talk").click()
    quinn.shows("Waiting for PC Rahman")
    ryde.now = timezone.now()
    ryde.press(case, "rahman", "accept-talk")
    quinn.page.reload()
    quinn.shows("Agreed for")
    quinn.page.get_by_role("link", name="Kit").click()
    expect(quinn.page.locator("#note-kit")).to_be_visible()
    expect(quinn.page.locator("#note-well")).to_be_hidden()
    quinn.page.fill("#note-kit", "Gloves were in the car")
    quinn.page.get_by_role("button", name="Save and go to Words").click()
    expect(quinn.page.locator("#note-words")).to_be_focused(timeout=PATIENCE_MS)
    quinn.page.fill("#lesson-text", "Keep your gloves on you")
    quinn.page.get_by_label("Kit and carriage").first.check()
    quinn.page.get_by_role("button", name="Save the lesson").click()
    quinn.page.get_by_role("button", name="Agree to these words").click()
    quinn.shows("You agreed to the lesson.")
    quinn.page.get_by_text("Ask for extra training").click()
    quinn.page.select_option("#topic", "kit")
    quinn.page.get_by_role("button", name="Ask for it").click()
    quinn.page.fill("#minutes", "35")
    quinn.page.get_by_role("button", name="Finish", exact=True).click()
    quinn.shows("You said, we did")
    quinn.shows("Held.")

    hart = opened("hart", "/training")
    hart.shows("Kit and carriage")
    hart.page.get_by_label("Day", exact=True).fill(timezone.localdate().isoformat())
    hart.page.get_by_label("Where", exact=True).fill("Sports hall")
    hart.page.get_by_role("button", name="Book it").click()
    hart.page.get_by_role("button", name="Record it as done").click()
    hart.page.get_by_label("It helped", exact=True).check()
    hart.page.get_by_role("button", name="Keep the outcome").click()
    hart.shows("Outcome known")
    assert "Gloves were" not in hart.page.content()

    quinn.page.reload()
    quinn.shows("Kit and carriage: it helped.")
    assert TalkNote.objects.get().body == "Gloves were in the car"
    assert [screen.faults() for screen in (quinn, hart)] == [[], []]


def test_a_note_survives_a_lost_network_and_is_saved_when_it_is_back(
    ryde: SafetyScene, opened: Open
) -> None:
    case = talked(ryde)
    quinn = opened("quinn", f"/link/{case.pk}")
    line = quinn.page.locator("[data-saved=well]")
    quinn.context.set_offline(True)
    quinn.page.fill("#note-well", "Called it in early")
    quinn.page.get_by_role("button", name="Save and go to Went less well").click()
    expect(line).to_contain_text("Not saved: no network", timeout=PATIENCE_MS)
    quinn.keep("link-talk-not-saved")
    # another heading is still there to write in, and what was written stays
    quinn.page.get_by_role("link", name="Crewing").click()
    quinn.page.fill("#note-crewing", "Second car ten minutes away")
    quinn.page.get_by_role("link", name="Went well").click()
    expect(quinn.page.locator("#note-well")).to_have_value("Called it in early")
    assert set(TalkNote.objects.values_list("heading", flat=True)) == {"kit"}
    quinn.context.set_offline(False)
    expect(line).to_contain_text("Saved", timeout=PATIENCE_MS)
    expect(quinn.page.locator("[data-saved=crewing]")).to_contain_text("Saved", timeout=PATIENCE_MS)
    assert dict(TalkNote.objects.values_list("heading", "body")) == {
        "kit": "Gloves were in the car",
        "well": "Called it in early",
        "crewing": "Second car ten minutes away",
    }
    assert quinn.faults() == []


def test_what_is_not_kept_yet_is_kept_before_another_form_leaves_the_page(
    ryde: SafetyScene, opened: Open
) -> None:
    case = talked(ryde)
    quinn = opened("quinn", f"/link/{case.pk}")
    quinn.page.fill("#note-well", "Called it in early")
    quinn.page.fill("#minutes", "20")
    quinn.page.locator("#minutes").press("Enter")
    quinn.shows("The conversation is finished.")
    assert TalkNote.objects.get(heading="well").body == "Called it in early"


def test_what_the_server_refuses_stays_on_the_page_with_the_reason(
    ryde: SafetyScene, opened: Open
) -> None:
    case = talked(ryde)
    quinn = opened("quinn", f"/link/{case.pk}")
    quinn.page.fill("#lesson-text", "PC Rahman stood too close")
    quinn.page.get_by_role("button", name="Save the lesson").click()
    expect(quinn.page.locator("[data-saved=lesson]")).to_contain_text(
        "Take out “Rahman”", timeout=PATIENCE_MS
    )
    expect(quinn.page.locator("#lesson-text")).to_have_value("PC Rahman stood too close")
    assert not Lesson.objects.exists()


def test_an_appointment_turns_the_station_from_red_to_covered(
    ryde: SafetyScene, opened: Open
) -> None:
    okonedo = opened("okonedo", "/coverage")
    okonedo.shows("2 stations have no link officer in date")
    okonedo.page.fill("#number", "2087")
    okonedo.page.fill("#trained_on", (timezone.localdate() - timedelta(days=9)).isoformat())
    okonedo.page.fill("#expires_on", (timezone.localdate() + timedelta(days=300)).isoformat())
    okonedo.page.get_by_role("button", name="Appoint", exact=True).click()
    okonedo.shows("PC Quinn is link officer at Ryde.")
    okonedo.shows("1 station has no link officer in date")
    row = okonedo.page.locator("table.cover tr", has_text="Ryde")
    expect(row).to_contain_text("Covered")
    assert LinkAppointment.objects.get().trained_on < date.today()
