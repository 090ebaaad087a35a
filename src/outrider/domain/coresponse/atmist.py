"""ATMIST: the thirty-second handover from a co-responder to the crew.

Age, Time, Mechanism, Injuries, Signs, Treatment. Source: NFCC handover guidance (ukfrs.com).
Signs and treatment are lists, because each entry has a time of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Final, NamedTuple

# Longest text of each field, in characters: what fits the screen and a spoken breath.
LONGEST: Final[Mapping[str, int]] = {
    "age": 60,
    "time": 120,
    "mechanism": 200,
    "injuries": 300,
}
LONGEST_ENTRY: Final = 160
MOST_ENTRIES: Final = 60
FIELDS: Final = (*LONGEST, "signs", "treatment")
NAMES: Final[Mapping[str, str]] = {
    "age": "Age and sex",
    "time": "Time",
    "mechanism": "Mechanism",
    "injuries": "Injuries",
    "signs": "Signs, each with its time",
    "treatment": "Treatment",
}


class FieldProblem(NamedTuple):
    field: str
    message: str  # what is wrong and what to do


class BadAtmist(ValueError):
    """The handover cannot be read. `problems` says field by field what to do."""

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{each.field}: {each.message}" for each in self.problems))


class Line(NamedTuple):
    """One letter of the handover as it is read out."""

    letter: str
    name: str
    text: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign or a treatment and when; `at` is None where nobody saw the time."""

    text: str
    at: datetime | None = None
    code: str = ""  # of the card's record that made it, if one did


@dataclass(frozen=True, slots=True)
class Atmist:
    age: str = ""
    time: str = ""
    mechanism: str = ""
    injuries: str = ""
    signs: tuple[Entry, ...] = ()
    treatment: tuple[Entry, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data that `parse_atmist` reads back to an equal value."""
        texts = {field: getattr(self, field) for field in LONGEST}
        return texts | {
            "signs": _plain(self.signs),
            "treatment": _plain(self.treatment),
        }

    def as_sentences(self, zone: tzinfo = UTC) -> tuple[Line, ...]:
        """Six lines to read out, times on the wall clock of `zone`."""
        texts = {field: getattr(self, field) for field in LONGEST} | {
            "signs": _spoken(self.signs, zone),
            "treatment": _spoken(self.treatment, zone),
        }
        return tuple(
            Line(
                field[0].upper(),
                NAMES[field],
                texts[field] or "Not recorded",
                not texts[field],
            )
            for field in FIELDS
        )


def parse_atmist(raw: object) -> Atmist:
    """Read a handover that came over the wire.

    Raises:
        BadAtmist: a ValueError whose `problems` name each field, what is wrong and what to do.
    """
    if not isinstance(raw, Mapping):
        raise BadAtmist([FieldProblem("atmist", "Send an object with the fields of ATMIST.")])
    problems = [
        FieldProblem(str(name)[:40], f"Not a field: use {', '.join(FIELDS)}.")
        for name in raw
        if name not in FIELDS
    ]
    texts = {field: _text(field, raw.get(field, ""), problems) for field in LONGEST}
    signs = _entries("signs", raw.get("signs", []), problems)
    treatment = _entries("treatment", raw.get("treatment", []), problems)
    if problems:
        raise BadAtmist(problems)
    return Atmist(**texts, signs=signs, treatment=treatment)


def _text(field: str, value: object, problems: list[FieldProblem]) -> str:
    longest = LONGEST.get(field, LONGEST_ENTRY)
    if not isinstance(value, str):
        problems.append(FieldProblem(field, "Send text, or leave it empty."))
        return ""
    tidy = " ".join(value.split())
    if len(tidy) > longest:
        problems.append(
            FieldProblem(field, f"{len(tidy)} characters: shorten it to {longest} or fewer.")
        )
    if not tidy.isprintable():
        problems.append(FieldProblem(field, "Holds characters that cannot be read: retype it."))
    return tidy


def _entries(field: str, value: object, problems: list[FieldProblem]) -> tuple[Entry, ...]:
    if not isinstance(value, list | tuple):
        problems.append(FieldProblem(field, "Send a list of entries, each with a text and a time."))
        return ()
    if len(value) > MOST_ENTRIES:
        problems.append(
            FieldProblem(
                field,
                f"{len(value)} entries: keep the {MOST_ENTRIES} that matter most.",
            )
        )
        return ()
    return tuple(_entry(f"{field}[{n}]", each, problems) for n, each in enumerate(value))


def _entry(field: str, value: object, problems: list[FieldProblem]) -> Entry:
    if not isinstance(value, Mapping):
        problems.append(FieldProblem(field, "Send an object with a text and a time."))
        return Entry("")
    text = _text(f"{field}.text", value.get("text", ""), problems)
    if not text:
        problems.append(FieldProblem(f"{field}.text", "Empty: say what was seen or done."))
    code = _text(f"{field}.code", value.get("code") or "", problems)
    return Entry(text, _instant(f"{field}.at", value.get("at"), problems), code)


def _instant(field: str, value: object, problems: list[FieldProblem]) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
        # near the ends of the calendar the shift to UTC overflows
        if instant is not None and instant.tzinfo is not None:
            return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    problems.append(
        FieldProblem(field, "Not a time with its zone: send it like 2026-11-21T03:20:00Z.")
    )
    return None


def _plain(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    return [
        {
            "text": e.text,
            "at": e.at.isoformat().replace("+00:00", "Z") if e.at else None,
        }
        | ({"code": e.code} if e.code else {})
        for e in entries
    ]


def _spoken(entries: tuple[Entry, ...], zone: tzinfo) -> str:
    ordered = sorted(
        entries, key=lambda e: (e.at is None, e.at or datetime.max.replace(tzinfo=UTC))
    )
    said = [f"{e.text} {e.at.astimezone(zone):%H:%M}" if e.at else e.text for e in ordered]
    return ". ".join(said)
