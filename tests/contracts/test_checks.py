"""What is refused, in which order, and in whose words."""

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulator import ManualClock, Simulator
from contracts.calling import ACME_KEY, ASYNC, KEY, SUBMIT, TRACED, Acme, DashScope, at, c1

INVALID = "Required parameter(xxx) missing or invalid, please check the request parameters."


def refusal(answer: httpx.Response) -> tuple[int, object, object]:
    body = answer.json()
    assert sorted(body) == ["code", "message", "request_id"]
    return answer.status_code, body["code"], body["message"]


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": ""}, {"Authorization": "Bearer"}, {"Authorization": "sk-1"}, {"key": "k"}]
)
def test_a_call_without_a_key_is_refused(dashscope: DashScope, headers: dict[str, str]) -> None:
    expected = (401, "InvalidApiKey", "Invalid API-key provided.")
    asynchronous = {"X-DashScope-Async": "enable"}
    assert refusal(dashscope.submit(headers={**headers, **asynchronous})) == expected
    assert refusal(dashscope.poll("any", headers)) == expected
    assert refusal(dashscope.get("/tasks", headers)) == expected
    assert refusal(dashscope.post("/tasks/any/cancel", None, headers)) == expected


def test_only_the_wanted_key_is_taken_where_one_is_wanted(catalog: Catalog) -> None:
    with Simulator(catalog, key="right") as simulator, httpx.Client(trust_env=False) as http:
        url = simulator.url("acme") + "/clips"
        codes = [
            http.get(url, headers={"Api-Key": key}).status_code for key in ("wrong", "right", "right2", "righ", "")
        ]
        assert codes == [401, 200, 401, 401, 401]


def test_a_submit_needs_its_headers(dashscope: DashScope) -> None:
    expected = (403, "AccessDenied", "current user api does not support synchronous calls")
    assert refusal(dashscope.submit(headers=KEY)) == expected
    assert refusal(dashscope.submit(headers={**KEY, "X-DashScope-Async": "disable"})) == expected


def test_a_header_may_be_anything_where_it_is_fresh_each_time(acme: Acme) -> None:
    without = acme.submit(headers=ACME_KEY)
    assert (without.status_code, without.json()["ErrCode"]) == (400, "")
    assert acme.submit(headers={**ACME_KEY, "X-Trace": "whatever"}).status_code == 200


def test_a_header_that_is_only_shown_may_be_left_out_but_not_be_something_else(acme: Acme) -> None:
    traced = {**ACME_KEY, "X-Trace": "1"}
    assert acme.submit(headers=traced).status_code == 200
    assert acme.submit(headers={**traced, "X-Shown": "yes"}).status_code == 200
    assert acme.submit(headers={**traced, "X-Shown": "no"}).status_code == 400


def test_a_poll_refuses_headers(dashscope: DashScope) -> None:
    task = dashscope.create()
    expected = (403, "AccessDenied", "current user api does not support asynchronous calls")
    assert refusal(dashscope.poll(task, ASYNC)) == expected
    assert dashscope.poll(task, KEY).status_code == 200


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"model": NaN}', b"[" * 100_000, b"1" * 5000])
def test_an_unreadable_body_is_refused(dashscope: DashScope, content: bytes) -> None:
    status, code, message = refusal(dashscope.http.post(SUBMIT, content=content, headers=ASYNC))
    assert (status, code) == (400, "InvalidParameter")
    assert message == f"{INVALID} (the body is not JSON)"


def test_a_refused_request_says_what_is_wrong_after_the_providers_words(dashscope: DashScope) -> None:
    status, code, message = refusal(dashscope.submit(c1(duration=16, size="1*1")))
    assert (status, code) == (400, "InvalidParameter")
    assert message == f"{INVALID} (/parameters/duration: duration.range; /parameters/size: size.values)"


def test_a_body_that_is_no_object_is_refused(dashscope: DashScope) -> None:
    assert refusal(dashscope.submit([1])) == (400, "InvalidParameter", f"{INVALID} (/: body.type)")


def test_every_documented_request_gets_its_verdict(catalog: Catalog, dashscope: DashScope) -> None:
    provider = next(one for one in catalog.providers if one.name == "dashscope")
    verdicts: set[bool] = set()
    for endpoint in provider.tasks:
        warnings = {"undocumented", *(rule.name for rule in endpoint.every_rule() if rule.level == "warning")}
        for example in endpoint.requests:
            # What is cut, or null where it may be left out, is accepted, too.
            accepted = {one for one in example.breaks if not one.endswith((".cut", ".null"))} <= warnings
            verdicts.add(accepted)
            assert (dashscope.submit(example.body).status_code == 200) is accepted, example.name
    assert verdicts == {True, False}


def test_a_model_that_nobody_has_is_not_found(dashscope: DashScope, acme: Acme) -> None:
    body = {**c1(), "model": "pixverse/pixverse-c9-t2v"}
    assert refusal(dashscope.submit(body)) == (404, "ModelNotFound", "Model can not be found.")
    # Where no page has words for it, it is one mistake among others, and not a status that nobody documents.
    unknown = acme.submit({"engine": "slowest", "minutes": 3})
    assert (unknown.status_code, unknown.json()) == (422, {"ErrCode": 40000, "ErrMsg": "bad parameters"})


