"""Emit typed clients: one package a provider, one module an endpoint, facts only. Behaviour is the runtime's.

Top to bottom an endpoint's module shows what may be sent, what comes back, how that is read, what it costs.
"""

import re
from collections.abc import Iterator

from callsheet.emit import protocols, requests, results, signatures
from callsheet.emit.files import Files
from callsheet.emit.layout import (
    Bracketed,
    Piece,
    call,
    constant,
    docstring,
    import_from,
    lay_out,
    mapping,
    number,
    scalar,
    sentence,
    sequence,
    text,
    variable,
)
from callsheet.emit.rule_values import cites_value
from callsheet.emit.templating import render
from callsheet.model.endpoint import (
    CallEndpoint,
    Catalog,
    Endpoint,
    Price,
    PriceAxis,
    Provider,
    Retention,
    TaskEndpoint,
    WebhookEndpoint,
)
from callsheet.model.protocol import Paging, Signature
from callsheet.model.request import Bytes, Count, File, Parameter, Sum

SURENESS = ("given", "official", "third-party", "inferred")
"""How far a page's word goes, the surest first."""


def emit(catalog: Catalog) -> Files:
    """Write the packages of all providers, and the list of what there is."""
    files = {
        "callsheet_clients/__init__.py": render("clients.py.jinja"),
        "callsheet_clients/catalog.py": _catalog(catalog),
        "callsheet_clients/py.typed": "",
    }
    for provider in catalog.providers:
        package = variable(provider.name)
        folder = f"callsheet_clients/{package}"
        spoken = protocols.spoken(provider)
        files[f"{folder}/__init__.py"] = _package(provider)
        files[f"{folder}/client.py"] = _client(provider, spoken)
        files[f"{folder}/protocol.py"] = spoken.text
        files[f"{folder}/sources.py"] = _sources(provider)
        for endpoint in provider.endpoints:
            files[f"{folder}/{variable(endpoint.name)}.py"] = module(provider, endpoint, spoken.names[endpoint.name])
    return files


def _catalog(catalog: Catalog) -> str:
    rows = [
        (
            text(f"{provider.name}/{endpoint.name}"),
            sequence(
                [
                    text(variable(provider.name)),
                    text(variable(endpoint.name)),
                    text(sentence(endpoint.doc)),
                    text(endpoint.KIND),
                ]
            ),
        )
        for provider, endpoint in catalog
    ]
    titles = [(text(provider.name), text(provider.title)) for provider in catalog.providers]
    return render(
        "catalog.py.jinja",
        endpoints=lay_out(mapping(rows), prefix="ENDPOINTS: dict[str, tuple[str, str, str, str]] = ")
        + '\n"""Package, module, purpose and kind of every endpoint, by `provider/endpoint`."""\n',
        providers=lay_out(mapping(titles), prefix="PROVIDERS: dict[str, str] = ")
        + '\n"""What people call each provider."""',
    )


def _package(provider: Provider) -> str:
    modules = [variable(endpoint.name) for endpoint in provider.endpoints]
    classes = [f"Async{provider.client}", provider.client]
    lines = [
        sentence(provider.title),
        "",
        f"Without a key, `{provider.key.env}` is read from the environment.",
        f"Servers: {', '.join(server.name for server in provider.servers)}.",
        sentence(provider.doc),
    ]
    return render(
        "package.py.jinja",
        provider=provider.name,
        package=variable(provider.name),
        client=provider.client,
        doc=_long_docstring(lines),
        modules=import_from(f"callsheet_clients.{variable(provider.name)}", sorted(modules), indent=1),
        exported=lay_out(Bracketed("", tuple(map(text, sorted((*classes, *modules)))), "[", "]"), prefix="__all__ = ")[
            len("__all__ = ") :
        ],
        classes=f"({', '.join(map(text, classes))})",
    )


def _long_docstring(lines: list[str]) -> str:
    """Write a docstring of several lines; each is made safe by itself."""
    first, *rest = [docstring(line)[3:-3] if line else "" for line in lines]
    return "\n".join([f'"""{first}', *rest, '"""'])


