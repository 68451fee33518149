"""What types say is what the validator says, and the checkers say it shortly.

That each call is accepted or rejected is shown by mypy and pyright reading this folder: a rejection that does not
come is an ignored error that is not there, and both complain about that.
"""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from callsheet.emit.layout import variable
from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.request import Choice, Flag, Whole
from callsheet.model.variants import listed
from callsheet_runtime.protocol import Bodied
from checkers.accepted_calls import CALLS as ACCEPTED_CALLS
from checkers.making import ACCEPTED, HERE, REJECTED, accepted, asked, rejected
from checkers.rejected_calls import CALLS as REJECTED_CALLS
from support.catalog import real

MOST_LINES: Final = 3
PAGE: Final = HERE.parents[1] / "docs" / "types.md"

HEAD: Final = """\
from callsheet_clients.dashscope import pixverse_t2v

"""
ONE_OF_EACH_KIND: Final = {
    "a wrong model": 'pixverse_t2v.v7(prompt="A cat.", size="1280*720", duration=5)',
    "a wrong value": 'pixverse_t2v.v6(prompt="A cat.", size="1280*721", duration=5)',
    "a wrong value that may be left out": 'pixverse_t2v.v6(prompt="A", size="1280*720", duration=5, shot_type="x")',
    "a wrong type": 'pixverse_t2v.v6(prompt="A cat.", size="1280*720", duration=5, seed="x")',
    "a field of another model": 'pixverse_t2v.c1(prompt="A cat.", size="1280*720", duration=5, shot_type="multi")',
    "a field that is missing": 'pixverse_t2v.v6(prompt="A cat.", size="1280*720")',
    "a forbidden combination": 'pixverse_t2v.v5_6_1080p(prompt="A cat.", size="1920*1080", duration=10)',
    "a combination that is elsewhere": 'pixverse_t2v.v5_6(prompt="A cat.", size="1920*1080", duration=10)',
}


def test_the_call_sites_are_fresh() -> None:
    every = asked(real())
    assert accepted(every) == ACCEPTED.read_text("utf-8"), "run `make generate`"
    assert rejected(every) == REJECTED.read_text("utf-8"), "run `make generate`"


def wrong(endpoint: str, request: Bodied) -> set[str]:
    """Name the rules that a request breaks, by the validator that is shipped."""
    provider, _, name = endpoint.partition("/")
    validators = import_module(f"callsheet_clients.{variable(provider)}.validators.{variable(name)}")
    return {problem.rule.name for problem in validators.validate(request.body()) if problem.level == "error"}


def test_the_validator_accepts_what_types_accept() -> None:
    for endpoint, call in ACCEPTED_CALLS:
        assert wrong(endpoint, call()) == set(), endpoint


def task_endpoints() -> dict[str, TaskEndpoint]:
    return {f"{provider.name}/{one.name}": one for provider in real().providers for one in provider.tasks}


def test_every_task_endpoint_is_called() -> None:
    assert {endpoint for endpoint, _ in ACCEPTED_CALLS} == set(task_endpoints())


def test_the_validator_rejects_what_types_reject() -> None:
    for endpoint, rule, call in REJECTED_CALLS:
        if rule == "model":
            with pytest.raises(AttributeError):
                call()
        else:
            assert wrong(endpoint, call()) == {rule}, endpoint


def test_types_say_every_rule_about_fields_whose_values_are_listed() -> None:
    """What is left to the validator speaks of texts, lists, or of whether a free field is given."""
    for name, endpoint in task_endpoints().items():
        said = {rule for called, rule, _ in REJECTED_CALLS if called == name}
        for rule in endpoint.rules:
            kinds = [endpoint.parameter(one).kind for demand in rule.demands for one in rule.fields(demand)]
            measured = [
                one for demand in rule.demands for one in rule.fields(demand) if endpoint.parameter(one).measured
            ]
            if rule.level == "error" and not measured and all(isinstance(one, (Choice, Flag, Whole)) for one in kinds):
                assert rule.name in said or any(listed(one) is None for one in kinds), rule.name


def test_the_page_counts_as_the_specs_do() -> None:
    refusing = {
        (name, rule.name) for name, one in task_endpoints().items() for rule in one.rules if rule.level == "error"
    }
    said = refusing & {(name, rule) for name, rule, _ in REJECTED_CALLS}
    words = " ".join(PAGE.read_text("utf-8").split())
    assert f"Of the {len(refusing)} rules" in words
    assert f"types say {len(said)}; the other {len(refusing - said)} speak" in words


@pytest.fixture(scope="module")
def rejected_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rejected") / "rejected.py"
    path.write_text(HEAD + "\n".join(ONE_OF_EACH_KIND.values()) + "\n", "utf-8")
    return path


def run(*command: str | Path) -> str:
    program = shutil.which(str(command[0]), path=str(Path(sys.executable).parent))
    assert program, f"{command[0]} comes with the development tools"
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def expect_few_lines_each(lines: Counter[int]) -> None:
    first = HEAD.count("\n") + 1
    for place, kind in enumerate(ONE_OF_EACH_KIND, start=first):
        assert 1 <= lines[place] <= MOST_LINES, (kind, lines[place])


def test_mypy_rejects_each_in_few_lines(rejected_once: Path) -> None:
    cache = f"--cache-dir={rejected_once.with_name('cache')}"  # the repository's own is for its own settings
    said = run("mypy", "--strict", "--config-file=", "--no-error-summary", cache, rejected_once)
    expect_few_lines_each(Counter(int(line) for line in re.findall(r"^.*rejected\.py:(\d+): ", said, re.MULTILINE)))


def test_pyright_rejects_each_in_few_lines(rejected_once: Path) -> None:
    config = rejected_once.with_name("pyrightconfig.json")
    config.write_text(json.dumps({"typeCheckingMode": "strict", "include": [rejected_once.name]}), "utf-8")
    said = run("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", config)
    lines: Counter[int] = Counter()
    for one in json.loads(said)["generalDiagnostics"]:
        lines[one["range"]["start"]["line"] + 1] += len(one["message"].splitlines())
    expect_few_lines_each(lines)