def test_a_missing_model_is_a_mistake_in_the_request(dashscope: DashScope, acme: Acme) -> None:
    body = c1()
    del body["model"]
    assert refusal(dashscope.submit(body)) == (400, "InvalidParameter", f"{INVALID} (/model: model.required)")
    answer = acme.submit({"minutes": 3})
    assert answer.json()["ErrMsg"] == "bad parameters (/engine: model.required)", "what fits best is asked for more"


def test_the_model_picks_the_endpoint_where_they_share_a_path(acme: Acme) -> None:
    crossed = acme.submit({"engine": "slow", "words": "Hello."})
    assert (crossed.status_code, crossed.json()["ErrCode"]) == (422, 40000)
    assert crossed.json()["ErrMsg"] == "bad parameters (/minutes: minutes.required)"
    assert acme.submit({"engine": "quick", "minutes": 3}).json()["ErrMsg"] == "bad parameters (/words: prompt.required)"
    assert acme.submit({"engine": "quicker", "words": "Hello."}).status_code == 200


def test_an_endpoint_without_a_model_has_a_path_of_its_own(acme: Acme) -> None:
    body = {"clip": "https://a.example/1.mp4"}
    answer = acme.post("/open/v2/sharpen", body, ACME_KEY)
    assert answer.status_code == 200
    task = at(answer.json(), "Resp.clip_id")
    assert at(acme.get(f"/open/v2/sharpen/{task}", ACME_KEY).json(), "Resp.again") == task
    assert acme.poll(str(task)).status_code == 404, "a task is polled where its endpoint says"


def test_the_checks_come_in_order(dashscope: DashScope) -> None:
    unknown, broken = {**c1(), "model": "nobody's"}, b"{"
    steps = (
        dashscope.http.post(SUBMIT, content=broken),
        dashscope.http.post(SUBMIT, content=broken, headers=KEY),
        dashscope.http.post(SUBMIT, content=broken, headers=ASYNC),
        dashscope.submit(unknown),
        dashscope.submit(c1(duration=99)),
        dashscope.submit(c1()),
    )
    codes = [step.json().get("code") for step in steps]
    assert codes == ["InvalidApiKey", "AccessDenied", "InvalidParameter", "ModelNotFound", "InvalidParameter", None]


def test_rates_are_not_enforced_unless_asked_for(dashscope: DashScope) -> None:
    assert {dashscope.submit().status_code for _ in range(8)} == {200}


def test_rates_are_enforced_over_a_sliding_second(catalog: Catalog) -> None:
    clock = ManualClock()
    with Simulator(catalog, clock=clock, enforce_rates=True) as simulator, httpx.Client(trust_env=False) as http:
        dashscope = DashScope("dashscope", simulator, clock, http)
        url = simulator.url("dashscope")

        def submit(key: str = "one") -> httpx.Response:
            headers = {"Authorization": f"Bearer {key}", "X-DashScope-Async": "enable"}
            return dashscope.post(url + SUBMIT, c1(), headers)

        assert [submit().status_code for _ in range(6)] == [200] * 5 + [429]
        assert submit("two").status_code == 200, "each key has a rate of its own"
        clock.advance(0.99)
        throttled = refusal(submit())
        assert throttled == (429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later.")
        clock.advance(0.01)
        assert submit().status_code == 200
        polls = [dashscope.get(f"{url}/tasks/any", KEY).status_code for _ in range(21)]
        assert polls == [200] * 20 + [429]
        acme = simulator.url("acme") + "/clips"
        slow = [http.post(acme, json={"engine": "slow", "minutes": 1}, headers=TRACED).status_code for _ in range(3)]
        assert slow == [200, 200, 429], "the other provider has another rate"
        sharpen, body = simulator.url("acme") + "/sharpen", {"clip": "https://a.example/1.mp4"}
        seen: list[int] = []
        for seconds in (0, 9.9, 0.1):
            clock.advance(seconds)
            seen.append(http.post(sharpen, json=body, headers=ACME_KEY).status_code)
        assert seen == [200, 429, 200], "six a minute is one in ten seconds"
        simulator.reset()
        assert http.post(sharpen, json=body, headers=ACME_KEY).status_code == 200


def test_every_answer_has_an_id_of_its_own_in_body_and_header(dashscope: DashScope) -> None:
    task = dashscope.create()
    answers = [
        dashscope.submit(),
        dashscope.submit({}),
        dashscope.submit(headers={}),
        dashscope.poll(task),
        dashscope.poll("never-was"),
        dashscope.list(),
        dashscope.cancel(task),
        dashscope.cancel(task),
        dashscope.http.get("/nowhere"),
    ]
    ids = [answer.json()["request_id"] for answer in answers]
    assert len(set(ids)) == len(answers)
    assert ids == [answer.headers["X-Request-ID"] for answer in answers]


def test_what_is_not_there_is_said_in_the_providers_shape(dashscope: DashScope, acme: Acme) -> None:
    assert refusal(dashscope.http.get("/api/v1/nowhere")) == (404, "", "Not Found")
    assert refusal(dashscope.http.put(SUBMIT)) == (405, "", "Method Not Allowed")
    assert acme.http.get("/nowhere").json() == {"ErrCode": "", "ErrMsg": "Not Found"}
    assert dashscope.simulator.journal.count("dashscope", "other") == 2
