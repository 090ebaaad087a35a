"""The report of a run as a document, from its results and its scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from outrider.trial.building import Built
from outrider.trial.judging import figures
from outrider.trial.judging.evaluation import evaluate
from outrider.trial.judging.finding import Evaluation, Finding
from outrider.trial.judging.findings.arms import arms_compared
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.table import Table
from outrider.trial.judging.tornado import Tornado
from outrider.trial.judging.tornado_file import NAME, read
from outrider.trial.report import chapters
from outrider.trial.report.assumptions import which_matter
from outrider.trial.report.document import (
    Block,
    Code,
    Document,
    Drawing,
    Facing,
    Facts,
    Heading,
    Paragraph,
    TableBlock,
)
from outrider.trial.report.maps import Spot, spot_map
from outrider.trial.report.sources import Runs, Shown
from outrider.trial.scenario.describe import described
from outrider.trial.scenario.whole import Origin

WHERE: Final = "Where minutes are gained"
BINS: Final = (0.25, 0.5, 1.0, 2.0)
"""Minutes gained for each eligible call at which the map becomes darker."""


def document(
    built: Built, told: Mapping[str, Any], runs: Runs, once: Shown, folder: Path
) -> Document:
    """All of it.

    Args:
        told: `run.json`.
        runs: summaries by arm.
        once: one replication call by call.
        folder: of the run; the assumptions may have been varied in it.
    """
    base, arm = sides_of(tuple(runs), built)
    made = evaluate(once.frames[arm], None, once.frames[base] if base != arm else None)
    compared = arms_compared(runs, base)
    varied = varied_in(folder, told, arm)
    return Document(
        title="Would it work here?",
        subtitle=f"{built.name}: co-response simulated before it starts",
        stamp=f"scenario {built.hash[:12]} · seed {built.seed} · {told['version']}",
        made=built.start.date() if not told.get("day") else date.fromisoformat(told["day"]),
        facts=_facts(built, told, runs, made),
        blocks=tuple(_blocks(built, told, runs, once, made, compared, base, arm, varied)),
    )


def varied_in(folder: Path, told: Mapping[str, Any], arm: str) -> Tornado | str:
    """The tornado of the folder; or in words why it is not this run's; empty: there is none."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        return f"{NAME} cannot be read: vary the assumptions again."
    return read(text, scenario=told["hash"], version=told["version"], arm=arm)


def sides_of(arms: tuple[str, ...], built: Built) -> tuple[str, str]:
    """The arm without the scheme (else the first), and the first arm that is another."""
    off = [name for name in arms if not built.scenario.plan(name).on]
    base = off[0] if off else arms[0]
    others = [name for name in arms if name != base]
    return base, others[0] if others else base


def _facts(built: Built, told: Mapping[str, Any], runs: Runs, made: Evaluation) -> Facts:
    count = min(len(each) for each in runs.values())
    return Facts(
        (
            ("Scenario", built.name),
            ("Scenario hash", built.hash),
            ("Seed", str(built.seed)),
            ("Software", str(told["version"])),
            ("Arms", ", ".join(runs)),
            ("Replications", f"{count:,} of {built.scenario.parts.horizon.days} days each"),
            ("Roads", built.network.label),
            ("Analysis plan", f"{made.plan}, {made.plan_hash[:12]}"),
            ("Data of the shown replication", made.digest[:12]),
        )
    )


def _blocks(
    built: Built, told: Mapping[str, Any], runs: Runs, once: Shown, made: Evaluation,
    compared: Sequence[Finding], base: str, arm: str, varied: Tornado | str,
) -> Iterator[Block]:  # fmt: skip
    yield from chapters.answer(made, compared, base, arm)
    yield from chapters.answerable(made)
    yield from chapters.compared(compared, base, min(len(each) for each in runs.values()))
    yield from _where(built, once.spots[arm], arm)
    yield from which_matter(varied, arm)
    yield Heading(f"One replication of “{arm}”, call by call", new_page=True)
    yield Paragraph(
        "The following chapters judge one simulated period just as the live scheme is judged, "
        "with the same code. Another replication has other calls."
    )
    yield from chapters.findings(made)
    yield _facing(once.frames[arm], made)
    yield from _origins(built)
    yield from _again(built, told, runs)


