"""Known answers of the agreement of coders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from outrider.signals.agreement.alpha import Scale, code_counts, distances, krippendorff
from outrider.signals.checking import Check, columns, known_answers


def checks(reference: Path) -> Iterable[Check]:
    """All of them; `reference` is the folder that holds `reference/` and `data/`."""
    known = known_answers(reference)["krippendorff_alpha"]
    read = columns(reference, known["data"])
    grid = list(zip(*(read[f"coder_{name}"] for name in "abc"), strict=True))
    codes, counts = code_counts(grid)
    for scale in Scale:
        alpha = krippendorff(counts, distances(codes, scale))
        yield Check("agreement", f"α, {scale.value}", known[scale.value], alpha, 1e-6)
