"""The simulator's choice rule is the live one, compiled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.test_choice import LIMITS, any_facts, times

from outrider.domain.coresponse import choice
from outrider.trial.engine import asking, choosing, replaying


@pytest.mark.parametrize("name", ["failed_gates", "goes_before", "probability_first"])
def test_the_compiled_rule_is_the_domains_own_code(name):
    assert getattr(choosing, name).py_func.__code__ is getattr(choice, name).__code__
    for caller in (asking, replaying):
        if hasattr(caller, name):
            assert getattr(caller, name) is getattr(choosing, name)


@given(any_facts)
def test_gates_come_out_as_in_plain_python(facts):
    assert choosing.failed_gates(facts, LIMITS) == choice.failed_gates(facts, LIMITS)


@given(times, times, st.integers(0, 9), times, times, st.integers(0, 9), st.booleans())
def test_the_order_comes_out_as_in_plain_python(a, used, index, b, other, than, same):
    than = (a if same else b, used if same else other, than)
    compiled = choosing.goes_before(a, used, index, than)
    assert compiled == choice.goes_before(a, used, index, than)


@given(times, times, st.floats(0, 1), st.floats(0, 1))
def test_the_probability_of_being_first_comes_out_as_in_plain_python(a, b, one, other):
    found = choosing.probability_first(a, b, one, other)
    assert found == pytest.approx(choice.probability_first(a, b, one, other), abs=1e-12)
