"""What changes about the conversation: calls and their headers, the life of a task, errors, what arrives by itself."""

from collections.abc import Iterator, Sequence
from typing import Final

from callsheet.diff.facts import BETTER, NEITHER, OTHER, WORSE, Effect, Meaning, Spans, facts, found, stated
from callsheet.diff.findings import Finding, Side
from callsheet.diff.pairing import alike, changed, pairs
from callsheet.diff.plain import same
from callsheet.model.endpoint import CallEndpoint, Endpoint, TaskEndpoint, WebhookEndpoint
from callsheet.model.protocol import Call, ErrorCode, ErrorTable, Header, Machine, Protocol, State
from callsheet.model.source import Cite
from callsheet.span import NOWHERE

FRESH: Final = "a new value each time"


def talk(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    """List what changed about how an endpoint is spoken to."""
    match old, new:
        case TaskEndpoint(), TaskEndpoint():
            yield from _protocol(where, old.protocol, new.protocol)
        case CallEndpoint(), CallEndpoint():
            yield from _call(where, "call", old.call, new.call)
            yield from _errors(where, old.errors, new.errors)
        case WebhookEndpoint(), WebhookEndpoint():
            yield from facts(where, "event", old.event, new.event, _cited(old.event.cites, new.event.cites))
            yield from _machine(where, old.event.machine, new.event.machine)
        case _:
            words = f"it is a {new.KIND} now, was a {old.KIND}"
            said = old.KIND, new.KIND
            yield found(
                "endpoint-kind", Side.REQUEST, where, "kind", words, OTHER, said=said, span=(old.span, new.span)
            )


def _protocol(where: str, old: Protocol, new: Protocol) -> Iterator[Finding]:
    yield from facts(where, "", old, new, _cited(old.cites, new.cites))
    yield from _call(where, "submit", old.submit, new.submit)
    yield from _call(where, "poll", old.poll, new.poll)
    yield from _call(where, "cancel", old.cancel, new.cancel)
    yield from _call(where, "list", old.listing, new.listing)
    yield from _machine(where, old.machine, new.machine)
    yield from _errors(where, old.errors, new.errors)


def _call(where: str, name: str, old: Call | None, new: Call | None) -> Iterator[Finding]:
    if old is None or new is None:
        if old is not new:
            there = new is not None
            words = f"one can {name} now" if there else f"one can no longer {name}"
            kind = "call-added" if there else "call-removed"
            yield found(kind, Side.REQUEST, where, name, words, BETTER if there else WORSE)
        return
    span = _cited(old.cites, new.cites)
    yield from facts(where, name, old, new, span)
    headers = pairs(old.headers, new.headers, lambda one: one.name.casefold())
    for header in headers.removed:
        words = f"`{name}` no longer sends the header {header.name}"
        yield _header("header-removed", where, name, words, header, None)
    for header in headers.added:
        need = ", without which it is refused" if header.needed else ""
        yield _header("header-added", where, name, f"`{name}` sends the header {header.name}{need}", None, header)
    for one, other in headers.kept:
        if not same(one, other):
            words = f"`{name}`: the header {other.name} is {_value(other)} now, was {_value(one)}"
            yield _header("header-changed", where, name, words, one, other)


def _cited(old: Sequence[Cite], new: Sequence[Cite]) -> Spans:
    """Place a fact where its page is named: beside it."""
    before, after = (cites[0].span if cites else NOWHERE for cites in (old, new))
    return before, after


def _header(kind: str, where: str, call: str, words: str, one: Header | None, other: Header | None) -> Finding:
    needed = tuple(header is not None and header.needed for header in (one, other))
    effect: Effect = needed[1], needed[0]
    side = Side.REQUEST if any(needed) else Side.BEHAVIOUR
    header = other or one
    about = f"{call}.{header.name if header else ''}"
    said = (_value(one) if one else "", _value(other) if other else "")
    return found(kind, side, where, about, words, effect if any(needed) else NEITHER, said=said)


def _value(header: Header) -> str:
    need = "needed" if header.needed else "not needed"
    return f"{header.value if header.value is not None else FRESH} ({need})"


def _machine(where: str, old: Machine, new: Machine) -> Iterator[Finding]:
    yield from facts(where, "status", old, new, (old.span, new.span))
    both = pairs(old.states, new.states, lambda one: one.name, _is_renamed_state)
    names = {one.name: other.name for one, other in both.renamed}
    for one, other in both.renamed:
        words = f"the state {one.name} is called {other.name} now"
        said, span = (one.name, other.name), (one.span, other.span)
        yield found("state-renamed", Side.RESPONSE, where, one.name, words, WORSE, said=said, span=span)
    for one in both.removed:
        words = f"the state {one.name} ({one.means}) is gone"
        yield found(
            "state-removed", Side.RESPONSE, where, one.name, words, said=(one.name, ""), span=(one.span, one.span)
        )
    for one in both.added:
        ends = "which ends a task" if one.ends else "from which a task goes on"
        words = f"{one.name} is a new state, {ends} ({one.means})"
        effect, span = (WORSE if one.ends else BETTER), (one.span, one.span)
        yield found("state-added", Side.BEHAVIOUR, where, one.name, words, effect, said=("", one.name), span=span)
    gone, come = {one.name for one in both.removed}, {one.name for one in both.added}
    for one, other in (*both.kept, *both.renamed):
        yield from facts(where, other.name, one, other, (one.span, other.span))
        before = [names.get(state, state) for state in one.next if state not in gone]
        after = [state for state in other.next if state not in come]
        yield from _steps(where, other, before, after)


def common_states(old: Endpoint, new: Endpoint) -> dict[str, str]:
    """Tell what the states that both versions have are called now."""
    lives = [_life(one) for one in (old, new)]
    both = pairs(lives[0], lives[1], lambda one: one.name, _is_renamed_state)
    return {one.name: other.name for one, other in (*both.kept, *both.renamed)}


def _life(endpoint: Endpoint) -> tuple[State, ...]:
    match endpoint:
        case TaskEndpoint():
            return endpoint.protocol.machine.states
        case WebhookEndpoint():
            return endpoint.event.machine.states
        case _:
            return ()


def _is_renamed_state(one: State, other: State) -> bool:
    """Tell whether a state is another under a new word: it means the same, ends the same way, is charged alike."""
    return (one.means, one.billed, one.anytime, one.ends) == (
        other.means,
        other.billed,
        other.anytime,
        other.ends,
    )


def _steps(where: str, state: State, before: Sequence[str], after: Sequence[str]) -> Iterator[Finding]:
    for step in (one for one in before if one not in after):
        words = f"{state.name} is no longer followed by {step}"
        about, span = f"{state.name}>{step}", (state.span, state.span)
        yield found("transition-removed", Side.BEHAVIOUR, where, about, words, span=span)
    for step in (one for one in after if one not in before):
        words = f"{state.name} may be followed by {step}"
        about, span = f"{state.name}>{step}", (state.span, state.span)
        yield found("transition-added", Side.BEHAVIOUR, where, about, words, span=span)


def _errors(where: str, old: ErrorTable, new: ErrorTable) -> Iterator[Finding]:
    yield from facts(where, "errors", old, new, _cited(old.cites, new.cites))
    both = pairs(old.known, new.known, lambda one: one.code, _is_renamed_code)
    for one, other in both.renamed:
        words = f"the error {one.code} is called {other.code} now"
        said, span = (one.code, other.code), (one.span, other.span)
        yield found("error-renamed", Side.RESPONSE, where, one.code, words, WORSE, said=said, span=span)
    for one in both.removed:
        words = f"the error {one.code} ({one.means}) is no longer listed"
        yield found(
            "error-removed", Side.BEHAVIOUR, where, one.code, words, said=(one.code, ""), span=(one.span, one.span)
        )
    for one in both.added:
        words = f"{one.code} is a new error ({one.means})"
        said, span = ("", one.code), (one.span, one.span)
        yield found("error-added", Side.BEHAVIOUR, where, one.code, words, BETTER, said=said, span=span)
    for one, other in (*both.kept, *both.renamed):
        yield from facts(where, other.code, one, other, (one.span, other.span))


def _is_renamed_code(one: ErrorCode, other: ErrorCode) -> bool:
    """Tell whether a code is another, spelt otherwise."""
    return (
        one.means == other.means
        and one.http == other.http
        and (alike(one.code, other.code) or (one.says == other.says and bool(one.says)))
    )


def _weighed(old: object, new: object) -> Effect:
    before, after = (one if isinstance(one, int) else 0 for one in (old, new))
    return BETTER if after > before else WORSE


LIMIT: Final = Meaning("plan-limit", Side.BEHAVIOUR, _weighed, "tasks at work at once")


def plans(where: str, old: Sequence[tuple[str, int]], new: Sequence[tuple[str, int]]) -> Iterator[Finding]:
    """List what changed about how much each plan may do at once."""
    for plan, (before, after) in changed(dict(old), dict(new)).items():
        yield stated(LIMIT, where, f"limits.plans.{plan}", before, after)
