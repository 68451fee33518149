"""Tell which file is which source's page. Knows no folder.

In this order: the file has the source's fingerprint; it is called like the source (`<key>.html`, or
`<provider>/<key>.html`); it gives the source's address as its own, or in its first lines; or else most of the source's
cites are found in it, and in no other file more. How it was told is reported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final, Literal

from callsheet.drift.cites import Quotation
from callsheet.drift.operations import Operation, is_openapi, operations
from callsheet.drift.passages import Page
from callsheet.drift.reading import Form, address_of, form_of, read
from callsheet.model.source import Source

How = Literal["fingerprint", "name", "address", "cites"]
FIRST_LINES: Final = 5
FEWEST: Final = 3
"""So many cites at least have to be found before they tell a page."""


class File:
    """A file that holds a page."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content
        self.text = content.decode("utf-8", "replace")
        self.form: Form = form_of(name, self.text)

    @cached_property
    def snapshot(self) -> str:
        """SHA-256 of its bytes."""
        return sha256(self.content).hexdigest()

    @cached_property
    def page(self) -> Page:
        """The page that is in it."""
        return Page(read(self.text, self.form))

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """What it says as an OpenAPI document, if it is one.

        Raises:
            OpenApiError: it looks like one, and cannot be read.

        """
        return operations(self.text, self.name) if is_openapi(self.name, self.text) else ()

    @cached_property
    def address(self) -> str:
        """The address that it gives as its own, or its first lines, which may hold one."""
        return address_of(self.text, self.form) or "\n".join(self.text.splitlines()[:FIRST_LINES])


@dataclass(frozen=True, slots=True)
class Shelved:
    """A source, its file, and how that was told."""

    source: Source
    file: File
    how: How

    @property
    def is_as_read(self) -> bool:
        """Tell whether the page is, to the byte, the one that the spec was written from."""
        return self.source.snapshot == self.file.snapshot


def shelve(provider: str, quotations: Sequence[Quotation], files: Sequence[File]) -> tuple[Shelved, ...]:
    """Find the page of each source that is cited; those that have none are left out."""
    sources = {one.source.key: one.source for one in quotations}
    found: dict[str, Shelved] = {}
    for source in sources.values():
        named = _by_name(provider, source, files)
        if named is not None:
            found[source.key] = named
    taken = {one.file.name for one in found.values()}
    for source in sources.values():
        if source.key not in found and source.snapshot is not None:
            cited = [one for one in quotations if one.source == source]
            likely = _by_cites(source, cited, [file for file in files if file.name not in taken])
            if likely is not None:
                found[source.key] = likely
    return tuple(found[key] for key in sorted(found))


def _by_name(provider: str, source: Source, files: Iterable[File]) -> Shelved | None:
    tests: tuple[How, ...] = ("fingerprint", "name", "address")
    return next(
        (Shelved(source, file, how) for how in tests for file in files if _is(provider, source, file, how)), None
    )


def _is(provider: str, source: Source, file: File, how: How) -> bool:
    match how:
        case "fingerprint":
            return source.snapshot == file.snapshot
        case "name":
            path = PurePosixPath(file.name)
            return path.stem == source.key and path.parent.name in {"", provider}
        case "address":
            return source.url is not None and source.url in file.address.split()
        case "cites":
            return False


def _by_cites(source: Source, cited: Sequence[Quotation], files: Iterable[File]) -> Shelved | None:
    counts = sorted(
        ((sum(bool(file.page.find(one.fragment)) for one in cited), file.name, file) for file in files),
        key=lambda one: (-one[0], one[1]),
    )
    if not counts or counts[0][0] < max(FEWEST, len(cited) / 2) or counts[0][0] == (counts[1][0] if counts[1:] else 0):
        return None
    return Shelved(source, counts[0][2], "cites")
