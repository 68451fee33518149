"""Hold the versions of specs to what changed since they were released. Knows no change."""

import sys
from pathlib import Path

from callsheet.cli.diffing import catalogs
from callsheet.cli.ignoring import IGNORE, ignored
from callsheet.cli.releases import check_seal
from callsheet.cli.usage import UsageError
from callsheet.diff import Bump, Step, compare, sort_out, steps


def check(base: str, *, least: str, ignore: str | None) -> int:
    """Refuse versions that were not raised as far as the changes since `base` ask, from a bump of `least` on."""
    if Path(base).is_dir():
        check_seal(Path(base))
    before, after = catalogs(base, None)
    accepted = ignored(ignore or IGNORE, needed=ignore is not None)
    found = sort_out(compare(before, after), accepted).open
    sys.stdout.write(f"since {base}:\n")
    enough = [is_enough(one, Bump(least)) for one in steps(before, after, found)]
    return 0 if all(enough) else 1


def is_enough(step: Step, least: Bump) -> bool:
    """Tell whether a version will do, and print it; where it will not, with the changes that ask for more."""
    try:
        enough, words = step.judged(least)
    except ValueError as error:
        raise UsageError(f"{step.provider}: {error}") from error
    sys.stdout.write(f"{step.provider}: {words}\n")
    for one in () if enough else step.reasons():
        sys.stdout.write(f"  {', '.join(one.where)}: {one.words} [{one.kind} {one.fingerprint}]\n")
        sys.stdout.writelines(f"      {witness}\n" for witness in one.witnesses)
    return enough
