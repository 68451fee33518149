"""A journal of an older version is brought up to this one, and loses nothing."""

import sqlite3

from journal.house import Desk


def test_a_journal_of_the_first_version_is_taken_over(desk: Desk) -> None:
    desk.run()
    with sqlite3.connect(desk.path) as old:
        old.execute("ALTER TABLE jobs DROP COLUMN sha256")
        old.execute("ALTER TABLE jobs DROP COLUMN bytes")
        old.execute("PRAGMA user_version = 1")
    old.close()
    with desk.journal() as journal:
        (job,) = journal.jobs()
        assert (job.state, job.sha256, job.bytes) == ("succeeded", None, None)
        assert journal.saved(job.id, "clip.mp4", sha256="0" * 64, bytes=7).bytes == 7
    assert desk.states() == ["saved"]
