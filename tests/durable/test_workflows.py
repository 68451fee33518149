"""A worker that is killed anywhere starts again: one clip was asked for, one is billed, and one is saved."""

import re
import sys
from pathlib import Path

import pytest

from callsheet_runtime import durable
from callsheet_runtime.durable import postgres
from callsheet_runtime.journal import store
from durable.expected import as_found, check, on_sqlite


@on_sqlite
def test_a_kill_anywhere_loses_no_clip_and_buys_none_twice(tmp_path: Path) -> None:
    """On SQLite, and at the steps that differ most; all of them, and on PostgreSQL, is `make durable`."""
    check(as_found(None, tmp_path, "few"))


def test_both_journals_have_the_same_columns_and_indexes() -> None:
    in_a_file, on_a_server = (_named(module.TABLES) for module in (store, postgres))
    assert len(in_a_file) > 30
    assert in_a_file == on_a_server


def _named(tables: tuple[str, ...]) -> list[str]:
    """Name columns with whether they may be empty, and indexes with their columns."""
    columns = re.findall(r"^ {8}(\w+) (.+)", "\n".join(tables), re.MULTILINE)
    indexes = re.findall(r"INDEX (?:IF NOT EXISTS )?(\w+ ON .+)", "\n".join(tables))
    return [*(f"{name} {'NOT NULL' in kind}" for name, kind in columns), *indexes]


@pytest.mark.parametrize(("name", "library"), [("Durable", "dbos"), ("PostgresJournal", "psycopg")])
def test_who_has_not_installed_the_engine_is_told_how_to(
    monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    home = "workflows" if name == "Durable" else "postgres"
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"callsheet_runtime.durable.{home}", raising=False)
    with pytest.raises(ModuleNotFoundError, match=rf"{name} takes the library {library}: pip install 'callsheet\[dur"):
        durable.__getattr__(name)
