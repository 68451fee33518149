"""Compare two versions of a provider: its addresses, its key, its pages, and which endpoints it has."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from callsheet.diff.endpoints import compare_endpoints
from callsheet.diff.facts import BETTER, WORSE, Spans, facts, found
from callsheet.diff.findings import Finding, Side, Verdict, Witness
from callsheet.diff.pairing import pairs
from callsheet.diff.plain import same
from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider, TaskEndpoint
from callsheet.model.judge import judge
from callsheet.model.protocol import Server
from callsheet.model.source import Source


def providers(old: Iterable[Provider], new: Iterable[Provider]) -> Iterator[Finding]:
    """List what changed about providers."""
    both = pairs(old, new, lambda one: one.name)
    for one in both.removed:
        words, span = f"the provider {one.name} is gone", (one.span, one.span)
        yield found("provider-removed", Side.REQUEST, one.name, "", words, WORSE, said=(one.name, ""), span=span)
    for one in both.added:
        words, span = f"{one.title} is a new provider", (one.span, one.span)
        yield found("provider-added", Side.REQUEST, one.name, "", words, BETTER, said=("", one.name), span=span)
    for one, other in both.kept:
        yield from _provider(one, other)


def _provider(old: Provider, new: Provider) -> Iterator[Finding]:
    span, where = (old.span, new.span), new.name
    yield from facts(where, "", old, new, span)
    yield from facts(where, "key", old.key, new.key, span)
    yield from facts(where, "secrets", old.secrets, new.secrets, span)
    yield from _servers(where, old.servers, new.servers, span)
    yield from _pages(where, old.sources, new.sources)
    yield from _endpoints(old, new)


def _servers(where: str, old: tuple[Server, ...], new: tuple[Server, ...], span: Spans) -> Iterator[Finding]:
    both = pairs(old, new, lambda one: one.name, lambda one, other: one.url == other.url)
    for one in both.removed:
        words, about = f"the server {one.name} ({one.region}) is gone", f"servers.{one.name}"
        yield found("server-removed", Side.BEHAVIOUR, where, about, words, WORSE, said=(one.url, ""), span=span)
    for one in both.added:
        words, about = f"{one.name} ({one.region}) is a new server", f"servers.{one.name}"
        yield found("server-added", Side.BEHAVIOUR, where, about, words, BETTER, said=("", one.url), span=span)
    for one, other in both.renamed:
        words, about = f"the server {one.name} is called {other.name} now", f"servers.{one.name}"
        said = one.name, other.name
        yield found("server-renamed", Side.BEHAVIOUR, where, about, words, WORSE, said=said, span=span)
    for one, other in (*both.kept, *both.renamed):
        yield from facts(where, f"servers.{other.name}", one, other, span)
    before, after = ([one.name for one in servers] for servers in (old, new))
    if before != after and sorted(before) == sorted(after):
        yield found("order-changed", Side.DOCUMENTATION, where, "servers", "the order of servers changed", span=span)


def _pages(where: str, old: tuple[Source, ...], new: tuple[Source, ...]) -> Iterator[Finding]:
    both = pairs(old, new, lambda one: one.key)
    for verb, pages in (("is a page no longer", both.removed), ("is a new page", both.added)):
        for one in pages:
            yield _page(where, one, one, verb)
    for one, other in both.kept:
        if not same(one, other) or one.snapshot != other.snapshot:
            yield _page(where, one, other, "was read anew")


def _page(where: str, one: Source, other: Source, verb: str) -> Finding:
    words, about, span = f"`{other.key}` {verb}", f"sources.{other.key}", (one.span, other.span)
    return found("sources-changed", Side.DOCUMENTATION, where, about, words, span=span)


def _endpoints(old: Provider, new: Provider) -> Iterator[Finding]:
    both = pairs(old.endpoints, new.endpoints, lambda one: one.name, _is_renamed)
    for one in both.removed:
        yield _whole("endpoint-removed", f"{new.name}/{one.name}", one, "is gone", breaks=True)
    for one in both.added:
        yield _whole("endpoint-added", f"{new.name}/{one.name}", one, "is new", breaks=False)
    for one, other in both.renamed:
        words = f"{one.name} is called {other.name} now, in clients and on the command line"
        said, span = (one.name, other.name), (one.span, other.span)
        where = f"{new.name}/{other.name}"
        yield found("endpoint-renamed", Side.BEHAVIOUR, where, "", words, WORSE, said=said, span=span)
    for one, other in (*both.kept, *both.renamed):
        yield from compare_endpoints(f"{new.name}/{other.name}", one, other)


def _whole(kind: str, where: str, one: Endpoint, verb: str, *, breaks: bool) -> Finding:
    """Say that an endpoint came or went; any request that it accepts shows that."""
    body = next((example.body for example in one.requests if not judge(one, example.body)), None)
    taken, gone = Verdict.ACCEPTED, Verdict.REFUSED
    before, after = (taken, gone) if breaks else (gone, taken)
    witness = Witness(body=body, before=before, after=after, rules=("no such endpoint",), breaks=breaks)
    finding = found(
        kind,
        Side.REQUEST if one.KIND != "webhook" else Side.RESPONSE,
        where,
        "",
        f"{one.name} {verb}: {one.doc}",
        WORSE if breaks else BETTER,
        said=(one.name, "") if breaks else ("", one.name),
        span=(one.span, one.span),
    )
    return replace(finding, witnesses=() if body is None else (witness,))


def _is_renamed(one: Endpoint, other: Endpoint) -> bool:
    """Tell whether an endpoint is another under a new name: it is called at the same address, and takes the same."""
    if one.KIND != other.KIND:
        return False
    taken = [{part.at for part in end.parameters} for end in (one, other)]
    return _address(one) == _address(other) and taken[0] == taken[1]


def _address(one: Endpoint) -> object:
    match one:
        case TaskEndpoint():
            return one.protocol.submit.method, one.protocol.submit.path
        case CallEndpoint():
            return one.call.method, one.call.path
        case _:
            return ()
