"""`callsheet diff`: folders and git revisions, formats, what fails, what is accepted, versions held to changes."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from callsheet.cli.commands import run
from callsheet.diff import Bump, bump_of, is_enough, raised
from support.editing import BASE
from support.shell import Said

Diff = Callable[..., Said]
TIGHTER = ("range: [1, 15]", "range: [1, 10]")
WIDER = ("range: [1, 15]", "range: [1, 20]")
DEARER = ("big: 0.30", "big: 0.35")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with specs, and a copy of them as they were."""
    for name in ("specs", "before"):
        shutil.copytree(BASE, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def diff(folder: Path, capsys: pytest.CaptureFixture[str]) -> Diff:
    """Run the command in that folder."""
    assert folder.is_dir()

    def command(*arguments: str) -> Said:
        code = run(("diff", *arguments))
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return command


def edit(old: str, new: str, file: str = "clip") -> None:
    path = Path("specs", "acme", f"{file}.yaml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def git(*arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@acme.test", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(folder: Path) -> Path:
    """The folder as a repository with one commit."""
    git("init", "-q")
    git("add", "specs")
    git("commit", "-qm", "First")
    return folder


def test_the_same_has_no_findings(diff: Diff) -> None:
    said = diff("before")
    assert (said.code, said.out, said.err) == (0, "0 changes; the version may stay\n", "")
    assert diff("before", "--format", "markdown").out == "Nothing changed.\n"


def test_a_change_is_told_with_its_proof(diff: Diff) -> None:
    edit(*TIGHTER)
    said = diff("before", "specs")
    assert said.code == 1
    assert "request breaking: `seconds`: at most 10 now, was at most 15 [bound-tightened " in said.out
    assert '"seconds": 14}} was accepted, is refused now (seconds.range)' in said.out
    assert "specs/acme/clip.yaml:" in said.out
    assert "raise the major version: bound-tightened" in said.out


def test_what_fails_is_chosen(diff: Diff) -> None:
    edit(*DEARER)
    assert diff("before").code == 0
    assert diff("before", "--fail-on", "breaking, money").code == 1
    assert diff("before", "--fail-on", "any").code == 1
    assert diff("before", "--fail-on", "none").code == 0
    edit(*TIGHTER)
    assert diff("before", "--fail-on", "none").code == 0
    said = diff("before", "--fail-on", "expensive")
    assert said.code == 2
    assert "--fail-on knows breaking," in said.err


def test_one_provider_alone(diff: Diff, folder: Path) -> None:
    shutil.copytree(BASE / "acme", folder / "specs" / "other")
    provider = folder / "specs" / "other" / "provider.yaml"
    provider.write_text(provider.read_text("utf-8").replace("provider: acme", "provider: other"), "utf-8")
    assert diff("before", "--fail-on", "any").code == 1
    assert diff("before/acme", "--fail-on", "any").code == 0
    assert diff("before", "specs/acme", "--fail-on", "any").code == 0


def test_a_revision(diff: Diff, repository: Path) -> None:
    assert repository.is_dir()
    assert diff("HEAD").code == 0
    edit(*TIGHTER)
    assert diff("HEAD").code == 1
    assert diff("HEAD:specs").out == diff("HEAD").out
    assert diff("HEAD:specs/acme", "specs/acme").code == 1
    git("commit", "-qam", "Tighten")
    assert diff("HEAD").code == 0
    assert diff("HEAD~1:specs", "HEAD:specs").code == 1


@pytest.mark.parametrize("named", ["HEAD~9", "HEAD:nowhere", "--output=x:specs", "nowhere"])
def test_no_such_revision(diff: Diff, repository: Path, named: str) -> None:
    said = diff("--", named)
    assert (said.code, said.out) == (2, "")
    assert f"{named} is no folder, and git" in said.err
    assert not (repository / "x").exists()


def test_no_repository(diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    assert "not a git repository" in diff("HEAD").err
    monkeypatch.setenv("PATH", "")
    assert "git is needed" in diff("HEAD").err


def test_specs_with_mistakes_are_not_compared(diff: Diff) -> None:
    edit("range: [1, 15]", "range: [15, 1]")
    said = diff("before")
    assert (said.code, said.out) == (2, "")
    assert "no value lies in a range from 15 to 1" in said.err
    assert "nothing was compared" in said.err


def test_formats_for_programs(diff: Diff) -> None:
    edit(*TIGHTER)
    edit(*DEARER)
    said: dict[str, Any] = json.loads(diff("before", "--format", "json").out)
    assert said["semver"] == "major"
    first, second = said["findings"]
    assert (first["kind"], first["class"], first["direction"]) == ("bound-tightened", "request", "breaking")
    assert first["witnesses"][0]["body"]["options"]["seconds"] == 14
    assert (second["kind"], second["before"], second["after"]) == ("price-changed", "0.3", "0.35")
    lines = diff("before", "--format", "github").out.splitlines()
    assert lines[0].startswith("::error file=specs/acme/clip.yaml,line=")
    assert lines[1].startswith("::notice file=specs/acme/clip.yaml,line=")
    sarif: dict[str, Any] = json.loads(diff("before", "--format", "sarif").out)
    assert [one["level"] for one in sarif["runs"][0]["results"]] == ["error", "warning"]


def test_a_changelog(diff: Diff) -> None:
    edit(*TIGHTER)
    edit(*DEARER)
    edit("doc: What to show.", "doc: What to show, in words.")
    said = diff("before", "--format", "markdown").out
    assert said.startswith("### Breaking\n\n- `acme/clip`: `seconds`: at most 10 now, was at most 15. `{")
    assert "### Money\n\n- `acme/clip`: new big is dearer: 0.35 EUR per second, was 0.3.\n" in said
    assert "### Documentation\n\n- `acme/clip`: what is said about `prompt` changed.\n" in said
    assert said.endswith("For the version: raise the major version: bound-tightened.\n")


def fingerprints(diff: Diff) -> list[str]:
    return [one["fingerprint"] for one in json.loads(diff("before", "--format", "json").out)["findings"]]


def test_a_fingerprint_stays_when_lines_move(diff: Diff) -> None:
    edit(*TIGHTER)
    known = fingerprints(diff)
    edit("endpoint: clip\n", "# moved\n\nendpoint: clip\n")
    edit(*DEARER)
    assert known[0] in fingerprints(diff)
    edit("range: [1, 10]", "range: [1, 9]")
    assert known[0] not in fingerprints(diff)


def test_accepted_changes(diff: Diff) -> None:
    edit(*TIGHTER)
    (known,) = fingerprints(diff)
    ignore = Path(".callsheet-diff-ignore.yaml")
    ignore.write_text(f"- {{fingerprint: {known}, reason: nobody makes long ones}}\n", "utf-8")
    said = diff("before")
    assert said.code == 0
    assert (
        f"ignored: acme/clip: `seconds`: at most 10 now, was at most 15 (nobody makes long ones) [{known}]" in said.out
    )
    ignore.rename("mine.yaml")
    assert diff("before").code == 1
    assert diff("before", "--ignore", "mine.yaml").code == 0
    edit("range: [1, 10]", "range: [1, 15]")
    said = diff("before", "--ignore", "mine.yaml")
    assert f"mine.yaml:1:3: stale: no change has the fingerprint {known}" in said.out
    assert json.loads(diff("before", "--ignore", "mine.yaml", "--format", "json").out)["stale"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {fingerprint: 0123456789ab}\n", "an accepted change has a reason"),
        ("- {fingerprint: 0123456789ab, reason: ''}\n", "an accepted change has a reason"),
        ("- {reason: because}\n", "an accepted change has a fingerprint"),
        ("- {fingerprint: 1, reason: a, until: b}\n", "there is no key 'until'"),
        ("fingerprint: 0123456789ab\n", "this is a mapping"),
        ("- [\n", "mine.yaml"),
        (None, "there is no such file"),
    ],
)
def test_a_list_of_accepted_changes_with_mistakes(diff: Diff, text: str | None, words: str) -> None:
    if text is not None:
        Path("mine.yaml").write_text(text, "utf-8")
    said = diff("before", "--ignore", "mine.yaml")
    assert said.code == 2
    assert words in said.err


def test_a_fingerprint_of_digits_is_no_number(diff: Diff) -> None:
    Path("mine.yaml").write_text("- {fingerprint: 000123456789, reason: a}\n", "utf-8")
    assert "the fingerprint 000123456789" in diff("before", "--ignore", "mine.yaml").out


def set_version(version: str) -> None:
    path = Path("specs", "acme", "provider.yaml")
    lines = [one for one in path.read_text("utf-8").splitlines() if not one.startswith("version:")]
    path.write_text("\n".join([lines[0], f"version: {version}" if version else "# none", *lines[1:]]) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("change", "version", "least", "code", "words"),
    [
        (
            TIGHTER,
            "1.4.2",
            "major",
            1,
            "1.4.2 → 1.4.2: a major version is due\n  acme/clip: `seconds`: at most",
        ),
        (TIGHTER, "1.5.0", "major", 1, "a major version is due"),
        (TIGHTER, "2.0.0", "major", 0, "enough for 1 change"),
        (TIGHTER, "1.4.1", "major", 1, "a version never goes back"),
        (TIGHTER, "", "major", 1, "states no version: write it"),
        (WIDER, "1.4.2", "major", 0, "enough for 1 change (minor is due)"),
        (WIDER, "1.4.2", "minor", 1, "a minor version is due"),
        (WIDER, "1.5.0", "patch", 0, "enough"),
    ],
)
def test_a_version_is_held_to_the_changes(
    diff: Diff, change: tuple[str, str], version: str, least: str, code: int, words: str
) -> None:
    edit(*change)
    set_version(version)
    said = diff("before", "--bump-check", least)
    assert words in said.out
    assert said.code == code


def test_a_base_without_a_version_is_said_so(diff: Diff) -> None:
    path = Path("before", "acme", "provider.yaml")
    path.write_text(path.read_text("utf-8").replace("version: 1.4.2\n", ""), "utf-8")
    edit(*TIGHTER)
    said = diff("before", "--bump-check")
    assert (said.code, said.out) == (
        0,
        "since before:\nacme: 1.4.2: there is no version before it to hold it to\n",
    )


def test_a_provider_that_is_gone_is_no_silence(diff: Diff) -> None:
    Path("specs", "acme").rename("specs/other")
    provider = Path("specs", "other", "provider.yaml")
    provider.write_text(provider.read_text("utf-8").replace("provider: acme", "provider: other"), "utf-8")
    said = diff("before", "--bump-check")
    assert said.code == 1
    assert "acme: is gone; where that is meant, `callsheet release`" in said.out
    assert "other: 1.4.2: there is no version before it" in said.out


def test_a_base_that_is_not_there_is_no_silence(diff: Diff) -> None:
    said = diff("contracts/released", "--bump-check")
    assert (said.code, said.out) == (2, "")


def test_a_check_of_versions_prints_text(diff: Diff) -> None:
    assert diff("before", "specs", "--bump-check").code == 2
    assert diff("before", "--bump-check", "--format", "json").code == 2


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ("1.2.3", "1.2.3", Bump.NONE),
        ("1.2.3", "1.2.4", Bump.PATCH),
        ("1.2.3", "1.3.0", Bump.MINOR),
        ("1.2.3", "2.0.0", Bump.MAJOR),
        ("0.2.3", "0.3.0", Bump.MAJOR),
        ("0.2.3", "0.2.4", Bump.PATCH),
        ("1.2.3", "1.2.2", None),
    ],
)
def test_which_part_was_raised(old: str, new: str, bump: Bump | None) -> None:
    assert bump_of(old, new) is bump


@pytest.mark.parametrize("old", ["1.2.3", "0.2.3"])
@pytest.mark.parametrize("due", Bump)
def test_the_next_version_is_enough_and_no_more(old: str, due: Bump) -> None:
    made = bump_of(old, raised(old, due))
    assert made is not None
    assert is_enough(made, due)
    # Before 1.0.0 there is nothing between a patch and what breaks.
    assert made is (Bump.MAJOR if old.startswith("0") and due is Bump.MINOR else due)


def test_what_is_enough() -> None:
    assert is_enough(Bump.MAJOR, Bump.MINOR)
    assert not is_enough(Bump.MINOR, Bump.MAJOR)
    with pytest.raises(ValueError, match="three numbers"):
        bump_of("1.0", "1.1")
