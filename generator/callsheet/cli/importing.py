"""Draft a spec of a page's table, or of an operation of an OpenAPI document."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError, as_text
from callsheet.drift import drafting
from callsheet.drift.blocks import Table, tables
from callsheet.drift.cells import claims
from callsheet.drift.kinds import kind_of
from callsheet.drift.operations import OpenApiError
from callsheet.drift.shelves import File
from callsheet.drift.wording import folded
from callsheet.model.endpoint import Provider
from callsheet.resolve import Specs, load


def draft(options: Namespace) -> int:
    """Print the draft, or write it where there is none yet; what would not load is not written."""
    path = Path(options.file)
    try:
        file = File(path.name, path.read_bytes())
        drafted = _of_operation(file, options) if file.operations else _of_table(file, options)
    except OSError as error:
        raise UsageError(f"{options.file} cannot be read: {error.strerror}") from error
    except OpenApiError as error:
        raise UsageError(str(error)) from error
    if options.out is None:
        sys.stdout.write(drafting.endpoint(drafted))
        return 0
    return _write(drafted, file, Path(options.out), options)


def _of_operation(file: File, options: Namespace) -> drafting.Draft:
    every = {str(one): one for one in file.operations}
    wanted = options.operation or (next(iter(every)) if len(every) == 1 else "")
    if wanted not in every:
        raise UsageError(f"say which operation with --operation: {', '.join(map(repr, every))}")
    return drafting.of_operation(every[wanted], provider=options.provider, endpoint=options.endpoint, page=options.page)


def _of_table(file: File, options: Namespace) -> drafting.Draft:
    every = [one for one in tables(file.page.blocks) if kind_of(one) == "parameters"]
    wanted = [one for one in every if options.table is None or _has(one, options.table)]
    if len(wanted) != 1:
        listed = "".join(f"\n  {one.heading}" for one in wanted or every)
        words = f"say which with --table, by words above it:{listed}" if every else "there is none of parameters"
        raise UsageError(f"{options.file}: which table? {words}")
    table = wanted[0]
    return drafting.of_claims(
        claims(table),
        provider=options.provider,
        endpoint=options.endpoint,
        page=options.page,
        heading=table.heading or " ".join(table.columns),
    )


def _has(table: Table, words: str) -> bool:
    return folded(words).casefold() in folded(f"{table.heading} {' '.join(table.columns)}").casefold()


def _write(drafted: drafting.Draft, file: File, out: Path, options: Namespace) -> int:
    folder = out / drafted.provider
    target = folder / f"{drafted.endpoint}.yaml"
    if target.exists():
        raise UsageError(f"{target.as_posix()} is there already; draft it under another name")
    try:
        there = load(out).files if out.is_dir() and any(out.glob("*/*.y*ml")) else ()
        providers = Specs(there).compile().providers if there else ()
        made = _files(drafted, file, next((one for one in providers if one.name == drafted.provider), None), options)
        new = tuple(((folder / name).as_posix(), text) for name, text in made.items())
        # What does not load is no start: then nothing is written at all.
        Specs((*there, *new)).compile()
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, {}))
        sys.stderr.write("nothing was written; leave --out away to see the draft\n")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in new:
        Path(name).write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"wrote {name}: {text.count(drafting.TODO)} {drafting.TODO}\n")
    return 0


def _files(drafted: drafting.Draft, file: File, existing: Provider | None, options: Namespace) -> dict[str, str]:
    made = {f"{drafted.endpoint}.yaml": drafting.endpoint(drafted)}
    if existing is None:
        made["provider.yaml"] = drafting.provider(drafted)
    else:
        server = existing.servers[0].name
        made[f"{drafted.endpoint}.yaml"] = made[f"{drafted.endpoint}.yaml"].replace("[main]", f"[{server}]", 1)
    if existing is None or all(one.key != drafted.page for one in existing.sources):
        name = "sources.yaml" if existing is None else f"sources-{drafted.page}.yaml"
        made[name] = drafting.sources(
            drafted,
            url=options.url or "",
            title=options.title or file.name,
            snapshot=file.snapshot,
            read=datetime.now(UTC).date().isoformat(),
        )
    return made
