"""Draw one way through what is laid out, and make a request of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, assert_never

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from callsheet_contracts.obligations.building import Body, build, padded
from callsheet_contracts.obligations.formulas import bits, lowest
from callsheet_contracts.obligations.layouts import Fork, Free, Together
from callsheet_contracts.obligations.pieces import Absent, One, Words
from callsheet_contracts.obligations.space import Space
from callsheet_contracts.obligations.variables import Variable
from callsheet_contracts.strategies.values import LONG, Value, alphabet_of, texts, values

T = TypeVar("T")


def drawn_from(space: Space, plan: Together) -> SearchStrategy[Body]:
    """Draw any request that is laid out."""
    hat = Hat()

    @st.composite
    def drawn(draw: DrawFn) -> Body:
        chooser = Drawing(hat, draw)
        return build(space, chooser.narrow(space, plan), chooser)

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

    def branch(self, variable: Variable, fork: Fork) -> SearchStrategy[tuple[int, Together]]:
        """Draw how to go on, and the value that decides it with the same draw.

        Of two draws, a branch that has one value would need but one: a failure would come down to that, and not to
        what is simplest.
        """
        if fork not in self._branches:
            self._branches[fork] = st.sampled_from(list(_options(variable, fork)))
        return self._branches[fork]

    def value(self, variable: Variable, mask: int) -> SearchStrategy[Value] | Value:
        """Draw a value of some pieces; where there is but one, it is that."""
        key = id(variable), mask
        if key not in self._values:
            # The variable is kept, so that its id stays its own.
            self._values[key] = variable, values(variable, mask)
        return self._values[key][1]


def _options(variable: Variable, fork: Fork) -> Iterator[tuple[int, Together]]:
    """List each single value of a fork, and what else there is of each branch, the plainest first."""
    found: list[tuple[int, Together]] = []
    for mask, child in fork.branches:
        single = [1 << bit for bit in bits(mask) if isinstance(variable.pieces[bit], Absent | One)]
        rest = mask & ~sum(single)
        found += [(one, child) for one in (*single, *([rest] if rest else []))]
    yield from sorted(found, key=lambda option: lowest(option[0]))


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
        more = self.draw(texts(max(least, 0), most, alphabet_of(variable)))
        return f"{said} {more}" if more else padded(said, piece.low)

    def narrow(self, space: Space, plan: Together) -> dict[int, int]:
        """Draw one way through what is laid out."""
        found: dict[int, int] = {}
        left = [plan]
        while left:
            for part in left.pop().parts:
                match part:
                    case Free(var, mask):
                        found[var] = mask
                    case Fork(var, branches):
                        options = self.hat.branch(space.variables[var], part)
                        found[var], child = branches[0] if len(branches) == 1 else self.draw(options)
                        left.append(child)
                    case _:
                        assert_never(part)
        return found
