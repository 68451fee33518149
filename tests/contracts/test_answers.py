"""The answers against the spec's own examples and paths."""

from datetime import timedelta, timezone

import pytest

from callsheet.model.endpoint import Catalog, Endpoint, TaskEndpoint
from callsheet_contracts.simulator import TaskFails
from callsheet_runtime.machine import Meaning
from callsheet_runtime.reading import parse_moment
from contracts.calling import KEY, Acme, DashScope, at, c1, paths

EAST = timezone(timedelta(hours=8))
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="session")
def endpoint(catalog: Catalog) -> Endpoint:
    found = catalog.find("dashscope/pixverse-t2v")
    assert found is not None
    return found[1]


def documented(endpoint: Endpoint, name: str) -> set[str]:
    return set(paths(next(one.body for one in endpoint.answers if one.name == name)))


def test_a_created_task_is_answered_as_documented(dashscope: DashScope, endpoint: Endpoint) -> None:
    assert set(paths(dashscope.submit().json())) == documented(endpoint, "created")


def test_a_running_task_is_answered_as_documented(dashscope: DashScope, endpoint: Endpoint) -> None:
    task = dashscope.create()
    dashscope.clock.advance(30)
    assert set(paths(dashscope.poll(task).json())) == documented(endpoint, "running")


def test_a_finished_task_is_answered_as_documented(dashscope: DashScope, endpoint: Endpoint) -> None:
    task = dashscope.create()
    dashscope.clock.advance(60)
    assert set(paths(dashscope.poll(task).json())) == documented(endpoint, "finished")


def test_the_documented_request_is_answered_in_kind(dashscope: DashScope, endpoint: Endpoint) -> None:
    body = next(one.body for one in endpoint.requests if one.name == "c1")
    task = dashscope.create(body)
    dashscope.clock.advance(60)
    answer = dashscope.poll(task).json()
    example = next(one.body for one in endpoint.answers if one.name == "finished")
    assert at(answer, "usage") == at(example, "usage")
    assert at(answer, "output.orig_prompt") == at(example, "output.orig_prompt")


def test_a_failed_task_is_answered_as_documented(dashscope: DashScope, endpoint: Endpoint) -> None:
    dashscope.script("submit", TaskFails("InvalidParameter", "The size is not match xxxxxx"))
    task = dashscope.create()
    dashscope.clock.advance(60)
    answer = dashscope.poll(task).json()
    example = next(one.body for one in endpoint.answers if one.name == "failed")
    assert set(paths(answer)) == documented(endpoint, "failed")
    for path in ("output.task_status", "output.code", "output.message"):
        assert at(answer, path) == at(example, path)


def test_a_forgotten_task_is_answered_as_documented(dashscope: DashScope, endpoint: Endpoint) -> None:
    task = dashscope.create()
    dashscope.clock.advance(86400)
    assert set(paths(dashscope.poll(task).json())) == documented(endpoint, "expired")


def test_a_cancel_is_answered_as_documented(dashscope: DashScope, endpoint: Endpoint) -> None:
    task = dashscope.create()
    assert set(paths(dashscope.cancel(task).json())) == documented(endpoint, "cancelled")
    assert set(paths(dashscope.cancel(task).json())) == documented(endpoint, "too-late-to-cancel")


def test_a_list_is_answered_as_documented(dashscope: DashScope, endpoint: Endpoint) -> None:
    dashscope.create()
    dashscope.clock.advance(30)
    dashscope.create()
    dashscope.clock.advance(30)
    assert set(paths(dashscope.list().json())) == documented(endpoint, "listed")


def test_a_refusal_is_answered_as_documented(dashscope: DashScope, endpoint: Endpoint) -> None:
    assert set(paths(dashscope.submit(headers={}).json())) == documented(endpoint, "no-key")


@pytest.mark.parametrize("seconds", [0, 30, 60])
def test_every_answer_stands_at_the_specs_paths(
    catalog: Catalog, dashscope: DashScope, acme: Acme, seconds: int
) -> None:
    kinds: dict[str, set[type]] = {
        "text": {str},
        "url": {str},
        "integer": {int},
        "number": {int, float},
        "boolean": {bool},
    }
    read = 0
    for caller, name in ((dashscope, "dashscope/pixverse-t2v"), (acme, "acme/short-clip")):
        found = catalog.find(name)
        assert found is not None
        assert isinstance(found[1], TaskEndpoint)
        protocol = found[1].protocol
        created = caller.submit().json()
        task = str(at(created, ".".join(protocol.submit.task)))
        if protocol.submit.status is not None:
            assert at(created, ".".join(protocol.submit.status)) == protocol.machine.start
        caller.clock.advance(seconds)
        body = caller.poll(task).json()
        if protocol.poll.task is not None:
            assert at(body, ".".join(protocol.poll.task)) == task
        state = protocol.machine.state(str(at(body, ".".join(protocol.machine.at))))
        assert state is not None
        assert state.means is {0: Meaning.WAITING, 30: Meaning.RUNNING, 60: Meaning.SUCCEEDED}[seconds]
        for field in found[1].result:
            path = ".".join(field.at)
            if state.name not in field.during:
                assert path not in set(paths(body)), field.name
            elif field.moment is not None:
                assert parse_moment(at(body, path), field.moment.form, field.moment.zone) is not None
                read += 1
            else:
                assert type(at(body, path)) in kinds[field.type]
                read += 1
    assert read >= {0: 2, 30: 3, 60: 12}[seconds]


