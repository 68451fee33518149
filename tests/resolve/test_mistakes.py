"""Every mistake a person can make in YAML is reported at its line, in words that say what to do.

A case is a folder with the files that it puts over `base`; the line that is wrong says `# mistake`.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import callsheet
from callsheet.diagnostics import Diagnostic

MISTAKES = Path(__file__).parent / "mistakes"
CASES = sorted(MISTAKES.iterdir())
PACKAGE = Path(callsheet.__file__).parent
ELSEWHERE = {"no-specs"}
"""What is wrong with a folder, not with a file: tested in test_specs.py."""

Compose = Callable[..., Path]
Printed = tuple[str, tuple[Diagnostic, ...]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_is_reported_at_its_line(case: Path, compose: Compose, mistakes: Callable[[], Printed]) -> None:
    folder = compose(case)
    printed, found = mistakes()
    assert printed == (case / "expected.txt").read_text("utf-8")
    assert {(one.span.file, one.span.line) for one in found} == set(_marked(folder))


def test_base_has_no_mistake(compose: Compose, mistakes: Callable[[], Printed]) -> None:
    compose()
    assert mistakes() == ("", ())


def test_every_code_has_a_case() -> None:
    written = "".join((case / "expected.txt").read_text("utf-8") for case in CASES)
    shown = {line.split(" ")[1] for line in written.splitlines() if line.startswith("acme/")}
    assert sorted(_codes(PACKAGE) - shown - ELSEWHERE) == []
    assert sorted(shown - _codes(PACKAGE)) == []


def test_codes_are_collected_from_every_way_to_report(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.py").write_text(
        'notes.error("one", span, words)\n_wrong("two", words, span)\nDiagnostic("three", span, words)\n'
        'scope.known("state", name, names)\nscope.name("a rule", name, span)\n'
    )
    assert _codes(tmp_path) == {"one", "two", "three", "unknown-state", "name"}


def test_every_message_ends_without_a_stop_and_says_something() -> None:
    for case in CASES:
        for line in (case / "expected.txt").read_text("utf-8").splitlines():
            if line.startswith("acme/"):
                assert len(line.split(" ", 2)[2]) > len("two words"), line


def _marked(folder: Path) -> Iterator[tuple[str, int]]:
    for path in folder.glob("acme/*.yaml"):
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if "# mistake" in line:
                yield path.relative_to(folder).as_posix(), number


def _codes(package: Path) -> set[str]:
    """Collect the codes of all diagnostics that text, syntax and resolve can make."""
    found: set[str] = set()
    for layer in ("text", "syntax", "resolve"):
        for path in (package / layer).glob("*.py") if (package / layer).is_dir() else ():
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    found.update(_code(node))
    return found


def _code(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = call.args[0] if call.args else None
    word = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
    if name in {"error", "_wrong", "Diagnostic"} and word:
        yield word
    if name == "known" and word:
        yield f"unknown-{word}"
    if name in {"name", "variable"} and word and " " in word:
        yield "name"
