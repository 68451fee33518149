"""The cassette of a test: where it lies, how it is used, and what it must hold to. Knows no provider."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from callsheet_contracts.cassettes import Cassette, Mode, cassette
from callsheet_contracts.conformance import as_text, conform
from callsheet_contracts.recordings import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.model.endpoint import Catalog
    from callsheet_contracts.recordings import Recording
    from callsheet_contracts.simulator import Clock

FOLDER: Final = "cassettes"


class DoesNotConform(Exception):  # noqa: N818 -- named after what is the case
    """A cassette shows what the specs do not allow; the message lists it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a test asks of its cassette."""

    path: Path
    mode: Mode = "none"
    all_played: bool = False
    """Whether it is an error if a recorded call was not made."""
    strict: bool = False
    """Whether drift and warnings are errors, too."""
    conforms: bool = True
    """Whether it is held to the specs at all."""


def usual_path(folder: Path, module: str, name: str) -> Path:
    """Say where the cassette of a test lies that names none: beside its module, in a folder of the module's name."""
    plain = re.sub(r"[^\w.-]+", "_", name).strip("_")
    return folder / FOLDER / module / f"{plain}.yaml"


@contextmanager
def used(
    asked: Asked,
    catalog: "Catalog",
    failure: "Callable[[], BaseException | None]",
    seen: "Callable[[Recording], None]",
    clock: "Clock | None" = None,
) -> Generator[Cassette]:
    """Use a cassette for as long as a test runs, then hold it to the specs.

    Args:
        asked: What the test asks for.
        catalog: The specs.
        failure: Tells, when the test is over, what it has failed with: a recording of such a test is no whole one.
        seen: Gets what the cassette holds, for coverage.
        clock: That of the simulator which is recorded; of a live service if left out.

    Raises:
        DoesNotConform: the cassette breaks the specs, and the test has not failed by itself.
        NoCassette, Unreadable, Unplayed, HoldsSecret: see `callsheet_contracts.cassettes.cassette`.

    """
    opened = cassette(
        asked.path,
        mode=asked.mode,
        all_played=asked.all_played,
        catalog=catalog,
        metadata={"origin": "simulated" if clock else "recorded"},
        clock=clock.now if clock else None,
    )
    inside = opened.__enter__()
    try:
        yield inside
    finally:
        failed = failure()
        try:
            opened.__exit__(type(failed) if failed else None, failed, failed.__traceback__ if failed else None)
        except BaseException as error:
            # What a test has failed with is told already.
            if error is not failed:
                raise
    if failed is None:
        recording = read(asked.path.read_bytes(), str(asked.path))
        seen(recording)
        if asked.conforms:
            _judge(recording, catalog, strict=asked.strict)


def _judge(recording: "Recording", catalog: "Catalog", *, strict: bool) -> None:
    report = conform(catalog, [recording])
    if not report.conforms(strict=strict):
        raise DoesNotConform(as_text(report, strict=strict))
