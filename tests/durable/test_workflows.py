"""A worker that is killed anywhere starts again: one clip was asked for, one is billed, and one is saved."""

from pathlib import Path

from durable.expected import as_found, check


def test_a_kill_anywhere_loses_no_clip_and_buys_none_twice(tmp_path: Path) -> None:
    """On SQLite, and at the steps that differ most; all of them, and on PostgreSQL, is `make durable`."""
    check(as_found(None, tmp_path, "few"))
