"""The invented provider of the journal's tests, with a journal on a server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from callsheet_runtime import Journal
from callsheet_runtime.durable import PostgresJournal
from journal.house import Desk, Doom, MortalStudio

T = TypeVar("T")


@dataclass(kw_only=True)
class PostgresDesk(Desk):
    """One process after the other at one journal in PostgreSQL."""

    url: str

    def do(self, deed: Callable[[MortalStudio], T], *, doom: Doom | None = None, journal: Journal | None = None) -> T:
        with PostgresJournal(self.url) as opened:
            return super().do(deed, doom=doom, journal=journal or opened)

    def journal(self) -> Journal:
        return PostgresJournal(self.url)
