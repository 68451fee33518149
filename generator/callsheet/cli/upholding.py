"""Hold what was emitted of a provider to its contracts: all duties, its cassettes, coverage of what changed."""

import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import invalidate_caches
from pathlib import Path
from types import ModuleType
from typing import Final

from callsheet.model.endpoint import Catalog, Provider

CLIENTS: Final = "callsheet_clients"


@dataclass(frozen=True, slots=True)
class Held:
    """What one check has come to."""

    words: str
    faults: tuple[str, ...] = ()
    """What is not as it should be."""
    lacks: tuple[str, ...] = ()
    """What no call can show, as where no page says how a wrong request is refused: worth knowing, and no fault."""


@contextmanager
def emitted_in(folder: Path) -> Generator[None]:
    """Let imports find the clients as they are in a folder now: those that this process started with are older."""
    before = _loaded()
    path = str(folder.resolve())
    sys.path.insert(0, path)
    _forget()
    try:
        yield
    finally:
        sys.path.remove(path)
        _forget()
        sys.modules.update(before)


def _loaded() -> dict[str, ModuleType]:
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] == CLIENTS}


def _forget() -> None:
    for name in _loaded():
        del sys.modules[name]
    invalidate_caches()


def contracts(provider: Provider, cassettes: Path, changed: Iterable[str]) -> Iterator[Held]:
    """Check the duties of all endpoints, the cassettes, and that what changed can be shown on the wire."""
    catalog = Catalog((provider,))
    yield _duties(catalog)
    yield _cassettes(catalog, cassettes / provider.name)
    for name in changed:
        yield _shown(catalog, name)


def _duties(catalog: Catalog) -> Held:
    from callsheet_contracts.obligations import every_obligation, proof  # noqa: PLC0415 -- contracts stand above us

    proofs = [proof(one) for one in every_obligation(catalog)]
    requests = sum(one.positives + one.negatives for one in proofs)
    faults = tuple(f"{one.endpoint}: {label}" for one in proofs for label in one.faults)
    return Held(f"{requests} requests of {len(proofs)} endpoints are judged as they should be", faults)


def _cassettes(catalog: Catalog, folder: Path) -> Held:
    from callsheet_contracts.conformance import conform  # noqa: PLC0415
    from callsheet_contracts.recordings import read  # noqa: PLC0415

    files = sorted(folder.rglob("*.yaml"))
    report = conform(catalog, [read(one.read_bytes(), one.as_posix()) for one in files])
    calls = sum(one.exchanges for one in report.tallies)
    return Held(
        f"{len(files)} cassettes with {calls} calls conform",
        tuple(f"{one.place}: {one.words}" for one in report.findings),
    )


def _shown(catalog: Catalog, name: str) -> Held:
    from callsheet_contracts.coverage import Kind, measure, replay  # noqa: PLC0415

    # Of other kinds, such as errors, not everything can be brought about.
    whole = (Kind.PARAMETER, Kind.VALUE, Kind.BOUND, Kind.REQUIRED, Kind.RULE, Kind.STATE)
    found = measure(replay(catalog, only=name).collector, only=[name])
    shares = [found.share(kind) for kind in whole]
    lacks = tuple(
        f"{one.goal.kind.value} {one.goal.name}"
        for part in found.parts
        for one in part.missing
        if one.goal.kind in whole
    )
    seen, every = sum(one.seen for one in shares), sum(one.of for one in shares)
    return Held(f"{name}: {seen} of {every} facts are shown by calls", lacks=lacks)
