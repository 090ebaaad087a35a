"""Finished replications of a run as rows, so that it goes on where it stopped, on any server."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from outrider.evidence.models import TrialPart, TrialRun
from outrider.trial.running.folder import PROGRESS
from outrider.trial.running.parts import whole_after
from outrider.trial.running.plan import Plan, software_version

LARGEST: Final = 200 * 1024 * 1024
"""Bytes that are kept of one run. What comes after is reckoned again when it goes on."""


def mark_of(plan: Plan) -> str:
    """The version, and a digest of all that a folder may not differ in to be gone on with."""
    return f"{plan.version} {sha256(repr(plan).encode()).hexdigest()[:16]}"


def goes_on(run: TrialRun) -> bool:
    """Whether what is kept was made by this version. If not, its results could not be mixed."""
    return run.kept_by.startswith(f"{software_version()} ") and run.parts.exists()


class Keeper:
    """Puts the kept replications back into a folder, and keeps those that are added to it."""

    def __init__(self, run: UUID, token: UUID, folder: Path, plan: Plan) -> None:
        self._run, self._token, self._mark = run, token, mark_of(plan)
        self._file = folder / PROGRESS
        self._kept = 0

    def put_back(self) -> None:
        """What was kept of this very plan; of another one it is given up."""
        with transaction.atomic():
            row = self._mine()
            if row is None:
                return
            if row.kept_by != self._mark:
                TrialPart.objects.filter(run=row).delete()
                row.kept_by = self._mark
                row.save(update_fields=["kept_by"])
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("wb") as file:
            for content in self._pieces():
                file.write(content)
                self._kept += len(content)

    def keep(self) -> None:
        """What was finished since, unless another process has the run by now."""
        fresh = whole_after(self._file, self._kept)
        if not fresh or self._kept + len(fresh) > LARGEST:
            return
        with transaction.atomic():
            row = self._mine()
            if row is not None:
                TrialPart.objects.create(run=row, at=self._kept, content=fresh)
                self._kept += len(fresh)

    def _mine(self) -> TrialRun | None:
        mine = TrialRun.objects.select_for_update().filter(pk=self._run, token=self._token)
        return mine.defer("text", "results").first()

    def _pieces(self) -> Iterator[bytes]:
        """In their order, up to the first gap."""
        at = 0
        for part in TrialPart.objects.filter(run=self._run).iterator(chunk_size=1):
            if part.at != at:
                return
            yield bytes(part.content)
            at += len(part.content)
