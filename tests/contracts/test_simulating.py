"""The command's wishes: clock, progression, chaos, strictness, a file of faults; and what it says to a person."""

import io
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulate import Wishes, run
from callsheet_contracts.simulator import Lose, Refuse, Slow, Status
from callsheet_contracts.simulator.plans import read_plan
from contracts.calling import ASYNC, KEY, SUBMIT, at, c1
from support.shell import Shell


class Visited(io.StringIO):
    """Lets a visitor in when the servers are up, and ends the command afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Any] = []

    def flush(self) -> None:
        name, url = self.getvalue().splitlines()[0].split()
        assert name == "dashscope"
        with httpx.Client(base_url=url, trust_env=False) as http:
            created = [http.post(SUBMIT, json=c1(), headers=ASYNC) for _ in range(2)]
            self.told = [one.status_code for one in created]
            task = at(created[1].json(), "output.task_id") if created[1].status_code == 200 else "none"
            for _ in range(3):
                self.told.append(at(http.get(f"/tasks/{task}", headers=KEY).json(), "output.task_status"))
            self.told.append(http.post("/simulated/clock", json={"advance": 3600}).status_code)
            self.told.append(at(http.get(f"/tasks/{task}", headers=KEY).json(), "output.task_status"))
        signal.raise_signal(signal.SIGINT)


def visit(catalog: Catalog, **wishes: Any) -> list[Any]:  # noqa: ANN401 -- as `Wishes` takes them
    stdout = Visited()
    assert run(catalog, ["dashscope"], port=0, key=None, task_seconds=60, stdout=stdout, wishes=Wishes(**wishes)) == 0
    return stdout.told


def test_tasks_go_on_as_wished(catalog: Catalog) -> None:
    frozen = ["PENDING"] * 3
    assert visit(catalog, speed=0) == [200, 200, *frozen, 200, "SUCCEEDED"]
    assert visit(catalog, by="polls") == [200, 200, "PENDING", "RUNNING", "SUCCEEDED", 200, "SUCCEEDED"]
    assert visit(catalog, by="immediate") == [200, 200, *["SUCCEEDED"] * 3, 200, "SUCCEEDED"]


def test_faults_come_from_a_file(catalog: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text("dashscope: {submit: ['status:503'], poll: [{fault: unknown-status, word: ODD}]}")
    assert visit(catalog, by="immediate", faults=file)[:4] == [503, 200, "ODD", "SUCCEEDED"]


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"speed": -1.0}, "a clock goes forwards: -1.0 is no factor for it"),
        ({"chaos": 2.0}, "2.0 is no share of all calls: 0 to 1 are"),
        ({"polls": 0}, "a state cannot be told by 0 polls"),
        ({"plan": "gold"}, "nobody has a plan 'gold': there are none"),
        ({"faults": Path("nowhere.yaml")}, "nowhere.yaml: No such file or directory"),
    ],
)
def test_a_wish_that_cannot_be_is_wrong_usage(
    catalog: Catalog, capsys: pytest.CaptureFixture[str], wishes: dict[str, Any], words: str
) -> None:
    stdout = io.StringIO()
    assert run(catalog, [], port=0, key=None, task_seconds=1, stdout=stdout, wishes=Wishes(**wishes)) == 2
    assert (capsys.readouterr().err, stdout.getvalue()) == (f"callsheet simulate: {words}\n", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "a plan names providers, such as {acme: {submit: [stuck]}}"),
        ("- stuck", "a plan names providers"),
        ("acme: {submit: [", "line 1: it is neither YAML nor JSON"),
        ("acme: stuck", "acme: calls are needed"),
        ("acme: {submits: [stuck]}", "acme: there is no call 'submits' to script: there are submit, poll"),
        ("acme: {submit: stuck}", "acme.submit: a list of faults is needed"),
        ("acme: {submit: [stuck, stukc]}", "acme.submit, fault 2: there is no fault 'stukc': did you mean stuck?"),
        ("acme: {submit: [{fault: slow, second: 2}]}", "acme.submit, fault 1: slow has no 'second': there are seconds"),
        ("acme: {poll: [stuck]}", "acme.poll: Stuck() is for submit, not for poll"),
        ("acme: {submit: ['refuse:Nope']}", "acme.submit: 'Nope' is no code of the error table of acme"),
        ("acne: {submit: [stuck]}", "acne.submit: provider 'acne' is not served: there are dashscope, acme"),
    ],
)
def test_a_slip_in_a_file_is_told_with_its_place(
    catalog: Catalog, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, words: str
) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text(text)
    wishes = Wishes(faults=file)
    assert run(catalog, [], port=0, key=None, task_seconds=1, stdout=io.StringIO(), wishes=wishes) == 2
    assert capsys.readouterr().err.startswith(f"callsheet simulate: {file}: {words}")


@pytest.mark.parametrize(
    "text",
    [
        "acme:\n  submit: [lose, {fault: slow, seconds: 2}]\n  list: ['refuse:Busy|3', 'status:503']",
        '{"acme": {"submit": ["lose", {"fault": "slow", "seconds": 2}], "list": ["refuse:Busy|3", "status:503"]}}',
    ],
)
def test_a_plan_is_yaml_or_json(text: str) -> None:
    assert list(read_plan(text)) == [
        ("acme", "submit", (Lose(), Slow(2))),
        ("acme", "list", (Refuse("Busy", 3.0), Status(503))),
    ]


def test_a_person_is_told_what_to_paste(catalog: Catalog) -> None:
    class Interrupting(io.StringIO):
        def flush(self) -> None:
            signal.raise_signal(signal.SIGINT)

    stdout, hints = Interrupting(), io.StringIO()
    run(catalog, ["dashscope"], port=0, key="sk-1", task_seconds=1, stdout=stdout, hints=hints)
    url = stdout.getvalue().split()[1]
    assert "export DASHSCOPE_API_KEY=sk-1\n" in hints.getvalue()
    assert f"DashScope(base_url='{url}'); any other client: {url} or {url}/api/v1\n" in hints.getvalue()
    assert f"curl {url}/simulated/" in hints.getvalue()


def test_the_command_has_examples_and_refuses_nonsense(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    told = shell("simulate", "--help").out
    assert "--faults faults.yaml" in told
    assert "--by polls --polls 2" in told
    assert shell("simulate", "--by", "magic").code == 2
