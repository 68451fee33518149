"""Replaying: answers in their order, the body in the match, and one call too many."""

import asyncio
import base64
import gzip
import json
from pathlib import Path
from threading import Thread
from typing import cast

import httpx
import pytest

from callsheet_clients.dashscope import AsyncDashScope, DashScope, pixverse_t2v
from callsheet_contracts.cassettes import Mode, NoCassette, NotRecorded, PlayedOut, Unplayed, cassette
from callsheet_contracts.recordings import Unreadable
from callsheet_contracts.simulator.clock import EPOCH
from cassettes.scenes import BODY, CREATED, POLL, SUBMIT, interaction, life, opened, tape, told
from support.catalog import real


def state(response: httpx.Response) -> object:
    return cast("dict[str, dict[str, object]]", response.json())["output"]["task_status"]


def looks(file: Path, count: int) -> list[object]:
    with cassette(file, mode="none", catalog=real()), opened() as client:
        return [state(client.get(POLL)) for _ in range(count)]


def test_answers_come_in_their_order_and_the_last_one_stays_where_the_task_has_ended(tmp_path: Path) -> None:
    file = life(tmp_path / "a.yaml", "PENDING", "RUNNING", "SUCCEEDED")
    assert looks(file, 5) == ["PENDING", "RUNNING", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]


@pytest.mark.parametrize("end", ["SUCCEEDED", "FAILED", "CANCELED", "UNKNOWN"])
def test_every_end_of_the_spec_stays(tmp_path: Path, end: str) -> None:
    assert looks(life(tmp_path / "a.yaml", end), 3) == [end] * 3


@pytest.mark.parametrize("last", ["PENDING", "RUNNING"])
def test_one_look_too_many_at_a_task_that_goes_on_is_an_error_with_a_reason(tmp_path: Path, last: str) -> None:
    with pytest.raises(PlayedOut) as caught:
        looks(life(tmp_path / "a.yaml", last, last), 3)
    assert str(tmp_path / "a.yaml") in str(caught.value)
    assert caught.value.call == f"GET {POLL}"
    assert f"the task was {last} last, and that is no end" in caught.value.why
    assert "2 times" in str(caught.value)


def test_a_second_submit_is_no_replay_of_the_first(tmp_path: Path) -> None:
    file = life(tmp_path / "a.yaml", "SUCCEEDED")
    with cassette(file, mode="none", catalog=real()), opened() as client:
        client.post(SUBMIT, json=BODY)
        with pytest.raises(PlayedOut, match="a submit is not known to be answered alike again"):
            client.post(SUBMIT, json=BODY)


def test_a_look_that_was_refused_tells_no_end(tmp_path: Path) -> None:
    refused = {"code": "Throttling", "message": "Requests throttling triggered.", "request_id": "r"}
    file = tape(tmp_path / "a.yaml", interaction("GET", POLL, refused, status=429))
    with pytest.raises(PlayedOut, match="refused with Throttling"):
        looks_raw(file, 2)


def looks_raw(file: Path, count: int) -> list[int]:
    with cassette(file, mode="none", catalog=real()), opened() as client:
        return [client.get(POLL).status_code for _ in range(count)]


def test_a_call_that_no_page_names_is_not_answered_again(tmp_path: Path) -> None:
    file = tape(tmp_path / "a.yaml", interaction("GET", "https://elsewhere.test/x", {"a": 1}))
    with cassette(file, mode="none", catalog=real()), opened() as client:
        client.get("https://elsewhere.test/x")
        with pytest.raises(PlayedOut, match="no page names this call"):
            client.get("https://elsewhere.test/x")


# What is the same call.


def other_body(**parameters: object) -> dict[str, object]:
    return {**BODY, "parameters": {**cast("dict[str, object]", BODY["parameters"]), **parameters}}


def test_another_body_is_another_call_and_the_error_names_the_place(tmp_path: Path) -> None:
    file = life(tmp_path / "a.yaml", "SUCCEEDED")
    with cassette(file, mode="none"), opened() as client, pytest.raises(NotRecorded) as caught:
        client.post(SUBMIT, json=other_body(duration=999))
    assert "the nearest is #1" in str(caught.value)
    assert "/parameters/duration is 999, and 5 was recorded" in caught.value.nearest


