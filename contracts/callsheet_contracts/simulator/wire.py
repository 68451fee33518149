"""How one endpoint's answers about tasks are written, made ready once: what its pages show, with a task's own values.

Knows no task that is remembered, and no server.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import Final, cast
from urllib.parse import urlsplit

from callsheet.model.endpoint import AnswerExample, Provider, ResultField, TaskEndpoint
from callsheet.model.protocol import Listing, Path, State
from callsheet.model.request import Parameter
from callsheet_contracts.simulator.answers import (
    ENDED_BADLY,
    Body,
    failure_words,
    has_numbers,
    id_word,
    is_good,
    model_of,
    opened,
    put,
    status_word,
)
from callsheet_contracts.simulator.fields import maker, moment_word
from callsheet_contracts.simulator.tasks import Task
from callsheet_runtime.reading import look

_NAMED: Final = re.compile(r"(.*_)[0-9a-fx]{8}(-[0-9a-fx]{4}){3}-[0-9a-fx]{12}")
"""An id that begins with a name, as pages show it, some digits crossed out."""
_LEAST: Final = 8
"""Characters of an id that is surely no other word."""


class Skeleton:
    """A page's example of an answer, without what each answer says for itself."""

    def __init__(self, endpoint: TaskEndpoint, example: AnswerExample, own: tuple[Path, ...], hosts: set[str]) -> None:
        self.http = example.http
        self._body = cast("Body", _without(example.body, own) or {})
        named = look(example.body, _dotted(endpoint.protocol.submit.task))
        self._pointing = [
            (at, form)
            for at, text in _texts(self._body)
            if isinstance(named, str) and len(named) >= _LEAST and (form := _form(text, named, hosts)) != text
        ]
        """Texts that hold the task's id or the provider's address."""
        by_name = {one.at[-1]: one for one in endpoint.parameters}
        self._echoes = [(at, by_name[at[-1]]) for at, _ in _leaves(self._body) if at[-1] in by_name]
        """What a page shows under the name of a parameter repeats it."""

    def body(self, task: str, document: Body, origin: str) -> Body:
        """Copy it, for one task and the request that made it."""
        body = cast("Body", _copied(self._body))
        for at, form in self._pointing:
            put(body, at, form.replace("{task}", task).replace("{origin}", origin))
        for at, parameter in self._echoes:
            put(body, at, _echoed(parameter, document, look(body, _dotted(at))))
        return body


