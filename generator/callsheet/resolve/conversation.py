"""Resolve the conversation with a provider: calls, the life of a task, errors. Knows no parameters."""

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from callsheet.model import protocol as model
from callsheet.model.request import Parameter, Whole
from callsheet.resolve.places import BRACES, fill_none
from callsheet.resolve.scope import Scope, flag, optional, word
from callsheet.resolve.sections import Joined, place_of
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.atoms import CallLine, Duration, Rate, plain_mapping
from callsheet.syntax.calls import StageWord
from callsheet.syntax.documents import Sections, Value
from callsheet.syntax.located import Entries, Entry, Located
from callsheet_runtime.machine import Meaning, Stage
from callsheet_runtime.protocol import Category

T = TypeVar("T")
SETTING = re.compile(r"\{([a-z_]+)\}")
NO_QUERY = frozenset("=&?# ")
OKAY = 200
STATUS_CODES = range(400, 600)
MOMENTS = ("iso", "epoch_ms")
SOME_MOMENT = datetime(2001, 2, 3, 4, 5, 6, 789000, UTC)


@dataclass(frozen=True, slots=True)
class Needs:
    """The sections of an endpoint, and what is said where one is missing."""

    joined: Joined
    span: Span
    kind: str
    scope: Scope

    def section(self, name: str, section: Callable[[Sections], T | None]) -> T | None:
        """Take a section without which there is no such endpoint."""
        found = self.joined.single(name, section)
        if found is None:
            note = "write it here, or use a fragment that has it"
            words = f"a {self.kind} endpoint needs the section {name!r}"
            self.scope.error("missing-section", self.span, words, note=note)
        return found

    def refuse(self, **sections: Callable[[Sections], object]) -> None:
        """Note sections of the endpoint's own file that belong to another kind."""
        for name, section in sections.items():
            found = section(self.joined.parts[0])
            if found is not None and found != Entries():
                words = f"a {self.kind} endpoint has no section {name!r}"
                self.scope.error("stray-key", place_of(found), words, note="it belongs to another kind of endpoint")


def protocol(needs: Needs, scope: Scope) -> model.Protocol | None:
    """Resolve all of a task's; `None` if a part without which there is no task is missing."""
    joined = needs.joined
    submit = needs.section("submit", lambda part: part.submit)
    poll = needs.section("poll", lambda part: part.poll)
    status = needs.section("status", lambda part: part.status)
    failure = needs.section("failure", lambda part: part.failure)
    errors = needs.section("errors", lambda part: part.errors)
    needs.refuse(call=lambda part: part.call, event=lambda part: part.event)
    if submit is None or poll is None or status is None or failure is None or errors is None:
        return None
    life = machine(status, scope)
    cancel = joined.single("cancel", lambda part: part.cancel)
    listing = joined.single("list", lambda part: part.list)
    parts = (submit.cite, poll.cite, status.cite, errors.cite)
    more = tuple(one.cite for one in (cancel, listing) if one is not None)
    return model.Protocol(
        submit=_submit(submit, scope),
        poll=_poll(poll, scope),
        cancel=_cancel(cancel, life, scope) if cancel else None,
        listing=_listing(listing, scope) if listing else None,
        machine=life,
        failure=_shape(failure, scope),
        errors=_errors(errors, scope),
        cites=tuple(cite for fragments in (*parts, *more) for cite in scope.cites(fragments)),
    )


