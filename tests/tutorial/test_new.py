"""A new provider's draft: it compiles as it is, nothing is overwritten, and a bad name is told."""

from pathlib import Path

import pytest

from callsheet.lint import lint
from callsheet.resolve import load
from callsheet.scaffold import scaffold
from support.shell import Shell


@pytest.mark.parametrize("endpoint", ["text-to-video", "v5.6-t2v", "clip"])
def test_a_draft_compiles_and_lint_has_nothing_against_it(tmp_path: Path, endpoint: str) -> None:
    drafts = scaffold("acme", endpoint, today="2026-11-21")
    for path, text in drafts.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
        assert "@" not in text.replace("@seq", "")
    assert any("TODO" in text for text in drafts.values()), "a person is told what to read"
    catalog = load(tmp_path).compile()
    assert catalog.find(f"acme/{endpoint}")
    assert lint(catalog) == ()


@pytest.mark.parametrize("name", ["Acme", "9acme", "a-cme", "", "../acme"])
def test_a_name_that_specs_cannot_have_is_told(name: str) -> None:
    with pytest.raises(ValueError, match="a provider's name is small letters"):
        scaffold(name, "clip", today="2026-11-21")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    assert shell("new", "acme").code == 0
    mine = tmp_path / "specs" / "acme" / "provider.yaml"
    mine.write_text("mine", "utf-8")
    again = shell("new", "acme")
    assert (again.code, mine.read_text("utf-8")) == (2, "mine")
    assert "there already" in again.err
