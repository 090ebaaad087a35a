"""Run a command against PostgreSQL: `python scripts/on_postgres.py pytest tests/journal`.

Uses the server of DATABASE_URL_POSTGRES, or a throw-away cluster. Without either it says so loudly
and ends well, except in CI, where it fails.
"""

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from tests.support import postgres  # noqa: E402


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL set; returns its exit code."""
    reason = postgres.why_not()
    if reason:
        print(f"\n*** NOT TESTED ON POSTGRESQL: {reason} ***\n", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    with postgres.server() as url, postgres.fresh_database(url) as database:
        print(f"On PostgreSQL: {' '.join(command)}", flush=True)
        environment = os.environ | {"DATABASE_URL": database, postgres.GIVEN: url}
        return subprocess.run(command, env=environment, cwd=REPOSITORY, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
