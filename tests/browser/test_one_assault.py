"""One assault, from a spitting without signal to what came of it, with everybody at their screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.look import PICTURES, Look
from tests.web.recorder import Recorder
from tests.web.test_cases_browser import PATIENCE_MS, House, OpenScreen, Screen
from tests.web.test_cases_browser import house as house
from tests.web.test_cases_browser import screen as screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROTA = """
from datetime import timedelta
from django.utils import timezone
from outrider.people.models import DutySpell, Officer
start = timezone.now() + timedelta(days=1)
for number in ("3318", "2087"):
    officer = Officer.objects.get(number=number)
    DutySpell.objects.create(officer=officer, starts_at=start, ends_at=start + timedelta(hours=8))
"""
NEWEST = """
from outrider.safety.models import Case
case = Case.objects.filter(victim__number="3318").order_by("-recorded_at").first()
print(case.pk, ",".join(case.methods), Case.objects.filter(methods=["spit"]).count())
"""


@pytest.fixture
def phone(
    house: House,
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> Iterator[Recorder]:
    """PC Rahman's phone, with the record on it."""
    made = Recorder(playwright, browser_type_launch_args, house.url, tmp_path / "phone")
    made.start()
    signs_in(made, house)
    made.open()
    made.ready()
    yield made
    made.close()


def signs_in(phone: Recorder, house: House) -> None:
    phone.sign_in(house.seeded["sessions"]["rahman"], "k" * 32)


def test_one_assault_from_the_spitting_to_what_came_of_it(
    phone: Recorder, house: House, screen: OpenScreen, look: Look
) -> None:
    house.run(ROTA)
    he_is_spat_at_where_there_is_no_signal(phone, look)
    the_phone_dies_and_keeps_it(phone, house)
    case = it_arrives_once_when_there_is_signal(phone, house)
    the_supervisor_looks_after_him(screen, look, case)
    quinn = the_link_officer_offers_a_talk(screen, case)
    he_says_yes_on_his_phone(phone, case)
    they_talk(quinn, look)
    the_trainer_books_it_and_it_helps(screen)
    he_sees_what_came_of_it_and_who_looked(phone, screen, look, case)
    assert look.faults == []
    assert phone.errors == []


def he_is_spat_at_where_there_is_no_signal(phone: Recorder, look: Look) -> None:
    phone.signal(False)
    phone.page.reload()
    phone.shows("No signal")
    phone.press("It happened to me")
    phone.tap("Spit")
    look(phone.page, "record-what.png")
    phone.press("Next")
    phone.tap("No")
    phone.tap("Yes")
    phone.press("Next", "Record it")
    phone.shows("Kept on this phone")
    phone.shows("This is an assault.")
    look(phone.page, "record-kept.png")
    assert len(phone.taps()) <= 8, phone.taps()
    assert phone.typed() == 0


def the_phone_dies_and_keeps_it(phone: Recorder, house: House) -> None:
    phone.kill()
    phone.start()
    signs_in(phone, house)
    phone.signal(False)
    phone.open()
    phone.shows("Not confirmed.")
    assert len(phone.lines()) == 1


def it_arrives_once_when_there_is_signal(phone: Recorder, house: House) -> str:
    phone.signal(True)
    phone.open()
    phone.shows("Sent from this phone")
    expect(phone.page.locator(".lines .w")).to_have_count(0, timeout=PATIENCE_MS)
    case, methods, count = house.run(NEWEST).split()
    assert (methods, count) == ("spit", "1")
    return case


def the_supervisor_looks_after_him(screen: OpenScreen, look: Look, case: str) -> None:
    sergeant: Screen = screen("ashworth", "/plans")
    sergeant.shows("PC Rahman")
    sergeant.goes_to(f"/plans/{case}")
    sergeant.opens("fold-oic")
    sergeant.fills(assign_oic_officer="3318")
    sergeant.sends("assign-oic")
    sergeant.shows("Not saved: the victim can’t be in charge of this case")
    look(sergeant.page, "plan-refused.png", "light")
    sergeant.page.locator("#assign-oic-officer").fill("2201")
    sergeant.sends("assign-oic")
    sergeant.shows("The officer in the case is named.")
    sergeant.opens("fold-contact")
    sergeant.page.locator("[id='done:contact-evidence']").fill("Rang at home")
    sergeant.sends("done:contact")
    sergeant.shows("Rang at home")
    look(sergeant.page, "plan.png", "light")
    assert sergeant.errors == []


