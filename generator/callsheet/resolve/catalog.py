"""Put providers and endpoints together from their documents. Knows which file may say what; opens none."""

import keyword
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypedDict

from callsheet.diagnostics import Diagnostics
from callsheet.model.endpoint import (
    AnswerExample,
    CallEndpoint,
    Capability,
    Catalog,
    Doubt,
    Endpoint,
    Limits,
    Price,
    Provider,
    RequestExample,
    ResultField,
    Retention,
    TaskEndpoint,
    Waiver,
    WebhookEndpoint,
)
from callsheet.model.protocol import Header, Key, Machine
from callsheet.model.request import Parameter, Rule, Shape
from callsheet.model.source import Cite, Source
from callsheet.resolve.apart import folded, keep_apart, names_of
from callsheet.resolve.capabilities import capabilities
from callsheet.resolve.conversation import Needs, plain_call, protocol, secrets, servers, signing
from callsheet.resolve.events import event
from callsheet.resolve.examples import Calls, answers, requests
from callsheet.resolve.facts import doubts, limits, result, retention
from callsheet.resolve.places import Place, check_headers, check_of_call, check_of_task, places_of
from callsheet.resolve.prices import prices
from callsheet.resolve.rules import check_demands, check_names
from callsheet.resolve.scope import Scope, optional
from callsheet.resolve.sections import Joined, join
from callsheet.resolve.shapes import shape
from callsheet.resolve.takes import check_takes
from callsheet.span import Span
from callsheet.syntax import Document, EndpointFile, FragmentFile, ProviderFile, SourcesFile
from callsheet.syntax.located import Located

Files = list[tuple[str, Document]]
CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")

TAKEN = (
    "aclose",
    "budget",
    "client",
    "close",
    "context",
    "drive",
    "exchanges",
    "following",
    "protocol",
    "reference",
    "region",
    "with_options",
    "sources",
    "spaces",
    "validators",
)
"""Names that a client, or its package, has besides its endpoints."""


def resolve(files: Files, notes: Diagnostics) -> Catalog:
    """Make a catalog of documents, noting every mistake. What was noted makes the catalog unfit for use."""
    folders: dict[str, Files] = defaultdict(list)
    for file, document in files:
        folders[PurePosixPath(file).parent.name].append((file, document))
    _keep_files_apart(files, notes)
    found = [_provider(folder, those, notes) for folder, those in sorted(folders.items())]
    return Catalog(tuple(one for one in found if one is not None))


def _keep_files_apart(files: Files, notes: Diagnostics) -> None:
    """Note files whose names fall together where Python has a module for each."""
    seen: dict[tuple[str, str], str] = {}
    for file, document in files:
        if isinstance(document, EndpointFile):
            path = PurePosixPath(file)
            first = seen.setdefault((folded(path.parent.name), folded(path.stem)), file)
            if first != file:
                words = f"this file and {first} make one module of Python"
                notes.error("same-name", document.endpoint.span, words, note="call one of them otherwise")


def _provider(folder: str, files: Files, notes: Diagnostics) -> Provider | None:
    provider_files = [one for _, one in files if isinstance(one, ProviderFile)]
    if len(provider_files) != 1:
        span = provider_files[1].provider.span if provider_files else Span(files[0][0], 1, 1)
        words = "has two files with the key 'provider'" if provider_files else "has no file with the key 'provider'"
        note = "keep one of them" if provider_files else "write provider.yaml: its name, its servers, its key"
        notes.error("provider", span, f"the folder {folder!r} {words}", note=note)
        return None
    written = provider_files[0]
    scope = Scope(_sources(files, notes), notes)
    if written.provider.value != folder:
        words = f"the provider of the folder {folder!r} is called like it"
        scope.error("name", written.provider.span, words, note=f"write provider: {folder}, or rename the folder")
    scope.name("a provider", written.provider.value, written.provider.span)
    if not CLASS.fullmatch(written.client.value) or keyword.iskeyword(written.client.value):
        scope.error("name", written.client.span, "a client is named like a Python class", note="such as AcmeVideo")
    found = servers(written.servers, scope)
    if not found:
        scope.error("no-servers", written.span, "a provider has at least one server", note="add `servers`")
    fragments = _fragments(files, notes)
    key = signing(written.key, scope)
    around = _Around(fragments, tuple(server.name for server in found), key, scope)
    endpoints = [_endpoint(file, one, around) for file, one in files if isinstance(one, EndpointFile)]
    resolved = tuple(one for one in endpoints if one is not None)
    if len(resolved) == len(endpoints):
        check_takes(files, resolved, scope)
    return Provider(
        name=written.provider.value,
        title=written.title.value,
        client=written.client.value,
        doc=written.doc.value,
        servers=found,
        key=key,
        secrets=secrets(written.secrets, scope),
        sources=tuple(scope.sources.values()),
        endpoints=resolved,
        waivers=tuple(_waivers(files, scope)),
        span=written.span,
    )


