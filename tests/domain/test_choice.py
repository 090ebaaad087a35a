"""Gates and ranking: the rule that live dispatch and the simulator share."""

import numba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.access.roles import Agency
from outrider.domain.coresponse import choice
from outrider.domain.coresponse.choice import (
    SOFT,
    Facts,
    Gate,
    Limits,
    failed_gates,
    probability_first,
)
from outrider.domain.coresponse.explain import NOT_AVAILABLE, WORDS, for_agency, why_not

LIMITS = Limits(1800, 600, 120, 0.6, 0.2, 0.15)
GOOD = Facts(
    True, True, True, True, True, True, True, True, True, True, True,
    10_000, 5_000, False, 4, False, 360, 840,
)  # fmt: skip

times = st.floats(0, 4000)
any_facts = st.builds(
    Facts,
    *[st.booleans()] * 11,
    shift_left=st.floats(-100, 30_000),
    medical_left=st.floats(-100, 30_000),
    tried=st.booleans(),
    fix_age=st.floats(-1, 4000),
    fix_stuck=st.booleans(),
    arrives=st.one_of(st.just(-1.0), times),
    ambulance=st.one_of(st.just(-1.0), times),
)


def test_a_unit_in_order_passes_every_gate() -> None:
    assert failed_gates(GOOD, LIMITS) == 0


@pytest.mark.feature("C9", "C24")
def test_each_fact_closes_its_own_gate_and_no_other() -> None:
    closed_by = {
        "scheme_live": Gate.SCHEME,
        "outcome_sends": Gate.OUTCOME,
        "ambulance_live": Gate.AMBULANCE,
        "crewed": Gate.CREWED,
        "state_allows": Gate.POLICE_STATE,
        "free": Gate.LEASE,
        "booked_owner": Gate.BOOKED_OWNER,
        "booked_ambulance": Gate.BOOKED_AMBULANCE,
        "pair_ok": Gate.PAIR,
        "competent": Gate.COMPETENCE,
        "kit_ok": Gate.KIT,
    }
    for name, gate in closed_by.items():
        assert failed_gates(GOOD._replace(**{name: False}), LIMITS) == gate
    assert failed_gates(GOOD._replace(shift_left=1799), LIMITS) == Gate.HOURS
    assert failed_gates(GOOD._replace(medical_left=0), LIMITS) == Gate.MEDICAL_TIME
    assert failed_gates(GOOD._replace(tried=True), LIMITS) == Gate.TRIED
    assert failed_gates(GOOD._replace(fix_age=601), LIMITS) == Gate.POSITION
    assert failed_gates(GOOD._replace(fix_stuck=True), LIMITS) == Gate.STUCK
    assert failed_gates(GOOD._replace(arrives=-1), LIMITS) == Gate.REACH
    assert failed_gates(GOOD._replace(ambulance=470), LIMITS) & Gate.GAIN


@given(any_facts)
def test_the_compiled_rule_decides_as_the_plain_one(facts: Facts) -> None:
    assert COMPILED(facts, LIMITS) == failed_gates(facts, LIMITS)


@pytest.mark.feature("C4", "C36")
@given(any_facts)
def test_every_closed_gate_is_said_in_words(facts: Facts) -> None:
    bits = failed_gates(facts, LIMITS)
    said = why_not(bits)
    assert len(said) == bits.bit_count()
    assert {reason.rule for reason in said} == {WORDS[gate].rule for gate in Gate if bits & gate}


@pytest.mark.feature("C12")
@given(any_facts)
def test_the_ambulance_side_never_reads_police_business(facts: Facts) -> None:
    bits = failed_gates(facts, LIMITS)
    details = {
        Gate.POLICE_STATE: "Has a prisoner. Never asked in state 9",
        Gate.HOURS: "Shift ends 14:00",
    }
    reasons = for_agency(why_not(bits, details), Agency.AMBULANCE)
    text = " ".join(reason.text for reason in reasons)
    assert "prisoner" not in text
    assert "Shift" not in text
    if bits & Gate.POLICE_STATE:
        assert reasons == (NOT_AVAILABLE,)


@pytest.mark.feature("C6")
@given(times, times)
def test_the_probability_of_being_first_is_a_half_when_both_take_as_long(
    a: float, b: float
) -> None:
    p = probability_first(a, b, 0.2, 0.15)
    assert 0 <= p <= 1
    if a < b:
        assert p >= 0.5
    if a > b:
        assert p <= 0.5


def test_only_judgements_about_the_estimate_may_be_gone_past() -> None:
    hard = {gate for gate in Gate if not gate & SOFT}
    assert Gate.AMBULANCE in hard
    assert Gate.POLICE_STATE in hard
    assert Gate.LEASE in hard
    assert Gate.KIT in hard
    assert Gate.COMPETENCE in hard


def _compiled():  # as the simulator does it: helpers compiled and rebound
    namespace = dict(vars(choice))
    namespace["probability_first"] = numba.njit(choice.probability_first)
    source = choice.failed_gates
    rebound = type(source)(source.__code__, namespace, source.__name__)
    return numba.njit(rebound)


COMPILED = _compiled()
