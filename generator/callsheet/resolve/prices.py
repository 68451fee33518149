"""Resolve price lists: what counts the units, and what the rates depend on. Knows no other fact."""

from dataclasses import dataclass, replace

from callsheet.diagnostics import did_you_mean
from callsheet.model.endpoint import (
    Price,
    PriceAxis,
)
from callsheet.model.request import (
    Bytes,
    Choice,
    Count,
    Flag,
    List,
    Number,
    Parameter,
    Sum,
    Whole,
)
from callsheet.resolve.conditions import Lowering, Subject
from callsheet.resolve.scope import Scope, flag, listed
from callsheet.syntax import documents
from callsheet.syntax.located import Entry, Located
from callsheet.syntax.rates import Figure

MOST_HEADINGS = 1000
"""A price list is not longer than that; the range of a seed is."""


def prices(
    entries: tuple[Entry[documents.Price], ...],
    unpriced: tuple[Entry[documents.Unpriced], ...],
    sent: tuple[Parameter, ...],
    servers: tuple[str, ...],
    scope: Scope,
) -> tuple[Price, ...]:
    """Resolve price lists; every heading must be one that a request can have."""
    listing = _Pricing(Lowering.of(sent, scope), servers, scope)
    why = tuple(cite for one in unpriced for cite in scope.cites(one.value.cite))
    without = listing.parameters(tuple(Located(one.name, one.span) for one in unpriced))
    found = (listing.price(entry) for entry in entries)
    # What a price does not hold for is part of what it says, and so is where that is written.
    return tuple(
        replace(one, unless=tuple(dict.fromkeys((*one.unless, *without))), cites=(*one.cites, *why)) for one in found
    )


@dataclass(frozen=True, slots=True)
class _Pricing:
    lowering: Lowering
    servers: tuple[str, ...]
    scope: Scope

    def price(self, entry: Entry[documents.Price]) -> Price:
        written, scope = entry.value, self.scope
        of = self._units(written.of)
        self._check_step(written)
        if flag(written.afterwards) and written.of is not None:
            words = "units that only the finished task tells are counted by no parameter"
            scope.error("rates", written.of.span, words, note="leave out one of `of` and `afterwards`")
        for server in written.servers:
            scope.known("server", server, self.servers)
        return Price(
            name=entry.name,
            currency=written.currency.value,
            per=written.per.value,
            of=of,
            step=written.step.value if written.step else None,
            afterwards=flag(written.afterwards),
            unless=self.parameters(written.unless),
            by=tuple(PriceAxis(axis.parameter, axis.facet) for axis in self._axes(written)),
            rates=tuple(
                (tuple(one.value for one in figure.headings), figure.amount.value) for figure in written.rates.figures
            ),
            servers=tuple(server.value for server in written.servers),
            cites=scope.cites(written.cite),
            span=entry.span,
        )

    def _subject(self, name: Located[str]) -> Subject | None:
        return self.lowering.subject(name.value, name.span)

    def _axes(self, written: documents.Price) -> tuple[Subject, ...]:
        """Find what the rates depend on, and hold every heading of theirs to it."""
        axes = [self._subject(name) for name in written.by]
        found = tuple(axis for axis in axes if axis is not None)
        measured = [self._refuse_measure(name, axis) for name, axis in zip(written.by, axes, strict=True)]
        if len(found) == len(axes) and not any(measured):
            for figure in written.rates.figures:
                _check_headings(figure, found, self.scope)
        return found

    def parameters(self, names: tuple[Located[str], ...]) -> tuple[Parameter, ...]:
        """Find parameters that change a price by being there."""
        found: list[Parameter] = []
        for name in names:
            subject = self._subject(name)
            if subject is not None and subject.facet is not None:
                words = f"{name.value!r} is a facet: only a parameter can be left out"
                self.scope.error("rates", name.span, words, note=f"name {subject.name!r}, or the facet in `by`")
            elif subject is not None and not self._refuse_measure(name, subject):
                found.append(subject.parameter)
        return tuple(found)

    def _refuse_measure(self, name: Located[str], subject: Subject | None) -> bool:
        """Note a measure where units are not counted, and tell whether it is one."""
        if subject is None or subject.parameter.measured is None:
            return False
        words = f"{name.value!r} is a measure: rates cannot depend on it"
        self.scope.error("rates", name.span, words, note="name it in `of`, where it counts units, or leave it out")
        return True

    def _units(self, name: Located[str] | None) -> Parameter | None:
        subject = self._subject(name) if name else None
        if name is None or subject is None:
            return None
        if not _counts(subject.parameter):
            words = f"no price can be counted by the measure {subject.name!r}"
            note = "by the number of items, a sum of a field of theirs, or the bytes of a text"
            self.scope.error("rates", name.span, words, note=note)
        elif not isinstance(subject.parameter.kind, (Whole, Number)):
            words = f"{subject.name!r} counts no units: it is no number"
            note = "leave `of` out for a price per task"
            if isinstance(subject.parameter.kind, List):
                words = f"{subject.name!r} counts no units: it is a list"
                note = f"name {subject.name}.count, the number of its items"
            self.scope.error("rates", name.span, words, note=note)
        return subject.parameter

    def _check_step(self, written: documents.Price) -> None:
        step = written.step
        if step is None:
            return
        if step.value < 1:
            self.scope.error("rates", step.span, "a step is made of one unit at least", note="such as step: 5")
        elif flag(written.afterwards):
            words = "units that only the finished task tells are not counted in steps"
            self.scope.error("rates", step.span, words, note="leave out one of `step` and `afterwards`")
        elif written.of is None:
            words = "a step is made of units, and no `of` says what they are"
            self.scope.error("rates", step.span, words, note="such as of: seconds, step: 5")


def _counts(parameter: Parameter) -> bool:
    """Tell whether units can be counted by a parameter: all that are no measure, and some that are."""
    match parameter.measured.how if parameter.measured else None:
        case None | Bytes() | Sum() | Count(where=None):
            return True
        case _:
            return False


def headings(subject: Subject | PriceAxis) -> tuple[str, ...]:
    """List what a price list may call the values of a parameter or facet; empty where there is no end of them."""
    match subject.parameter.kind:
        case Choice() as choice if subject.facet:
            facet = subject.facet
            return tuple(dict.fromkeys(filter(None, (one.facet(facet) for one in choice.values))))
        case Choice() as choice:
            return choice.words()
        case Flag():
            return ("false", "true")
        case Whole(int() as low, int() as high) if high - low < MOST_HEADINGS:
            return tuple(map(str, range(low, high + 1)))
        case _:
            return ()


def _check_headings(figure: Figure, subjects: tuple[Subject, ...], scope: Scope) -> None:
    if len(figure.headings) != len(subjects):
        many = f"{len(subjects)} heading{'' if len(subjects) == 1 else 's'}"
        words = f"a figure stands under {many}, not under {len(figure.headings)}"
        scope.error("rates", figure.amount.span, words, note="one for each name in `by`, outermost first")
        return
    for heading, subject in zip(figure.headings, subjects, strict=True):
        known = headings(subject)
        if heading.value not in known:
            endless = "its values cannot be listed; leave it out of `by`"
            note = did_you_mean(heading.value, known) or (listed(known) if known else endless)
            words = f"{heading.value!r} is no {subject.facet or 'value'} of {subject.name!r}"
            scope.error("unknown-value", heading.span, words, note=note)
