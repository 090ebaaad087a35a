"""Where and when: clusters and near repeats."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import numpy as np

from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting
from outrider.signals.asks.rates import UNIT
from outrider.signals.result import Result

LAT: Final = Need("lat", "Latitude", Kind.NUMBER, "degrees north; or northings with --planar")
LON: Final = Need("lon", "Longitude", Kind.NUMBER, "degrees east; or eastings with --planar")
DAY: Final = Need("day", "Day", Kind.DAY, "when it happened")
PLANAR: Final = Setting("planar", False, "Places are in kilometres on a plane, not in degrees")
SEED: Final = Setting("seed", 1, "Of chance: the same seed gives the same answer")
REPLICATIONS: Final = Setting("replications", 999, "Maps drawn by chance")


def _scan(given: Given) -> Result:
    from outrider.signals import scan as s

    names, of_row = _areas(given)
    first = np.array([np.flatnonzero(of_row == area)[0] for area in range(len(names))])
    lat, lon = given["lat"][first], given["lon"][first]
    distance = s.planar(lon, lat) if given.settings["planar"] else s.haversine(lat, lon)
    step = int(given.settings["days"])
    start = min(given["day"])
    when = np.array([(day - start).days // step for day in given["day"]], dtype=np.int64)
    cases = np.zeros((len(names), int(when.max()) + 1), dtype=np.int64)
    np.add.at(cases, (of_row, when), given["count"])
    people = _population(given, of_row, len(names))
    found: dict[str, Any] = {
        "windows": s.Windows(int(given.settings["window"]), bool(given.settings["now"])),
        "replications": given.settings["replications"],
        "seed": given.settings["seed"],
    }
    if people is None:
        near = s.zones(distance, radius=given.settings["radius"])
        made, method = s.scan_permutation(cases, near, **found), s.PERMUTATION
    else:
        strata, in_area = people, people.sum(axis=0)
        population = np.repeat(strata[:, :, None], cases.shape[1], axis=2)
        near = s.zones(distance, population=in_area, share=given.settings["share"])
        by = np.zeros(population.shape, dtype=np.int64)
        np.add.at(by, (_strata(given), of_row, when), given["count"])
        made = s.scan_poisson(cases, s.by_strata(by, population), near, **found)
        method = s.POISSON
    times = [start + timedelta(days=step * index) for index in range(cases.shape[1])]
    return s.scan_result(
        made,
        method=method,
        cases=cases,
        x=lon,
        y=lat,
        areas=names,
        times=[f"{day.day} {day:%b %Y}" for day in times],
        exposure=None if people is None else float(people.sum()),
        exposure_unit=given.unit("population") if people is not None else "",
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


def _strata(given: Given) -> Any:
    """(rows,): number of the stratum; all the same where none was named."""
    named = given.get("stratum")
    if named is None:
        return np.zeros(len(given["area"]), dtype=np.int64)
    return np.unique(np.array(named), return_inverse=True)[1]


def _population(given: Given, of_row: Any, areas: int) -> Any:
    """(strata, areas), from the rows of each; None without a population.

    Raises:
        ValueError: strata without a population, or rows of one area and stratum that differ in it.
    """
    people = given.get("population")
    if people is None:
        if given.get("stratum") is not None:
            raise ValueError("What makes people alike is of use with a population only: name one.")
        return None
    stratum = _strata(given)
    found = np.full((int(stratum.max()) + 1, areas), np.nan)
    for row in range(len(people)):
        known = found[stratum[row], of_row[row]]
        if known != people[row] and not np.isnan(known):
            raise ValueError(
                f"“{given['area'][row]}” has a population of {known:g} in one row and of "
                f"{people[row]:g} in another. Write the same in all of its rows."
            )
        found[stratum[row], of_row[row]] = people[row]
    return np.nan_to_num(found)


def _areas(given: Given) -> tuple[list[str], Any]:
    """Names in the order of the file, and each row's place among them."""
    names = list(dict.fromkeys(given["area"]))
    place = {name: index for index, name in enumerate(names)}
    return names, np.array([place[name] for name in given["area"]], dtype=np.int64)


def _knox(given: Given) -> Result:
    from outrider.signals.near import haversine_pairs, knox, knox_result, planar_pairs

    metres, days = _ends(given.settings["metres"]), _ends(given.settings["within"])
    apart = planar_pairs if given.settings["planar"] else haversine_pairs
    first, second = ("lon", "lat") if given.settings["planar"] else ("lat", "lon")
    pairs = apart(given[first], given[second], metres / 1000)
    start = min(given["day"])
    times = np.array([(day - start).days for day in given["day"]], dtype=np.float64)
    found = knox(
        pairs, times, days, replications=given.settings["replications"], seed=given.settings["seed"]
    )
    return knox_result(
        found,
        distances=tuple(f"{end:,.0f} m" for end in metres),
        times=tuple(f"{end:.0f} days" for end in days),
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


def _ends(text: str) -> Any:
    """ "100, 200, 400" as numbers that rise.

    Raises:
        ValueError: they cannot be read, or do not rise.
    """
    try:
        ends = np.array([float(part) for part in str(text).split(",")], dtype=np.float64)
    except ValueError:
        raise ValueError(f"“{text}” is no list of numbers, such as 100,200,400.") from None
    if (np.diff(ends) <= 0).any() or ends[0] <= 0:
        raise ValueError(f"“{text}” does not rise: write such as 100,200,400.")
    return ends


ASKS: Final = (
    Ask(
        "scan",
        "scan",
        "Clusters in place and time",
        "Kulldorff's scan: without a population by permutation, with one by Poisson.",
        (
            Need("area", "Area", Kind.NAME, "the area's name or code"),
            LAT,
            LON,
            DAY,
            Need("count", "Count", Kind.COUNT, "how many there were"),
            Need("population", "Population", Kind.EXPOSURE, "people or hours of the area", False),
            Need(
                "stratum",
                "Stratum",
                Kind.NAME,
                "role, shift or age group; the population is then "
                "that of the area’s stratum, and each has a row, if only with a count of 0",
                False,
            ),
        ),
        _scan,
        (
            Setting("days", 7, "Days of one step of time"),
            Setting("window", 4, "Longest window, in steps"),
            Setting("radius", 5.0, "Largest zone in kilometres, without a population"),
            Setting("share", 0.5, "Largest zone as a share of the population"),
            Setting("now", False, "Only what is still on (prospective)"),
            PLANAR,
            REPLICATIONS,
            SEED,
            UNIT,
        ),
    ),
    Ask(
        "knox",
        "near",
        "Near repeats",
        "Knox's test: does one event raise the chance of another near it, soon after?",
        (LAT, LON, DAY),
        _knox,
        (
            Setting("metres", "100,200,400", "Ends of the bands of distance"),
            Setting("within", "7,14,28", "Ends of the bands of time, in days"),
            PLANAR,
            REPLICATIONS,
            SEED,
            UNIT,
        ),
    ),
)
