"""Join an endpoint with the fragments it uses: a disjoint union. Knows no section's meaning.

Nothing overrides, nothing is merged deeply: a key that stands in two files is a mistake, so a fact has one home.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from callsheet.diagnostics import Diagnostics, did_you_mean
from callsheet.resolve.scope import listed
from callsheet.span import Span
from callsheet.syntax.documents import EndpointFile, FragmentFile, Sections
from callsheet.syntax.located import Entries, Entry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Joined:
    """The parts of an endpoint, its own first, then those of its fragments in the order of `uses`."""

    parts: tuple[Sections, ...]
    notes: Diagnostics

    def entries(self, section: Callable[[Sections], Entries[T]]) -> tuple[Entry[T], ...]:
        """Collect a section of named parts, noting names that stand in two files."""
        seen: dict[str, Entry[T]] = {}
        for part in self.parts:
            for entry in section(part):
                if entry.name in seen:
                    first = seen[entry.name].span
                    words = f"{entry.name!r} also stands in {first.file}, line {first.line}"
                    note = "fragments join without overriding: a fact has one home"
                    self.notes.error("doubled", entry.span, words, note=note)
                else:
                    seen[entry.name] = entry
        return tuple(seen.values())

    def single(self, name: str, section: Callable[[Sections], T | None]) -> T | None:
        """Take a section that is one whole, noting a second one."""
        found = [value for value in map(section, self.parts) if value is not None]
        for extra in found[1:]:
            first = place_of(found[0])
            words = f"{name!r} also stands in {first.file}, line {first.line}"
            self.notes.error(
                "doubled", place_of(extra), words, note="fragments join without overriding: a fact has one home"
            )
        return found[0] if found else None


def place_of(section: object) -> Span:
    """Say where a section begins."""
    if isinstance(section, Entries):
        return cast("Entries[object]", section).items[0].span
    span: object = getattr(section, "span", None)
    assert isinstance(span, Span), "sections know where they stand"
    return span


def join(endpoint: EndpointFile, fragments: dict[str, FragmentFile], notes: Diagnostics) -> Joined:
    """Gather an endpoint and its fragments, noting fragments that are not there."""
    parts: list[Sections] = [endpoint]
    for use in endpoint.uses:
        fragment = fragments.get(use.value)
        if fragment is None:
            note = did_you_mean(use.value, fragments) or listed(fragments)
            notes.error("unknown-fragment", use.span, f"no fragment is called {use.value!r}", note=note)
        else:
            parts.append(fragment)
    return Joined(tuple(parts), notes)
