"""Emit typed clients: one package a provider, one module an endpoint, facts only. Behaviour is the runtime's.

Top to bottom an endpoint's module shows what may be sent, what comes back, how that is read, what it costs.
"""

import keyword
from collections.abc import Iterator

from callsheet.emit import protocols
from callsheet.emit.files import Files
from callsheet.emit.layout import (
    INDENT,
    Bracketed,
    Named,
    Piece,
    call,
    class_name,
    constant,
    docstring,
    lay_out,
    mapping,
    scalar,
    sentence,
    sequence,
    subscript,
    text,
    variable,
)
from callsheet.emit.rule_values import cites_value
from callsheet.emit.templating import render
from callsheet.model.endpoint import Catalog, Endpoint, Price, PriceAxis, Provider, ResultField
from callsheet.model.request import Choice, Flag, Kind, Number, Parameter, Text, Url, Whole
from callsheet.model.words import number_in_words, value_in_words

RESULT_TYPES = {
    "text": "str",
    "url": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "moment": "datetime",
}
SURENESS = ("given", "official", "third-party", "inferred")
"""How far a page's word goes, the surest first."""
READERS = {**dict.fromkeys(("text", "url"), "text"), "integer": "integer", "number": "number", "boolean": "boolean"}


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
        spoken = protocols.names(provider)
        files[f"{folder}/__init__.py"] = _package(provider)
        files[f"{folder}/client.py"] = _client(provider, spoken)
        files[f"{folder}/protocol.py"] = protocols.module(provider, spoken)
        files[f"{folder}/sources.py"] = _sources(provider)
        for endpoint in provider.endpoints:
            files[f"{folder}/{variable(endpoint.name)}.py"] = module(provider, endpoint, spoken[endpoint.name])
    return files


def _catalog(catalog: Catalog) -> str:
    rows = [
        (
            text(f"{provider.name}/{endpoint.name}"),
            sequence([text(variable(provider.name)), text(variable(endpoint.name)), text(sentence(endpoint.doc))]),
        )
        for provider, endpoint in catalog
    ]
    titles = [(text(provider.name), text(provider.title)) for provider in catalog.providers]
    return render(
        "catalog.py.jinja",
        endpoints=lay_out(mapping(rows), prefix="ENDPOINTS: dict[str, tuple[str, str, str]] = ")
        + '\n"""Package, module and purpose of every endpoint, by `provider/endpoint`."""\n',
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
        modules=sorted(modules),
        exported=lay_out(Bracketed("", tuple(map(text, sorted((*classes, *modules)))), "[", "]"), prefix="__all__ = ")[
            len("__all__ = ") :
        ],
        classes=f"({', '.join(map(text, classes))})",
    )


def _long_docstring(lines: list[str]) -> str:
    """Write a docstring of several lines; each is made safe by itself."""
    first, *rest = [docstring(line)[3:-3] if line else "" for line in lines]
    return "\n".join([f'"""{first}', *rest, '"""'])


