"""The stream of one server: what is told, to whom, and how it ends."""

from __future__ import annotations

from tests.live.conftest import Force


def test_a_new_call_is_told_to_the_ambulance_desk_with_its_entities(force: Force) -> None:
    live = force.person("ambulance-control").follow()
    call = force.call()
    live.wait(lambda me: ("call", call) in me.picture.entities)
    live.settle()
    assert live.wrong() == []


def test_every_role_that_follows_has_the_fresh_picture_after_a_whole_call(force: Force) -> None:
    followers = [
        force.person(who).follow()
        for who in (
            "ambulance-control",
            "police-control",
            "fire-control",
            "duty-sergeant",
            "inspector",
            "scheme-manager",
            "CW12",
            "CW07",
            "FR01",
        )
    ]
    mission = force.asked(force.call())
    police, phone = force.person("police-control"), force.person("CW12")
    police.press(f"missions/{mission}/press", press="agree")
    for step in ("accept", "mobile", "at_scene", "with_patient", "handover", "clear"):
        phone.press(f"missions/{mission}/press", press=step)
    police.press(f"units/{force.unit('CW07')}/state", code=8, doing="Burglary, Shorwell")
    for live in followers:
        assert live.wrong() == [], live.person.session


def test_a_crew_is_not_told_that_other_calls_exist(force: Force) -> None:
    other = force.person("CW07").follow()
    mission = force.asked(force.call(), "CW21")
    force.person("police-control").press(f"missions/{mission}/press", press="agree")
    other.settle()
    assert other.named("change") == []
    assert other.picture.of("call") == []


def test_a_beat_says_that_the_stream_is_alive_and_how_far_it_is(force: Force) -> None:
    live = force.person("police-control").follow()
    live.wait(lambda me: len(me.named("beat")) >= 2)
    assert live.named("beat")[0]["server_time"].endswith("Z")


def test_positions_are_told_to_those_who_see_the_unit(force: Force) -> None:
    police = force.person("police-control")
    live, crew = police.follow(), force.person("CW07").follow()
    lat, lon = force.seeded["patient"]
    live.wait(lambda me: bool(me.named("fixes")))
    now = police.get("snapshot")["server_time"]
    fix = {"call_sign": "CW12", "lat": lat, "lon": lon, "fixed_at": now}
    assert police.post("positions", fixes=[fix])["accepted"] == 1
    live.wait(
        lambda me: any(
            one["call_sign"] == "CW12" and (one["lat"], one["lon"]) == (lat, lon)
            for data in me.named("fixes")
            for one in data["fixes"]
        )
    )
    crew.wait(lambda me: bool(me.named("fixes")) and len(me.named("beat")) >= 2)
    signs = {one["call_sign"] for data in crew.named("fixes") for one in data["fixes"]}
    assert signs == {"CW07"}


def test_a_cursor_that_is_ahead_of_the_journal_is_answered_with_reset(force: Force) -> None:
    person = force.person("police-control")
    with person.http.stream("GET", "stream?after=999999") as response:
        assert "event: reset" in response.read().decode()


def test_a_stream_without_a_cursor_is_answered_with_reset(force: Force) -> None:
    with force.person("police-control").http.stream("GET", "stream") as response:
        assert "event: reset" in response.read().decode()


def test_another_scope_than_the_snapshots_is_answered_with_reset(force: Force) -> None:
    person = force.person("police-control")
    with person.http.stream("GET", "stream?after=1&scope=abc") as response:
        assert "event: reset" in response.read().decode()


def test_a_client_that_comes_back_with_its_last_event_id_loses_nothing(force: Force) -> None:
    person = force.person("ambulance-control")
    live = person.follow()
    force.call()
    live.settle()
    live.close()
    force.call()
    again = person.follow(live.picture)
    assert again.wrong() == []
    with person.http.stream("GET", "stream?after=999999", headers={"Last-Event-ID": "1"}) as told:
        assert any(line == "event: change" for line in told.iter_lines())


def test_signing_out_elsewhere_ends_the_stream_with_signed_out(force: Force) -> None:
    live = force.fresh_session("police-control").follow()
    force.run(
        "from django.contrib.sessions.models import Session\n"
        f"Session.objects.filter(session_key={live.person.session!r}).delete()"
    )
    live.wait(lambda me: me.ended.is_set())
    assert live.events[-1][0] == "signed-out"


def test_a_grant_that_ends_resets_the_stream_and_the_next_snapshot_is_denied(
    force: Force,
) -> None:
    live = force.person("inspector").follow()
    force.run(
        "from outrider.people.models import RoleGrant\n"
        "from django.utils import timezone\n"
        "RoleGrant.objects.filter(role='inspector').update(valid_to=timezone.now())"
    )
    live.wait(lambda me: me.ended.is_set())
    assert live.events[-1][0] in ("reset", "signed-out")
    assert live.person.http.get("snapshot").status_code == 401


def test_a_station_taken_from_a_sergeants_scope_resets_the_stream(force: Force) -> None:
    live = force.person("duty-sergeant").follow()
    assert live.picture.of("unit")
    force.run(
        "from outrider.people.models import RoleGrant, Station\n"
        "other = Station.objects.create(code='ryde', name='Ryde', agency='police', "
        "lat=50.73, lon=-1.16)\n"
        "RoleGrant.objects.filter(role='duty-sergeant').update(station=other)"
    )
    live.wait(lambda me: me.ended.is_set())
    assert live.events[-1][0] == "reset"
    assert live.person.follow().picture.of("unit") == []


def test_a_server_that_is_told_to_stop_ends_its_streams_and_itself(force: Force) -> None:
    live = force.person("police-control").follow()
    process = force.servers._servers[0]._process
    assert process is not None
    process.terminate()
    assert process.wait(timeout=15) is not None
    live.wait(lambda me: me.ended.is_set())
    assert "Traceback" not in force.servers.log(0)
