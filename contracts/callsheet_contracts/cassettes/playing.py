"""Answer calls from a recording: each call's answers in their order, and the last one again where it can stand.

Knows no HTTP library. Of specs it asks one thing: whether the state that an answer tells is an end.
"""

from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from threading import Lock
from typing import Final

from callsheet.resolve import find_specs, load
from callsheet_contracts.cassettes.errors import NotRecorded, PlayedOut
from callsheet_contracts.cassettes.matching import Matcher, Sent, differences
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.shapes import as_word, at
from callsheet_contracts.recordings import Exchange, Recording

CALL_AGAIN: Final = "record anew if the code is right, or make the call less often"


@cache
def usual_law() -> Law:
    """Make ready what the specs say that are found from here, once."""
    return Law(load(find_specs()).compile())


class Player:
    """One recording, being played. Safe to use from many threads; finding an answer takes the same time for any
    number of them.
    """

    def __init__(self, recording: Recording, law: Callable[[], Law] = usual_law) -> None:
        self.recording = recording
        self._matcher = Matcher(one.request for one in recording.exchanges)
        self._law = law
        self._answers: dict[Sent, list[Exchange]] = {}
        self._played: dict[Sent, int] = {}
        self._lock = Lock()
        for exchange in recording.exchanges:
            if exchange.response is not None:
                self._answers.setdefault(self._sent(exchange), []).append(exchange)

    @property
    def unplayed(self) -> tuple[Exchange, ...]:
        """The calls that nobody has made, in their order."""
        with self._lock:
            rest = [one for sent, several in self._answers.items() for one in several[self._played.get(sent, 0) :]]
        return tuple(sorted(rest, key=lambda one: one.index))

    def play(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Exchange:
        """Find the answer to a call.

        Raises:
            NotRecorded: the recording has no such call.
            PlayedOut: it has, and all of its answers were given; the last of them told no end.

        """
        sent = self._matcher.read(method, url, headers.get("content-type", ""), body)
        several = self._answers.get(sent)
        if several is None:
            raise NotRecorded(self.recording.file, str(sent), self._nearest(sent))
        with self._lock:
            number = self._played.get(sent, 0)
            if number < len(several):
                self._played[sent] = number + 1
                return several[number]
        why = why_not_again(several[-1], self._law())
        if why:
            raise PlayedOut(self.recording.file, str(sent), len(several), f"{why}; {CALL_AGAIN}")
        return several[-1]

    def _sent(self, exchange: Exchange) -> Sent:
        request = exchange.request
        return self._matcher.read(request.method, request.url, request.headers.get("content-type", ""), request.body)

    def _nearest(self, sent: Sent) -> str:
        if not self._answers:
            return "nothing was recorded in it"
        found = [(_distance(one, sent), several[0].index, one) for one, several in self._answers.items()]
        _, index, nearest = min(found, key=lambda one: one[:2])
        most = 3
        told = differences(nearest, sent)
        more = f" (and {len(told) - most} more)" if len(told) > most else ""
        return f"the nearest is #{index}, {nearest}, where {', '.join(told[:most])}{more}"


def why_not_again(exchange: Exchange, law: Law) -> str:
    """Say why the last answer to a call cannot be given again; empty where it can: it tells of a task that has ended.

    A submit makes a new task each time. A plain call may answer otherwise the next time. A task that has not ended
    goes on.
    """
    route = law.routes.find(exchange.request.method, exchange.request.url).route
    response = exchange.response
    assert response is not None, "only what was answered is played"
    if route is None:
        return "no page names this call, so that nothing tells whether it may be answered alike again"
    if route.line.kind != "poll":
        return f"a {route.line.kind} is not known to be answered alike again"
    said = law.envelope(route.line.endpoints[0]).open(response)
    if not said.accepted or said.body is None:
        phrase = HTTPStatus(said.status).phrase if said.status in set(HTTPStatus) else ""
        return f"the last look was refused with {said.code or f'{said.status} {phrase}'.strip()}, which tells no state"
    machine = route.line.tasks[0].protocol.machine
    state = as_word(at(said.body, machine.at))
    if state in law.course(machine).ends:
        return ""
    known = machine.state(state)
    return f"the task was {state or 'in no state'} last, and that is no end" + (f" ({known.means})" if known else "")


def _distance(recorded: Sent, sent: Sent) -> tuple[int, int, int]:
    steps = _unlike(recorded.place.split("/"), sent.place.split("/"))
    return steps, int(recorded.method != sent.method), len(differences(recorded, sent))


def _unlike(one: list[str], two: list[str]) -> int:
    same = sum(left == right for left, right in zip(one, two, strict=False))
    return max(len(one), len(two)) - same
