"""Put providers and endpoints together from their documents. Knows which file may say what; opens none."""

import keyword
import re
from collections import defaultdict
from pathlib import PurePosixPath

from callsheet.diagnostics import Diagnostics
from callsheet.model.endpoint import Catalog, Endpoint, Provider
from callsheet.model.source import Source
from callsheet.resolve.apart import folded, keep_apart, names_of
from callsheet.resolve.conversation import protocol, servers, signing
from callsheet.resolve.facts import answers, doubts, limits, prices, requests, result, retention
from callsheet.resolve.parameters import parameters
from callsheet.resolve.rules import check_demands, rules
from callsheet.resolve.scope import Scope, optional
from callsheet.resolve.sections import join
from callsheet.span import Span
from callsheet.syntax import Document, EndpointFile, FragmentFile, ProviderFile, SourcesFile

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
    return Provider(
        name=written.provider.value,
        title=written.title.value,
        client=written.client.value,
        doc=written.doc.value,
        servers=found,
        key=signing(written.key, scope),
        sources=tuple(scope.sources.values()),
        endpoints=tuple(one for one in endpoints if one is not None),
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
    joined = join(written, fragments, scope.notes)
    fields = joined.entries(lambda part: part.parameters)
    sent = parameters(fields, scope)
    spoken = protocol(joined, name.span, scope)
    if spoken is None:
        return None
    received = result(joined.entries(lambda part: part.result), spoken.machine, sent, scope)
    if not any(field.required for field in received):
        note = "write `required: true` at the address of what was made"
        words = "a task's result has a required field: what was paid for"
        scope.error("no-result", name.span, words, note=note)
    judged = rules(joined.entries(lambda part: part.rules), fields, sent, scope)
    examples = joined.single("examples", lambda part: part.examples)
    made = Endpoint(
        name=name.value,
        doc=written.doc.value,
        # The same specs make the same bytes, wherever the folder of specs happens to be.
        file=f"specs/{PurePosixPath(file).parent.name}/{PurePosixPath(file).name}",
        servers=tuple(server.value for server in written.servers),
        parameters=sent,
        rules=judged,
        protocol=spoken,
        result=received,
        prices=prices(joined.entries(lambda part: part.prices), sent, known_servers, scope),
        limits=limits(joined.single("limits", lambda part: part.limits), scope),
        retention=retention(joined.single("retention", lambda part: part.retention), scope),
        doubts=doubts(joined.entries(lambda part: part.doubts), scope),
        requests=requests(examples, sent, judged, scope),
        answers=answers(examples, received, spoken, scope),
        span=name.span,
    )
    if len(scope.notes) == before:
        # On what is wrong already, these would only add mistakes that are none.
        check_demands(judged, sent, scope)
        keep_apart(names_of(made, fields, scope.sources), scope)
    return made
