"""What the page of a file shows of a plan."""

from __future__ import annotations

from typing import Any, Final

from outrider.people.importing.kinds.kind import Kind
from outrider.people.importing.plan import Outcome, Plan

MOST_REFUSED: Final = 200
MOST_OTHERS: Final = 50


def preview_context(kind: Kind, plan: Plan[Any], name: str) -> dict[str, Any]:
    """Counts, columns, every refused row up to a length, and some of the others."""
    new, changed = list(plan.of(Outcome.NEW)), list(plan.of(Outcome.CHANGED))
    return {
        "kind": kind,
        "name": name,
        "plan": plan,
        "counts": {outcome.value: number for outcome, number in plan.counts.items()},
        "good": len(new) + len(changed),
        "refused": plan.refused[:MOST_REFUSED],
        "refused_left": max(0, len(plan.refused) - MOST_REFUSED),
        "changed": changed[:MOST_OTHERS],
        "changed_left": max(0, len(changed) - MOST_OTHERS),
        "new": [row.name for row in new[:MOST_OTHERS]],
        "new_left": max(0, len(new) - MOST_OTHERS),
    }
