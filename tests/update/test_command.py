"""`callsheet update` on a provider that nobody has: where it stops, that it can be run again, what it has written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.cli import upholding
from callsheet.cli.commands import run
from support import pages
from support.shell import Said

Command = Callable[..., Said]
EXAMPLES = """
examples:
  requests:
    everything:
      body: {prompt: A cat., size: 1:1, steps: 9, loud: true, X-Trace: a}
"""
PAGE = Path("pages/guide.txt")
DRAW = Path("specs/acme/draw.yaml")
PROVIDER = Path("specs/acme/provider.yaml")
CHANGELOG = Path("specs/acme/CHANGELOG.md")


@pytest.fixture
def callsheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run commands in a folder with specs and the page they were read from."""
    pages.write(tmp_path, draw=pages.DRAW + EXAMPLES)
    monkeypatch.chdir(tmp_path)
    edit(PROVIDER, "doc:", "version: 1.0.0\ndoc:")

    def command(*arguments: str) -> Said:
        code = run(arguments)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return command


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def contents() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and path.suffix != ".pyc"}


def last(said: Said) -> str:
    return said.out.splitlines()[-1]


def test_from_the_first_page_to_the_second_release(callsheet: Command) -> None:
    update = ("update", "acme", "--pages", "pages")
    said = callsheet(*update)
    assert (said.code, last(said)[:16]) == (1, "stopped at drift")
    said = callsheet(*update, "--accept")
    assert (said.code, last(said)) == (
        0,
        "acme 1.0.0 is up to date with the pages at hand; `callsheet release acme` keeps it as released",
    )
    steps = ["drift:", "lint:", "generate:", "diff,", "version:", "contracts:", "changelog:"]
    assert [line.split(" ")[0] for line in said.out.splitlines() if line.split(" ")[0] in steps] == steps
    assert "1 endpoints are judged" in said.out
    # No page says how a wrong request is refused: told, and nobody's fault.
    assert "  acme/draw: 11 of 15 facts are shown by calls\n    not shown: required /prompt\n" in said.out
    assert Path("generated/callsheet_clients/acme/draw.py").is_file()
    assert Path("contracts/cassettes/acme/draw/finished.yaml").is_file()
    assert "## 1.0.0\n\n### New, or wider\n\n- `acme`: Acme is a new provider." in CHANGELOG.read_text("utf-8")

    before = contents()
    again = callsheet(*update)
    assert (again.code, contents()) == (0, before)
    assert callsheet("release", "acme").code == 0
    assert "changelog: nothing changed" in callsheet(*update).out

    edit(PAGE, "$0.01 per picture", "$0.03 per picture")
    said = callsheet(*update)
    assert (said.code, last(said)[:16]) == (1, "stopped at drift")
    assert "specs/acme/draw.yaml:41:3: new-price draw: the page asks 0.03 for 1:1, the spec does not" in said.out
    edit(DRAW, "1:1: 0.01}", "1:1: 0.03}")
    edit(DRAW, '"| 1:1 | $0.01"', '"| 1:1 | $0.03"')
    said = callsheet(*update, "--accept")
    assert said.code == 1
    assert "money: 1:1 is dearer: 0.03 USD per task, was 0.01" in said.out
    assert last(said) == "stopped at version: write `version: 1.1.0` into specs/acme/provider.yaml, then run it again"
    edit(PROVIDER, "version: 1.0.0", "version: 1.1.0")
    assert callsheet(*update).code == 0
    log = CHANGELOG.read_text("utf-8")
    bullet = "- `acme/draw`: 1:1 is dearer: 0.03 USD per task, was 0.01."
    assert log.startswith(f"# Changes of the specs of Acme\n\n## 1.1.0\n\n### Money\n\n{bullet}\n")
    assert log.count("\n## ") == 2


def accepted(callsheet: Command) -> None:
    callsheet("drift", "acme", "--pages", "pages", "--accept")


def test_what_is_gone_cannot_be_accepted(callsheet: Command) -> None:
    accepted(callsheet)
    edit(PAGE, "with sound".capitalize(), "With noise")
    said = callsheet("update", "acme", "--pages", "pages", "--accept")
    assert said.code == 1
    assert last(said).startswith("stopped at drift: what is gone, missing or different is not accepted")


def test_it_stops_where_specs_are_wrong(callsheet: Command) -> None:
    accepted(callsheet)
    edit(DRAW, "range: [1, 9]", "range: [9, 1]")
    said = callsheet("update", "acme", "--pages", "pages")
    assert "no value lies in a range from 9 to 1" in said.out
    assert last(said) == "stopped at specs: mend what is shown, then run it again"
    edit(DRAW, "range: [9, 1]", "range: [1, 9]")
    edit(DRAW, ", steps: 9", "")
    said = callsheet("update", "acme", "--pages", "pages")
    assert "no example has the parameter 'steps'" in said.out
    assert last(said).startswith("stopped at lint:")
    assert not Path("generated").exists()


def test_it_stops_where_a_contract_breaks(callsheet: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted(callsheet)
    broken = upholding.Held("all is well", ("acme/draw: it is not",))

    def contracts(*_: object) -> list[upholding.Held]:
        return [broken]

    monkeypatch.setattr(upholding, "contracts", contracts)
    said = callsheet("update", "acme", "--pages", "pages")
    assert said.code == 1
    assert "  not so: all is well\n    acme/draw: it is not\n" in said.out
    assert last(said).startswith("stopped at contracts:")
    assert not CHANGELOG.exists()


def test_the_version_is_written_where_there_is_none(callsheet: Command) -> None:
    accepted(callsheet)
    edit(PROVIDER, "version: 1.0.0\n", "")
    said = callsheet("update", "acme", "--pages", "pages")
    assert last(said) == "stopped at version: write `version: 1.0.0` into specs/acme/provider.yaml, then run it again"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("acmee", "--pages", "pages"), "no provider is called 'acmee'; did you mean 'acme'?"),
        (("acme", "--pages", "pagse"), "there is no folder 'pagse' of pages"),
        (("acme", "--pages", "pages", "--page", "giude"), "did you mean 'guide'?"),
        (("acme", "--pages", "nothing"), "none of the pages asked for is in nothing: nothing was compared"),
    ],
)
def test_what_cannot_be_asked(callsheet: Command, arguments: tuple[str, ...], words: str) -> None:
    Path("nothing").mkdir()
    said = callsheet("update", *arguments)
    assert said.code == 2
    assert words in said.err


def test_a_release_that_was_changed_is_no_base(callsheet: Command) -> None:
    accepted(callsheet)
    assert callsheet("release").code == 0
    edit(Path("contracts/released/acme/draw.yaml"), "range: [1, 9]", "range: [1, 8]")
    said = callsheet("update", "acme", "--pages", "pages")
    assert said.code == 2
    assert "restore it, as git has it" in said.err
    shutil.rmtree("contracts/released")
    assert callsheet("update", "acme", "--pages", "pages").code == 0