def the_link_officer_offers_a_talk(screen: OpenScreen, case: str) -> Screen:
    quinn: Screen = screen("quinn", "/link")
    quinn.shows("PC Rahman")
    quinn.goes_to(f"/link/{case}")
    quinn.page.locator("input[name=chosen]").first.check()
    quinn.page.get_by_role("button", name="Offer a talk").click()
    quinn.shows("Waiting for PC Rahman")
    return quinn


def he_says_yes_on_his_phone(phone: Recorder, case: str) -> None:
    phone.page.goto(f"{phone.url}/notices")
    phone.page.get_by_role(
        "button", name=re.compile(r"^Open\s*: A link officer offers")
    ).first.click()
    expect(phone.page).to_have_url(f"{phone.url}/my-case/{case}")
    phone.page.get_by_role("button", name="Yes, let’s talk").click()
    phone.shows("You talk on")


def they_talk(quinn: Screen, look: Look) -> None:
    quinn.page.reload()
    quinn.shows("Agreed for")
    quinn.page.get_by_role("link", name="Position").or_(
        quinn.page.get_by_role("link", name="Where I stood")
    ).first.click()
    quinn.page.fill("#note-position", "Stood in front of him at the cage door")
    quinn.page.get_by_role("button", name=re.compile("^Save and go to")).locator(
        "visible=true"
    ).click()
    quinn.page.fill("#lesson-text", "Stand to the side of the cage door, never in front of it")
    quinn.page.get_by_label("Kit and carriage").first.check()
    quinn.page.get_by_role("button", name="Save the lesson").click()
    quinn.page.get_by_role("button", name="Agree to these words").click()
    quinn.shows("You agreed to the lesson.")
    look(quinn.page, "link-officer.png", "light")
    quinn.page.get_by_text("Ask for extra training").click()
    quinn.page.select_option("#topic", "spit")
    quinn.page.get_by_role("button", name="Ask for it").click()
    quinn.page.fill("#minutes", "35")
    quinn.page.get_by_role("button", name="Finish", exact=True).click()
    quinn.shows("Held.")
    assert quinn.errors == []


def the_trainer_books_it_and_it_helps(screen: OpenScreen) -> None:
    hart: Screen = screen("hart", "/training")
    hart.page.get_by_label("Day", exact=True).fill(hart.page.evaluate(TODAY))
    hart.page.get_by_label("Where", exact=True).fill("Sports hall")
    hart.page.get_by_role("button", name="Book it").click()
    hart.page.get_by_role("button", name="Record it as done").click()
    hart.page.get_by_label("It helped", exact=True).check()
    hart.page.get_by_role("button", name="Keep the outcome").click()
    hart.shows("Outcome known")
    assert "cage door" not in hart.page.content()
    assert hart.errors == []


TODAY = "new Intl.DateTimeFormat('en-CA', {timeZone: 'Europe/London'}).format(new Date())"


def he_sees_what_came_of_it_and_who_looked(
    phone: Recorder, screen: OpenScreen, look: Look, case: str
) -> None:
    phone.page.goto(f"{phone.url}/my-case/{case}")
    phone.shows("You said, we did")
    phone.shows("it helped")
    phone.shows("DC Marsh, Ryde, has your case.")
    looked = " ".join(phone.page.locator(".looked").all_text_contents())
    assert "Sgt Ashworth" in looked
    look(phone.page, "my-case-phone.png", "light")
    wide: Screen = screen("rahman", f"/my-case/{case}")
    wide.shows("You said, we did")
    look(wide.page, "my-case.png", "light")
    if not PICTURES:
        assert wide.faults() == []
