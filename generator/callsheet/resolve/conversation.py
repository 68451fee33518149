"""Resolve the conversation with a provider: calls, the life of a task, errors. Knows no parameters."""

import re
from collections.abc import Callable
from typing import TypeVar

from callsheet.model import protocol as model
from callsheet.resolve.scope import Scope, flag, optional, optional_path, path, word
from callsheet.resolve.sections import Joined
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.atoms import CallLine, Duration, Rate
from callsheet.syntax.documents import Sections
from callsheet.syntax.located import Entries, Located
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Category

T = TypeVar("T")
SETTING = re.compile(r"\{([a-z_]+)\}")
STATUS_CODES = range(400, 600)


def protocol(joined: Joined, span: Span, scope: Scope) -> model.Protocol | None:
    """Resolve all of it; `None` if a part without which there is no task is missing."""

    def need(name: str, section: Callable[[Sections], T | None]) -> T | None:
        found = joined.single(name, section)
        if found is None:
            note = "write it here, or use a fragment that has it"
            scope.error("missing-section", span, f"a task endpoint needs the section {name!r}", note=note)
        return found

    submit = need("submit", lambda part: part.submit)
    poll = need("poll", lambda part: part.poll)
    status = need("status", lambda part: part.status)
    failure = need("failure", lambda part: part.failure)
    errors = need("errors", lambda part: part.errors)
    if submit is None or poll is None or status is None or failure is None or errors is None:
        return None
    machine = _machine(status, scope)
    cancel = joined.single("cancel", lambda part: part.cancel)
    listing = joined.single("list", lambda part: part.list)
    parts = (submit.cite, poll.cite, status.cite, errors.cite)
    more = tuple(one.cite for one in (cancel, listing) if one is not None)
    return model.Protocol(
        submit=_submit(submit, scope),
        poll=_poll(poll, scope),
        cancel=_cancel(cancel, machine, scope) if cancel else None,
        listing=_listing(listing, scope) if listing else None,
        machine=machine,
        failure=_shape(failure),
        errors=_shape(errors.at),
        known=_codes(errors, scope),
        cites=tuple(cite for fragments in (*parts, *more) for cite in scope.cites(fragments)),
    )


def servers(entries: Entries[documents.Server], scope: Scope) -> tuple[model.Server, ...]:
    """Resolve the addresses of a provider."""
    found: list[model.Server] = []
    for entry in entries:
        written = entry.value
        scope.name("a server", entry.name, entry.span)
        if not written.url.value.startswith("https://"):
            scope.error("address", written.url.span, "a server's address begins with https://: keys travel there")
        found.append(
            model.Server(
                name=entry.name,
                url=written.url.value.rstrip("/"),
                region=written.region.value,
                settings=tuple(SETTING.findall(written.url.value)),
                doc=word(written.doc),
                cites=scope.cites(written.cite),
            )
        )
    return tuple(found)


def signing(written: documents.KeySyntax, scope: Scope) -> model.Key:
    """Resolve how requests are signed."""
    name, colon, form = written.header.value.partition(":")
    if not colon or "{key}" not in form:
        scope.error(
            "key", written.header.span, "a key is a header with {key} in it, such as Authorization: Bearer {key}"
        )
    return model.Key(header=name, form=form.strip(), env=written.env.value, cites=scope.cites(written.cite))


def _headers(entries: Entries[documents.Header], scope: Scope) -> tuple[model.Header, ...]:
    found: list[model.Header] = []
    for entry in entries:
        if (entry.value.value is None) == (entry.value.fresh is None):
            scope.error("header", entry.span, "a header has a constant value, or a fresh one for every call")
        found.append(model.Header(name=entry.name, value=optional(entry.value.value)))
    return tuple(found)


def _task_path(call: CallLine, scope: Scope) -> str:
    if "{task}" not in call.path:
        scope.error("call", call.span, "the path names the task: put {task} in it")
    return call.path


def _rate(rate: Rate | None) -> float | None:
    return None if rate is None else rate.per_second


def _seconds(duration: Duration | None) -> float | None:
    return None if duration is None else duration.seconds


def _submit(written: documents.Submit, scope: Scope) -> model.Submit:
    return model.Submit(
        method=written.call.method,
        path=written.call.path,
        headers=_headers(written.headers, scope),
        cites=scope.cites(written.cite),
        task=path(written.task),
        status=optional_path(written.status),
        doc=word(written.doc),
    )


