"""A known answer is met or missed, and what is not a number is a miss."""

from __future__ import annotations

from math import nan
from pathlib import Path

from outrider.signals.checking import Check, columns, known_answers, same


def test_an_answer_is_met_within_its_tolerance_only() -> None:
    assert Check("m", "t", 1.0, 1.00004, 1e-4).met
    assert not Check("m", "t", 1.0, 1.0002, 1e-4).met
    assert not Check("m", "t", 1.0, nan, 1e-4).met


def test_a_missing_row_is_a_miss() -> None:
    assert [check.met for check in same("m", "t", [1, 2], [1, 2], 0)] == [True, True]
    assert [check.met for check in same("m", "t", [1, 2], [1], 0)] == [False]


def test_reference_files_are_read_by_column_in_their_order(reference_dir: Path) -> None:
    read = columns(reference_dir, "british_doctors.csv")
    assert read["age_mid"][:3] == ["40", "50", "60"]
    assert len(read["deaths"]) == 10
    assert known_answers(reference_dir)["rates"]["single"]["events"] == 137
