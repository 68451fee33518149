"""Compare two versions of an endpoint. Knows which part is compared by whom, and nothing of the parts."""

from collections.abc import Iterator
from dataclasses import replace

from callsheet.diff.answers import answers
from callsheet.diff.facts import BETTER, WORSE, facts, found
from callsheet.diff.findings import Finding, Side
from callsheet.diff.pairing import pairs
from callsheet.diff.parameters import Fields
from callsheet.diff.plain import same
from callsheet.diff.prices import defaults, prices
from callsheet.diff.proving import prove
from callsheet.diff.reading import reading
from callsheet.diff.rules import concerns, refined, rule_changes
from callsheet.diff.searching import Search
from callsheet.diff.talk import common_states, plans, talk
from callsheet.model.endpoint import Endpoint, Limits, Retention

NO_LIMITS = Limits(submit=None, running=None, plans=(), doc="", cites=())
NO_END = Retention(task=None, media=None, doc="", cites=())


def compare_endpoints(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    """List all that changed about an endpoint."""
    # What it is called is told of the provider.
    old = replace(old, name=new.name, file=new.file)
    if same(old, new, readers=True):
        return
    changes = [*_requests(where, old, new), *_others(where, old, new)]
    yield from changes
    known = [*reading(where, old, new)]
    yield from known
    if not changes and not known:
        # Whatever it is, it is not passed over in silence.
        side = Side.DOCUMENTATION if same(old, new) else Side.BEHAVIOUR
        yield found("other", side, where, "", "something changed that has no name here", span=(old.span, new.span))


def _requests(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    wanted = [*Fields(where).changes(old, new), *rule_changes(where, old, new)]
    # A rule went with a field that it spoke of: told of the field, unless a request says more.
    gone = {*concerns(old.rules, new), *concerns(new.rules, old)}
    for one in prove(wanted, Search(old, new)) if wanted else ():
        if one.side is Side.DOCUMENTATION and one.kind in {"rule-added", "rule-removed"} and one.about in gone:
            continue
        yield refined(one, old, new)


def _others(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    yield from talk(where, old, new)
    yield from answers(where, old.result, new.result, common_states(old, new))
    yield from defaults(where, old, new)
    yield from prices(where, old, new)
    yield from _servers(where, old, new)
    before, after = old.limits or NO_LIMITS, new.limits or NO_LIMITS
    yield from facts(where, "limits", before, after, (old.span, new.span))
    yield from plans(where, before.plans, after.plans)
    yield from facts(where, "retention", old.retention or NO_END, new.retention or NO_END, (old.span, new.span))
    yield from _capabilities(where, old, new)
    for one, other in pairs(old.parameters, new.parameters, lambda one: one.name).kept:
        if one.takes != other.takes:
            words = f"`{other.name}` takes what {', '.join(other.takes) or 'nothing'} gives"
            said, span = (", ".join(one.takes), ", ".join(other.takes)), (one.span, other.span)
            yield found("parameter-takes", Side.BEHAVIOUR, where, other.name, words, said=said, span=span)


def _servers(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    span = old.span, new.span
    for name in (one for one in old.servers if one not in new.servers):
        words = f"it is no longer offered at {name}"
        yield found("server-lost", Side.BEHAVIOUR, where, f"servers.{name}", words, WORSE, said=(name, ""), span=span)
    for name in (one for one in new.servers if one not in old.servers):
        words = f"it is offered at {name}"
        yield found(
            "server-gained", Side.BEHAVIOUR, where, f"servers.{name}", words, BETTER, said=("", name), span=span
        )
    if old.servers[:1] != new.servers[:1]:
        said = old.servers[0], new.servers[0]
        words = f"where none is named, {said[1]} is called, was {said[0]}"
        yield found("usual-server", Side.BEHAVIOUR, where, "servers", words, WORSE, said=said, span=span)


def _capabilities(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    both = pairs(old.capabilities, new.capabilities, lambda one: one.name)
    for one, other in both.kept:
        # How it is asked for rests on parameters, whose changes are told of them.
        before, after = (
            (tuple((ask.parameter.name, ask.facet) for ask in part.by), part.holds, part.always, part.none)
            for part in (one, other)
        )
        if before != after:
            words = f"whether it does {one.name} is told otherwise"
            said, span = (str(before), str(after)), (one.span, other.span)
            yield found(
                "capability-asked", Side.BEHAVIOUR, where, f"capabilities.{one.name}", words, said=said, span=span
            )
    for one in (*both.removed, *both.added):
        words = f"whether it does {one.name} is {'stated' if one in both.added else 'no longer stated'}"
        span = one.span, one.span
        yield found("capability-asked", Side.BEHAVIOUR, where, f"capabilities.{one.name}", words, span=span)
