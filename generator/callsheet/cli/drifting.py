"""Hold specs to pages: which are at hand, what was found, what is accepted."""

import json
import sys
from argparse import Namespace
from pathlib import Path

from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError, as_text, did_you_mean
from callsheet.drift import lock, reporting, sections
from callsheet.drift.cites import Quotation, quotations
from callsheet.drift.comparing import accept, compare
from callsheet.drift.operations import OpenApiError
from callsheet.drift.shelves import File, Shelved, shelve
from callsheet.model.endpoint import Provider
from callsheet.resolve import find_specs, load

ENDINGS = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".json", ".yaml", ".yml"})


def drift(options: Namespace) -> int:
    """Report what became of every cite and table; with `--accept`, renew the locks of what was reported."""
    folder = Path(options.specs) if options.specs else find_specs()
    try:
        specs = load(folder)
        providers = _chosen(specs.compile().providers, options.providers)
        cited = {one.name: quotations(one) for one in providers}
        check_pages(cited, options.page)
        pages = Path(options.pages)
        if options.fetch:
            _fetch(cited, pages, options)
        files = files_in(pages)
        reports = [report(one, cited[one.name], files, folder) for one in providers]
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, {}))
        return 1
    except OpenApiError as error:
        raise UsageError(str(error)) from error
    shown = [one.about(options.page, options.fact) for one in reports]
    _print(shown, options.format, specs.lines())
    if options.accept:
        for whole, part in zip(reports, shown, strict=True):
            renew(whole, part, folder)
        # What can be accepted was; what is left is a fact without a passage, or a table that says otherwise.
        return int(any(is_left(part) for part in shown))
    return int(not all(part.is_clean for part in shown))


def _chosen(providers: tuple[Provider, ...], asked: list[str]) -> tuple[Provider, ...]:
    names = [one.name for one in providers]
    for name in asked:
        if name not in names:
            note = did_you_mean(name, names) or f"there are {', '.join(names)}"
            raise UsageError(f"no provider is called {name!r}; {note}")
    return tuple(one for one in providers if not asked or one.name in asked)


def check_pages(cited: dict[str, tuple[Quotation, ...]], asked: list[str]) -> None:
    """Refuse pages that no fact cites."""
    keys = sorted({one.source.key for those in cited.values() for one in those})
    for key in asked:
        if key not in keys:
            note = did_you_mean(key, keys) or f"there are {', '.join(keys)}"
            raise UsageError(f"no cited page is called {key!r}; {note}")


def files_in(folder: Path) -> list[File]:
    """Read the pages below a folder."""
    if not folder.is_dir():
        words = f"there is no folder {folder.as_posix()!r} of pages: name one with --pages, or fetch them with --fetch"
        raise UsageError(words)
    paths = sorted(path for path in folder.rglob("*") if path.suffix.casefold() in ENDINGS and path.is_file())
    return [File(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]


def _fetch(cited: dict[str, tuple[Quotation, ...]], folder: Path, options: Namespace) -> None:
    from callsheet.drift.fetching import fetch  # noqa: PLC0415 -- sends, and only when told to

    sources = {
        (provider, one.source.key): one.source
        for provider, those in cited.items()
        for one in those
        if one.source.url and (not options.page or one.source.key in options.page)
    }
    for _, key in sources:
        if "/" in key or "\\" in key:
            raise UsageError(f"the page {key!r} cannot be a file's name: call the source otherwise")
    wanted = [(f"{provider}/{key}", str(source.url)) for (provider, key), source in sorted(sources.items())]
    for said in fetch(wanted, folder, delay=options.delay):
        sys.stderr.write(f"{said}\n")


def report(provider: Provider, cited: tuple[Quotation, ...], files: list[File], folder: Path) -> reporting.Report:
    """Hold all that a provider cites to the pages at hand, and to the lock in the folder of specs.

    Raises:
        OpenApiError: a page looks like an OpenAPI document, and cannot be read.
        SpecError: the lock cannot be read.

    """
    shelved: tuple[Shelved, ...] = shelve(provider.name, cited, files)
    pages = {one.source.key: one.file.page for one in shelved}
    return reporting.Report(
        provider=provider.name,
        pages=shelved,
        verdicts=compare(cited, pages, _locked(provider.name, folder)),
        compared=tuple(sections.compare(provider, {one.source.key: one.file for one in shelved})),
    )


def _locked(provider: str, folder: Path) -> tuple[lock.Locked, ...]:
    path = folder / provider / lock.NAME
    try:
        return lock.parse(path.read_text("utf-8"), path.as_posix()) if path.exists() else ()
    except UnicodeDecodeError:
        raise UsageError(f"{path.as_posix()} is not UTF-8; restore it, or remove it and accept anew") from None


def renew(whole: reporting.Report, part: reporting.Report, folder: Path) -> None:
    """Write down that a person has read the part of a report that was shown."""
    path = folder / whole.provider / lock.NAME
    before = _locked(whole.provider, folder)
    after = lock.write(accept(part.verdicts, whole.verdicts, before))
    if after == lock.write(before):
        return
    path.write_text(after, "utf-8", newline="\n")
    sys.stderr.write(f"wrote {path.as_posix()}\n")


def is_left(part: reporting.Report) -> bool:
    """Tell whether there is something that cannot be accepted: specs or pages have to change."""
    return any(one.status in {"gone", "missing"} for one in part.verdicts) or any(part.differences())


def _print(reports: list[reporting.Report], output: str, lines: dict[str, tuple[str, ...]]) -> None:
    match output:
        case "json":
            said = json.dumps([reporting.plain(one) for one in reports], ensure_ascii=False, indent=2) + "\n"
        case "github":
            said = reporting.annotations(reports)
        case "markdown":
            said = reporting.markdown(reports)
        case _:
            said = reporting.text(reports, lines)
    sys.stdout.write(said)
