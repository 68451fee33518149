"""What a recording can show against a spec: findings as values, and what each code of them means. Knows no provider."""

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["error", "warning", "drift"]
"""`drift`: the provider does more than its pages say. Only `error` is a failure, unless it is to be strict."""
Part = Literal["request", "response"]
Kind = Literal["submit", "poll", "cancel", "list", "call"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a recording."""

    file: str
    index: int
    """Which exchange, from 1; 0 is the file as a whole."""
    line: int
    part: Part
    pointer: str = ""
    """JSON pointer in the body, or the name of a header."""

    def __str__(self) -> str:
        if not self.index:
            return self.file
        return " ".join(filter(None, (f"{self.file}#{self.index}", self.part, self.pointer)))


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A place in a spec, counted from one."""

    file: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing in a recording that the spec speaks against."""

    code: str
    level: Level
    place: Place
    words: str
    endpoint: str
    """`provider/endpoint`; only the provider where several share a call, and empty where none is known."""
    spec: Region | None = None
    """Where the spec says otherwise."""
    cite: str = ""
    """Where the provider's pages do."""
    task: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a recording is held to; its breach has a code."""

    code: str
    level: Level
    words: str
    """The obligation, as a sentence about recordings that keep it."""
    kinds: frozenset[Kind] = frozenset()
    """Calls that can show it; none: it is about files as a whole."""


_ALL: Final[frozenset[Kind]] = frozenset({"submit", "poll", "cancel", "list", "call"})
_ASKED: Final[frozenset[Kind]] = frozenset({"submit", "call"})
_TOLD: Final[frozenset[Kind]] = frozenset({"poll", "list"})
_LIVES: Final[frozenset[Kind]] = frozenset({"submit", "poll"})
_SUBMIT: Final[frozenset[Kind]] = frozenset({"submit"})
_POLL: Final[frozenset[Kind]] = frozenset({"poll"})
_RESULT: Final[frozenset[Kind]] = frozenset({"poll", "call", "list"})

OBLIGATIONS: Final = {
    one.code: one
    for one in (
        Obligation("unreadable", "error", "the file is a recording of plain data"),
        Obligation("nothing-known", "error", "the file holds a call to a provider that the specs know"),
        Obligation("path-undocumented", "error", "each call is one that a page names"),
        Obligation("server-undocumented", "error", "each call goes to a server that offers the endpoint", _ALL),
        Obligation("key-in-recording", "error", "no key was left in the file", _ALL),
        Obligation("secret-in-recording", "error", "no secret was left in the file, however it is packed"),
        Obligation("header-missing", "error", "the headers that a page demands are there", _ALL),
        Obligation("header-unwanted", "error", "no header is there that a page forbids", _ALL),
        Obligation("invalid-but-accepted", "error", "what the provider takes, the spec takes", _ASKED),
        Obligation("request-refused-by-spec", "error", "what was sent is what the spec lets be sent", _ASKED),
        Obligation("request-doubtful", "warning", "nothing is sent that is ignored, cut or on no page", _ASKED),
        Obligation("valid-but-refused", "error", "what the spec takes, the provider takes", _ASKED),
        Obligation("submit-repeated", "error", "a submit of unknown outcome is not sent again", _SUBMIT),
        Obligation("answer-missing", "warning", "each call is answered", _ALL),
        Obligation("answer-unreadable", "error", "each good answer is a JSON object", _ALL),
        Obligation("wrong-envelope", "error", "each answer says in the documented place how it went", _ALL),
        Obligation("http-status-undocumented", "error", "each HTTP status is one that a page names", _ALL),
        Obligation("error-code-undocumented", "error", "each error code is in the table", _ALL),
        Obligation("task-id-missing", "error", "each accepted submit gives an id", _SUBMIT),
        Obligation("task-id-reused", "error", "each accepted submit gives an id of its own", _SUBMIT),
        Obligation("wrong-task-id", "error", "the answer is about the task that was asked for", _POLL),
        Obligation("status-missing", "error", "each answer about a task tells its state", _TOLD),
        Obligation("status-undocumented", "error", "each state is one that a page names", _LIVES | _TOLD),
        Obligation("sequence-regressed", "error", "no task goes back on its way", _LIVES | _TOLD),
        Obligation("terminal-left", "error", "no task leaves its end", _LIVES | _TOLD),
        Obligation("never-polled", "error", "each created task is asked for", _SUBMIT),
        Obligation("never-ended", "error", "each task that is asked for comes to an end", _POLL),
        Obligation("polled-too-fast", "error", "polls of a task keep the documented interval", _POLL),
        Obligation("too-many-calls", "error", "calls keep under the documented rate", _ALL),
        Obligation("result-missing", "error", "what was paid for is in the answer", _RESULT),
        Obligation("answer-field-type", "error", "each field of an answer is of its documented type", _ALL),
        Obligation("moment-form", "error", "each point in time is written as documented", _RESULT),
        Obligation("undocumented-field", "drift", "each field of an answer is one that a page names", _ALL),
    )
}
"""Every code, in the order in which a reader wants them."""
