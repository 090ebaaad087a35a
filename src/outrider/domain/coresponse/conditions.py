"""The five conditions of the scheme, each with the skills that it asks of a crew.

Strokes, cardiac arrests, choking, trauma injuries and shock are what the scheme was announced for.
Other complaints on the list (chest pain, fitting, ...) ask for life support only.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from outrider.domain.people.competence import Skill


class Condition(StrEnum):
    CARDIAC_ARREST = "cardiac-arrest"
    STROKE = "stroke"
    CHOKING = "choking"
    TRAUMA = "trauma"
    SHOCK = "shock"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Condition.CARDIAC_ARREST: "Cardiac arrest",
    Condition.STROKE: "Stroke",
    Condition.CHOKING: "Choking",
    Condition.TRAUMA: "Trauma injury",
    Condition.SHOCK: "Shock",
    Condition.OTHER: "Other life-threatening",
}

# Which skills a crew must hold in date, between its members, to be asked.
NEEDED_SKILLS: Final[Mapping[Condition, frozenset[Skill]]] = {
    Condition.CARDIAC_ARREST: frozenset({Skill.LIFE_SUPPORT, Skill.DEFIBRILLATION}),
    Condition.STROKE: frozenset({Skill.LIFE_SUPPORT, Skill.STROKE}),
    Condition.CHOKING: frozenset({Skill.LIFE_SUPPORT, Skill.CHOKING}),
    Condition.TRAUMA: frozenset({Skill.LIFE_SUPPORT, Skill.BLEEDING}),
    Condition.SHOCK: frozenset({Skill.LIFE_SUPPORT, Skill.SHOCK, Skill.OXYGEN}),
    Condition.OTHER: frozenset({Skill.LIFE_SUPPORT, Skill.DEFIBRILLATION}),
}