def _poll(written: documents.Poll, scope: Scope) -> model.Poll:
    return model.Poll(
        method=written.call.method,
        path=_task_path(written.call, scope),
        headers=_headers(written.headers, scope),
        per_second=_rate(written.at_most),
        cites=scope.cites(written.cite),
        every=written.every.seconds,
        task=optional_path(written.task),
        refuses=tuple(name.value for name in written.refuses),
    )


def _cancel(written: documents.Cancel, machine: model.Machine, scope: Scope) -> model.Cancel:
    scope.known("state", written.leads_to, tuple(state.name for state in machine.states))
    return model.Cancel(
        method=written.call.method,
        path=_task_path(written.call, scope),
        headers=_headers(written.headers, scope),
        per_second=_rate(written.at_most),
        cites=scope.cites(written.cite),
        leads_to=written.leads_to.value,
    )


def moment(written: documents.MomentForm | None) -> model.Moment | None:
    """Resolve how a point in time is written."""
    if written is None:
        return None
    return model.Moment(form=written.form.value, zone=written.zone.hours if written.zone else 0.0)


def _listing(written: documents.ListSyntax, scope: Scope) -> model.Listing:
    query, row = written.query, written.row
    also = row.also.plain() if row.also else {}
    if not isinstance(also, dict):
        scope.error("shape", row.span, "further fields of a row are a mapping, each with an example")
        also = {}
    return model.Listing(
        method=written.call.method,
        path=written.call.path,
        headers=_headers(written.headers, scope),
        per_second=_rate(written.at_most),
        cites=scope.cites(written.cite),
        query=model.ListQuery(
            model=optional(query.model),
            status=optional(query.status),
            since=optional(query.since),
            until=optional(query.until),
            moment=moment(query.moment),
            page=optional(query.page),
            size=optional(query.size),
        ),
        rows=path(written.rows),
        row=model.ListRow(
            task=row.task.value,
            status=row.status.value,
            model=optional(row.model),
            created=optional(row.created),
            started=optional(row.started),
            ended=optional(row.ended),
            moment=moment(row.moment),
            also=tuple(also.items()),
        ),
        total=optional_path(written.total),
        pages=optional_path(written.pages),
        page=optional_path(written.page),
        size=optional_path(written.size),
    )


def _machine(written: documents.Status, scope: Scope) -> model.Machine:
    names = written.states.names()
    scope.known("state", written.start, names)
    states: list[model.State] = []
    for entry in written.states:
        for follower in entry.value.next:
            scope.known("state", follower, names)
        states.append(
            model.State(
                name=entry.name,
                means=Meaning(entry.value.means.value),
                next=tuple(follower.value for follower in entry.value.next),
                anytime=entry.value.from_ is not None,
                after=_seconds(entry.value.after),
                billed=_tristate(entry.value.billed),
                span=entry.span,
            )
        )
    return model.Machine(
        at=path(written.at),
        start=written.start.value,
        states=tuple(states),
        cites=scope.cites(written.cite),
        span=written.span,
    )


def _tristate(value: Located[bool] | None) -> bool | None:
    return None if value is None else value.value


def _shape(written: documents.ErrorAt) -> model.ErrorShape:
    return model.ErrorShape(
        code=path(written.code), message=path(written.message), request_id=optional_path(written.request)
    )


def _codes(errors: documents.Errors, scope: Scope) -> tuple[model.ErrorCode, ...]:
    found: list[model.ErrorCode] = []
    for entry in errors.known:
        written = entry.value
        for status in written.http:
            if status.value not in STATUS_CODES:
                scope.error("http", status.span, f"an error has an HTTP status from 400 to 599, not {status.value}")
        for situation in written.when:
            named = Located(situation.name, situation.span, situation.name)
            scope.known("situation", named, model.SITUATIONS)
        found.append(
            model.ErrorCode(
                code=entry.name,
                http=tuple(status.value for status in written.http),
                means=Category(written.means.value),
                repeatable=flag(written.repeatable),
                before_work=flag(written.before_work),
                when=tuple((situation.name, situation.value.value) for situation in written.when),
                says=word(written.says),
                cites=scope.cites(written.cite or errors.cite),
                span=entry.span,
            )
        )
    return tuple(found)
