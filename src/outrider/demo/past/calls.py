"""The calls of the past: how many, when, what and where. Rates are those of `rates.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from outrider.demo.config import Rates
from outrider.demo.ground import Ground, Spot
from outrider.demo.seeds import array_stream, made_id, stream
from outrider.domain.coresponse.rules import AGE_BANDS, CallFacts, Pack, Ruled, rule_on

LOCAL: Final = ZoneInfo("Europe/London")
AGE_WEIGHTS: Final = (3, 3, 13, 19, 15, 22, 24, 1)  # assumption: bands of AGE_BANDS in order


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call as it came in."""

    id: UUID
    number: str
    reference: str
    connected_at: datetime
    category: str
    complaint: str
    age_band: str
    sex: str
    flags: tuple[str, ...]
    spot: Spot
    ruled: Ruled


@dataclass(frozen=True, slots=True)
class Invented:
    """What a caller says, before it has a number: the past and the live feed both draw it."""

    category: str
    complaint: str
    age_band: str
    sex: str
    flags: tuple[str, ...]
    spot: Spot


def draw_call(random: Random, rates: Rates, ground: Ground) -> Invented:
    """One call by the rates of the whole day."""
    by_category = rates.calls_a_year
    category = _pick(random, by_category)
    urban = random.random() < rates.urban / rates.residents
    return Invented(
        category=category,
        complaint=_pick(random, rates.complaints[category]),
        age_band=random.choices(list(AGE_BANDS), AGE_WEIGHTS)[0],
        sex=random.choice(("male", "female")),
        flags=tuple(flag for flag, chance in rates.flags.items() if random.random() < chance),
        spot=ground.spot(ground.draw_node(random, urban=urban)),
    )


def draw_past(
    seed: int, until: datetime, days: int, rates: Rates, ground: Ground, pack: Pack
) -> list[PastCall]:
    """Every call of the `days` before `until`, in order; numbers start again each local day."""
    random = stream(seed, "past-calls")
    made: list[PastCall] = []
    today, number = None, 0
    for at in _instants(seed, until, days, rates):
        day = at.astimezone(LOCAL).date()
        number = number + 1 if day == today else 1
        today = day
        call = draw_call(random, rates, ground)
        facts = CallFacts(call.category, call.complaint, call.age_band, frozenset(call.flags))
        made.append(
            PastCall(
                id=made_id(seed, "call", at.isoformat(), number),
                number=f"{number:04d}",
                reference=f"{day:%y%m%d}-{number:04d}",
                connected_at=at,
                category=call.category,
                complaint=call.complaint,
                age_band=call.age_band,
                sex=call.sex,
                flags=call.flags,
                spot=call.spot,
                ruled=rule_on(pack, facts),
            )
        )
    return made


def _instants(seed: int, until: datetime, days: int, rates: Rates) -> list[datetime]:
    """A Poisson process whose rate follows the hour of the local day."""
    random = array_stream(seed, "past-times")
    a_day = sum(rates.calls_a_year.values()) / 365
    start = (until - timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
    found = []
    for hour in range(days * 24):
        begins = start + timedelta(hours=hour)
        expected = a_day * rates.hours[begins.astimezone(LOCAL).hour]
        shares = random.random(int(random.poisson(expected)))
        found += [begins + timedelta(seconds=int(3_600 * share)) for share in shares]
    return sorted(at for at in found if at < until)


def _pick(random: Random, weights: dict[str, float]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]
