"""A scan as a result: what it says, its table, its map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from outrider.signals.charts import Zones as ZonesChart
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table
from outrider.signals.scan.scan import Cluster, Scan
from outrider.signals.scan.zones import Floats, Ints

POISSON: Final = Method(
    "scan-poisson",
    "Scan for clusters against what is expected",
    "Kulldorff 1997, doi:10.1080/03610929708831995; prospective: Kulldorff 2001, "
    "doi:10.1111/1467-985X.00186",
)
PERMUTATION: Final = Method(
    "scan-permutation",
    "Scan for clusters in space and time without a denominator",
    "Kulldorff et al. 2005, doi:10.1371/journal.pmed.0020059",
)
EXPECTATION: Final = Method(
    "scan-expectation",
    "Scan for clusters against expectations from the past",
    "Neill 2009, doi:10.1016/j.ijforecast.2008.12.002",
)
ALPHA: Final = 0.05

_COLUMNS: Final = (
    Column("cluster", "Cluster"),
    Column("areas", "Areas"),
    Column("from", "From"),
    Column("to", "To"),
    Column("cases", "Cases"),
    Column("expected", "Expected"),
    Column("relative_risk", "Cases against expected, inside over outside", "times"),
    Column("log_likelihood_ratio", "Log likelihood ratio"),
    Column("p", "Chance maps with a cluster as strong", "share"),
    Column("p_gumbel", "The same from a fitted tail", "share"),
    Column("once_in", "By chance once in so many times", "times of the data"),
)


def scan_result(
    scan: Scan,
    *,
    method: Method,
    cases: Ints,
    x: Floats,
    y: Floats,
    areas: Sequence[str],
    times: Sequence[str],
    vintage: str,
    title: str = "",
    exposure: float | None = None,
    exposure_unit: str = "",
    n_unit: str = "cases",
    alpha: float = ALPHA,
) -> Result:
    """A scan with its table (clusters in order of time), map and sentences.

    Args:
        method: POISSON, PERMUTATION or EXPECTATION, as the scan was made.
        cases: areas × times, as scanned.
        x, y: of each area, for the map.
        areas, times: their names, in the order of the data.
        exposure: the whole denominator; None for the permutation scan, which has none.
    """
    noted = [one for one in scan.clusters if one.p is not None and one.p <= alpha]
    return Result(
        method=method,
        title=title or method.name,
        estimate=None,
        unit="",
        interval=None,
        level=1 - alpha,
        exposure=exposure,
        exposure_unit=exposure_unit,
        n=scan.total,
        n_unit=n_unit,
        vintage=vintage,
        says=_says(scan, noted, areas, times, n_unit),
        does_not_say=_does_not_say(method),
        table=_table(scan, areas, times),
        chart=_chart(scan, cases, x, y, areas, n_unit),
        false_alarms=_false_alarms(scan, alpha),
        notes=_notes(scan),
    )


def once_in(cluster: Cluster, scan: Scan) -> float | None:
    """Looks between two such alarms by luck alone, one look at each new time: 1/p.

    Only of a scan that ends now; known as the recurrence interval.
    Source: Kleinman, Lazarus, Platt 2004, doi:10.1093/aje/kwh029.
    """
    return 1 / cluster.p if scan.windows.ending_now and cluster.p else None


def _says(
    scan: Scan, noted: list[Cluster], areas: Sequence[str], times: Sequence[str], unit: str
) -> str:
    if not noted:
        return (
            f"No place and time holds more {unit} than the strongest cluster that luck alone "
            f"would make somewhere on a map like this."
        )
    one = noted[0]
    others = len(noted) - 1
    more = f", and in {others} more" if others else ""
    return (
        f"In {_names(one, areas)}, {_span(one, times)}, there were {one.observed} {unit} where "
        f"{one.expected:.1f} were expected{more}: more than luck alone would put anywhere."
    )


def _does_not_say(method: Method) -> str:
    if method is PERMUTATION:
        return (
            "It does not say that the place is worse than others or why: only that its cases came "
            "closer together in time than elsewhere, which new ways of recording do too."
        )
    return (
        "It does not say why, nor where exactly it begins and ends: other zones round it fit "
        "nearly as well, and what is expected is only as good as the denominator."
    )


def _table(scan: Scan, areas: Sequence[str], times: Sequence[str]) -> Table:
    in_time = sorted(range(len(scan.clusters)), key=lambda i: scan.clusters[i][3:5])
    return Table(_COLUMNS, tuple(_row(i, scan, areas, times) for i in in_time))


def _row(i: int, scan: Scan, areas: Sequence[str], times: Sequence[str]) -> tuple[Cell, ...]:
    one = scan.clusters[i]
    return (
        i + 1, "; ".join(areas[a] for a in one.areas), times[one.first], times[one.last],
        one.observed, one.expected, one.relative_risk, one.ratio, one.p, one.p_gumbel,
        once_in(one, scan),
    )  # fmt: skip


def _chart(
    scan: Scan, cases: Ints, x: Floats, y: Floats, areas: Sequence[str], unit: str
) -> ZonesChart:
    zone = np.zeros(len(areas), dtype=np.int64)
    for number, one in enumerate(scan.clusters, start=1):
        zone[list(one.areas)] = number
    size = cases.sum(axis=1).astype(np.float64)
    return ZonesChart(x, y, size, zone, tuple(areas), f"{unit.capitalize()} by area, and clusters")


def _false_alarms(scan: Scan, alpha: float) -> FalseAlarms | None:
    if not scan.maxima.size:
        return None
    return FalseAlarms(
        family="all zones and all windows of this scan",
        looks=scan.cylinders,
        rate=alpha,
        how=(
            f"p compares the strongest cluster with the strongest of each of {scan.maxima.size} "
            f"maps drawn by chance, so that all looks together raise an alarm in {alpha:.0%} of "
            f"scans. A scan that is repeated every day adds up over the days."
        ),
    )


def _notes(scan: Scan) -> tuple[str, ...]:
    if len(scan.clusters) < 2:
        return ()
    return (
        "Clusters after the first share no area with one before; their p is a little too high.",
    )


def _names(one: Cluster, areas: Sequence[str]) -> str:
    named = [areas[a] for a in one.areas]
    if len(named) <= 4:
        return ", ".join(named)
    return f"{', '.join(named[:3])} and {len(named) - 3} more areas"


def _span(one: Cluster, times: Sequence[str]) -> str:
    first, last = times[one.first], times[one.last]
    return first if first == last else f"{first} to {last}"
