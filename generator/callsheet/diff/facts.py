"""What a change of a plain fact means, by the record and the field it stands in. Every field of the records is here:
a fact without a meaning is a fact whose change nobody hears of.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Final, cast

from callsheet.diff.findings import Finding, Side
from callsheet.diff.plain import READERS, same
from callsheet.model.endpoint import Limits, Price, Provider, ResultField, Retention
from callsheet.model.protocol import (
    Cancel,
    ErrorCode,
    ErrorTable,
    Event,
    Key,
    Listing,
    Machine,
    PlainCall,
    Poll,
    Protocol,
    Secrets,
    Server,
    State,
    Submit,
)
from callsheet.model.words import number_in_words
from callsheet.span import NOWHERE, Span

Effect = tuple[bool, bool]
"""Whether a change breaks, and whether it widens."""
NEITHER, WORSE, BETTER, OTHER = (False, False), (True, False), (False, True), (True, True)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What it means that a fact changes."""

    kind: str
    side: Side
    effect: Callable[[object, object], Effect]
    words: str
    """What it is that changed."""


def _is(effect: Effect) -> Callable[[object, object], Effect]:
    def weigh(old: object, new: object) -> Effect:
        del old, new
        return effect

    return weigh


def _more_is_better(old: object, new: object) -> Effect:
    """Weigh amounts; none stands for no limit that is known."""
    before, after = (one if isinstance(one, (int, float)) else float("inf") for one in (old, new))
    return BETTER if after > before else WORSE if after < before else NEITHER


def _yes_is_better(old: object, new: object) -> Effect:
    return BETTER if new and not old else WORSE if old and not new else NEITHER


def _no_is_better(old: object, new: object) -> Effect:
    """Weigh whether something is charged; what no page says is neither."""
    return WORSE if new and not old else BETTER if old and new is False else NEITHER


def _wire(words: str, kind: str) -> Meaning:
    return Meaning(kind, Side.RESPONSE, _is(OTHER), words)


def _call(words: str) -> Meaning:
    return Meaning("call-changed", Side.REQUEST, _is(OTHER), words)


def _goes(kind: str, words: str, effect: Effect = NEITHER) -> Meaning:
    return Meaning(kind, Side.BEHAVIOUR, _is(effect), words)


DOC: Final = Meaning("doc-changed", Side.DOCUMENTATION, _is(NEITHER), "what is said about it")
CITES: Final = Meaning("cites-changed", Side.DOCUMENTATION, _is(NEITHER), "where it is written")
RATE: Final = Meaning("rate", Side.BEHAVIOUR, _more_is_better, "calls a second")
ELSEWHERE: Final = None
"""A field that is compared by itself, part by part; or that says nothing, such as a place in a file."""

