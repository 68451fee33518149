"""The documentation is held to the program: commands exist, links lead somewhere, snippets run or compile."""

import importlib.util
import re
from pathlib import Path

import pytest

from callsheet.syntax.documents import KINDS
from callsheet.syntax.shapes import keys
from callsheet.text import Mapping, read
from callsheet_clients.catalog import ENDPOINTS
from support.shell import ROOT, Shell

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
LANGUAGE = (ROOT / "docs" / "spec-language.md").read_text("utf-8")


def test_what_is_made_from_code_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("rewrite_docs", Path(__file__).parent / "rewrite_docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.rewritten(LANGUAGE) == LANGUAGE
    assert module.listed(README) == README


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_key_of_every_file_is_documented(kind: type) -> None:
    for one in keys(kind):
        assert f"| `{one.name}` |" in LANGUAGE, one.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_command_in_the_readme_exists(home: Shell) -> None:
    named = set(re.findall(r"callsheet ([a-z]+)(?= )", README)) - {"is", "to"}
    assert named >= {"validate", "simulate", "show", "generate"}
    for name in named:
        assert home(name, "--help").code == 0, name


def test_every_command_is_in_the_changelog_or_readme(home: Shell) -> None:
    said = home("--help").out
    listed = re.findall(r"^    ([a-z]+) ", said, re.MULTILINE)
    assert listed
    words = README + (ROOT / "CHANGELOG.md").read_text("utf-8")
    for name in listed:
        assert re.search(rf"`(?:callsheet )?{name}\b", words), name


def test_the_readme_shows_what_the_program_says(home: Shell) -> None:
    body = re.search(r"\$ echo '(.+?)' \| callsheet validate", README, re.DOTALL)
    shown = re.search(r"validate dashscope/pixverse-t2v -\n(.+?)```", README, re.DOTALL)
    assert body
    assert shown
    assert home("validate", "dashscope/pixverse-t2v", "-", stdin=body[1]).out == shown[1]


@pytest.mark.parametrize("snippet", re.findall(r"```yaml\n(.+?)```", README + LANGUAGE, re.DOTALL))
def test_yaml_snippets_are_yaml_as_specs_have_it(snippet: str) -> None:
    assert isinstance(read(snippet, "snippet"), Mapping)


@pytest.mark.parametrize("target", re.findall(r"make ([a-z-]+)", README))
def test_make_targets_in_the_readme_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_readmes_python_is_the_type_checked_examples() -> None:
    """mypy and pyright read `examples/`; the README shows the same lines."""
    shown = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    kept = {path.read_text("utf-8").partition("\n\n")[2] for path in (ROOT / "examples").glob("*.py")}
    assert len(shown) == 4
    assert set(shown) <= kept


@pytest.mark.parametrize("name", ENDPOINTS)
def test_every_endpoint_is_in_the_readme_and_in_the_overview(name: str) -> None:
    package, _, doc, _ = ENDPOINTS[name]
    endpoint = name.partition("/")[2]
    assert f"[{endpoint}](generated/callsheet_clients/{package}/reference/{endpoint}.md)" in README
    overview = (ROOT / "generated" / "callsheet_clients" / "reference.md").read_text("utf-8")
    row = next(line for line in overview.splitlines() if f"]({package}/reference/{endpoint}.md)" in line)
    assert doc.replace("|", "\\|") in row