def _client(provider: Provider, spoken: protocols.Spoken) -> str:
    return render(
        "client.py.jinja",
        provider=provider.name,
        title=docstring(provider.title)[3:-4],
        package=variable(provider.name),
        client=provider.client,
        doc=docstring(provider.title, indent=1),
        protocol=spoken.usual,
        faces=[
            line
            for line, has in (
                ("from callsheet_runtime.calls import AsyncCalls, Calls", provider.calls),
                ("from callsheet_runtime.clients import AsyncClient, Client", True),
                ("from callsheet_runtime.tasks import AsyncTasks, Tasks", provider.tasks),
            )
            if has
        ],
        endpoints=[
            {
                "module": variable(endpoint.name),
                "doc": docstring(endpoint.doc, indent=2),
                "face": "Tasks" if isinstance(endpoint, TaskEndpoint) else "Calls",
            }
            for endpoint in sorted((*provider.tasks, *provider.calls), key=lambda one: variable(one.name))
        ],
    )


def _sources(provider: Provider) -> str:
    sources = [
        lay_out(
            call(
                "Source",
                text(one.key),
                text(f"{one.title}, {one.publisher}"),
                text(one.url or ""),
                text(one.confidence),
            ),
            prefix=f"{constant(one.key)} = ",
        )
        for one in provider.sources
    ]
    return render("sources.py.jinja", provider=provider.name, sources=sources)


def module(provider: Provider, endpoint: Endpoint, spoken: str) -> str:
    """Write one endpoint's module, from what may be sent down to the constant that stands for it."""
    sends = not isinstance(endpoint, WebhookEndpoint)
    tariffs = [_tariff(price) for price in endpoint.prices]
    types = "\n".join(requests.aliases(endpoint))
    blocks = [
        *([types] if types else []),
        *(requests.classes(endpoint) if sends else ()),
        *([signatures.block(endpoint)] if isinstance(endpoint, TaskEndpoint) else ()),
        *results.classes(endpoint),
        *tariffs,
        _constant(provider, endpoint, spoken),
    ]
    facets = sorted({name for price in endpoint.prices for axis in price.by if (name := _facet(axis))})
    return render(
        "endpoint.py.jinja",
        file=endpoint.file,
        doc=_long_docstring([sentence(endpoint.doc), "", *_pages(endpoint)])
        if not sends
        else _documented(provider, endpoint),
        imports=_imports(provider, endpoint, spoken, blocks, [*facets, *(["validate"] if sends else [])]),
        # Constants stand close to the imports, classes apart from them.
        apart=not types,
        blocks=blocks,
    )


def _documented(provider: Provider, endpoint: Endpoint) -> str:
    """Write the docstring of a module whose endpoint can be called, with an example that runs."""
    lines = [sentence(endpoint.doc), "", *_pages(endpoint)]
    shown = requests.example(provider, endpoint)
    if shown:
        client = provider.client
        lines += ["", f"With `client`, a `{client}`; with an `Async{client}`, the last line awaits:"]
    text_lines = _long_docstring(lines)
    if not shown:
        return text_lines
    return text_lines.removesuffix('"""') + "\n" + "\n".join(f"    {line}" if line else "" for line in shown) + '\n"""'


def _imports(provider: Provider, endpoint: Endpoint, spoken: str, blocks: list[str], facts: list[str]) -> list[str]:
    """List the lines that import what the module uses, and no more."""
    package, code = f"callsheet_clients.{variable(provider.name)}", "\n".join(blocks)
    sources = sorted({constant(cite.source.key) for price in endpoint.prices for cite in price.cites})
    used = _used(code)
    lines = ["from dataclasses import dataclass"]
    lines += ["from datetime import datetime"] if "datetime" in code else []
    lines += ["from functools import partial"] if "partial" in used else []
    lines += [import_from("typing", [name for name in TYPING if name in used]), ""]
    lines.append(import_from(f"{package}.protocol", [spoken]))
    lines += [import_from(f"{package}.sources", sources)] if sources else []
    if facts:
        lines.append(import_from(f"{package}.validators.{variable(endpoint.name)}", facts))
    return [*lines, *_runtime_imports(used)]


