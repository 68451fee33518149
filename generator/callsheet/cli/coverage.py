"""The command that tells what of the specs recordings and test runs have shown."""

import argparse
import sys
from pathlib import Path

from callsheet.cli.contracting import compiled, content, named, recording
from callsheet.cli.usage import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_contracts.coverage import Collector, Coverage, Threshold


def coverage(options: argparse.Namespace) -> int:
    """Print coverage; 1 where it is below what is asked for."""
    from callsheet_contracts.coverage import NotThereError, Threshold, measure  # noqa: PLC0415 -- they stand above

    try:
        wanted = [Threshold.read(word) for word in options.fail_under]
    except ValueError as error:
        raise UsageError(f"--fail-under {error}") from error
    if not (options.files or options.journal or options.merge or options.only):
        raise UsageError("nothing to look at: name recordings, a --journal, or counts to --merge")
    collector = _collected(options)
    if collector is None:
        return 1
    try:
        found = measure(collector, only=options.only, validated=options.count_validated)
    except NotThereError as error:
        raise UsageError(str(error)) from error
    if not found.parts:
        raise UsageError(
            "nothing in there goes to a provider that the specs know; name one with --only, or check hosts"
        )
    _write(_printed(options, found, collector), options.out)
    return _judged(found, wanted)


def _collected(options: argparse.Namespace) -> "Collector | None":
    from callsheet_contracts.coverage import (  # noqa: PLC0415
        CannotMergeError,
        Collector,
        NoJournalError,
        add_journal,
        read_journal,
    )
    from callsheet_contracts.recordings import Unreadable  # noqa: PLC0415

    recordings = [recording(file) for file in options.files]
    catalog = compiled(options.specs)
    if catalog is None:
        return None
    collector = Collector(catalog)
    try:
        for one in recordings:
            if isinstance(one, Unreadable):
                raise UsageError(str(one))
            collector.add(one)
        for file in options.journal:
            add_journal(collector, read_journal(content(file), named(file)))
        for file in options.merge:
            collector.merge_json(content(file).decode(errors="replace"), named(file))
    except (CannotMergeError, NoJournalError) as error:
        raise UsageError(str(error)) from error
    return collector


def _printed(options: argparse.Namespace, found: "Coverage", collector: "Collector") -> str:
    from callsheet_contracts.coverage import as_html, as_json, as_text  # noqa: PLC0415

    match options.format:
        case "json":
            return as_json(found, collector)
        case "html":
            return as_html(found)
        case _:
            return as_text(found, missing=options.missing)


def _write(text: str, out: str | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    try:
        Path(out).write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror or error}") from error


def _judged(found: "Coverage", wanted: "list[Threshold]") -> int:
    below = [words for one in wanted if (words := one.missed(found))]
    for words in below:
        sys.stderr.write(f"callsheet coverage: {words}\n")
    return 1 if below else 0
