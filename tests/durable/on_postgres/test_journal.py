"""All that is said of a journal holds of one in PostgreSQL: the tests of the one in a file are run with it."""

# ruff: noqa: F403 -- the tests are named where they are
import threading
from functools import partial

import psycopg
import pytest

from callsheet_runtime import JournalError, Ticket
from callsheet_runtime.durable import PostgresJournal
from durable.on_postgres.desk import PostgresDesk
from journal.house import MortalStudio
from journal.test_deciding import *
from journal.test_named import *
from journal.test_reconciling import *
from runtime.acme import Clip


def test_the_server_may_drop_connections(desk: PostgresDesk) -> None:
    with desk.journal() as journal, psycopg.connect(desk.url, autocommit=True) as other:
        for clip in range(2):
            request = Clip(prompt=f"{clip}")
            desk.do(partial(_submitted, request), journal=journal)
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid != pg_backend_pid() AND backend_type = 'client backend'"
            )
            assert len(journal.jobs()) == clip + 1


def _submitted(request: Clip, studio: MortalStudio) -> Ticket:
    return studio.clip.submit(request)


def test_many_write_at_once_and_none_twice(desk: PostgresDesk) -> None:
    def submit() -> None:
        desk.submit(Clip(prompt="the same"))

    threads = [threading.Thread(target=submit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert desk.house.submits == 1
    assert desk.states() == ["open"]


def test_who_writes_for_too_long_is_not_waited_for(desk: PostgresDesk) -> None:
    with desk.journal() as slow, PostgresJournal(desk.url, patience=0.2) as journal:
        ready, done = threading.Event(), threading.Event()

        def hold() -> None:
            with slow.store.writing():
                ready.set()
                done.wait(60)

        holder = threading.Thread(target=hold)
        holder.start()
        ready.wait(60)
        try:
            with pytest.raises(JournalError, match="writing to it for too long"):
                journal.settle()
        finally:
            done.set()
            holder.join()
        assert journal.settle() == 0


def test_a_newer_journal_is_refused(desk: PostgresDesk) -> None:
    desk.journal().close()
    with psycopg.connect(desk.url, autocommit=True) as other:
        other.execute("UPDATE callsheet.version SET number = 99")
    with pytest.raises(JournalError, match="version 99"):
        desk.journal()


@pytest.mark.parametrize("url", ["postgresql://me:secret@127.0.0.1:1/clips", "postgres//me:secret@here"])
def test_no_password_is_shown(url: str) -> None:
    with pytest.raises(JournalError) as caught:
        PostgresJournal(url, patience=2)
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_texts_that_a_database_cannot_hold_are_written_all_the_same(desk: PostgresDesk) -> None:
    with desk.journal() as journal:
        desk.submit(label="nul \0, half \ud800")
        assert [job.label for job in journal.jobs()] == ["nul \\x00, half \\ud800"]
