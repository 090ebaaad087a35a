"""Agreement of coders: full, none, and what missing codes do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.signals.agreement import (
    Scale,
    agreement_result,
    code_counts,
    distances,
    kappa,
    krippendorff,
)
from outrider.signals.family import kept

GRIDS = st.lists(
    st.lists(st.sampled_from(["1", "2", "3", ""]), min_size=3, max_size=3), min_size=5, max_size=30
)


def alpha(grid: list[list[str]], scale: Scale = Scale.NOMINAL) -> float:
    codes, counts = code_counts(grid)
    return krippendorff(counts, distances(codes, scale))


def test_coders_who_always_agree_have_one() -> None:
    assert alpha([["kick", "kick"], ["spit", "spit"], ["spit", "spit"]]) == pytest.approx(1)


@settings(max_examples=60)
@given(grid=GRIDS, seed=st.integers(0, 50))
def test_neither_the_order_of_units_nor_of_coders_matters(grid: list[list[str]], seed: int) -> None:
    random = np.random.default_rng(seed)
    moved = [grid[row] for row in random.permutation(len(grid))]
    moved = [[line[at] for at in (2, 0, 1)] for line in moved]
    for scale in Scale:
        try:
            one = alpha(grid, scale)
        except ValueError:
            return
        assert alpha(moved, scale) == pytest.approx(one, nan_ok=True)
        assert np.isnan(one) or one <= 1 + 1e-12


@settings(max_examples=60)
@given(grid=GRIDS)
def test_units_coded_once_change_nothing(grid: list[list[str]]) -> None:
    try:
        one = alpha(grid)
    except ValueError:
        return
    assert alpha([*grid, ["3", "", ""], ["", "", ""]]) == pytest.approx(one, nan_ok=True)


def test_coders_who_toss_coins_are_near_nought() -> None:
    random = np.random.default_rng(1)
    grid = random.choice(["a", "b", "c"], (3_000, 2)).tolist()
    assert alpha(grid) == pytest.approx(0, abs=0.05)
    first, second = zip(*grid, strict=True)
    found, interval = kappa(first, second)
    assert found == pytest.approx(0, abs=0.05)
    assert interval.low < 0 < interval.high


def test_near_misses_cost_less_on_an_interval_scale() -> None:
    grid = [["1", "2"], ["5", "5"], ["9", "9"], ["4", "4"], ["8", "9"]]
    assert alpha(grid, Scale.INTERVAL) > alpha(grid)


def test_words_have_no_interval_scale() -> None:
    with pytest.raises(ValueError, match="take nominal"):
        alpha([["kick", "spit"], ["kick", "kick"]], Scale.INTERVAL)


def long(grid: list[list[str]]):
    cells = [
        (f"L{row}", f"coder {at}", code)
        for row, line in enumerate(grid)
        for at, code in enumerate(line)
    ]
    unit, coder, code = zip(*cells, strict=True)
    return {"unit": unit, "coder": coder, "code": code}


def test_two_coders_get_kappa_too_and_a_reading() -> None:
    random = np.random.default_rng(2)
    truth = random.choice(["crewing", "kit", "comms"], 80)
    other = np.where(
        random.uniform(size=80) < 0.9, truth, random.choice(["crewing", "kit", "comms"], 80)
    )
    found = agreement_result(**long(np.stack([truth, other], axis=1).tolist()), vintage="v")
    assert found.interval is not None
    assert found.interval.low < found.estimate < found.interval.high  # type: ignore[operator]
    assert "κ" in found.notes[-1]
    assert "enough to count" in found.says
    assert found.n == 160
    assert [row[0] for row in found.table.rows][:2] == ["L0", "L1"]


def test_too_few_units_give_no_interval() -> None:
    found = agreement_result(**long([["a", "a"], ["b", "b"], ["a", "b"]]), vintage="v")
    assert found.interval is None


def test_coding_a_unit_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="coded L1 twice"):
        agreement_result(unit=["L1", "L1"], coder=["A", "A"], code=["x", "y"], vintage="v")


def test_one_code_only_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="nothing could have differed"):
        agreement_result(**long([["a", "a"], ["a", "a"]]), vintage="v")


def test_the_interval_of_alpha_covers_a_planted_agreement() -> None:
    """Coders see the truth with a chance of 0.85 and guess else: α is 0.85² in the long run."""
    random, covered, codes = np.random.default_rng(3), 0, np.array(["a", "b", "c", "d"])
    for seed in range(60):
        truth = random.choice(codes, (120, 1))
        seen = np.where(random.uniform(size=(120, 2)) < 0.85, truth, random.choice(codes, (120, 2)))
        found = agreement_result(**long(seen.tolist()), vintage="v", seed=seed, draws=200)
        covered += found.interval.low <= 0.85**2 <= found.interval.high  # type: ignore[union-attr]
    assert covered >= 51  # 95% of 60 is 57; fewer than 51 would be luck of one in a thousand


def test_the_interval_of_kappa_covers_a_planted_agreement() -> None:
    random, covered, codes = np.random.default_rng(5), 0, np.array(["a", "b", "c", "d"])
    for _ in range(400):
        truth = random.choice(codes, (120, 1))
        seen = np.where(random.uniform(size=(120, 2)) < 0.85, truth, random.choice(codes, (120, 2)))
        middle, interval = kappa(seen[:, 0].tolist(), seen[:, 1].tolist())
        assert interval.low < middle < interval.high
        covered += interval.low <= 0.85**2 <= interval.high
    assert kept(0.95, covered, 400)
