"""The folder of a run: `run.json`, the results, and what is needed to go on."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from outrider.trial.running.errors import RunError
from outrider.trial.running.parquet import write_results
from outrider.trial.running.parts import Parts, parts_of
from outrider.trial.running.plan import Plan

PROGRESS: Final = Path("progress", "replications.parts")
"""Within the folder: the finished replications, one after the other."""


class RunFolder:
    """A folder that holds one run of one plan, for as long as nobody else writes to it."""

    def __init__(self, path: Path, plan: Plan) -> None:
        self.path, self.plan = path, plan
        self._parts = path / PROGRESS

    @contextmanager
    def opened(self, wanted: int) -> Iterator[Parts]:
        """The finished replications, to be added to; the results are written at the end.

        Raises:
            RunError: the folder cannot be written to, holds another run, or is being written to.
        """
        try:
            self._parts.parent.mkdir(parents=True, exist_ok=True)
            lock = self._parts.with_name("lock").open("w")
        except OSError as wrong:
            raise RunError(f"{self.path} cannot be written to: {wrong.strerror}.") from None
        with lock:
            self._alone(lock)
            self._same()
            self._write(wanted, 0)
            with Parts(self._parts) as parts:
                yield parts
                done = parts.whole
            write_results(self.path, self.plan, parts_of(self._parts))
            self._write(wanted, done)

    def _alone(self, lock: Any) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RunError(
                f"Another run is writing to {self.path}. Wait for it, or give another --out."
            ) from None

    def _same(self) -> None:
        found = plan_of(self.path)
        if found is None:
            if any(self.path.glob("*.parquet")):
                raise RunError(
                    f"{self.path} holds results and no run.json, so nobody can tell of what. "
                    "Give an empty folder with --out."
                )
            return
        if differs := self.plan.differs_from(found):
            raise RunError(
                f"{self.path} cannot be gone on with. {differs} Give another folder with --out, "
                "or empty this one."
            )

    def _write(self, wanted: int, done: int) -> None:
        """Replaced whole, so that whoever reads it never sees half of it."""
        told = {
            **asdict(self.plan),
            "replications": {"wanted": wanted, "complete": done},
            "complete": done >= wanted,
        }
        beside = self.path / "run.json.writing"
        beside.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        beside.replace(self.path / "run.json")


def run_json(folder: Path) -> dict[str, Any] | None:
    """What `run.json` says; None where there is none.

    Raises:
        RunError: it cannot be read.
    """
    try:
        told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise RunError(f"{folder / 'run.json'} cannot be read. Give another folder.") from None
    if not isinstance(told, dict):
        raise RunError(f"{folder / 'run.json'} is not that of a run. Give another folder.")
    return told


def plan_of(folder: Path) -> Plan | None:
    """The plan that the folder's run follows; None: there is no run.

    Raises:
        RunError: `run.json` is not that of a run.
    """
    told = run_json(folder)
    if told is None:
        return None
    try:
        values = {name: told[name] for name in Plan.__dataclass_fields__}
    except KeyError as missing:
        raise RunError(
            f"{folder / 'run.json'} lacks {missing}: it is not that of a run. Give another folder."
        ) from None
    return Plan(**{**values, "arms": tuple(values["arms"])})
