"""`callsheet update`: drift, lint, generate, diff, contracts, changelog, in this order and up to where a person has to
read or write something. Every step can be run again: what is done already changes nothing.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from callsheet.cli import cassettes, compiling, drifting, releases, upholding
from callsheet.cli.changelogs import with_version
from callsheet.cli.ignoring import IGNORE, ignored
from callsheet.cli.reading_specs import own_specs, read_specs
from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError, as_text, did_you_mean
from callsheet.diff import Bump, Finding, Sorted, Step, compare, entry, raised, sort_out, steps, text
from callsheet.drift import reporting
from callsheet.drift.cites import quotations
from callsheet.drift.operations import OpenApiError
from callsheet.emit.files import replace
from callsheet.lint import lint
from callsheet.model.endpoint import Catalog, Provider
from callsheet.resolve import Specs

NONE = Catalog(())


class Stop(Exception):  # noqa: N818 -- named after what happens
    """A person has to read or write something; the message says what."""


def update(options: Namespace) -> int:
    """Go through all steps for a provider; 1 where a person is needed first."""
    folder = own_specs()
    read = read_specs(folder)
    if read is None:
        return 1
    try:
        provider = _provider(read, options.provider)
        _drift(provider, read, folder, options)
        _lint(provider, read)
        _generate(options)
        found, step = _diff(provider, options)
        _contracts(provider, found.open, options)
        _changelog(provider, found.open, folder, options)
    except Stop as stop:
        sys.stdout.write(f"stopped at {stop}\n")
        return 1
    released = f"; `callsheet release {provider.name}` keeps it as released" if step.changes else ""
    sys.stdout.write(f"{provider.name} {provider.version} is up to date with the pages at hand{released}\n")
    return 0


def _say(step: str, words: str) -> None:
    sys.stdout.write(f"{step}: {words}\n")


def _provider(read: Specs, name: str) -> Provider:
    try:
        providers = {one.name: one for one in read.compile().providers}
    except SpecError as error:
        sys.stdout.write(as_text(error.diagnostics, read.lines()))
        raise Stop("specs: mend what is shown, then run it again") from error
    if name not in providers:
        note = did_you_mean(name, providers) or f"there are {', '.join(sorted(providers))}"
        raise UsageError(f"no provider is called {name!r}; {note}")
    return providers[name]


def _drift(provider: Provider, read: Specs, folder: Path, options: Namespace) -> None:
    cited = quotations(provider)
    drifting.check_pages({provider.name: cited}, options.page)
    try:
        whole = drifting.report(provider, cited, drifting.files_in(Path(options.pages)), folder)
    except (OpenApiError, SpecError) as error:
        raise UsageError(str(error)) from error
    shown = whole.about(options.page, ())
    if not shown.pages:
        raise UsageError(f"none of the pages asked for is in {options.pages}: nothing was compared")
    sys.stdout.write(f"drift:\n{reporting.text([shown], read.lines())}")
    if options.accept:
        drifting.renew(whole, shown, folder)
        if drifting.is_left(shown):
            raise Stop("drift: what is gone, missing or different is not accepted: mend the specs where they are named")
    elif not shown.is_clean:
        raise Stop(
            "drift: read what is shown, and mend the specs where they are named. "
            "Then run it again; with --accept, where all that it still shows was read"
        )


def _lint(provider: Provider, read: Specs) -> None:
    found = lint(Catalog((provider,)))
    sys.stdout.write(as_text(found, read.lines()))
    if found:
        raise Stop("lint: mend what is shown (`callsheet lint --explain CODE` says more), then run it again")
    _say("lint", "nothing found")


def _generate(options: Namespace) -> None:
    _say("generate", options.out)
    if compiling.generate(None, options.out, check=False):
        raise Stop("generate: the specs of another provider cannot be compiled: mend them, then run it again")


def _diff(provider: Provider, options: Namespace) -> tuple[Sorted, Step]:
    kept = Path(options.released)
    releases.check_seal(kept)
    own = {path: words for path, words in releases.texts(kept).items() if path.startswith(f"{provider.name}/")}
    try:
        before = releases.specs_of(own, kept).compile() if own else NONE
    except SpecError as error:
        raise UsageError(f"{error}\nwhat was released cannot be compiled: nothing was compared") from error
    after = Catalog((provider,))
    found = sort_out(compare(before, after), ignored(IGNORE, needed=False))
    sys.stdout.write(f"diff, since {options.released}:\n{text(found)}")
    (step,) = steps(before, after, found.open)
    try:
        enough, words = step.judged(Bump.PATCH)
        wanted = raised(step.old, step.due) if step.old else "1.0.0"
    except ValueError as error:
        raise UsageError(f"{provider.name}: {error}") from error
    _say("version", words)
    if not enough:
        raise Stop(f"version: write `version: {wanted}` into {provider.span.file}, then run it again")
    return found, step


def _contracts(provider: Provider, findings: tuple[Finding, ...], options: Namespace) -> None:
    _say("contracts", options.cassettes)
    faults: list[str] = []
    with upholding.emitted_in(Path(options.out)):
        if cassettes.cassettes(None, options.cassettes, check=False):
            raise Stop("contracts: no cassettes were made")
        for held in upholding.contracts(provider, Path(options.cassettes), _changed(provider, findings)):
            sys.stdout.write(f"  {'not so: ' if held.faults else ''}{held.words}\n")
            sys.stdout.writelines(f"    {one}\n" for one in held.faults)
            sys.stdout.writelines(f"    not shown: {one}\n" for one in held.lacks)
            faults.extend(held.faults)
    if faults:
        raise Stop("contracts: the specs, or what was made of them, break what is shown")


def _changed(provider: Provider, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Name the endpoints that something changed about, but for words; all, where it is about the provider."""
    where = {name for one in findings if one.bump is not Bump.PATCH for name in one.where}
    for one in (*provider.tasks, *provider.calls):
        name = f"{provider.name}/{one.name}"
        if name in where or provider.name in where:
            yield name


def _changelog(provider: Provider, findings: tuple[Finding, ...], folder: Path, options: Namespace) -> None:
    if not findings:
        _say("changelog", "nothing changed")
        return
    path = Path(options.changelog) if options.changelog else folder / provider.name / "CHANGELOG.md"
    said = entry(findings)
    before = path.read_text("utf-8") if path.exists() else f"# Changes of the specs of {provider.title}\n"
    after = with_version(before, provider.version, said)
    if after != before:
        replace(path, after)
    _say("changelog", f"{path.as_posix()}, {provider.version}\n\n{said}")
