"""A journal that many machines share: the same lines, kept by a PostgreSQL server. Decides nothing and sends nothing.

A commit is on the server's disk when it returns. One writes at a time, as with a file, so that all rules hold as there.
"""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from threading import RLock
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row

from callsheet_runtime.journal.errors import JournalError
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.journal.store import PATIENCE, VERSION

T = TypeVar("T")

_TURN = 0x63616C6C
"""The advisory lock that whoever writes holds to the end of its transaction."""

TABLES: tuple[LiteralString, ...] = (
    "CREATE SCHEMA IF NOT EXISTS callsheet",
    "CREATE TABLE IF NOT EXISTS version (number INTEGER NOT NULL)",
    """
    CREATE TABLE IF NOT EXISTS jobs (
        id BIGSERIAL PRIMARY KEY,
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
        position BIGINT,
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
        billed BOOLEAN,
        file TEXT,
        sha256 TEXT,
        bytes BIGINT,
        error TEXT NOT NULL DEFAULT '',
        host TEXT NOT NULL,
        pid BIGINT NOT NULL,
        started TEXT NOT NULL,
        lease DOUBLE PRECISION NOT NULL
    )
    """,
    "CREATE INDEX IF NOT EXISTS jobs_by_request ON jobs (fingerprint, endpoint, server, account)",
    "CREATE INDEX IF NOT EXISTS jobs_by_task ON jobs (task)",
    "CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state)",
    "CREATE INDEX IF NOT EXISTS jobs_by_label ON jobs (label, position)",
)


class PostgresJournal(Journal):
    """A journal in a PostgreSQL database, for any number of machines. It does all that `Journal` does.

    Its tables are in a schema of their own, `callsheet`, so that it may share a database. The role needs to create that
    schema the first time. Keep the machines' clocks right to a minute: leases and times of sending are compared.

    Args:
        url: where the database is, such as `postgresql://user:password@host/name`; the password is shown nowhere.
        patience: seconds that a write waits for those of others.

    Raises:
        JournalError: it cannot be reached or written, or was written by a newer version.

    """

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self.store = PostgresStore(url, patience=patience)

    def __repr__(self) -> str:
        return f"PostgresJournal({self.path!r})"


class PostgresStore:
    """One connection to the server, for any number of threads; made anew where it broke, or after a fork."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self._url = url
        self._patience = patience
        self._lock = RLock()
        self._pid = os.getpid()
        self._connection: psycopg.Connection[DictRow] | None = None
        self._closed = False
        self.path = self.real = _without_secrets(url)
        try:
            with self._words(), self._lock:
                _create(self._opened(), self.path)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def writing(self) -> "Generator[_Statements]":
        """Write all that is written inside, or nothing; nobody else writes meanwhile.

        Raises:
            JournalError: it cannot be written, or others have been writing for too long.

        """
        with self._words(), self._own_lock():
            connection = self._first(_begin)
            try:
                yield _Statements(connection)
                connection.execute("COMMIT")
            finally:
                if connection.info.transaction_status is not TransactionStatus.IDLE and not connection.closed:
                    connection.execute("ROLLBACK")

    def rows(self, query: str, values: Sequence[object] = ()) -> list[DictRow]:
        """Read."""
        with self._words(), self._own_lock():
            return self._first(lambda connection: _Statements(connection).execute(query, values).fetchall())

    def close(self) -> None:
        """Close the connection; to use it after that is an error."""
        with self._own_lock():
            self._closed = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _own_lock(self) -> RLock:
        if self._pid != os.getpid():
            # The connection is the parent's, and the lock may be held by a thread that was left behind there.
            _INHERITED.append(self._connection)
            self._pid, self._connection, self._lock = os.getpid(), None, RLock()
        return self._lock

    def _opened(self) -> "psycopg.Connection[DictRow]":
        if self._closed:
            raise JournalError(self.path, "it was closed")
        if self._connection is None or self._connection.closed:
            self._connection = _connect(self._url, self._patience)
        return self._connection

    def _first(self, do: "Callable[[psycopg.Connection[DictRow]], T]") -> T:
        """Do what comes first; where the connection turns out to have broken since, on a new one."""
        connection = self._opened()
        try:
            return do(connection)
        except psycopg.OperationalError:
            if not connection.closed:
                raise
            return do(self._opened())

    @contextmanager
    def _words(self) -> Generator[None]:
        try:
            yield
        except psycopg.errors.LockNotAvailable as error:
            why = "other processes have been writing to it for too long; try again"
            raise JournalError(self.path, why) from error
        except psycopg.Error as error:
            why = f"it cannot be read or written ({_first_line(error)}); look at the server and at who may write there"
            # Not `from error`: what could not be connected to is quoted there.
            raise JournalError(self.path, why) from None


_INHERITED: "list[psycopg.Connection[DictRow] | None]" = []
"""Connections of a process that this one was forked from: to close them here would end the parent's."""


class _Statements:
    """Executes statements as they are written for a file."""

    def __init__(self, connection: "psycopg.Connection[DictRow]") -> None:
        self._connection = connection

    def execute(self, query: str, values: Sequence[Any] = (), /) -> "psycopg.Cursor[DictRow]":
        """Execute one statement; `?` stands for a value."""
        written = query.replace("?", "%s").encode()
        return self._connection.execute(written, [_storable(value) for value in values])


def _storable(value: object) -> object:
    """Write what a text column cannot hold as it would be escaped: NUL, and half a surrogate."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()
    return value


def _connect(url: str, patience: float) -> "psycopg.Connection[DictRow]":
    connection = psycopg.Connection[DictRow].connect(
        url, autocommit=True, row_factory=dict_row, connect_timeout=max(2, round(patience))
    )
    # Whatever the database's own setting is: what is written before a call must survive the server.
    connection.execute("SET synchronous_commit = on")
    connection.execute("SET search_path = callsheet")
    connection.execute("SELECT set_config('lock_timeout', %s, false)", (f"{round(patience * 1000)}ms",))
    return connection


def _begin(connection: "psycopg.Connection[DictRow]") -> "psycopg.Connection[DictRow]":
    """Begin a transaction in which nobody else writes."""
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TURN,))
    except psycopg.errors.LockNotAvailable:
        connection.execute("ROLLBACK")
        raise
    return connection


def _create(connection: "psycopg.Connection[DictRow]", path: str) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TURN,))
        found = connection.execute("SELECT to_regclass('callsheet.version') AS there").fetchone()
        if found is None or found["there"] is None:
            for statement in TABLES:
                connection.execute(statement)
            connection.execute("INSERT INTO version VALUES (%s)", (VERSION,))
        row = connection.execute("SELECT max(number) AS number FROM version").fetchone()
        if row is None or row["number"] != VERSION:
            raise JournalError(
                path,
                f"it was written by another callsheet (version {row and row['number']} of its tables, this one knows "
                f"{VERSION}): upgrade callsheet, or name another database",
            )


def _without_secrets(url: str) -> str:
    """Name a database without who may open it."""
    try:
        told = conninfo_to_dict(url)
    except psycopg.Error:
        raise JournalError("in PostgreSQL", "its address cannot be read; write postgresql://host/name") from None
    return f"postgresql://{told.get('host') or 'localhost'}:{told.get('port') or 5432}/{told.get('dbname') or ''}"


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().partition("\n")[0]