RUNTIME: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("media", ("Source", "Upload", "name_of")),
    ("pricing", ("Axis", "Tariff", "items", "sum_of", "utf8_bytes")),
    ("problems", ("Cite",)),
    ("protocol", ("Body", "CallEndpoint", "Endpoint", "FileField", "Operation", "Paging", "Retention")),
    ("reading", ("Answer", "bodies", "given", "listed")),
    ("webhooks", ("Event", "Signature")),
)
"""What emitted modules use, by the module it lives in."""


TYPING = ("TYPE_CHECKING", "Final", "Literal", "Never", "TypeVar")


def _used(code: str) -> set[str]:
    """List the names that stand in code, texts aside."""
    return set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', _without_docs(code))))


def _runtime_imports(used: set[str]) -> Iterator[str]:
    """List the lines that import from the runtime what a module uses."""
    if "reading" in used:
        yield "from callsheet_runtime import reading"
    for module, names in RUNTIME:
        found = [name for name in names if name in used]
        if found:
            yield import_from(f"callsheet_runtime.{module}", found)


def _without_docs(code: str) -> str:
    return re.sub(r'""".*?"""', "", code, flags=re.DOTALL)


def _pages(endpoint: Endpoint) -> Iterator[str]:
    for source in endpoint.sources():
        yield f"[{source.key}] {sentence(source.title)} {sentence(source.publisher)}"


def _tariff(price: Price) -> str:
    rates = mapping([(_tuple(groups), text(str(amount))) for groups, amount in price.rates])
    # A price is no surer than the least sure page that it was put together from.
    source = max((cite.source for cite in price.cites), key=lambda one: SURENESS.index(one.confidence))
    value = call(
        "Tariff",
        name=text(price.name),
        currency=text(price.currency),
        per=text(price.per),
        of=text(".".join(price.of.at)) if price.of else "None",
        units=scalar(price.of.default) if price.of and price.of.default is not None else None,
        count=_count(price.of) if price.of else None,
        step=None if price.step is None else str(price.step),
        afterwards="True" if price.afterwards else None,
        servers=sequence([text(server) for server in price.servers]) if price.servers else None,
        unless=sequence([text(".".join(one.at)) for one in price.unless]) if price.unless else None,
        by=sequence([_axis(axis) for axis in price.by]),
        rates=rates,
        confidence=text(source.confidence),
        read=text(source.read),
        cites=cites_value(price.cites),
    )
    return lay_out(value, prefix=f"{constant(price.name, 'price')} = ")


def _count(parameter: Parameter) -> str | None:
    """Name what counts units where the field is no number."""
    match parameter.measured.how if parameter.measured else None:
        case None:
            return None
        case Bytes():
            return "utf8_bytes"
        case Count(where=None):
            return "items"
        case Sum(_, at):
            return f"sum_of({text('.'.join(at))})"
        case _:
            raise AssertionError("measures that no price can count by are refused when they are resolved")


def _tuple(words: tuple[str, ...]) -> str:
    inner = ", ".join(map(text, words))
    return f"({inner},)" if len(words) == 1 else f"({inner})"


def _axis(axis: PriceAxis) -> Piece:
    default = axis.parameter.default
    return call(
        "Axis",
        at=text(".".join(axis.parameter.at)),
        groups=_facet(axis),
        default=None if default is None else scalar(default),
    )


def _facet(axis: PriceAxis) -> str | None:
    return constant(axis.parameter.name, axis.facet) if axis.facet else None


def _constant(provider: Provider, endpoint: Endpoint, spoken: str) -> str:
    """Write the constant that stands for the endpoint."""
    match endpoint:
        case TaskEndpoint():
            return _endpoint(provider, endpoint, spoken)
        case CallEndpoint():
            return _call(provider, endpoint, spoken)
        case WebhookEndpoint():
            return _event(provider, endpoint, spoken)
        case _:
            raise AssertionError("there are no other kinds of endpoints")


