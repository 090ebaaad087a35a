"""The run itself: replications handed to workers, taken back in order, and written down."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from outrider.trial.running.errors import RunError
from outrider.trial.running.folder import RunFolder
from outrider.trial.running.model import Model
from outrider.trial.running.one import replication
from outrider.trial.running.plan import Plan, software_version

Work: TypeAlias = Callable[[int], bytes]
Told: TypeAlias = Callable[[int], None]
Crew: TypeAlias = Callable[[Work, int], AbstractContextManager[tuple[Executor, Work]]]
"""Of some work and a number of workers: who does it, and the work in the form that they take."""


class Ran(NamedTuple):
    """How many replications there were when the run began, and are now."""

    before: int
    done: int
    wanted: int

    @property
    def complete(self) -> bool:
        return self.done >= self.wanted


class Asked(NamedTuple):
    """How much of a scenario to run. `arms`: none named means all; `keep`: kept by call."""

    replications: int
    arms: tuple[str, ...] = ()
    keep: int = 1
    workers: int = 1


def plan_for(model: Model, asked: Asked) -> Plan:
    """The plan of a run.

    Raises:
        RunError: an arm that the scenario does not have, or a number that makes no sense.
    """
    if asked.replications < 1 or asked.workers < 1 or asked.keep < 0:
        raise RunError("Replications and workers must be 1 or more, kept replications 0 or more.")
    unknown = [arm for arm in asked.arms if arm not in model.arms]
    if unknown:
        raise RunError(
            f"The scenario has no arm “{unknown[0]}”. Its arms are {', '.join(model.arms)}."
        )
    arms = tuple(arm for arm in model.arms if not asked.arms or arm in asked.arms)
    return Plan(model.name, model.hash, model.seed, software_version(), arms, asked.keep)


def run(
    model: Model, asked: Asked, out: Path,
    *, stop: Callable[[], bool] = lambda: False, told: Told = lambda done: None,
    crew: Crew | None = None,
) -> Ran:  # fmt: skip
    """Runs what is missing in the folder `out`, until it is all there or `stop` says so.

    `told` hears how many replications are there. `crew` gives the workers: threads of this process
    if none is given.

    Raises:
        RunError: the folder holds another run, or cannot be written to.
    """
    plan = plan_for(model, asked)
    work = partial(replication, model, plan.arms, plan.keep)
    with RunFolder(out, plan).opened(asked.replications) as parts:
        before = parts.whole
        told(before)
        numbers = range(before, asked.replications)
        if numbers:
            with (crew or threads)(work, asked.workers) as (executor, job):
                for payload in in_order(executor, job, numbers, 2 * asked.workers, stop):
                    parts.add(payload)
                    told(parts.whole)
        return Ran(before, parts.whole, asked.replications)


@contextmanager
def threads(work: Work, workers: int) -> Iterator[tuple[Executor, Work]]:
    """Workers that share one table: the compiled parts let go of the interpreter's lock."""
    executor = ThreadPoolExecutor(workers)
    try:
        yield executor, work
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def in_order(
    executor: Executor, work: Work, numbers: range, ahead: int, stop: Callable[[], bool]
) -> Iterator[bytes]:
    """What `work` gives for each number, in their order, at most `ahead` under way.

    After a wish to stop, what has not begun is dropped and what has is waited for.
    """
    under_way: deque[Future[bytes]] = deque()
    for number in numbers:
        if stop():
            break
        under_way.append(executor.submit(work, number))
        if len(under_way) >= ahead:
            yield under_way.popleft().result()
    while under_way:
        if stop():
            _drop_unbegun(under_way)
            if not under_way:
                return
        yield under_way.popleft().result()


def _drop_unbegun(under_way: deque[Future[bytes]]) -> None:
    while under_way and under_way[-1].cancel():
        under_way.pop()
