"""The comparison with the textbook program notices what goes wrong in the compiled engine.

An engine that ignores a rule is one that was given a world without that rule: no compiling is
needed to see whether that is noticed. Faults that no world can stand for are planted in the source.
"""

from functools import cache

import numpy as np
import pytest
from bench.twins.full import Twin
from tests.trial.full_worlds import made
from tests.trial.planted_engine import FAULTS, noticed_alone
from tests.trial.test_engine_twin import same

SEEDS = range(30)


@cache
def world(seed):
    return made(seed, calls=70, cars=3, units=7, jobs=70)


@cache
def told(seed):
    it = world(seed)
    return Twin(it.world, it.calls, it.jobs, it.arm, it.seed).run()


def noticed(run):
    """In how many of the worlds the two stories differ."""
    differ = 0
    for seed in SEEDS:
        try:
            same(run(world(seed)), told(seed))
        except AssertionError:
            differ += 1
    return differ


def schemes(it, **changed):
    return it._replace(world=it.world._replace(schemes=it.world.schemes._replace(**changed)))


def rules(it, **changed):
    return it._replace(world=it.world._replace(rules=it.world.rules._replace(**changed)))


def ambulances(it, **changed):
    return it._replace(world=it.world._replace(ambulances=it.world.ambulances._replace(**changed)))


IGNORED = {
    "kit": lambda it: schemes(it, kit_ready=np.ones(3)),
    "competence": lambda it: schemes(it, competent=np.ones(3)),
    "a pair": lambda it: schemes(it, needs_pair=np.zeros(3, np.bool_)),
    "the cap on medical time": lambda it: schemes(it, cap=np.full(3, np.inf)),
    "recall": lambda it: rules(it, recalls=np.zeros(5, np.bool_)),
    "redispatch": lambda it: ambulances(it, divert=np.zeros((5, 5), np.int8)),
    "a downgrade": lambda it: it._replace(
        calls=it.calls._replace(not_wanted=np.full_like(it.calls.not_wanted, np.inf))
    ),
}


def test_without_a_fault_there_is_nothing_to_notice():
    assert noticed(lambda it: it.run()) == 0


@pytest.mark.feature("C58")
@pytest.mark.parametrize("rule", IGNORED)
def test_an_engine_that_ignores_a_rule_is_noticed(rule):
    assert noticed(lambda it: IGNORED[rule](it).run()) > 0


@pytest.mark.slow
@pytest.mark.feature("C58")
@pytest.mark.parametrize("fault", FAULTS, ids=[one.says for one in FAULTS])
def test_a_fault_in_the_engine_itself_is_noticed(fault, tmp_path):
    assert noticed_alone(fault, tmp_path) > 0
