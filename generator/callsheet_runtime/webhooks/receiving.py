"""Takes what a provider sends: is it theirs, is it news, what does it mean. Knows no web server and asks nobody: it is
handed headers and a body, and says what to answer.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Generic

from callsheet_runtime import reading
from callsheet_runtime.protocol import R
from callsheet_runtime.reading import Answer
from callsheet_runtime.webhooks.bodies import read_object
from callsheet_runtime.webhooks.events import Event, Notice
from callsheet_runtime.webhooks.refusals import BadSignature, UnreadableEvent
from callsheet_runtime.webhooks.seen import MemorySeen, Seen, Verdict, judge
from callsheet_runtime.webhooks.signing import is_signed, raw

LONGEST = 512
"""Characters of a task's id, and of a state: both are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Generic[R]):
    """What came, and what to answer: whatever the verdict, it is taken, and need not be sent again."""

    verdict: Verdict
    notice: Notice[R]
    reply: str
    """The body to answer with, to the letter."""
    http_status: int = 200


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
    an end that never was. Let its path hold an unguessable token (`new_token`, `url_for`), keep that out of logs, and
    poll before believing: `WebhookApp` does all of that.

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
        notice = self.read(headers, body)
        # After reading: what cannot be read is not noted, and is news when it is sent again.
        verdict = self._judge(notice.task, notice.status)
        return Delivery(verdict=verdict, notice=notice, reply=self.event.reply)

    def read(self, headers: Mapping[str, str], body: bytes) -> Notice[R]:
        """Check a delivery and read it, and note nothing: for who keeps count of what was done by other means.

        Arguments and errors are those of `receive`.
        """
        answer = self._parse(body)
        return self._read(answer, signed=self._verify(headers, body))

    def _parse(self, body: bytes) -> Answer:
        try:
            return read_object(body)
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
        values = {"timestamp": raw(timestamp), "nonce": raw(self._header(folded, signature.nonce)), "body": body}
        if not is_signed(signature, self._keyed, given, values):
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
