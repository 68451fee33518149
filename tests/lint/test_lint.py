"""Every rule is documented by an example that it reports and one that it does not; both are run here."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import callsheet.lint
from callsheet.diagnostics import Diagnostic
from callsheet.lint import CODES, RULES, lint, search
from callsheet.model.endpoint import Catalog
from callsheet.resolve import load
from support.catalog import real
from support.linting import BASE, over_base

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).parents[1]
FOLDER = Path(callsheet.lint.__file__).parent / "rules"
MODULES = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))
SECTION = re.compile(r"^(Example|Use instead):\n    ```yaml\n(.*?)    ```$", re.DOTALL | re.MULTILINE)


def _sections(module: str) -> dict[str, str]:
    docstring = __import__(f"callsheet.lint.rules.{module}", fromlist=["CODE"]).__doc__ or ""
    return {title: re.sub(r"^    ", "", snippet, flags=re.MULTILINE) for title, snippet in SECTION.findall(docstring)}


def _codes(found: tuple[Diagnostic, ...]) -> set[str]:
    return {one.code for one in found}


def test_every_rule_is_registered() -> None:
    assert list(RULES) == sorted(RULES)
    assert sorted(code.replace("-", "_") for code in CODES) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_example_is_reported(module: str) -> None:
    assert module.replace("_", "-") in _codes(lint(over_base(_sections(module)["Example"])))


@pytest.mark.parametrize("module", MODULES)
def test_use_instead_is_not_reported(module: str) -> None:
    assert module.replace("_", "-") not in _codes(lint(over_base(_sections(module)["Use instead"])))


@pytest.mark.parametrize("module", MODULES)
def test_findings_say_where_what_and_what_to_do(module: str) -> None:
    for one in lint(over_base(_sections(module)["Example"])):
        assert one.span.file.startswith("acme/")
        assert one.span.line > 0
        assert one.words
        assert one.note


def test_the_base_of_the_examples_lints_clean() -> None:
    assert lint(over_base("{}")) == ()


def test_specs_lint_clean() -> None:
    assert list(map(str, lint(real()))) == []


@pytest.mark.parametrize(
    ("snippet", "code", "words"),
    [
        (
            "examples: {requests: {empty: {body: {}, breaks: [prompt.required]}}}",
            "example-disagrees",
            "this breaks prompt.required, shape.required, and says that it breaks prompt.required",
        ),
        (
            (
                "examples: {requests: {plain: {body: {}, breaks: [shape.required]}, "
                "everything: {body: {}, breaks: [shape.required]}}}"
            ),
            "rule-without-example",
            "no example is accepted",
        ),
        (
            "rules: {a: {when: {seconds: 5}, then: {seconds: {range: [1, 6]}}, cite: {guide: so}}}",
            "rule-never-fires",
            "no request that 'a' is about breaks what it demands of 'seconds'",
        ),
        (
            "rules: {a: {when: {seconds: {range: [1, 5]}, any: [{seconds: 6}]}, requires: [color], cite: {guide: so}}}",
            "rule-never-fires",
            "no request is what 'a' is about",
        ),
        (
            (
                "rules: {a: {never: {prompt: {length: [1, 2]}, color: red}, cite: {guide: so}}, "
                "b: {never: {prompt: {length: [3, 200]}, color: red}, cite: {guide: so}}}"
            ),
            "value-refused",
            "the rules refuse every request whose 'color' is 'red'",
        ),
        (
            (
                "rules: {a: {when: {color: red}, requires: [loud], cite: {guide: so}}, "
                "b: {when: {loud: {given: true}}, then: {seconds: 3}, cite: {guide: so}}, "
                "c: {when: {color: red}, requires: [seconds], cite: {guide: so}}, "
                "d: {when: {color: red}, then: {seconds: {not: 3}}, cite: {guide: so}}}"
            ),
            "value-refused",
            "the rules refuse every request whose 'color' is 'red'",
        ),
        (
            "examples: {answers: {no: {to: submit, http: 401, body: {error: {code: bad_key}}, reads: {code: x}}}}",
            "answer-disagrees",
            "'code' reads 'bad_key' here, and the example says 'x'",
        ),
        (
            "examples: {answers: {a: {to: poll, http: 503, body: {error: {code: too_fast}}, reads: {category: auth}}}}",
            "answer-disagrees",
            "'category' reads 'rate' here, and the example says 'auth'",
        ),
        (
            "examples: {answers: {no: {to: submit, body: {id: x, state: DONE}, reads: {means: waiting}}}}",
            "answer-disagrees",
            "'means' reads 'succeeded' here, and the example says 'waiting'",
        ),
        (
            "examples: {answers: {no: {to: poll, body: {state: NEW}, reads: {means: running}}}}",
            "answer-disagrees",
            "'means' reads 'unknown' here, and the example says 'running'",
        ),
        (
            (
                "list: {call: GET /tasks, query: {}, rows: rows, row: {task: id, status: state}, cite: {guide: list}}\n"
                "examples: {answers: {no: {to: list, body: {rows: [{id: a, state: WAIT}]}, reads: {means: [running]}}}}"
            ),
            "answer-disagrees",
            "'means' reads ['waiting'] here, and the example says ['running']",
        ),
    ],
)
def test_finding(snippet: str, code: str, words: str) -> None:
    assert (code, words) in {(one.code, one.words) for one in lint(over_base(snippet))}


@pytest.mark.parametrize(
    "snippet",
    [
        # Forbidden with red only: the value stands in some request.
        "rules: {a: {never: {shape: square, color: red}, cite: {guide: so}}}",
        # A warning refuses nothing.
        "rules: {a: {when: {shape: square}, then: {shape: circle}, level: warning, cite: {guide: so}}}",
        # A way out by leaving the other field out.
        "rules: {a: {when: {color: red}, then: {loud: {given: false}}, cite: {guide: so}}}",
    ],
)
def test_what_is_possible_is_not_reported(snippet: str) -> None:
    assert "value-refused" not in _codes(lint(over_base(snippet)))


def test_too_large_a_search_reports_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    snippet = _sections("value_refused")["Example"]
    monkeypatch.setattr(search, "MOST", 0)
    assert "value-refused" not in _codes(lint(over_base(snippet)))


def test_shared_fragments_are_reported_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acme").mkdir()
    for path in (BASE / "acme").glob("*.yaml"):
        text = path.read_text("utf-8").replace("next: [DONE, BAD]", "next: [DONE]")
        (tmp_path / "acme" / path.name).write_text(text, "utf-8")
    draw = (tmp_path / "acme" / "draw.yaml").read_text("utf-8")
    (tmp_path / "acme" / "paint.yaml").write_text(draw.replace("endpoint: draw", "endpoint: paint"), "utf-8")
    found = [one for one in lint(load(Path()).compile()) if one.severity == "error"]
    assert [str(one) for one in found] == ["acme/task.yaml:24:5: state-unreachable nothing leads to the state 'BAD'"]


def test_lint_answers_what_it_is_calledover_base(tmp_path: Path) -> None:
    make: Callable[[Catalog], tuple[Diagnostic, ...]] = lint
    assert make(Catalog(())) == ()
    assert not list(tmp_path.iterdir())
