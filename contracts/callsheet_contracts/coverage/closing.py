"""Find the request that would close a gap: the obligation that shows it, else an example of the spec or a combination.

Knows no recording.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.judge import Finding, judge
from callsheet_contracts.coverage.credits import Credits
from callsheet_contracts.coverage.goals import Credit, Kind, Side
from callsheet_contracts.obligations import obligations
from callsheet_contracts.simulator.checks import lines

BY_REQUEST: Final = frozenset({Kind.PARAMETER, Kind.VALUE, Kind.BOUND, Kind.REQUIRED, Kind.RULE})
"""Kinds of goals that a request alone shows."""
ASKED: Final = frozenset({"submit", "call"})
NEVER: Final = "no request that has it is accepted"


@dataclass(frozen=True, slots=True)
class Example:
    """A request, by the name of the obligation that it is the request of."""

    label: str
    body: object
    """Not to be changed."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Requests for an endpoint, by what each would show; and why there is none for what no request shows alone."""

    requests: tuple[Example, ...]
    """All duties of the endpoint, and what else it takes to show all of it."""
    examples: Mapping[Credit, Example]
    unreachable: Mapping[Credit, str]


def closing(endpoint: Endpoint, beside: Iterable[Endpoint] = ()) -> Closing:
    """Make all requests that could close a gap, and see what each would show if it is answered as it is to be.

    `beside` are the endpoints that share its call: what one of them takes is not refused.
    """
    found = _Found(endpoint, tuple(one for one in beside if one is not endpoint))
    duties = obligations(endpoint)
    requests = [Example(one.label, one.kept) for one in duties]
    for one in requests:
        found.note(one)
    # What is free of all constraints is no duty of anybody's, and has to be sent all the same.
    requests += [one for one in _others(endpoint) if found.note(one)]
    for duty in duties.unreachable:
        found.unreachable.update(dict.fromkeys(found.credits.about(duty.constraint), duty.reason))
    # Combinations have each field that any accepted request has.
    for parameter in endpoint.parameters:
        found.unreachable.setdefault((Kind.PARAMETER, parameter.pointer, Side.ACCEPTED), NEVER)
    left = {credit: why for credit, why in found.unreachable.items() if credit not in found.examples}
    return Closing(tuple(requests), found.examples, left)


class _Found:
    """What was found so far."""

    def __init__(self, endpoint: Endpoint, beside: tuple[Endpoint, ...]) -> None:
        self.credits = Credits(endpoint)
        self.examples: dict[Credit, Example] = {}
        self.unreachable: dict[Credit, str] = {}
        self._endpoint, self._beside = endpoint, beside

    def note(self, one: Example) -> bool:
        """Note what a request would show that none before it does; tell whether there is any such thing."""
        findings = judge(self._endpoint, one.body)
        accepted = _accepted(findings)
        shown = set(self.credits.of(one.body, findings, accepted=accepted))
        fresh = [credit for credit in shown if credit not in self.examples]
        if fresh and not accepted:
            taker = next((two.name for two in self._beside if _accepted(judge(two, one.body))), None)
            if taker is not None:
                self.unreachable.update(dict.fromkeys(fresh, f"it is a request for {taker} then, which is accepted"))
                return False
        # Best is the request that is made for just that.
        for credit in shown:
            if credit not in self.examples or (_is_for(credit, one) and not _is_for(credit, self.examples[credit])):
                self.examples[credit] = one
        return bool(fresh)


def _accepted(findings: tuple[Finding, ...]) -> bool:
    return all(one.level != "error" for one in findings)


def _is_for(credit: Credit, one: Example) -> bool:
    """Tell whether a request was made to show just this, by its label."""
    return one.label.replace("/…: ", "/…").startswith(credit[1].partition(" ")[0])


def beside(provider: Provider, endpoint: Endpoint) -> tuple[Endpoint, ...]:
    """List the endpoints that share their call with one, itself among them."""
    return next((one.endpoints for one in lines(provider) if endpoint in one.endpoints and one.kind in ASKED), ())


def _others(endpoint: Endpoint) -> Iterator[Example]:
    from callsheet_contracts.strategies import covering  # noqa: PLC0415 -- brings an engine along that few need

    for one in endpoint.requests:
        if not one.breaks:
            yield Example(f"example {one.name}", one.body)
    for number, body in enumerate(covering(endpoint, strength=1), 1):
        yield Example(f"combination {number}", body)
