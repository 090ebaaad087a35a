"""Survival as a band, and whether a trial can answer its question at all."""

import csv
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.trial.judging import power
from outrider.trial.judging.survival import (
    MODELS,
    Arrest,
    arrest,
    band,
    de_maio,
    recalibrated,
)

KEYS = {
    "larsen_1993": "larsen", "de_maio_2003": "de-maio",
    "waalewijn_2001_I": "waalewijn", "valenzuela_1997_unverified": "valenzuela",
}  # fmt: skip
MINUTES = st.floats(0, 40)


def rows(folder, name):
    with (folder / "reference" / name).open() as file:
        return list(csv.DictReader(file))


def test_every_model_gives_the_tabulated_survival(reference_dir):
    models = {model.key: model for model in MODELS}
    found = rows(reference_dir, "survival_checks.csv")
    assert len(found) == 19
    for row in found:
        cpr, shock, ems, acls = (
            float(row[name] or "nan")
            for name in ("t_cpr", "t_shock", "t_ems_or_response", "t_acls")
        )
        ambulance = acls - 4.0 if row["t_acls"] else ems
        said = models[KEYS[row["model"]]].of(Arrest(cpr, shock, ambulance, ems))
        assert said == pytest.approx(float(row["survival"]), abs=6e-7), row["case"]


def test_an_ambulance_at_12_and_a_coresponder_at_8_minutes_gives_a_band_and_not_a_number():
    said = {one.model.key: one for one in band(12, 8, None, fibrillation=True)}
    assert said["de-maio"].gain == pytest.approx(0.0373, abs=1e-4)
    assert said["valenzuela"].with_help == pytest.approx(0.1372, abs=1e-4)
    assert {one.model.key for one in band(12, 8, None, fibrillation=False)} == {
        "de-maio",
        "waalewijn",
    }
    assert not said["valenzuela"].model.verified


def test_a_model_without_a_term_for_the_shock_sees_no_gain_where_somebody_is_pressing_already():
    said = {one.model.key: one for one in band(12, 8, 3, fibrillation=True)}
    assert said["waalewijn"].gain == 0
    assert said["valenzuela"].gain == pytest.approx(0.0785, abs=1e-4)


@given(MINUTES, MINUTES, st.none() | MINUTES)
def test_help_never_lowers_what_a_model_says_and_every_answer_is_a_probability(
    ambulance, coresponder, bystander
):
    for one in band(ambulance, coresponder, bystander, fibrillation=True):
        assert 0 <= one.without <= 1
        assert one.with_help >= one.without


def test_help_before_the_collapse_is_refused():
    with pytest.raises(ValueError, match="minutes count from it"):
        arrest(-1.0)


@given(st.floats(0.001, 0.999), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_recalibrated_model_has_the_local_baseline_at_its_mean_and_keeps_its_order(
    said, mean, local
):
    assert recalibrated(mean, mean, local) == pytest.approx(local)
    assert 0 < recalibrated(said, mean, local) < 1
    assert recalibrated(0.0, mean, local) == 0.0


def test_at_6_minutes_de_maio_says_more_than_england_sees_until_it_is_recalibrated():
    said = de_maio(arrest(6.0))
    assert said == pytest.approx(0.095263, abs=1e-6)
    assert recalibrated(said, said, 0.078) == pytest.approx(0.078)


def test_trial_sizes_are_the_tabulated_ones(reference_dir):
    found = rows(reference_dir, "power_checks.csv")
    assert len(found) == 4
    for row in found:
        size = power.per_arm if row["design"] == "two proportions" else power.pairs
        needed = size(float(row["p1_or_gain"]), float(row["p2_or_sd"]))
        assert needed == pytest.approx(float(row["n_exact"]), abs=6e-5)
        assert ceil(needed) == int(row["n_rounded_up"])


def test_six_months_with_six_people_cannot_tell_whether_more_survive():
    """34 attendances in six months, of which one in ten an arrest."""
    answer = power.can_answer(power.per_arm(0.078, 0.118) * 2, a_month=34 * 0.1 / 6, trial_months=6)
    assert not answer.in_time
    assert "this trial cannot answer it" in answer.sentence
    assert "255 years" in answer.sentence


def test_six_months_can_tell_a_gain_of_three_minutes():
    answer = power.can_answer(power.pairs(3, 5), a_month=34 / 6, trial_months=6)
    assert answer == (22, pytest.approx(22 / (34 / 6)), True)
    assert answer.sentence.startswith("Needs 22, which takes 4 months")
    assert not power.can_answer(10, 0, 6).in_time


@given(st.floats(0.5, 10), st.floats(0.5, 15))
def test_the_size_that_is_asked_for_has_the_power_that_was_asked_for(gain, spread):
    assert power.power_of_pairs(power.pairs(gain, spread), gain, spread) == pytest.approx(
        0.8, abs=0.01
    )


@pytest.mark.parametrize(
    "wrong",
    [lambda: power.per_arm(0.1, 0.1), lambda: power.pairs(0, 5), lambda: power.can_answer(5, -1, 6), lambda: recalibrated(0.1, 0, 0.5)],
)  # fmt: skip
def test_questions_without_sense_are_refused_in_words(wrong):
    with pytest.raises(ValueError, match=r"needed|must not|not a share"):
        wrong()
