"""Shapes that others read: the right columns, the right codes, the right warnings."""

import numpy as np
import pytest

from outrider.trial.judging.exports import SHAPES, ambsys, ambulance_data_set, public, utstein
from outrider.trial.judging.frame import Stage

from .planted import attended, scheme

FRAME = scheme(900, np.random.default_rng(4), days=120)


@pytest.mark.feature("C55")
def test_every_clinical_shape_says_that_police_have_no_national_code():
    for shape in ("ambsys", "ads", "utstein"):
        assert any("no national code" in warning for warning in SHAPES[shape](FRAME).warnings)


@pytest.mark.feature("C55")
def test_a_police_response_is_sent_as_98_and_a_fire_one_as_18():
    scheme_of = np.array(["police-special", "fire-co-responder"])
    rows = ambulance_data_set(attended(np.array([3.0, 4.0]), scheme=scheme_of)).table.rows
    assert [row[5] for row in rows] == ["98", "", "18", ""]
    assert [row[7] for row in rows] == [17.0, 20.0, 16.0, 20.0]


def test_a_call_that_nobody_set_off_for_has_the_ambulance_alone():
    rows = ambulance_data_set(FRAME).table.rows
    gone = int((FRAME.stage >= Stage.MOBILISED).sum())
    assert len(rows) == FRAME.n + gone


def test_the_sum_over_the_number_is_the_mean_as_in_the_published_file():
    for row in ambsys(FRAME).table.rows:
        number, total, mean, p90 = row[5:]
        if number:
            assert mean == pytest.approx(total / number, abs=0.6)
            assert p90 >= mean * 0.5
        else:
            assert (total, mean, p90) == (".", ".", ".")


def test_every_call_is_in_one_month_and_category():
    assert sum(row[5] for row in ambsys(FRAME).table.rows) == FRAME.n


def test_the_columns_are_those_of_the_published_file(reference_dir):
    path = reference_dir / "data" / "ambulance" / "AmbSYS-to-Mar-2026.csv"
    with path.open(encoding="utf-8") as lines:
        heads = next(lines).strip().split(",")
        england = dict(zip(heads, next(lines).strip().split(","), strict=True))
    for row in ambsys(FRAME).table.rows[:4]:
        total, mean, p90 = str(row[4]).split(", ")
        assert {row[3], total, mean, p90} <= set(heads)
        assert int(england[total]) / int(england[str(row[3])]) == pytest.approx(
            int(england[mean]), abs=0.6
        )


@pytest.mark.feature("C55")
def test_utstein_counts_every_arrest_once_in_each_element():
    n = int(((FRAME.condition == "cardiac-arrest") & (FRAME.stage > 0)).sum())
    rows = utstein(FRAME).table.rows
    assert rows[0][2] == n
    for name in ("Witnessed", "Bystander CPR", "First rhythm shockable", "Co-responder attended"):
        assert sum(row[2] for row in rows if row[0] == name) == n
    assert [row[1] for row in rows[-3:]] == ["not linked"] * 3


@pytest.mark.feature("C56")
def test_rows_that_add_up_to_something_told_are_hidden_together():
    made = public(FRAME)
    sums = [sum(int(made.table.rows[place][2]) for place in part) for part in made.parts]
    paired = int(FRAME.paired.sum())
    assert sums == [FRAME.n, paired, paired, paired, paired]
