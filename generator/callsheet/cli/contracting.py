"""Commands of the contracts. The one place of the compiler that knows they exist."""

import sys
from pathlib import Path

from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError, as_text
from callsheet.resolve import find_specs, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet.model.endpoint import Catalog
    from callsheet_contracts.recordings import Recording, Unreadable


def verify(specs: str | None, files: list[str], *, output: str, strict: bool) -> int:
    """Print all that recordings show against the specs."""
    from callsheet_contracts.conformance import conform, printed  # noqa: PLC0415 -- the contracts stand above the compiler

    recordings = [recording(file) for file in files]
    catalog = compiled(specs)
    if catalog is None:
        return 1
    report = conform(catalog, recordings)
    sys.stdout.write(printed(report, output, strict=strict))
    return 0 if report.conforms(strict=strict) else 1


def recording(file: str) -> "Recording | Unreadable":
    """Read a recording, or say why it is none; `-` is the standard input."""
    from callsheet_contracts.recordings import Unreadable, read  # noqa: PLC0415

    try:
        return read(content(file), named(file))
    except Unreadable as error:
        return error


def content(file: str) -> bytes:
    """Read a file, or the standard input for `-`."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error


def named(file: str) -> str:
    """Name a file in what is said about it."""
    return "standard input" if file == "-" else file


def compiled(specs: str | None) -> "Catalog | None":
    """Compile the specs; say on standard error what is wrong with them."""
    read = load(Path(specs) if specs else find_specs())
    try:
        return read.compile()
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, read.lines()))
        return None
