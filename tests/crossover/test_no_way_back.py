"""The proof: what was done to an officer changes nothing about who is sent, nor a word about why."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import outrider
from outrider.coresponse import services
from outrider.coresponse.choosing.look import look
from outrider.coresponse.mapping import load_state
from outrider.coresponse.models import Call, Decision, Mission
from outrider.coresponse.packs import pack_version
from outrider.coresponse.queries import candidates, snapshot_entities
from outrider.coresponse.queries.candidates import candidate_record
from outrider.coresponse.queries.not_picked import not_picked_lately
from outrider.crossover.models import Hazard, SupportOffer
from outrider.crossover.services.support import answer_offer, make_offers, say_too_much
from outrider.domain.access import Role
from outrider.domain.safety.codes import METHODS
from outrider.people.models import Officer
from outrider.safety.inputs import WhereIn
from outrider.safety.models import Case
from tests.crossover.conftest import Both
from tests.support.scene import all_viewers, new_id

POLICE_UNITS: Final = ("CW12", "CW07", "CW21", "CW15")
UNITS: Final = (*POLICE_UNITS, "FR01", "CR01")
ELSEWHERE: Final = WhereIn("place", "Somewhere else", 50.5755, -1.2990)


@dataclass(frozen=True)
class Lived:
    """One thing that is recorded of an officer."""

    unit: str
    what: str
    hurt: str
    at_home: bool
    weapon: str
    confirmed: bool  # a hazard, somewhere else


@dataclass(frozen=True)
class Night:
    """A scene of units, and what happened to those on board."""

    seconds: tuple[int, ...]
    states: tuple[int, ...]
    complaint: str
    lived: tuple[Lived, ...]
    too_much: bool
    answer: str


lived = st.builds(
    Lived,
    unit=st.sampled_from(UNITS),
    what=st.sampled_from(sorted(METHODS)),
    hurt=st.sampled_from(["no", "a-bit", "badly"]),
    at_home=st.booleans(),
    weapon=st.sampled_from(["", "knife"]),
    confirmed=st.booleans(),
)
nights = st.builds(
    Night,
    seconds=st.tuples(*[st.integers(120, 1000)] * len(POLICE_UNITS)),
    states=st.tuples(*[st.sampled_from([1, 2, 3, 6, 7, 8, 9])] * len(POLICE_UNITS)),
    complaint=st.sampled_from(["cardiac-arrest", "stroke", "fitting"]),
    lived=st.lists(lived, min_size=1, max_size=6).map(tuple),
    too_much=st.booleans(),
    answer=st.sampled_from(["yes", "later", "no"]),
)


def set_up(both: Both, night: Night) -> Call:
    for unit, seconds, state in zip(POLICE_UNITS, night.seconds, night.states, strict=True):
        both.scene.place(unit, seconds)
        both.scene.state(unit, state)
    call = both.scene.call(night.complaint)
    return both.scene.allocate(call, eta=1500)


def everything_said(both: Both, call: Call) -> str:
    """Candidates, gates, ranking and each word about them, whole and as everybody reads them."""
    policy = pack_version(call.pack_version).policy
    looked = look(call, load_state(call), policy, both.now)
    # what is shown and who is sent, with nothing left out
    told: list[Any] = [
        [candidate_record(each) for each in looked.candidates],
        looked.beyond,
        [str(looked.best.register.unit.pk) if looked.best else None],
    ]
    for viewer in all_viewers(both.scene):
        told.append(snapshot_entities(viewer))
        told.append(not_picked_lately(viewer, both.now))
        if viewer.role in (Role.AMBULANCE_CONTROL, Role.SCHEME_MANAGER):
            told.append(candidates(call.pk, viewer, both.now))
    return json.dumps(told, sort_keys=True, default=str)


def happens(both: Both, night: Night) -> None:
    for each in night.lived:
        case = both.crew_assaulted(
            each.unit,
            each.what,
            hurt=each.hurt,
            where=ELSEWHERE,
            in_a_home=each.at_home,
        )
        officer = both.scene.crew(each.unit)
        if each.weapon:
            details(both, case, officer, each.weapon)
        hazard = Hazard.objects.filter(incident_id=case.incident_id).first()
        if hazard is not None and each.confirmed:
            both.decides(hazard, "confirm", "okonedo_everywhere")
    make_offers(both.now)
    if night.too_much:
        unit = night.lived[0].unit
        say_too_much(press_id=new_id(), by=both.scene.crew(unit), now=both.now)
    for offer in SupportOffer.objects.filter(answer="", officer__user__isnull=False):
        unit = next(u for u in UNITS if both.officer_of(u).pk == offer.officer_id)
        answer_offer(offer_id=offer.pk, answer=night.answer, by=both.scene.crew(unit), now=both.now)


def details(both: Both, case: Case, by: Any, weapon: str) -> None:
    from outrider.safety.inputs import DetailsIn
    from outrider.safety.services.details import add_details

    add_details(
        case_id=case.pk, message=DetailsIn(new_id(), {"weapon": weapon}), by=by, now=both.now
    )


LENIENT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.feature("C23", "F26", "F61")
@settings(max_examples=3, suppress_health_check=LENIENT)
@given(night=nights)
def test_recording_assaults_changes_no_decision_and_no_word_about_it(
    both: Both, night: Night
) -> None:
    recording_changes_nothing(both, night)


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=LENIENT)
@given(night=nights)
def test_over_many_nights_recording_assaults_changes_no_decision(both: Both, night: Night) -> None:
    recording_changes_nothing(both, night)


def recording_changes_nothing(both: Both, night: Night) -> None:
    start = (both.scene.now, both.ryde.now)
    with transaction.atomic():
        call = set_up(both, night)
        before = everything_said(both, call)
        happens(both, night)
        assert Case.objects.count() == len(night.lived)
        assert everything_said(both, call) == before
        # what the clock keeps on units reads as before too
        assert services.refresh_units(both.now) == 0
        assert everything_said(both, call) == before
        transaction.set_rollback(True)
    both.scene.now, both.ryde.now = start


@pytest.mark.feature("F61")
def test_the_one_who_was_assaulted_is_asked_like_anybody_else(both: Both) -> None:
    """The nearest crew has had a terrible month, and is the one that is asked."""
    for _ in range(7):
        both.crew_assaulted("CW12", "kick", hurt="badly")
    make_offers(both.now)
    call = both.scene.allocate(both.scene.call())
    mission = both.scene.ask(call, "CW12")
    assert mission.unit.call_sign == "CW12"
    decision = Decision.objects.get(mission=mission)
    first = decision.candidates[0]
    assert (first["call_sign"], first["rank"], first["why_not"]) == ("CW12", 1, [])


def test_a_planted_way_back_would_be_found(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison sees it when an assault does count: so its silence means something."""
    from outrider.coresponse.choosing import look as looking

    honest = looking.failed_gates
    night = Night((300, 400, 500, 600), (2, 2, 2, 2), "cardiac-arrest", (), False, "no")
    call = set_up(both, night)
    before = everything_said(both, call)
    both.crew_assaulted("CW12", "kick")

    def unfair(facts: Any, limits: Any) -> int:
        return honest(facts, limits) | int(Case.objects.exists())

    monkeypatch.setattr(looking, "failed_gates", unfair)
    assert everything_said(both, call) != before


