"""The pytest plugin: simulated providers, cassettes, coverage. pytest finds it by itself once `callsheet` is installed.

It loads with every run of pytest, wanted or not: nothing but pytest is imported before a fixture is asked for.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from callsheet.model.endpoint import Catalog
    from callsheet_contracts.cassettes import Cassette
    from callsheet_contracts.clocks import AsyncSteppingClock, SteppingClock, Turnable
    from callsheet_contracts.recordings import Recording
    from callsheet_contracts.simulator import Simulator
    from callsheet_contracts.testing.covering import Covering
    from callsheet_contracts.testing.tapes import Asked

SIMULATOR = "callsheet_simulator"
"""The mark that says how the simulator is to be."""
CASSETTE = "callsheet_cassette"
"""The fixture of a test's cassette, and the mark that says which it is."""
MODES = ("none", "once", "rewrite")

FAILED = pytest.StashKey[BaseException]()
"""What a test with a cassette has failed with."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare what a command line and a configuration may say."""
    words = "folder of specs (default: ./specs, else those that came with callsheet)"
    group = parser.getgroup("callsheet", "contract tests of AI-video providers")
    group.addoption("--callsheet-specs", metavar="DIR", help=words)
    parser.addini("callsheet_specs", words, type="string", default="")
    group.addoption(
        "--callsheet-record",
        choices=MODES,
        default="none",
        help="cassettes: only replay (none, the default), record those that are not there (once), or all (rewrite); "
        "what is recorded may cost money",
    )
    group.addoption(
        "--callsheet-coverage", action="store_true", help="say at the end what of the specs tests have shown"
    )
    group.addoption(
        "--callsheet-only",
        metavar="NAME",
        action="append",
        default=[],
        help="coverage of this provider or PROVIDER/ENDPOINT (default: of those that were called); may be given again",
    )
    group.addoption(
        "--callsheet-report",
        metavar="FILE",
        action="append",
        default=[],
        help="write coverage to a file: .html, .json, or .txt with a request for each gap; may be given again",
    )
    group.addoption(
        "--callsheet-fail-under",
        metavar="[KIND=]PERCENT",
        action="append",
        default=[],
        help="fail if less was seen, of all or of one kind, such as rules=100; may be given again",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks, and count what tests show where somebody asked for it."""
    config.addinivalue_line(
        "markers",
        f"{SIMULATOR}(providers=…, by=…, polls=…, task_seconds=…, clock='manual' | 'real', …): "
        "how the `simulator` fixture is to be; takes what callsheet_contracts.Simulator takes",
    )
    config.addinivalue_line(
        "markers",
        f"{CASSETTE}(path, mode='none' | 'once' | 'rewrite', all_played=False, strict=False, conforms=True): "
        f"which cassette the `{CASSETTE}` fixture is, and what it must hold to",
    )
    wanted = [cast("list[str]", config.getoption(f"callsheet_{name}")) for name in ("only", "report", "fail_under")]
    if config.getoption("callsheet_coverage") or any(wanted):
        _need("jinja2", "starlette", "yaml")
        from callsheet_contracts.testing.covering import Covering  # noqa: PLC0415 -- see the top

        config.pluginmanager.register(Covering(config, *wanted), "callsheet-coverage")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> "Generator[None, pytest.TestReport, pytest.TestReport]":
    """Remember what a test with a cassette has failed with: what it recorded is no whole recording."""
    if call.when == "call" and call.excinfo is not None and CASSETTE in getattr(item, "fixturenames", ()):
        item.stash[FAILED] = call.excinfo.value
    return (yield)


@pytest.fixture(scope="session")
def callsheet_catalog(pytestconfig: pytest.Config) -> "Catalog":
    """The compiled specs; see `callsheet_contracts.testing.specs` for which."""
    _need("jinja2", "starlette", "uvicorn", "yaml")
    from callsheet_contracts.testing.specs import BadSpecs, compiled  # noqa: PLC0415 -- see the top

    try:
        return compiled(pytestconfig)
    except BadSpecs as error:
        pytest.fail(str(error), pytrace=False)


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
    if covering := _covering(request.config):
        covering.tally.journal(made)


@pytest.fixture
def callsheet_clock(simulator: "Simulator") -> "SteppingClock":
    """A clock for a blocking client under test: nobody waits, and the simulator's time goes on meanwhile.

    `Acme(key="test", base_url=simulator.url("acme"), clock=callsheet_clock)`.
    """
    from callsheet_contracts.clocks import SteppingClock  # noqa: PLC0415

    return SteppingClock(_turnable(simulator))


@pytest.fixture
def callsheet_async_clock(simulator: "Simulator") -> "AsyncSteppingClock":
    """The same for an awaiting client."""
    from callsheet_contracts.clocks import AsyncSteppingClock  # noqa: PLC0415

    return AsyncSteppingClock(_turnable(simulator))


@pytest.fixture
def callsheet_cassette(request: pytest.FixtureRequest, callsheet_catalog: "Catalog") -> "Iterator[Cassette]":
    """The cassette of one test: all of httpx is answered from it, or recorded to it with `--callsheet-record`.

    It lies in `cassettes/<module>/<test>.yaml` beside the module, unless the mark `callsheet_cassette` names another.
    When the test is over, it is held to the specs: each request, each answer, each task's life, no secret left in.
    """
    _need("jinja2", "yaml")
    from callsheet_contracts.cassettes import CassetteError  # noqa: PLC0415
    from callsheet_contracts.recordings import Unreadable  # noqa: PLC0415
    from callsheet_contracts.testing.tapes import DoesNotConform, used  # noqa: PLC0415

    covering = _covering(request.config)
    node: pytest.Item = request.node
    seen = covering.tally.recording if covering else _nobody
    # What a simulator answers, it answers in its own time.
    clock = request.getfixturevalue("simulator").clock if "simulator" in request.fixturenames else None
    try:
        with used(_tape(node), callsheet_catalog, lambda: node.stash.get(FAILED, None), seen, clock) as opened:
            yield opened
    except (CassetteError, DoesNotConform, Unreadable, ValueError) as error:
        pytest.fail(f"{CASSETTE}: {error}", pytrace=False)


def _tape(test: pytest.Item) -> "Asked":
    """Read which cassette a test wants; the nearest mark says it, and the command line says more than a mark."""
    from callsheet_contracts.testing.tapes import Asked, usual_path  # noqa: PLC0415

    said: dict[str, Any] = {}
    path: Path | None = None
    for mark in reversed(list(test.iter_markers(CASSETTE))):
        if len(mark.args) > 1:
            pytest.fail(f"@pytest.mark.{CASSETTE} takes one path, not {len(mark.args)}", pytrace=False)
        path = test.path.parent / mark.args[0] if mark.args else path
        said |= mark.kwargs
    name = test.nodeid.partition("::")[2] or test.name
    usual = usual_path(test.path.parent, test.path.stem, name.replace("::", "."))
    option = str(test.config.getoption("callsheet_record"))
    if option != "none":
        said["mode"] = option
    try:
        return Asked(path=path or usual, **said)
    except TypeError as error:
        pytest.fail(f"@pytest.mark.{CASSETTE}: {error}", pytrace=False)


def _covering(config: pytest.Config) -> "Covering | None":
    """Find what counts coverage, where somebody asked for it."""
    found: Covering | None = config.pluginmanager.get_plugin("callsheet-coverage")
    return found


def _nobody(recording: "Recording") -> None:
    """Listen to nothing: nobody asked for coverage."""


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
    from callsheet_contracts.clocks import Turnable  # noqa: PLC0415

    if not isinstance(simulator.clock, Turnable):
        words = f"@pytest.mark.{SIMULATOR}: {type(simulator.clock).__name__} cannot be put forward: it has no advance()"
        pytest.fail(words, pytrace=False)
    return simulator.clock


def _need(*packages: str) -> None:
    """Say what to install where it is missing."""
    if missing := [name for name in packages if find_spec(name) is None]:
        words = f"callsheet: this needs {', '.join(missing)}: pip install 'callsheet[contracts]'"
        pytest.fail(words, pytrace=False)
