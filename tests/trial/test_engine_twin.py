"""The compiled full model and a textbook program tell the same story, call by call."""

import numpy as np
from bench.twins.full import Twin
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trial.full_worlds import made


def same(one, other):
    for name in one._fields:
        left, right = getattr(one, name), getattr(other, name)
        if left.dtype.kind == "f":
            np.testing.assert_allclose(left, right, rtol=0, atol=1e-6, err_msg=name)
        else:
            np.testing.assert_array_equal(left, right, err_msg=name)


def both(it):
    return it.run(), Twin(it.world, it.calls, it.jobs, it.arm, it.seed).run()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**9),
    st.integers(1, 80),
    st.integers(1, 5),
    st.integers(0, 9),
    st.integers(0, 90),
)
def test_every_call_and_job_goes_as_the_textbook_program_says(seed, calls, cars, units, jobs):
    same(*both(made(seed, calls, cars, units, jobs)))
