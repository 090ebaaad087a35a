"""A rule pack in words: for those who have to agree to it, and what a new one would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final, Literal

from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.rules import Pack, Rule

_NUMBERS: Final = {
    "owner_answer": ("Time for the owner's control to answer", "s"),
    "offer": ("Time for the crew to answer an offer", "s"),
    "gain_cut_off": ("Sooner than the ambulance by at least", "s"),
    "first_cut_off": ("Likely to arrive first, at least", "%"),
    "position_stale": ("A position looks old after", "s"),
    "position_unusable": ("A position is not used after", "s"),
    "stuck_after": ("The same position looks stuck after", "s"),
    "shift_left": ("Left of the shift, for a unit to be asked", "s"),
    "travel_variation": ("Spread of a unit's road time, as a share of it", "%"),
    "ambulance_variation": ("Spread of the ambulance's time, as a share of it", "%"),
    "search_cut_off": ("Units further off than this are only counted", "s"),
    "archive_after": ("A closed call leaves the screens after", "s"),
    "auto_next": ("Ask the next unit by itself", "?"),
}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule as it is read out: its id, what it does, when it applies, its own sentence."""

    id: str
    outcome: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two packs."""

    what: Literal["new", "gone", "changed", "moved"]
    name: str
    before: str
    after: str


def rule_words(rule: Rule, pack: Pack) -> RuleWords:
    return RuleWords(rule.id, rule.outcome.label, _when(rule, pack), rule.text)


def _when(rule: Rule, pack: Pack) -> str:
    parts = [
        _either("", (pack.complaints[key].text for key in sorted(rule.complaints))),
        _either("Flagged: ", (pack.flags[key].text for key in sorted(rule.flags))),
        _either("Category ", sorted(rule.categories)),
        f"Under {rule.age_below}" if rule.age_below is not None else "",
    ]
    return ". ".join(part for part in parts if part) or "Always"


def _either(before: str, words: Iterable[str]) -> str:
    told = list(words)
    return before + " or ".join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else ""


def policy_words(policy: Policy) -> list[tuple[str, str]]:
    """Each number of the scheme with its name, in the units that people use."""
    return [
        (_NUMBERS[field.name][0], _number(getattr(policy, field.name), _NUMBERS[field.name][1]))
        for field in fields(Policy)
    ]


def _number(value: float | bool, unit: str) -> str:
    if unit == "?":
        return "Yes" if value else "No"
    if unit == "%":
        return f"{100 * value:g}%"
    for size, word in ((3600, "h"), (60, "min")):
        if value >= 2 * size and value % size == 0:
            return f"{value / size:g} {word}"
    return f"{value:g} s"


def changes(old: Pack, new: Pack) -> list[Change]:
    """What would be different under the new pack, rule by rule and number by number."""
    before = {rule.id: rule_words(rule, old) for rule in old.rules}
    after = {rule.id: rule_words(rule, new) for rule in new.rules}
    found = [_change(f"Rule {key}", before.get(key), after.get(key)) for key in before | after]
    found += [
        Change("changed", name, was, now)
        for (name, was), (_, now) in zip(
            policy_words(old.policy), policy_words(new.policy), strict=True
        )
        if was != now
    ]
    told = [one for one in found if one is not None]
    if [key for key in before if key in after] != [key for key in after if key in before]:
        order = "The first rule that applies decides."
        told.append(Change("moved", "Order of the rules", order, _order(new)))
    return told + _listed("Complaint", _complaints(old), _complaints(new))


def _complaints(pack: Pack) -> dict[str, str]:
    return {key: f"{one.text} ({one.condition.value})" for key, one in pack.complaints.items()}


def _listed(name: str, before: dict[str, str], after: dict[str, str]) -> list[Change]:
    pairs = [(before.get(key), after.get(key)) for key in before | after]
    return [Change(_kind(was, now), name, was or "", now or "") for was, now in pairs if was != now]


def _change(name: str, before: RuleWords | None, after: RuleWords | None) -> Change | None:
    if before == after:
        return None
    return Change(_kind(before, after), name, _spoken(before), _spoken(after))


def _kind(before: object, after: object) -> Literal["new", "gone", "changed"]:
    if before is None:
        return "new"
    return "gone" if after is None else "changed"


def _spoken(rule: RuleWords | None) -> str:
    return f"{rule.outcome}. {rule.when}. {rule.text}" if rule else ""


def _order(pack: Pack) -> str:
    return ", ".join(rule.id for rule in pack.rules)
