"""The pytest plugin: fixtures for simulated providers. pytest finds it by itself once `callsheet` is installed.

It loads with every run of pytest, wanted or not: nothing but pytest is imported before a fixture is asked for.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.model.endpoint import Catalog
    from callsheet_contracts.simulator import Simulator
    from callsheet_contracts.testing.clocks import AsyncSteppingClock, SteppingClock, Turnable

SIMULATOR = "callsheet_simulator"
"""The mark that says how the simulator is to be."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare what a command line and a configuration may say."""
    words = "folder of specs (default: ./specs, else those that came with callsheet)"
    group = parser.getgroup("callsheet", "contract tests of AI-video providers")
    group.addoption("--callsheet-specs", metavar="DIR", help=words)
    parser.addini("callsheet_specs", words, type="string", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks."""
    config.addinivalue_line(
        "markers",
        f"{SIMULATOR}(providers=…, by=…, polls=…, task_seconds=…, clock='manual' | 'real', …): "
        "how the `simulator` fixture is to be; takes what callsheet_contracts.Simulator takes",
    )


@pytest.fixture(scope="session")
def callsheet_catalog(pytestconfig: pytest.Config) -> "Catalog":
    """The compiled specs: those of `--callsheet-specs`, of `callsheet_specs` in the configuration, of `specs` beside
    the configuration, or those that came with callsheet.
    """
    _need("jinja2", "starlette", "uvicorn", "yaml")
    from callsheet.diagnostics import SpecError, as_text  # noqa: PLC0415 -- see the top
    from callsheet.resolve import load  # noqa: PLC0415

    folder = _specs(pytestconfig)
    try:
        read = load(folder)
    except SpecError as error:
        pytest.fail(f"callsheet: {error}", pytrace=False)
    try:
        return read.compile()
    except SpecError as error:
        pytest.fail(as_text(error.diagnostics, read.lines()), pytrace=False)


@pytest.fixture
def simulator(request: pytest.FixtureRequest, callsheet_catalog: "Catalog") -> "Iterator[Simulator]":
    """All providers, on loopback, for one test: `simulator.url("acme")` is a base address for any client.

    Unless the mark `callsheet_simulator` says otherwise, each poll brings a task one state further, and the clock
    stands still; `callsheet_clock` puts it forward.
    """
    from callsheet_contracts.simulator import CannotServe, Simulator  # noqa: PLC0415

    try:
        made = Simulator(callsheet_catalog, **_asked(request.node))
        made.start()
    except (CannotServe, TypeError, ValueError) as error:
        pytest.fail(f"@pytest.mark.{SIMULATOR}: {error}", pytrace=False)
    with made:
        yield made


@pytest.fixture
def callsheet_clock(simulator: "Simulator") -> "SteppingClock":
    """A clock for a blocking client under test: nobody waits, and the simulator's time goes on meanwhile.

    `Acme(key="test", base_url=simulator.url("acme"), clock=callsheet_clock)`.
    """
    from callsheet_contracts.testing.clocks import SteppingClock  # noqa: PLC0415

    return SteppingClock(_turnable(simulator))


@pytest.fixture
def callsheet_async_clock(simulator: "Simulator") -> "AsyncSteppingClock":
    """The same for an awaiting client."""
    from callsheet_contracts.testing.clocks import AsyncSteppingClock  # noqa: PLC0415

    return AsyncSteppingClock(_turnable(simulator))


def _specs(config: pytest.Config) -> Path:
    """Find the folder of specs."""
    from callsheet.resolve import shipped_specs  # noqa: PLC0415

    option, stated = str(config.getoption("callsheet_specs") or ""), str(config.getini("callsheet_specs"))
    if option:
        return Path(option)
    if stated:
        return config.rootpath / stated
    # Other tools have folders of this name as well.
    beside = config.rootpath / "specs"
    return beside if any(beside.glob("*/*.y*ml")) else shipped_specs()


def _asked(test: pytest.Item) -> dict[str, Any]:
    """Read the marks of a test, its class and its module; the nearest says it."""
    asked: dict[str, Any] = {"by": "polls", "clock": "manual", "seed": 0}
    for mark in reversed(list(test.iter_markers(SIMULATOR))):
        if mark.args:
            pytest.fail(f"@pytest.mark.{SIMULATOR} takes names: polls=2, not {mark.args[0]!r}", pytrace=False)
        asked |= mark.kwargs
    return asked | {"clock": _clock(asked["clock"])}


def _clock(asked: object) -> object:
    from callsheet_contracts.simulator import ManualClock, RealClock  # noqa: PLC0415

    match asked:
        case "manual":
            return ManualClock()
        case "real":
            return RealClock()
        case str():
            pytest.fail(f"@pytest.mark.{SIMULATOR}: a clock is 'manual' or 'real', not {asked!r}", pytrace=False)
        case _:
            return asked


def _turnable(simulator: "Simulator") -> "Turnable":
    from callsheet_contracts.testing.clocks import Turnable  # noqa: PLC0415

    if not isinstance(simulator.clock, Turnable):
        words = f"@pytest.mark.{SIMULATOR}: {type(simulator.clock).__name__} cannot be put forward: it has no advance()"
        pytest.fail(words, pytrace=False)
    return simulator.clock


def _need(*packages: str) -> None:
    """Say what to install where it is missing."""
    if missing := [name for name in packages if find_spec(name) is None]:
        words = f"callsheet: this needs {', '.join(missing)}: pip install 'callsheet[contracts]'"
        pytest.fail(words, pytrace=False)
