"""The run itself: replications handed to workers, taken back in order, and written down."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from outrider.trial.running.errors import RunError
from outrider.trial.running.folder import RunFolder
from outrider.trial.running.model import Model
from outrider.trial.running.one import Work
from outrider.trial.running.plan import Plan, software_version

Told: TypeAlias = Callable[[int], None]


class Promise(Protocol):
    """A replication that somebody is working on, or will."""

    def result(self) -> bytes: ...
    def cancel(self) -> bool: ...


class Crew(NamedTuple):
    """Who does the work: how to hand them a number, and how many they are."""

    submit: Callable[[int], Promise]
    size: int


Hired: TypeAlias = Callable[[Work], AbstractContextManager[Crew]]


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
    hired: Hired | None = None,
) -> Ran:  # fmt: skip
    """Runs what is missing in the folder `out`, until it is all there or `stop` says so.

    `told` hears how many replications are there. `hired` gives the workers: as many threads of
    this process as were asked for if it is not given.

    Raises:
        RunError: the folder holds another run, or cannot be written to.
    """
    plan = plan_for(model, asked)
    work = Work(model, plan.arms, plan.keep)
    with RunFolder(out, plan).opened(asked.replications) as parts:
        before = parts.whole
        told(before)
        numbers = range(before, asked.replications)
        if numbers:
            with (hired or threads(asked.workers))(work) as crew:
                for payload in in_order(crew, numbers, stop):
                    parts.add(payload)
                    told(parts.whole)
        return Ran(before, parts.whole, asked.replications)


def threads(workers: int) -> Hired:
    """Workers that share one table: the compiled parts let go of the interpreter's lock."""

    @contextmanager
    def hired(work: Work) -> Iterator[Crew]:
        executor = ThreadPoolExecutor(workers)
        try:
            yield Crew(lambda number: executor.submit(work, number), workers)
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    return hired


def in_order(crew: Crew, numbers: range, stop: Callable[[], bool]) -> Iterator[bytes]:
    """What the crew gives for each number, in their order, two for each of them under way.

    After a wish to stop, what has not begun is dropped and what has is waited for.
    """
    under_way: deque[Promise] = deque()
    for number in numbers:
        if stop():
            break
        under_way.append(crew.submit(number))
        if len(under_way) >= 2 * crew.size:
            yield under_way.popleft().result()
    while under_way:
        if stop():
            _drop_unbegun(under_way)
            if not under_way:
                return
        yield under_way.popleft().result()


def _drop_unbegun(under_way: deque[Promise]) -> None:
    while under_way and under_way[-1].cancel():
        under_way.pop()
