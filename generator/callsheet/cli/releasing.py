"""`callsheet release`: keep specs as they are released. What changed is the comparison's affair."""

import sys
from collections.abc import Sequence
from pathlib import Path

from callsheet.cli import bumping, releases
from callsheet.cli.ignoring import IGNORE, ignored
from callsheet.cli.reading_specs import own_specs, read_specs, say
from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError, did_you_mean
from callsheet.diff import Bump, compare, sort_out, steps
from callsheet.model.endpoint import Catalog


def release(names: Sequence[str], *, into: str, ignore: str | None) -> int:
    """Keep specs as released, if their versions were raised as far as all changes ask; 1 where one was not."""
    specs, folder = own_specs(), Path(into)
    releases.check_seal(folder)
    read = read_specs(specs)
    if read is None:
        return 1
    kept = releases.texts(folder)
    old = releases.specs_of(kept, folder)
    try:
        before, after = old.compile() if kept else Catalog(()), read.compile()
    except SpecError as error:
        return say(error.diagnostics, read, "text")
    chosen = _chosen(names, sorted({one.name for made in (before, after) for one in made.providers}))
    found = sort_out(compare(before, after), ignored(ignore or IGNORE, needed=ignore is not None)).open
    due = [one for one in steps(before, after, found) if one.provider in chosen]
    # A provider that is gone is released by its absence.
    enough = [bumping.is_enough(one, Bump.PATCH) for one in due if one.new is not None]
    if not all(enough):
        sys.stderr.write("callsheet: nothing was released: raise the version in provider.yaml first\n")
        return 1
    changed = {one.provider for one in due if one.changes or one.old != one.new}
    fresh = {path: text for path, text in releases.texts(specs).items() if path.partition("/")[0] in changed}
    stays = {path: text for path, text in kept.items() if path.partition("/")[0] not in changed}
    for path in releases.keep({**stays, **fresh}, folder):
        sys.stdout.write(f"{'wrote' if (folder / path).exists() else 'removed'} {(folder / path).as_posix()}\n")
    return 0


def _chosen(names: Sequence[str], known: Sequence[str]) -> frozenset[str]:
    for name in names:
        if name not in known:
            note = did_you_mean(name, known) or f"there are {', '.join(known)}"
            raise UsageError(f"no provider is called {name!r}; {note}")
    return frozenset(names or known)