def _waivers(files: Files, scope: Scope) -> Iterator[Waiver]:
    """List what the files of a provider say of findings; which of them there are, only lint knows."""
    for _, document in files:
        for code in document.lint:
            for one in code.value:
                if not one.value.value.strip():
                    words = f"why the finding {code.name!r} about {one.name!r} stands is not said"
                    scope.error("no-reason", one.value.span, words, note="write the reason, or mend what was found")
                yield Waiver(code=code.name, about=one.name, reason=one.value.value, span=one.span)


def _sources(files: Files, notes: Diagnostics) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for _, document in files:
        for entry in document.sources if isinstance(document, SourcesFile) else ():
            written = entry.value
            if entry.name in found:
                note = f"the first stands in {found[entry.name].span.file}; keep one of them"
                notes.error("doubled", entry.span, f"a source is called {entry.name!r} already", note=note)
            found[entry.name] = Source(
                key=entry.name,
                title=written.title.value,
                publisher=written.publisher.value,
                url=optional(written.url),
                language=written.language.value,
                read=written.read.value,
                confidence=written.confidence.value,
                snapshot=optional(written.snapshot),
                span=entry.span,
            )
    return found


def _fragments(files: Files, notes: Diagnostics) -> dict[str, FragmentFile]:
    found: dict[str, FragmentFile] = {}
    for _, document in files:
        if isinstance(document, FragmentFile):
            name = document.fragment
            if name.value in found:
                note = f"the first stands in {found[name.value].span.file}; call one of them otherwise"
                notes.error("doubled", name.span, f"a fragment is called {name.value!r} already", note=note)
            found[name.value] = document
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What all endpoints of a provider share."""

    fragments: dict[str, FragmentFile]
    servers: tuple[str, ...]
    key: Key
    scope: Scope


def _endpoint(file: str, written: EndpointFile, around: _Around) -> Endpoint | None:
    scope = around.scope
    _check_name(file, written.endpoint, scope)
    for server in written.servers:
        scope.known("server", server, around.servers)
    before = len(scope.notes)
    whole = join(written, around.fragments, scope.notes)
    # Of fragments, what arrives by itself has only the life of a task; what it holds is its own.
    joined = Joined(whole.parts[:1], scope.notes) if written.kind.value == "webhook" else whole
    fields = joined.entries(lambda part: part.parameters)
    sent = shape(fields, joined.entries(lambda part: part.rules), scope)
    made = _made(_Common(file, written, joined, sent, places_of(fields), around), whole)
    if made is not None and len(scope.notes) == before:
        # On what is wrong already, these would only add mistakes that are none.
        check_names(made, scope)
        check_demands(made, scope)
        keep_apart(names_of(made, fields, scope.sources), scope)
    return made


def _check_name(file: str, name: Located[str], scope: Scope) -> None:
    scope.name("an endpoint", name.value, name.span)
    if name.value != PurePosixPath(file).stem:
        words = f"the endpoint in {PurePosixPath(file).name} is called like the file"
        scope.error("name", name.span, words, note=f"write endpoint: {PurePosixPath(file).stem}, or rename the file")
    if name.value in TAKEN:
        words = f"a client has something called {name.value!r} of its own"
        scope.error("name", name.span, words, note="call the endpoint otherwise")


@dataclass(frozen=True, slots=True)
class _Common:
    """What is resolved alike for endpoints of every kind, once it is clear what their answers are."""

    file: str
    written: EndpointFile
    joined: Joined
    sent: Shape
    places: tuple[Place, ...]
    around: _Around

    @property
    def scope(self) -> Scope:
        return self.around.scope

    def received(self, machine: Machine | None) -> tuple[ResultField, ...]:
        return result(self.joined.entries(lambda part: part.result), machine, self.sent.parameters, self.scope)

    def check_headers(self, sent: tuple[Header, ...]) -> None:
        names = tuple(one.name for one in sent)
        check_headers(self.places, names, self.around.key.header, self.scope)

    def parts(self, received: tuple[ResultField, ...], calls: tuple[str, ...]) -> "_Parts":
        joined, scope, written = self.joined, self.scope, self.written
        examples = joined.single("examples", lambda part: part.examples)
        return _Parts(
            parameters=self.sent.parameters,
            rules=self.sent.rules,
            name=written.endpoint.value,
            doc=written.doc.value,
            # The same specs make the same bytes, wherever the folder of specs happens to be.
            file=f"specs/{PurePosixPath(self.file).parent.name}/{PurePosixPath(self.file).name}",
            servers=tuple(server.value for server in written.servers),
            result=received,
            prices=prices(
                joined.entries(lambda part: part.prices),
                joined.entries(lambda part: part.unpriced),
                self.sent.parameters,
                self.around.servers,
                scope,
            ),
            capabilities=capabilities(joined.entries(lambda part: part.capabilities), self.sent.parameters, scope),
            limits=limits(joined.single("limits", lambda part: part.limits), scope),
            retention=retention(joined.single("retention", lambda part: part.retention), scope),
            doubts=doubts(joined.entries(lambda part: part.doubts), scope),
            requests=requests(examples, self.sent, scope),
            answers=answers(examples, received, Calls(written.kind.value, calls), scope),
            span=written.endpoint.span,
            tables=scope.cites(joined.single("tables", lambda part: part.tables)),
        )


class _Parts(TypedDict):
    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]
    name: str
    doc: str
    file: str
    servers: tuple[str, ...]
    result: tuple[ResultField, ...]
    prices: tuple[Price, ...]
    capabilities: tuple[Capability, ...]
    limits: Limits | None
    retention: Retention | None
    doubts: tuple[Doubt, ...]
    requests: tuple[RequestExample, ...]
    answers: tuple[AnswerExample, ...]
    span: Span
    tables: tuple[Cite, ...]


def _made(common: _Common, whole: Joined) -> Endpoint | None:
    kind = common.written.kind.value
    needs = Needs(whole, common.written.endpoint.span, kind, common.scope)
    match kind:
        case "task":
            return _task(needs, common)
        case "call":
            return _call(needs, common)
        case "webhook":
            return _webhook(needs, common)


def _task(needs: Needs, common: _Common) -> TaskEndpoint | None:
    spoken = protocol(needs, common.scope)
    if spoken is None:
        return None
    received = common.received(spoken.machine)
    if not any(field.required for field in received):
        note = "write `required: true` at the address of what was made"
        words = "a task's result has a required field: what was paid for"
        common.scope.error("no-result", needs.span, words, note=note)
    check_of_task(common.places, common.scope)
    common.check_headers(spoken.submit.headers)
    calls = ("submit", "poll", *(["cancel"] if spoken.cancel else []), *(["list"] if spoken.listing else []))
    return TaskEndpoint(protocol=spoken, **common.parts(received, calls))


def _call(needs: Needs, common: _Common) -> CallEndpoint | None:
    written = common.joined.single("call", lambda part: part.call)
    spoken = plain_call(needs, common.sent.parameters, common.scope)
    if written is None or spoken is None:
        return None
    call, errors = spoken
    check_of_call(common.places, written.call, common.scope)
    common.check_headers(call.headers)
    received = common.received(None)
    if written.paging is not None:
        _check_rows(written.paging.rows, received, common.scope)
    return CallEndpoint(call=call, errors=errors, **common.parts(received, ("call",)))


def _check_rows(rows: Located[str], received: tuple[ResultField, ...], scope: Scope) -> None:
    if rows.value not in {one.name for one in received if one.type == "list"}:
        words = f"the rows of a page are a list in `result`: {rows.value!r} is none"
        note = "such as rows: items, and result: {items: {type: list, …}}"
        scope.error("paging", rows.span, words, note=note)


def _webhook(needs: Needs, common: _Common) -> WebhookEndpoint | None:
    spoken = event(needs, common.scope)
    if spoken is None:
        return None
    for one in common.sent.parameters:
        words = "what the provider sends has a `result`, and no parameters"
        common.scope.error("stray-key", one.span, words, note="say what arrives under `result`")
    examples = common.joined.single("examples", lambda part: part.examples)
    for example in examples.requests if examples else ():
        words = "what the provider sends by itself is not asked for: there are no example requests"
        common.scope.error("stray-key", example.span, words, note="show what arrives under `answers`, with to: event")
    return WebhookEndpoint(event=spoken, **common.parts(common.received(spoken.machine), ("event",)))
