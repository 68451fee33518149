"""Requests of any endpoint for property tests: right ones, wrong ones, those at the edges, and few that combine all.

Everything is drawn by construction: rules are laid out before the first draw such that no way ends in a request that
would have to be thrown away, so no draw is filtered. For what can be listed rather than drawn, see `obligations`.

    @given(conforming(endpoint))
    def test_every_right_request_is_taken(body): ...
"""

import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar, assert_never

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import url_head
from callsheet.model.predicate import Scalar
from callsheet.model.request import GREATEST_ID, OUTSIDE, Bytes, List, Number, Text, Weight, Whole
from callsheet_contracts.obligations import Duty, Obligation, Verdict, obligations
from callsheet_contracts.obligations.building import Body, build, filled, padded
from callsheet_contracts.obligations.covering import combined, made
from callsheet_contracts.obligations.formulas import Masks, bits
from callsheet_contracts.obligations.items import special_item
from callsheet_contracts.obligations.layouts import Fork, Free, Together, lay_out
from callsheet_contracts.obligations.menus import Menu
from callsheet_contracts.obligations.pieces import Absent, Address, FileName, Identity, One, Piece, Span, Words
from callsheet_contracts.obligations.rule_wishes import broken_rule
from callsheet_contracts.obligations.space import Space
from callsheet_contracts.obligations.variables import Recipe, Variable
from callsheet_contracts.obligations.wanted import Wanted, found, otherwise, request_masks, rules_asked, with_mask

__all__ = ["at_the_bounds", "breaking", "breaking_one", "conforming", "covering"]

T = TypeVar("T")
Value = Scalar | None
Alphabet = str | SearchStrategy[str]
FEW: Final = 64
"""So many whole numbers are picked from like the values of an enum."""
MOST_KEPT: Final = 100
LONG: Final = 40
"""A text that has to be longer is drawn in part and filled up."""
WORD: Final = string.ascii_lowercase + string.digits
PLAIN: Final = string.ascii_letters + string.digits + " .,;:!?'()-"
ANYTHING: Final = st.characters(codec="utf-8")
WIDE: Final = "\u4e2d\u6587\u5b57\u4e00\u5927"


def conforming(endpoint: Endpoint) -> SearchStrategy[Body]:
    """Draw requests that are accepted without a word. The simplest has only what is required."""
    space = _space(endpoint)
    plan = lay_out(space.legal, space.kept())
    assert plan is not None, "some request is accepted"
    return _drawn(space, plan)


def breaking(endpoint: Endpoint, rule: str) -> SearchStrategy[Body]:
    """Draw requests that break one rule and nothing else.

    Raises:
        KeyError: the endpoint has no such rule.
        ValueError: whoever breaks it breaks another as well.

    """
    if rule not in {one.name for one in endpoint.every_rule()}:
        raise KeyError(rule)
    space = _space(endpoint)
    ways = [*_broken(space, rule), *_broken_inside(space, rule)]
    if not ways:
        raise ValueError(f"whoever breaks {rule} breaks another rule as well")
    return st.one_of(ways)


def breaking_one(endpoint: Endpoint) -> SearchStrategy[Obligation]:
    """Draw requests that break one constraint, of a field or of a rule, with the name of what they break."""
    wrong = [one for one in obligations(endpoint) if one.verdict is not Verdict.ACCEPTED]
    rules = {one.constraint: one for one in wrong if one.duty is Duty.RULE_BROKEN}
    drawn = [_as_obligation(breaking(endpoint, name), one) for name, one in rules.items()]
    return st.one_of(st.sampled_from(wrong), *drawn)


def at_the_bounds(endpoint: Endpoint, parameter: str | None = None) -> SearchStrategy[Obligation]:
    """Draw requests at the bounds of fields, or of one: on each bound, and on both sides of it.

    Raises:
        ValueError: there are no bounds.

    """
    bounded = {
        one.name
        for one in endpoint.every_parameter()
        if isinstance(one.kind, Whole | Number | Text | List) and parameter in {None, one.name}
    }
    sides = {Duty.BOUND, Duty.NEIGHBOUR}
    edges = [one for one in obligations(endpoint) if one.duty in sides and one.about in bounded]
    if not edges:
        raise ValueError(f"{endpoint.name} has no bounds" + (f" of {parameter}" if parameter else ""))
    return st.sampled_from(edges)


