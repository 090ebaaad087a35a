"""Checks of a patient report: queries for the reader, never a refusal.

A report is written after a hard call; nothing here blocks it. Each query names its rule, what it
saw and what to do, and goes to the scheme's clinical lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple

from outrider.domain.coresponse.report_questions import Kind, Question, questions
from outrider.domain.people.kit import ITEMS

# Oxygen in a stroke only below this saturation, in per cent. Source: BTS guideline for oxygen use.
STROKE_OXYGEN_FROM: Final = 94
# Target range at risk of hypercapnia, upper end, in per cent. Source: BTS guideline.
COPD_HIGHEST: Final = 92


class Query(NamedTuple):
    rule: str
    field: str
    text: str  # what was seen
    way_on: str  # what to do


@dataclass(frozen=True, slots=True)
class Scope:
    """What this scheme's responders may give and carry. Configuration: it differs by scheme."""

    drugs: frozenset[str] = frozenset({"oxygen"})
    equipment: frozenset[str] = frozenset(ITEMS)


DEFAULT_SCOPE: Final = Scope()


def check_report(
    condition: str,
    answers: Mapping[str, object],
    kit_used: Iterable[str] = (),
    scope: Scope = DEFAULT_SCOPE,
) -> list[Query]:
    """Everything in a report that somebody should look at again, in the order of the questions.

    Takes whatever a form sent; an answer that cannot be read is a query, never an exception.
    """
    asked = questions(condition)
    found: list[Query] = []
    for question in asked:
        found.extend(_one(question, answers))
    found.extend(_unasked(asked, answers))
    found.extend(_times_in_order(asked, answers))
    found.extend(_oxygen(condition, answers))
    found.extend(_shocks(answers))
    found.extend(_within_scope(answers, kit_used, scope))
    return found


def _one(question: Question, answers: Mapping[str, object]) -> Iterator[Query]:
    value = answers.get(question.id)
    if value is None or value == "":
        if question.needed and _applies(question, answers):
            yield Query(
                "report.answer-needed",
                question.id,
                f"No answer: {question.text}",
                "Answer it.",
            )
    elif question.kind is Kind.NUMBER:
        yield from _number_query(question, value)
    elif question.kind is Kind.TIME:
        if _instant(value) is None:
            text = f"Not a time: {question.text}"
            yield Query("report.time-unread", question.id, text, "Set the time again.")
    elif not _readable(question, value):
        text = f"Not one of the answers: {question.text}"
        yield Query("report.answer-unread", question.id, text, "Choose one of those offered.")


def _readable(question: Question, value: object) -> bool:
    if question.kind is Kind.YES_NO:
        return isinstance(value, bool)
    if question.kind is Kind.CHOICES:
        return isinstance(value, list | tuple)
    return isinstance(value, str) and value in {option.code for option in question.options}


def _applies(question: Question, answers: Mapping[str, object]) -> bool:
    return not question.only_if or answers.get(question.only_if) is True


def _number_query(question: Question, value: object) -> Iterator[Query]:
    number = _number(value)
    if number is None:
        yield Query(
            "report.number-unread",
            question.id,
            f"Not a number: {question.text}",
            "Type it again.",
        )
        return
    low, high = question.lowest, question.highest
    if (low is not None and number < low) or (high is not None and number > high):
        yield Query(
            "report.implausible",
            question.id,
            f"{question.text}: {number:g} {question.unit}".rstrip()
            + f" is outside {low:g} to {high:g}",
            "Check the reading, or say in the note why it is right.",
        )


def _unasked(asked: Iterable[Question], answers: Mapping[str, object]) -> Iterator[Query]:
    known = {question.id for question in asked} | {"note"}
    for name in answers:
        if name not in known:
            yield Query(
                "report.not-asked",
                str(name)[:40],
                f"{str(name)[:40]} is not a question of this report",
                "Put it into the note.",
            )


def _times_in_order(asked: Iterable[Question], answers: Mapping[str, object]) -> Iterator[Query]:
    texts = {question.id: question.text for question in asked}
    for question in asked:
        if not question.after:
            continue
        earlier, later = (
            _instant(answers.get(question.after)),
            _instant(answers.get(question.id)),
        )
        if earlier and later and later < earlier:
            yield Query(
                "report.times-in-order",
                question.id,
                f"\u201c{question.text}\u201d is before \u201c{texts[question.after]}\u201d",
                "Correct the one that is wrong.",
            )


def _oxygen(condition: str, answers: Mapping[str, object]) -> Iterator[Query]:
    """Oxygen treats hypoxaemia, not breathlessness. Source: BTS guideline for oxygen use."""
    if answers.get("oxygen_given") is not True:
        return
    before, after = _number(answers.get("spo2")), _number(answers.get("spo2_after"))
    if before is None:
        yield Query(
            "report.oxygen-without-reading",
            "spo2",
            "Oxygen was given and no SpO\u2082 before it is written",
            "Write the reading, or why there was none.",
        )
    elif condition == "stroke" and before >= STROKE_OXYGEN_FROM:
        yield Query(
            "report.oxygen-in-stroke",
            "oxygen_given",
            f"Oxygen was given in a stroke with SpO\u2082 {before:g} %",
            "No oxygen in a stroke unless SpO\u2082 is below 94 %: the clinical lead will ask why.",
        )
    if answers.get("copd") is True and after is not None and after > COPD_HIGHEST:
        yield Query(
            "report.oxygen-above-range",
            "spo2_after",
            f"SpO\u2082 {after:g} % on oxygen with COPD or an alert card: the range is 88 to 92",
            "Tell the crew; the clinical lead will look at it.",
        )


def _shocks(answers: Mapping[str, object]) -> Iterator[Query]:
    given = _number(answers.get("shocks")) or 0
    if given > 0 and not answers.get("aed_at"):
        yield Query(
            "report.shock-without-aed",
            "aed_at",
            f"{given:g} shocks and no time for the AED",
            "Write when the AED was on.",
        )
    if given == 0 and answers.get("first_shock_at"):
        yield Query(
            "report.shock-not-counted",
            "shocks",
            "A time for the first shock, but no shock counted",
            "Correct the count or take the time out.",
        )


def _within_scope(
    answers: Mapping[str, object], kit_used: Iterable[str], scope: Scope
) -> Iterator[Query]:
    for drug in sorted(_words(answers.get("drugs")) - scope.drugs):
        yield Query(
            "report.drug-not-listed",
            "drugs",
            f"{drug[:40]} is not a drug that this scheme\u2019s responders may give",
            "If the patient took their own, say so in the note. If you gave it, call the clinical "
            "lead.",
        )
    for item in sorted({str(each) for each in kit_used} - scope.equipment):
        yield Query(
            "report.equipment-not-listed",
            "kit_used",
            f"{item[:40]} is not equipment of this scheme",
            "Take it off the list, or tell the scheme manager what was used.",
        )


def _words(value: object) -> set[str]:
    return {str(each) for each in value} if isinstance(value, list | tuple) else set()


def _number(value: object) -> float | None:
    """A finite number that was sent as one; True is not 1."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 else None


def _instant(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        instant = datetime.fromisoformat(value)
        return instant.astimezone(UTC) if instant.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
