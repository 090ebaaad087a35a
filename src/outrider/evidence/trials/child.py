"""The process of one trial: `python -m outrider.evidence.trials.child RUN TOKEN`."""

from __future__ import annotations

import os
import sys
from typing import Final
from uuid import UUID

NICENESS: Final = 10
"""After everything else on the machine."""


def main(run: str, token: str) -> None:
    """Runs it to its end, whatever that is."""
    os.nice(NICENESS)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outrider.config.settings")
    import django

    django.setup()

    from outrider.evidence.trials.work import work

    work(UUID(run), UUID(token))


if __name__ == "__main__":
    main(*sys.argv[1:3])
