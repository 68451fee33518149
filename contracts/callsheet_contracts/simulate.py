"""Serve providers until a signal: what `callsheet simulate` does. Knows no command line."""

import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, TextIO
from urllib.parse import urlsplit

from callsheet_contracts.simulator import CannotServe, RealClock, Simulator
from callsheet_contracts.simulator.plans import read_plan

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from types import FrameType

    from callsheet.model.endpoint import Catalog
    from callsheet_contracts.simulator.tasks import Progression

FINE: Final = 0
WRONG_USAGE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the simulator is to behave, besides the usual; each as `Simulator` has it."""

    by: "Progression" = "time"
    polls: int = 1
    speed: float = 1.0
    """How many times as fast as the real time its clock goes; at 0 it stands still until it is advanced."""
    chaos: float = 0.0
    seed: int | None = None
    strict: bool = False
    """Enforce all that pages say of rates, tasks at once, ids and headers that are new each time."""
    plan: str | None = None
    faults: "Path | None" = None
    """A file of what is to go wrong."""


AS_USUAL: Final = Wishes()


def run(
    catalog: "Catalog",
    providers: list[str],
    *,
    port: int,
    key: str | None,
    task_seconds: float,
    stdout: TextIO,
    wishes: Wishes = AS_USUAL,
    hints: TextIO | None = None,
) -> int:
    """Serve providers, each on a port of its own, and print one line for each when all are ready.

    No providers means all. With port 0 each takes any free one, else `port` and the ones after it. What a person may
    want to paste goes to `hints`. Returns the exit code: 0 after SIGINT or SIGTERM, 2 where a provider is unknown, a
    port is taken, or something that was wished for cannot be.
    """
    with _signals() as signals:
        try:
            simulator = _simulator(catalog, providers, port, key, task_seconds, wishes)
            if wishes.faults is not None:
                _script(simulator, wishes.faults)
            simulator.start()
        except (CannotServe, ValueError) as error:
            print(f"callsheet simulate: {error}", file=sys.stderr)  # noqa: T201 -- the command's own words
            return WRONG_USAGE
        try:
            stdout.writelines(f"{name} {simulator.url(name)}\n" for name in simulator.providers)
            stdout.flush()
            if hints is not None:
                hints.writelines(_hints(catalog, simulator, key))
                hints.flush()
            signals.get()
        finally:
            simulator.stop()
    return FINE


def _simulator(
    catalog: "Catalog", providers: list[str], port: int, key: str | None, task_seconds: float, wishes: Wishes
) -> Simulator:
    clock = RealClock()
    clock.go(wishes.speed)
    return Simulator(
        catalog,
        providers=providers or None,
        port=port,
        key=key,
        task_seconds=task_seconds,
        clock=clock,
        seed=wishes.seed,
        by=wishes.by,
        polls=wishes.polls,
        enforce_rates=wishes.strict,
        enforce_running=wishes.strict,
        enforce_fresh=wishes.strict,
        known_ids=wishes.strict,
        plan=wishes.plan,
        chaos=wishes.chaos,
    )


def _script(simulator: Simulator, file: "Path") -> None:
    """Script what a file says.

    Raises:
        ValueError: it cannot be read, or says what cannot be.

    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{file}: {getattr(error, 'strerror', None) or error}") from error
    try:
        # All of it, before any of it counts.
        plan = list(read_plan(text))
        for provider, call, faults in plan:
            try:
                simulator.script(provider, call, *faults)
            except ValueError as error:
                raise ValueError(f"{provider}.{call}: {error}") from error
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error


def _hints(catalog: "Catalog", simulator: Simulator, key: str | None) -> "Iterator[str]":
    """Say what to paste to reach each provider."""
    for provider in catalog.providers:
        if provider.name in simulator.providers:
            url = simulator.url(provider.name)
            paths = dict.fromkeys(urlsplit(one.url).path.rstrip("/") for one in provider.servers)
            whole = "".join(f" or {url}{path}" for path in paths if path)
            yield f"\n  export {provider.key.env}={key or 'simulated'}\n"
            yield f"  {provider.client}(base_url={url!r}); any other client: {url}{whole}\n"
            yield f"  curl {url}/simulated/   tells how to script faults, turn the clock, read the journal\n"
    yield "\n  Ctrl-C stops it.\n"


@contextmanager
def _signals() -> "Generator[SimpleQueue[int]]":
    """Queue the signals that end a program, instead of ending it."""
    # Of all that can be waited for, only this queue may be filled by a signal in the midst of the waiting.
    signals: SimpleQueue[int] = SimpleQueue()

    def note(number: int, frame: "FrameType | None") -> None:
        del frame
        signals.put(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield signals
    finally:
        for number, former in before.items():
            signal.signal(number, former)