def plain_call(
    needs: Needs, sent: tuple[Parameter, ...], scope: Scope
) -> tuple[model.PlainCall, model.ErrorTable] | None:
    """Resolve a call that is all there is."""
    written = needs.section("call", lambda part: part.call)
    errors = needs.section("errors", lambda part: part.errors)
    needs.refuse(
        submit=lambda part: part.submit,
        poll=lambda part: part.poll,
        cancel=lambda part: part.cancel,
        list=lambda part: part.list,
        status=lambda part: part.status,
        failure=lambda part: part.failure,
        event=lambda part: part.event,
    )
    if written is None or errors is None:
        return None
    if written.costs is not None and flag(written.costs) and flag(written.repeatable):
        note = "leave out one of `costs` and `repeatable`"
        scope.error("call", written.costs.span, "what may be charged is not repeated", note=note)
    call = model.PlainCall(
        method=written.call.method,
        path=written.call.path,
        headers=_headers(written.headers, scope),
        per_second=_rate(written.at_most),
        cites=scope.cites(written.cite),
        costs=flag(written.costs),
        repeatable=not flag(written.costs) and (written.call.method == "GET" or flag(written.repeatable)),
        paging=_paging(written.paging, sent, scope) if written.paging else None,
    )
    return call, _errors(errors, scope)


