"""What the rows say about the planted truths, counted afresh from the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum

from outrider.coresponse import ground
from outrider.demo.safety import SafetyMade
from outrider.demo.safety.truths import PLANTED
from outrider.demo.seeding import seed_demo
from outrider.people.models import MonthlyExposure, Officer
from outrider.safety.models import Case, ListedAssault
from tests.demo.conftest import ANCHOR, SEED

STEP = ANCHOR - timedelta(days=PLANTED.racial_from)
START = ANCHOR - timedelta(days=365)
OTHER_TEAMS = ("Response A", "Response B", "Response D", "Response E")

INJURY = "injury-on-duty"


def assaults() -> QuerySet[Case]:
    """Recorded attacks; an injury that was none is not among them."""
    return Case.objects.filter(victim__isnull=False).exclude(classification=INJURY)


def officers_with(at_least: int) -> int:
    counts = Counter(assaults().values_list("victim_id", flat=True))
    return sum(count >= at_least for count in counts.values())


def rate_of_team(station: str, team: str) -> float:
    """Assaults in 1,000 hours of operational duty."""
    found = assaults().filter(victim__station__code=station, victim__team=team).count()
    members = Officer.objects.filter(station__code=station, team=team)
    hours = MonthlyExposure.objects.filter(officer__in=members).aggregate(h=Sum("hours"))["h"]
    return 1_000 * found / float(hours)


def racial_a_day(start: datetime, end: datetime) -> float:
    within = assaults().filter(incident__occurred_at__gte=start, incident__occurred_at__lt=end)
    racial = sum("race" in hate for hate in within.values_list("hate", flat=True))
    return racial / ((end - start) / timedelta(days=1))


def racial_share(group: str) -> float:
    hates = list(assaults().filter(victim__ethnic_group=group).values_list("hate", flat=True))
    return sum("race" in hate for hate in hates) / len(hates)


def hidden_share() -> float:
    """Of all attacks known anywhere: those that stand in another list and have no record here."""
    without = set(ListedAssault.objects.filter(case=None).values_list("officer_id", "occurred_at"))
    return len(without) / (len(without) + assaults().count())


def lists_of_hidden() -> Counter[int]:
    """In how many lists each hidden attack stands."""
    rows = ListedAssault.objects.filter(case=None).values_list("officer_id", "occurred_at")
    return Counter(Counter(rows).values())


def injured(cases: QuerySet[Case]) -> int:
    return sum(hurt != "no" for hurt in cases.values_list("hurt", flat=True))


def injury_share() -> float:
    return injured(assaults()) / assaults().count()


def not_assault_share() -> float:
    struggles = Case.objects.filter(classification=INJURY, victim__isnull=False).count()
    return struggles / (struggles + injured(assaults()))


def rate_after_talk(until: datetime) -> float:
    """Later assaults a day, after a talk on the first assault over without one.

    Without one, the follow-up begins twelve days after the first assault (when a talk would have
    been) and ends with the first talk that is held later.
    """
    cases = defaultdict(list)
    for case in assaults().select_related("incident", "talk").order_by("incident__occurred_at"):
        cases[case.victim_id].append(case)
    later, days = [0, 0], [0.0, 0.0]
    for mine in cases.values():
        first, rest = mine[0], mine[1:]
        talked = first.talk.talked_at is not None
        start = first.talk.talked_at or first.incident.occurred_at + timedelta(days=12)
        talks = [case.talk.talked_at for case in rest if case.talk.talked_at]
        end = until if talked else min([until, *talks])
        if start < end:
            days[talked] += (end - start) / timedelta(days=1)
            later[talked] += sum(start < case.incident.occurred_at <= end for case in rest)
    return (later[1] / days[1]) / (later[0] / days[0])


def whole_force(blocker: Any, *, null: bool) -> Iterator[SafetyMade]:
    """Two thousand seven hundred people, once for all tests of a module."""
    with blocker.unblock(), transaction.atomic():
        yield seed_demo(SEED, ANCHOR, ground.network(), 1, null=null)[2]
        transaction.set_rollback(True)
