"""Schemathesis at the running API, as several roles: no server error, nothing undocumented."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from outrider.api.v1 import api
from tests.live.conftest import Force
from tests.live.people import CSRF

pytestmark = pytest.mark.slow

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    allow_header_conformance,
]
WHO = ("ambulance-control", "police-control", "inspector", "CW12", "ambulance-crew", "nobody")

config = schemathesis.Config.from_dict(
    {"generation": {"max-examples": 12}, "phases": {"coverage": {"enabled": True}}}
)
# The stream never ends; test_stream.py reads it.
described = schemathesis.openapi.from_dict(api.get_openapi_schema(), config=config)
schema = described.exclude(path="/api/v1/stream")


@pytest.fixture(scope="module")
def ids(force: Force) -> dict[str, str]:
    """Records that are there, so that not every request ends at the door."""
    call = force.call()
    mission = force.asked(call, "CW12")
    force.person("police-control").press(f"missions/{mission}/press", press="agree")
    alert = force.person("police-control").post(f"units/{force.unit('CW12')}/test-alert")
    lat, lon = force.seeded["patient"]
    crew = force.person("CW12")
    recorded = crew.post(
        "safety/records",
        draft_id=str(uuid4()),
        what=["push"],
        where={"kind": "place", "label": "Somebody's home", "lat": lat, "lon": lon},
        in_a_home=True,
    )
    offer = crew.press("support/too-much")
    hazard = force.run(
        "from outrider.crossover.models import Hazard\nprint(Hazard.objects.get().pk)"
    )
    pack = force.run(
        "from outrider.coresponse.models import RulePack\nprint(RulePack.objects.first().pk)"
    )
    return {
        "call_id": call,
        "mission_id": mission,
        "unit_id": force.unit("CW12"),
        "alert_id": alert["alert"]["id"],
        "code": "police-special",
        "case_id": recorded["cases"][0]["id"],
        "hazard_id": hazard.split()[-1],
        "offer_id": offer["offer"]["id"],
        "version": pack.split()[-1],
    }


def with_real_ids(case: Any, ids: dict[str, str]) -> None:
    """Every other id that was invented becomes one that is there."""
    for name, value in list((case.path_parameters or {}).items()):
        try:
            even = UUID(str(value)).int % 2 == 0
        except ValueError:
            even = len(str(value)) % 2 == 0 and name in ("code", "version")
        if even:
            case.path_parameters[name] = ids[name]


@pytest.mark.parametrize("who", WHO)
@schema.parametrize()
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_no_request_ends_in_a_server_error_or_an_undocumented_answer(
    case: schemathesis.Case, who: str, force: Force, ids: dict[str, str]
) -> None:
    with_real_ids(case, ids)
    url = force.servers.urls[0]
    cookies = {} if who == "nobody" else {"sessionid": force.seeded["sessions"][who]}
    response = case.call(
        base_url=url,
        cookies=cookies | {"csrftoken": CSRF},
        headers={"X-CSRFToken": CSRF, "Referer": url},
    )
    assert response.status_code != 500, f"{response.text}\n{force.servers.log(0)}"
    case.validate_response(response, checks=CHECKS)
