"""Replications on several machines: the same work, handed to a Dask scheduler."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from outrider.trial.running.errors import RunError
from outrider.trial.running.going import Crew, Hired
from outrider.trial.running.one import Work
from outrider.trial.running.plan import software_version

PATIENCE: Final = 10.0
"""Seconds to wait for a scheduler to answer."""


def on_cluster(address: str) -> Hired:
    """Workers of the Dask cluster at this address; the scenario is sent to each of them once.

    Raises:
        RunError: Dask is not installed.
    """
    try:
        import distributed
    except ImportError:
        raise RunError(
            "A cluster needs Dask, which is not installed. Run: pip install 'outrider[cluster]'"
        ) from None

    @contextmanager
    def hired(work: Work) -> Iterator[Crew]:
        with _client(distributed, address) as client:
            crew = _checked(client, address)
            sent = client.scatter(work, broadcast=True, hash=False)

            def submit(number: int) -> _OnCluster:
                return _OnCluster(client.submit(_done, sent, number, pure=False))

            yield Crew(submit, crew)

    return hired


@contextmanager
def _client(distributed: Any, address: str) -> Iterator[Any]:
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError):
        raise RunError(
            f"No cluster answers at {address}. Start one with “dask scheduler”, and “dask worker "
            "ADDRESS” on each machine, and give its address as tcp://host:8786."
        ) from None
    with client:
        yield client


def _checked(client: Any, address: str) -> int:
    """How many can work at once.

    Raises:
        RunError: nobody works there, or with other code, whose results would not be the same.
    """
    threads = sum(client.nthreads().values())
    if not threads:
        raise RunError(f"The cluster at {address} has no workers. Start some and run this again.")
    ours = software_version()
    for worker, theirs in client.run(software_version).items():
        if theirs != ours:
            raise RunError(
                f"The worker {worker} has Outrider {theirs}, and this is {ours}. Install the same "
                "version there: results of two versions are not mixed."
            )
    return int(threads)


def _done(work: Work, number: int) -> bytes:
    return work(number)


class _OnCluster:
    """As the run wants it: `cancel` says whether the replication was dropped."""

    def __init__(self, future: Any) -> None:
        self._future = future

    def result(self) -> bytes:
        payload: bytes = self._future.result()
        self._future.release()
        return payload

    def cancel(self) -> bool:
        if self._future.done():
            return False
        self._future.cancel()
        return True
