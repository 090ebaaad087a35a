"""The three other lists: what the crime, safety and use-of-force systems know of each attack."""

from __future__ import annotations

from outrider.demo.safety.attacks import Attack
from outrider.demo.safety.play import Played
from outrider.safety.models import ListedAssault

PREFIXES = {"crime": "4426", "health-safety": "HS-", "use-of-force": "UF-"}


def write_lists(cases: list[Played], attacks: list[Attack]) -> None:
    """A row a list; linked to its case where there is one."""
    known = {id(played.scene.attack): played for played in cases}
    drawn = {id(attack) for attack in attacks}
    extra = [p.scene.attack for p in cases if id(p.scene.attack) not in drawn]
    rows = [
        _row(source, attack, number, known.get(id(attack)))
        for number, attack in enumerate([*attacks, *extra])
        for source in attack.lists
        if attack.hidden or id(attack) in known
    ]
    ListedAssault.objects.bulk_create(rows, batch_size=500)


def _row(source: str, attack: Attack, number: int, played: Played | None) -> ListedAssault:
    case = played.rows.case if played else None
    own = {
        "crime": case.crime_ref if case else "",
        "health-safety": case.hs_ref if case else "",
        "use-of-force": case.uof_ref if case else "",
    }[source]
    return ListedAssault(
        source=source,
        reference=own or f"{PREFIXES[source]}{900_000 + number}",
        officer_id=attack.person.id,
        occurred_at=attack.at,
        case=case,
    )
