"""The house's words: no provider in Python, no path of a machine, no class that says nothing, no silenced check."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITTEN = (
    ROOT / "generator" / "callsheet",
    ROOT / "generator" / "callsheet_runtime",
    ROOT / "contracts" / "callsheet_contracts",
)
CODE = sorted(path for root in WRITTEN for suffix in ("*.py", "*.jinja") for path in root.rglob(suffix))
PYTHON = [path for path in CODE if path.suffix == ".py"]

# Put together here, so that the test itself holds none of them.
ALSO = tuple("".join(parts) for parts in (("dash", "scope"), ("pix", "verse"), ("pix", "azo"), ("happy", "horse")))
# Words that an endpoint's name may share with everybody; a name of one word, such as `balance`, always may.
COMMON = frozenset({"text-to-video", "image-to-video", "upload-image"})
MACHINES = tuple(f"/{name}/" for name in ("root", "home", "Users", "work", "tmp/bash_jobs"))
EMPTY_NAMES = re.compile(
    r"(Manager|Handler|Helper|Helpers|Utils?|Base)$|^Base[A-Z]|^(utils?|helpers?)$|_(utils?|helpers?)$"
)
SILENCED = re.compile(r"#\s*(noqa(?!:\s*[A-Z]+[0-9]+)|type:\s*ignore(?!\[[a-z, -]+\]))")
REASONED = re.compile(r"#\s*(noqa:\s*[A-Z0-9, ]+|type:\s*ignore\[[a-z, -]+\])(.*)$")


def providers() -> tuple[str, ...]:
    """Name providers and endpoints, from the specs and from what is planned."""
    specs = list((ROOT / "specs").glob("*/*.yaml"))
    endpoints = {path.stem for path in specs if "\nkind: " in path.read_text("utf-8") and "-" in path.stem}
    return tuple(sorted({*(path.parent.name for path in specs), *endpoints, *ALSO} - COMMON))


def named_providers(text: str, names: tuple[str, ...]) -> list[str]:
    """List the providers that a text names, however their words are joined."""
    folded = re.sub(r"[-_. ]", "", text.casefold())
    return [name for name in names if re.sub(r"[-_. ]", "", name.casefold()) in folded]


def machine_paths(text: str) -> list[str]:
    """List the paths of some machine in a text."""
    return [found for name in MACHINES for found in re.findall(rf"(?<![\w.}}/]){re.escape(name)}\w[\w./-]*", text)]


def empty_names(source: str) -> Iterator[str]:
    """List names of classes and functions that say nothing."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and EMPTY_NAMES.search(node.name):
            yield node.name


def silenced(source: str) -> Iterator[str]:
    """List lines that silence a check without a code, or a linter without a reason; one for a file will do."""
    explained: set[str] = set()
    for line in source.splitlines():
        if SILENCED.search(line):
            yield line.strip()
        found = REASONED.search(line)
        if found and found[1].startswith("noqa"):
            if re.match(r"\s*--\s+\S", found[2]):
                explained.add(found[1].strip())
            elif found[1].strip() not in explained:
                yield line.strip()


def tracked() -> list[Path]:
    """List the files that git knows, or would know."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_provider_in_code(path: Path) -> None:
    assert named_providers(path.read_text("utf-8"), providers()) == []


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_names_say_something(path: Path) -> None:
    assert not EMPTY_NAMES.search(path.stem)
    assert list(empty_names(path.read_text("utf-8"))) == []


def test_no_check_is_silenced_without_a_code() -> None:
    ours = [*PYTHON, *(ROOT / "tests").rglob("*.py"), *(ROOT / "generated").rglob("*.py")]
    found = [f"{path.relative_to(ROOT)}: {line}" for path in ours for line in silenced(path.read_text("utf-8"))]
    assert [one for one in found if not one.startswith("tests/house/")] == []


def test_no_path_of_a_machine() -> None:
    assert (ROOT / ".git").exists(), "only a checkout tells which files are its own: run the tests in one"
    found: list[str] = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if path != Path(__file__):
            found += (f"{path.relative_to(ROOT)}: {one}" for one in machine_paths(text))
    assert found == []


def test_providers_are_known() -> None:
    assert set(ALSO) <= set(providers())
    assert len(providers()) > len(ALSO)


def test_a_provider_is_noticed() -> None:
    one, two = ALSO[0], ALSO[1]
    names = (one, two, f"{two}-t2v")
    assert named_providers(f"class {one.title()}Client:", names) == [one]
    assert named_providers(f"{two}_t2v", names) == [two, f"{two}-t2v"]
    assert named_providers("dash and scope", ("zzz",)) == []


def test_a_path_is_noticed() -> None:
    for name in MACHINES:
        assert machine_paths(f"see {name}somebody/project/a.py") == [f"{name}somebody/project/a.py"]
    assert machine_paths("https://example.com/home/page and see docs/home/b") == []


@pytest.mark.parametrize(
    "name", ["SpecManager", "BaseClient", "ErrorHandler", "PathHelper", "ClientBase", "StringUtils"]
)
def test_an_empty_name_is_noticed(name: str) -> None:
    assert list(empty_names(f"class {name}: ...")) == [name]
    assert list(empty_names("class Database: ...\nclass Based: ...\ndef rebase(): ...")) == []
    assert list(empty_names("def string_utils(): ...")) == ["string_utils"]


def test_a_silenced_check_is_noticed() -> None:
    bare = "x = 1  # " + "noqa"
    assert list(silenced(bare)) == [bare]
    for line in ("x = 1  # type: " + "ignore", "x = 1  # " + "noqa: E501", "import a  # " + "noqa: F401 because"):
        assert list(silenced(line)) == [line]
    for line in ("x = 1  # " + "noqa: E501 -- a quotation", "x = 1  # type: " + "ignore[arg-type]"):
        assert list(silenced(line)) == []
    assert list(silenced("a  # " + "noqa: E501 -- a quotation\nb  # " + "noqa: E501")) == []
