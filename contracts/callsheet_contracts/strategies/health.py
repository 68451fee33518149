"""Count what becomes of the draws of all strategies of an endpoint: none should be filtered, none cut short."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.statistics import collector
from hypothesis.strategies import SearchStrategy

from callsheet.model.endpoint import Endpoint
from callsheet_contracts.endpoints import endpoint_named
from callsheet_contracts.strategies.requests import at_the_bounds, breaking, breaking_one, conforming

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

ROUND: Final = 10
"""After so many examples the engine also splices what it drew before; what no longer fits it gives up itself."""


@dataclass(frozen=True, slots=True)
class Health:
    """What became of the draws of one strategy."""

    strategy: str
    drawn: int
    """Requests that reached a test."""
    filtered: int
    """Draws that were begun and thrown away."""
    overrun: int
    """Draws that asked for more choices than there are."""


def health(endpoint: Endpoint | str, *, examples: int = 50) -> tuple[Health, ...]:
    """Draw examples from every strategy of an endpoint, and count what becomes of the draws.

    The same draws are made in every run. Where everything that can be drawn has been, `drawn` is less than `examples`.

    Raises:
        LookupError: no endpoint has that name.

    """
    return tuple(counted(name, one, examples) for name, one in _every(endpoint))


def _every(endpoint: Endpoint | str) -> Iterator[tuple[str, SearchStrategy[object]]]:
    one = endpoint_named(endpoint) if isinstance(endpoint, str) else endpoint
    yield "conforming()", conforming(one)
    for rule in dict.fromkeys(rule.name for rule in one.every_rule()):
        yield f"breaking({rule})", breaking(one, rule)
    yield "breaking_one()", breaking_one(one)
    try:
        yield "at_the_bounds()", at_the_bounds(one)
    except ValueError:
        return  # there are no bounds


def counted(name: str, strategy: SearchStrategy[object], examples: int) -> Health:
    """Draw so many examples from a strategy, in rounds of ten, and count what becomes of the draws."""
    found: Counter[str] = Counter()
    for begin in range(0, examples, ROUND):
        told: list[dict[str, dict[str, list[dict[str, str]]]]] = []
        # Its annotation knows only of the value that it has at first.
        listening = cast("Callable[[object], AbstractContextManager[None]]", collector.with_value)
        with listening(told.append):
            _drawing(strategy, begin, min(ROUND, examples - begin))()
        for one in told:
            found.update(case["status"] for case in one["generate-phase"]["test-cases"])
    return Health(name, found["valid"], found["invalid"], found["overrun"])


def _drawing(strategy: SearchStrategy[object], number: int, examples: int) -> Callable[[], None]:
    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(strategy)
    def run(drawn: object) -> None:
        del drawn

    return run
