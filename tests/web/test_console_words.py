"""How the client writes times, estimates and places: its own modules, run in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.desks import Desk
from tests.web.desks import desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = {
    # the hour that the clocks go back comes twice, and each says which it is
    "clock('2026-10-25T00:30:00Z') + ' ' + zone('2026-10-25T00:30:00Z')": "01:30:00 BST",
    "clock('2026-10-25T01:30:00Z') + ' ' + zone('2026-10-25T01:30:00Z')": "01:30:00 GMT",
    "when('2026-11-20T23:59:00Z', '2026-11-21T03:00:00Z')": "Fri 20 Nov 23:59:00",
    "estimate(361, 300, 480)": "6 min (5 to 8)",
    "estimate(361, null, null)": "6 min",
    "range(-60, 540)": "−1 to 9",
    "minuteNumber(-20)": "0",
    "minutes(12)": "under 1 min",
    "percent(0.97)": "97%",
    # no estimate is certain
    "percent(0.9999)": ">99%",
    "percent(0.0001)": "<1%",
    "age(59)": "59 s",
    "age(1320)": "22 min",
    "running(3729)": "1:02:09",
}

PLACES = {
    "SZ 483 795": {"os_grid": "SZ 483 795"},
    "sz483795": {"os_grid": "SZ 483 795"},
    "SZ 4831 7954": {"os_grid": "SZ 4831 7954"},
    "50.604, -1.3185": {"lat": 50.604, "lon": -1.3185},
    "SZ 483 79": None,  # an odd number of figures is no grid reference: it is looked up as a name
    "Chale Green": None,
}


@pytest.fixture(scope="module")
def opened(force: Any, browser: Any) -> Any:
    url = force.servers.urls[0]
    context = browser.new_context()
    session = force.seeded["sessions"]["ambulance-control"]
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    yield Desk(context, url, "/console")
    context.close()


@pytest.mark.parametrize(("said", "expected"), WORDS.items())
def test_times_and_estimates_read_as_people_say_them(
    opened: Desk, said: str, expected: str
) -> None:
    name = said.split("(")[0]
    names = "{ clock, zone, when, estimate, range, minuteNumber, minutes, percent, age, running }"
    script = f"async () => {{ const {names} = await import('/static/js/lib/format.js'); return {said}; }}"
    assert opened.page.evaluate(script) == expected, name


@pytest.mark.parametrize(("typed", "expected"), PLACES.items())
def test_a_place_is_read_as_a_point_a_grid_reference_or_a_name(
    opened: Desk, typed: str, expected: dict[str, Any] | None
) -> None:
    script = """async (typed) => {
      const { readPlace } = await import("/static/js/console/place-words.js");
      return readPlace(typed);
    }"""
    assert opened.page.evaluate(script, typed) == expected
