"""Officers, stations, training, kit and duty are one register: `people`, for both schemes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models

from outrider.coresponse.choosing.register import read_register
from outrider.coresponse.queries import snapshot_entities
from outrider.domain.people.competence import Skill
from outrider.people.models import Competence, Officer, Station, TrainingRecord, Unit
from outrider.safety.queries.views import view_case
from tests.crossover.conftest import Both

SCHEMES = ("coresponse", "safety", "crossover")
PEOPLE_WORDS = {
    "officer", "victim", "oic", "statement_taker", "supervisor", "owner", "holder", "done_by",
    "link_officer", "seen_by",
}  # fmt: skip


def fields() -> list[tuple[str, models.Field]]:  # type: ignore[type-arg]
    return [
        (f"{label}.{model.__name__}.{field.name}", field)
        for label in SCHEMES
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
    ]


def test_whoever_a_row_of_a_scheme_names_is_a_row_of_the_register() -> None:
    seen = 0
    for name, field in fields():
        if field.name in PEOPLE_WORDS and field.is_relation:
            assert field.related_model is Officer, name
            seen += 1
        if field.name == "station":
            assert field.related_model is Station, name
            seen += 1
        if field.name == "unit" and field.is_relation:
            assert field.related_model is Unit, name
            seen += 1
    assert seen > 12


@pytest.mark.parametrize(
    "word", ["competence", "kit", "driving", "rank", "duty", "spell", "crewing", "shift"]
)
def test_no_scheme_keeps_a_register_of_its_own(word: str) -> None:
    own = [
        model.__name__
        for label in SCHEMES
        for model in apps.get_app_config(label).get_models()
        if word in model.__name__.lower()
    ]
    assert own == []


def test_one_officer_is_the_same_row_in_both_schemes(both: Both) -> None:
    officer = both.officer_of("CW12")
    case = both.crew_assaulted("CW12")
    assert case.victim == officer
    assert case.station == officer.station == both.scene.station
    crew = read_register([both.scene.units["CW12"]], both.now)[0].crew
    assert officer in [each.officer for each in crew]


def test_a_name_and_a_station_that_change_change_in_both_schemes(both: Both) -> None:
    case = both.crew_assaulted("CW12")
    officer = both.officer_of("CW12")
    officer.family_name, officer.station = "Hale", both.ryde.station
    officer.save()
    both.ryde.station.name = "Ryde East"
    both.ryde.station.save()
    case.refresh_from_db()
    mine = view_case(case, both.scene.crew("CW12"), both.now)
    assert mine["victim"]["name"] == "SC Hale"
    assert mine["victim"]["station"] == "Ryde East"
    from outrider.coresponse import services

    services.refresh_units(both.now)
    units = {
        one["call_sign"]: one
        for one in snapshot_entities(both.scene.police)
        if one["type"] == "unit"
    }
    assert "SC Hale" in [each["name"] for each in units["CW12"]["officers"]]


def test_training_that_a_case_led_to_stands_in_the_one_register(both: Both) -> None:
    """It is a row of the officer; what a unit may be asked for reads competences beside it."""
    case = both.ryde.records("rahman", "spit")
    both.ryde.press(case, "quinn", "offer-talk")
    both.ryde.press(case, "rahman", "accept-talk")
    both.ryde.press(case, "quinn", "request-training", topic="spit")
    request = case.training.get()
    day = both.now.date()
    both.ryde.press(case, "hart", "book-training", request=request.pk, on=day)
    both.ryde.press(case, "hart", "training-done", request=request.pk, on=day)
    assert TrainingRecord.objects.get(officer=both.ryde.officers["rahman"]).course == "extra-spit"
    assert TrainingRecord._meta.app_label == Competence._meta.app_label == "people"


def test_a_lapsed_skill_is_the_registers_word_and_an_assault_does_not_touch_it(both: Both) -> None:
    before = set(Competence.objects.values_list("officer_id", "skill", "expires_on"))
    both.crew_assaulted("CW12", "kick", hurt="badly")
    assert set(Competence.objects.values_list("officer_id", "skill", "expires_on")) == before
    Competence.objects.filter(
        officer__crewings__unit=both.scene.units["CW12"], skill=Skill.DEFIBRILLATION.value
    ).update(expires_on=both.now.date() - timedelta(days=1))
    register = read_register([both.scene.units["CW12"]], both.now)[0]
    lapsed = [each for each in register.signed if each.expires_on < both.now.date()]
    assert {each.skill for each in lapsed} == {Skill.DEFIBRILLATION}
