"""The rule pack: what a call is, for this scheme. A class with a reason, never a bare yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar, cast

from outrider.domain.coresponse.conditions import Condition
from outrider.domain.coresponse.policy import Policy, parse_policy


class Outcome(StrEnum):
    SEND = "send"
    SEND_AFTER_RISK_CHECK = "send_after_risk_check"
    HOLD_OFF = "hold_off"
    ROUTE_TO_POLICE = "route_to_police"
    NOT_ELIGIBLE = "not_eligible"
    NO_RULES = "no_rules"

    @property
    def label(self) -> str:
        return _OUTCOME_LABELS[self]


_OUTCOME_LABELS = {
    Outcome.SEND: "Send",
    Outcome.SEND_AFTER_RISK_CHECK: "Send after risk check",
    Outcome.HOLD_OFF: "Hold off",
    Outcome.ROUTE_TO_POLICE: "Route as a police job",
    Outcome.NOT_ELIGIBLE: "Not eligible",
    Outcome.NO_RULES: "No rules in force",
}

HAZARD_RULE = "CR-HZ"
"""Rule of a hold-off for the place, whatever the reason that the police side has for it."""

NO_PACK: Final = ""
"""Version of what a call is read by when no rule pack is in force: words, and no rules."""

NO_RULES_RULE: Final = "CR-NR"
NO_RULES_TEXT: Final = (
    "No rule pack is in force, so nobody is sent by this scheme. Send the ambulance. Ask other "
    "control rooms for help by voice, as for any emergency. Both agencies’ approvers must agree to "
    "a pack; it will rule calls received after that, not this one."
)

OLDEST: Final = 130  # years
CATEGORIES = ("C1", "C2", "C3", "C4")

# Lower bound of each band in years; None: not known, so that no age rule can apply.
AGE_BANDS: Mapping[str, int | None] = {
    "0 to 7": 0,
    "8 to 15": 8,
    "16 to 39": 16,
    "40 to 59": 40,
    "60 to 69": 60,
    "70 to 79": 70,
    "80 or over": 80,
    "unknown": None,
}


@dataclass(frozen=True, slots=True)
class Complaint:
    id: str
    text: str
    condition: Condition
    usual_category: str


@dataclass(frozen=True, slots=True)
class Flag:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Matches when every filled-in part matches; the first matching rule of a pack decides."""

    id: str
    text: str
    outcome: Outcome
    complaints: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    age_below: int | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    version: str
    complaints: Mapping[str, Complaint]
    flags: Mapping[str, Flag]
    rules: tuple[Rule, ...]
    policy: Policy


@dataclass(frozen=True, slots=True)
class CallFacts:
    category: str
    complaint: str
    age_band: str
    flags: frozenset[str]
    at_hazard: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    outcome: Outcome
    rule: str
    text: str
    condition: Condition
    pack: str


def rule_on(pack: Pack, facts: CallFacts) -> Ruled:
    """What this pack says of this call.

    Raises:
        KeyError: the complaint is not of the pack (callers check input against the pack first).
    """
    complaint = pack.complaints[facts.complaint]
    if pack.version == NO_PACK:
        condition = complaint.condition
        return Ruled(Outcome.NO_RULES, NO_RULES_RULE, NO_RULES_TEXT, condition, NO_PACK)
    for rule in pack.rules:
        if _matches(rule, facts):
            outcome, rule_id, text = rule.outcome, rule.id, rule.text
            break
    else:
        outcome, rule_id = Outcome.NOT_ELIGIBLE, "CR-00"
        text = "No rule of the pack sends a co-responder to this call."
    # A hazard never widens what may be done: it turns a send into a hold-off.
    if facts.at_hazard and outcome in (Outcome.SEND, Outcome.SEND_AFTER_RISK_CHECK):
        outcome, rule_id = Outcome.HOLD_OFF, HAZARD_RULE
        text = "Hold off at this place until control says it is safe."
    return Ruled(outcome, rule_id, text, complaint.condition, pack.version)


