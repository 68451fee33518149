"""What is measured: the validators of endpoints, ours and the peers', and the documents that they are given."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from callsheet.emit import json_schema, validators
from callsheet.emit.layout import variable
from callsheet.model.endpoint import Endpoint, Provider, WebhookEndpoint
from callsheet.model.request import List, Parameter, Shape
from callsheet.resolve.specs import load
from callsheet_contracts.bodies import swaps
from callsheet_runtime.problems import Problem
from validation.peers import Document, Peer, peers

ROOT = Path(__file__).parents[2]
FLAGSHIPS = ("dashscope/pixverse-t2v", "pixverse/text-to-video", "pixazo/v6-t2v")
"""Of each provider, the endpoint that most requests are made to."""


@dataclass(frozen=True)
class Subject:
    """One endpoint, and all that validates its requests."""

    provider: Provider
    endpoint: Endpoint

    @property
    def name(self) -> str:
        """`provider/endpoint`."""
        return f"{self.provider.name}/{self.endpoint.name}"

    @cached_property
    def module(self) -> ModuleType:
        """The emitted module, as it is imported."""
        return import_module(self.module_name)

    @property
    def module_name(self) -> str:
        """The name of the emitted module."""
        return f"callsheet_clients.{variable(self.provider.name)}.validators.{variable(self.endpoint.name)}"

    def validate(self, body: Document) -> list[Problem]:
        """List problems, as the emitted validator does."""
        problems: list[Problem] = self.module.validate(body)
        return problems

    @cached_property
    def fields_alone(self) -> Any:
        """The validator that is emitted of the same endpoint without its rules: what peers can do that take classes."""
        module = ModuleType("fields_alone")
        text = validators.module(self.provider, _without_rules(self.endpoint))
        exec(compile(text, "fields_alone.py", "exec"), module.__dict__)
        return module.validate

    @cached_property
    def peers(self) -> tuple[Peer, ...]:
        """The validators by other libraries."""
        return tuple(peers(self.endpoint, json_schema.schema(self.provider, self.endpoint)))

    @cached_property
    def unsaid(self) -> frozenset[str]:
        """Rules that JSON Schema has no words for."""
        return json_schema.left_out(self.endpoint)

    @cached_property
    def rules(self) -> frozenset[str]:
        """Rules between fields, by name."""
        return frozenset(rule.name for rule in self.endpoint.every_rule())

    @cached_property
    def corpus(self) -> list[Document]:
        """Every example, and every value of a pool at each of its places, one at a time."""
        return [body for _, body in swaps(self.endpoint)]

    @cached_property
    def right(self) -> list[Document]:
        """The examples with which nothing is wrong, as they come from a parser."""
        good = [one.body for one in self.endpoint.requests if not self.validate(one.body)]
        return [json.loads(json.dumps(body)) for body in good]

    def wrong(self, problems: int, *, most: int = 5) -> list[Document]:
        """Documents with so many errors each, made of the corpus: places of wrong ones are put into one."""
        found = [body for body in self.corpus if self._errors(body) == 1 and isinstance(body, dict)]
        if problems == 1:
            return found[:: max(len(found) // most, 1)][:most]
        several = (self._joined(found[start:], problems) for start in range(0, len(found), max(len(found) // most, 1)))
        return [body for body in several if body is not None][:most]

    def _joined(self, bodies: list[Document], problems: int) -> Document | None:
        """Put one wrong body into another until there are so many errors."""
        base = json.loads(json.dumps(self.right[0]))
        for body in bodies:
            tried = _overlaid(base, body, self.right[0])
            if self._errors(base) < self._errors(tried) <= problems:
                base = tried
            if self._errors(base) == problems:
                return base
        return None

    def _errors(self, body: Document) -> int:
        found = self.validate(body)
        return sum(one.level == "error" for one in found) if all(one.level == "error" for one in found) else -1


def subjects() -> Iterator[Subject]:
    """List the endpoints that take a request."""
    for provider, endpoint in load(ROOT / "specs").compile():
        if not isinstance(endpoint, WebhookEndpoint):
            yield Subject(provider, endpoint)


def _overlaid(base: Document, other: Document, plain: Document) -> Document:
    """Put into one document what another has otherwise than the plain one."""
    if not (isinstance(base, dict) and isinstance(other, dict) and isinstance(plain, dict)):
        return other
    joined = dict(base)
    for key in {*plain, *other}:
        if other.get(key, joined) != plain.get(key, joined):
            if key in other:
                joined[key] = _overlaid(base.get(key), other[key], plain.get(key))
            else:
                joined.pop(key, None)
    return joined


def _without_rules(shape: Any) -> Any:
    """Take the rules away, those inside of items, too."""
    return replace(shape, rules=(), parameters=tuple(map(_plain, shape.parameters)))


def _plain(parameter: Parameter) -> Parameter:
    match parameter.kind:
        case List(Shape() as item):
            return replace(parameter, kind=replace(parameter.kind, item=_without_rules(item)))
        case _:
            return parameter
