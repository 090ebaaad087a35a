"""Paired arms meet the same luck: nothing that one arm does changes a draw of another."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trial.full_worlds import COMMUNITY, made

SEEDS = st.integers(0, 10**9)


def pushed(first, place):
    return np.r_[first[: place + 1], first[place:] + 1].astype(np.int32)


def with_a_unit_more(it, place, **more):
    """A unit put in before the one at `place`; it serves no patch and is the community's."""
    units, duty = it.world.units, it.world.units.duty
    windows = int(duty.first[place])
    new = units._replace(
        whose=np.insert(units.whose, place, more.get("whose", 99)),
        scheme=np.insert(units.scheme, place, COMMUNITY),
        responds=np.insert(units.responds, place, more.get("responds", False)),
        patch=np.insert(units.patch, place, -1),
        mode=np.insert(units.mode, place, 0),
        crew=np.insert(units.crew, place, 2),
        duty=duty._replace(
            first=pushed(duty.first, place),
            on=np.insert(duty.on, windows, 0.0),
            off=np.insert(duty.off, windows, 1e12),
        ),
        first_point=pushed(units.first_point, place),
        point_row=np.insert(units.point_row, units.first_point[place], 0),
        point_share=np.insert(units.point_share, units.first_point[place], 1.0),
    )  # fmt: skip
    part = np.insert(it.arm.taking_part, place, True)
    return it._replace(
        world=it.world._replace(units=new), arm=it.arm._replace(taking_part=part)
    )  # fmt: skip


def without_redispatch(it):
    ambulances = it.world.ambulances
    none = ambulances._replace(divert=np.zeros_like(ambulances.divert))
    return it._replace(world=it.world._replace(ambulances=none))


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.data())
def test_a_unit_more_that_is_never_asked_changes_nothing_for_anybody(seed, data):
    it = made(seed)
    place = data.draw(st.integers(0, len(it.world.units.whose) - 1))
    one, other = it.run(), with_a_unit_more(it, place).run()
    for name in one._fields:
        found = getattr(other, name)
        if name in ("unit", "job_unit"):
            assert (found != place).all()
            found = found - (found > place)
        np.testing.assert_array_equal(getattr(one, name), found, err_msg=name)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_where_no_ambulance_is_redispatched_the_scheme_changes_no_ambulance_time(seed):
    """The ambulance comes in parallel: sending somebody more never sends it later."""
    it = without_redispatch(made(seed))
    on, off = it.run(), it._replace(arm=it.arm._replace(on=False)).run()
    for name in ("allocated", "ambulance", "vehicle", "diverted"):
        np.testing.assert_array_equal(getattr(on, name), getattr(off, name))


@settings(max_examples=40, deadline=None)
@given(SEEDS, SEEDS)
def test_a_call_that_was_never_asked_for_has_the_ambulance_it_has_without_the_scheme(seed, pack):
    """With redispatch, up to the first call for which an ambulance was kept by a co-responder."""
    it = made(seed)
    sends = np.random.default_rng(pack).integers(0, 2, len(it.arm.sends)).astype(np.int8)
    on = it._replace(arm=it.arm._replace(sends=sends)).run()
    off = it._replace(arm=it.arm._replace(on=False)).run()
    asked = np.flatnonzero(on.tried > 0)
    first = it.calls.decided[asked].min(initial=np.inf)
    over = (np.maximum(on.ambulance, off.ambulance) < first)  # fmt: skip
    np.testing.assert_array_equal(on.ambulance[over], off.ambulance[over])
    np.testing.assert_array_equal(on.vehicle[over], off.vehicle[over])


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_police_jobs_of_a_patch_that_lent_nobody_go_as_without_the_scheme(seed):
    it = made(seed)
    once = it.world.rules._replace(tries=1)  # then the record names everybody who was asked
    it = it._replace(world=it.world._replace(rules=once))
    on, off = it.run(), it._replace(arm=it.arm._replace(on=False)).run()
    lent = np.unique(it.world.units.patch[on.unit[on.unit >= 0]])
    kept = ~np.isin(it.jobs.patch, lent)
    for name in ("job_sent", "job_reached", "job_unit", "job_left"):
        np.testing.assert_array_equal(getattr(on, name)[kept], getattr(off, name)[kept])


@settings(max_examples=40, deadline=None)
@given(SEEDS, SEEDS)
def test_the_same_unit_answers_and_turns_out_alike_for_a_call_in_any_arm(seed, pack):
    it = made(seed)
    sends = np.random.default_rng(pack).integers(0, 3, len(it.arm.sends)).astype(np.int8)
    one, other = it.run(), it._replace(arm=it.arm._replace(sends=sends)).run()
    both = (one.unit == other.unit) & (one.mobile < np.inf) & (other.mobile < np.inf)
    np.testing.assert_allclose(
        one.mobile[both] - one.accepted[both],
        other.mobile[both] - other.accepted[both],
        rtol=0,
        atol=1e-6,
    )
    at_once = both & (one.tried == 1) & (other.tried == 1) & (one.diverted + other.diverted == 0)
    np.testing.assert_allclose(
        one.accepted[at_once] - one.allocated[at_once],
        other.accepted[at_once] - other.allocated[at_once],
        rtol=0,
        atol=1e-6,
    )


def test_the_same_seed_gives_the_same_bytes_and_another_does_not():
    it = made(5, calls=200)
    one, same, other = it.run(), it.run(), it._replace(seed=it.seed + 1).run()
    for name in one._fields:
        assert getattr(one, name).tobytes() == getattr(same, name).tobytes()
    assert one.accepted.tobytes() != other.accepted.tobytes()
