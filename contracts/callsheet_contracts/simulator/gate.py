"""What a provider checks before it does anything, in its order: key, headers, the request, how much is asked at once.

Knows no answer, and changes no task.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final, cast

from callsheet.model.endpoint import Limits
from callsheet_contracts.simulator.answers import Body
from callsheet_contracts.simulator.book import Book
from callsheet_contracts.simulator.checks import Asked, Line, Refused, check_headers, check_key, read_body
from callsheet_contracts.simulator.rates import Rates
from callsheet_contracts.simulator.settings import Received, Settings
from callsheet_contracts.simulator.shelf import Shelf
from callsheet_runtime.machine import ALIVE
from callsheet_runtime.reading import look

MOST_IDS: Final = 50_000
"""Ids of plain calls that are remembered, where ids are checked."""


class Gate:
    """Lets calls in, or refuses them."""

    def __init__(self, book: Book, settings: Settings, shelf: Shelf) -> None:
        self._book = book
        self._settings = settings
        self._shelf = shelf
        self._rates = Rates()
        self._given: dict[str, None] = {}
        """Ids that plain calls have given, the oldest first."""

    def admit(self, line: Line, received: Received) -> tuple[Asked, Body, str]:
        """Check a call: answer with its endpoint, its whole document, and who sent it, in words that show no key.

        Raises:
            Refused: the provider does not take it.

        """
        sent, settings = received.sent, self._settings
        key = check_key(self._book.provider.key, sent.headers, settings.key)
        check_headers(line.call, sent.headers)
        endpoint, body, rate = line.endpoints[0], Body(), line.call.per_second
        if line.kind in {"submit", "call"}:
            has_body = sent.form is None and line.call.method != "GET"
            received.body = read_body(sent.content) if has_body else None
            endpoint, body = self._book.chooser(line).choose(sent, received.body if has_body else Body())
            if settings.known_ids:
                self._check_ids(endpoint, body)
        if line.kind == "submit":
            rate = endpoint.limits.submit if endpoint.limits else None
        if settings.enforce_rates:
            name = (line.kind, line.call.path, endpoint.name, key)
            if self._rates.exceeded(name, rate, settings.clock.now()):
                raise Refused("too-many")
        owner = _owner(key) if settings.enforce_running else ""
        if settings.enforce_running and line.kind == "submit":
            self._check_running(endpoint, owner)
        return endpoint, body, owner

    def give(self, ids: Iterable[str]) -> None:
        """Remember ids that an answer gives."""
        if self._settings.known_ids:
            self._given.update(dict.fromkeys(ids))
            while len(self._given) > MOST_IDS:
                del self._given[next(iter(self._given))]

    def _check_running(self, endpoint: Asked, owner: str) -> None:
        """Refuse one task more than may be at work at once."""
        limits, now = endpoint.limits, self._settings.clock.now()
        most = None if limits is None else _most(limits, self._settings.plan)
        if limits is None or most is None:
            return
        # A plan is an account's, any other limit that of an endpoint.
        shared = limits.running is None
        busy = sum(
            task.owner == owner and (shared or task.endpoint is endpoint) and task.state(now).means in ALIVE
            for task in self._shelf.unfinished(now)
        )
        if busy >= most:
            raise Refused("too-many-tasks")

    def _check_ids(self, endpoint: Asked, body: Body) -> None:
        """Refuse ids that nothing here has given."""
        for parameter in endpoint.parameters:
            value = look(body, ".".join(parameter.at))
            if parameter.takes and value is not None:
                named = cast("list[object]", value) if isinstance(value, list) else [value]
                unheard = [one for one in named if str(one) not in self._given and self._shelf.find(str(one)) is None]
                if unheard:
                    raise Refused("no-media", f"{parameter.pointer}: {unheard[0]}")


def _most(limits: Limits, plan: str | None) -> int | None:
    """Tell how many tasks may be at work at once: on a plan, else on the smallest one."""
    if limits.running is not None or not limits.plans:
        return limits.running
    plans = dict(limits.plans)
    return plans.get(plan, min(plans.values())) if plan else min(plans.values())


def _owner(key: str) -> str:
    return sha256(key.encode(errors="surrogateescape")).hexdigest()[:16]
