import json
import shutil
from pathlib import Path
from typing import cast

import pytest

from support.shell import Shell

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the real specs, and nothing generated yet."""
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    return tmp_path


def test_the_repository_is_fresh(home: Shell) -> None:
    said = home("generate", "--check")
    assert (said.code, said.out) == (0, "")


def test_generate_then_check(shell: Shell, project: Path) -> None:
    said = shell("generate", "--check")
    assert said.code == 1
    assert "generated/callsheet_clients/dashscope/validators/pixverse_t2v.py is missing" in said.out
    assert not (project / "generated").exists()
    said = shell("generate")
    assert said.code == 0
    assert "wrote generated/callsheet_clients/dashscope/pixverse_t2v.py" in said.out
    assert shell("generate", "--check").code == 0
    assert shell("generate").out == ""


def test_check_names_what_is_stale(shell: Shell, project: Path) -> None:
    shell("generate")
    target = project / "generated" / "schemas" / "dashscope" / "pixverse-t2v.json"
    target.write_text(target.read_text("utf-8") + " ", "utf-8")
    said = shell("generate", "--check")
    assert said.code == 1
    assert said.out == "generated/schemas/dashscope/pixverse-t2v.json is stale\n"


def test_generate_removes_what_no_spec_makes_any_more(shell: Shell, project: Path) -> None:
    shell("generate")
    spec = project / "specs" / "dashscope" / "pixverse-t2v.yaml"
    text = spec.read_text("utf-8").replace("endpoint: pixverse-t2v\n", "endpoint: renamed\n")
    (project / "specs" / "dashscope" / "renamed.yaml").write_text(text, "utf-8")
    spec.unlink()
    assert "pixverse_t2v.py is made by no spec any more" in shell("generate", "--check").out
    shell("generate")
    names = {path.name for path in (project / "generated" / "callsheet_clients" / "dashscope").iterdir()}
    assert "renamed.py" in names
    assert "pixverse_t2v.py" not in names


def test_a_mistake_in_a_spec_writes_nothing(shell: Shell, project: Path) -> None:
    shell("generate")
    before = {path: path.read_bytes() for path in (project / "generated").rglob("*") if path.is_file()}
    spec = project / "specs" / "dashscope" / "pixverse-sizes.yaml"
    spec.write_text(
        spec.read_text("utf-8").replace(
            "model.version: v5.6, size.tier: 1080P", "model.version: v5.7, size.tier: 1080P"
        ),
        "utf-8",
    )
    said = shell("generate")
    assert said.code == 1
    assert "specs/dashscope/pixverse-sizes.yaml:" in said.out
    assert "did you mean" in said.out
    assert "^" in said.out
    assert {path: path.read_bytes() for path in (project / "generated").rglob("*") if path.is_file()} == before


def test_lint_in_every_format(shell: Shell, project: Path) -> None:
    assert shell("lint").code == 0
    spec = project / "specs" / "dashscope" / "task.yaml"
    spec.write_text(spec.read_text("utf-8").replace("every: 15 s", "every: often"), "utf-8")
    said = shell("lint")
    assert said.code == 1
    assert ": duration " in said.out
    (row,) = json.loads(shell("lint", "--format", "json").out)
    assert row["code"] == "duration"
    assert row["file"] == "specs/dashscope/task.yaml"
    assert shell("lint", "--format", "github").out.startswith("::error file=specs/dashscope/task.yaml,line=")


def test_a_folder_without_specs_is_said_so(shell: Shell) -> None:
    said = shell("generate", "--specs", "nowhere")
    assert said.code == 1
    assert "no such folder" in said.err


def test_without_a_folder_of_specs_those_that_came_along_are_used(shell: Shell, tmp_path: Path) -> None:
    assert shell("lint").code == 0
    assert list(tmp_path.iterdir()) == []


def test_a_missing_extra_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "jinja2.py").write_text("raise ModuleNotFoundError(name='jinja2')\n", "utf-8")
    said = shell("generate", env={"PYTHONPATH": str(tmp_path)})
    assert said.code == 2
    assert "pip install 'callsheet[generator]'" in said.err


def test_a_value_a_model_and_a_rule_touch_yaml_only(shell: Shell, project: Path) -> None:
    """From an edit of YAML to a refused request: no line of Python is written."""
    spec = project / "specs" / "dashscope" / "pixverse-t2v.yaml"
    text = spec.read_text("utf-8")
    for old, new in (
        (
            "      pixverse/pixverse-v6-t2v:   {version: v6}\n",
            "      pixverse/pixverse-v6-t2v:   {version: v6}\n      pixverse/pixverse-v9-t2v: {version: v9}\n",
        ),
        ("for: {model.version: [c1, v6]}", "for: {model.version: [c1, v6, v9]}"),
        ("1920*832]", "2048*878]"),
        (
            "\nrules:\n",
            (
                "\nrules:\n\n  v9-is-short:\n    when: {model.version: v9}\n"
                "    then: {duration: [1, 2, 3]}\n    cite: {t2v-en: Example}\n"
            ),
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    spec.write_text(text, "utf-8")
    assert shell("generate").code == 0
    body = {
        "model": "pixverse/pixverse-v9-t2v",
        "input": {"prompt": "x"},
        "parameters": {"size": "2048*878", "duration": 4},
    }
    env = {"PYTHONPATH": str(project / "generated")}
    said = shell("validate", "dashscope/pixverse-t2v", "-", "--format", "json", stdin=json.dumps(body), env=env)
    assert said.code == 1
    (problem,) = cast("list[dict[str, object]]", said.rows()[0]["problems"])
    assert (problem["at"], problem["rule"], problem["suggest"]) == ("/parameters/duration", "v9-is-short", 3)
    body["parameters"] = {"size": "2048*878", "duration": 3}
    said = shell("validate", "dashscope/pixverse-t2v", "-", "--format", "json", stdin=json.dumps(body), env=env)
    assert said.rows()[0]["problems"] == []
