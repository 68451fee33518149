"""The file that a journal is: opened, checked, written in transactions. Knows no provider and decides nothing.

A commit is on the disk when it returns (WAL, and a sync for each), so that what is written before a call survives it.
"""

import json
import os
import sqlite3
import time
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, Protocol

from callsheet_runtime.journal.errors import JournalError

APPLICATION = 0x63616C6C
"""What marks a SQLite file as a journal."""
VERSION = 2
"""Of the tables. A newer one is refused, an older one is brought up to it."""
SYNCHRONOUS = "FULL"
"""A commit is on the disk when it returns: less would lose the last lines with the power."""
PATIENCE = 30.0
"""Seconds that a write waits for the writes of others."""

TABLES = (
    """
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        server TEXT NOT NULL,
        account TEXT NOT NULL,
        model TEXT,
        fingerprint TEXT NOT NULL,
        body TEXT NOT NULL,
        amount TEXT,
        currency TEXT,
        price TEXT NOT NULL,
        label TEXT NOT NULL,
        position INTEGER,
        planned TEXT NOT NULL,
        sent TEXT,
        answered TEXT,
        ended TEXT,
        tries INTEGER NOT NULL DEFAULT 0,
        task TEXT,
        ticket TEXT,
        status TEXT,
        means TEXT,
        result TEXT,
        billed INTEGER,
        file TEXT,
        sha256 TEXT,
        bytes INTEGER,
        error TEXT NOT NULL DEFAULT '',
        host TEXT NOT NULL,
        pid INTEGER NOT NULL,
        started TEXT NOT NULL,
        lease REAL NOT NULL
    )
    """,
    "CREATE INDEX jobs_by_request ON jobs (fingerprint, endpoint, server, account)",
    "CREATE INDEX jobs_by_task ON jobs (task)",
    "CREATE INDEX jobs_by_state ON jobs (state)",
    "CREATE INDEX jobs_by_label ON jobs (label, position)",
)
SINCE = {2: ("ALTER TABLE jobs ADD COLUMN sha256 TEXT", "ALTER TABLE jobs ADD COLUMN bytes INTEGER")}
"""By version, what brings the one before it up to it."""

_INHERITED: list[sqlite3.Connection] = []
"""Connections of a process that this one was forked from: to close them here would touch its files."""


class Row(Protocol):
    """A line of what was asked for, by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any: ...  # noqa: ANN401 -- as the column has it


class Cursor(Protocol):
    """What a statement gives."""

    def fetchone(self) -> Any: ...  # noqa: ANN401, D102 -- as in the DB API
    def fetchall(self) -> list[Any]: ...  # noqa: D102 -- likewise


class Connection(Protocol):
    """What statements are executed with, inside a transaction. Values stand for `?`."""

    def execute(self, query: str, values: Sequence[Any] = ..., /) -> Cursor:
        """Execute one statement."""
        ...


class Database(Protocol):
    """Where a journal is kept: a file, as here, or a server that many machines share."""

    path: str
    """What it is called, for people; never a password."""
    real: str
    """The same for whoever means the same, in this process."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Write all that is written inside, or nothing; nobody else writes meanwhile."""
        ...

    def rows(self, query: str, values: Sequence[object] = (), /) -> Sequence[Row]:
        """Read."""
        ...

    def close(self) -> None:
        """Close it; to use it after that is an error."""
        ...


class Store:
    """One open file, for any number of threads; after a fork, each process opens it anew."""

    def __init__(self, path: str | os.PathLike[str], *, patience: float = PATIENCE) -> None:
        self.path = os.fspath(path)
        self.real = os.path.realpath(self.path)
        self._patience = patience
        self._lock = RLock()
        self._pid = os.getpid()
        self._connection: sqlite3.Connection | None = None
        self._closed = False
        with self._words():
            self._opened()

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """Write all that is written inside, or nothing; nobody else writes meanwhile.

        Raises:
            JournalError: it cannot be written, or others have been writing for too long.

        """
        with self._words(), self._own_lock():
            connection = self._opened()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")

    def rows(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Read."""
        with self._words(), self._own_lock():
            return self._opened().execute(query, values).fetchall()

    def close(self) -> None:
        """Close the file; to use it after that is an error."""
        with self._own_lock():
            self._closed = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _own_lock(self) -> RLock:
        if self._pid != os.getpid():
            if self._connection is not None:
                _INHERITED.append(self._connection)
            # A thread that held it was left behind on the other side of the fork.
            self._pid, self._connection, self._lock = os.getpid(), None, RLock()
        return self._lock

    def _opened(self) -> sqlite3.Connection:
        if self._closed:
            raise JournalError(self.path, "it was closed")
        if self._connection is None:
            self._connection = _open(self.path, self._patience)
        return self._connection

    @contextmanager
    def _words(self) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(self.path, _explained(error)) from error


def _explained(error: sqlite3.Error) -> str:
    said = str(error)
    if "locked" in said or "busy" in said:
        return "other processes have been writing to it for too long; try again"
    return f"it cannot be read or written ({said}); look at the disk and at who may write there"


def _open(path: str, patience: float) -> sqlite3.Connection:
    """Open a journal, or begin one where there is no file yet."""
    _touch(path)
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        _check(connection, path)
        _write_ahead(connection, patience)
        connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        _create(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _touch(path: str) -> None:
    """Make an empty file that only its owner may read: requests stand in it."""
    folder = Path(path).parent
    if not folder.is_dir():
        raise JournalError(path, f"there is no folder {folder}; make it first")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise JournalError(path, f"it cannot be opened: {error.strerror}") from error


def _check(connection: sqlite3.Connection, path: str) -> None:
    """Refuse what is no journal, or a newer one, before anything is written."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise JournalError(path, "this file is no journal; name another one") from error
    if application != APPLICATION and (application or version or tables):
        raise JournalError(path, "this is a database of something else, and is left as it is; name another file")
    if version > VERSION:
        raise JournalError(
            path,
            f"it was written by a newer callsheet (version {version} of its tables, this one reads {VERSION}): "
            f"upgrade callsheet, or name another file",
        )


def _write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Let readers read while somebody writes. Two who switch at once get no patience from SQLite, so it is had here."""
    until = time.monotonic() + patience
    while True:
        try:
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
                return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return  # where the file system cannot, SQLite keeps its older way, which is as safe


def _create(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _check(connection, path)
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if found < VERSION:
            since = (statement for number in range(found + 1, VERSION + 1) for statement in SINCE.get(number, ()))
            for statement in since if found else TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def dumped(value: object) -> str:
    """Write JSON that any text survives in, half a surrogate included."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
