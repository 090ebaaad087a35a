"""Real server processes for the tests that must hold across two of them."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
from tests.support.postgres import free_port

START_SECONDS = 60
PRODUCT = "outrider.config.asgi:application"
REPOSITORY = Path(__file__).resolve().parents[2]


class Server:
    """One uvicorn process, as `outrider serve` starts it, on a loopback port of its own."""

    def __init__(
        self, environment: Mapping[str, str], log: Path, application: str = PRODUCT
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = dict(environment)
        self._log = log
        self._application = application
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; `wait()` until it answers."""
        command = [sys.executable, "-m", "uvicorn", self._application]
        command += ["--app-dir", str(REPOSITORY)]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning"]
        command += ["--timeout-graceful-shutdown", "2"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self) -> None:
        """Returns when /healthz says that all is well."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/healthz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"the server did not come up:\n{self.log()}")

    def log(self) -> str:
        """The last that the process said."""
        return self._log.read_text(errors="replace")[-4000:] if self._log.exists() else ""

    @property
    def pid(self) -> int | None:
        """Its process; None when it has ended, by whatever hand."""
        if self._process is None or self._process.poll() is not None:
            return None
        return self._process.pid

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=10)
            self._process = None

    def stop(self) -> None:
        """End it as an operator would."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None


class Servers:
    """Several processes of one installation: one database, one secret key."""

    def __init__(
        self,
        count: int,
        environment: Mapping[str, str],
        folder: Path,
        application: str = PRODUCT,
    ) -> None:
        self.environment = dict(environment)
        self._servers = [
            Server(self.environment, folder / f"server-{number}.log", application)
            for number in range(count)
        ]

    @property
    def urls(self) -> list[str]:
        """Where each of them answers."""
        return [server.url for server in self._servers]

    def manage(self, *words: str) -> str:
        """Run `outrider ...` against the same database; returns what it printed."""
        return outrider(self.environment, *words)

    def start(self) -> None:
        """Start all, then wait for all."""
        for server in self._servers:
            server.start()
        for server in self._servers:
            server.wait()

    def log(self, number: int) -> str:
        """The last that one of them said."""
        return self._servers[number].log()

    def pid(self, number: int) -> int | None:
        """The process of one of them; None when it has ended."""
        return self._servers[number].pid

    def kill(self, number: int) -> None:
        """End one of them with SIGKILL."""
        self._servers[number].kill()

    def restart(self, number: int) -> None:
        """Kill one of them, if it lives, and start it again on the same port."""
        self._servers[number].kill()
        self._servers[number].start()
        self._servers[number].wait()

    def stop(self) -> None:
        """End all."""
        for server in self._servers:
            server.stop()


def outrider(environment: Mapping[str, str], *words: str) -> str:
    """Run `outrider ...` as a command; returns what it printed, `RuntimeError` when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "outrider.cli", *words],
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"outrider {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(folder: Path, database_url: str, **extra: str) -> dict[str, str]:
    """What a process of an installation in `folder` finds in its environment."""
    return dict(os.environ) | {
        "DATABASE_URL": database_url,
        "OUTRIDER_VAR": str(folder / "var"),
        "OUTRIDER_SECRET_KEY": "a key for the tests, and for nothing else",
        "OUTRIDER_STATIC": "plain",
        **extra,
    }


def sqlite_in(folder: Path, migrated: Path) -> None:
    """Put a migrated SQLite database where an installation in `folder` looks for it."""
    (folder / "var").mkdir(exist_ok=True)
    shutil.copy(migrated, folder / "var" / migrated.name)


@contextmanager
def running(
    count: int, folder: Path, database_url: str, application: str = PRODUCT, **extra: str
) -> Iterator[Servers]:
    """`count` server processes on a migrated database, in `folder`; `extra` is environment.

    `database_url` is a migrated PostgreSQL database; empty for SQLite at var/outrider.sqlite3 in
    the folder.
    """
    made = environment(folder, database_url, **extra)
    servers = Servers(count, made, folder, application)
    if made["OUTRIDER_STATIC"] == "hashed":
        servers.manage("manage", "collectstatic", "--no-input", "--verbosity", "0")
    try:
        servers.start()
        yield servers
    finally:
        servers.stop()
