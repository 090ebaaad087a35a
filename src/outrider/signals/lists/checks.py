"""Known answers of recording completeness."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from outrider.signals.checking import Check, known_answers
from outrider.signals.lists.two import chapman


def checks(reference: Path) -> Iterable[Check]:
    """`reference` is the folder that holds `reference/` and `data/`."""
    known = known_answers(reference)["capture_recapture_chapman"]
    found = chapman(known["n1"], known["n2"], known["m"])
    yield Check("chapman", "10 and 15, 5 in both", known["estimate"], found.estimate, 5e-8)