def test_a_list_begins_with_the_latest_task(dashscope: DashScope) -> None:
    tasks = [dashscope.create() for _ in range(3)]
    assert [row["task_id"] for row in dashscope.list().json()["data"]] == tasks[::-1]


def test_a_list_comes_in_pages(dashscope: DashScope) -> None:
    tasks = [dashscope.create() for _ in range(12)][::-1]
    first, last = dashscope.list().json(), dashscope.list(page_no="3", page_size="5").json()
    assert [row["task_id"] for row in first["data"]] == tasks[:10]
    assert {name: first[name] for name in ("total", "total_page", "page_no", "page_size")} == {
        "total": 12,
        "total_page": 2,
        "page_no": 1,
        "page_size": 10,
    }
    assert [row["task_id"] for row in last["data"]] == tasks[10:]
    assert (last["page_no"], last["page_size"], last["total_page"]) == (3, 5, 3)
    assert dashscope.list(page_no="9").json()["data"] == []


@pytest.mark.parametrize(
    "query", [{"page_no": "0"}, {"page_no": "x"}, {"page_size": ""}, {"page_size": "9" * 5000}, {"start_time": "now"}]
)
def test_a_list_refuses_filters_that_are_none(dashscope: DashScope, query: dict[str, str]) -> None:
    answer = dashscope.get("/tasks", KEY, **query)
    assert (answer.status_code, answer.json()["code"]) == (400, "InvalidParameter")


def test_a_list_is_filtered(dashscope: DashScope) -> None:
    early = dashscope.create()
    dashscope.clock.advance(60)
    since = dashscope.clock.now()
    late = dashscope.create({**c1(), "model": "pixverse/pixverse-v6-t2v"})

    def listed(**query: str) -> list[str]:
        return [row["task_id"] for row in dashscope.list(**query).json()["data"]]

    moment = since.astimezone(EAST).strftime("%Y%m%d%H%M%S")
    before = (since - SECOND).astimezone(EAST).strftime("%Y%m%d%H%M%S")
    assert listed() == [late, early]
    assert listed(status="SUCCEEDED") == [early]
    assert listed(status="PENDING") == [late]
    assert listed(model_name="pixverse/pixverse-v6-t2v") == [late]
    assert listed(start_time=moment) == [late]
    assert listed(end_time=before) == [early]
    assert listed(end_time=moment) == [late, early], "bounds are included"
    assert listed(start_time=moment, end_time=before) == []


def test_a_list_has_the_times_of_the_life(dashscope: DashScope) -> None:
    created = int(dashscope.clock.now().timestamp() * 1000)
    cancelled = dashscope.create()
    dashscope.create()
    dashscope.cancel(cancelled)
    dashscope.clock.advance(61)
    done, ended = dashscope.list().json()["data"]
    assert [done[name] - created for name in ("gmt_create", "start_time", "end_time")] == [0, 30_000, 60_000]
    assert (ended["gmt_create"], ended["end_time"]) == (created, created)
    assert "start_time" not in ended, "it was never begun"


def test_a_list_leaves_forgotten_tasks_out(dashscope: DashScope, acme: Acme) -> None:
    dashscope.create()
    acme.create()
    dashscope.clock.advance(7200)
    assert len(dashscope.list().json()["data"]) == 1
    assert acme.list().json() == {"found": {"clips": [], "count": 0}}
    dashscope.clock.advance(86400)
    assert dashscope.list().json()["data"] == []


def test_the_other_list_has_another_shape(acme: Acme) -> None:
    task = acme.create()
    acme.create({"engine": "slow", "minutes": 1})
    born = acme.clock.now().strftime("%Y-%m-%d")
    assert acme.list(engine="quick", state="5", n="1").json() == {
        "found": {"clips": [{"clip": {"id": task, "state": 5}, "born": born}], "count": 1}
    }
