"""Use-of-force forms in the published layout (Metropolitan Police): read whole, nothing to map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from outrider.signals.asks.ask import Ask, Given, Setting
from outrider.signals.reading.published.force_forms import ForceForms, force_forms
from outrider.signals.reading.sheet import Sheet
from outrider.signals.result import Result

FORMS: Final = "forms"
UNSAID: Final = "Not said"
SINGLE: Final = "Single-crewed"
DOUBLE: Final = "Double-crewed"
WAYS: Final = ("borough", "duty")
BY: Final = Setting("by", "borough", "Broken down by: borough or duty")


def _read(sheet: Sheet) -> Mapping[str, ForceForms]:
    return {FORMS: force_forms(sheet)}


def _names(forms: ForceForms, by: str) -> list[str]:
    """Raises ValueError: another way than those two, or a file without it."""
    if by not in WAYS:
        raise ValueError(f"Forms are broken down by {' or '.join(WAYS)}, not by “{by}”.")
    names = [name or UNSAID for name in getattr(forms, by)]
    if set(names) == {UNSAID}:
        raise ValueError(f"The file has no column for the {by}: break it down another way.")
    return names


def counted(names: Sequence[str], which: NDArray[np.bool_]) -> dict[str, int]:
    """How many of `which` there are by name, in the order in which names first stand."""
    found = dict.fromkeys(names, 0)
    for name, one in zip(names, which.tolist(), strict=True):
        found[name] += one
    return found


def _mix(given: Given) -> Result:
    from outrider.signals.funnel import mix_result

    forms: ForceForms = given[FORMS]
    by = str(given.settings["by"])
    hurt = forms.injured == 1
    if not hurt.any():
        raise ValueError("No form says that an officer was injured.")
    names = _names(forms, by)
    injured = [name for name, many in counted(names, hurt).items() if many]
    parts = {
        answer: counted(names, hurt & (forms.intentional == code))
        for answer, code in (("yes", 1), ("no", 0), ("silent", -1))
    }
    return mix_result(
        name=injured,
        intentional=[parts["yes"][name] for name in injured],
        not_intentional=[parts["no"][name] for name in injured],
        not_reported=[parts["silent"][name] for name in injured],
        by=by,
        seed=given.settings["seed"],
        vintage=given.vintage,
    )


def _crewing(given: Given) -> Result:
    from outrider.signals.disparity import odds_result

    forms: ForceForms = given[FORMS]
    names = np.array(_names(forms, str(given.settings["by"])), dtype=np.str_)
    told = (forms.single_crewed >= 0) & (forms.assaulted >= 0)
    rows = [
        (crew, name, forms.assaulted[told & (forms.single_crewed == code) & (names == name)])
        for name in dict.fromkeys(names[told].tolist())
        for crew, code in ((SINGLE, 1), (DOUBLE, 0))
    ]
    if not any(values.size for crew, _, values in rows if crew == SINGLE):
        raise ValueError("No form says of anybody that they were single-crewed.")
    return odds_result(
        group=[crew for crew, _, _ in rows],
        stratum=[name for _, name, _ in rows],
        yes=[int((values == 1).sum()) for _, _, values in rows],
        no=[int((values == 0).sum()) for _, _, values in rows],
        looked_at=SINGLE,
        title="Assaulted when force was used: single-crewed beside double-crewed",
        n_unit="forms",
        vintage=given.vintage,
    )


def _ask(key: str, part: str, title: str, says: str, make: Any, *more: Setting) -> Ask:
    return Ask(key, part, title, says, (), make, (BY, *more), reads=_read)


ASKS: Final = (
    _ask(
        "force-forms", "funnel", "Use-of-force forms: injuries and assaults",
        "The share of injuries that were no assault, from forms in the Metropolitan Police's "
        "layout (a row an officer).", _mix, Setting("seed", 1, "Of chance"),
    ),
    _ask(
        "force-crewing", "disparity", "Use-of-force forms: alone or in two",
        "The odds of being assaulted, single-crewed beside double-crewed, within each borough or "
        "duty, from forms in the Metropolitan Police's layout.", _crewing,
    ),
)  # fmt: skip
