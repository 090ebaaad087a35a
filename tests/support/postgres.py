"""A PostgreSQL server for the tests: the one that is given, or a throw-away cluster."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

GIVEN = "DATABASE_URL_POSTGRES"


def binary(name: str) -> str | None:
    """Where the PostgreSQL program is: newest version first, then the PATH."""
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = sorted(installed, key=lambda path: -int(path.parts[4]))
    return str(newest[0]) if newest else shutil.which(name)


def why_not() -> str | None:
    """Why there is no PostgreSQL to test with; None when there is."""
    if os.environ.get(GIVEN):
        return None
    if not (binary("initdb") and binary("postgres")):
        return f"no PostgreSQL: install it, or set {GIVEN} to a server's URL"
    if os.geteuid() == 0 and not _has_user("postgres"):
        return "initdb refuses root and there is no user `postgres` to run it as"
    return None


def _has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """A PostgreSQL server of our own, in a temporary folder, without durability."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="outrider-pg-"))
        self.port = free_port()
        self.url = f"postgres://outrider@127.0.0.1:{self.port}/postgres"
        self._user = "postgres" if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None

    def create(self) -> None:
        """Make the data folder and start."""
        if self._user:
            shutil.chown(self.folder, self._user)
        options = ["-U", "outrider", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        self._run([binary("initdb"), "-D", self.folder / "data", *options])
        self.start()

    def start(self) -> None:
        """Start and wait until it answers."""
        quick = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        options = [f"unix_socket_directories={self.folder}", "max_connections=200", *quick]
        command = [binary("postgres"), "-D", str(self.folder / "data")]
        command += ["-h", "127.0.0.1", "-p", str(self.port)]
        command += [word for option in options for word in ("-c", option)]
        self._process = subprocess.Popen(
            [str(word) for word in command],
            user=self._user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()

    def stop(self) -> None:
        """Stop; connections are cut, committed rows stay."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=30)
            self._process = None

    def remove(self) -> None:
        """Stop and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command: list[object]) -> None:
        done = subprocess.run(
            [str(word) for word in command],
            user=self._user,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stderr}")

    def _wait(self) -> None:
        for _ in range(300):
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the throw-away PostgreSQL cluster did not start in 30 seconds")


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server on which databases may be made; ask `why_not()` first."""
    given = os.environ.get(GIVEN)
    if given:
        yield given
        return
    cluster = Cluster()
    try:
        cluster.create()
        yield cluster.url
    finally:
        cluster.remove()


@contextmanager
def fresh_database(server_url: str, template: str = "template1") -> Iterator[str]:
    """The URL of a new copy of the template database on that server, dropped afterwards."""
    name = f"outrider_{uuid4().hex[:12]}"
    _execute(server_url, "CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield f"{server_url.rpartition('/')[0]}/{name}"
    finally:
        _execute(server_url, "DROP DATABASE {} WITH (FORCE)", name)


def _execute(server_url: str, statement: str, *names: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