def covering(endpoint: Endpoint, *, strength: int = 2) -> list[Body]:
    """List few accepted requests with each combination of values that any `strength` fields can have together."""
    space = _space(endpoint)
    rows, _ = combined(space, strength)
    return [made(space, row) for row in rows]


_SPACES: dict[int, tuple[Endpoint, Space]] = {}
"""What was laid out before; each endpoint is kept, so that its id stays its own."""


def _space(endpoint: Endpoint) -> Space:
    if id(endpoint) not in _SPACES:
        if len(_SPACES) >= MOST_KEPT:
            _SPACES.clear()
        usual = [one.body for one in endpoint.requests if not one.breaks]
        _SPACES[id(endpoint)] = endpoint, Space(endpoint, usual)
    return _SPACES[id(endpoint)][1]


def _as_obligation(drawn: SearchStrategy[Body], like: Obligation) -> SearchStrategy[Obligation]:
    def shown(body: Body) -> Obligation:
        return replace(like, kept=body)

    return drawn.map(shown)


def _broken(space: Space, rule: str) -> list[SearchStrategy[Body]]:
    """Draw requests with a rule of their own broken, one strategy for each of its demands."""
    several = (_first_plan(space, (wanted, *otherwise(space, wanted))) for wanted in _wishes(space, rule))
    return [_drawn(space, plan) for plan in several if plan is not None]


def _wishes(space: Space, rule: str) -> Iterable[Wanted]:
    return [broken_rule(space, bond) for bond in space.bonds if bond.rule is not None and bond.rule.name == rule]


def _broken_inside(space: Space, rule: str) -> list[SearchStrategy[Body]]:
    """Draw requests with a rule of an item broken."""
    ways: list[SearchStrategy[Body]] = []
    for place, variable in enumerate(space.variables):
        if variable.menu is not None:
            for wanted in _wishes(variable.menu.items, rule):
                way = _spoiled if wanted.verdict is Verdict.REFUSED else _warned
                drawn = way(space, place, variable.menu, wanted)
                if drawn is not None:
                    ways.append(drawn)
    return ways


def _spoiled(space: Space, place: int, menu: Menu, wanted: Wanted) -> SearchStrategy[Body] | None:
    """Draw a list whose first item breaks a rule: then nothing else is asked of the list."""
    items, variable = menu.items, space.variables[place]
    inner = _first_plan(items, (wanted, *otherwise(items, wanted)))
    given = with_mask(space.legal, place, variable.given)
    outer = lay_out(given, space.kept(frozenset({place})))
    if inner is None or outer is None:
        return None
    rest = filled(menu, (menu.kind.low or 0) - 1)
    hat = Hat()

    @st.composite
    def drawn(draw: DrawFn) -> Body:
        chooser = Drawing(hat, draw)
        item = build(items, chooser.narrow(inner), chooser)
        return build(space, chooser.narrow(outer), chooser, fixed={variable.parameter.name: [item, *rest]})

    return drawn()


def _warned(space: Space, place: int, menu: Menu, wanted: Wanted) -> SearchStrategy[Body] | None:
    """Draw a list of which an item breaks a rule, and that keeps what is asked of lists."""
    items, variable = menu.items, space.variables[place]
    ways: list[SearchStrategy[Body]] = []
    for index, sort in enumerate(menu.sorts):
        chosen = found(items, wanted, sort.conditions)
        fits = variable.masked(isinstance(one, Recipe) and index in one.items for one in variable.pieces)
        plan = lay_out(with_mask(space.legal, place, fits), space.kept()) if chosen is not None and fits else None
        if plan is not None and chosen is not None:
            special = menu, wanted, index, items.search.unpack(chosen)
            ways.append(_with_item(space, plan, place, special))
    return st.one_of(ways) if ways else None


def _with_item(
    space: Space, plan: Together, place: int, special: tuple[Menu, Wanted, int, Masks]
) -> SearchStrategy[Body]:
    menu, wanted, index, item = special
    variable, hat = space.variables[place], Hat()

    @st.composite
    def drawn(draw: DrawFn) -> Body:
        chooser = Drawing(hat, draw)
        masks = chooser.narrow(plan)
        recipe = variable.pieces[chooser.pick(list(bits(masks[place])))]
        assert isinstance(recipe, Recipe), "only lists are left"
        inside = special_item(menu, wanted, recipe, index, item)
        return build(space, masks, chooser, inside={variable.parameter.name: inside})

    return drawn()


