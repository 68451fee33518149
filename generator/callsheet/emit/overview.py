"""Emit one page over all endpoints: what each takes, what it gives, what it costs. Knows no request."""

from collections.abc import Iterator

from callsheet.emit.files import Files
from callsheet.emit.layout import sentence, variable
from callsheet.emit.reference import Row, table
from callsheet.model.endpoint import CallEndpoint, Catalog, Endpoint, Provider, WebhookEndpoint
from callsheet.model.request import Choice, File, Flag, Kind, List, Number, Shape, Text, Url, Whole
from callsheet.model.words import number_in_words

MOST_VALUES = 6
HEADS = ("endpoint", "kind", "models", "needs", "takes, too", "gives", "costs", "what it does")


def emit(catalog: Catalog) -> Files:
    """Write `callsheet_clients/reference.md`."""
    lines = [
        "<!-- Written by callsheet. Change the specs, then `make generate`. -->",
        "# All endpoints",
        "",
        "A *task* is created, asked for, and ends; a *call* is answered at once; a *webhook* is sent to you.",
        "`callsheet show ENDPOINT` prints all about one of them.",
    ]
    for provider in catalog.providers:
        lines += ["", f"## {provider.name}", "", f"{sentence(provider.title)} {sentence(provider.doc)}", ""]
        lines += table(HEADS, (_row(provider, endpoint) for endpoint in provider.endpoints))
    return {"callsheet_clients/reference.md": "\n".join(lines) + "\n"}


def _row(provider: Provider, endpoint: Endpoint) -> Row:
    page = f"{variable(provider.name)}/reference/{endpoint.name}.md"
    needs = [one for one in endpoint.parameters if one.required and one.name != "model"]
    others = [one.name for one in endpoint.parameters if not one.required]
    return (
        f"[{endpoint.name}]({page})",
        endpoint.KIND,
        ", ".join(_models(endpoint)) or "–",
        ", ".join(f"{one.name} ({values})" if (values := _values(one.kind)) else one.name for one in needs) or "–",
        ", ".join(others) or "–",
        ", ".join(one.name for one in endpoint.result if one.required) or "–",
        "; ".join(_prices(endpoint)),
        sentence(endpoint.doc),
    )


def _models(endpoint: Endpoint) -> tuple[str, ...]:
    """Name the models, by their first facet where they have one: it is the shorter word."""
    model = endpoint.model
    if model is None or not isinstance(model.kind, Choice):
        return ()
    facets = model.kind.facets()
    words = (one.facet(facets[0]) if facets else one.value for one in model.kind.values)
    return tuple(dict.fromkeys(filter(None, words)))


def _values(kind: Kind) -> str:
    """Say in a few words what a field may hold; nothing where its name says enough."""
    match kind:
        case Choice() as choice if len(choice.values) <= MOST_VALUES:
            return " ".join(choice.words())
        case Choice() as choice:
            return f"{len(choice.values)} values"
        case Whole(int() as low, int() as high) | Number(low, high) if low is not None and high is not None:
            return f"{number_in_words(low)}–{number_in_words(high)}"
        case Text(_, int() as high):
            return f"≤ {high} characters"
        case List(item, low, high):
            inside = "objects" if isinstance(item, Shape) else "values"
            if high is None:
                return inside
            if low == high:
                return f"{high} {inside}" if high > 1 else f"one {inside.removesuffix('s')}"
            return f"{low or 0}–{high} {inside}"
        case File():
            return "file"
        case Url() | Flag() | _:
            return ""


def _prices(endpoint: Endpoint) -> Iterator[str]:
    if isinstance(endpoint, WebhookEndpoint):
        yield "–"
        return
    seen: set[str] = set()
    for price in endpoint.prices:
        figures = sorted(amount for _, amount in price.rates)
        span = f"{figures[0]}" if figures[0] == figures[-1] else f"{figures[0]}–{figures[-1]}"
        words = f"{span} {price.currency} per {price.per}"
        if words not in seen:
            seen.add(words)
            yield words
    if not seen:
        free = isinstance(endpoint, CallEndpoint) and not endpoint.call.costs
        yield "not charged, as far as pages say" if free else "unknown"
