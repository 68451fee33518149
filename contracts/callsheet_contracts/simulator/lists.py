"""What a list of tasks is asked for: its filters and pages. Knows no provider, and holds no task."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from callsheet.model.protocol import Listing
from callsheet_contracts.simulator import answers
from callsheet_contracts.simulator.checks import Refused
from callsheet_contracts.simulator.tasks import Task
from callsheet_runtime.reading import parse_moment

MOST: Final = 10**9
"""Pages, and rows of a page: no page names a bound, and there are fewer of either."""
LONGEST: Final = 100
"""Digits of a number that is read at all."""


def whole(query: Mapping[str, str], name: str | None, default: int) -> int:
    """Read a whole number out of a query; a greater one than `MOST` counts as that.

    Raises:
        Refused: it is none.

    """
    written = query.get(name) if name else None
    if written is None:
        return default
    if not written.isascii() or not written.isdecimal() or not 0 < len(written) <= LONGEST or int(written) < 1:
        raise Refused("invalid-request", f"{name}: {written[:20]}")
    return min(int(written), MOST)


def wanted(listing: Listing, query: Mapping[str, str], now: datetime) -> Callable[[Task], bool] | None:
    """Make the test that a list's filters put to a task; `None` where there is no filter.

    Raises:
        Refused: a time cannot be read.

    """
    names = listing.query
    model, status = (query.get(name) if name else None for name in (names.model, names.status))
    since, until = (_moment(listing, query, name) for name in (names.since, names.until))
    if model is None and status is None and since is None and until is None:
        return None

    def fits(task: Task) -> bool:
        return (
            (model is None or answers.model_of(task.endpoint, task.body) == model)
            and (status is None or task.state(now).name == status)
            and (since is None or task.created >= since)
            and (until is None or task.created <= until)
        )

    return fits


def _moment(listing: Listing, query: Mapping[str, str], name: str | None) -> datetime | None:
    written = query.get(name) if name else None
    if written is None:
        return None
    form = listing.query.moment
    moment = parse_moment(written, form.form, form.zone) if form else parse_moment(written, "iso")
    if moment is None:
        raise Refused("invalid-request", f"{name}: {written[:20]}")
    return moment
