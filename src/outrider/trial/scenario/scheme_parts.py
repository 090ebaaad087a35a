"""Parts of a scenario: schemes, co-responders, police work, rules and arms."""

from __future__ import annotations

from dataclasses import dataclass

from outrider.trial.scenario.demand_parts import FLAT
from outrider.trial.scenario.kinds import Time, amount, key, share


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A kind of co-responder."""

    code: str = key("Short name that units and arms use.")
    name: str = key("Name for readers.")
    kind: str = key("Whose units they are.", one_of=("police", "fire", "community"))
    live: bool = key("Agreed by both agencies.", True)
    needs_pair: bool = key("A unit with one on board is not asked.", False)
    needs_release: bool = key("Its control is asked first.", False)
    release_seconds: Time = key("Its control answers after this.", Time(0.0, 0.0))
    refused: float = share("Share that its control refuses.", 0.0)
    answer_seconds: Time = key("The crew answers after this.")
    accepts: float = share("Share that the crew accepts.")
    silent: float = share("Of the rest, share that never answers.", 0.0)
    turnout_seconds: Time = key("From accepting to moving.", Time(0.0, 0.0))
    competent: float = share("Share of shifts with a crew that is trained and in date.", 1.0)
    kit_ready: float = share("Share of shifts with kit that is whole and in date.", 1.0)
    cap_minutes: float = amount("Medical work in a shift, at most; 0: no cap.", 0.0)
    source: str = key("Where the numbers are from.", "")


@dataclass(frozen=True, kw_only=True)
class Work:
    """Police jobs or fire calls of one grade."""

    grade: int = key("1 (emergency) to 4.", low=1, high=4)
    a_day: float = amount("How many come in a day.")
    minutes: Time = key("From arrival until done.")


@dataclass(frozen=True, kw_only=True)
class Patch:
    """An area whose jobs its own units share. A unit of another patch does not come."""

    name: str = key("Name.")
    at: str = key("A spot or town: its middle.")
    within_km: float = amount("How far jobs may be from the middle, as the crow flies.", 8.0)
    work: tuple[Work, ...] = key("Its jobs.", ())
    hours: tuple[float, ...] = key("24 shares by hour from midnight, in any unit.", FLAT, low=0.0)
    source: str = key("Where the numbers are from.", "")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit, or several alike: a co-responder, or one that only shares its patch's jobs."""

    name: str = key("Call sign; several get a number behind it.")
    scheme: str = key("Code of its scheme.")
    patch: str = key("Name of its patch.")
    beat: dict[str, float] = key("Spot or town = how often it is there. One: it stays there.")
    shifts: tuple[str, ...] = key("Shifts of the week.")
    responds: bool = key("Trained and equipped for medical calls at all.", True)
    crew: int = key("People on board.", 2, low=1, high=9)
    response_driver: bool = key("May drive with blue lights.", True)
    count: int = key("How many.", 1, low=1, high=500)
    only_in: tuple[str, ...] = key(
        "Arms in which it co-responds; in the others it does police work only. None: all.", ()
    )


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rule pack, and what the police side says of jobs."""

    pack: str = key("“default”, or a .json or .toml file in the format that runs live.", "default")
    tries: int = key("Units tried for one call, at most.", 3, low=1, high=20)
    movable: tuple[int, ...] = key(
        "Grades of job from which a unit can be moved.", (3, 4), low=1, high=4
    )
    recalls: tuple[int, ...] = key("Grades of job that call a unit back.", (1,), low=1, high=4)
    beat_minutes: float = key("How long a unit stays on its way to and at a point.", 30.0, low=1.0)
    fix_age_seconds: float = amount("How old the position is that the choice goes by.", 20.0)
    handover_minutes: float = amount("From the ambulance's arrival until the unit may leave.", 5.0)
    restock_minutes: float = amount("Until it is free again after that.", 0.0)
    pace: float = key("A unit's road times as a multiple of the table's.", 1.0, low=0.1, high=10.0)
    pace_spread: float = key("Spread of its road times, trip by trip.", 0.15, low=0.0, high=2.0)
    source: str = key("Where the numbers are from.", "")


MEASURES = ("attended_in_days", "never_attended", "never_reached", "first", "first_c1")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A figure of a real scheme. Shares are of the co-responder's own calls.

    attended_in_days: calls attended in so many days. never_attended: share of offered calls that
    nobody attended; never_reached: likewise, but a unit that was on its way when the ambulance came
    counts as attending. first: share in which the co-responder was there before the ambulance, of
    those it reached or was stood down from because the ambulance was there. first_c1: of C1.
    """

    measure: str = key("What was counted.", one_of=MEASURES)
    value: float = amount("How much it was.")
    days: int = key("In how many days, for attended_in_days.", 0, low=0, high=400)
    arm: str = key("The arm that stands for the real scheme.", "with")
    source: str = key("Where the figure is from.")


@dataclass(frozen=True, kw_only=True)
class ArmPlan:
    """One arm of the trial: the same calls and the same luck, another scheme."""

    name: str = key("Short name.")
    says: str = key("What it is, in a sentence.")
    on: bool = key("The scheme runs at all.", True)
    schemes: tuple[str, ...] = key("Schemes that co-respond; none named: all.", ())
    shifts: dict[str, tuple[str, ...]] = key("Unit = other shifts, in this arm.", {})
    pack: str = key("Another rule pack, in this arm.", "")
