"""A run of the demo scenario is judged by the same code as the live scheme."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from outrider.trial.building.built import Built, build
from outrider.trial.engine.loop import simulate
from outrider.trial.engine.record import new_record
from outrider.trial.judging.beside import beside
from outrider.trial.judging.evaluation import evaluate
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.of_run import of_run
from outrider.trial.judging.summary import between, summary
from outrider.trial.running.ready import ready_of
from outrider.trial.scenario.loading import packaged

pytestmark = pytest.mark.slow  # the roads and the compiled model; `test_of_run` is the quick one


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(packaged("demo"), tmp_path_factory.mktemp("roads"))


@pytest.fixture(scope="module")
def arms(built: Built) -> dict[str, Frame]:
    """One replication in the first two arms."""
    drawn = built.replication(0)
    found = {}
    for name in built.arms[:2]:
        arm = built.arm(name, drawn)
        record = new_record(len(drawn.calls.received), len(drawn.jobs.received))
        simulate(built.world, drawn.calls, drawn.jobs, arm, built.seed, record)
        found[name] = of_run(drawn, arm, record, built)
    return found


@pytest.mark.feature("C58")
def test_a_simulated_year_is_evaluated_whole(arms: dict[str, Frame]) -> None:
    without, with_ = arms.values()
    assert without.n == with_.n > 1_000
    assert set(without.reason) == {"no-scheme"}
    made = evaluate(with_, without=without)
    assert made.finding("gain").n > 50
    assert made.finding("substitution").n > 50
    assert made.finding("survival").verdict == "cannot-tell"
    assert made.finding("police-jobs").value is not None
    assert "nan" not in " ".join(each.sentence for each in made.findings)


def test_the_interlock_holds_in_every_run(arms: dict[str, Frame]) -> None:
    _, with_ = arms.values()
    assert with_.sent.sum() == with_.sent_live.sum() > 50


def test_nobody_is_attended_without_the_scheme(arms: dict[str, Frame]) -> None:
    without, with_ = arms.values()
    assert not without.attended.any()
    figures = {name: summary(frame) for name, frame in arms.items()}
    assert all(each["calls"] == without.n for each in figures.values())
    apart = beside(with_, without)
    assert apart["sooner_attended_min"] > 0
    assert np.isfinite(list(apart.values())).all()


@pytest.mark.feature("C58")
def test_a_scheme_whose_crews_never_accept_has_no_effect_and_is_called_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Crews are asked, and ambulances kept for their calls meanwhile: nobody comes sooner."""
    demo = packaged("demo")
    never = tuple(replace(one, accepts=0.0, silent=0.0) for one in demo.parts.schemes)
    short = replace(demo.parts.horizon, days=56)
    model = ready_of(
        build(demo.changed(schemes=never, horizon=short), tmp_path_factory.mktemp("r"))
    )
    runs: dict[str, list[dict[str, float]]] = {"without": [], "with": []}
    for number in range(6):
        drawn = model.draw(number)
        for name, found in runs.items():
            arm = model.arm(name, drawn)
            found.append(summary(model.frame(drawn, arm, model.run(number, drawn, arm))))
    assert all(one["asked"] > 50 and one["attended"] == 0 for one in runs["with"])
    sooner = between(runs["with"], runs["without"])["help_eligible_min"]
    assert sooner.mean.interval is not None
    assert sooner.mean.interval.low <= 0 <= sooner.mean.interval.high
