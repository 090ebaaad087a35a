"""The scans against their known answers, as far as the digits given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from outrider.signals.checking import Check, known_answers
from outrider.signals.scan.known import Known, new_mexico, new_york
from outrider.signals.scan.result import PERMUTATION, POISSON
from outrider.signals.scan.scan import Cluster, scan_permutation, scan_poisson
from outrider.signals.scan.search import Windows
from outrider.signals.scan.zones import Floats, zones

NINE_YEARS: Final = Windows(9)


def checks(reference: Path) -> Iterable[Check]:
    """Known answers 9a and 9c; `reference` is the folder that holds `reference/` and `data/`."""
    answers, folder = known_answers(reference), reference / "reference"
    yield from _new_mexico(new_mexico(folder), answers["scan_poisson"])
    yield from _new_york(new_york(folder), answers["scan_space_time_permutation"])


def _new_mexico(known: Known, answer: dict[str, Any]) -> Iterator[Check]:
    years = known.population.sum(axis=1)
    zone = set(answer["adjusted"]["zone"])
    for name, expected in (("adjusted", known.expected), ("unadjusted", known.population)):
        one = _scan(known, expected, years)
        target = f"New Mexico, {name}"
        yield from _row(POISSON.key, target, one, answer[name])
        yield Check(POISSON.key, f"{target}: RR", answer[name]["RR"], one.relative_risk, 5e-7)
        first, last = answer[name]["years"]
        yield Check(POISSON.key, f"{target}: from", first, known.times[one.first], 0)
        yield Check(POISSON.key, f"{target}: to", last, known.times[one.last], 0)
        yield _same(POISSON.key, target, zone, {known.areas[a] for a in one.areas})
    spatial = known._replace(cases=known.cases.sum(axis=1, keepdims=True))
    one = _scan(spatial, known.expected.sum(axis=1, keepdims=True), years)
    yield from _row(POISSON.key, "New Mexico, space only", one, answer["purely_spatial_adjusted"])
    yield from _population_base(known)


def _population_base(known: Known) -> Iterator[Check]:
    """The trap: one year's population as the limit gives another zone."""
    for year, counties, ratio in ((0, 9, 10.04224), (-1, 7, 9.25101)):
        one = _scan(known, known.expected, known.population[:, year])
        target = f"New Mexico, limit by the population of {known.times[year]}"
        yield Check(POISSON.key, f"{target}: counties", counties, len(one.areas), 0)
        yield Check(POISSON.key, f"{target}: LLR", ratio, one.ratio, 5e-6)


def _new_york(known: Known, answer: dict[str, Any]) -> Iterator[Check]:
    near = zones(known.distance, radius=3.0)
    for name, now in (("retrospective", False), ("prospective", True)):
        scan = scan_permutation(
            known.cases, near, windows=Windows(7, now), replications=0, seed=1, secondary=0
        )
        one, target = scan.clusters[0], f"New York, {name}"
        yield from _row(PERMUTATION.key, target, one, answer[name])
        first, last = answer[name]["days"]
        yield Check(PERMUTATION.key, f"{target}: from day", first, known.times[one.first], 0)
        yield Check(PERMUTATION.key, f"{target}: to day", last, known.times[one.last], 0)
        there = {str(each) for each in answer[name]["zips"]}
        yield _same(PERMUTATION.key, target, there, {known.areas[a] for a in one.areas})


def _scan(known: Known, expected: Floats, limit: Floats) -> Cluster:
    near = zones(known.distance, population=limit, share=0.5)
    scan = scan_poisson(
        known.cases, expected, near, windows=NINE_YEARS, replications=0, seed=1, secondary=0
    )
    return scan.clusters[0]


def _row(method: str, target: str, one: Cluster, answer: dict[str, Any]) -> Iterator[Check]:
    yield Check(method, f"{target}: LLR", answer["LLR"], one.ratio, _half_digit(answer["LLR"]))
    yield Check(method, f"{target}: cases", answer["c"], one.observed, 0)
    yield Check(method, f"{target}: expected", answer["e"], one.expected, _half_digit(answer["e"]))


def _same(method: str, target: str, there: set[str], found: set[str]) -> Check:
    """Areas that are in one of the two zones only: none."""
    return Check(method, f"{target}: areas that differ", 0, len(there ^ found), 0)


def _half_digit(value: float) -> float:
    """Half a unit of the last digit that is given."""
    return 0.5000001 * 10.0 ** -len(repr(value).partition(".")[2])
