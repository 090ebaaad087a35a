"""Help that follows on an event: the effect is told from the luck that fetched the help."""

import numpy as np
import pytest

from outrider.signals.effect import event_study, own_rate, own_rate_result
from outrider.signals.effect.event_study import NEVER
from outrider.signals.family import kept

PEOPLE, GROUPS, YEAR = 1_500, 12, 12


def year_with_talks(random, ratio, alike=False):
    """Everybody's events of a year; after two in five of them somebody talks, until the first did.

    Groups differ in their usual rate, and in a quarter of them nobody talks at all.
    """
    group = random.integers(0, GROUPS, PEOPLE)
    own = np.ones(PEOPLE) if alike else random.gamma(0.5, 2.0, PEOPLE)
    rate = 0.4 * own * np.linspace(0.5, 1.7, GROUPS)[group]
    counts, begins = np.zeros((PEOPLE, 2), dtype=np.int64), np.ones(PEOPLE)
    months, start = np.zeros((PEOPLE, YEAR), dtype=np.int64), np.full(PEOPLE, NEVER)
    for who in range(PEOPLE):
        for at in np.sort(random.random(random.poisson(rate[who]))):
            later = at > begins[who]
            if later and random.random() > ratio:
                continue
            counts[who, int(later)] += 1
            months[who, int(at * YEAR)] += 1
            talks = begins[who] == 1 and group[who] % 4 and random.random() < 0.4 and at < 0.96
            if talks:
                begins[who] = at + 0.03
                start[who] = int(begins[who] * YEAR) + 1
    return counts, begins, group, months, start


def estimated(random, ratio, alike=False):
    counts, begins, group, *_ = year_with_talks(random, ratio, alike)
    return own_rate(counts[:, 0], begins, counts[:, 1], 1 - begins, group)


@pytest.mark.feature("F38")
def test_a_talk_that_follows_on_an_assault_has_its_effect_recovered():
    found = estimated(np.random.default_rng(3), 0.6)
    assert found.interval.low <= 0.6 <= found.interval.high
    assert found.shape == pytest.approx(0.5, abs=0.15)
    assert found.expected == pytest.approx(found.observed / found.ratio, rel=0.05)


@pytest.mark.feature("F38")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("ratio", "alike", "off"),
    # where nobody differs from anybody, the spread is taken for more than it is: see did-it-help.md
    [(0.6, False, 0.04), (1.0, False, 0.04), (0.6, True, 0.08)],
)
def test_the_interval_holds_the_truth_as_often_as_it_says_and_the_middle_is_right(
    ratio, alike, off
):
    found = [estimated(np.random.default_rng(seed), ratio, alike) for seed in range(120)]
    held = sum(one.interval.low <= ratio <= one.interval.high for one in found)
    assert kept(0.05, len(found) - held, len(found))
    middle = np.exp(np.mean([np.log(one.ratio) for one in found]))
    assert middle == pytest.approx(ratio, rel=off)


@pytest.mark.feature("F38")
def test_an_event_study_takes_the_luck_that_fetched_a_talk_for_its_effect():
    """Why the other method is there: with talks that do nothing, rates still seem to fall."""
    random = np.random.default_rng(5)
    counts, begins, group, months, start = year_with_talks(random, 1.0)
    hit = months.sum(axis=1) > 0
    _, _, high = event_study(months[hit], np.ones((hit.sum(), YEAR)), start[hit]).pooled
    assert high < 1
    found = own_rate(counts[:, 0], begins, counts[:, 1], 1 - begins, group)
    assert found.interval.low <= 1 <= found.interval.high


def test_units_without_any_event_are_needed_and_groups_without_one_tell_nothing():
    counts, begins, group, *_ = year_with_talks(np.random.default_rng(3), 0.6)
    whole = own_rate(counts[:, 0], begins, counts[:, 1], 1 - begins, group)
    empty = np.zeros(40, dtype=np.int64)
    more = own_rate(
        np.append(counts[:, 0], empty), np.append(begins, np.ones(40)),
        np.append(counts[:, 1], empty), np.append(1 - begins, np.zeros(40)),
        np.append(group, empty + GROUPS),
    )  # fmt: skip
    assert more.ratio == pytest.approx(whole.ratio, rel=1e-6)
    hit = counts.sum(axis=1) > 0
    only_hit = own_rate(counts[hit, 0], begins[hit], counts[hit, 1], 1 - begins[hit], group[hit])
    assert only_hit.ratio < whole.ratio - 0.05


def test_the_result_says_what_would_have_come_anyway_and_what_is_assumed():
    counts, begins, group, *_ = year_with_talks(np.random.default_rng(3), 0.6)
    made = own_rate_result(
        unit=[f"P{who}" for who in range(PEOPLE)], before=counts[:, 0], exposure_before=begins,
        after=counts[:, 1], exposure_after=1 - begins, group=[f"S{one}" for one in group],
        vintage="Made up.",
    )  # fmt: skip
    assert "were expected from each one's own steadied rate" in made.says
    assert "fair as long as who was helped hangs on what happened to them" in made.does_not_say
    assert made.n == counts[:, 1].sum()


BAD = {
    "nobody helped": ([1, 0], [1, 1], [0, 0], [0, 0], "Nobody has any exposure after help"),
    "nothing after": ([1, 0], [1, 1], [0, 0], [1, 0], "no event after help"),
    "an event without work": ([1, 0], [0, 1], [1, 0], [1, 0], "Row 1 has events before help"),
    "work below nought": ([1, 0], [1, -1], [1, 0], [1, 0], "row 2 holds -1.0"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_reckoned_is_told(case):
    before, work_before, after, work_after, words = BAD[case]
    with pytest.raises(ValueError, match=words):
        own_rate_result(
            unit=["A", "B"], before=before, exposure_before=work_before, after=after,
            exposure_after=work_after, vintage="Made up.",
        )  # fmt: skip
