"""A release as a result: the published table and what was done to it."""

from __future__ import annotations

from typing import Final

from outrider.signals.disclosure.release import HIDDEN, Release
from outrider.signals.result import Method, Result

DISCLOSURE: Final = Method(
    "disclosure",
    "A table that gives nobody away",
    "ONS 10-5 rule; Cox 1980, doi:10.1080/01621459.1980.10477481; Kelly, Golden, Assad 1992, "
    "doi:10.1002/net.3230220407; rounding: Cox 1987, doi:10.1080/01621459.1987.10478456",
)


def disclosure_result(release: Release, *, vintage: str, title: str = "", table: int = 0) -> Result:
    """One table of a release, with what was hidden and why."""
    rule = release.rule
    figures = release.tables[table].rows
    told = sum(row[-1] != HIDDEN for row in figures)
    return Result(
        method=DISCLOSURE,
        title=title or DISCLOSURE.name,
        estimate=None,
        unit="",
        interval=None,
        level=0.95,
        exposure=None,
        exposure_unit="",
        n=len(figures),
        n_unit="figures",
        vintage=vintage,
        says=(
            f"{told} of {len(figures)} figures are told; the others are hidden because they are "
            f"below {rule.threshold} or would give away one that is."
        ),
        does_not_say=(
            "A hidden figure does not say that it is small, and a rounded one is not the exact "
            "count: do not add them up."
        ),
        table=release.tables[table],
        notes=_notes(release),
    )


def _notes(release: Release) -> tuple[str, ...]:
    looked = release.audit
    notes = [
        f"Looked at as a reader would: each of {looked.hidden} hidden figures of this release "
        f"keeps a range of at least {release.rule.threshold}."
    ]
    if looked.before or looked.differences:
        notes.append(
            f"So do {looked.before} figures hidden in earlier releases and {looked.differences} "
            f"small differences between releases."
        )
    if release.rule.rounding > 1:
        how = "so that they add up" if release.adds_up else "each to the nearest: sums can differ"
        notes.append(f"Told figures are rounded to {release.rule.rounding}, {how}.")
    if release.revised:
        notes.append(
            f"{release.revised} figures of earlier releases have been revised since. What the "
            f"revision itself gives away was not looked at."
        )
    return tuple(notes)
