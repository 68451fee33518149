"""What a provider checks before it does anything, in its order. Knows no task and builds no answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import Finding, judge
from callsheet.model.protocol import Call, Key, Poll
from callsheet.model.request import Choice, Parameter
from callsheet_contracts.simulator.answers import Body, model_of
from callsheet_contracts.simulator.faults import CallKind
from callsheet_contracts.simulator.journal import presented


class Refused(Exception):  # noqa: N818 -- no error of the simulator's: it does its work by it
    """The provider refuses a call, in one of the situations that specs have words for."""

    def __init__(self, situation: str, detail: str = "") -> None:
        super().__init__(situation, detail)
        self.situation = situation
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Line:
    """A method and a path, what it is for, and the endpoints that share it."""

    kind: CallKind
    call: Call
    endpoints: tuple[Endpoint, ...]


def lines(endpoints: tuple[Endpoint, ...]) -> tuple[Line, ...]:
    """List the calls that a provider takes, each once."""
    shared: dict[tuple[CallKind, str, str], list[tuple[Call, Endpoint]]] = {}
    for endpoint in endpoints:
        protocol = endpoint.protocol
        kinds: tuple[tuple[CallKind, Call | None], ...] = (
            ("submit", protocol.submit),
            ("poll", protocol.poll),
            ("cancel", protocol.cancel),
            ("list", protocol.listing),
        )
        for kind, call in kinds:
            if call is not None:
                # With or without a slash at the end, it is the same call.
                place = (kind, call.method, call.path.rstrip("/"))
                shared.setdefault(place, []).append((call, endpoint))
    return tuple(
        Line(place[0], found[0][0], tuple(endpoint for _, endpoint in found)) for place, found in shared.items()
    )


def check_key(key: Key, headers: Mapping[str, str], wanted: str | None) -> str:
    """Read the key out of the headers. Any will do, unless one is wanted.

    Raises:
        Refused: it is missing, empty or wrong.

    """
    sent = presented(headers.get(key.header.lower(), ""), key.form)
    if not sent or (wanted is not None and sent != wanted):
        raise Refused("bad-key")
    return sent


def check_headers(call: Call, headers: Mapping[str, str]) -> None:
    """Check for headers that have to be there, and for those that must not.

    Raises:
        Refused: one is missing, of another value, or not wanted.

    """
    for header in call.headers:
        sent = headers.get(header.name.lower())
        if not sent and not header.needed:
            continue
        if not sent or (header.value is not None and sent != header.value):
            raise Refused("missing-header", header.name)
    for name in call.refuses if isinstance(call, Poll) else ():
        if name.lower() in headers:
            raise Refused("unwanted-header", name)


def read_body(content: bytes) -> object:
    """Read JSON, strictly.

    Raises:
        Refused: it is none.

    """

    def refuse(word: str) -> object:
        raise ValueError(word)

    try:
        # What Python alone takes for JSON, such as NaN, no provider does.
        return cast("object", json.loads(content, parse_constant=refuse))
    except (ValueError, RecursionError) as error:
        raise Refused("invalid-request", "the body is not JSON") from error


def choose(endpoints: tuple[Endpoint, ...], body: object) -> tuple[Endpoint, Body]:
    """Find the endpoint that a request is for, by its model and else by what fits best.

    Raises:
        Refused: no endpoint has the model, or the request breaks a rule.

    """
    takers = [one for one in endpoints if _takes(one, body)]
    if not takers and any(_names_model(one, body) for one in endpoints):
        raise Refused("no-model")
    judged = [(_mistakes(one, body), one) for one in takers or endpoints]
    mistakes, endpoint = min(judged, key=lambda pair: len(pair[0]))
    if mistakes or not isinstance(body, dict):
        raise Refused("invalid-request", "; ".join(f"{one.at or '/'}: {one.rule}" for one in mistakes))
    return endpoint, cast("Body", body)


def _mistakes(endpoint: Endpoint, body: object) -> list[Finding]:
    return [finding for finding in judge(endpoint, body) if finding.level == "error"]


def _takes(endpoint: Endpoint, body: object) -> bool:
    if endpoint.model is None:
        return True
    named = _model(endpoint, body)
    return isinstance(named, str) and _accepts(endpoint.model, named)


def _accepts(model: Parameter, named: str) -> bool:
    return named in model.kind.words() if isinstance(model.kind, Choice) else bool(named)


def _names_model(endpoint: Endpoint, body: object) -> bool:
    named = _model(endpoint, body)
    return isinstance(named, str) and bool(named)


def _model(endpoint: Endpoint, body: object) -> object:
    return model_of(endpoint, cast("Body", body)) if isinstance(body, dict) else None
