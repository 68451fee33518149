"""The page on lint is made from the rules, and the command prints the same."""

from callsheet.lint import CODES
from callsheet.lint.pages import page, summary
from support.shell import ROOT, Shell


def test_the_page_is_fresh() -> None:
    assert (ROOT / "docs" / "lint.md").read_text("utf-8") == page()


def test_the_list_names_every_rule(home: Shell) -> None:
    said = home("lint", "--list")
    assert said.code == 0
    assert [line.split(maxsplit=1) for line in said.out.splitlines()] == [[code, summary(code)] for code in CODES]


def test_a_rule_is_explained_with_its_example(home: Shell) -> None:
    said = home("lint", "--explain", "end-goes-on")
    assert said.code == 0
    assert said.out.startswith("end-goes-on: After an end comes nothing.")
    assert "Use instead:" in said.out


def test_a_rule_that_there_is_not_is_wrong_usage(home: Shell) -> None:
    said = home("lint", "--explain", "end-goes-of")
    assert said.code == 2
    assert "did you mean 'end-goes-on'?" in said.err
