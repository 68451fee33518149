"""List the facts that rest on each cite, by walking the whole model. Knows no page.

No fact is named here one by one: whatever has cites in the model is found, also what is added to it one day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, cast

from callsheet.drift.wording import folded
from callsheet.model.endpoint import Provider
from callsheet.model.source import Cite, Source
from callsheet.span import Span


@dataclass(frozen=True, slots=True)
class Fact:
    """What rests on a cite, in words, and where the cite is written."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """A few words of a page, and every fact that was read there."""

    source: Source
    fragment: str
    facts: tuple[Fact, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What the lock file knows it by."""
        return self.source.key, folded(self.fragment)


def quotations(provider: Provider) -> tuple[Quotation, ...]:
    """List all cites of a provider, those with the same words of the same page together."""
    facts: dict[Span, tuple[Cite, str]] = {}
    for name, cite in _walk(provider, ""):
        # What endpoints share is met once for each; the innermost name is met first, and is the clearest.
        facts.setdefault(cite.span, (cite, name))
    together: dict[tuple[str, str], list[tuple[Cite, str]]] = {}
    for cite, name in facts.values():
        together.setdefault((cite.source.key, folded(cite.words)), []).append((cite, name))
    return tuple(
        Quotation(
            those[0][0].source,
            those[0][0].words,
            tuple(sorted((Fact(name, cite.span) for cite, name in those), key=lambda fact: fact.span)),
        )
        for _, those in sorted(together.items())
    )


def _walk(part: object, name: str) -> Iterator[tuple[str, Cite]]:
    if isinstance(part, tuple):
        for one in cast("tuple[object, ...]", part):
            yield from _walk(one, name)
    elif isinstance(part, Cite):
        yield name, part
    elif is_dataclass(part) and not isinstance(part, (type, Source)):
        own = _name(part)
        inside = [getattr(part, field.name) for field in fields(part) if field.name not in {"cites", "readings"}]
        for one in inside:
            yield from _walk(one, own)
        for listed in ("cites", "readings"):
            yield from _walk(_tuple(getattr(part, listed, ())), own)


def _tuple(listed: object) -> tuple[object, ...]:
    """Take what is listed; an endpoint's `cites` are a method that lists what was met anyway."""
    return cast("tuple[object, ...]", listed) if isinstance(listed, tuple) else ()


def _name(part: Any) -> str:  # noqa: ANN401 -- any part of the model
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(part).__name__).lower()
    name = getattr(part, "name", "") or getattr(part, "code", "")
    return f"{words} {name}" if isinstance(name, str) and name else words
