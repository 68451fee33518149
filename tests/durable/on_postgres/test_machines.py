"""Many workers at one PostgreSQL server, some of them killed."""

from pathlib import Path

from durable.expected import as_found, check


def test_a_kill_anywhere_loses_no_clip_and_buys_none_twice(server: str, tmp_path: Path) -> None:
    check(as_found(server, tmp_path, "all"))
