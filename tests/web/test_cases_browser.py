"""My case and the plans in a real browser: one case with everybody at their own screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.live.conftest import REPOSITORY
from tests.support.servers import Servers, running, sqlite_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE_MS = 30_000
WIDE, NARROW = (1440, 900), (360, 780)
# what a browser says of a server that says no, or of a network that is gone
ANSWERS = ("Failed to load resource", "net::ERR_")
SMALLEST_TARGET = 24


@dataclass
class House:
    servers: Servers
    seeded: dict[str, Any]

    @property
    def url(self) -> str:
        return self.servers.urls[0]

    def case(self, name: str) -> str:
        return str(self.seeded["cases"][name])

    def run(self, code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", f"import tests.live.seed\n{code}"],
            env=self.servers.environment, cwd=REPOSITORY, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def house(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("cases")
    sqlite_in(folder, migrated_sqlite)
    with running(1, folder, "") as servers:
        done = subprocess.run(
            [sys.executable, "-m", "tests.web.cases_seed"],
            env=servers.environment, cwd=REPOSITORY, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        yield House(servers, json.loads(done.stdout.splitlines()[-1]))


class Screen:
    """One page of one person."""

    def __init__(self, context: BrowserContext, house: House, path: str) -> None:
        self.context, self.house = context, house
        context.set_default_timeout(PATIENCE_MS)
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._heard)
        self.goes_to(path)

    def _heard(self, message: ConsoleMessage) -> None:
        expected = any(told in message.text for told in ANSWERS)
        if message.type == "error" and not expected:
            self.errors.append(message.text)

    def goes_to(self, path: str) -> None:
        self.page.goto(f"{self.house.url}{path}")

    def live(self) -> None:
        expect(self.page.locator(".live")).to_contain_text("Live: this page", timeout=PATIENCE_MS)

    def shows(self, text: str) -> None:
        expect(self.page.get_by_text(text, exact=False).first).to_be_visible(timeout=PATIENCE_MS)

    def lacks(self, text: str) -> None:
        expect(self.page.locator("#main").get_by_text(text, exact=False)).to_have_count(
            0, timeout=PATIENCE_MS
        )

    def opens(self, fold: str) -> None:
        one = self.page.locator(f"#{fold}")
        if one.get_attribute("open") is None:
            one.locator("summary").first.click()

    def fills(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"[id='{name.replace('__', ':').replace('_', '-')}']").fill(value)

    def sends(self, form: str) -> None:
        self.page.locator(f"[id='form-{form}'] button:not([type='button'])").first.click()

    def focus(self) -> str:
        return str(self.page.evaluate("document.activeElement.textContent"))

    def faults(self) -> list[str]:
        """What axe finds, what the console says, sideways scroll and small targets."""
        found = Axe().run(self.page).response["violations"]
        wrong = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wrong + self.errors + ([f"{wide} px too wide"] if wide > 0 else [])

    def picture(self, name: str) -> None:
        """For the eye: only where OUTRIDER_PICTURES names a folder."""
        folder = os.environ.get("OUTRIDER_PICTURES")
        if folder:
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


OpenScreen = Callable[..., Screen]


@pytest.fixture
def screen(house: House, browser: Browser) -> Iterator[OpenScreen]:
    made: list[BrowserContext] = []

    def make(
        who: str, path: str, theme: str = "light", size: tuple[int, int] = WIDE, script: bool = True
    ) -> Screen:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="en-GB", timezone_id="Europe/London", java_script_enabled=script,
        )  # fmt: skip
        made.append(context)
        session = house.seeded["sessions"][who]
        context.add_cookies(
            [
                {"name": "sessionid", "value": session, "url": house.url},
                {"name": "theme", "value": theme, "url": house.url},
            ]
        )
        return Screen(context, house, path)

    yield make
    for context in made:
        context.close()


PAGES = {
    "my-case": ("rahman", "/my-case/{officers}"),
    "my-cases": ("rahman", "/my-case"),
    "everything": ("rahman", "/my-case/{officers}/everything"),
    "none": ("ives", "/my-case"),
    "plans": ("ashworth", "/plans"),
    "plan": ("ashworth", "/plans/{officers}"),
    "oic": ("marsh", "/plans/{officers}"),
    "meeting": ("ashworth", "/plans/meeting"),
    "why": ("bell", "/plans/{officers}"),
    "member": ("reed", "/my-case/{officers}"),
    "nothing": ("frost", "/plans/{officers}"),
}


@pytest.mark.feature("F10", "F64")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_without_a_fault(house: House, screen: OpenScreen, name: str, theme: str) -> None:
    """Wide and narrow, and with everything on it opened."""
    who, path = PAGES[name]
    shown = screen(who, path.format(**house.seeded["cases"]), theme)
    expect(shown.page.locator("h1").last).to_be_visible()
    if shown.page.locator("[data-live]").count():
        shown.live()
    for width, height in (WIDE, NARROW):
        shown.page.set_viewport_size({"width": width, "height": height})
        shown.picture(f"{name}-{theme}-{width}")
        assert shown.faults() == []
    for fold in shown.page.locator("details > summary").all():
        fold.evaluate("one => (one.parentElement.open = true)")
    shown.picture(f"{name}-open-{theme}-{NARROW[0]}")
    assert shown.faults() == []


@pytest.mark.feature("F10", "F12", "F16", "F25")
def test_an_officer_is_walked_through_the_case_with_supervisor_and_officer_in_the_case(
    house: House, screen: OpenScreen
) -> None:
    case = house.case("walked")
    officer = screen("rahman", f"/my-case/{case}", size=NARROW)
    officer.live()
    officer.shows("rings you")

    sergeant = screen("ashworth", f"/plans/{case}")
    sergeant.opens("fold-oic")
    sergeant.fills(assign_oic_officer="2201")
    sergeant.sends("assign-oic")
    sergeant.shows("The officer in the case is named.")
    assert "The officer in the case is named." in sergeant.focus()
    officer.shows("DC Marsh, Ryde, has your case.")  # by itself
    sergeant.opens("fold-contact")
    sergeant.page.locator("[id='done:contact-evidence']").fill("Rang at home")
    sergeant.sends("done:contact")
    officer.shows("Sgt Ashworth rang you")

    officer.opens("fold-view")
    officer.fills(give_view_view="I would like an apology")
    officer.sends("give-view")
    officer.shows("Your view is on file.")
    assert officer.faults() == []

    detective = screen("marsh", f"/plans/{case}")
    detective.opens("fold-investigation")
    detective.page.locator("#investigation-state").select_option("ended")
    detective.page.locator("#investigation-outcome").select_option("out-of-court")
    detective.sends("investigation")
    detective.shows("The investigation’s state is saved.")
    assert detective.faults() == []
    officer.shows("The investigation has ended: out of court.")

    officer.shows("To keep the plan going")
    officer.shows("To update you")
    looked = officer.page.locator(".looked").first.inner_text()
    assert looked.count("Sgt Ashworth\nTo keep the plan going") == 1
    assert sergeant.faults() == []


@pytest.mark.feature("F17")
def test_the_victim_is_refused_as_officer_in_the_case_and_the_focus_is_on_why(
    house: House, screen: OpenScreen
) -> None:
    case = house.case("refused")
    sergeant = screen("ashworth", f"/plans/{case}")
    sergeant.opens("fold-oic")
    sergeant.fills(assign_oic_officer="3318")
    sergeant.sends("assign-oic")
    sergeant.shows("Not saved: the victim can’t be in charge of this case")
    focus = sergeant.focus()
    for told in (
        "Nobody can override this, at any rank.",
        "plan.victim-not-oic",
        "Choose somebody else",
    ):
        assert told in focus
    expect(sergeant.page.locator("#assign-oic-officer")).to_have_value("3318")
    sergeant.picture("refused-light-1440")
    assert sergeant.faults() == []
    sergeant.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    sergeant.picture("refused-light-360")
    assert sergeant.faults() == []
    sergeant.page.locator("#instead").select_option("1206")
    sergeant.page.locator("#form-instead button").click()
    sergeant.shows("The officer in the case is named.")
    expect(sergeant.page.locator(".refuse")).to_have_count(0)
    expect(sergeant.page.locator("aside")).to_contain_text("DC Nowak")


def test_a_lost_network_keeps_the_words_and_the_press_counts_once(
    house: House, screen: OpenScreen
) -> None:
    case = house.case("lost")
    officer = screen("rahman", f"/my-case/{case}", size=NARROW)
    officer.live()
    officer.opens("fold-impact")
    officer.fills(impact_text="I keep washing my face")
    officer.context.set_offline(True)
    officer.sends("impact")
    officer.shows("Not sent: no answer from the server.")
    assert "Your words are kept here" in officer.focus()
    expect(officer.page.locator("#impact-text")).to_have_value("I keep washing my face")
    officer.picture("lost-light-360")
    assert officer.faults() == []
    officer.context.set_offline(False)
    officer.page.reload()
    officer.shows("Restored: you typed this before")
    expect(officer.page.locator("#impact-text")).to_have_value("I keep washing my face")
    officer.sends("impact")
    officer.shows("Saved. You can change it at any time.")
    officer.page.reload()
    expect(officer.page.locator(".restored")).to_have_count(0)
    stored = house.run(
        "from outrider.safety.models import CaseText\n"
        f"print(*CaseText.objects.filter(case_id={case!r}).values_list('body', flat=True))"
    )
    assert stored == "I keep washing my face"


def test_a_page_that_hears_nothing_says_that_it_may_be_old(
    house: House, screen: OpenScreen
) -> None:
    officer = screen("rahman", f"/my-case/{house.case('lost')}")
    officer.live()
    officer.page.route("**/api/v1/s*", lambda route: route.abort())
    officer.page.reload()
    officer.shows("Not live: what you see may be old.")
    officer.picture("not-live-light-1440")
    assert officer.faults() == []


def test_an_answer_that_was_lost_on_its_way_back_is_not_taken_twice(
    house: House, screen: OpenScreen
) -> None:
    case = house.case("twice")
    sergeant = screen("ashworth", f"/plans/{case}")
    sergeant.opens("fold-support")
    sergeant.page.locator("[id='done:support-evidence']").fill("Leaflet")

    def arrives_but_is_not_answered(route: Any) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    sergeant.page.route(f"**/plans/{case}", arrives_but_is_not_answered)
    sergeant.sends("done:support")
    sergeant.shows("Not sent: no answer from the server.")
    sergeant.page.unroute(f"**/plans/{case}")
    sergeant.sends("done:support")
    sergeant.shows("Done. Its reminders have stopped.")
    counted = house.run(
        "from outrider.journal.models import Entry\n"
        f"print(Entry.objects.filter(stream='case:{case}', kind='task.done').count())"
    )
    assert counted == "1"


def test_a_session_that_has_ended_keeps_the_words_for_the_same_person(
    house: House, screen: OpenScreen
) -> None:
    case = house.case("lost")
    officer = screen("rahman", f"/my-case/{case}")
    officer.opens("fold-differently")
    officer.page.locator("#see-differently-classification").select_option("abuse")
    officer.page.locator("#see-differently-reason").fill("It was about my faith")
    cookies = officer.context.cookies()
    officer.context.clear_cookies(name="sessionid")
    officer.sends("see-differently")
    officer.shows("You’re signed out.")
    officer.context.add_cookies(cookies)
    officer.goes_to(f"/my-case/{case}")
    expect(officer.page.locator("#see-differently-reason")).to_have_value("It was about my faith")
    officer.sends("see-differently")
    officer.shows("Sent to a reviewer.")


def test_a_change_does_not_take_the_words_from_under_somebodys_hands(
    house: House, screen: OpenScreen
) -> None:
    case = house.case("live")
    officer = screen("rahman", f"/my-case/{case}")
    officer.live()
    officer.opens("fold-impact")
    officer.page.locator("#impact-text").press_sequentially("I keep ")
    sergeant = screen("ashworth", f"/plans/{case}")
    sergeant.opens("fold-oic")
    sergeant.fills(assign_oic_officer="1206")
    sergeant.sends("assign-oic")
    sergeant.shows("The officer in the case is named.")
    officer.shows("This case has changed since you began to type.")
    officer.page.locator("#impact-text").press_sequentially("washing")
    expect(officer.page.locator("#impact-text")).to_have_value("I keep washing")
    officer.page.locator("[data-show]").click()
    officer.shows("DC Nowak, Ryde, has your case.")
    expect(officer.page.locator("#impact-text")).to_have_value("I keep washing")
    assert officer.faults() == []


def test_a_page_reads_and_acts_without_script(house: House, screen: OpenScreen) -> None:
    case = house.case("live")
    officer = screen("rahman", f"/my-case/{case}", script=False)
    officer.shows("Seven-point plan")
    officer.opens("fold-wishes")
    officer.page.locator("#wishes-contact").fill("Text, after 2pm")
    officer.sends("wishes")
    officer.shows("Your wishes are saved.")
    officer.shows("Text, after 2pm")


def test_a_new_record_comes_onto_the_list_by_itself(house: House, screen: OpenScreen) -> None:
    sergeant = screen("ashworth", "/plans")
    sergeant.live()
    before = sergeant.page.locator("[data-case]").count()
    house.run(
        "from django.utils import timezone\n"
        "from uuid import uuid4\n"
        "from outrider.domain.access import Role\n"
        "from outrider.people.models import User\n"
        "from outrider.people.queries import viewer_for\n"
        "from outrider.safety.inputs import RecordIn\n"
        "from outrider.safety.services.recording import record\n"
        "user = User.objects.get(username='ives@force.example')\n"
        "by = viewer_for(user, 'officer', timezone.now())\n"
        "record(message=RecordIn(uuid4(), ('punch',)), by=by, now=timezone.now())"
    )
    expect(sergeant.page.locator("[data-case]")).to_have_count(before + 1, timeout=PATIENCE_MS)


def test_another_stations_supervisor_reads_nothing(house: House, screen: OpenScreen) -> None:
    sergeant = screen("frost", f"/plans/{house.case('officers')}")
    sergeant.shows("Nothing here that you can open")
    sergeant.goes_to("/plans")
    sergeant.shows("No plan is open.")
    assert "Rahman" not in sergeant.page.content()