class Wire:
    """The words of one endpoint."""

    def __init__(self, provider: Provider, endpoint: TaskEndpoint) -> None:
        self.endpoint = endpoint
        self.has_numbers = has_numbers(endpoint)
        self._hosts = {f"{parts.scheme}://{parts.netloc}" for parts in (urlsplit(one.url) for one in provider.servers)}
        protocol = endpoint.protocol
        good = [one for one in endpoint.answers if is_good(protocol.errors, one) and isinstance(one.body, dict)]
        self._submit = self._skeleton(next((one for one in good if one.to == "submit"), None), endpoint.result)
        polls = [one for one in good if one.to == "poll"]
        at = _dotted(protocol.machine.at)
        self._polls = {
            state.name: self._skeleton(
                next((one for one in polls if str(look(one.body, at)) == state.name), None),
                tuple(one for one in endpoint.result if state.name not in one.during or _is_known(one)),
            )
            for state in protocol.machine.states
        }
        self._words = {one.name: status_word(protocol.machine, one.name) for one in protocol.machine.states}
        self._during = {
            state.name: [
                (one.at, one.required or one.holds == "media", maker(endpoint, one))
                for one in endpoint.result
                if state.name in one.during
            ]
            for state in protocol.machine.states
        }
        shown = next((look(one.body, _dotted(protocol.submit.task)) for one in good if one.to == "submit"), None)
        named = _NAMED.fullmatch(shown) if isinstance(shown, str) else None
        self.prefix = named[1] if named else ""
        """What the ids of its tasks begin with."""

    @property
    def created(self) -> int:
        """The HTTP status under which a task is accepted."""
        return self._submit.http if self._submit else HTTPStatus.OK

    def submitted(self, task: Task, request: str, origin: str) -> Body:
        """Answer a submit."""
        protocol = self.endpoint.protocol
        body = self._begun(self._submit, task.id, task.body, request, origin)
        put(body, protocol.submit.task, id_word(task.id, as_number=self.has_numbers))
        if protocol.submit.status is not None:
            put(body, protocol.submit.status, self._words[protocol.machine.start])
        return body

    def told(self, task: str, state: State, request: str, document: Body, origin: str) -> Body:
        """Answer a poll with the state and no more: all there is to say of a task that nobody knows."""
        protocol = self.endpoint.protocol
        body = self._begun(self._polls.get(state.name), task, document, request, origin)
        if protocol.poll.task is not None:
            put(body, protocol.poll.task, id_word(task, as_number=self.has_numbers))
        put(body, protocol.machine.at, self._words[state.name])
        return body

    def polled(self, task: Task, now: datetime, request: str, origin: str, media: str) -> Body:
        """Answer a poll."""
        state = task.state(now)
        body = self.told(task.id, state, request, task.body, origin)
        if task.failure is not None and state.means in ENDED_BADLY:
            failure_words(body, self.endpoint.protocol, task.failure)
        for at, paid, make in self._during[state.name]:
            value = None if paid and task.empty else make(task, now, media)
            if value is not None:
                put(body, at, value)
        return body

    def row(self, listing: Listing, task: Task, now: datetime) -> Body:
        """Make one row of a list."""
        form, request = listing.row, self.endpoint.errors.usual.request_id
        body: Body = dict(form.also)
        if request is not None and request[-1] in body:
            body[request[-1]] = task.request
        put(body, tuple(form.task.split(".")), id_word(task.id, as_number=self.has_numbers))
        put(body, tuple(form.status.split(".")), self._words[task.state(now).name])
        times = ((form.created, task.created), (form.started, task.started(now)), (form.ended, task.ended(now)))
        moments = ((at, moment_word(form.moment, when)) for at, when in times if when is not None)
        for at, value in ((form.model, model_of(self.endpoint, task.body)), *moments):
            if at is not None and value is not None:
                put(body, tuple(at.split(".")), value)
        return body

    def _begun(self, skeleton: Skeleton | None, task: str, document: Body, request: str, origin: str) -> Body:
        body = skeleton.body(task, document, origin) if skeleton else Body()
        return opened(self.endpoint.errors, request, body)

    def _skeleton(self, example: AnswerExample | None, fields: tuple[ResultField, ...]) -> Skeleton | None:
        if example is None:
            return None
        protocol, usual = self.endpoint.protocol, self.endpoint.errors.usual
        own = (
            *(field.at for field in fields),
            *filter(None, (usual.code, usual.request_id, protocol.failure.code, protocol.failure.message)),
            *((usual.message,) if self.endpoint.errors.success is not None else ()),
            *filter(None, (protocol.submit.task, protocol.submit.status, protocol.poll.task, protocol.machine.at)),
        )
        return Skeleton(self.endpoint, example, own, self._hosts)


def _is_known(field: ResultField) -> bool:
    """Tell whether there is anything to put into a field; what a page shows there has to do otherwise."""
    return bool(field.holds or field.repeats or field.required) or field.example is not None


def _dotted(at: Path) -> str:
    return ".".join(at)


def _without(value: object, places: tuple[Path, ...]) -> object:
    """Copy what is left of an example when some places are taken out, and the objects that this leaves empty.

    What is null there stays: it is shown to be there without a value. `None` where nothing is left.
    """
    if any(not place or place[0].isdecimal() for place in places) and value is not None:
        return None
    if not isinstance(value, dict):
        return value
    left = Body()
    for key, inner in cast("Body", value).items():
        below = tuple(place[1:] for place in places if place[0] == key)
        kept = _without(inner, below) if below else inner
        if kept is not None or inner is None:
            left[key] = kept
    return left or (None if value else left)


def _leaves(value: object, at: Path = ()) -> Iterator[tuple[Path, object]]:
    """List what stands in objects; a list is one thing."""
    if isinstance(value, dict):
        for key, inner in cast("Body", value).items():
            yield from _leaves(inner, (*at, key))
    else:
        yield at, value


def _texts(value: object) -> Iterator[tuple[Path, str]]:
    return ((at, one) for at, one in _leaves(value) if isinstance(one, str))


def _form(text: str, named: str, hosts: set[str]) -> str:
    """Make a form of a text: with holes for the task's id, and for the address of the provider."""
    host = next((one for one in hosts if text.startswith(one)), None)
    form = text if host is None else "{origin}" + text[len(host) :]
    return form.replace(named, "{task}")


def _copied(value: object) -> object:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in cast("Body", value).items()}
    return [_copied(one) for one in cast("list[object]", value)] if isinstance(value, list) else value


def _echoed(parameter: Parameter, document: Body, shown: object) -> object:
    """Repeat what was sent; where nothing was, what that stands for: a text that is not there is empty."""
    sent = look(document, _dotted(parameter.at))
    value = parameter.default if sent is None else sent
    return ("" if isinstance(shown, str) else shown) if value is None else value
