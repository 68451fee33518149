"""`callsheet release`: what was released stays as it was; only that command changes it, and only by a new version."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.cli.commands import run
from support.editing import BASE
from support.shell import Said

Command = Callable[..., Said]
PROVIDER = Path("specs", "acme", "provider.yaml")
CLIP = Path("specs", "acme", "clip.yaml")
KEPT = Path("contracts", "released", "acme", "clip.yaml")


@pytest.fixture
def callsheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run commands in a folder with specs that were released."""
    shutil.copytree(BASE, tmp_path / "specs")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Said:
        code = run(arguments)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    assert command("release").code == 0
    return command


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def check(callsheet: Command) -> Said:
    return callsheet("diff", "contracts/released", "--bump-check")


def kept() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path("contracts/released").rglob("*") if path.is_file()}


def test_the_first_release_is_all_there_is(callsheet: Command) -> None:
    assert {
        Path(one).name for one in json.loads(Path("contracts/released/MANIFEST.json").read_text("utf-8"))["files"]
    } == {path.name for path in BASE.glob("acme/*.yaml")}
    assert (
        check(callsheet).out == "since contracts/released:\nacme: 1.4.2 → 1.4.2: enough for 0 changes (none is due)\n"
    )
    assert callsheet("release").out == "acme: 1.4.2 → 1.4.2: enough for 0 changes (none is due)\n"


def test_a_breaking_change_needs_a_major_version(callsheet: Command) -> None:
    edit(CLIP, "range: [1, 15]", "range: [1, 10]")
    said = check(callsheet)
    assert said.code == 1
    assert "acme: 1.4.2 → 1.4.2: a major version is due\n  acme/clip: `seconds`: at most 10 now" in said.out
    before = kept()
    said = callsheet("release")
    assert (said.code, kept()) == (1, before)
    assert "nothing was released" in said.err
    edit(PROVIDER, "version: 1.4.2", "version: 2.0.0")
    assert check(callsheet).code == 0
    assert callsheet("release", "acme").code == 0
    assert "range: [1, 10]" in KEPT.read_text("utf-8")
    assert check(callsheet).code == 0


def test_a_release_raises_for_every_change(callsheet: Command) -> None:
    edit(CLIP, "range: [1, 15]", "range: [1, 20]")
    # Only what breaks is held up before a release.
    assert check(callsheet).code == 0
    assert "a minor version is due" in callsheet("release").out
    edit(PROVIDER, "version: 1.4.2", "version: 1.5.0")
    assert callsheet("release").code == 0


@pytest.mark.parametrize("change", ["edited", "garbled", "lost", "added", "list"])
def test_what_was_released_does_not_change(callsheet: Command, change: str) -> None:
    match change:
        case "edited":
            # As a search for a word in all files, and its replacement, would do.
            for path in (CLIP, KEPT):
                edit(path, "range: [1, 15]", "range: [1, 10]")
        case "garbled":
            KEPT.write_bytes(KEPT.read_bytes() + b"\xff")
        case "lost":
            KEPT.unlink()
        case "added":
            KEPT.with_name("more.yaml").write_text("errors: {}\n", "utf-8")
        case _:
            Path("contracts/released/MANIFEST.json").write_text("{}", "utf-8")
    before = kept()
    for said in (check(callsheet), callsheet("release")):
        assert (said.code, said.out) == (2, "")
        assert "restore it, as git has it" in said.err
    assert kept() == before


def test_other_ends_of_lines_are_no_change(callsheet: Command) -> None:
    KEPT.write_bytes(KEPT.read_bytes().replace(b"\n", b"\r\n"))
    assert check(callsheet).code == 0


def test_one_provider_of_two(callsheet: Command) -> None:
    shutil.copytree(BASE / "acme", "specs/other")
    edit(Path("specs/other/provider.yaml"), "provider: acme", "provider: other")
    edit(CLIP, "range: [1, 15]", "range: [1, 10]")
    assert callsheet("release", "other").code == 0
    assert "range: [1, 15]" in KEPT.read_text("utf-8")
    said = callsheet("release", "othr")
    assert said.code == 2
    assert "other" in said.err


def test_a_provider_that_is_gone_is_released_by_its_absence(callsheet: Command) -> None:
    shutil.copytree(BASE / "acme", "specs/other")
    edit(Path("specs/other/provider.yaml"), "provider: acme", "provider: other")
    shutil.rmtree("specs/acme")
    assert check(callsheet).code == 1
    said = callsheet("release")
    assert said.code == 0
    assert "removed contracts/released/acme/clip.yaml" in said.out
    assert check(callsheet).code == 0


def test_specs_with_mistakes_are_not_released(callsheet: Command) -> None:
    edit(CLIP, "range: [1, 15]", "range: [15, 1]")
    before = kept()
    said = callsheet("release")
    assert (said.code, kept()) == (1, before)
    assert "no value lies in a range" in said.out


@pytest.mark.parametrize("command", [("release",), ("update", "acme")])
def test_specs_that_came_along_are_nobodys_to_change(callsheet: Command, command: tuple[str, ...]) -> None:
    shutil.rmtree("specs")
    said = callsheet(*command)
    assert said.code == 2
    assert "there is no folder `specs` here" in said.err
