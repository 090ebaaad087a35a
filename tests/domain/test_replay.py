"""A draft rule pack over recorded calls: what would have been decided, as far as that is known."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.coresponse.choice import Facts, Gate, Limits, failed_gates, goes_before
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.replay import Asked, Choice, RecordedCall, Weighed, replayed
from outrider.domain.coresponse.replay.first_asked import CANNOT_TELL, compared, first_asked
from outrider.domain.coresponse.rules import (
    AGE_BANDS,
    CATEGORIES,
    CallFacts,
    Outcome,
    parse_pack,
    rule_on,
)

pytestmark = pytest.mark.feature("C41")

PACK = parse_pack(DEFAULT_PACK)
NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
POLICY = Policy()


def pack(**changes):
    return parse_pack({**DEFAULT_PACK, "version": "draft", **changes})


def ruled(complaint, outcome, *, category=None):
    """A draft whose first rule is this one."""
    rule = {
        "id": "NEW", "text": "New.", "outcome": outcome, "complaints": [complaint],
        "categories": [category] if category else [],
    }  # fmt: skip
    return pack(rules=[rule, *DEFAULT_PACK["rules"]])


def a_call(facts, choice=None):
    told = rule_on(PACK, facts)
    return RecordedCall("2611-26-0001", NOW, facts, told.outcome, told.rule, told.pack, choice)


facts = st.builds(
    CallFacts,
    category=st.sampled_from(CATEGORIES),
    complaint=st.sampled_from(sorted(PACK.complaints)),
    age_band=st.sampled_from(sorted(AGE_BANDS)),
    flags=st.frozensets(st.sampled_from(sorted(PACK.flags))),
    at_hazard=st.booleans(),
)


@given(facts)
def test_the_pack_that_took_a_call_changes_nothing_about_it(one):
    again = replayed(a_call(one), POLICY, PACK)
    assert not again.changed
    assert again.rule == a_call(one).rule


@given(facts, st.sampled_from([o for o in Outcome if o is not Outcome.NO_RULES]))
def test_what_a_draft_changes_is_what_its_rules_say_of_the_call(one, outcome):
    complaint = sorted(PACK.complaints)[0]
    draft = ruled(complaint, outcome.value)
    again = replayed(a_call(one), POLICY, draft)
    assert again.outcome is rule_on(draft, one).outcome
    assert again.outcome_changed == (again.outcome is not rule_on(PACK, one).outcome)
    if one.complaint != complaint:
        assert not again.changed


def test_a_complaint_that_the_draft_does_not_have_is_said_and_not_guessed():
    complaint = sorted(PACK.complaints)[0]
    kept = [row for row in DEFAULT_PACK["complaints"] if row["id"] != complaint]
    rules = [
        {**row, "complaints": [c for c in row.get("complaints", []) if c != complaint]}
        for row in DEFAULT_PACK["rules"]
    ]
    one = CallFacts("C1", complaint, "unknown", frozenset())
    again = replayed(a_call(one), POLICY, pack(complaints=kept, rules=rules))
    assert again.outcome is None
    assert again.changed


def sending():
    return next(
        one
        for complaint in sorted(PACK.complaints)
        for one in [CallFacts("C1", complaint, "40 to 59", frozenset())]
        if rule_on(PACK, one).outcome is Outcome.SEND
    )


def weighed(unit, arrives, *, policy=POLICY, ambulance=1200.0, fix_age=10.0, shift_left=7200.0,
            stuck=False, standing=0, recorded_shift=True):  # fmt: skip
    failed = standing | failed_gates(
        Facts(True, True, True, True, True, True, True, True, True, True, True, shift_left, 9e9,
              False, fix_age, stuck, arrives, ambulance),
        Limits(policy.shift_left, policy.position_unusable, policy.gain_cut_off,
               policy.first_cut_off, policy.travel_variation, policy.ambulance_variation),
    )  # fmt: skip
    return Weighed(unit, failed, 0, arrives, fix_age, stuck, shift_left if recorded_shift else -1.0)


def choice(*units, ambulance=1200.0, beyond=0):
    """Ranked as the live search ranks."""
    best = None
    for index, each in enumerate(units):
        if each.failed:
            continue
        if best is None or goes_before(
            each.arrives,
            each.medical_used,
            index,
            (units[best].arrives, units[best].medical_used, best),
        ):
            best = index
    ranked = [replace(each, rank=int(index == best)) for index, each in enumerate(units)]
    return Choice(ambulance, tuple(ranked), beyond)


policies = st.builds(
    Policy,
    gain_cut_off=st.sampled_from([0.0, 60.0, 120.0, 600.0]),
    first_cut_off=st.sampled_from([0.0, 0.5, 0.6, 0.9, 1.0]),
    position_unusable=st.sampled_from([60.0, 600.0]),
    shift_left=st.sampled_from([0.0, 1800.0, 3600.0]),
    travel_variation=st.sampled_from([0.1, 0.2]),
)
a_unit = st.tuples(
    st.sampled_from([-1.0, 100.0, 500.0, 1000.0, 1150.0, 1300.0]),
    st.sampled_from([-1.0, 10.0, 100.0, 700.0]),
    st.sampled_from([600.0, 2000.0, 7200.0]),
    st.sampled_from([0, int(Gate.KIT), int(Gate.POLICE_STATE)]),
)


@given(st.lists(a_unit, max_size=5), policies, policies)
def test_who_would_be_asked_is_who_the_live_rule_would_have_asked(rows, old, new):
    """The replay of a record is the live rule on the facts behind it."""

    def under(policy):
        return choice(
            *(
                weighed(
                    str(i), arrives, policy=policy, fix_age=age, shift_left=left, standing=gates
                )
                for i, (arrives, age, left, gates) in enumerate(rows)
            )
        )

    assert first_asked(under(old), old, new) == under(new).first


@given(st.lists(a_unit, max_size=5), policies)
def test_the_same_numbers_ask_the_same_unit(rows, policy):
    seen = choice(
        *(weighed(str(i), a, policy=policy, fix_age=f, shift_left=s, standing=g, recorded_shift=False)
          for i, (a, f, s, g) in enumerate(rows))
    )  # fmt: skip
    assert compared(seen, policy, policy) == (Asked.SAME, seen.first)


@pytest.mark.parametrize(
    "seen, change, answer",
    [
        (choice(weighed("CW1", 300), weighed("CW2", 900)), {"gain_cut_off": 901.0}, (Asked.NOBODY, "")),
        (choice(weighed("CW1", 1110)), {"gain_cut_off": 60.0, "first_cut_off": 0.5}, (Asked.SOMEBODY, "CW1")),
        (
            choice(weighed("CW1", 300, fix_age=500.0), weighed("CW2", 400)),
            {"position_unusable": 300.0},
            (Asked.OTHER, "CW2"),
        ),
        (choice(weighed("CW1", 300), weighed("CW2", 400)), {"offer": 90.0}, (Asked.SAME, "CW1")),
        (choice(weighed("CW1", 300)), {"search_cut_off": 4000.0}, (Asked.SAME, "CW1")),
        (choice(beyond=2), {"search_cut_off": 4000.0}, (Asked.CANNOT_TELL, "")),
        (choice(beyond=2), {"search_cut_off": 300.0}, (Asked.SAME, "")),
        (
            choice(weighed("CW1", 300, stuck=True), weighed("CW2", 400)),
            {"stuck_after": 900.0},
            (Asked.CANNOT_TELL, ""),
        ),
        (choice(weighed("CW1", 300), weighed("CW2", 400, stuck=True)), {"stuck_after": 900.0}, (Asked.SAME, "CW1")),
    ],
)  # fmt: skip
def test_each_number_moves_what_it_is_about(seen, change, answer):
    assert compared(seen, POLICY, replace(POLICY, **change)) == answer


@pytest.mark.parametrize("left, found", [(900.0, CANNOT_TELL), (3600.0, CANNOT_TELL)])
def test_a_record_without_the_shift_does_not_tell_about_another_limit_of_hours(left, found):
    """Older records say that the shift was too short, and not by how much."""
    short = 1000.0 if left < POLICY.shift_left else 7200.0
    seen = choice(weighed("CW1", 300, shift_left=short, recorded_shift=False))
    assert first_asked(seen, POLICY, replace(POLICY, shift_left=left)) == found


def test_nobody_can_tell_only_where_the_doubtful_one_could_come_first():
    seen = choice(weighed("CW1", 300), weighed("CW2", 400, shift_left=1000.0, recorded_shift=False))
    assert first_asked(seen, POLICY, replace(POLICY, shift_left=900.0)) == "CW1"


def test_a_call_that_is_newly_sent_has_no_record_of_who_was_near():
    one = next(
        CallFacts("C3", complaint, "40 to 59", frozenset())
        for complaint in sorted(PACK.complaints)
        if rule_on(PACK, CallFacts("C3", complaint, "40 to 59", frozenset())).outcome
        is Outcome.NOT_ELIGIBLE
    )
    again = replayed(a_call(one), POLICY, ruled(one.complaint, "send"))
    assert again.newly_sent
    assert again.asked is None


def test_a_call_that_is_no_longer_sent_asks_nobody():
    one = sending()
    seen = choice(weighed("CW1", 300))
    again = replayed(a_call(one, seen), POLICY, ruled(one.complaint, "not_eligible"))
    assert again.no_longer_sent
    assert again.asked is None


def test_a_call_sent_by_both_is_asked_by_the_numbers_of_the_draft():
    one = sending()
    draft = pack(policy={"gain_cut_off": 1000.0})
    again = replayed(a_call(one, choice(weighed("CW1", 300))), POLICY, draft)
    assert (again.outcome, again.asked, again.changed) == (Outcome.SEND, Asked.NOBODY, True)
