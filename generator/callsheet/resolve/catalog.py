"""Put providers and endpoints together from their documents. Knows which file may say what; opens none."""

import keyword
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypedDict

from callsheet.diagnostics import Diagnostics
from callsheet.model.endpoint import (
    AnswerExample,
    CallEndpoint,
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
    WebhookEndpoint,
)
from callsheet.model.protocol import Machine
from callsheet.model.request import Parameter, Rule, Shape
from callsheet.model.source import Source
from callsheet.resolve.apart import folded, keep_apart, names_of
from callsheet.resolve.conversation import Needs, event, plain_call, protocol, servers, signing
from callsheet.resolve.facts import answers, doubts, limits, prices, requests, result, retention
from callsheet.resolve.rules import check_demands, check_names
from callsheet.resolve.scope import Scope, optional
from callsheet.resolve.sections import Joined, join
from callsheet.resolve.shapes import shape
from callsheet.span import Span
from callsheet.syntax import Document, EndpointFile, FragmentFile, ProviderFile, SourcesFile
from callsheet.syntax.located import Located

Files = list[tuple[str, Document]]
CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")

TAKEN = ("aclose", "client", "close", "context", "drive", "protocol", "reference", "region", "sources", "validators")
"""Names that a client, or its package, has besides its endpoints."""


def resolve(documents: Files, notes: Diagnostics) -> Catalog:
    """Make a catalog of documents, noting every mistake. What was noted makes the catalog unfit for use."""
    folders: dict[str, Files] = defaultdict(list)
    for file, document in documents:
        folders[PurePosixPath(file).parent.name].append((file, document))
    _keep_files_apart(documents, notes)
    found = [_provider(folder, files, notes) for folder, files in sorted(folders.items())]
    return Catalog(tuple(one for one in found if one is not None))


def _keep_files_apart(documents: Files, notes: Diagnostics) -> None:
    """Note files whose names fall together where Python has a module for each."""
    seen: dict[tuple[str, str], str] = {}
    for file, document in documents:
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
    endpoints = [
        _endpoint(file, one, fragments, tuple(server.name for server in found), scope)
        for file, one in files
        if isinstance(one, EndpointFile)
    ]
    resolved = tuple(one for one in endpoints if one is not None)
    if len(resolved) == len(endpoints):
        _check_takes(resolved, scope)
    return Provider(
        name=written.provider.value,
        title=written.title.value,
        client=written.client.value,
        doc=written.doc.value,
        servers=found,
        key=signing(written.key, scope),
        sources=tuple(scope.sources.values()),
        endpoints=resolved,
        span=written.span,
    )


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


def _endpoint(
    file: str, written: EndpointFile, fragments: dict[str, FragmentFile], known_servers: tuple[str, ...], scope: Scope
) -> Endpoint | None:
    name = written.endpoint
    scope.name("an endpoint", name.value, name.span)
    if name.value != PurePosixPath(file).stem:
        words = f"the endpoint in {PurePosixPath(file).name} is called like the file"
        scope.error("name", name.span, words, note=f"write endpoint: {PurePosixPath(file).stem}, or rename the file")
    if name.value in TAKEN:
        words = f"a client has something called {name.value!r} of its own"
        scope.error("name", name.span, words, note="call the endpoint otherwise")
    for server in written.servers:
        scope.known("server", server, known_servers)
    before = len(scope.notes)
    whole = join(written, fragments, scope.notes)
    # Of fragments, what arrives by itself has only the life of a task; what it holds is its own.
    joined = Joined(whole.parts[:1], scope.notes) if written.kind.value == "webhook" else whole
    fields = joined.entries(lambda part: part.parameters)
    sent = shape(fields, joined.entries(lambda part: part.rules), scope)
    made = _made(_Common(file, written, joined, sent, known_servers, scope), whole)
    if made is not None and len(scope.notes) == before:
        # On what is wrong already, these would only add mistakes that are none.
        check_names(made, scope)
        check_demands(made, scope)
        keep_apart(names_of(made, fields, scope.sources), scope)
    return made


@dataclass(frozen=True, slots=True)
class _Common:
    """What is resolved alike for endpoints of every kind, once it is clear what their answers are."""

    file: str
    written: EndpointFile
    joined: Joined
    sent: Shape
    servers: tuple[str, ...]
    scope: Scope

    def received(self, machine: Machine | None) -> tuple[ResultField, ...]:
        return result(self.joined.entries(lambda part: part.result), machine, self.sent.parameters, self.scope)

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
            prices=prices(joined.entries(lambda part: part.prices), self.sent.parameters, self.servers, scope),
            limits=limits(joined.single("limits", lambda part: part.limits), scope),
            retention=retention(joined.single("retention", lambda part: part.retention), scope),
            doubts=doubts(joined.entries(lambda part: part.doubts), scope),
            requests=requests(examples, self.sent, scope),
            answers=answers(examples, received, calls, scope),
            span=written.endpoint.span,
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
    limits: Limits | None
    retention: Retention | None
    doubts: tuple[Doubt, ...]
    requests: tuple[RequestExample, ...]
    answers: tuple[AnswerExample, ...]
    span: Span


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
    for one in common.sent.parameters:
        if one.at[0] in {"$path", "$query", "$form", "$files"}:
            words = f"a task is created by a JSON body: {one.at[0]} belongs to a plain call"
            common.scope.error("path", one.span, words, note="only $headers stand beside the body")
    calls = ("submit", "poll", *(["cancel"] if spoken.cancel else []), *(["list"] if spoken.listing else []))
    return TaskEndpoint(protocol=spoken, **common.parts(received, calls))


def _call(needs: Needs, common: _Common) -> CallEndpoint | None:
    spoken = plain_call(needs, common.sent.parameters, common.scope)
    if spoken is None:
        return None
    call, errors = spoken
    received = common.received(None)
    if call.paging is not None and call.paging.rows not in {one.name for one in received if one.type == "list"}:
        words = f"the rows of a page are a list in `result`: {call.paging.rows!r} is none"
        common.scope.error(
            "paging", needs.span, words, note="such as rows: items, and result: {items: {type: list, …}}"
        )
    return CallEndpoint(call=call, errors=errors, **common.parts(received, ("call",)))


def _webhook(needs: Needs, common: _Common) -> WebhookEndpoint | None:
    spoken = event(needs, common.scope)
    if spoken is None:
        return None
    for one in common.sent.parameters:
        words = "what the provider sends has a `result`, and no parameters"
        common.scope.error("stray-key", one.span, words, note="say what arrives under `result`")
    return WebhookEndpoint(event=spoken, **common.parts(common.received(spoken.machine), ("event",)))


def _check_takes(endpoints: tuple[Endpoint, ...], scope: Scope) -> None:
    """Note values that nothing gives."""
    gives = {f"{one.name}.{field.name}" for one in endpoints for field in one.result}
    items = ((one.name, field.name, field.item) for one in endpoints for field in one.result)
    gives |= {f"{one}.{name}.{part.name}" for one, name, item in items if not isinstance(item, str) for part in item}
    gives |= {"task", *(f"{one.name}.task" for one in endpoints if isinstance(one, TaskEndpoint))}
    for endpoint in endpoints:
        for parameter in endpoint.every_parameter():
            for source in parameter.takes:
                scope.known("giver", Located(source, parameter.span), tuple(sorted(gives)))
