"""What a task has made cannot be saved; the task has succeeded."""

# ruff: noqa: N818 -- an error here is named after what happened; `Error` behind each of them would say nothing
from datetime import datetime

from callsheet_runtime.errors.basis import CallsheetError
from callsheet_runtime.ticket import Ticket


class DownloadFailed(CallsheetError):
    """What a task has made could not be saved; the task has succeeded. Addresses are shown without their queries."""

    sent = True

    def __init__(
        self, address: str, *, why: str, repeatable: bool | None, ticket: Ticket | None = None, kept: int = 0
    ) -> None:
        rest = f". {kept:,} bytes of it are kept, and the next download goes on from there" if kept else ""
        task = f" of task {ticket.task}" if ticket else ""
        super().__init__(f"the result{task} at {address} was not saved: {why}{rest}")
        self.address = address
        """Without its query, which may be a signature."""
        self.why = why
        self.repeatable = repeatable
        self.ticket = ticket
        self.kept = kept
        """Bytes that need not be fetched again."""


class MediaExpired(DownloadFailed):
    """The address of a result gives it no more. Where the task can still be asked, it may give a fresh one."""

    def __init__(
        self,
        address: str,
        *,
        http_status: int,
        expires_at: datetime | None,
        ticket: Ticket | None,
        told_until: datetime | None = None,
        kept: int = 0,
    ) -> None:
        over = f", and the address says that it works until {expires_at:%Y-%m-%dT%H:%M:%SZ}" if expires_at else ""
        until = f" The provider tells of it until about {told_until:%Y-%m-%dT%H:%M:%SZ}" if told_until else ""
        advice = f"the task, asked again, may give a fresh address: download its ticket.{until}".rstrip(".")
        why = f"its server answers HTTP {http_status}{over}; {advice}"
        super().__init__(address, why=why, repeatable=False, ticket=ticket, kept=kept)
        self.http_status = http_status
        self.expires_at = expires_at
        """When the address stops to work, in UTC, where it says so."""
        self.told_until = told_until
        """How long the task can be asked for a fresh one, where that is documented."""