_CALL: Final[dict[str, Meaning | None]] = {
    "method": _call("the method"),
    "path": _call("the path"),
    "headers": ELSEWHERE,
    "per_second": RATE,
    "cites": CITES,
}
FACTS: Final[Mapping[type, Mapping[str, Meaning | None]]] = {
    Server: {
        "name": ELSEWHERE,
        "url": _goes("server-address", "the address", WORSE),
        "region": _goes("region", "the region", WORSE),
        "settings": _goes("server-settings", "what the address needs to know", WORSE),
        "doc": DOC,
        "cites": CITES,
    },
    Key: {
        "header": Meaning("key-changed", Side.REQUEST, _is(OTHER), "the header of the key"),
        "form": Meaning("key-changed", Side.REQUEST, _is(OTHER), "the form of the key"),
        "env": _goes("key-variable", "the variable that holds the key", WORSE),
        "cites": CITES,
    },
    Submit: {
        **_CALL,
        "task": _wire("where the task's id stands", "task-id-moved"),
        "status": _wire("where the first state stands", "status-moved"),
        "doc": DOC,
    },
    Poll: {
        **_CALL,
        "every": _goes("poll-cadence", "seconds between polls"),
        "gives_up": Meaning("gives-up", Side.BEHAVIOUR, _more_is_better, "seconds until the provider gives a task up"),
        "task": _wire("where the task's id stands", "task-id-moved"),
        "refuses": _goes("poll-refusals", "codes with which a poll tells of a failed task"),
    },
    Cancel: {**_CALL, "leads_to": _goes("cancel-leads-to", "the state of a cancelled task", WORSE)},
    Listing: {
        **_CALL,
        "query": Meaning("list-query", Side.REQUEST, _is(OTHER), "the filters of the list"),
        **dict.fromkeys(
            ("rows", "row", "total", "pages", "page", "size"), _wire("what the list holds where", "list-row")
        ),
    },
    PlainCall: {
        **_CALL,
        "costs": Meaning("call-costs", Side.MONEY, _no_is_better, "whether it may be charged"),
        "repeatable": Meaning("call-repeatable", Side.BEHAVIOUR, _yes_is_better, "whether it does no harm twice"),
        "paging": Meaning("paging", Side.BEHAVIOUR, _is(WORSE), "how pages are asked for"),
    },
    Protocol: {
        **dict.fromkeys(("submit", "poll", "cancel", "listing", "machine", "errors"), ELSEWHERE),
        "failure": _wire("where a failed task explains itself", "error-shape"),
        # Those of its parts together.
        "cites": ELSEWHERE,
    },
    Machine: {
        "at": _wire("where the state stands", "status-moved"),
        "start": _goes("start-state", "the first state"),
        "states": ELSEWHERE,
        "cites": CITES,
        "span": ELSEWHERE,
    },
    State: {
        "name": ELSEWHERE,
        "means": _goes("state-means", "what it means", WORSE),
        "next": ELSEWHERE,
        "anytime": _goes("state-anytime", "whether it may come at any time"),
        "after": Meaning("state-after", Side.BEHAVIOUR, _more_is_better, "seconds until it comes"),
        "billed": Meaning("state-billed", Side.MONEY, _no_is_better, "whether it is charged"),
        "stage": _goes("state-stage", "what moderation refused"),
        "doc": DOC,
        "span": ELSEWHERE,
    },
    ErrorTable: {
        "shapes": _wire("where an answer explains itself", "error-shape"),
        "success": _wire("the code that means success", "success-code"),
        "known": ELSEWHERE,
        "cites": CITES,
    },
    ErrorCode: {
        "code": ELSEWHERE,
        "http": _goes("error-http", "its HTTP status", WORSE),
        "means": _goes("error-category", "its category", WORSE),
        "repeatable": Meaning("error-repeatable", Side.BEHAVIOUR, _yes_is_better, "whether a repeat may help"),
        "before_work": Meaning(
            "error-before-work", Side.BEHAVIOUR, _yes_is_better, "whether it is said before work began"
        ),
        "billed": Meaning("error-billed", Side.MONEY, _no_is_better, "whether what is refused with it is charged"),
        "stage": _goes("error-stage", "what moderation refused"),
        "when": _goes("error-when", "when it is said"),
        "says": DOC,
        "cites": CITES,
        "span": ELSEWHERE,
    },
    Event: {
        "machine": ELSEWHERE,
        **dict.fromkeys(("task", "status", "id"), _wire("what an event holds where", "event-shape")),
        "signature": _goes("signature", "how events are signed", WORSE),
        "reply": _goes("event-reply", "how an event is to be answered", WORSE),
        "within": Meaning("event-within", Side.BEHAVIOUR, _more_is_better, "seconds to answer an event in"),
        "retries": _goes("event-retries", "when an event is sent again"),
        "doc": DOC,
        "cites": CITES,
    },
    Limits: {
        "submit": RATE,
        "running": Meaning("running-limit", Side.BEHAVIOUR, _more_is_better, "tasks at work at once"),
        "plans": ELSEWHERE,
        "doc": DOC,
        "cites": CITES,
    },
    Retention: {
        "task": Meaning("retention", Side.BEHAVIOUR, _more_is_better, "seconds that a task is remembered"),
        "media": Meaning("retention", Side.BEHAVIOUR, _more_is_better, "seconds that the media are kept"),
        "doc": DOC,
        "cites": CITES,
    },
    ResultField: {
        "name": ELSEWHERE,
        "at": _wire("where it stands", "result-moved"),
        "type": Meaning("result-type", Side.RESPONSE, _is(WORSE), "its type"),
        "required": Meaning("result-required", Side.RESPONSE, _yes_is_better, "whether it is always there"),
        "during": ELSEWHERE,
        "moment": Meaning("result-moment", Side.RESPONSE, _is(WORSE), "how the time is written"),
        "holds": _goes("result-holds", "what it is for"),
        "repeats": _goes("result-repeats", "the parameter that it shows"),
        "strips": Meaning("result-strips", Side.RESPONSE, _is(WORSE), "what is cut off its value"),
        "example": Meaning("examples-changed", Side.DOCUMENTATION, _is(NEITHER), "its example"),
        "doc": DOC,
        "cites": CITES,
        "span": ELSEWHERE,
        "billed": Meaning("result-billed", Side.MONEY, _is(NEITHER), "what it counts that was charged"),
        "item": ELSEWHERE,
    },
    Secrets: {
        **dict.fromkeys(("headers", "fields", "query"), _goes("secrets", "what must not stay in a recording")),
        "doc": DOC,
        "cites": CITES,
    },
    Price: {
        **dict.fromkeys(("name", "currency", "per", "of", "step", "afterwards", "unless", "by"), ELSEWHERE),
        **dict.fromkeys(("rates", "servers", "span"), ELSEWHERE),
        "cites": CITES,
    },
    Provider: {
        **dict.fromkeys(("name", "servers", "key", "secrets", "sources", "endpoints", "span"), ELSEWHERE),
        "title": DOC,
        "client": _goes("client-name", "the name of the client", WORSE),
        "doc": DOC,
        "waivers": Meaning("waivers-changed", Side.DOCUMENTATION, _is(NEITHER), "why findings of lint stand"),
        # What people say of a change is no change.
        "version": ELSEWHERE,
    },
}


