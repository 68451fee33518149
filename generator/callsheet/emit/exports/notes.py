"""What no format has a field for: sources, doubts, prices, the life of a task. Each as an `x-callsheet-…` extension."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from callsheet.emit.json_schema import Schema
from callsheet.emit.layout import sentence
from callsheet.emit.rule_values import rule_in_words
from callsheet.model.endpoint import Doubt, Endpoint, Limits, Price, Provider, Retention, TaskEndpoint
from callsheet.model.protocol import ErrorCode, Machine
from callsheet.model.request import Rule
from callsheet.model.source import Cite, Source

SOURCES = "x-callsheet-sources"
CITES = "x-callsheet-cites"


def cites(read: Iterable[Cite]) -> list[object]:
    """Say where something was read: the page's key, the words, and an address that leads a browser to them."""
    found: dict[tuple[str, str], Schema] = {}
    for one in read:
        found[one.source.key, one.words] = {
            "source": one.source.key,
            "words": one.words,
            **({"href": _href(one)} if one.source.url else {}),
        }
    return list(found.values())


def _href(cite: Cite) -> str:
    """Address the words on their page, as a text fragment; a hyphen would be read as a part of its syntax."""
    page = (cite.source.url or "").partition("#")[0]
    words = quote(re.sub(r"\s+", " ", cite.words), safe="").replace("-", "%2D")
    return f"{page}#:~:text={words}"


def sources(provider: Provider) -> Schema:
    """Describe every page, by its key."""
    return {one.key: _source(one) for one in provider.sources}


def _source(one: Source) -> Schema:
    said: Schema = {"title": one.title, "publisher": one.publisher, "url": one.url, "language": one.language}
    return _given({**said, "read": one.read, "confidence": one.confidence})


def endpoint(one: Endpoint, unsaid: Iterable[Rule]) -> Schema:
    """Say all that is known of an endpoint and has no place elsewhere. `unsaid` are rules that no schema speaks of."""
    said: Schema = {
        "endpoint": one.name,
        "about": sentence(one.doc),
        "servers": list(one.servers),
        "prices": [_price(price) for price in one.prices],
        "limits": _limits(one.limits) if one.limits else None,
        "retention": _retention(one.retention) if one.retention else None,
        "doubts": [_doubt(doubt) for doubt in one.doubts],
        "warnings": [rule(each) for each in one.every_rule() if each.level == "warning"],
        "unsaid": [rule(each) for each in unsaid],
        "cites": cites(one.spoken),
    }
    return _given(said)


def rule(one: Rule) -> Schema:
    """Say a rule in words."""
    return {"rule": one.name, "says": sentence(rule_in_words(one)), CITES: cites(one.cites)}


def machine(one: TaskEndpoint) -> Schema:
    """Tell the life of a task."""
    life, poll = one.protocol.machine, one.protocol.poll
    said: Schema = {
        "status": _dotted(life.at),
        "start": life.start,
        "poll_every_seconds": poll.every,
        "refuses_headers": list(poll.refuses),
        "states": _states(life),
        "cites": cites(life.cites),
    }
    return _given(said)


def _states(life: Machine) -> Schema:
    return {
        one.name: _given(
            {
                "means": one.means.value,
                "next": list(one.next),
                "from": "any" if one.anytime else None,
                "after_seconds": one.after,
                "billed": one.billed,
                "about": one.doc,
            }
        )
        for one in life.states
    }


def error(one: ErrorCode) -> Schema:
    """Describe an error code."""
    return _given(
        {
            "code": one.code,
            "http": list(one.http),
            "means": one.means.value,
            "repeatable": one.repeatable,
            "before_work": one.before_work,
            "says": one.says,
            "cites": cites(one.cites),
        }
    )


def _price(one: Price) -> Schema:
    return _given(
        {
            "name": one.name,
            "currency": one.currency,
            "per": one.per,
            "of": one.of.name if one.of else None,
            "step": one.step,
            "known": "afterwards" if one.afterwards else None,
            "unless": [each.name for each in one.unless],
            "by": [str(axis) for axis in one.by],
            "rates": [[*values, str(rate)] for values, rate in one.rates],
            "servers": list(one.servers),
            "cites": cites(one.cites),
        }
    )


def _limits(one: Limits) -> Schema:
    said: Schema = {"submit_per_second": one.submit, "running": one.running, "running_by_plan": dict(one.plans)}
    return _given({**said, "about": one.doc, "cites": cites(one.cites)})


def _retention(one: Retention) -> Schema:
    return _given({"task_seconds": one.task, "media_seconds": one.media, "about": one.doc, "cites": cites(one.cites)})


def _doubt(one: Doubt) -> Schema:
    return {"doubt": one.name, "about": one.about, "says": sentence(one.doc), "readings": cites(one.readings)}


def _dotted(at: tuple[str, ...]) -> str:
    return ".".join(at)


def _given(said: Schema) -> Schema:
    """Leave out what there is nothing to say about."""
    return {key: value for key, value in said.items() if value not in (None, [], {}, "")}
