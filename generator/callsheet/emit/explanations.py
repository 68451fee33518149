"""Emit what there is to know about each rule: its sentence, its pages, the doubts about it, where it is written.

One file a provider, as JSON: rules are shared among endpoints, and whoever explains one needs no compiler.
"""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from callsheet.emit.files import Files
from callsheet.emit.layout import sentence, variable
from callsheet.emit.rule_values import own_rules, rule_in_words
from callsheet.model.endpoint import Catalog, Doubt, Endpoint, Provider
from callsheet.model.judge import UNDOCUMENTED
from callsheet.model.request import List, Parameter, Rule, Shape, pointer
from callsheet.model.source import Cite, Source
from callsheet.span import Span

LONGEST_EXAMPLE = 600
"""Characters of JSON: a longer request explains nothing at a glance."""

Said = dict[str, object]
EVERYWHERE = {
    "body.type": ("error", "The request must be a JSON object."),
    UNDOCUMENTED: ("warning", "A field that no page names: the provider may ignore or refuse it."),
}
"""What holds for requests of all endpoints, and is on no page."""


def emit(catalog: Catalog) -> Files:
    """Write `<provider>/explanations.json` for every provider."""
    return {
        f"callsheet_clients/{variable(provider.name)}/explanations.json": json.dumps(
            explanations(provider), indent=1, ensure_ascii=False
        )
        + "\n"
        for provider in catalog.providers
    }


def explanations(provider: Provider) -> Said:
    """Gather all rules of a provider, each once, with the endpoints that it holds for."""
    endpoints = (*provider.tasks, *provider.calls)
    rules: dict[tuple[str, str, str], Said] = {}
    for endpoint in endpoints:
        name = f"{provider.name}/{endpoint.name}"
        for said in _rules(endpoint):
            key = str(said["rule"]), str(said["written"]), str(said["says"])
            kept = rules.setdefault(key, {**said, "endpoints": [], "doubts": []})
            _extend(kept, "endpoints", [name])
            _extend(kept, "doubts", [_place(one.span) for one in _doubts(endpoint, said)])
            _extend(kept, "example", _examples(endpoint, str(said["rule"])))
    doubts = {_place(one.span): _doubt(one) for endpoint in endpoints for one in endpoint.doubts}
    return {
        "$comment": f"Written by callsheet from specs/{provider.name}/. Change the spec, then `make generate`.",
        "pages": {one.key: _page(one) for one in provider.sources},
        "doubts": dict(sorted(doubts.items())),
        "rules": list(rules.values()),
    }


def _extend(kept: Said, key: str, more: list[object]) -> None:
    """Add to a list what is not in it; of examples the first will do."""
    found = kept.setdefault(key, [])
    assert isinstance(found, list), "only lists grow"
    found += [one for one in more if one not in found and not (key == "example" and found)]


def _rules(endpoint: Endpoint) -> Iterator[Said]:
    for name, (level, says) in EVERYWHERE.items():
        yield _pageless(name, "", level, says)
    yield from _of_shape(endpoint, "")


def _pageless(name: str, at: str, level: str, says: str) -> Said:
    """Say what no page has to say: what is not even the right kind of JSON."""
    return {"rule": name, "level": level, "says": says, "at": at, "field": "", "cites": [], "written": ""}


def _of_shape(shape: Shape, head: str) -> Iterator[Said]:
    for at in shape.sections:
        place = f"{head}{pointer(at)}"
        yield _pageless(f"{'.'.join(at)}.type", place, "error", f"{place} must be a JSON object.")
    for one in shape.parameters:
        yield from _own(one, f"{head}{one.pointer}")
        if isinstance(one.kind, List):
            inside = f"{head}{one.pointer}/*"
            if isinstance(one.kind.item, Shape):
                yield _pageless(f"{one.name}.item.type", inside, "error", f"{inside} must be a JSON object.")
                yield from _of_shape(one.kind.item, inside)
            else:
                yield from _own(one.kind.item, inside)
    for rule in shape.rules:
        for demand in rule.demands:
            yield {
                "rule": rule.name,
                "level": rule.level,
                "says": sentence(_in_words(rule)),
                "at": f"{head}{shape.parameter(demand.field).pointer}",
                "field": shape.roots(demand.field)[0],
                "cites": _cites(rule.cites),
                "written": _place(rule.span),
            }


def _own(parameter: Parameter, at: str) -> Iterator[Said]:
    for said in own_rules(parameter):
        yield {
            "rule": said.name,
            "level": said.level or "error",
            "says": sentence(f"{parameter.name} {said.says.format(value='this', length='so many')}"),
            "at": at,
            "field": parameter.name,
            "cites": _cites(parameter.cites),
            "written": _place(parameter.span),
        }


def _in_words(rule: Rule) -> str:
    words = rule_in_words(rule)
    return f"{words}. In the spec's words: it {rule.says}" if rule.says and "{" not in rule.says else words


def _cites(cites: tuple[Cite, ...]) -> list[object]:
    return [[one.source.key, one.words] for one in cites]


def _place(span: Span) -> str:
    """Say where something is written: the same, wherever the folder of specs happens to be."""
    path = PurePosixPath(span.file)
    return f"specs/{path.parent.name}/{path.name}:{span.line}"


def _doubts(endpoint: Endpoint, said: Said) -> Iterator[Doubt]:
    """List the doubts that are about the rule's field, or about the very words that the rule was read from."""
    for one in endpoint.doubts:
        cites = said["cites"]
        shares = isinstance(cites, list) and any(each in cites for each in _cites(one.readings))
        if one.about == said["field"] or (shares and one.about != "prices"):
            yield one


def _doubt(one: Doubt) -> Said:
    return {"doubt": one.name, "about": one.about, "says": sentence(one.doc), "readings": _cites(one.readings)}


def _examples(endpoint: Endpoint, rule: str) -> list[object]:
    """Show a request that breaks this rule and no other."""
    alone = (one.body for one in endpoint.requests if one.breaks == (rule,))
    return [body for body in alone if len(json.dumps(body, ensure_ascii=False)) <= LONGEST_EXAMPLE][:1]


def _page(one: Source) -> Said:
    return {
        "title": one.title,
        "publisher": one.publisher,
        "url": one.url,
        "language": one.language,
        "read": one.read,
        "confidence": one.confidence,
    }