def _client(provider: Provider, spoken: dict[str, str]) -> str:
    return render(
        "client.py.jinja",
        provider=provider.name,
        title=docstring(provider.title)[3:-4],
        package=variable(provider.name),
        client=provider.client,
        doc=docstring(provider.title, indent=1),
        protocol=next(iter(spoken.values())),
        endpoints=[
            {"module": variable(endpoint.name), "doc": docstring(endpoint.doc, indent=2)}
            for endpoint in provider.endpoints
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


def module(provider: Provider, endpoint: Endpoint, protocol: str) -> str:
    """Write one endpoint's module."""
    aliases = [one for one in endpoint.parameters if isinstance(one.kind, Choice)]
    facets = sorted({name for price in endpoint.prices for axis in price.by if (name := _groups(axis)[1])})
    tariffs = [_tariff(price) for price in endpoint.prices]
    body = _body(endpoint)
    uses = {cite.source.key for price in endpoint.prices for cite in price.cites}
    imports = sorted((*facets, "validate"), key=lambda name: (name == "validate", name))
    return render(
        "endpoint.py.jinja",
        file=endpoint.file,
        doc=_long_docstring([sentence(endpoint.doc), "", *_pages(endpoint)]),
        package=variable(provider.name),
        module=variable(endpoint.name),
        protocol=protocol,
        sources=sorted(constant(key) for key in uses),
        imports=imports,
        moments=any(field.type == "moment" for field in endpoint.result),
        runtime=list(_runtime_imports(tariffs, body)),
        aliases=[_alias(one, one.kind) for one in aliases if isinstance(one.kind, Choice)],
        request=[_request_field(one) for one in endpoint.parameters if one.required]
        + [_request_field(one) for one in endpoint.parameters if not one.required],
        body=body,
        result=[_result_field(field) for field in endpoint.result],
        reads=[f"{field.name}={_read(field)}" for field in endpoint.result],
        tariffs=tariffs,
        endpoint=_endpoint(provider, endpoint, protocol),
    )


def _runtime_imports(tariffs: list[str], body: str) -> Iterator[str]:
    yield "from callsheet_runtime import reading"
    if tariffs:
        yield "from callsheet_runtime.pricing import Axis, Tariff"
        yield "from callsheet_runtime.problems import Cite"
    yield "from callsheet_runtime.protocol import Body, Endpoint"
    yield f"from callsheet_runtime.reading import Answer{', given' if 'given(' in body else ''}"


def _pages(endpoint: Endpoint) -> Iterator[str]:
    for source in endpoint.sources():
        yield f"[{source.key}] {sentence(source.title)} {sentence(source.publisher)}"


def _alias(parameter: Parameter, choice: Choice) -> str:
    return lay_out(
        subscript("Literal", [text(word) for word in choice.words()]), prefix=f"{class_name(parameter.name)} = "
    )


def _request_field(parameter: Parameter) -> str:
    kind = _python_type(parameter)
    declared = kind if parameter.required else f"{kind} | None = None"
    words = " ".join(filter(None, (sentence(parameter.doc), *_limits(parameter.kind), _default(parameter))))
    return f"{INDENT}{parameter.name}: {declared}\n{INDENT}{docstring(words, indent=1)}\n"


def _python_type(parameter: Parameter) -> str:
    match parameter.kind:
        case Choice():
            return class_name(parameter.name)
        case Text() | Url():
            return "str"
        case Whole():
            return "int"
        case Number():
            return "float"
        case Flag():
            return "bool"


def _limits(kind: Kind) -> Iterator[str]:
    match kind:
        case Text(low, high, beyond) if high is not None:
            what = "the provider cuts what is beyond" if beyond == "warning" else "a longer one is refused"
            yield f"{low or 0} to {high} characters; {what}."
        case Whole(low, high) | Number(low, high) if low is not None and high is not None:
            yield f"{number_in_words(low)} to {number_in_words(high)}."
        case _:
            pass


def _default(parameter: Parameter) -> str:
    return "" if parameter.default is None else f"Default: {value_in_words(parameter.default)}."


def _result_field(field: ResultField) -> str:
    return f"{INDENT}{field.name}: {RESULT_TYPES[field.type]} | None\n{INDENT}{docstring(field.doc, indent=1)}\n"


def _read(field: ResultField) -> str:
    at = text(".".join(field.at))
    if field.moment is None:
        return f"reading.{READERS[field.type]}(answer, {at})"
    zone = f", zone={field.moment.zone:g}" if field.moment.zone else ""
    return f"reading.moment(answer, {at}, {text(field.moment.form)}{zone})"


def _body(endpoint: Endpoint) -> str:
    return lay_out(_object(endpoint, ()), prefix=f"{INDENT * 2}return ", indent=2)[len(f"{INDENT * 2}return ") :]


def _object(endpoint: Endpoint, at: tuple[str, ...]) -> Bracketed:
    """Write one object of the body: what is required, then what may be left out."""
    inside = [one for one in endpoint.parameters if one.at[: len(at)] == at]
    always: list[Piece] = []
    perhaps: list[tuple[str, Piece]] = []
    for key in dict.fromkeys(one.at[len(at)] for one in inside):
        below = [one for one in inside if one.at[len(at)] == key]
        leaf = next((one for one in below if one.at == (*at, key)), None)
        value: Piece = f"self.{leaf.name}" if leaf else _object(endpoint, (*at, key))
        if any(one.required for one in below):
            always.append(Named(f"{text(key)}: ", value))
        else:
            perhaps.append((key, value))
    if perhaps:
        always.append(Named("**", _given(perhaps)))
    return Bracketed("", tuple(always), "{", "}")


def _given(pairs: list[tuple[str, Piece]]) -> Piece:
    if all(key.isidentifier() and not keyword.iskeyword(key) for key, _ in pairs):
        return Bracketed("given", tuple(Named(f"{key}=", value) for key, value in pairs))
    return call("given", Named("**", mapping([(text(key), value) for key, value in pairs])))


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
        servers=sequence([text(server) for server in price.servers]) if price.servers else None,
        by=sequence([_axis(axis) for axis in price.by]),
        rates=rates,
        confidence=text(source.confidence),
        read=text(source.read),
        cites=cites_value(price.cites),
    )
    return lay_out(value, prefix=f"{constant(price.name, 'price')} = ")


def _tuple(words: tuple[str, ...]) -> str:
    inner = ", ".join(map(text, words))
    return f"({inner},)" if len(words) == 1 else f"({inner})"


def _axis(axis: PriceAxis) -> Piece:
    default = axis.parameter.default
    _, facet = _groups(axis)
    return call(
        "Axis",
        at=text(".".join(axis.parameter.at)),
        groups=facet,
        default=None if default is None else scalar(default),
    )


def _groups(axis: PriceAxis) -> tuple[PriceAxis, str | None]:
    return axis, constant(axis.parameter.name, axis.facet) if axis.facet else None


def _endpoint(provider: Provider, endpoint: Endpoint, protocol: str) -> str:
    required = next(field for field in endpoint.result if field.required)
    value = call(
        "Endpoint",
        name=text(f"{provider.name}/{endpoint.name}"),
        protocol=protocol,
        servers=sequence([text(server) for server in endpoint.servers]),
        validate="validate",
        read="result",
        result=text(".".join(required.at)),
        model=text(".".join(endpoint.model.at)) if endpoint.model else None,
        tariffs=sequence([constant(price.name, "price") for price in endpoint.prices]) if endpoint.prices else None,
    )
    return lay_out(value, prefix="ENDPOINT: Final[Endpoint[Request, Result]] = ")