@pytest.mark.parametrize(
    ("method", "url", "body", "words"),
    [
        ("GET", f"{POLL}2", None, "the address is"),
        ("GET", f"{POLL}?page=2", None, "?page is 2, and left out was recorded"),
        ("POST", POLL, None, "the method is POST, and GET was recorded"),
        ("POST", SUBMIT, b"\x00\xff", "the body differs"),
    ],
)
def test_the_nearest_call_is_named_with_what_differs(
    tmp_path: Path, method: str, url: str, body: bytes | None, words: str
) -> None:
    file = life(tmp_path / "a.yaml", "SUCCEEDED")
    with cassette(file, mode="none"), opened() as client, pytest.raises(NotRecorded) as caught:
        client.request(method, url, content=body)
    assert words in caught.value.nearest


def test_of_an_empty_cassette_nothing_is_near(tmp_path: Path) -> None:
    file = tape(tmp_path / "a.yaml")
    refused = pytest.raises(NotRecorded, match="nothing was recorded in it")
    with cassette(file, mode="none"), opened() as client, refused:
        client.get(POLL)


def test_the_same_json_may_be_written_otherwise(tmp_path: Path) -> None:
    file = life(tmp_path / "a.yaml", "SUCCEEDED")
    turned = json.dumps(dict(reversed(BODY.items())), indent=3)
    with cassette(file, mode="none"), opened() as client:
        assert client.post(SUBMIT, content=turned).json() == CREATED


def test_the_order_of_a_query_and_of_a_form_is_no_difference(tmp_path: Path) -> None:
    form = interaction(
        "POST",
        "https://a.test:443/?b=2&a=1",
        {"x": 1},
        body="k=1&j=2",
        content_type="application/x-www-form-urlencoded",
    )
    with cassette(tape(tmp_path / "a.yaml", form), mode="none"), opened() as client:
        assert client.post("https://a.test/?a=1&b=2", data={"j": "2", "k": "1"}).json() == {"x": 1}


