"""Takes what providers send about tasks: is it theirs, is it news, what does it mean. Knows no web server and asks
nobody: it is handed headers and a body, and says what to answer.

CallsheetError
  x DeliveryRefused       not taken; `http_status` is the answer to give
    x BadSignature        nothing shows that the provider sent this, or that it did so just now
    x UnreadableEvent     signed or not, it tells about no task
"""

# ruff: noqa: N818 -- as in `errors`: an error is named after what happened
import hmac
import json
from base64 import b64encode
from binascii import hexlify
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from string import Formatter
from threading import Lock
from typing import Generic, NoReturn, Protocol, cast
from urllib.parse import urlencode

from callsheet_runtime import reading
from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.machine import Machine, Meaning
from callsheet_runtime.protocol import R
from callsheet_runtime.reading import Answer

LARGEST = 1 << 20
"""Bytes of a body. What tells about a task is a few hundred; the rest is somebody who tries what happens."""
DEEPEST = 64
"""Objects and lists inside each other. Bounded here, because every interpreter gives up elsewhere."""
LONGEST = 512
"""Characters of a task's id, and of a state: both are kept."""

_ORDERS: Mapping[str, Callable[[Answer], list[str]]] = {"document": list, "sorted": sorted}
_METHODS: Mapping[str, Callable[[bytes], bytes]] = {"hmac-sha256-base64": b64encode, "hmac-sha256-hex": hexlify}
_NULLS = ("None", "null", "<nil>")
"""How null is written into a query, by the language of whoever writes it. No page says which one signs."""


class DeliveryRefused(CallsheetError):
    """What came is not taken. Nothing is noted, and no task is touched by it: a poll still tells."""

    repeatable = False
    http_status: int = 400  # pyright: ignore[reportIncompatibleVariableOverride] -- here it is always there
    """What to answer the sender with."""

    def __init__(self, event: str, why: str) -> None:
        super().__init__(f"{event}: {why}")
        self.event = event
        """Name of the webhook endpoint."""
        self.why = why


class BadSignature(DeliveryRefused):
    """The signature is missing, wrong, too old or from the future."""

    http_status = 401


