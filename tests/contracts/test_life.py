"""What polls show of a task, from its creation to the day it is forgotten."""

from datetime import timedelta

import pytest

from callsheet.model.endpoint import Catalog
from contracts.calling import Acme, DashScope, at, paths


def test_a_task_spends_its_time_evenly_on_the_way_to_success(dashscope: DashScope) -> None:
    task = dashscope.create()
    seen = [dashscope.status(task)]
    for seconds in (29, 1, 29, 1, 3600):
        dashscope.clock.advance(seconds)
        seen.append(dashscope.status(task))
    assert seen == ["PENDING", "PENDING", "RUNNING", "RUNNING", "SUCCEEDED", "SUCCEEDED"]


def test_times_are_those_of_the_clock_in_the_providers_zone(dashscope: DashScope) -> None:
    created = dashscope.clock.now()
    task = dashscope.create()
    dashscope.clock.advance(100)
    output = at(dashscope.poll(task).json(), "output")
    east = created + timedelta(hours=8)
    expected = {
        "submit_time": east,
        "scheduled_time": east + timedelta(seconds=30),
        "end_time": east + timedelta(seconds=60),
    }
    for field, when in expected.items():
        assert at(output, field) == when.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def test_fields_stand_only_in_the_states_that_have_them(dashscope: DashScope) -> None:
    task = dashscope.create()
    waiting = set(paths(dashscope.poll(task).json()))
    dashscope.clock.advance(30)
    running = set(paths(dashscope.poll(task).json()))
    assert waiting == {"request_id", "output.submit_time", "output.task_id", "output.task_status"}
    assert running == {*waiting, "output.scheduled_time"}


def test_a_result_repeats_the_request_and_its_facets(dashscope: DashScope) -> None:
    task = dashscope.create(
        {
            "model": "pixverse/pixverse-v6-t2v",
            "input": {"prompt": "Rain."},
            "parameters": {"size": "1776*1184", "duration": 7, "audio": True, "shot_type": "multi"},
        }
    )
    dashscope.clock.advance(60)
    answer = dashscope.poll(task).json()
    assert at(answer, "output.orig_prompt") == "Rain."
    assert at(answer, "usage") == {
        "duration": 7,
        "size": "1776*1184",
        "fps": 24,
        "video_count": 1,
        "audio": True,
        "SR": "1080",
        "shot_type": "multi",
    }


def test_what_a_request_leaves_out_is_repeated_by_its_default(dashscope: DashScope) -> None:
    task = dashscope.create()
    dashscope.clock.advance(60)
    answer = dashscope.poll(task).json()
    assert at(answer, "usage.audio") is False
    assert at(answer, "usage.shot_type") == "single"


def test_the_result_can_be_fetched(dashscope: DashScope) -> None:
    task = dashscope.create()
    dashscope.clock.advance(60)
    url = at(dashscope.poll(task).json(), "output.video_url")
    fetched = dashscope.http.get(str(url))
    assert fetched.status_code == 200
    assert fetched.headers["content-type"] == "video/mp4"
    assert dashscope.last().call == "media"


def test_a_result_is_not_there_before_it_is_made(dashscope: DashScope) -> None:
    task = dashscope.create()
    assert dashscope.http.get(f"/simulated/media/{task}").status_code == 404
    dashscope.clock.advance(60)
    assert dashscope.http.get(f"/simulated/media/{task}").status_code == 200
    assert dashscope.http.get("/simulated/media/another").status_code == 404


def test_a_result_goes_when_its_time_is_over(acme: Acme) -> None:
    task = acme.create()
    acme.clock.advance(60 + 3599)
    assert acme.http.get(f"/simulated/media/{task}").status_code == 200
    acme.clock.advance(1)
    assert acme.http.get(f"/simulated/media/{task}").status_code == 404


def test_a_task_is_forgotten_after_the_documented_time(dashscope: DashScope) -> None:
    task = dashscope.create()
    dashscope.clock.advance(86399)
    assert dashscope.status(task) == "SUCCEEDED"
    dashscope.clock.advance(1)
    answer = dashscope.poll(task)
    assert answer.status_code == 200
    assert at(answer.json(), "output") == {"task_id": task, "task_status": "UNKNOWN"}


def test_a_task_that_never_was_looks_like_a_forgotten_one(dashscope: DashScope) -> None:
    assert at(dashscope.poll("never-was").json(), "output") == {"task_id": "never-was", "task_status": "UNKNOWN"}


