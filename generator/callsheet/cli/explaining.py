"""Explain a rule: what it demands, where that is written, what is in doubt about it, since when it is on record."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import callsheet_clients
from callsheet.cli.asking import endpoint_named
from callsheet.cli.usage import UsageError
from callsheet.terminal import printable
from callsheet_clients.catalog import ENDPOINTS

Explanation = dict[str, Any]
"""As `explanations.json` has it, with pages and doubts put in."""


def explain(rule: str, endpoint: str | None, *, output: str) -> int:
    """Print all that is known about a rule, once for each place where it is written."""
    if endpoint is not None:
        endpoint_named(endpoint, asked=True)
    found = [one for one in _every(endpoint) if one["rule"] == rule]
    if not found:
        from callsheet.diagnostics import did_you_mean  # noqa: PLC0415 -- only where a name is misspelt

        known = sorted({str(one["rule"]) for one in _every(endpoint)})
        where = f"in {endpoint}" if endpoint else "in any endpoint"
        hint = did_you_mean(rule, known) or "`callsheet show ENDPOINT` lists an endpoint's rules"
        raise UsageError(f"no rule is called {rule!r} {where}; {hint}")
    if output == "json":
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return 0
    for index, one in enumerate(found):
        sys.stdout.write("\n" * bool(index))
        for line in _in_lines(one):
            sys.stdout.write(f"{printable(line)}\n")
    return 0


def _every(endpoint: str | None) -> Iterator[Explanation]:
    """List the rules of all providers, or of one endpoint."""
    for package in dict.fromkeys(package for package, _, _, _ in ENDPOINTS.values()):
        file = Path(callsheet_clients.__file__).parent / package / "explanations.json"
        read = cast("Explanation", json.loads(file.read_text("utf-8")))
        for one in read["rules"]:
            if endpoint is None or endpoint in one["endpoints"]:
                yield _whole(read, one)


def _whole(read: Explanation, rule: Explanation) -> Explanation:
    """Put pages and doubts in the place of their names."""
    cites = [_cite(read, *one) for one in rule["cites"]]
    doubts = [read["doubts"][name] for name in rule["doubts"]]
    kept = ("rule", "level", "says", "at", "endpoints", "written")
    return {
        **{key: rule[key] for key in kept},
        "cites": cites,
        "since": min((str(one["read"]) for one in cites), default=None),
        "doubts": [{**one, "readings": [_cite(read, *each) for each in one["readings"]]} for one in doubts],
        "example": next(iter(rule["example"]), None),
    }


def _cite(read: Explanation, key: str, words: str) -> Explanation:
    return {"words": words, "page": key, **read["pages"][key]}


def _in_lines(one: Explanation) -> Iterator[str]:
    yield f"{one['rule']} ({one['level']}){' at ' if one['at'] else ''}{one['at']}"
    yield f"    {one['says']}"
    yield f"    in: {', '.join(one['endpoints'])}"
    for cite in one["cites"]:
        yield f"    source: {_in_words(cite)}"
    if not one["cites"]:
        yield "    source: none; it holds for all requests"
    for doubt in one["doubts"]:
        yield f"    doubt: {doubt['doubt']}, about {doubt['about']}: {doubt['says']}"
        yield from (f"        {_in_words(cite)}" for cite in doubt["readings"])
    if one["since"]:
        yield f"    since: {one['since']}, when the oldest of these pages was read; the rule may be older"
    if one["written"]:
        yield f"    written: {one['written']}"
    if one["example"] is not None:
        yield f"    broken by: {json.dumps(one['example'], ensure_ascii=False)}"


def _in_words(cite: Explanation) -> str:
    trust = f"({cite['confidence']}, read {cite['read']})"
    return " ".join(filter(None, (f"“{cite['words']}”", f"{cite['title']}, {cite['publisher']}", trust, cite["url"])))
