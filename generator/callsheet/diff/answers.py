"""What changes about what comes back. Knows no request."""

from collections.abc import Iterator, Mapping

from callsheet.diff.facts import BETTER, WORSE, Effect, facts, found
from callsheet.diff.findings import Finding, Side
from callsheet.diff.pairing import alike, pairs
from callsheet.diff.plain import plain
from callsheet.model.endpoint import ResultField

Fields = tuple[ResultField, ...]
States = Mapping[str, str]
"""What the states of both versions are called now, by what they were called."""


def answers(where: str, old: Fields, new: Fields, states: States, within: str = "result") -> Iterator[Finding]:
    """List what changed about the fields of an answer; `states` are those of both versions."""
    both = pairs(old, new, lambda one: one.name, _is_renamed)
    for one in both.removed:
        words = f"the result no longer has `{one.name}`"
        about, span = f"{within}.{one.name}", (one.span, one.span)
        yield found("result-removed", Side.RESPONSE, where, about, words, WORSE, said=(one.name, ""), span=span)
    for one in both.added:
        words = f"the result has `{one.name}`, {one.type}"
        about, span = f"{within}.{one.name}", (one.span, one.span)
        yield found("result-added", Side.RESPONSE, where, about, words, BETTER, said=("", one.name), span=span)
    for one, other in both.renamed:
        words = f"the result's `{one.name}` is called `{other.name}` now"
        about, said = f"{within}.{one.name}", (one.name, other.name)
        span = one.span, other.span
        yield found("result-renamed", Side.RESPONSE, where, about, words, WORSE, said=said, span=span)
    for one, other in both.kept:
        about, span = f"{within}.{other.name}", (one.span, other.span)
        yield from facts(where, about, one, other, span)
        yield from _during(where, about, one, other, states)
        yield from _item(where, about, one, other, states)


def _during(where: str, about: str, one: ResultField, other: ResultField, states: States) -> Iterator[Finding]:
    before = [states[state] for state in one.during if state in states]
    after = [state for state in other.during if state in states.values()]
    if {*before} != {*after}:
        said = ", ".join(before), ", ".join(after)
        words = f"`{about}` comes with {said[1] or 'no state'} now, with {said[0] or 'no state'} before"
        effect: Effect = (bool({*before} - {*after}), bool({*after} - {*before}))
        yield found("result-during", Side.RESPONSE, where, about, words, effect, said=said, span=(one.span, other.span))


def _item(where: str, about: str, one: ResultField, other: ResultField, states: States) -> Iterator[Finding]:
    if isinstance(one.item, str) or isinstance(other.item, str):
        if one.item != other.item:
            words = f"the items of `{about}` are of another type"
            said = str(plain(one.item)), str(plain(other.item))
            span = one.span, other.span
            yield found("result-type", Side.RESPONSE, where, about, words, WORSE, said=said, span=span)
        return
    yield from answers(where, one.item, other.item, states, about)


def _is_renamed(one: ResultField, other: ResultField) -> bool:
    """Tell whether a field is another under a new name: it is read from the same place, or it has a like name."""
    if (one.type, one.required, plain(one.moment)) != (other.type, other.required, plain(other.moment)):
        return False
    return one.at == other.at or (alike(one.name, other.name) and one.holds == other.holds)
