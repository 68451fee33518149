"""Resolve the conversation with a provider: calls, the life of a task, errors. Knows no parameters."""

import re
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from callsheet.model import protocol as model
from callsheet.resolve.scope import Scope, flag, optional, word
from callsheet.resolve.sections import Joined
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.atoms import CallLine, Duration, Rate, plain_mapping
from callsheet.syntax.documents import Sections
from callsheet.syntax.located import Entries, Located
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Category

T = TypeVar("T")
SETTING = re.compile(r"\{([a-z_]+)\}")
STATUS_CODES = range(400, 600)
BRACES = frozenset("{}")
HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
HEADER_NOTE = "its name has letters, digits and dashes"
MOMENTS = ("iso", "epoch_ms")
SOME_MOMENT = datetime(2001, 2, 3, 4, 5, 6, 789000, UTC)


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
        failure=_shape(failure, scope),
        errors=_shape(errors.at, scope),
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
            note = "a server that has no such address cannot be called safely"
            words = "a server's address begins with https://: keys travel there"
            scope.error("address", written.url.span, words, note=note)
        if set(SETTING.sub("", written.url.value)) & BRACES:
            note = "a setting is {word}, the word in small letters and underscores"
            scope.error("address", written.url.span, "a brace of this address is filled by nothing", note=note)
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
    if not colon or "{key}" not in form or set(form.replace("{key}", "")) & BRACES:
        note = "such as Authorization: Bearer {key}"
        scope.error("key", written.header.span, "a key is a header and its value, with {key} in it", note=note)
    elif not HEADER.fullmatch(name):
        scope.error("header", written.header.span, f"no header can be called {name!r}", note=HEADER_NOTE)
    return model.Key(header=name, form=form.strip(), env=written.env.value, cites=scope.cites(written.cite))


def _headers(entries: Entries[documents.Header], scope: Scope) -> tuple[model.Header, ...]:
    found: list[model.Header] = []
    for entry in entries:
        if (entry.value.value is None) == (entry.value.fresh is None):
            note = "write its value, or {fresh: uuid}"
            words = "a header has a constant value, or a fresh one for every call"
            scope.error("header", entry.span, words, note=note)
        if not HEADER.fullmatch(entry.name):
            scope.error("header", entry.span, f"no header can be called {entry.name!r}", note=HEADER_NOTE)
        needed = flag(entry.value.needed, default=True)
        found.append(model.Header(name=entry.name, value=optional(entry.value.value), needed=needed))
    return tuple(found)


def _task_path(call: CallLine, scope: Scope) -> str:
    if "{task}" not in call.path:
        scope.error("call", call.span, "the path names the task: put {task} in it", note="such as GET /tasks/{task}")
    _plain_path(call.path.replace("{task}", ""), call.span, scope)
    return call.path


def _plain_path(path: str, span: Span, scope: Scope) -> str:
    if set(path) & BRACES:
        note = "only {task} is filled, and only where a task is asked for or cancelled"
        scope.error("call", span, "a brace of this path is filled by nothing", note=note)
    return path


def _rate(rate: Rate | None) -> float | None:
    return None if rate is None else rate.per_second


def _seconds(duration: Duration | None) -> float | None:
    return None if duration is None else duration.seconds


def _submit(written: documents.Submit, scope: Scope) -> model.Submit:
    return model.Submit(
        method=written.call.method,
        path=_plain_path(written.call.path, written.call.span, scope),
        headers=_headers(written.headers, scope),
        cites=scope.cites(written.cite),
        task=scope.path(written.task),
        status=scope.optional_path(written.status),
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
        task=scope.optional_path(written.task),
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


def moment(written: documents.MomentForm | None, scope: Scope) -> model.Moment | None:
    """Resolve how a point in time is written."""
    if written is None:
        return None
    if written.form.value not in MOMENTS and not _is_form(written.form.value):
        note = "such as iso, epoch_ms or %Y-%m-%d %H:%M:%S"
        scope.error("moment", written.form.span, f"{written.form.value!r} is no form of strptime's", note=note)
    return model.Moment(form=written.form.value, zone=written.zone.hours if written.zone else 0.0)


def _is_form(form: str) -> bool:
    """Try a form on a moment; whether it says enough is the page's affair."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            datetime.strptime(SOME_MOMENT.strftime(form), form)  # noqa: DTZ007 -- only the form is tried
        except ValueError:
            return False
    return "%" in form


def _listing(written: documents.ListSyntax, scope: Scope) -> model.Listing:
    query, row = written.query, written.row
    also = plain_mapping(row.also.node) if row.also else {}
    if also is None:
        assert row.also is not None, "nothing would have been a mapping"
        words = "further fields of a row are a mapping, each with an example"
        scope.error("shape", row.also.span, words, note="such as {region: north}")
        also = {}
    return model.Listing(
        method=written.call.method,
        path=_plain_path(written.call.path, written.call.span, scope),
        headers=_headers(written.headers, scope),
        per_second=_rate(written.at_most),
        cites=scope.cites(written.cite),
        query=model.ListQuery(
            model=optional(query.model),
            status=optional(query.status),
            since=optional(query.since),
            until=optional(query.until),
            moment=moment(query.moment, scope),
            page=optional(query.page),
            size=optional(query.size),
        ),
        rows=scope.path(written.rows),
        row=model.ListRow(
            task=row.task.value,
            status=row.status.value,
            model=optional(row.model),
            created=optional(row.created),
            started=optional(row.started),
            ended=optional(row.ended),
            moment=moment(row.moment, scope),
            also=tuple(also.items()),
        ),
        total=scope.optional_path(written.total),
        pages=scope.optional_path(written.pages),
        page=scope.optional_path(written.page),
        size=scope.optional_path(written.size),
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
        at=scope.path(written.at),
        start=written.start.value,
        states=tuple(states),
        cites=scope.cites(written.cite),
        span=written.span,
    )


def _tristate(value: Located[bool] | None) -> bool | None:
    return None if value is None else value.value


def _shape(written: documents.ErrorAt, scope: Scope) -> model.ErrorShape:
    return model.ErrorShape(
        code=scope.optional_path(written.code),
        message=scope.path(written.message),
        request_id=scope.optional_path(written.request),
    )


def _codes(errors: documents.Errors, scope: Scope) -> tuple[model.ErrorCode, ...]:
    found: list[model.ErrorCode] = []
    for entry in errors.known:
        written = entry.value
        for status in written.http:
            if status.value not in STATUS_CODES:
                note = "an answer of 200 that says no is read by `errors.at`"
                words = f"an error has an HTTP status from 400 to 599, not {status.value}"
                scope.error("http", status.span, words, note=note)
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