def test_without_a_state_for_it_a_forgotten_task_is_not_found(acme: Acme) -> None:
    task = acme.create()
    acme.clock.advance(7199)
    assert acme.poll(task).status_code == 200
    acme.clock.advance(1)
    for lost in (task, "never-was"):
        answer = acme.poll(lost)
        assert answer.status_code == 404
        assert answer.json() == {"ErrCode": "", "ErrMsg": "There is no such task."}


def test_a_waiting_task_can_be_cancelled(dashscope: DashScope) -> None:
    task = dashscope.create()
    answer = dashscope.cancel(task)
    assert answer.status_code == 200
    assert list(answer.json()) == ["request_id"]
    dashscope.clock.advance(3600)
    assert dashscope.status(task) == "CANCELED"
    dashscope.clock.advance(86400)
    assert dashscope.status(task) == "UNKNOWN"


@pytest.mark.parametrize("seconds", [30, 60, 86400])
def test_a_task_that_went_on_cannot_be_cancelled(dashscope: DashScope, seconds: int) -> None:
    task = dashscope.create()
    dashscope.clock.advance(seconds)
    before = dashscope.status(task)
    answer = dashscope.cancel(task)
    assert answer.status_code == 400
    assert answer.json()["code"] == "UnsupportedOperation"
    assert answer.json()["message"] == "Failed to cancel the task, please confirm if the task is in PENDING status."
    assert dashscope.status(task) == before


def test_a_task_is_cancelled_once(dashscope: DashScope) -> None:
    task = dashscope.create()
    assert [dashscope.cancel(task).status_code for _ in range(2)] == [200, 400]


def test_an_unknown_task_cannot_be_cancelled(dashscope: DashScope, acme: Acme) -> None:
    assert dashscope.cancel("never-was").json()["code"] == "UnsupportedOperation"
    assert acme.cancel("never-was").status_code == 404


def test_the_other_machine_has_other_ways(acme: Acme) -> None:
    first, second = acme.create(), acme.create()
    seen = [acme.status(first)]
    acme.clock.advance(30)
    seen.append(acme.status(first))
    assert acme.cancel(second).status_code == 200, "this provider cancels running tasks too"
    acme.clock.advance(30)
    assert [*seen, acme.status(first)] == [5, 6, 1]
    assert acme.status(second) == 9
    late = acme.cancel(first)
    assert late.status_code == 409
    assert late.json() == {"ErrCode": "", "ErrMsg": "The task is in no state that allows this."}


def test_the_other_result_has_other_fields(acme: Acme) -> None:
    created = acme.clock.now()
    short = acme.create()
    long = acme.create({"engine": "slow", "minutes": 3, "pace": 1.5})
    acme.clock.advance(60)
    born = int(created.timestamp()) * 1000
    origin = acme.simulator.url("acme")
    cover = "https://acme.example/cover.png"
    shared = {"status": 1, "cover": cover, "born": born}
    assert acme.poll(short).json() == {
        "Resp": {**shared, "url": f"{origin}/simulated/media/{short}", "height": 480},
    }
    assert acme.poll(long).json() == {
        "Resp": {
            **shared,
            "url": f"{origin}/simulated/media/{long}",
            "minutes": "3",
            "loud": True,
            "sound": "true",
            "pace": 1.5,
        },
    }


def test_an_optional_field_that_was_not_asked_for_is_left_out(acme: Acme) -> None:
    task = acme.create({"engine": "slow", "minutes": 3})
    acme.clock.advance(60)
    assert "pace" not in acme.poll(task).json()["Resp"]


def test_no_number_is_sent_that_json_does_not_have(acme: Acme) -> None:
    answer = acme.http.post(
        "/clips", content=b'{"engine": "slow", "minutes": 3, "pace": 1e999}', headers={"Api-Key": "k", "X-Trace": "1"}
    )
    acme.clock.advance(60)
    assert "Infinity" not in acme.poll(str(at(answer.json(), "Resp.clip_id"))).text


def test_a_task_is_asked_for_where_it_was_made(acme: Acme, dashscope: DashScope) -> None:
    assert dashscope.status(acme.create()) == "UNKNOWN"


def test_every_state_on_the_way_is_one_of_the_spec(catalog: Catalog, dashscope: DashScope) -> None:
    provider = next(one for one in catalog.providers if one.name == "dashscope")
    machine = provider.tasks[0].protocol.machine
    task = dashscope.create()
    before = machine.start
    for _ in range(7):
        word = str(dashscope.status(task))
        state = machine.state(before)
        assert state is not None
        assert word == before or word in state.next
        before = word
        dashscope.clock.advance(10)
    assert before == "SUCCEEDED"
