"""Draft a spec of what a page says about each field: for a person to finish, marked TODO where one has to decide.

What is drafted loads as it is, and every fact in it has its cite. Knows no file; the page is read by then.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from callsheet.drift.cells import FRACTION, SWITCH, WHOLE, Claim
from callsheet.drift.differing import types
from callsheet.drift.operations import Operation
from callsheet.drift.writing import name_of, short, word

TODO: Final = "TODO"
USUAL: Final = frozenset({"authorization", "content-type", "accept"})
"""Headers that are no parameters: OpenAPI says so as well."""
CATEGORIES: Final = {
    400: "invalid",
    401: "auth",
    402: "balance",
    403: "permission",
    404: "not found",
    422: "invalid",
    429: "rate",
    500: "server",
    502: "server",
    503: "server",
    504: "server",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of the endpoint that is to be written down."""

    provider: str
    endpoint: str
    page: str
    """The key of the source."""
    doc: str
    call: str
    """Method and path."""
    tables: str
    """Words of the page where its tables begin."""
    sent: tuple[tuple[str, Claim], ...]
    """Each with where it stands: `body`, `header`, `query` or `path`."""
    answers: tuple[Claim, ...] = ()
    refusals: tuple[tuple[str, str], ...] = ()


def of_claims(claims: Iterable[Claim], *, provider: str, endpoint: str, page: str, heading: str) -> Draft:
    """Draft what a table says; a table tells no address."""
    return Draft(
        provider=provider,
        endpoint=endpoint,
        page=page,
        doc=f"{TODO} say what it does, as an order.",
        call=f"POST /{TODO}",
        tables=short(heading),
        sent=tuple(("body", claim) for claim in claims),
    )


def of_operation(one: Operation, *, provider: str, endpoint: str, page: str) -> Draft:
    """Draft what an OpenAPI document says about an operation."""
    return Draft(
        provider=provider,
        endpoint=endpoint,
        page=page,
        doc=one.doc or f"{TODO} say what it does, as an order.",
        call=str(one),
        tables=one.path,
        sent=(*one.outside, *(("body", claim) for claim in one.body)),
        answers=next((claims for _, claims in one.answers), ()),
        refusals=one.refusals,
    )


def endpoint(draft: Draft) -> str:
    """Write the endpoint's file."""
    lines = [
        "# yaml-language-server: $schema=../callsheet.schema.json",
        f"# {TODO} a draft: read every line beside its page. Where the call creates a task, write kind: task, and",
        "# submit, poll and status in place of call; add rules, prices, limits, examples.",
        f"endpoint: {word(draft.endpoint)}",
        "kind: call",
        f"doc: {word(draft.doc)}",
        "servers: [main]",
        f"tables: {{{draft.page}: {word(draft.tables)}}}",
        "",
    ]
    parameters = list(_parameters(draft))
    lines += ["parameters:", *parameters] if parameters else []
    lines += ["call:", f"  call: {draft.call}", f"  cite: {_cite(draft, draft.tables)}", ""]
    lines += _errors(draft)
    result = list(_result(draft))
    lines += ["", "result:", *result] if result else []
    lines += ["", *_examples(draft)]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def provider(draft: Draft) -> str:
    """Write a provider's file, for a folder that has none."""
    cite = _cite(draft, draft.tables)
    env = re.sub(r"[.-]", "_", draft.provider).upper()
    client = "".join(part.capitalize() for part in re.split(r"[.-]", draft.provider))
    return f"""\
# yaml-language-server: $schema=../callsheet.schema.json
provider: {draft.provider}
title: {draft.provider}  # {TODO} what people call it
client: {client}
doc: {TODO} say what to know about it.

servers:
  main:
    url: https://todo.invalid  # {TODO}
    region: {TODO} where it stands
    cite: {cite}

key:
  header: "Authorization: Bearer {{key}}"  # {TODO}
  env: {env}_API_KEY
  cite: {cite}
"""


def sources(draft: Draft, *, url: str, title: str, snapshot: str, read: str) -> str:
    """Write a file of sources with the one page."""
    address = f"\n    url: {word(url)}" if url else ""
    return f"""\
# yaml-language-server: $schema=../callsheet.schema.json
sources:
  {draft.page}:
    title: {word(title)}
    publisher: {TODO} who publishes it{address}
    language: en
    read: {read}
    confidence: official
    snapshot: "{snapshot}"
"""


def _cite(draft: Draft, words: str) -> str:
    return f"{{{draft.page}: {word(short(words))}}}"


def _fields(draft: Draft) -> Iterator[tuple[str, Claim]]:
    """List what becomes a parameter: no objects, which are their fields, and no fields of a list's items."""
    objects = {claim.name.rpartition(".")[0] for _, claim in draft.sent if "." in claim.name}
    for place, claim in draft.sent:
        is_whole = place == "body" and (claim.name in objects or claim.type == "object")
        is_usual = place == "header" and claim.name.casefold() in USUAL
        if "[]" not in claim.name and not is_whole and not is_usual:
            yield place, claim


def _parameters(draft: Draft) -> Iterator[str]:
    seen: set[str] = set()
    for place, claim in _fields(draft):
        last = name_of(claim.name.rpartition(".")[2])
        name = last if last not in seen else name_of(f"{place}.{claim.name}")
        seen.add(name)
        yield from _parameter(draft, name, place, claim)


