"""Check what parameters take from other endpoints: an id that was uploaded, a task. Knows no wire."""

from collections.abc import Iterable, Iterator, Mapping

from callsheet.diagnostics import did_you_mean
from callsheet.model.endpoint import Endpoint, TaskEndpoint
from callsheet.resolve.scope import Scope, listed
from callsheet.syntax import Document, EndpointFile, FragmentFile, documents
from callsheet.syntax.located import Entry, Located

TASK = "task"
Gives = Mapping[str, tuple[str, ...]]


def check_takes(files: Iterable[tuple[str, Document]], endpoints: tuple[Endpoint, ...], scope: Scope) -> None:
    """Note values that nothing gives."""
    gives = {one.name: tuple(_given(one)) for one in endpoints}
    for _, document in files:
        for source in _taken(document.parameters) if isinstance(document, (EndpointFile, FragmentFile)) else ():
            if source.value != TASK:
                _check(source, gives, scope)


def _given(endpoint: Endpoint) -> Iterator[str]:
    """Name what an endpoint gives: fields of its answer, fields of items in it, a task."""
    for field in endpoint.result:
        yield field.name
        for part in field.item if not isinstance(field.item, str) else ():
            yield f"{field.name}.{part.name}"
    if isinstance(endpoint, TaskEndpoint):
        yield TASK


def _taken(parameters: Iterable[Entry[documents.Parameter]]) -> Iterator[Located[str]]:
    for entry in parameters:
        yield from entry.value.takes
        if entry.value.item is not None:
            yield from _taken(entry.value.item.parameters)


def _check(source: Located[str], gives: Gives, scope: Scope) -> None:
    # The name of an endpoint may have dots in it.
    owners = [name for name in gives if source.value == name or source.value.startswith(f"{name}.")]
    owner = max(owners, key=len, default="")
    what = source.value[len(owner) + 1 :]
    if what in gives.get(owner, ()):
        return
    if not owner:
        name = source.value.partition(".")[0]
        note = did_you_mean(name, gives) or f"write endpoint.field or endpoint.task; {listed(gives)}"
        scope.error("unknown-giver", source.span, f"no endpoint is called {name!r}", note=note)
    elif not what:
        note = f"write endpoint.field or endpoint.task; it gives {', '.join(gives[owner])}"
        scope.error("unknown-giver", source.span, f"what is taken of {owner!r} is not said", note=note)
    else:
        every = [f"{owner}.{one}" for one in gives[owner]]
        near = did_you_mean(what, gives[owner])
        note = did_you_mean(source.value, every) if near else f"it gives {', '.join(gives[owner])}"
        scope.error("unknown-giver", source.span, f"{owner!r} gives no {what!r}", note=note)
