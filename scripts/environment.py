"""Fill the environment from requirements.lock: run by `make` with the environment's own Python.

pip installs uv, pinned and checked like everything else, and uv the rest: seconds in place of
minutes. Where uv cannot reach the packages (a mirror that only pip is set up for), pip does it.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
LOCK = REPOSITORY / "requirements.lock"
PIP = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
UV = [sys.executable, "-m", "uv", "pip", "install", "--python", sys.executable, "--quiet"]


def main() -> None:
    """Install what the lock names, then this package."""
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.txt"
        only_uv.write_text(pin_of("uv"), encoding="utf-8")
        run([*PIP, "--require-hashes", "-r", only_uv])
    everything = ["--require-hashes", "-r", LOCK]
    if subprocess.run([*UV, *everything], check=False).returncode:
        print("uv could not fetch the packages; pip tries.", file=sys.stderr)
        run([*PIP, *everything])
    run([*PIP, "--no-deps", "--no-build-isolation", "-e", REPOSITORY])


def pin_of(name: str) -> str:
    """The lines of the lock that name one package and its hashes."""
    lock = LOCK.read_text(encoding="utf-8")
    found = re.search(rf"^{name}==(?:[^\n]*\\\n)*[^\n]*\n", lock, re.M)
    if found is None:
        sys.exit(f"{LOCK.name} does not name {name}. Run `make lock` elsewhere.")
    return found[0]


def run(command: list[str | Path]) -> None:
    """Run the command; end the program with its exit code if it fails."""
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