def test_a_form_with_files_is_found_whatever_its_boundary_is(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    answer = httpx.MockTransport(lambda _: httpx.Response(200, json={"fine": True}))
    upload = "https://app-api.pixverse.ai/openapi/v2/image/upload"
    with (
        cassette(file, patching=False, through=answer, catalog=real()) as tape_,
        httpx.Client(transport=tape_.transport) as client,
    ):
        client.post(upload, files={"image": ("a.png", b"\x89PNG\r\n", "image/png")})
    with cassette(file, mode="none"), opened() as client:
        assert client.post(upload, files={"image": ("a.png", b"\x89PNG\r\n", "image/png")}).json() == {"fine": True}
        with pytest.raises(NotRecorded):
            client.post(upload, files={"image": ("a.png", b"\x89PNG\r\nother", "image/png")})


def test_what_was_blacked_out_is_whatever_it_is_now(tmp_path: Path) -> None:
    body = {"image": "https://store.test/a.png?Expires=9&Signature=REDACTED-1"}
    file = tape(tmp_path / "a.yaml", interaction("POST", "https://a.test/?Signature=REDACTED-1", {"x": 1}, body=body))
    now = {"image": "https://store.test/a.png?Expires=9&Signature=0rXm1Zb4kPq8Wv2s"}
    with cassette(file, mode="none"), opened() as client:
        assert client.post("https://a.test/?Signature=zzz", json=now).json() == {"x": 1}
        with pytest.raises(NotRecorded):
            client.post("https://a.test/?Signature=zzz", json={"image": now["image"].replace("9", "8")})


# Ways into it.


def test_awaiting_clients_are_answered_too_and_each_call_once(tmp_path: Path) -> None:
    file = life(tmp_path / "a.yaml", "PENDING", "RUNNING", "SUCCEEDED")

    async def all_at_once() -> list[object]:
        async with httpx.AsyncClient(verify=False, trust_env=False) as client:
            return [state(one) for one in await asyncio.gather(*(client.get(POLL) for _ in range(3)))]

    with cassette(file, mode="none"):
        assert asyncio.run(all_at_once()) == ["PENDING", "RUNNING", "SUCCEEDED"]


def test_a_transport_needs_no_patch(tmp_path: Path) -> None:
    before = httpx.HTTPTransport.handle_request
    file = life(tmp_path / "a.yaml", "SUCCEEDED")
    with cassette(file, mode="none", patching=False) as used:
        assert httpx.HTTPTransport.handle_request is before
        with httpx.Client(transport=used.transport) as client:
            assert state(client.get(POLL)) == "SUCCEEDED"


def test_threads_share_a_cassette(tmp_path: Path) -> None:
    file = life(tmp_path / "a.yaml", *["PENDING"] * 40)
    seen: list[object] = []
    with cassette(file, mode="none", patching=False) as used:

        def look() -> None:
            with httpx.Client(transport=used.transport) as client:
                seen.extend(state(client.get(POLL)) for _ in range(10))

        threads = [Thread(target=look) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len(seen) == 40
        assert [one.index for one in used.unplayed] == [1]


def test_what_was_not_made_is_told(tmp_path: Path) -> None:
    file = life(tmp_path / "a.yaml", "PENDING", "SUCCEEDED")
    with cassette(file, mode="none") as used, opened() as client:
        client.get(POLL)
    assert [one.index for one in used.unplayed] == [1, 3]
    told_so = pytest.raises(Unplayed, match="2 recorded calls were not made: #1 POST")
    with told_so, cassette(file, mode="none", all_played=True), opened() as client:
        client.get(POLL)


def test_an_error_of_the_test_itself_is_not_hidden_by_what_it_did_not_play(tmp_path: Path) -> None:
    file = life(tmp_path / "a.yaml", "PENDING")
    with pytest.raises(ZeroDivisionError), cassette(file, mode="none", all_played=True):
        raise ZeroDivisionError


def test_every_layout_that_is_read_is_played(tmp_path: Path) -> None:
    ruby: dict[str, object] = {
        "http_interactions": [
            {
                "request": {"method": "get", "uri": POLL, "headers": {}, "body": {"string": ""}},
                "response": {"status": {"code": "200"}, "headers": {}, "body": {"string": json.dumps(told("FAILED"))}},
            }
        ]
    }
    har: dict[str, object] = {
        "log": {
            "version": "1.2",
            "entries": [
                {
                    "startedDateTime": "2026-03-20T12:00:00Z",
                    "request": {"method": "GET", "url": POLL, "headers": list[object]()},
                    "response": {
                        "status": 200,
                        "headers": list[object](),
                        "content": {"text": json.dumps(told("FAILED"))},
                    },
                }
            ],
        }
    }
    for document in (ruby, har):
        file = tmp_path / "a.json"
        file.write_text(json.dumps(document), "utf-8")
        assert looks(file, 2) == ["FAILED", "FAILED"]


def test_a_packed_answer_is_played_as_it_was_before(tmp_path: Path) -> None:
    one = interaction("GET", POLL, {})
    response = cast("dict[str, object]", one["response"])
    response["headers"] = {"Content-Encoding": ["gzip"], "Content-Length": ["999"]}
    response["body"] = {"base64_string": base64.b64encode(gzip.compress(b'{"a": 1}')).decode()}
    with cassette(tape(tmp_path / "a.yaml", one), mode="none"), opened() as client:
        assert client.get(POLL).json() == {"a": 1}


# What is no cassette.


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoCassette, match=r"a\.yaml is not there"), cassette(tmp_path / "a.yaml", mode="none"):
        pass


@pytest.mark.parametrize("text", ["", "a: 1", "interactions: 5", "!!python/object/apply:os.system [x]"])
def test_what_is_no_recording_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    with pytest.raises(Unreadable), cassette(tmp_path / "a.yaml", mode="none"):
        pass


def test_an_unknown_mode_is_refused(tmp_path: Path) -> None:
    mode = cast("Mode", "new_episodes")
    with pytest.raises(ValueError, match="there is no mode 'new_episodes'"), cassette(tmp_path / "a.yaml", mode=mode):
        pass


def run_of_ten_minutes(path: Path) -> Path:
    done = interaction("GET", POLL, told("SUCCEEDED", video_url="https://media.example/x.mp4"))
    running = interaction("GET", POLL, told("RUNNING"))
    return tape(path, interaction("POST", SUBMIT, CREATED, body=BODY), *[running] * 40, done)


REQUEST = pixverse_t2v.Request(model="pixverse/pixverse-c1-t2v", prompt="A raccoon.", size="1280*720", duration=5)


def test_a_client_waits_for_nothing_on_the_clock_of_a_cassette(tmp_path: Path) -> None:
    file = run_of_ten_minutes(tmp_path / "a.yaml")
    with cassette(file, mode="none", all_played=True) as used, DashScope(key="any-key", clock=used.clock) as client:
        assert client.pixverse_t2v.run(REQUEST).video_url == "https://media.example/x.mp4"
    assert used.clock.now() - EPOCH.timestamp() == pytest.approx(600)


def test_nor_does_an_awaiting_one(tmp_path: Path) -> None:
    file = run_of_ten_minutes(tmp_path / "a.yaml")

    async def run() -> str | None:
        with cassette(file, mode="none", all_played=True) as used:
            async with AsyncDashScope(key="any-key", clock=used.async_clock) as client:
                return (await client.pixverse_t2v.run(REQUEST)).video_url

    assert asyncio.run(run()) == "https://media.example/x.mp4"