def _matches(rule: Rule, facts: CallFacts) -> bool:
    if rule.complaints and facts.complaint not in rule.complaints:
        return False
    if rule.categories and facts.category not in rule.categories:
        return False
    if rule.flags and not rule.flags & facts.flags:
        return False
    if rule.age_below is not None:
        age = AGE_BANDS.get(facts.age_band)
        return age is not None and age < rule.age_below
    return True


def parse_pack(data: Mapping[str, object]) -> Pack:
    """A pack from its data, checked whole.

    Raises:
        ValueError: says which rule or complaint is wrong, and how.
    """
    try:
        complaints = {one.id: one for one in map(_complaint, _rows(data, "complaints"))}
        flags = {one.id: one for one in map(_flag, _rows(data, "flags"))}
        rules = tuple(_rule(row) for row in _rows(data, "rules"))
        version = str(data["version"])
    except KeyError as missing:
        raise ValueError(
            f"The rule pack lacks {missing}. Add it and load the pack again."
        ) from None
    policy = parse_policy(_named_values(data.get("policy", {})))
    pack = Pack(version, complaints, flags, rules, policy)
    _check(pack)
    return pack


def _rows(data: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    rows = data[key]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{key} of a rule pack must be a list of entries.")
    return cast("Sequence[Mapping[str, object]]", rows)


def _named_values(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError("The policy of a rule pack must be numbers with their names.")
    return value


def _text(row: Mapping[str, object], key: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} of an entry of the rule pack must be words. It is {value!r:.40}.")
    return value


_Word = TypeVar("_Word", bound=StrEnum)


def _word(kind: type[_Word], row: Mapping[str, object], key: str) -> _Word:
    value = _text(row, key)
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise ValueError(f"{key} {value!r:.40} is not known. Use one of: {known}.") from None


def _outcome(row: Mapping[str, object]) -> Outcome:
    outcome = _word(Outcome, row, "outcome")
    if outcome is Outcome.NO_RULES:
        raise ValueError("A rule cannot say that no rules are in force. Use not_eligible.")
    return outcome


def _complaint(row: Mapping[str, object]) -> Complaint:
    condition = _word(Condition, row, "condition")
    return Complaint(_text(row, "id"), _text(row, "text"), condition, _text(row, "usual_category"))


def _flag(row: Mapping[str, object]) -> Flag:
    return Flag(_text(row, "id"), _text(row, "text"))


def _rule(row: Mapping[str, object]) -> Rule:
    return Rule(
        id=_text(row, "id"),
        text=_text(row, "text"),
        outcome=_outcome(row),
        complaints=_strings(row, "complaints"),
        flags=_strings(row, "flags"),
        categories=_strings(row, "categories"),
        age_below=_age(row),
    )


def _strings(row: Mapping[str, object], key: str) -> frozenset[str]:
    values = row.get(key, [])
    if not isinstance(values, list | tuple) or not all(isinstance(one, str) for one in values):
        raise ValueError(f"{key} of rule {row['id']} must be a list of ids.")
    return frozenset(values)


def _age(row: Mapping[str, object]) -> int | None:
    age = row.get("age_below")
    if age is None or (isinstance(age, int) and not isinstance(age, bool) and 0 < age <= OLDEST):
        return age
    raise ValueError(f"age_below of rule {row['id']} must be whole years. It is {age!r:.40}.")


def _check(pack: Pack) -> None:
    seen: set[str] = set()
    for rule in pack.rules:
        if rule.id in seen:
            raise ValueError(f"Two rules are called {rule.id}. Give one another id.")
        seen.add(rule.id)
        unknown = sorted(
            (rule.complaints - pack.complaints.keys())
            | (rule.flags - pack.flags.keys())
            | (rule.categories - set(CATEGORIES))
        )
        if unknown:
            raise ValueError(f"Rule {rule.id} names {unknown[0]}, which this pack does not have.")