def _root(place: str) -> str:
    return "$headers" if place == "header" else f"${place}"


def _parameter(draft: Draft, name: str, place: str, claim: Claim) -> Iterator[str]:
    at = claim.name if place == "body" else f"{_root(place)}.{claim.name}"
    kind = kind_of(claim)
    yield f"  {name}:"
    yield f"    at: {at}"
    yield f"    type: {kind}" + ("" if claim.type else f"  # {TODO} the page names no type")
    if claim.required:
        yield "    required: true"
    if claim.default is not None and kind != "list":
        yield f"    default: {word(claim.default)}"
    low, high = _bounds(claim, kind)
    if low is not None and high is not None:
        yield f"    {'length' if kind == 'text' else 'range'}: [{low}, {high}]"
    elif low is not None or high is not None:
        yield f"    # {TODO} the page has one bound alone: {low} to {high}"
    if kind == "enum":
        yield f"    values: {{{', '.join(f'{word(value)}: {{}}' for value in claim.values)}}}"
    elif claim.values and kind in {"integer", "number"}:
        yield f"    # {TODO} a rule: then: {{{name}: [{', '.join(map(word, claim.values))}]}}"
    if kind == "list":
        yield f"    item: {{type: text}}  # {TODO} what one item is"
    yield (
        f"    doc: {word(claim.doc)}  # {TODO} in your own words"
        if claim.doc
        else f"    doc: {TODO} say what it does, with units."
    )
    yield f"    cite: {_cite(draft, claim.words)}"
    yield ""


def _bounds(claim: Claim, kind: str) -> tuple[float | None, float | None]:
    """Take the page's bounds, or those of the numbers that it lists."""
    if kind not in {"integer", "number", "text"}:
        return None, None
    numbers = [value for value in claim.values if isinstance(value, (int, float))]
    return (min(numbers), max(numbers)) if numbers and kind != "text" else (claim.low, claim.high)


def kind_of(claim: Claim) -> str:
    """Choose the spec's type for a page's."""
    words = types(claim.type)
    if claim.values and all(isinstance(value, str) for value in claim.values):
        return "enum"
    if words and words <= SWITCH:
        return "boolean"
    if words and words <= WHOLE:
        return "integer"
    if words and words <= FRACTION | WHOLE:
        return "number"
    if any(one.startswith(("array", "list")) or one.endswith("[]") for one in words):
        return "list"
    is_url = words & {"url", "uri"} or claim.name.casefold().endswith(("_url", "url", "_uri"))
    return "url" if is_url else "text"


def _errors(draft: Draft) -> list[str]:
    lines = ["errors:", f"  at: {{message: message}}  # {TODO} where a refusal explains itself"]
    lines += [f"  cite: {_cite(draft, draft.tables)}", "  known:"]
    known = [(int(status), words) for status, words in draft.refusals if status.isdecimal()]
    for status, words in known or [(400, "")]:
        mark = "" if words else f"  # {TODO} the page shows none"
        category = CATEGORIES.get(status, "invalid" if status < 500 else "server")  # noqa: PLR2004 -- HTTP's border
        says = f", says: {word(words)}" if words else ""
        cite = _cite(draft, words or draft.tables)
        lines.append(f'    "{status}": {{http: {status}, means: {category}{says}, cite: {cite}}}{mark}')
    return lines


def _result(draft: Draft) -> Iterator[str]:
    names: set[str] = set()
    for claim in draft.answers:
        name = name_of(claim.name)
        if "[]" in claim.name or claim.type in {"object", "array"} or name in names:
            continue
        names.add(name)
        kind = kind_of(claim)
        yield f"  {name}:"
        yield f"    at: {claim.name}"
        yield f"    type: {'text' if kind == 'enum' else kind}"
        yield (
            f"    doc: {word(claim.doc)}  # {TODO} in your own words"
            if claim.doc
            else f"    doc: {TODO} say what it means."
        )
        yield f"    cite: {_cite(draft, claim.words)}"


def _examples(draft: Draft) -> Sequence[str]:
    """Show the least that can be asked for: the judge of the spec tells whether it is right."""
    body: dict[str, object] = {}
    for place, claim in _asked(draft):
        keys = claim.name.split(".") if place == "body" else [_root(place), claim.name]
        inner = body
        for key in keys[:-1]:
            deeper = inner.setdefault(key, {})
            inner = cast("dict[str, object]", deeper)
        inner[keys[-1]] = _example(claim)
    return [
        "examples:",
        "  requests:",
        f"    least:  # {TODO} a real one",
        f"      body: {json.dumps(body, ensure_ascii=False)}",
    ]


def _asked(draft: Draft) -> Iterator[tuple[str, Claim]]:
    """List what every request has: what is required, in objects that are."""
    optional = {claim.name for _, claim in draft.sent if not claim.required}
    for place, claim in _fields(draft):
        above = claim.name.split(".")
        within = {".".join(above[:depth]) for depth in range(1, len(above))}
        if claim.required and not within & optional:
            yield place, claim


def _example(claim: Claim) -> object:
    if claim.values:
        return claim.values[0]
    match kind_of(claim):
        case "boolean":
            return True
        case "integer" | "number":
            return claim.low if claim.low is not None else claim.high or 1
        case "list":
            return ["a"]
        case "url":
            return "https://acme.test/a.png"
        case _:
            return "a" * max(1, int(claim.low or 1))
