"""What the starting rule pack says of a call."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.rules import (
    AGE_BANDS,
    CATEGORIES,
    CallFacts,
    Outcome,
    parse_pack,
    rule_on,
)

PACK = parse_pack(DEFAULT_PACK)


def facts(
    complaint: str, category: str = "C1", age: str = "60 to 69", *flags: str, hazard: bool = False
) -> CallFacts:
    return CallFacts(category, complaint, age, frozenset(flags), hazard)


@pytest.mark.feature("C2")
@pytest.mark.parametrize(
    ("call", "outcome", "rule"),
    [
        (facts("cardiac-arrest"), Outcome.SEND, "CR-07"),
        (facts("choking"), Outcome.SEND, "CR-08"),
        (facts("stroke", "C2"), Outcome.SEND, "CR-09"),
        (facts("catastrophic-bleed"), Outcome.SEND, "CR-08"),
        (facts("shock", "C2"), Outcome.SEND, "CR-09"),
        (facts("overdose", "C2"), Outcome.SEND_AFTER_RISK_CHECK, "CR-10"),
        (
            facts("stroke", "C2", "60 to 69", "alcohol-drugs"),
            Outcome.SEND_AFTER_RISK_CHECK,
            "CR-11",
        ),
        (facts("assault-injury", "C2"), Outcome.ROUTE_TO_POLICE, "CR-01"),
        (facts("cardiac-arrest", "C1", "60 to 69", "violence"), Outcome.ROUTE_TO_POLICE, "CR-02"),
        (facts("road-collision", "C2"), Outcome.ROUTE_TO_POLICE, "CR-03"),
        (facts("cardiac-arrest", "C1", "60 to 69", "unsafe-scene"), Outcome.HOLD_OFF, "CR-04"),
        (facts("maternity", "C2"), Outcome.NOT_ELIGIBLE, "CR-21"),
        (facts("chest-pain", "C2", "80 or over", "health-facility"), Outcome.NOT_ELIGIBLE, "CR-22"),
        (facts("cardiac-arrest", "C1", "0 to 7"), Outcome.NOT_ELIGIBLE, "CR-23"),
        (facts("trauma-injury", "C2", "16 to 39", "spinal"), Outcome.NOT_ELIGIBLE, "CR-24"),
        (facts("stroke", "C3"), Outcome.NOT_ELIGIBLE, "CR-25"),
        (facts("fall-no-injury", "C2"), Outcome.NOT_ELIGIBLE, "CR-00"),
        (facts("cardiac-arrest", hazard=True), Outcome.HOLD_OFF, "CR-HZ"),
    ],
)
def test_the_pack_gives_an_outcome_class_with_the_rule_that_made_it(
    call: CallFacts, outcome: Outcome, rule: str
) -> None:
    ruled = rule_on(PACK, call)
    assert (ruled.outcome, ruled.rule) == (outcome, rule)
    assert ruled.text
    assert ruled.pack == "2026.1"


any_call = st.builds(
    CallFacts,
    category=st.sampled_from(CATEGORIES),
    complaint=st.sampled_from(sorted(PACK.complaints)),
    age_band=st.sampled_from(sorted(AGE_BANDS)),
    flags=st.frozensets(st.sampled_from(sorted(PACK.flags))),
    at_hazard=st.booleans(),
)


@pytest.mark.feature("C2", "C12")
@given(any_call)
def test_nobody_is_sent_straight_to_violence_or_to_a_hazard(call: CallFacts) -> None:
    outcome = rule_on(PACK, call).outcome
    if "violence" in call.flags:
        assert outcome is Outcome.ROUTE_TO_POLICE
    if call.at_hazard:
        assert outcome not in (Outcome.SEND, Outcome.SEND_AFTER_RISK_CHECK)


@given(any_call)
def test_a_known_child_under_eight_is_never_sent_to(call: CallFacts) -> None:
    if call.age_band == "0 to 7":
        assert rule_on(PACK, call).outcome not in (Outcome.SEND, Outcome.SEND_AFTER_RISK_CHECK)


@pytest.mark.feature("C40")
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda pack: pack.pop("version"), "lacks 'version'"),
        (lambda pack: pack["rules"].append(pack["rules"][0]), "Two rules are called CR-01"),
        (lambda pack: pack["rules"][0].update(complaints=["plague"]), "names plague"),
        (lambda pack: pack["policy"].update(offer=-1), "offer must be a number"),
        (lambda pack: pack["policy"].update(gain=1), "no setting called gain"),
        (lambda pack: pack["policy"].update(first_cut_off=60), "share between 0 and 1"),
        (lambda pack: pack.update(rules={}), "must be a list"),
    ],
)
def test_a_spoilt_pack_is_refused_with_what_is_wrong_in_it(spoil, said: str) -> None:
    pack = copy.deepcopy(DEFAULT_PACK)
    spoil(pack)
    with pytest.raises(ValueError, match=said):
        parse_pack(pack)