Spans = tuple[Span, Span]
"""Where something is written in the old version, and in the new one."""
UNKNOWN: Final = NOWHERE, NOWHERE


def facts(where: str, about: str, old: object, new: object, span: Spans = UNKNOWN) -> Iterator[Finding]:
    """List the facts that differ between two records of a kind."""
    for name, meaning in FACTS[type(new)].items():
        if meaning is None:
            continue
        one, other = getattr(old, name), getattr(new, name)
        readers = meaning.side is Side.DOCUMENTATION
        if not same(one, other, readers=readers):
            yield stated(meaning, where, f"{about}.{name}" if about else name, one, other, span)


def stated(meaning: Meaning, where: str, about: str, one: object, other: object, span: Spans = UNKNOWN) -> Finding:
    """Say that one fact changed."""
    breaks, widens = meaning.effect(one, other)
    if meaning.side is Side.DOCUMENTATION:
        return found(meaning.kind, meaning.side, where, about, f"`{about}`: {meaning.words} changed", span=span)
    before, after = shown(one), shown(other)
    words = f"`{about}`: {meaning.words}: {before or 'not stated'} → {after or 'not stated'}"
    effect = breaks, widens
    return found(meaning.kind, meaning.side, where, about, words, effect, said=(before, after), span=span)


def found(
    kind: str,
    side: Side,
    where: str,
    about: str,
    words: str,
    effect: Effect = NEITHER,
    *,
    said: tuple[str, str] = ("", ""),
    span: Spans = UNKNOWN,
) -> Finding:
    """Make a finding that needs no request to show it."""
    return Finding(
        kind=kind,
        side=side,
        breaks=effect[0],
        widens=effect[1],
        where=(where,),
        about=about,
        before=said[0],
        after=said[1],
        words=words,
        old=span[0],
        new=span[1],
    )


def shown(value: object) -> str:
    """Write a value of the model on a line; empty where nothing is stated."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return number_in_words(value)
        case tuple() if all(isinstance(one, str) for one in cast("tuple[object, ...]", value)):
            return ".".join(cast("tuple[str, ...]", value))
        case tuple():
            return ", ".join(map(shown, cast("tuple[object, ...]", value)))
        case _ if is_dataclass(value):
            parts = ((one.name, getattr(value, one.name)) for one in fields(value))
            said = (f"{name} {shown(part)}" for name, part in parts if part not in {None, ()} and name not in READERS)
            return f"({', '.join(said)})"
        case _:
            return str(value)