PACKAGE: Final = Path(outrider.__file__).parent
DECIDING: Final = (
    "coresponse",
    "domain/coresponse",
    "domain/people",
    "people",
    "roads",
)
OTHER_SCHEME: Final = ("safety", "crossover")


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for room in DECIDING:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_no_module_that_chooses_imports_the_other_scheme_in_any_way() -> None:
    seen = 0
    for path, tree in sources():
        seen += 1
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                rooms = name.split(".")
                assert not set(rooms[:3]) & set(OTHER_SCHEME), (path, name)
                assert rooms[0] != "importlib" or rooms[1] == "resources", (path, name)
    assert seen > 80


def back_names() -> set[str]:
    """Every name by which a row of the register leads to a row of the other scheme."""
    found: set[str] = set()
    for model in apps.get_app_config("people").get_models():
        for relation in model._meta.related_objects:
            if relation.related_model._meta.app_label in (*OTHER_SCHEME, "notify"):
                found.add(relation.get_accessor_name() or "")
    return found - {""}


@pytest.mark.feature("F26")
def test_no_module_that_chooses_goes_from_an_officer_to_what_was_done_to_them() -> None:
    names = back_names()
    assert {"cases", "support_offers"} <= names
    tables = {
        model._meta.db_table
        for label in OTHER_SCHEME
        for model in apps.get_app_config(label).get_models()
    }
    assert "safety_case" in tables
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                assert node.attr not in names, (path, node.lineno, node.attr)
            elif isinstance(node, ast.keyword) and node.arg:
                assert node.arg.split("__")[0] not in names, (path, node.arg)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                word = node.value
                assert word.split("__")[0] not in names, (path, node.lineno, word)
                assert not any(table in word for table in tables), (path, node.lineno, word)


def test_only_the_port_for_places_leads_into_co_response() -> None:
    """One port, and it is asked with a point and a time: no officer goes in, none comes out."""
    from outrider.coresponse import ports

    asked = {
        name: tuple(method.__annotations__)
        for name, method in vars(ports.HazardSource).items()
        if not name.startswith("_")
    }
    assert asked == {"near": ("lat", "lon", "now", "return"), "told": ("ids", "return")}


def test_an_assault_on_a_job_tells_the_ambulance_side_nothing(both: Both) -> None:
    """Recorded in each phase of the job: every screen of the other agencies stays as it was."""
    from outrider.crossover.missions import filled_in
    from outrider.journal.models import Entry

    scene = both.scene
    call = scene.allocate(scene.call())
    mission = scene.ask(call)
    scene.press(mission, "agree", scene.police)
    outside = [
        viewer
        for viewer in all_viewers(scene)
        if viewer.role not in (Role.DUTY_SERGEANT, Role.INSPECTOR, Role.SUPERVISOR)
        and viewer.unit_id != str(scene.units["CW12"].pk)
    ]
    for step in ("accept", "mobile", "at_scene", "with_patient", "handover", "clear"):
        more = {"atmist": {"age": "60 to 69"}} if step == "handover" else {}
        scene.later(60)
        scene.press(Mission.objects.get(), step, scene.crew("CW12"), **more)
        before = [json.dumps(snapshot_entities(viewer), default=str) for viewer in outside]
        last = Entry.objects.latest("seq").seq
        job = filled_in(mission.pk, scene.crew("CW12"), scene.now)
        both.crew_assaulted(
            "CW12",
            "punch",
            where=WhereIn("mission", job.label, job.lat, job.lon, job.mission_id, job.call_number),
        )
        after = [json.dumps(snapshot_entities(viewer), default=str) for viewer in outside]
        assert after == before, step
        for entry in Entry.objects.filter(seq__gt=last):
            assert not any(
                key.startswith(("call:", "mission:", "unit:")) for key in entry.touches
            ), entry
            assert not entry.stream.startswith(("call:", "mission:", "unit:"))
    assert Case.objects.filter(incident__mission_id=mission.pk).count() == 6
    assert Officer.objects.filter(cases__isnull=False).distinct().count() == 1
