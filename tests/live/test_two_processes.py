"""Two server processes on PostgreSQL: what is made through one is seen through the other."""

from __future__ import annotations

import json
import threading
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.live.conftest import Force
from tests.live.people import Person, new_call


def test_a_call_made_through_one_process_is_told_on_a_stream_of_the_other(
    wide_force: Force,
) -> None:
    live = wide_force.person("ambulance-control", server=1).follow()
    call = wide_force.call(server=0)
    live.wait(lambda me: ("call", call) in me.picture.entities)
    assert live.wrong() == []


@pytest.mark.feature("C19")
def test_a_process_that_is_killed_loses_nothing_of_what_its_clients_come_back_for(
    wide_force: Force,
) -> None:
    live = wide_force.person("ambulance-control", server=1).follow()
    before = wide_force.call(server=0)
    live.wait(lambda me: ("call", before) in me.picture.entities)
    wide_force.servers.kill(1)
    live.wait(lambda me: me.ended.is_set())
    meanwhile = wide_force.call(server=0)
    again = wide_force.person("ambulance-control", server=0).follow(live.picture)
    again.wait(lambda me: ("call", meanwhile) in me.picture.entities)
    assert again.wrong() == []
    wide_force.servers.restart(1)
    third = wide_force.person("ambulance-control", server=1).follow(again.picture)
    assert third.wrong() == []


def at_once(*works: Any) -> list[httpx.Response]:
    """Each in a thread of its own, started together."""
    answers: list[httpx.Response | None] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(index: int) -> None:
        gate.wait()
        answers[index] = works[index]()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answer for answer in answers if answer is not None]


def sends(person: Person, path: str, body: dict[str, Any]) -> Any:
    return lambda: person.http.post(path, json=body)


def test_the_same_call_sent_to_both_processes_at_once_is_one_call(wide_force: Force) -> None:
    desks = [wide_force.person("ambulance-control", server) for server in (0, 1)]
    for _ in range(5):
        message = new_call(wide_force.seeded["patient"])
        answers = at_once(*[sends(desk, "calls", message) for desk in desks * 2])
        assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
        assert len({answer.json()["call"]["id"] for answer in answers}) == 1


def test_the_same_press_sent_to_both_processes_at_once_counts_once(wide_force: Force) -> None:
    mission = wide_force.asked(wide_force.call(), "CW21")
    police = [wide_force.person("police-control", server) for server in (0, 1)]
    body = {"press_id": str(uuid4()), "press": "agree"}
    answers = at_once(*[sends(one, f"missions/{mission}/press", body) for one in police * 2])
    assert [answer.status_code for answer in answers] == [200] * 4
    # the database keeps an object's keys in an order of its own
    said = {json.dumps(answer.json(), sort_keys=True) for answer in answers}
    assert len(said) == 1, said
    rows = wide_force.run(
        "from outrider.journal.models import Entry\n"
        f"print(Entry.objects.filter(cause={body['press_id']!r}).count())"
    )
    assert rows.strip() == "1"


def test_one_unit_asked_for_two_calls_in_two_processes_at_once_goes_to_one(
    wide_force: Force,
) -> None:
    calls = [wide_force.call(), wide_force.call()]
    desks = [wide_force.person("ambulance-control", server) for server in (0, 1)]
    unit = wide_force.unit("CW15")
    answers = at_once(
        *[
            sends(desk, f"calls/{call}/ask", {"press_id": str(uuid4()), "unit_id": unit})
            for desk, call in zip(desks, calls, strict=True)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["rule"] == "unit.one-owner"


def test_streams_hold_no_connection_while_they_have_nothing_to_tell(wide_force: Force) -> None:
    def connections() -> int:
        return int(
            wide_force.run(
                "from django.db import connection\n"
                "with connection.cursor() as cursor:\n"
                "    cursor.execute('SELECT count(*) FROM pg_stat_activity WHERE datname = "
                "current_database()')\n"
                "    print(cursor.fetchone()[0])"
            )
        )

    person = wide_force.person("police-control")
    person.follow().wait(lambda me: bool(me.named("beat")))
    before = connections()
    many = [person.follow() for _ in range(20)]
    for live in many:
        live.wait(lambda me: bool(me.named("beat")))
    # The streams of a process share four; the request that opened one has let go of its own.
    assert connections() <= before + 4


def test_what_a_crew_presses_at_one_process_every_desk_sees_at_the_other(
    wide_force: Force,
) -> None:
    desks = [
        wide_force.person(who, server=1).follow()
        for who in ("ambulance-control", "police-control", "duty-sergeant", "scheme-manager")
    ]
    mission = wide_force.asked(wide_force.call(), "CW12")
    wide_force.person("police-control").press(f"missions/{mission}/press", press="agree")
    phone = wide_force.person("CW12")
    for step in ("accept", "mobile", "at_scene", "with_patient", "handover", "clear"):
        phone.press(f"missions/{mission}/press", press=step)
    for live in desks:
        live.wait(
            lambda me: any(
                one["id"] == mission and one["phase"] == "clear" for one in me.picture.of("mission")
            )
        )
        assert live.wrong() == []