def _first_plan(space: Space, several: Iterable[Wanted]) -> Together | None:
    plans = (lay_out(request_masks(space, one), rules_asked(space, one)) for one in several)
    return next((one for one in plans if one is not None), None)


def _drawn(space: Space, plan: Together) -> SearchStrategy[Body]:
    hat = Hat()

    @st.composite
    def drawn(draw: DrawFn) -> Body:
        chooser = Drawing(hat, draw)
        return build(space, chooser.narrow(plan), chooser)

    return drawn()


class Hat:
    """What there is to draw from, made when it is first asked for."""

    def __init__(self) -> None:
        self._values: dict[tuple[int, int], tuple[Variable, SearchStrategy[Value] | Value]] = {}
        self._branches: dict[Fork, SearchStrategy[tuple[int, Together]]] = {}
        self._picks: dict[int, SearchStrategy[int]] = {}

    def place(self, count: int) -> SearchStrategy[int]:
        """Draw one of so many places."""
        if count not in self._picks:
            self._picks[count] = st.integers(0, count - 1)
        return self._picks[count]

    def branch(self, fork: Fork) -> SearchStrategy[tuple[int, Together]]:
        """Draw how to go on."""
        if fork not in self._branches:
            self._branches[fork] = st.sampled_from(fork.branches)
        return self._branches[fork]

    def value(self, variable: Variable, mask: int) -> SearchStrategy[Value] | Value:
        """Draw a value of some pieces; where there is but one, it is that."""
        key = id(variable), mask
        if key not in self._values:
            # The variable is kept, so that its id stays its own.
            self._values[key] = variable, values(variable, mask)
        return self._values[key][1]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws from a hat."""

    hat: Hat
    draw: DrawFn

    def pick(self, options: Sequence[T]) -> T:
        """Draw one of several."""
        return options[self.draw(self.hat.place(len(options))) if len(options) > 1 else 0]

    def number(self, low: float, high: float) -> float:
        """Draw a whole number."""
        return self.draw(st.integers(int(low), int(high))) if low < high else low

    def value(self, variable: Variable, mask: int, said: str) -> Value:
        """Draw a value of some pieces; a text begins with what is said."""
        if said:
            return self._text(variable, mask, said)
        drawn = self.hat.value(variable, mask)
        return self.draw(drawn) if isinstance(drawn, SearchStrategy) else drawn

    def _text(self, variable: Variable, mask: int, said: str) -> str:
        """Draw a text that mentions something, after which there is room for more."""
        spans = [
            piece
            for piece in (variable.pieces[bit] for bit in bits(mask))
            if isinstance(piece, Words) and not piece.wide and (piece.high is None or piece.high >= len(said))
        ]
        piece = self.pick(spans)
        least = piece.low - len(said) - 1
        most = LONG if piece.high is None else piece.high - len(said) - 1
        if most < 1:
            return padded(said, piece.low)
        more = self.draw(texts(max(least, 0), most, _alphabet(variable)))
        return f"{said} {more}" if more else padded(said, piece.low)

    def narrow(self, plan: Together) -> dict[int, int]:
        """Draw one way through what is laid out."""
        found: dict[int, int] = {}
        left = [plan]
        while left:
            for part in left.pop().parts:
                match part:
                    case Free(var, mask):
                        found[var] = mask
                    case Fork(var, branches):
                        single = len(branches) == 1
                        found[var], child = branches[0] if single else self.draw(self.hat.branch(part))
                        left.append(child)
                    case _:
                        assert_never(part)
        return found


def values(variable: Variable, mask: int) -> SearchStrategy[Value] | Value:
    """Draw a value of some pieces; where there is but one, it is that."""
    pieces = [piece for piece in (variable.pieces[bit] for bit in bits(mask)) if not isinstance(piece, Recipe)]
    listed: list[Value] = [None] if any(isinstance(one, Absent) for one in pieces) else []
    ranges: list[SearchStrategy[Value]] = []
    if isinstance(variable.parameter.kind, Number):
        ranges += map(_floats, _joined(pieces))
    else:
        for low, high in _runs(_ends(pieces)):
            if low is not None and high is not None and high - low < FEW:
                listed.extend(range(low, high + 1))
            else:
                ranges.append(st.integers(low, high))
        listed += [one.value for one in pieces if isinstance(one, One) and isinstance(one.value, bool | str)]
    for wide in (False, True):
        words = [one for one in pieces if isinstance(one, Words) and one.wide == wide]
        alphabet = WIDE if wide else _alphabet(variable)
        for low, high in _runs((one.low, one.high) for one in words):
            ranges.append(texts(low or 0, high, alphabet, lead=words[0].lead))
    ranges += (one for piece in pieces for one in _forms(piece))
    if not ranges:
        return st.sampled_from(listed) if len(listed) > 1 else listed[0]
    return st.one_of(*([st.sampled_from(listed)] if listed else []), *ranges)


End = tuple[int | None, int | None]


def _ends(pieces: Iterable[Piece]) -> Iterator[End]:
    for one in pieces:
        match one:
            case One(int() as value) if not isinstance(value, bool):
                yield value, value
            case Span(low, high):
                yield None if low is None else int(low), None if high is None else int(high)
            case _:
                pass


def _runs(ends: Iterable[End]) -> list[End]:
    """Join pieces of whole numbers that lie side by side, lowest first."""
    found: list[End] = []
    for low, high in ends:
        if found and found[-1][1] is not None and low is not None and found[-1][1] + 1 == low:
            found[-1] = found[-1][0], high
        else:
            found.append((low, high))
    return found


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Numbers between two ends, which belong to it or not."""

    low: float | None
    high: float | None
    without_low: bool
    without_high: bool


