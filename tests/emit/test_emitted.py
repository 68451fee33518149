"""What is emitted, as text: the same bytes every time, formatted and typed by construction, and nothing that runs."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from callsheet.emit.targets import emit_all
from callsheet.resolve import load

ROOT = Path(__file__).parents[2]
ACME = ROOT / "tests" / "agreement" / "specs"
GOLDEN = Path(__file__).parent / "golden"


def test_the_same_specs_make_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib, sys; from pathlib import Path; from callsheet.resolve import load;"
        "from callsheet.emit.targets import emit_all;"
        "made = emit_all(load(Path(sys.argv[1])).compile());"
        "print(hashlib.sha256(repr(sorted(made.items())).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(ROOT / "specs")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1


@pytest.mark.parametrize("specs", [ROOT / "specs", ACME])
def test_emitted_python_is_formatted_by_construction(specs: Path, tmp_path: Path) -> None:
    for path, text in emit_all(load(specs).compile()).items():
        if path.endswith(".py"):
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent))
    assert ruff, "ruff comes with the development tools"
    command = [ruff, "format", "--diff", "--config", str(ROOT / "pyproject.toml"), str(tmp_path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_nothing_of_a_hostile_spec_runs(tmp_path: Path) -> None:
    """Every text of the spec that is free is replaced by an attack; the emitted code keeps its shape."""
    hostile = tmp_path / "acme"
    shutil.copytree(ACME / "acme", hostile)
    path = hostile / "everything.yaml"
    attack = r"'\"\"\"; __import__(\"os\").abort(); \"\"\" \\'"
    words = path.read_text("utf-8")
    changed = words.replace("doc: A picture.", f"doc: {attack}").replace("doc: The style.", f"doc: {attack}")
    changed = changed.replace("s8: {}", '\'"; __import__("os").abort(); "\': {}').replace(
        "doc: The clip.", f"doc: {attack}"
    )
    assert changed.count("abort") == 4
    path.write_text(changed, "utf-8")
    before, after = (emit_all(load(folder).compile()) for folder in (ACME, tmp_path))
    assert before.keys() == after.keys()
    for name in before:
        if name.endswith(".py"):
            assert _shape(before[name]) == _shape(after[name]), name


def _shape(code: str) -> list[str]:
    return [type(node).__name__ for node in ast.walk(ast.parse(code))]


def test_golden_module_reads_as_it_did() -> None:
    """The golden is rewritten by `make generate`, and reviewed as a diff."""
    made = emit_all(load(GOLDEN / "specs").compile())
    for path in sorted((GOLDEN / "expected").rglob("*.*")):
        name = path.relative_to(GOLDEN / "expected").as_posix()
        assert made[name] == path.read_text("utf-8"), name


def test_every_emitted_file_says_where_it_comes_from() -> None:
    for path, text in emit_all(load(ROOT / "specs").compile()).items():
        if path.endswith((".py", ".md", ".json")) and text and path != "MANIFEST.json":
            assert "Written by callsheet" in text.split("\n\n")[0], path


def test_an_emitted_module_holds_no_behaviour() -> None:
    """Facts are generated, behaviour is written by hand: no I/O, and no loop but over the items of a list."""
    for path, text in emit_all(load(ROOT / "specs").compile()).items():
        if path.endswith(".py"):
            kinds = {type(node) for node in ast.walk(ast.parse(text))}
            assert kinds.isdisjoint({ast.While, ast.AsyncFor, ast.AsyncFunctionDef, ast.With, ast.Await}), path
            loops = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.For)]
            assert not loops or "/validators/" in path, path
            assert all(ast.unparse(loop.iter) == "enumerate(items)" for loop in loops), path
