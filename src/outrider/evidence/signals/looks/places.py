"""Where and when: clusters of assaults over areas of a kilometre or two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.evidence.signals.looks.rates import SEED
from outrider.signals.charts import Zones
from outrider.signals.result import Result
from outrider.trial.judging.frame import Floats, Ints

CELL_KM: Final = 1.0
KM_A_DEGREE: Final = 111.195
RADIUS_KM: Final = 5.0
WEEKS: Final = 4  # longest window
REPLICATIONS: Final = 999
FEWEST: Final = 30
ALPHA: Final = 0.05
METRES: Final = (100.0, 200.0, 400.0, 800.0)
DAYS: Final = (7.0, 14.0, 28.0)


def cells(year: SafetyYear) -> tuple[Floats, Floats, Ints, Ints]:
    """Areas of a kilometre with an assault in them (their middles), and each case's area and week.

    Returns: latitudes, longitudes, area by case, week by case; cases without a place left out.
    """
    placed = np.flatnonzero(np.isfinite(year.case_lat) & np.isfinite(year.case_lon))
    lat, lon = year.case_lat[placed], year.case_lon[placed]
    high = CELL_KM / KM_A_DEGREE
    wide = high / np.cos(np.radians(lat.mean() if lat.size else 51.0))
    grid = np.stack([np.floor(lat / high), np.floor(lon / wide)], axis=1).astype(np.int64)
    areas, inverse = np.unique(grid, axis=0, return_inverse=True)
    middles = (areas + 0.5) * np.array([high, wide])
    weeks = year.case_day[placed] // 7
    return middles[:, 0], middles[:, 1], inverse.reshape(-1).astype(np.int64), weeks


def clusters(year: SafetyYear) -> Result:
    from outrider.signals.scan import (
        PERMUTATION,
        Windows,
        haversine,
        scan_permutation,
        scan_result,
        zones,
    )

    lat, lon, area, week = cells(year)
    if area.size < FEWEST:
        raise TooLittle(
            f"{area.size} assaults have a place: {FEWEST} are needed to look for clusters."
        )
    width = int(week.max()) + 1
    cases = np.zeros((len(lat), width), dtype=np.int64)
    np.add.at(cases, (area, week), 1)
    near = zones(haversine(lat, lon), radius=RADIUS_KM)
    scan = scan_permutation(
        cases, near, windows=Windows(WEEKS), replications=REPLICATIONS, seed=SEED
    )
    starts = [year.start + timedelta(weeks=index) for index in range(width)]
    made = scan_result(
        scan,
        method=PERMUTATION,
        cases=cases,
        x=lon,
        y=lat,
        areas=[f"{a:.3f}, {b:.3f}" for a, b in zip(lat, lon, strict=True)],
        times=[f"week of {day.day} {day:%b %Y}" for day in starts],
        title="Assaults close together in place and time",
        n_unit="assaults",
        vintage=year.vintage,
    )
    sure = {n for n, one in enumerate(scan.clusters, 1) if one.p is not None and one.p <= ALPHA}
    return only_sure(made, sure)


def only_sure(made: Result, sure: set[int]) -> Result:
    """The map without the zones that luck explains; the table has them all, with their p."""
    chart = made.chart
    assert isinstance(chart, Zones)
    kept = np.where(np.isin(chart.zone, sorted(sure)), chart.zone, 0)
    caption = f"{len(chart.names):,} squares of a kilometre; a dot's area: assaults"
    return replace(made, chart=replace(chart, zone=kept.astype(np.int64), caption=caption))


def near_repeats(year: SafetyYear) -> Result:
    from outrider.signals.near import haversine_pairs, knox, knox_result

    placed = np.flatnonzero(np.isfinite(year.case_lat) & np.isfinite(year.case_lon))
    # victims of one attack are near and soon by themselves: each attack counts once
    _, first = np.unique(year.case_incident[placed], return_index=True)
    placed = placed[np.sort(first)]
    if placed.size < FEWEST:
        raise TooLittle(
            f"{placed.size} attacks have a place: {FEWEST} are needed to look for repeats."
        )
    pairs = haversine_pairs(year.case_lat[placed], year.case_lon[placed], np.array(METRES) / 1000)
    found = knox(
        pairs,
        year.case_day[placed].astype(np.float64),
        np.array(DAYS, dtype=np.float64),
        replications=REPLICATIONS,
        seed=SEED,
    )
    return knox_result(
        found,
        distances=tuple(f"{end:,.0f} m" for end in METRES),
        times=tuple(f"{end:.0f} days" for end in DAYS),
        title="Attacks near one another, soon after one another",
        n_unit="attacks",
        vintage=year.vintage,
    )


LOOKS: Final = (
    Look(
        "clusters",
        "scan",
        "Clusters in place and time",
        "Did assaults come closer together, in place and in weeks, than chance would put them?",
        clusters,
    ),
    Look(
        "near-repeats",
        "near",
        "Near repeats (Knox)",
        "Does one attack raise the chance of another near it, soon after?",
        near_repeats,
    ),
)
