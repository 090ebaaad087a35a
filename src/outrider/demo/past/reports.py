"""The crews' short reports of past attendances, answered at random within each form's limits."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Final

from outrider.coresponse.models import Call, Mission, PatientReport
from outrider.demo.config import rates
from outrider.demo.seeds import stream
from outrider.domain.coresponse.report import check_report
from outrider.domain.coresponse.report_questions import Kind, Question, questions

LIKELY: Final = {
    "spo2": (86, 93),
    "spo2_after": (94, 98),
    "oxygen_flow": (10, 15),
    "shocks": (0, 3),
    "pulse": (60, 120),
    "respirations": (10, 28),
}


def report_of(seed: int, call: Call, mission: Mission, at: datetime) -> PatientReport:
    """A report with the queries that the scheme's own check raises on it."""
    random = stream(seed, "report", mission.id)
    answers = _answers(random, call)
    return PatientReport(
        mission=mission,
        condition=call.condition,
        answers=answers,
        queries=[query._asdict() for query in check_report(call.condition, answers)],
        written_at=at,
    )


def _answers(random: Random, call: Call) -> dict[str, object]:
    answers: dict[str, object] = {}
    for question in questions(call.condition):
        if question.only_if and answers.get(question.only_if) is not True:
            continue
        answer = _answer(random, question, call)
        if answer is not None:
            answers[question.id] = answer
    return _coherent(random, call, answers)


def _answer(random: Random, question: Question, call: Call) -> object | None:
    match question.kind:
        case Kind.YES_NO:
            return random.random() < 0.5 if question.needed else None
        case Kind.CHOICE:
            return random.choice(question.options).code
        case Kind.NUMBER:
            low, high = LIKELY.get(question.id, (question.lowest or 0, question.highest or 0))
            return random.randint(int(low), int(high))
        case Kind.TIME if question.needed:
            return call.connected_at.isoformat()
        case _:
            return None


def _coherent(random: Random, call: Call, answers: dict[str, object]) -> dict[str, object]:
    """Oxygen as the guideline has it, but for the few that raise a query."""
    if call.condition != "stroke" or "oxygen_given" not in answers:
        if answers.get("shocks"):
            answers["aed_at"] = call.connected_at.isoformat()
        return answers
    slip = random.random() < rates().harms["oxygen_query"]
    answers["oxygen_given"] = slip
    answers["spo2"] = random.randint(95, 98)
    if not slip:
        answers.pop("oxygen_flow", None)
        answers.pop("spo2_after", None)
    else:
        answers.setdefault("oxygen_flow", 15)
        answers.setdefault("spo2_after", 98)
    return answers
