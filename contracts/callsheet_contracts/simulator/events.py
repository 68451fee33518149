"""What a provider sends by itself: to whom, when, in which words, and how it is signed. Sends nothing."""

import hmac
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final, cast
from urllib.parse import urlencode

from callsheet.model.endpoint import Provider, TaskEndpoint, WebhookEndpoint
from callsheet.model.protocol import Signature, State
from callsheet.model.request import Choice, Parameter, Url
from callsheet_contracts.simulator.answers import ENDED_BADLY, Body, failure_words, id_word, put, status_word
from callsheet_contracts.simulator.faults import DuplicateEvents, EarlyEvents, Fault, UnorderedEvents
from callsheet_contracts.simulator.fields import maker
from callsheet_contracts.simulator.tasks import Step, Task
from callsheet_runtime.machine import ALIVE
from callsheet_runtime.reading import look

ADDRESSES: Final = ("webhook_url", "callback_url")
"""How the names of parameters end that say where to send events; one with `_mode` for `_url` says when."""
NAMES: Final = ("webhook_id",)
"""How the names of parameters end that name an address which was registered beforehand."""
TERMINAL: Final = "terminal"
"""The mode in which only the end is told of."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where events go."""

    url: str
    secret: str | None = None
    id: str | None = None
    """What requests call it by; `None`: events of all tasks go there."""


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """That somebody is told of a task. Each is one of its own."""

    webhook: WebhookEndpoint
    task: str
    address: Address
    always: bool
    """Whether every state is told of, or the end alone."""
    media: Callable[[str], str]
    fault: Fault | None

    def events(self, task: Task, now: datetime) -> tuple["Event", ...]:
        """List what is to be sent by now, from the beginning on."""
        steps = tuple(step for step in task.passed(now) if not step.state.anytime)
        ended = steps[-1].state.means not in ALIVE if steps else False
        match self.fault:
            case EarlyEvents():
                last = (*(step.state for step in task.steps), *task.ahead)[-1]
                told: tuple[Step, ...] = (Step(last, 0.0),)
            case UnorderedEvents():
                told = tuple(reversed(steps)) if ended else ()
            case DuplicateEvents(times):
                told = tuple(step for step in self._wanted(steps) for _ in range(times))
            case _:
                told = self._wanted(steps)
        return tuple(Event(self, step.state) for step in told)

    def _wanted(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step for step in steps if self.always or step.state.means not in ALIVE)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to be sent."""

    promise: Promise
    state: State
    attempt: int = 0
    """How many times it was sent in vain."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An event as it is sent."""

    event: Event
    headers: Mapping[str, str]
    content: bytes


def promises(
    provider: Provider,
    task: Task,
    registered: tuple[Address, ...],
    media: Callable[[str], str],
    fault: Fault | None,
) -> tuple[Promise, ...]:
    """Find who is told of a new task: whom the request names, and whoever is told of all."""
    webhook = next(iter(provider.webhooks), None)
    if webhook is None:
        return ()
    named = {str(value) for value in _sent(task, NAMES)}
    known = [one for one in registered if one.id is None or one.id in named]
    made = [(one, False) for one in known]
    made += [(Address(url), _always(task.endpoint, task)) for url in _sent(task, ADDRESSES) if isinstance(url, str)]
    return tuple(Promise(webhook, task.id, address, always, media, fault) for address, always in made)


def names_addresses(endpoint: TaskEndpoint) -> bool:
    """Tell whether requests of an endpoint can say who is to be told of their task."""
    return bool(_parameters(endpoint, NAMES) or _parameters(endpoint, ADDRESSES))


def _parameters(endpoint: TaskEndpoint, endings: tuple[str, ...]) -> list[Parameter]:
    found = [one for one in endpoint.parameters if one.name.endswith(endings)]
    return [one for one in found if isinstance(one.kind, Url) or endings is not ADDRESSES]


def _sent(task: Task, endings: tuple[str, ...]) -> list[object]:
    values = (look(task.body, ".".join(one.at)) for one in _parameters(task.endpoint, endings))
    return [one for one in values if one is not None]


def _always(endpoint: TaskEndpoint, task: Task) -> bool:
    modes = {one.name.removesuffix("_url") + "_mode" for one in _parameters(endpoint, ADDRESSES)}
    mode = next((one for one in endpoint.parameters if one.name in modes and isinstance(one.kind, Choice)), None)
    if mode is None:
        return False
    sent = look(task.body, ".".join(mode.at))
    return (mode.default if sent is None else sent) != TERMINAL


def letter(event: Event, task: Task, now: datetime, fresh: Callable[[], str]) -> Letter:
    """Write an event, and sign it where its provider does and a secret is known."""
    promise = event.promise
    body = _body(event, task, now, fresh())
    content = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    signature, secret = promise.webhook.event.signature, promise.address.secret
    if signature is not None and secret:
        headers |= _signed(signature, secret, content, now, fresh())
    return Letter(event, headers, content)


def _body(event: Event, task: Task, now: datetime, fresh: str) -> Body:
    webhook, state, body = event.promise.webhook, event.state, Body()
    for field in webhook.result:
        if state.name in field.during and not (task.empty and field.holds == "media"):
            value = maker(task.endpoint, field)(task, now, event.promise.media(task.id))
            if value is not None:
                put(body, field.at, value)
    if task.failure is not None and state.means in ENDED_BADLY:
        places = tuple(field.at for field in webhook.result)
        failure_words(body, task.endpoint.protocol, task.failure, places)
    told = webhook.event
    if told.id is not None and told.id != told.task:
        put(body, told.id, fresh)
    shown = (look(one.body, ".".join(told.task)) for one in webhook.answers)
    as_number = any(isinstance(one, int) for one in shown)
    put(body, told.task, id_word(task.id, as_number=as_number))
    put(body, told.status, status_word(told.machine, state.name))
    return body


def _signed(signature: Signature, secret: str, content: bytes, now: datetime, nonce: str) -> dict[str, str]:
    timestamp = str(int(now.timestamp()))
    fields = cast("dict[str, object]", json.loads(content))
    names = sorted(fields) if signature.orders[0] == "sorted" else list(fields)
    query = urlencode([(name, _spelt(fields[name])) for name in names])
    said = signature.signs.format(timestamp=timestamp, nonce=nonce, body=content.decode(), query=query)
    made = hmac.new(secret.encode(), said.encode(), sha256).digest()
    mark = made.hex() if signature.method.endswith("hex") else b64encode(made).decode()
    named = ((signature.timestamp, timestamp), (signature.nonce, nonce), (signature.signature, mark))
    return {name: value for name, value in named if name is not None}


def _spelt(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
