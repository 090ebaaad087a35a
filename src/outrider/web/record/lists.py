"""The decider and the words of the form as data: what a phone needs to decide without signal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from outrider.domain.safety import codes, decider
from outrider.domain.safety.template import DEFAULT_TEMPLATE


def lists() -> dict[str, Any]:
    """Everything that the app shows in words. The same for everybody."""
    return {
        "decider": decider_data(),
        "choices": {name: _choices(words) for name, words in _LISTS.items()},
        "past": dict(codes.PASSIVE),
        "promises": {
            str(point.number): {"title": point.title, "promise": point.promise}
            for point in DEFAULT_TEMPLATE.points
        },
    }


_LISTS: Mapping[str, codes.Words] = {
    "methods": codes.METHODS,
    "hurt": codes.HURT,
    "safe": codes.SAFE,
    "weapons": codes.WEAPONS,
    "fluids": codes.FLUIDS,
    "reached": codes.REACHED,
    "infection": codes.INFECTION,
    "body": codes.BODY,
    "injuries": codes.INJURIES,
    "medical": codes.MEDICAL,
    "strands": codes.STRANDS,
    "own": codes.OWN,
    "activities": codes.ACTIVITIES,
    "locations": codes.LOCATIONS,
    "impact_factors": codes.IMPACT_FACTORS,
    "classifications": codes.CLASSIFICATIONS,
}


def _choices(words: codes.Words) -> list[dict[str, str]]:
    return [{"code": code, "text": text} for code, text in words.items()]


def decider_data() -> dict[str, Any]:
    """`decider.decide` as a table: the first step that fits gives the rule or the question."""
    return {
        "version": decider.VERSION,
        "hate": "hate-abuse",
        "steps": [
            {"any_of": sorted(codes.ACTS), "rule": "decider.act"},
            {"any_of": ["only-hurt"], "ask": "intent", "rule": "decider.struggle"},
            {"any_of": ["threat"], "ask": "fear", "rule": "decider.threat"},
            {"any_of": ["other"], "ask": "act", "rule": "decider.unsure"},
            {"any_of": ["hate-abuse"], "rule": "decider.abuse"},
        ],
        "otherwise": "decider.unsure",
        "not_sure": "decider.unsure",
        "questions": {
            question.id: {
                "id": question.id,
                "text": question.text,
                "help": question.help,
                "yes": question.yes,
                "no": question.no,
            }
            for question in decider.QUESTIONS.values()
        },
        "rules": {
            rule.id: {
                "id": rule.id,
                "result": rule.result.value,
                "says": rule.says,
                "teaches": list(rule.teaches),
            }
            for rule in decider.RULES.values()
        },
    }
