"""Points in time as recorders write them. Knows no recording."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def seconds(written: object) -> float | None:
    """Read a time, ISO or as HTTP has it, as seconds since 1970; `None` where it is neither."""
    if not isinstance(written, str):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(written)
            return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None