def _where(built: Built, spots: Sequence[Spot], arm: str) -> Iterator[Block]:
    basemap = built.network.basemap()
    table = _by_town(basemap["places"], spots)
    caption = f"Minutes gained for each eligible call under “{arm}”, by place"
    best = max(table.rows, key=lambda row: float(row[2] or 0), default=None)
    said = f"Most is gained round {best[0]}, {best[2]:.1f} minutes a call." if best else ""
    yield Heading(WHERE, new_page=True)
    yield Paragraph(
        "Every eligible call counts, also those that nobody was sent to: they gain nothing. "
        f"{said} Source of the map: {built.network.label}."
    )
    legend = "Minutes gained a call; the larger a circle, the more eligible calls"
    yield Drawing(caption, spot_map(basemap, spots, BINS, legend), f"{caption}. {said}")
    yield TableBlock("The map as a table: by the nearest town or village", table)


def _by_town(places: Sequence[Mapping[str, Any]], spots: Sequence[Spot]) -> Table:
    """Spots added up at the nearest named place, those with most calls first."""
    towns = [one for one in places if one["kind"] in ("city", "town")] or list(places)
    columns = ("Nearest town", "Eligible calls", "Minutes gained a call")
    if not towns or not spots:
        return Table(columns, ())
    at = np.array([(one["lat"], 0.63 * one["lon"]) for one in towns])
    sums = np.zeros((len(towns), 2))
    for spot in spots:
        nearest = int(((at - (spot.lat, 0.63 * spot.lon)) ** 2).sum(axis=1).argmin())
        sums[nearest] += (spot.weight, spot.weight * spot.value)
    order = np.argsort(-sums[:, 0], kind="stable")
    rows = tuple(
        (str(towns[i]["name"]), int(sums[i, 0]), float(sums[i, 1] / sums[i, 0]))
        for i in order
        if sums[i, 0]
    )
    return Table(columns, rows)


def _facing(frame: Frame, made: Evaluation) -> Facing:
    both, way, spent = figures.clocks(frame), figures.flow(frame), figures.cost(frame)
    found = figures.sides(frame, both, way, spent, made)
    return Facing(("The supporter’s page", found.supporter), ("The critic’s page", found.critic))


def _origins(built: Built) -> Iterator[Block]:
    yield Heading("What was assumed, and where the numbers are from", new_page=True)
    for chapter in described(built.scenario):
        if chapter.heading in ("Sources", "Assumptions") or "assumption" in chapter.heading:
            continue
        yield Heading(chapter.heading, level=2)
        for sentence in chapter.sentences:
            yield Paragraph(sentence)
    scenario = built.scenario
    yield TableBlock("Assumptions: nobody measured these", _table(scenario.assumptions))
    if scenario.unmarked:
        yield TableBlock("Neither a source nor marked", _table(scenario.unmarked))
    sources = tuple(one for one in scenario.origins if one.kind == "source")
    yield TableBlock("Numbers with a source", _table(sources))


def _table(origins: Sequence[Origin]) -> Table:
    """A row for each reason or source, with all the numbers that stand on it."""
    found: dict[str, list[str]] = {}
    for one in origins:
        found.setdefault(one.says or "not said", []).append(f"{one.key}: {one.value}")
    rows = tuple((says, "\n".join(numbers)) for says, numbers in found.items())
    columns = ("Where it is from", "Numbers of the scenario file")
    return Table(columns, rows, frozenset({0, 1}))


def _again(built: Built, told: Mapping[str, Any], runs: Runs) -> Iterator[Block]:
    yield Heading("How to make it again")
    yield Paragraph(
        "The scenario file, the seed and the version of the software give the same bytes, with "
        "any number of workers. The files of results name the same hash."
    )
    count = min(len(each) for each in runs.values())
    yield Code(
        f"outrider trial run SCENARIO --replications {count} --arms {','.join(runs)} --out DIR\n"
        "outrider trial report SCENARIO DIR"
    )
    yield Paragraph(f"Scenario hash {built.hash}, seed {built.seed}, {told['version']}.")
