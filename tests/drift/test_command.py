"""`callsheet drift` from pages to exit code, in one process."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from callsheet.cli import main
from support.pages import TEXT, write

DRIFT = ["drift", "--pages", "pages"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    return tmp_path


def page(text: str) -> None:
    Path("pages/guide.txt").write_text(text, "utf-8")


def test_read_accept_and_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(DRIFT) == 1
    assert "new guide" in capsys.readouterr().out
    assert main([*DRIFT, "--accept"]) == 0
    capsys.readouterr()
    assert main(DRIFT) == 0
    assert capsys.readouterr().out == (
        "acme: 14 cites hold\n"
        "  guide: guide.txt, known by its name, not as it was read: "
        f"its SHA-256 is {sha256(TEXT.encode()).hexdigest()}\n"
        "  tables held to the spec: 5; differences: 0, recorded ones: 0\n"
        "  unverified cites: 1, of pages that are not kept: forum 1\n"
    )


def test_a_changed_passage_is_shown_at_its_place_in_the_spec(capsys: pytest.CaptureFixture[str]) -> None:
    main([*DRIFT, "--accept"])
    page(TEXT.replace("How long to", "As long as you"))
    capsys.readouterr()
    assert main(DRIFT) == 1
    said = capsys.readouterr().out
    assert 'changed guide: "| steps | No | integer | 5 | 1–9": its passage has other words than were accepted' in said
    assert "line 9: steps No integer 5 1-9 As long as you work on it." in said
    assert "rests on it: parameter steps (specs/acme/draw.yaml:22)" in said


def test_every_format_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    main([*DRIFT, "--accept"])
    page(TEXT.replace("1–9", "1–12"))
    said: dict[str, str] = {}
    for form in ("text", "json", "github", "markdown"):
        capsys.readouterr()
        assert main([*DRIFT, "--format", form]) == 1
        said[form] = capsys.readouterr().out
    (report,) = json.loads(said["json"])
    assert [one["code"] for one in report["differences"]] == ["range"]
    assert [(one["status"], one["fragment"]) for one in report["cites"] if one["status"] != "unverified"] == [
        ("gone", "| steps | No | integer | 5 | 1–9")
    ]
    assert said["github"].count("::error file=specs/acme/draw.yaml,line=") == 2
    assert "| gone | guide | \\| steps \\| No \\| integer \\| 5 \\| 1–9 |" in said["markdown"]
    assert "- `draw`, guide: the page's most is 12, the spec's 9 (range)" in said["markdown"]
    assert "the page's most is 12, the spec's 9" in said["text"]


def test_accepting_is_limited_to_what_was_asked_for() -> None:
    main([*DRIFT, "--accept"])
    lock = Path("specs/acme/cites.lock")
    before = lock.read_text("utf-8")
    page(TEXT.replace("How long to", "As long as you").replace("What it took", "What it takes"))
    assert main([*DRIFT, "--fact", "parameter steps", "--accept"]) == 0
    after = lock.read_text("utf-8")
    changed = [one for one, two in zip(before.splitlines(), after.splitlines(), strict=True) if one != two]
    assert [line.split("\t")[2] for line in changed] == ["steps No integer 5 1-9"]
    assert main(DRIFT) == 1
    assert main([*DRIFT, "--page", "guide", "--accept"]) == 0
    assert main(DRIFT) == 0


def test_what_is_gone_cannot_be_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    main([*DRIFT, "--accept"])
    page(TEXT.replace("What to draw.", ""))
    assert main([*DRIFT, "--accept"]) == 1
    assert main(DRIFT) == 1
    assert 'gone guide: "What to draw."' in capsys.readouterr().out


def test_a_page_that_was_kept_and_is_missing_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    main([*DRIFT, "--accept"])
    Path("pages/guide.txt").unlink()
    assert main(DRIFT) == 1
    assert "14 missing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["drift"], "there is no folder '.cache/pages' of pages"),
        ([*DRIFT, "acne"], "no provider is called 'acne'; did you mean 'acme'?"),
        ([*DRIFT, "--page", "gide"], "no cited page is called 'gide'; did you mean 'guide'?"),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


def test_a_broken_lock_is_said_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("specs/acme/cites.lock").write_text("<<<<<<< ours\n")
    assert main(DRIFT) == 1
    assert "specs/acme/cites.lock:1:1: lock" in capsys.readouterr().err


def test_a_document_that_cannot_be_read_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pages/guide.txt").unlink()
    Path("pages/guide.json").write_text('{"openapi": ')
    assert main(DRIFT) == 2
    assert "guide.json is no JSON" in capsys.readouterr().err
