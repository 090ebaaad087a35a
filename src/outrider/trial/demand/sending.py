"""What the rule pack of an arm says of each call: by its own rules, asked once for each kind."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.domain.coresponse.rules import CATEGORIES, CallFacts, Outcome, Pack, rule_on
from outrider.trial.demand.columns import CallColumns
from outrider.trial.engine.world import Bytes

SENDS: Final = {Outcome.SEND: 1, Outcome.SEND_AFTER_RISK_CHECK: 2}


def sends(pack: Pack, about: CallColumns) -> Bytes:
    """By call: 1 send, 2 send after a risk check, 0 nobody. Calls that are no 999 calls: 0."""
    names = about.names
    sizes = (len(names.category), len(names.complaint), len(names.age), 1 << len(names.flag))
    columns = (about.category_number, about.complaint_number, about.age_number, about.flags)
    kind = np.ravel_multi_index(tuple(column.astype(np.int64) for column in columns), sizes)
    different, of = np.unique(kind, return_inverse=True)
    says = np.zeros(len(different), np.int8)
    for place, one in enumerate(different):
        category, complaint, age, flags = (int(part) for part in np.unravel_index(one, sizes))
        if names.category[category] in CATEGORIES:
            facts = CallFacts(
                names.category[category], names.complaint[complaint], names.age[age],
                frozenset(f for bit, f in enumerate(names.flag) if flags >> bit & 1),
            )  # fmt: skip
            says[place] = SENDS.get(rule_on(pack, facts).outcome, 0)
    return np.asarray(says[of])