def _joined(pieces: Iterable[Piece]) -> list[_Stretch]:
    """Join pieces of numbers that lie side by side, lowest first."""
    found: list[_Stretch] = []
    for one in pieces:
        match one:
            case One(value) if not isinstance(value, bool | str):
                new = _Stretch(value, value, without_low=False, without_high=False)
            case Span(low, high):
                new = _Stretch(low, high, low is not None, high is not None)
            case _:
                continue
        last = found[-1] if found else None
        if last is not None and last.high == new.low and last.without_high != new.without_low:
            found[-1] = _Stretch(last.low, new.high, last.without_low, new.without_high)
        else:
            found.append(new)
    return found


def _floats(one: _Stretch) -> SearchStrategy[Value]:
    if one.low is not None and one.low == one.high:
        return st.just(one.low)
    return st.floats(
        one.low,
        one.high,
        exclude_min=one.without_low,
        exclude_max=one.without_high,
        allow_nan=False,
        allow_infinity=False,
    )


def texts(low: int, high: int | None, alphabet: Alphabet, *, lead: str = "") -> SearchStrategy[str]:
    """Draw texts of some length; of long ones, the beginning is drawn and the rest filled up."""
    low, high = max(low - len(lead), 0), None if high is None else high - len(lead)
    if low > LONG:
        filler = lead, (WIDE[0] if alphabet == WIDE else "x") * low
        most = LONG if high is None else min(LONG, high - low)
        return st.text(alphabet, max_size=most).map(lambda drawn: f"{filler[0]}{drawn}{filler[1]}")
    drawn = st.text(alphabet, min_size=low, max_size=high)
    return drawn.map(lead.__add__) if lead else drawn


def _alphabet(variable: Variable) -> Alphabet:
    """Say what texts are made of: anything, unless something is counted or found in them, or they are headers."""
    counted = any(isinstance(one.how, Weight | Bytes) for one in variable.parameter.measures)
    outside = bool(variable.parameter.at) and variable.parameter.at[0] in OUTSIDE
    return PLAIN if counted or variable.avoid or outside else ANYTHING


def _forms(piece: Piece) -> Iterator[SearchStrategy[Value]]:
    """Draw what is judged by its form."""
    match piece:
        case Address(schemes):
            for head in map(url_head, schemes):
                yield st.text(WORD, min_size=1, max_size=8).map(f"{head}example.test/".__add__)
        case Identity(loose):
            yield st.integers(0, GREATEST_ID)
            yield st.text(WORD if loose else string.digits, min_size=1, max_size=20)
        case FileName(endings):
            stems = st.text(WORD, min_size=1, max_size=8)
            yield st.builds("{}.{}".format, stems, st.sampled_from(endings)) if endings else stems
        case Absent() | One() | Span() | Words():
            pass
        case _:
            assert_never(piece)
