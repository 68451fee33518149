"""What each model takes, as far as types can say it: fields, values, and the combinations that rules leave.

A variant is a set of values for each field, any of which goes with any of the others. Where a rule forbids a
combination, a model has several. Knows no language: what becomes of a variant is another's business.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, assert_never

from callsheet.model.endpoint import Endpoint
from callsheet.model.predicate import (
    All,
    Any,
    Between,
    Given,
    In,
    Not,
    Predicate,
    Scalar,
    either,
    holds,
    negated,
    tests_of,
)
from callsheet.model.request import Choice, Flag, Kind, Parameter, Whole

MOST_NUMBERS: Final = 20
"""A longer range is a number to be judged, not a choice to be listed."""
MOST_VARIANTS: Final = 4
"""As many variants may one model have; a rule that takes more is left to the validator."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What one field may be."""

    values: tuple[Scalar, ...] | None
    """Its values; `None` where they are not listed, none where it must be left out."""
    absent: bool
    """Whether it may be left out."""

    def states(self) -> "tuple[Domain, ...]":
        """Take it apart into what cannot be taken apart further."""
        values = (None,) if self.values is None else tuple((value,) for value in self.values)
        given = tuple(Domain(one, absent=False) for one in values)
        return (Domain((), absent=True), *given) if self.absent else given


@dataclass(frozen=True, slots=True)
class Split:
    """The half of a rule's fields by which a variant differs from its sibling."""

    parameter: Parameter
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of asking a model: each field's values, which all go with each other."""

    model: str | None
    domains: Mapping[str, Domain]
    splits: tuple[Split, ...] = ()
    """What tells it from the model's usual variant."""

    def having(self, field: str, domain: Domain) -> "Variant":
        """Give a field other values."""
        return replace(self, domains={**self.domains, field: domain})


def variants(endpoint: Endpoint) -> tuple[Variant, ...]:
    """List the variants of all models of an endpoint, or of the endpoint itself where it names no model."""
    model = endpoint.model
    words = model.kind.words() if model and isinstance(model.kind, Choice) else (None,)
    return tuple(variant for word in words for variant in _of_model(endpoint, word))


def widest(endpoint: Endpoint, word: str | None) -> Variant:
    """Take all values of all fields, before any rule has spoken."""
    domains = {one.name: Domain(listed(one.kind), absent=not one.required) for one in endpoint.parameters}
    if word is not None:
        domains["model"] = Domain((word,), absent=False)
    return Variant(word, domains)


def _of_model(endpoint: Endpoint, word: str | None) -> tuple[Variant, ...]:
    start = widest(endpoint, word)
    every = [
        either(negated(rule.when), demand.must)
        for rule in endpoint.rules
        if rule.level == "error"
        for demand in rule.demands
    ]
    # What is decided for all values stays decided for fewer.
    laws = [law for law in every if truth(law, start) is None]
    found = [_narrowed(start, laws)]
    for law in laws:
        parts = [part for one in found for part in _split(endpoint, one, law)]
        if len(found) < len(parts) <= MOST_VARIANTS:
            found = [_narrowed(part, laws) for part in parts]
    return tuple(one for one in found if all(domain.states() for domain in one.domains.values()))


def listed(kind: Kind) -> tuple[Scalar, ...] | None:
    """List the values of a kind; `None` where there are too many, or no list of them."""
    match kind:
        case Choice():
            return kind.words()
        case Flag():
            return True, False
        case Whole(int() as low, int() as high) if high - low < MOST_NUMBERS:
            return tuple(range(low, high + 1))
        case _:
            return None


def _narrowed(variant: Variant, laws: list[Predicate]) -> Variant:
    """Take from each field what a law forbids whatever the other fields are, until nothing is left to take."""
    while True:
        before = variant
        for law in laws:
            fields = _open_fields(law, variant)
            if len(fields) == 1 and fields[0] in variant.domains:
                variant = _without_forbidden(variant, fields[0], law)
        if variant == before:
            return variant


def _without_forbidden(variant: Variant, field: str, law: Predicate) -> Variant:
    states = variant.domains[field].states()
    return _joined(variant, field, [one for one in states if truth(law, variant.having(field, one)) is not False])


def _joined(variant: Variant, field: str, states: list[Domain]) -> Variant:
    values = [one.values for one in states if not one.absent]
    listed = None if None in values else tuple(value for one in values for value in one or ())
    return variant.having(field, Domain(listed, absent=any(one.absent for one in states)))


def _split(endpoint: Endpoint, variant: Variant, law: Predicate) -> Iterator[Variant]:
    """Take a variant apart by the first field of a law that binds several, where all of them are listed."""
    fields = _open_fields(law, variant)
    if len(fields) < 2 or any(field not in variant.domains or not _is_listed(variant, field) for field in fields):  # noqa: PLR2004 -- several
        yield variant
        return
    field = fields[0]
    states = variant.domains[field].states()
    free = [one for one in states if truth(law, variant.having(field, one))]
    bound = [one for one in states if one not in free]
    if not free:
        yield variant
        return
    # The usual variant is the one that may leave the field out, else the one with more values.
    usual, special = sorted((free, bound), key=lambda part: (any(one.absent for one in part), len(part)), reverse=True)
    apart = _joined(variant, field, special)
    values = apart.domains[field].values or ()
    yield _joined(variant, field, usual)
    yield replace(apart, splits=(*variant.splits, Split(endpoint.parameter(field), values)))


def _is_listed(variant: Variant, field: str) -> bool:
    return variant.domains[field].values is not None


def _open_fields(law: Predicate, variant: Variant) -> tuple[str, ...]:
    """Name the fields on which it depends whether a law is kept; none where it is kept or broken in any case."""
    if truth(law, variant) is not None:
        return ()
    return tuple(dict.fromkeys(test.field for test in tests_of(law) if truth(test, variant) is None))


def truth(predicate: Predicate, variant: Variant) -> bool | None:
    """Tell whether a predicate holds for all that a variant takes, for nothing of it, or for some (`None`)."""
    match predicate:
        case Given(field) | In(field) | Between(field):
            return _of_one(predicate, variant.domains.get(field))
        case Not(of):
            inner = truth(of, variant)
            return None if inner is None else not inner
        case All(of):
            parts = {truth(part, variant) for part in of}
            return False if False in parts else None if None in parts else True
        case Any(of):
            parts = {truth(part, variant) for part in of}
            return True if True in parts else None if None in parts else False
        case _:
            assert_never(predicate)


def _of_one(test: Given | In | Between, domain: Domain | None) -> bool | None:
    if domain is None:
        return None
    answers = {_of_state(test, one) for one in domain.states()}
    return answers.pop() if len(answers) == 1 else None


def _of_state(test: Given | In | Between, state: Domain) -> bool | None:
    if state.absent:
        return False
    if isinstance(test, Given):
        return True
    return None if state.values is None else holds(test, {test.field: state.values[0]})
