"""A test id in a header makes a world of its own; without one, all share the common world."""

import httpx

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulator import ManualClock, Simulator, Status
from contracts.calling import ASYNC, KEY, SUBMIT, DashScope, at, c1


def create(calling: DashScope, test: str | None = None) -> str:
    answer = calling.post(SUBMIT, c1(), named(test, ASYNC))
    assert answer.status_code == 200, answer.text
    return str(at(answer.json(), "output.task_id"))


def named(test: str | None, headers: dict[str, str]) -> dict[str, str]:
    return headers if test is None else {**headers, "X-Test-Id": test}


def status(calling: DashScope, task: str, test: str | None = None) -> object:
    return at(calling.poll(task, named(test, KEY)).json(), "output.task_status")


def test_tasks_are_known_where_they_were_made(dashscope: DashScope) -> None:
    common, mine = create(dashscope), create(dashscope, "a")
    assert [status(dashscope, task, test) for task, test in ((common, None), (mine, "a"))] == ["PENDING"] * 2
    assert [status(dashscope, task, test) for task, test in ((common, "a"), (mine, None), (mine, "b"))] == [
        "UNKNOWN"
    ] * 3
    totals = [dashscope.get("/api/v1/tasks", named(test, KEY)).json()["total"] for test in (None, "a", "b")]
    assert totals == [1, 1, 0]


def test_faults_wait_for_their_test(dashscope: DashScope) -> None:
    dashscope.simulator.script("dashscope", "submit", Status(500), test="a")
    assert dashscope.submit().status_code == 200
    assert dashscope.submit(headers=named("b", ASYNC)).status_code == 200
    assert [dashscope.submit(headers=named("a", ASYNC)).status_code for _ in range(2)] == [500, 200]


def test_the_journal_tells_the_test_and_the_fault(dashscope: DashScope) -> None:
    dashscope.simulator.script("dashscope", "submit", Status(500), test="a")
    for test in ("a", None):
        dashscope.submit(headers=named(test, ASYNC))
    dashscope.get("/nowhere", named("a", KEY))
    journal = dashscope.simulator.journal
    assert [(one.call, one.test, one.fault) for one in journal] == [
        ("submit", "a", "Status(code=500, body=None, accepts=False)"),
        ("submit", None, None),
        ("other", "a", None),
    ]
    assert (journal.count(test="a"), journal.count(test="a", status=500), journal.count(test="b")) == (2, 1, 0)


def test_one_test_is_forgotten_alone(dashscope: DashScope) -> None:
    common, mine = create(dashscope), create(dashscope, "a")
    dashscope.simulator.script("dashscope", "poll", Status(500), test="a")
    dashscope.simulator.reset("a")
    assert [status(dashscope, common), status(dashscope, mine, "a")] == ["PENDING", "UNKNOWN"]
    assert [one.call for one in dashscope.simulator.journal] == ["submit", "poll", "poll"]


def test_a_result_needs_no_header(dashscope: DashScope) -> None:
    task = create(dashscope, "a")
    dashscope.clock.advance(60)
    url = str(at(dashscope.poll(task, named("a", KEY)).json(), "output.video_url"))
    assert dashscope.http.get(url).status_code == 200
    assert (dashscope.last().call, dashscope.last().test) == ("media", "a")


def test_the_same_seed_makes_the_same_ids_whatever_others_do(dashscope: DashScope) -> None:
    first = create(dashscope, "a")
    dashscope.simulator.reset()
    for _ in range(3):
        create(dashscope)
        create(dashscope, "b")
    assert create(dashscope, "a") == first
    assert create(dashscope, "c") != first


def test_one_test_does_not_use_up_the_rate_of_another(catalog: Catalog) -> None:
    with (
        Simulator(catalog, providers=["dashscope"], clock=ManualClock(), enforce_rates=True) as simulator,
        httpx.Client(base_url=simulator.url("dashscope"), trust_env=False) as http,
    ):
        asked = [[http.post(SUBMIT, json=c1(), headers=named(test, ASYNC)) for _ in range(9)] for test in "ab"]
        codes = [[one.status_code for one in answers] for answers in asked]
        assert codes[0] == codes[1]
        assert (codes[0][0], codes[0][-1]) == (200, 429)