def _paging(written: documents.Paging, sent: tuple[Parameter, ...], scope: Scope) -> model.Paging:
    numbers = tuple(one.name for one in sent if isinstance(one.kind, Whole))
    every = [one.name for one in sent]
    scope.known("number", written.page, numbers, others=every, called="whole-number parameter")
    if written.size is not None and written.size.value == written.page.value:
        note = "leave `size` out, where no parameter says how much a page holds"
        scope.error("paging", written.size.span, "one parameter numbers the page, another says its size", note=note)
    elif written.size is not None:
        scope.known("number", written.size, numbers, others=every, called="whole-number parameter")
    if written.first is not None and written.first.value < 0:
        note = "write 0, or leave it out for 1"
        scope.error("paging", written.first.span, "no page has a number below zero", note=note)
    return model.Paging(
        page=written.page.value,
        size=optional(written.size),
        rows=written.rows.value,
        total=scope.optional_path(written.total),
        first=written.first.value if written.first else 1,
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
    else:
        scope.header(name, written.header.span)
    return model.Key(header=name, form=form.strip(), env=written.env.value, cites=scope.cites(written.cite))


def secrets(written: documents.SecretsSyntax | None, scope: Scope) -> model.Secrets:
    """Resolve what must not stay in a recording; nothing, where a provider names nothing."""
    if written is None:
        return model.Secrets()
    if not (written.headers or written.fields or written.query):
        note = "name `headers`, `fields` or `query`, or leave `secrets` out"
        scope.error("empty", written.span, "this names nothing that is secret", note=note)
    for name in written.headers:
        scope.header(name.value, name.span)
    for name in written.query:
        if set(name.value) & NO_QUERY:
            note = "write it as it stands before the equals sign, such as Signature"
            scope.error("query", name.span, f"no query key is called {name.value!r}", note=note)
    return model.Secrets(
        headers=tuple(one.value for one in written.headers),
        fields=tuple(scope.path(one) for one in written.fields),
        query=tuple(one.value for one in written.query),
        doc=word(written.doc),
        cites=scope.cites(written.cite),
    )


def _headers(entries: Entries[documents.Header], scope: Scope) -> tuple[model.Header, ...]:
    found: list[model.Header] = []
    for entry in entries:
        if (entry.value.value is None) == (entry.value.fresh is None):
            note = "write its value, or {fresh: uuid}"
            words = "a header has a constant value, or a fresh one for every call"
            scope.error("header", entry.span, words, note=note)
        scope.header(entry.name, entry.span)
        needed = flag(entry.value.needed, default=True)
        found.append(model.Header(name=entry.name, value=optional(entry.value.value), needed=needed))
    return tuple(found)


def _task_path(call: CallLine, scope: Scope) -> str:
    if "{task}" not in call.path:
        scope.error("call", call.span, "the path names the task: put {task} in it", note="such as GET /tasks/{task}")
    return fill_none(call, scope, but="{task}")


def _rate(rate: Rate | None) -> float | None:
    return None if rate is None else rate.per_second


def seconds(duration: Duration | None) -> float | None:
    """Take the length of time, if there is one."""
    return None if duration is None else duration.seconds


def _submit(written: documents.Submit, scope: Scope) -> model.Submit:
    return model.Submit(
        method=written.call.method,
        path=fill_none(written.call, scope),
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
        gives_up=seconds(written.gives_up),
        task=scope.optional_path(written.task),
        refuses=tuple(name.value for name in written.refuses),
    )


def _cancel(written: documents.Cancel, life: model.Machine, scope: Scope) -> model.Cancel:
    scope.known("state", written.leads_to, tuple(state.name for state in life.states))
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
        path=fill_none(written.call, scope),
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


def machine(written: documents.Status, scope: Scope) -> model.Machine:
    """Resolve the life of a task."""
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
                after=seconds(entry.value.after),
                billed=_tristate(entry.value.billed),
                stage=_stage(entry.value.stage, entry.value.means.value, "refused", scope),
                doc=word(entry.value.doc),
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


def _stage(written: Located[StageWord] | None, means: str, right: str, scope: Scope) -> Stage | None:
    """Resolve what moderation looked at, which nothing else has."""
    if written is None:
        return None
    if means != right:
        words = f"`stage` is about moderation, and this means {means!r}"
        scope.error("stage", written.span, words, note=f"leave it out, or let it mean {right!r}")
    return Stage(written.value)


def _shape(written: documents.ErrorAt, scope: Scope) -> model.ErrorShape:
    return model.ErrorShape(
        code=scope.optional_path(written.code),
        message=scope.path(written.message),
        request_id=scope.optional_path(written.request),
    )


def _errors(written: documents.Errors, scope: Scope) -> model.ErrorTable:
    if written.success and all(one.code is None for one in written.at):
        note = "name its place: at: {code: …, message: …}"
        scope.error("success", written.success.span, "a code that means success stands somewhere", note=note)
    return model.ErrorTable(
        shapes=tuple(_shape(one, scope) for one in written.at),
        success=written.success.word if written.success else None,
        known=_codes(written, scope),
        cites=scope.cites(written.cite),
    )


def _check_code(entry: Entry[documents.ErrorCode], success: Value | None, scope: Scope) -> None:
    if success is not None and entry.name == success.word:
        note = "leave it out here, or name another code in `success`"
        scope.error("success", entry.span, f"the code {entry.name!r} means that nothing went wrong", note=note)
    for status in entry.value.http:
        if status.value in STATUS_CODES or (success is not None and status.value == OKAY):
            continue
        words = f"an error has an HTTP status from 400 to 599, not {status.value}"
        note = "an answer of 200 says no only where `success` names the code of those that do not"
        if success is not None:
            words = f"an error has an HTTP status of 200, or from 400 to 599, not {status.value}"
            note = "compare it with the page"
        scope.error("http", status.span, words, note=note)
    billed = entry.value.billed
    if billed and billed.value and flag(entry.value.before_work):
        words = "what is refused before any work is not charged"
        scope.error("billed", billed.span, words, note="leave out one of `billed: true` and `before_work: true`")
    for situation in entry.value.when:
        scope.known("situation", Located(situation.name, situation.span, situation.name), model.SITUATIONS)


def _codes(errors: documents.Errors, scope: Scope) -> tuple[model.ErrorCode, ...]:
    found: list[model.ErrorCode] = []
    for entry in errors.known:
        written = entry.value
        _check_code(entry, errors.success, scope)
        found.append(
            model.ErrorCode(
                code=entry.name,
                http=tuple(status.value for status in written.http),
                means=Category(written.means.value),
                repeatable=flag(written.repeatable),
                before_work=flag(written.before_work),
                billed=_tristate(written.billed),
                stage=_stage(written.stage, written.means.value, "moderation", scope),
                when=tuple((situation.name, situation.value.value) for situation in written.when),
                says=word(written.says),
                cites=scope.cites(written.cite or errors.cite),
                span=entry.span,
            )
        )
    return tuple(found)
