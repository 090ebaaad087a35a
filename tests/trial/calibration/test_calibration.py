"""The model's ambulances beside the response times that the island's trust published."""

import numpy as np
import pytest

from outrider.trial.building import build
from outrider.trial.calibration import calibration_report
from outrider.trial.calibration.fitting import of_year
from outrider.trial.calibration.published import Figures, published
from outrider.trial.calibration.report import Line, compared, island
from outrider.trial.calibration.simulated import Knobs

pytestmark = pytest.mark.feature("C58")

FITTED = Knobs(pace=0.79, load=1.06, waits={"C2": 13.1, "C3": 25.1, "C4": 30.2})
"""What the fit on 2024/25 gave when it was last run whole (see the slow test)."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("roads")


def test_the_published_year_is_read_as_it_was_published(reference_dir):
    """April 2025 to March 2026: 1,684 category 1 incidents, mean 8 min 35 s."""
    year = published(reference_dir, 2025)
    assert year.figures["C1"].calls == 1684
    assert year.figures["C1"].mean == pytest.approx(514.8 / 60, abs=0.02)
    assert [year.figures[c].calls for c in ("C2", "C3", "C4")] == [16_023, 8_681, 464]
    assert year.other == 28_954 - 1684 - 16_023 - 8_681 - 464


def test_a_year_that_is_not_published_whole_is_refused(reference_dir):
    with pytest.raises(ValueError, match="0 months"):
        published(reference_dir, 2030)


def test_a_line_says_when_it_is_not_within_a_tenth():
    def line(mean, centile):
        figures = Figures(100, mean, centile)
        return Line("2025/26", "C1", Figures(100, 10, 20), figures, Figures(0, 0, 0))

    assert line(10.9, 18.1).within
    assert not line(11.1, 20).within
    assert not line(10, 17.9).within
    assert "(+11%)" in line(11.1, 20).sentence


def test_the_island_has_its_residents_country_and_ages(reference_dir, folder):
    scenario = island(reference_dir)
    assert scenario.unmarked == ()
    built = build(of_year(scenario, published(reference_dir, 2024), {"C2": 12.9}), folder)
    points = built.points
    assert 400 <= len(points.node) <= 700
    assert 0.25 < points.weight[points.rural].sum() < 0.45  # 36 % of residents
    assert np.ptp(points.ages[:, built.setup.names.age.index("80 or over")]) > 0.1
    assert built.world.places.to.nbytes < 60e6


def test_category_1_of_a_year_that_was_not_fitted_is_within_a_tenth(reference_dir, folder):
    year = published(reference_dir, 2025)
    lines = compared(island(reference_dir), year, FITTED, folder, 2)
    (first,) = (line for line in lines if line.category == "C1")
    assert first.within, first.sentence
    (third,) = (line for line in lines if line.category == "C3")
    assert abs(third.mean_off) < 0.1, third.sentence


@pytest.mark.slow
def test_the_fit_on_one_year_holds_on_the_next(reference_dir, folder):
    found = calibration_report(reference_dir, folder=folder)
    assert found.holds, found.sentences
    assert next(line for line in found.fit if line.category == "C1").within
    assert found.knobs.pace == pytest.approx(FITTED.pace, abs=0.05)
    assert found.knobs.load == pytest.approx(FITTED.load, abs=0.05)
    assert any("not fitted" in sentence for sentence in found.sentences)
    for line in (*found.fit, *(one for one in found.test if one.category in ("C2", "C3"))):
        assert abs(line.mean_off) < 0.1, line.sentence
