"""The exact wire: what pages show in an answer is there, with the task's own values."""

from typing import Any

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulator import ManualClock, Simulator, TaskFails
from contracts.calling import ASYNC, KEY, SUBMIT, DashScope, c1, real

REAL = real()
PIXAZO = {"Ocp-Apim-Subscription-Key": "k"}
PIXVERSE = {"API-KEY": "k", "Ai-trace-id": "1"}
VIDEO = {"model": "v5", "prompt": "A raccoon.", "aspect_ratio": "16:9", "duration": 5, "quality": "540p"}
GENERATE = "/openapi/v2/video/text/generate"


def calling(provider: str, base: str, **settings: Any) -> tuple[Simulator, httpx.Client]:  # noqa: ANN401 -- as the simulator takes them
    simulator = Simulator(REAL, providers=[provider], by="polls", seed=1, clock=ManualClock(), **settings)
    return simulator, httpx.Client(transport=simulator.transport(provider), base_url=base)


def test_a_submit_is_accepted_under_the_status_that_its_page_shows_and_says_where_to_ask() -> None:
    simulator, http = calling("pixazo", "https://gateway.pixazo.ai")
    path = "/pixverse-c1-text-to-video/v1/pixverse-c1-text-to-video-request"
    created = http.post(path, json={"prompt": "A raccoon."}, headers=PIXAZO)
    told = created.json()
    assert created.status_code == 202
    assert told["request_id"].startswith("pixverse-c1-text-to-video_"), "ids begin with what the page's begin with"
    assert told["polling_url"] == f"https://gateway.pixazo.ai/v2/requests/status/{told['request_id']}"
    states = [http.get(told["polling_url"], headers=PIXAZO).json() for _ in range(4)]
    assert states[-1]["status"] == "COMPLETED"
    assert states[-1]["error"] is None, "what a page shows as null is null"
    simulator.script("pixazo", "submit", TaskFails("Bad Gateway", "Try later."))
    failed = http.post(path, json={"prompt": "A raccoon."}, headers=PIXAZO).json()["request_id"]
    last = [http.get(f"/v2/requests/status/{failed}", headers=PIXAZO).json() for _ in range(4)][-1]
    assert (last["status"], last["error"]) in {("FAILED", "Try later."), ("ERROR", "Try later.")}


def test_an_address_in_an_answer_leads_to_whoever_answered() -> None:
    with Simulator(REAL, providers=["pixazo"], by="polls") as simulator:
        base = simulator.url("pixazo")
        path = "/pixverse-c1-text-to-video/v1/pixverse-c1-text-to-video-request"
        with httpx.Client(base_url=base, trust_env=False) as http:
            told = http.post(path, json={"prompt": "A raccoon."}, headers=PIXAZO).json()
            assert told["polling_url"].startswith(f"{base}/v2/"), "never to the real provider"
            assert http.get(told["polling_url"], headers=PIXAZO).status_code == 200


def test_what_a_page_shows_under_the_name_of_a_parameter_repeats_it() -> None:
    _, http = calling("pixverse", "https://app-api.pixverse.ai")
    task = http.post(GENERATE, json=VIDEO, headers=PIXVERSE).json()["Resp"]["video_id"]
    states = [http.get(f"/openapi/v2/video/result/{task}", headers=PIXVERSE).json()["Resp"] for _ in range(2)]
    assert [one["status"] for one in states] == [5, 1]
    assert "url" not in states[0], "what is there only at the end is not there before"
    assert (states[1]["prompt"], states[1]["negative_prompt"]) == ("A raccoon.", "")


def test_a_row_of_a_list_names_the_call_that_created_the_task(dashscope: DashScope) -> None:
    created = dashscope.submit().json()
    (row,) = dashscope.list().json()["data"]
    assert row["request_id"] == created["request_id"]


@pytest.mark.parametrize("fresh", [True, False])
def test_a_submit_under_an_old_trace_makes_nothing_new_where_that_is_enforced(*, fresh: bool) -> None:
    _, http = calling("pixverse", "https://app-api.pixverse.ai", enforce_fresh=fresh)

    def create(trace: str) -> int:
        answer = http.post(GENERATE, json=VIDEO, headers={**PIXVERSE, "Ai-trace-id": trace})
        return int(answer.json()["Resp"]["video_id"])

    first, again, other = create("1"), create("1"), create("2")
    assert (again == first) is fresh
    assert other not in {first, again}


def test_over_the_rate_is_refused_in_the_providers_words(catalog: Catalog) -> None:
    clock = ManualClock()
    simulator = Simulator(catalog, enforce_rates=True, clock=clock)
    with httpx.Client(transport=simulator.transport("dashscope"), base_url="https://dashscope.aliyuncs.com") as http:
        submits = [http.post(SUBMIT, json=c1(), headers=ASYNC) for _ in range(6)]
        polls = [http.get("/api/v1/tasks/any", headers=KEY) for _ in range(21)]
        assert [one.status_code for one in submits] == [200] * 5 + [429]
        assert [one.status_code for one in polls] == [200] * 20 + [429]
        for refused in (submits[-1], polls[-1]):
            told = refused.json()
            assert told.pop("request_id")
            words = "Requests rate limit exceeded, please try again later."
            assert told == {"code": "Throttling.RateQuota", "message": words}
        clock.advance(1)
        assert http.post(SUBMIT, json=c1(), headers=ASYNC).status_code == 200
