"""Where facts come from: pages, and the few words on them that a fact was read from. Knows no page's text."""

from dataclasses import dataclass

from callsheet.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page."""

    key: str
    title: str
    publisher: str
    url: str | None
    language: str
    read: str
    confidence: str
    snapshot: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Cite:
    """A page, and some words that are found on it."""

    source: Source
    words: str
    span: Span