def _offer(provider: Provider, endpoint: Endpoint, protocol: str) -> dict[str, Piece | None]:
    """Say what endpoints that can be called have in common."""
    return {
        "name": text(f"{provider.name}/{endpoint.name}"),
        "protocol": protocol,
        "servers": sequence([text(server) for server in endpoint.servers]),
        "validate": "validate",
        "read": "result",
        "model": text(".".join(endpoint.model.at)) if endpoint.model else None,
        "tariffs": sequence([constant(price.name, "price") for price in endpoint.prices]) if endpoint.prices else None,
    }


def _required(endpoint: Endpoint) -> str | None:
    return next((text(".".join(field.at)) for field in endpoint.result if field.required), None)


def _endpoint(provider: Provider, endpoint: TaskEndpoint, protocol: str) -> str:
    plans = endpoint.limits.plans if endpoint.limits else ()
    billed = [(text(field.name), text(field.billed)) for field in endpoint.result if field.billed]
    value = call(
        "Endpoint",
        **_offer(provider, endpoint, protocol),
        result=_required(endpoint),
        billed=mapping(billed) if billed else None,
        plans=mapping([(text(name), str(count)) for name, count in plans]) if plans else None,
        retention=_retention(endpoint.retention),
    )
    return lay_out(value, prefix="ENDPOINT: Final[Endpoint[Request, Result]] = ")


def _retention(kept: Retention | None) -> Piece | None:
    if kept is None or (kept.task is None and kept.media is None):
        return None
    known = {"task": kept.task, "media": kept.media}
    return call("Retention", **{name: number(seconds) for name, seconds in known.items() if seconds is not None})


def _call(provider: Provider, endpoint: CallEndpoint, conventions: str) -> str:
    spoken, paging = endpoint.call, endpoint.call.paging
    files = [_file(one, one.kind) for one in endpoint.parameters if isinstance(one.kind, File)]
    bare = not any(one.required for one in endpoint.parameters)
    value = call(
        "CallEndpoint",
        **_offer(provider, endpoint, conventions),
        operation=protocols.operation("Operation", spoken),
        holds=_required(endpoint),
        costs="True" if spoken.costs else None,
        repeatable="True" if spoken.repeatable else None,
        files=sequence(files) if files else None,
        paging=_paging(paging) if paging else None,
        empty="Request()" if bare else None,
    )
    return lay_out(value, prefix="ENDPOINT: Final[CallEndpoint[Request, Result]] = ")


def _file(parameter: Parameter, kind: File) -> Piece:
    media = [(text(name), sequence([text(ending) for ending in endings])) for name, endings in kind.media]
    return call(
        "FileField",
        name=text(parameter.name),
        at=text(parameter.pointer),
        media=mapping(media),
        most_bytes=None if kind.most_bytes is None else str(kind.most_bytes),
        most_side=None if kind.most_side is None else str(kind.most_side),
        most_seconds=None if kind.most_seconds is None else str(kind.most_seconds),
    )


def _paging(paging: Paging) -> Piece:
    return call(
        "Paging",
        page=text(paging.page),
        rows=text(paging.rows),
        total=text(".".join(paging.total)) if paging.total else None,
        first=str(paging.first) if paging.first != 1 else None,
    )


def _event(provider: Provider, endpoint: WebhookEndpoint, machine: str) -> str:
    event = endpoint.event
    value = call(
        "Event",
        name=text(f"{provider.name}/{endpoint.name}"),
        machine=machine,
        task=text(".".join(event.task)),
        status=text(".".join(event.status)),
        id=text(".".join(event.id)) if event.id else None,
        read="result",
        signature=_signature(event.signature) if event.signature else None,
        reply=text(event.reply) if event.reply else None,
        within=None if event.within is None else number(event.within),
    )
    return lay_out(value, prefix="EVENT: Final[Event[Result]] = ")


def _signature(signature: Signature) -> Piece:
    return call(
        "Signature",
        signature=text(signature.signature),
        timestamp=text(signature.timestamp) if signature.timestamp else None,
        nonce=text(signature.nonce) if signature.nonce else None,
        signs=text(signature.signs),
        orders=sequence([text(one) for one in signature.orders]),
        method=text(signature.method),
    )
