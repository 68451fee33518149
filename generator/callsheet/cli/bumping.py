"""Hold the versions of specs to what changed since: a change that breaks needs a major version. Knows no change."""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from callsheet.cli.diffing import beside, catalogs
from callsheet.cli.ignoring import IGNORE, ignored
from callsheet.cli.usage import UsageError
from callsheet.diff import Bump, Finding, advice, bump_of, compare, is_enough, sort_out
from callsheet.model.endpoint import Catalog, Provider
from callsheet.resolve import ask_git, find_specs

LAST_RELEASE: Final = "last-release"
"""Stands for the latest tag `v…`; without one, for the commits that last set the providers' versions."""


def check(base: str, *, least: str, ignore: str | None) -> int:
    """Refuse versions that were not raised as far as the changes ask; only from a bump of `least` on."""
    if base != LAST_RELEASE:
        before, after = catalogs(base, None)
        return _held(base, before, after, least, ignore)
    bases = _bases()
    if not bases:
        sys.stderr.write(
            "callsheet diff: NOT CHECKED: there is no tag v… and no commit that sets a version in this history, "
            "so that there is nothing to compare with\n"
        )
        return 0
    code = 0
    for revision, names in bases.items():
        before, after = catalogs(revision, None)
        only = [Catalog(tuple(one for one in made.providers if one.name in names)) for made in (before, after)]
        code = max(code, _held(revision, only[0], only[1], least, ignore))
    return code


def _bases() -> dict[str, tuple[str, ...]]:
    """Find what to compare with, and which providers with that."""
    folder = find_specs()
    names = tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))
    try:
        if ask_git("rev-parse", "--is-shallow-repository").strip() == b"true":
            raise UsageError("this history is cut off: fetch all of it (git fetch --unshallow --tags)")
    except LookupError as error:
        sys.stderr.write(f"callsheet diff: {error}\n")
        return {}
    try:
        tag = ask_git("describe", "--tags", "--abbrev=0", "--match=v[0-9]*").decode().strip()
    except LookupError:
        return _last_set(folder, names)
    return {tag: names}


def _last_set(folder: Path, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Find the commits that last set the versions of providers."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        place = str(PurePosixPath(beside(folder), name))
        commit = ask_git("log", "-1", "--format=%h", "-G^version:", "--", f"{place}/").decode().strip()
        if commit:
            found[commit].append(name)
    if found:
        sys.stderr.write("callsheet diff: no tag v…: compared with the commits that last set the versions\n")
    return {commit: tuple(those) for commit, those in found.items()}


def _held(base: str, before: Catalog, after: Catalog, least: str, ignore: str | None) -> int:
    accepted = ignored(ignore or IGNORE, needed=ignore is not None)
    found = sort_out(compare(before, after), accepted).open
    older = {one.name: one for one in before.providers}
    wrong = 0
    for provider in after.providers:
        if provider.name in older:
            own = [one for one in found if one.where[0].partition("/")[0] == provider.name]
            wrong += _is_wrong(base, older[provider.name], provider, own, Bump(least))
        else:
            _say(provider, "is new: there is no version to hold it to")
    return 1 if wrong else 0


def _is_wrong(base: str, old: Provider, new: Provider, changes: list[Finding], least: Bump) -> bool:
    due = advice(changes)
    if not old.version:
        _say(new, f"NOT CHECKED: {base} states no version of it")
        return False
    if not new.version:
        _say(new, "states no version any more: write it beside `provider:`")
        return True
    try:
        made = bump_of(old.version, new.version)
    except ValueError as error:
        raise UsageError(f"{new.name}: {error}") from error
    step = f"{old.version} ({base}) → {new.version}"
    if made is None:
        _say(new, f"{step}: a version never goes back")
        return True
    if is_enough(made, due) or not is_enough(due, least):
        _say(new, f"{step}: enough for {len(changes)} change{'' if len(changes) == 1 else 's'} ({due} is due)")
        return False
    _say(new, f"{step}: a {due} version is due")
    for one in changes:
        if one.bump is due:
            sys.stdout.write(f"  {', '.join(one.where)}: {one.words} [{one.kind} {one.fingerprint}]\n")
            sys.stdout.writelines(f"      {witness}\n" for witness in one.witnesses)
    return True


def _say(provider: Provider, words: str) -> None:
    sys.stdout.write(f"{provider.name}: {words}\n")
