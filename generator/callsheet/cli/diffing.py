"""The command that compares specs. What a change means is the comparison's affair."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from callsheet.cli.ignoring import IGNORE, ignored
from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError, as_text
from callsheet.diff import Finding, Side, Sorted, advice, compare, github, markdown, sort_out, text
from callsheet.model.endpoint import Catalog
from callsheet.resolve import Specs, find_specs, load, specs_at
from callsheet.sarif import Place, Result, Rule, log
from callsheet.span import Span

Fails = Callable[[Finding], bool]
CLASSES: Final = ("breaking", "widening", *map(str, Side), "any", "none")
"""What `--fail-on` may name."""


def diff(old: str, new: str | None, *, fail_on: str, ignore: str | None, output: str) -> int:
    """Print what changed between two versions of specs; 1 if there is a change of a class that is to fail."""
    fails = failing(fail_on)
    before, after = catalogs(old, new)
    found = sort_out(compare(before, after), ignored(ignore or IGNORE, needed=ignore is not None))
    sys.stdout.write(printed(found, output, fails))
    return 1 if any(map(fails, found.open)) else 0


def failing(named: str) -> Fails:
    """Understand which classes of changes fail, as `breaking,money`."""
    names = [one.strip() for one in named.split(",")]
    unknown = [one for one in names if one not in CLASSES]
    if unknown:
        raise UsageError(f"--fail-on knows {', '.join(CLASSES)}, not {unknown[0]!r}")
    chosen = {*names}

    def fails(one: Finding) -> bool:
        return "any" in chosen or not chosen.isdisjoint({str(one.direction), str(one.side)})

    return fails


def catalogs(old: str, new: str | None) -> tuple[Catalog, Catalog]:
    """Compile both versions; where one is a single provider, the other is taken for that one as well."""
    folder = find_specs()
    sides = [_read(one, folder) for one in (old, new or folder.as_posix())]
    compiled = [_compiled(read, name) for (read, _), name in zip(sides, (old, new or folder.as_posix()), strict=True)]
    single = {one.name for (_, alone), made in zip(sides, compiled, strict=True) if alone for one in made.providers}
    if single:
        compiled = [Catalog(tuple(one for one in made.providers if one.name in single)) for made in compiled]
    return compiled[0], compiled[1]


def _read(named: str, usual: Path) -> tuple[Specs, bool]:
    """Read a folder, or what git has; tell whether it is a single provider's."""
    path = Path(named)
    if path.is_dir():
        if any(path.glob("*/*.y*ml")):
            return load(path), False
        files = sorted(path.resolve().glob("*.y*ml"))
        if not files:
            raise UsageError(f"{named}: the folder holds no specs, and is no provider's")
        # Of `.` the parent has no name; the provider is called like the folder.
        folder = path.as_posix() if path.name else path.resolve().as_posix()
        return Specs(tuple((f"{folder}/{one.name}", one.read_text("utf-8")) for one in files)), True
    revision, _, folder = named.partition(":")
    try:
        read = specs_at(revision, folder=folder or _beside(usual))
    except LookupError as error:
        raise UsageError(f"{named} is no folder, and {error}") from error
    return read, len({Path(file).parent for file, _ in read.files}) == 1


def _beside(folder: Path) -> str:
    """Name a folder as git takes it from the working folder."""
    named = folder.as_posix()
    if folder.is_absolute():
        raise UsageError(f"there is no folder `specs` here to look for in git: name one, as REVISION:{folder.name}")
    return named if named.startswith(".") else f"./{named}"


def _compiled(read: Specs, name: str) -> Catalog:
    try:
        return read.compile()
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, read.lines()))
        raise UsageError(f"the specs of {name} cannot be compiled: nothing was compared") from error


def printed(found: Sorted, output: str, fails: Fails) -> str:
    """Print changes in a format."""
    match output:
        case "json":
            return as_json(found)
        case "github":
            return github(found, fails)
        case "markdown":
            return markdown(found)
        case "sarif":
            return _as_sarif(found, fails)
        case _:
            return text(found)


def as_json(found: Sorted) -> str:
    """Print all as one JSON object."""
    said = {
        "semver": advice(found.open),
        "findings": [one.as_json() for one in found.open],
        "ignored": [{**finding.as_json(), "reason": one.reason} for finding, one in found.accepted],
        "stale": [{"fingerprint": one.fingerprint, "reason": one.reason} for one in found.stale],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _as_sarif(found: Sorted, fails: Fails) -> str:
    kinds = dict.fromkeys(one.kind for one in found.open)
    rules = [Rule(id=kind, words=kind.replace("-", " "), level="warning") for kind in kinds]
    return log("callsheet diff", rules, [_result(one, fails) for one in found.open])


def _result(one: Finding, fails: Fails) -> Result:
    words = ". ".join((f"{', '.join(one.where)}: {one.words}", *map(str, one.witnesses)))
    return Result(
        rule=one.kind,
        level="error" if fails(one) else "note" if one.side is Side.DOCUMENTATION else "warning",
        words=words,
        place=_place(one.span),
        same=one.fingerprint,
        properties={"class": one.label, "semver": str(one.bump), "fingerprint": one.fingerprint},
        related=_place(one.old) if one.old.line else None,
        related_words="as it was",
    )


def _place(span: Span) -> Place:
    return Place(file=span.file, region={"startLine": span.line, "startColumn": span.column})
