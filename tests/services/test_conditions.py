"""The five conditions of the scheme: each has its call, competence, card, report and evidence row."""

import pytest
from tests.support.scene import Scene

from outrider.coresponse.errors import Refused
from outrider.coresponse.models import Call, Mission, PatientReport
from outrider.domain.coresponse.cards import card_for
from outrider.domain.coresponse.conditions import NEEDED_SKILLS, Condition
from outrider.domain.coresponse.report_questions import questions
from outrider.domain.people.competence import Skill
from outrider.people.models import Competence

ATMIST = {"age": "60 to 69", "mechanism": "As found"}


def attended(scene: Scene, complaint: str, category: str, report: dict[str, object]) -> Mission:
    call = scene.call(complaint, category)
    scene.allocate(call)
    mission = scene.press(scene.ask(call), "agree", scene.police)
    scene.crew_presses(mission, "accept", "mobile", "at_scene", "with_patient")
    crew = scene.crew("CW12")
    scene.later(300)
    mission = scene.press(mission, "handover", crew, atmist=ATMIST)
    return scene.press(mission, "clear", crew, report=report)


def refused_without(scene: Scene, complaint: str, category: str, skill: Skill) -> str:
    """The unit is asked for once nobody on board holds the skill: what the refusal says."""
    Competence.objects.filter(skill=skill.value).delete()
    call = scene.call(complaint, category)
    scene.allocate(call)
    with pytest.raises(Refused) as refused:
        scene.ask(call)
    assert refused.value.rule == "crew.competence"
    return refused.value.why


@pytest.mark.django_db
def test_cardiac_arrest_needs_defibrillation_and_is_reported(scene: Scene) -> None:
    mission = attended(scene, "cardiac-arrest", "C1", {})
    assert mission.call.condition == "cardiac-arrest"
    assert PatientReport.objects.get(mission=mission).condition == "cardiac-arrest"
    scene.later(60)
    assert "Defibrillation" in refused_without(scene, "cardiac-arrest", "C1", Skill.DEFIBRILLATION)


@pytest.mark.django_db
def test_stroke_needs_recognition_and_oxygen_without_need_raises_a_query(scene: Scene) -> None:
    answers: dict[str, object] = {"oxygen_given": True, "spo2": 97}
    keys = {question.id for question in questions("stroke")}
    assert set(answers) <= keys, keys
    mission = attended(scene, "stroke", "C2", answers)
    report = PatientReport.objects.get(mission=mission)
    assert any("oxygen" in query["rule"] for query in report.queries)
    scene.later(60)
    assert "Stroke recognition" in refused_without(scene, "stroke", "C2", Skill.STROKE)


@pytest.mark.django_db
def test_choking_needs_its_own_skill_and_is_reported(scene: Scene) -> None:
    mission = attended(scene, "choking", "C1", {})
    assert mission.call.condition == "choking"
    assert PatientReport.objects.get(mission=mission).condition == "choking"
    scene.later(60)
    assert "Choking" in refused_without(scene, "choking", "C1", Skill.CHOKING)


@pytest.mark.django_db
def test_trauma_needs_bleeding_control_and_is_reported(scene: Scene) -> None:
    mission = attended(scene, "catastrophic-bleed", "C1", {})
    assert mission.call.condition == "trauma"
    assert PatientReport.objects.get(mission=mission).condition == "trauma"
    scene.later(60)
    assert "bleeding" in refused_without(scene, "catastrophic-bleed", "C1", Skill.BLEEDING)


@pytest.mark.django_db
def test_shock_needs_oxygen_skill_and_is_reported(scene: Scene) -> None:
    mission = attended(scene, "shock", "C2", {})
    assert mission.call.condition == "shock"
    assert PatientReport.objects.get(mission=mission).condition == "shock"
    scene.later(60)
    assert "Oxygen" in refused_without(scene, "shock", "C2", Skill.OXYGEN)


@pytest.mark.parametrize("condition", [c for c in Condition if c is not Condition.OTHER])
def test_each_condition_has_its_card_its_questions_and_its_skills(condition: Condition) -> None:
    assert card_for(condition.value) is not None
    assert questions(condition.value)
    assert NEEDED_SKILLS[condition]
    assert Call._meta.get_field("condition").max_length >= len(condition.value)
