"""The same numbers, argued both ways: a supporter's page and a critic's page, same weight."""

from __future__ import annotations

from dataclasses import dataclass

from outrider.domain.coresponse.conditions import Condition
from outrider.trial.judging.estimates import Share, estimate, minus
from outrider.trial.judging.figures.clocks import Clocks
from outrider.trial.judging.figures.cost import Cost
from outrider.trial.judging.figures.flow import Flow
from outrider.trial.judging.finding import Evaluation
from outrider.trial.judging.findings.harms import ledger
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.table import Table

Point = tuple[str, str]


@dataclass(frozen=True)
class Side:
    """Points in one order for both: a number, and what it is."""

    supporter: tuple[Point, ...]
    critic: tuple[Point, ...]
    table: Table


def sides(frame: Frame, both: Clocks, way: Flow, spent: Cost, made: Evaluation) -> Side:
    """As many points each, from the figures above them on the page and from other schemes."""
    late = way.first.of - way.first.count
    supporter = (
        _gain(both),
        (way.first.text(), f"reached before the ambulance ({way.first.range_text})"),
        _interlock(frame),
        _recalled(frame),
        (f"{way.steps[-1].reached}", "calls where trained hands were there"),
        _country(frame),
        _substitution(made),
        _answerable(made),
        (
            "1.4 times",
            "survival where police were sent with defibrillators: ten studies together "
            "(1.3 to 1.6), very unlike each other (Husain 2013)",
        ),
        ("3.1 min", "sooner in a community scheme of 2016 (1.0 to 5.2), first at 69% (Hindawi)"),
    )
    critic = (
        _hours(spent),
        (
            way.never_arrived.text(),
            f"set off and never arrived ({way.never_arrived.range_text})",
        ),
        (
            f"{late} of {way.first.of}",
            "reached after the ambulance, or stood down as it was there: nothing gained",
        ),
        _arrests(frame),
        _harms(frame),
        _share_reached(way),
        _substitution(made),
        _jobs(made),
        _survival(made),
        (
            "1.6 points",
            "more survived in Miami, all arrests counted: 7.6% against 6.0% (Myerburg 2002)",
        ),
    )
    table = Table(
        ("Page", "Figure", "What it is"),
        tuple(("Supporter", *point) for point in supporter)
        + tuple(("Critic", *point) for point in critic),
        frozenset({0, 1, 2}),
    )
    return Side(supporter, critic, table)


def _gain(both: Clocks) -> Point:
    if both.mean_gain.value is None:
        return "–", "no attended call yet"
    return f"{both.mean_gain.value:.1f} min", f"sooner on average ({both.mean_gain.range_text})"


def _interlock(frame: Frame) -> Point:
    sent, live = int(frame.sent.sum()), int(frame.sent_live.sum())
    return f"{live} of {sent}", "times a crew was sent, an ambulance was live just then"


def _recalled(frame: Frame) -> Point:
    after = int(frame.abandoned.sum())
    units = int(frame.police_units.sum())
    words = "neither" if after == 0 else f"and {after} taken"
    tail = "none after patient contact" if after == 0 else f"{words} from a patient"
    return f"{int(frame.recalled.sum())} of {units}", f"police units called back, {tail}"


def _hours(spent: Cost) -> Point:
    each = spent.per_attendance
    tail = f", {each:.0f} unit-minutes for each attendance" if each is not None else ""
    return f"{spent.officer_hours:.0f} hours", f"of officer time{tail}"


def _arrests(frame: Frame) -> Point:
    arrests = int((frame.attended & (frame.condition == Condition.CARDIAC_ARREST.value)).sum())
    return f"{arrests}", "cardiac arrests reached. Nobody can say a life was saved"


def _country(frame: Frame) -> Point:
    gain = estimate(frame.gain[frame.paired & frame.rural], "mean")
    if gain.value is None:
        return "–", "no attended call in the countryside yet"
    return f"{gain.value:.1f} min", f"sooner in the countryside ({gain.range_text})"


def _share_reached(way: Flow) -> Point:
    """The denominator that an attendance count leaves out."""
    reached = Share(way.steps[-1].reached, way.steps[1].reached)
    return reached.text(), f"eligible calls were reached ({reached.range_text}); the others gain 0"


def _substitution(made: Evaluation) -> Point:
    """The same figure on both pages; what it is worth to each stands with it."""
    found = made.finding("substitution")
    if found.value is None:
        return "–", "whether ambulances come later to co-responded calls: nothing to compare yet"
    way = "later" if found.value >= 0 else "sooner"
    low_high = found.estimate.range_text if found.estimate else ""
    end = {
        "yes": "later, beyond chance",
        "no": "a minute or more later is ruled out",
    }.get(found.verdict, "too little to tell")
    words = f"{way} came ambulances to co-responded calls than to calls like them ({low_high})"
    return f"{abs(found.value):.1f} min", f"{words}: {end}"


def _answerable(made: Evaluation) -> Point:
    row = made.finding("power").table.rows[0]
    return f"{row[2]}", f"attended calls show whether help comes sooner: {str(row[5]).lower()}"


def _jobs(made: Evaluation) -> Point:
    found = made.finding("police-jobs")
    if found.value is None:
        return "–", "police jobs that waited meanwhile: not recorded, nobody can say"
    return f"{minus(found.value)} min", f"{found.question} {found.title}"


def _survival(made: Evaluation) -> Point:
    row = next(row for row in made.finding("power").table.rows if "survive" in str(row[0]))
    return f"{row[2]:,}", "arrests would be needed to see a change in survival: it cannot be told"


def _harms(frame: Frame) -> Point:
    if frame.simulated:
        return "–", "harms: a simulation has none in it, and nobody can say"
    counts = ledger(frame)
    told = "; ".join(f"{name.lower()}: {count:,}" for name, count in counts.items())
    return f"{sum(counts.values())}", f"harms logged ({told}). Complaints, injuries: not recorded"
