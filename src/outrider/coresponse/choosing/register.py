"""What the register says of each unit at an instant: crew, skills, kit, hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils import timezone

from outrider.domain.people import kit as kit_rules
from outrider.domain.people.competence import Signed, Skill
from outrider.people.models import Crewing, KitBag, Officer, Unit


@dataclass(frozen=True, slots=True)
class OnBoard:
    officer: Officer
    driver: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class Register:
    """One unit as the register has it now."""

    unit: Unit
    crew: tuple[OnBoard, ...]
    signed: tuple[Signed, ...]
    kit_problems: tuple[str, ...]
    response_driver: bool
    shift_ends_at: datetime | None

    @property
    def skills(self) -> frozenset[Skill]:
        return frozenset(signed.skill for signed in self.signed)


def read_register(units: Iterable[Unit] | None, at: datetime) -> list[Register]:
    """The register's word on these units (or on every active one), ordered by call sign."""
    chosen = Unit.objects.filter(active=True)
    if units is not None:
        chosen = chosen.filter(pk__in=[unit.pk for unit in units])
    rows = (
        chosen.select_related("scheme", "status", "lease", "position", "station")
        .prefetch_related(
            Prefetch(
                "crewings",
                Crewing.objects.filter(starts_at__lte=at, ends_at__gt=at)
                .select_related("officer__driving")
                .prefetch_related("officer__competences")
                .order_by("-driver", "officer__number"),
                to_attr="crew_now",
            ),
            Prefetch("bags", KitBag.objects.prefetch_related("lines"), to_attr="bags_now"),
        )
        .order_by("call_sign")
    )
    return [_register(unit, at) for unit in rows]


def _register(unit: Unit, at: datetime) -> Register:
    today = timezone.localdate(at)
    crewings: list[Crewing] = unit.crew_now  # type: ignore[attr-defined]  # Prefetch(to_attr)
    crew = tuple(OnBoard(each.officer, each.driver, each.ends_at) for each in crewings)
    signed = tuple(
        Signed(Skill(competence.skill), competence.expires_on)
        for each in crewings
        for competence in each.officer.competences.all()
    )
    return Register(
        unit=unit,
        crew=crew,
        signed=signed,
        kit_problems=kit_rules.problems(_bags(unit), at=at, on=today),
        response_driver=_drives_on_response(crew, at),
        shift_ends_at=min((each.until for each in crew), default=None),
    )


def _bags(unit: Unit) -> list[kit_rules.Bag]:
    rows: list[KitBag] = unit.bags_now  # type: ignore[attr-defined]  # Prefetch(to_attr)
    return [
        kit_rules.Bag(
            tag=bag.tag,
            checked_at=bag.checked_at,
            lines=tuple(
                kit_rules.Line(line.item, line.quantity, line.minimum, line.expires_on)
                for line in bag.lines.all()
            ),
        )
        for bag in rows
    ]


def _drives_on_response(crew: tuple[OnBoard, ...], at: datetime) -> bool:
    """Whether the driver holds response authority in date; with none named, anybody on board."""
    drivers = [each for each in crew if each.driver] or list(crew)
    today = timezone.localdate(at)
    return any(
        driving.expires_on >= today
        for each in drivers
        if (driving := getattr(each.officer, "driving", None)) is not None
    )