class UnreadableEvent(DeliveryRefused):
    """The body is no JSON object, tells no task's id, or is larger or deeper than any that tells about a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a provider signs what it sends.

    Raises:
        ValueError: it cannot be checked as described, or would prove nothing.

    """

    signature: str
    """The header that holds the signature."""
    timestamp: str | None = None
    """The header that holds the time of sending, in seconds since 1970; without one, a copy stays good for ever."""
    nonce: str | None = None
    """The header that holds a word used once. It is signed, not remembered: a copy is `REPEATED` anyway."""
    signs: str
    """What is signed: a text with `{timestamp}`, `{nonce}`, `{body}` (the raw bytes) and `{query}` (the fields of the
    JSON body as a form) in it."""
    orders: tuple[str, ...] = ("document",)
    """In which orders the fields of `{query}` may stand, the likeliest first: `sorted` by name, or as in the
    `document`."""
    method: str = "hmac-sha256-base64"
    """`hmac-sha256-base64` or `hmac-sha256-hex`."""

    def __post_init__(self) -> None:
        filled = _filled(self.signs)
        if unheard := filled - {"timestamp", "nonce", "query", "body"}:
            raise ValueError(f"signs: nothing is called {{{min(unheard)}}}")
        if not filled & {"query", "body"}:
            raise ValueError("signs: holds neither {query} nor {body}, so that any body would pass")
        for name, header in (("timestamp", self.timestamp), ("nonce", self.nonce)):
            if (name in filled) is not (header is not None):
                raise ValueError(f"{name}: a header and {{{name}}} in what is signed need each other")
        if not self.orders or not _ORDERS.keys() >= set(self.orders):
            raise ValueError(f"orders: choose from {', '.join(_ORDERS)}")
        if self.method not in _METHODS:
            raise ValueError(f"method: choose from {', '.join(_METHODS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Generic[R]):
    """What a provider sends to an address of ours, and where it stands in it."""

    name: str
    """`provider/endpoint`, the same words in YAML, Python and on the command line."""
    machine: Machine
    """The life of the task that this tells about."""
    task: str
    """Dotted path of the task's id in the body."""
    status: str
    """Dotted path of the task's state."""
    id: str | None = None
    """Dotted path of the event's own id."""
    read: Callable[[object], R]
    """Reads the body; leniently, since it is called whatever the state is."""
    signature: Signature | None = None
    """`None` where the provider does not sign."""
    reply: str = ""
    """The body of the answer that counts as taken."""
    within: float | None = None
    """Seconds in which the provider wants its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Generic[R]):
    """What a provider says about a task. A hint: see `Receiver`."""

    task: str
    """The task's id as text, also where it came as a number."""
    status: str
    """The state in the provider's word; empty where the body has none."""
    means: Meaning
    """What that word means; `UNKNOWN` where no page names it."""
    terminal: bool
    """Whether nothing more is to come. Never true for an unknown word."""
    event: str | None
    """The event's own id, where it has one."""
    result: R
    """The body as read; its fields are `None` where the task has no result."""
    answer: Answer
    """The whole body."""
    signed: bool
    """Whether a signature was checked and right."""


class Verdict(StrEnum):
    """What a delivery is worth, after those that came before it. The first that fits."""

    REPEATED = "repeated"
    """This state of this task was taken before."""
    STALE = "stale"
    """The task has ended already, or cannot come into this state from the one seen last: a late delivery."""
    NEW = "new"
    """To be acted upon. Said once for each state of a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Generic[R]):
    """What came, and what to answer: whatever the verdict, it is taken, and need not be sent again."""

    verdict: Verdict
    notice: Notice[R]
    reply: str
    """The body to answer with, to the letter."""
    http_status: int = 200


class Seen(Protocol):
    """Where the states seen so far are kept. Share one among all processes that receive for a provider, and none
    among providers: two may use the same id.
    """

    def last(self, task: str) -> tuple[str, ...]:
        """Tell the states noted of a task, the latest at the end; empty for a task never heard of."""
        ...

    def note(self, task: str, status: str, *, after: tuple[str, ...]) -> bool:
        """Add a state, if `last(task)` is still `after`; tell whether it is. In one step: of two deliveries that come
        at once, one finds that it is not, and is judged anew.
        """
        ...


class MemorySeen:
    """Keeps states in this process, for all its threads; a restart forgets them.

    It keeps `most` tasks and drops those that nothing was noted of for longest, and the latest `states` of each. A
    dropped task is a new one when it is heard of again.
    """

    def __init__(self, most: int = 100_000, *, states: int = 32) -> None:
        if min(most, states) < 1:
            raise ValueError("at least one state of one task has to be kept")
        self._most = most
        self._states = states
        self._lock = Lock()
        self._tasks: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def last(self, task: str) -> tuple[str, ...]:
        """Tell the states noted of a task, the latest at the end."""
        with self._lock:
            return self._tasks.get(task, ())

    def note(self, task: str, status: str, *, after: tuple[str, ...]) -> bool:
        """Add a state, if none was added since `after` was told."""
        with self._lock:
            if self._tasks.get(task, ()) != after:
                return False
            # Nothing is noted after an end, so that an end is never among those dropped here.
            self._tasks[task] = (*after, status)[-self._states :]
            self._tasks.move_to_end(task)
            if len(self._tasks) > self._most:
                self._tasks.popitem(last=False)
            return True

    def __len__(self) -> int:
        return len(self._tasks)

    def __repr__(self) -> str:
        return f"MemorySeen({len(self)} of {self._most} tasks)"


def _today() -> datetime:
    return datetime.now(UTC)


class Receiver(Generic[R]):
    """Takes the deliveries of one event, from any web server and in any number of threads.

    ::

        try:
            delivery = receiver.receive(request.headers, raw_body)
        except DeliveryRefused as refused:
            return answer(refused.http_status)
        if delivery.verdict is Verdict.NEW:
            put_into_a_queue(delivery.notice)
        return answer(delivery.http_status, delivery.reply)

    A notice is a hint. Deliveries are lost, come twice, late and out of order; a provider stops to send them; and
    `NEW` is said once, also to whoever crashes right after it. So what is paid for must not depend on them: keep the
    ticket, poll those that nothing was heard of for long, and whoever needs to be sure looks at the task itself,
    `client.….poll(client.….adopt(notice.task))`.

    Where the provider does not sign (`notice.signed` is false), whoever knows the address can send anything, such as
    an end that never was. Let its path hold an unguessable token, keep that out of logs, and poll before believing.

    Args:
        event: what is sent, as the generated module describes it.
        secret: what the provider signs with. It is kept as a keyed hash only, and never shown.
        unverified: take a declared signature for granted, unlooked at. For trying things out.
        seen: where states are kept; by default in this process.
        tolerance: seconds that the time of sending may lie in the past or the future; `None` for any. A provider that
            sends an old delivery again under its old time needs more than the default, or is polled instead. A copy
            that somebody else sends is `REPEATED` or `STALE`, as far as `seen` reaches back.
        now: the time of day, aware of its zone.

    Raises:
        ValueError: there is a signature and no secret, or a secret and nothing to check with it.

    """

    def __init__(
        self,
        event: Event[R],
        *,
        secret: str | None = None,
        unverified: bool = False,
        seen: Seen | None = None,
        tolerance: float | None = 300.0,
        now: Callable[[], datetime] = _today,
    ) -> None:
        # An empty secret is one that everybody knows: a variable that was not set.
        if event.signature is not None and not secret and not unverified:
            raise ValueError(f"{event.name} is signed: give the secret, or say unverified=True")
        if secret and (event.signature is None or unverified):
            raise ValueError(f"{event.name}: a secret is given, and no signature would be checked with it")
        self.event = event
        self._keyed = hmac.new(secret.encode(), digestmod=sha256) if secret else None
        self._seen = MemorySeen() if seen is None else seen
        self._tolerance = tolerance
        self._now = now

    def receive(self, headers: Mapping[str, str], body: bytes) -> Delivery[R]:
        """Check a delivery, read it, and tell whether it is news.

        Args:
            headers: as they came; upper and lower case are the same.
            body: the bytes as they came. JSON that was read and written again is signed no more.

        Raises:
            BadSignature: not shown to be the provider's, or not of this hour. Answer 401.
            UnreadableEvent: tells about no task. Answer 400.

        """
        answer = self._parse(body)
        signed = self._verify(headers, body)
        notice = self._read(answer, signed=signed)
        # After reading: what cannot be read is not noted, and is news when it is sent again.
        verdict = self._judge(notice.task, notice.status)
        return Delivery(verdict=verdict, notice=notice, reply=self.event.reply)

    def _parse(self, body: bytes) -> Answer:
        try:
            return _object(body)
        except (ValueError, RecursionError) as error:
            why = f"the body cannot be read: {error}"
        # Out here, so that the error does not drag along the parser's, which holds the body.
        raise UnreadableEvent(self.event.name, why)

    def _verify(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Tell whether a signature was checked.

        Raises:
            BadSignature: it was, and is not right.

        """
        signature = self.event.signature
        if signature is None or self._keyed is None:
            return False
        folded = {name.lower(): value for name, value in headers.items()}
        given = self._header(folded, signature.signature)
        timestamp = self._header(folded, signature.timestamp)
        values = {"timestamp": _raw(timestamp), "nonce": _raw(self._header(folded, signature.nonce)), "body": body}
        write = _METHODS[signature.method]
        signed = (write(_sign(self._keyed, message)) for message in _messages(signature, values))
        if not any(hmac.compare_digest(_raw(given), right) for right in signed):
            raise BadSignature(
                self.event.name,
                "the signature is wrong: made with another secret, or over other bytes than those that came",
            )
        if signature.timestamp is not None and self._tolerance is not None:
            self._check_age(timestamp, self._tolerance)
        return True

    def _header(self, folded: Mapping[str, str], name: str | None) -> str:
        if name is None:
            return ""
        value = folded.get(name.lower())
        if value is None:
            raise BadSignature(self.event.name, f"the header {name} is missing")
        return value

    def _check_age(self, timestamp: str, tolerance: float) -> None:
        sent = reading.number({"": timestamp}, "")
        if sent is None:
            raise BadSignature(self.event.name, "the time of sending is no number of seconds")
        age = self._now().timestamp() - sent
        # Either way: a time from the future would keep a copy good until then.
        if not abs(age) <= tolerance:
            when = "ago" if age > 0 else "ahead"
            raise BadSignature(self.event.name, f"it was signed {abs(age):.0f} s {when}; {tolerance:g} s are allowed")

    def _read(self, answer: Answer, *, signed: bool) -> Notice[R]:
        event = self.event
        task, status = reading.word(answer, event.task), reading.word(answer, event.status) or ""
        if task is None:
            raise UnreadableEvent(event.name, f"the body holds no task's id at {event.task}")
        if max(len(task), len(status)) > LONGEST:
            raise UnreadableEvent(event.name, f"an id or a state of more than {LONGEST} characters is none")
        state = event.machine.state(status)
        return Notice(
            task=task,
            status=status,
            means=state.means,
            terminal=state.terminal,
            event=None if event.id is None else reading.word(answer, event.id),
            result=event.read(answer),
            answer=answer,
            signed=signed,
        )

    def _judge(self, task: str, status: str) -> Verdict:
        """Compare with what was seen, and note what is new; again, if another delivery came in between."""
        while True:
            known = self._seen.last(task)
            verdict = judge(self.event.machine, known, status)
            if verdict is not Verdict.NEW or self._seen.note(task, status, after=known):
                return verdict

    def __repr__(self) -> str:
        return f"Receiver({self.event.name!r}, {'signatures checked' if self._keyed else 'nothing checked'})"


def judge(machine: Machine, known: tuple[str, ...], status: str) -> Verdict:
    """Tell what a state is worth after those already known of a task, the latest at the end."""
    if status in known:
        return Verdict.REPEATED
    if any(machine.state(one).terminal for one in known):
        return Verdict.STALE
    # What no page names has no place in the order: it comes after anything, and anything after it.
    charted = [one for one in known if one in machine.states]
    if charted and status in machine.states and status not in machine.reachable(charted[-1]):
        return Verdict.STALE
    return Verdict.NEW


class _Number(str):
    """A number as the document writes it."""

    __slots__ = ()


def _object(body: bytes) -> Answer:
    """Read a JSON object of a size that is worth looking at.

    Raises:
        ValueError: it is none.
        RecursionError: it is deeper than the parser goes.

    """
    if len(body) > LARGEST:
        raise ValueError(f"{len(body):,} bytes are too many")
    parsed: object = json.loads(body.decode(), parse_constant=_no_constant)
    if not isinstance(parsed, dict):
        raise ValueError("a JSON object is expected")  # noqa: TRY004 -- one error for bad text
    if not _is_shallow(cast("Answer", parsed)):
        raise ValueError(f"it is nested more than {DEEPEST} deep")
    return cast("Answer", parsed)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _is_shallow(body: object) -> bool:
    """Look level by level: a function that calls itself would fall into the very hole it looks for."""
    level = [body]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return True
    return False


def _inside(value: object) -> list[object]:
    """List what an object or a list holds."""
    if isinstance(value, dict):
        return list(cast("Answer", value).values())
    return cast("list[object]", value) if isinstance(value, list) else []


def _raw(text: str) -> bytes:
    """Make bytes of a header: any text will do, so that none can be sent that breaks the check."""
    return text.encode("utf-8", "surrogatepass")


def _sign(keyed: hmac.HMAC, message: bytes) -> bytes:
    signing = keyed.copy()
    signing.update(message)
    return signing.digest()


def _filled(signs: str) -> set[str]:
    """Name what is filled into a text."""
    return {name for _, name, _, _ in Formatter().parse(signs) if name is not None}


def _messages(signature: Signature, values: Mapping[str, bytes]) -> Iterator[bytes]:
    """Write what may have been signed, in every order and spelling that is accepted."""
    for query in _queries(values["body"], signature.orders) if "query" in _filled(signature.signs) else ("",):
        filled = {**values, "query": query.encode()}
        parts = Formatter().parse(signature.signs)
        yield b"".join(text.encode() + (b"" if name is None else filled[name]) for text, name, _, _ in parts)


def _queries(body: bytes, orders: tuple[str, ...]) -> Iterator[str]:
    # Read once more, with numbers as they stand: 1.0 is signed as 1.0, whatever a float makes of it.
    fields = cast("Answer", json.loads(body, parse_int=_Number, parse_float=_Number))
    nulls = _NULLS if None in fields.values() else _NULLS[:1]
    for order in orders:
        for null in nulls:
            pairs = [(name, _spell(fields[name], null)) for name in _ORDERS[order](fields)]
            yield urlencode(pairs, errors="surrogatepass")


def _spell(value: object, null: str) -> str:
    """Write a field's value into a query: a text as it is, null in that spelling, all else as JSON."""
    if value is None:
        return null
    return value if isinstance(value, str) else _compact(value)


def _compact(value: object) -> str:
    """Write JSON without spaces; numbers as they stood. No page says how nested values are signed."""
    if isinstance(value, dict):
        fields = cast("Answer", value).items()
        return "{" + ",".join(f"{_compact(name)}:{_compact(inner)}" for name, inner in fields) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_compact, cast("list[object]", value))) + "]"
    return value if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False)
