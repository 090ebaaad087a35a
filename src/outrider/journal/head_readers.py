"""Reading the journal's head without Django's connections, which belong to requests."""

import asyncio
import sqlite3
from typing import Any, Final, Protocol

import psycopg
from django.db import connection
from psycopg import sql

_HEAD: Final = "SELECT seq FROM journal_head"
SQLITE_POLL_SECONDS: Final = 0.25
POSTGRES_POLL_SECONDS: Final = 2.0


class Unreachable(Exception):
    """The database does not answer just now."""


class HeadReader(Protocol):
    """Reads the head, and waits until it is worth reading again."""

    async def head(self) -> int:
        """The number of the last committed row; `Unreachable`."""

    async def pause(self) -> None:
        """Returns when there may be news; `Unreachable`."""

    async def close(self) -> None:
        """Let go of the connection."""


def head_reader(channel: str, nudged: asyncio.Event) -> HeadReader:
    """The reader for the database in use."""
    if connection.vendor == "postgresql":
        return PostgresHead(dict(connection.settings_dict), channel)
    return SqliteHead(str(connection.settings_dict["NAME"]), nudged)


class SqliteHead:
    """Polls four times a second, or at once when this process has just committed."""

    def __init__(self, name: str, nudged: asyncio.Event) -> None:
        self._uri = name if name.startswith("file:") else f"file:{name}?mode=ro"
        self._nudged = nudged
        self._connection: sqlite3.Connection | None = None

    async def head(self) -> int:
        try:
            return await asyncio.to_thread(self._read)
        except sqlite3.Error as failure:
            raise Unreachable(str(failure)) from failure

    def _read(self) -> int:
        if self._connection is None:
            self._connection = sqlite3.connect(
                self._uri, uri=True, check_same_thread=False, isolation_level=None
            )
        row = self._connection.execute(_HEAD).fetchone()
        return int(row[0]) if row else 0

    async def pause(self) -> None:
        try:
            async with asyncio.timeout(SQLITE_POLL_SECONDS):
                await self._nudged.wait()
        except TimeoutError:
            return
        self._nudged.clear()

    async def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


class PostgresHead:
    """Listens for the notification of a commit, and looks every two seconds all the same."""

    def __init__(self, settings: dict[str, Any], channel: str) -> None:
        self._settings = settings
        self._channel = channel
        self._connection: psycopg.AsyncConnection[tuple[int]] | None = None

    async def head(self) -> int:
        try:
            connected = await self._connected()
            row = await (await connected.execute(_HEAD)).fetchone()
        except (psycopg.Error, OSError) as failure:
            raise Unreachable(str(failure)) from failure
        return row[0] if row else 0

    async def _connected(self) -> psycopg.AsyncConnection[tuple[int]]:
        if self._connection is None:
            self._connection = await psycopg.AsyncConnection.connect(
                **_connection_parameters(self._settings), autocommit=True
            )
            await self._connection.execute(
                sql.SQL("LISTEN {}").format(sql.Identifier(self._channel))
            )
        return self._connection

    async def pause(self) -> None:
        try:
            connected = await self._connected()
            async for _ in connected.notifies(timeout=POSTGRES_POLL_SECONDS, stop_after=1):
                pass
        except (psycopg.Error, OSError) as failure:
            raise Unreachable(str(failure)) from failure

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()


def _connection_parameters(settings: dict[str, Any]) -> dict[str, Any]:
    given = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
        "connect_timeout": 5,
    }
    text_options = {k: v for k, v in settings["OPTIONS"].items() if isinstance(v, str)}
    return {name: value for name, value in (given | text_options).items() if value}
