"""Hold endpoints to the tables of a page, each to those of its own part, or to an OpenAPI document.

An endpoint says by `tables` where its part begins; it ends where the next endpoint's begins. Every table there is read
as one of some kinds, or reported as one that is not understood.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from callsheet.drift.blocks import Table, tables
from callsheet.drift.cells import Claim, claims
from callsheet.drift.differing import Difference, answered, differences
from callsheet.drift.kinds import READERS, call_of, headers_of, kind_of
from callsheet.drift.operations import Operation
from callsheet.drift.passages import Page
from callsheet.drift.shelves import File
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.protocol import Call
from callsheet.model.request import OUTSIDE

HOLE: Final = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What became of the tables of one page."""

    page: str
    endpoint: str
    read: int
    """How many tables were held to the spec."""
    skipped: tuple[Table, ...]
    """Tables that are not understood."""
    differences: tuple[Difference, ...]


def compare(provider: Provider, files: Mapping[str, File]) -> Iterator[Compared]:
    """Hold every endpoint that names its tables to them, as far as the pages are at hand.

    Raises:
        OpenApiError: a page looks like an OpenAPI document, and cannot be read.

    """
    for key, file in files.items():
        page = file.page
        if file.operations:
            yield from _operations(provider, key, file)
            continue
        begins = _begins(provider, key, page)
        places = sorted(begins.values())
        every = tuple(tables(page.blocks)) if begins else ()
        for endpoint in provider.endpoints:
            if endpoint.name in begins:
                start = begins[endpoint.name]
                end = next((place for place in places if place > start), len(page.blocks))
                own = [one for one in every if start <= one.at < end]
                yield _section(endpoint, provider, page, key, own)
        if begins:
            ahead = tuple(one for one in every if one.at < places[0])
            yield Compared(page=key, endpoint="", read=0, skipped=ahead, differences=())


def _operations(provider: Provider, key: str, file: File) -> Iterator[Compared]:
    """Hold every endpoint that names this document to the operation that its own call is."""
    for endpoint in provider.endpoints:
        if not any(cite.source.key == key for cite in endpoint.tables):
            continue
        call = call_of(endpoint)
        one = next((one for one in file.operations if call and _is_call(one, call)), None)
        if one is None:
            words = "the document has no operation like the endpoint's call any more"
            found = [Difference(code="gone-operation", words=words, span=endpoint.span)]
        else:
            body = [claim for claim in one.body if "[]" not in claim.name and claim.type != "object"]
            beside = [claim for place, claim in one.outside if not _is_sent_anyway(place, claim, endpoint, provider)]
            found = [*differences(endpoint, body, outside=False), *differences(endpoint, beside, outside=True)]
        held = tuple(replace(each, answer=answered(each, endpoint, file.page, key)) for each in found)
        yield Compared(page=key, endpoint=endpoint.name, read=1, skipped=(), differences=held)


def _is_call(one: Operation, call: Call) -> bool:
    return one.method == call.method and HOLE.sub("{}", one.path) == HOLE.sub("{}", call.path)


def _is_sent_anyway(place: str, claim: Claim, endpoint: Endpoint, provider: Provider) -> bool:
    constant = {one.casefold() for one in (provider.key.header, *headers_of(endpoint))}
    return place == "header" and claim.name.casefold() in constant


def _begins(provider: Provider, key: str, page: Page) -> dict[str, int]:
    found: dict[str, int] = {}
    for endpoint in provider.endpoints:
        for cite in endpoint.tables:
            place = page.block_of(cite.words) if cite.source.key == key else None
            if place is not None:
                found[endpoint.name] = place
    return found


def _section(endpoint: Endpoint, provider: Provider, page: Page, key: str, own: list[Table]) -> Compared:
    sorted_out: dict[str, list[Table]] = {}
    mine, strange = _until_another(own)
    for table in mine:
        sorted_out.setdefault(kind_of(table), []).append(table)
    skipped = tuple(sorted_out.pop("", ()))
    found = [_new_model(strange[0], endpoint)] if strange else []
    if "parameters" not in sorted_out and any(one.at[0] not in OUTSIDE for one in endpoint.parameters):
        words = f"there is no table of parameters below {endpoint.tables[0].words!r} any more"
        found.append(Difference(code="gone-table", words=words, span=endpoint.tables[0].span))
    for kind, those in sorted_out.items():
        found += READERS[kind](endpoint, provider, those)
    return Compared(
        page=key,
        endpoint=endpoint.name,
        read=len(mine) - len(skipped),
        skipped=skipped,
        differences=tuple(replace(one, answer=answered(one, endpoint, page, key)) for one in found),
    )


def _until_another(own: list[Table]) -> tuple[list[Table], list[Table]]:
    """Part an endpoint's tables from those that begin with a second table of the same parameters."""
    seen: set[str] = set()
    for number, table in enumerate(own):
        if kind_of(table) == "parameters":
            names = {one.name for one in claims(table)}
            if names & seen:
                return own[:number], own[number:]
            seen |= names
    return own, []


def _new_model(table: Table, endpoint: Endpoint) -> Difference:
    words = f"below its heading stand parameters once more, of {table.heading!r}: a model that the specs do not have?"
    return Difference(code="new-model", words=words, span=endpoint.span, line=table.line)
