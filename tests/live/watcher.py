"""A process that reads the servers' database and says whether the promises hold.

The tests' own process looks at another database: this one runs in the environment of the servers.
"""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]


class Watcher:
    """The test's side of it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.live.watcher"],
            env=dict(environment),
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def does(self, what: str) -> Any:
        """Have one thing done; fails with what the other process says."""
        pipes = self._process.stdin, self._process.stdout
        assert pipes[0] is not None
        assert pipes[1] is not None
        pipes[0].write(what + "\n")
        pipes[0].flush()
        said = json.loads(pipes[1].readline())
        assert "wrong" not in said, said["wrong"]
        return said["found"]

    def leave(self) -> None:
        """End the process."""
        self._process.communicate(timeout=30)


def _main() -> None:
    import tests.live.seed  # noqa: F401  sets Django up

    things = _things()
    for line in sys.stdin:
        try:
            said = {"found": things[line.strip()]()}
        except Exception:  # noqa: BLE001  told to the test, which fails with it
            said = {"wrong": traceback.format_exc()}
        print(json.dumps(said), flush=True)


def _things() -> dict[str, Callable[[], Any]]:
    from django.db import connection, transaction
    from django.db.models import Count
    from django.utils import timezone

    from outrider.coresponse.models import Call, Mission, Timer
    from outrider.journal.models import Entry
    from outrider.journal.verify import Verified, verify
    from tests.services.promises import all_promises_hold

    due = Timer.objects.filter(fired_at=None, cancelled_at=None)

    def promises() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # one moment for all tables, whatever the servers write meanwhile
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            all_promises_hold()

    def hurry() -> None:
        """What waits for an answer has waited long enough."""
        due.exclude(kind="archive").update(due_at=timezone.now())

    def hurry_all() -> None:
        due.update(due_at=timezone.now())

    def one_step_a_press() -> None:
        """However often and wherever a press arrived, it moved a mission once."""
        steps = Entry.objects.filter(kind="mission.moved").exclude(cause=None)
        # one press can move several missions of a call, but none of them twice
        twice = steps.values("cause", "payload__mission").annotate(n=Count("seq")).filter(n__gt=1)
        assert not list(twice), list(twice)

    def journal() -> None:
        found = verify()
        assert isinstance(found, Verified), found

    def night() -> dict[str, Any]:
        """What was reached: a night in which nothing happened proves nothing."""
        phases = Mission.objects.values_list("phase").annotate(n=Count("pk"))
        return {
            "calls": Call.objects.count(),
            "phases": dict(phases),
            "fired": Timer.objects.exclude(fired_at=None).count(),
            "rows": Entry.objects.count(),
        }

    return {
        "promises": promises,
        "hurry": hurry,
        "hurry all": hurry_all,
        "due": lambda: due.count(),
        "one step a press": one_step_a_press,
        "journal": journal,
        "night": night,
    }


if __name__ == "__main__":
    _main()
