"""Recording: readable, without secrets, whole or not at all, and nothing left patched; vcrpy plays what is written."""

import asyncio
import base64
import gzip
import json
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import vcr  # type: ignore[import-untyped] # pyright: ignore[reportMissingTypeStubs] -- it has no types
import yaml
from vcr.serialize import deserialize  # type: ignore[import-untyped] # pyright: ignore -- it has no types
from vcr.serializers import yamlserializer  # type: ignore[import-untyped] # pyright: ignore -- it has no types

from callsheet_contracts.cassettes import Cassette, HoldsSecret, NothingRecorded, cassette, using, writing
from callsheet_contracts.cassettes.writing import as_yaml, readable
from callsheet_contracts.conformance import conform
from callsheet_contracts.recordings import read
from cassettes.scenes import BODY, HEADERS, KEY, POLL, SUBMIT, Answer, Ticking, interaction, opened, service, tape
from support.catalog import real

PATCHED = httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request


def is_patched() -> bool:
    return (httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request) != PATCHED


def recorded(
    file: Path,
    *states: str,
    packed: bool = False,
    answer: Answer | None = None,
    secret: str = "",
    patching: bool = False,
) -> str:
    """Record a submit and some polls."""
    through = service(*states, packed=packed, answer=answer)
    known = [secret] if secret else []
    with (
        cassette(
            file, mode="rewrite", patching=patching, catalog=real(), through=through, clock=Ticking(), secrets=known
        ) as used,
        httpx.Client(transport=used.transport, headers=HEADERS) as client,
    ):
        client.post(SUBMIT, json=BODY)
        for _ in states or [""] * (answer is not None):
            client.get(POLL, headers={"Accept": "*/*"})
    return file.read_text("utf-8")


def interactions(text: str) -> list[dict[str, dict[str, object]]]:
    return cast("list[dict[str, dict[str, object]]]", yaml.safe_load(text)["interactions"])


def test_only_headers_of_the_list_are_kept(tmp_path: Path) -> None:
    text = recorded(tmp_path / "a.yaml", "RUNNING", "SUCCEEDED")
    first = interactions(text)[0]
    assert first["request"]["headers"] == {
        "authorization": ["Bearer REDACTED"],
        "x-dashscope-async": ["enable"],
        "content-type": ["application/json"],
    }
    assert first["response"]["headers"] == {"content-type": ["application/json"]}
    for gone in (KEY, "session", "X-Vendor", "user-agent"):
        assert gone.lower() not in text.lower()


def test_packed_answers_are_written_open(tmp_path: Path) -> None:
    plain, packed = recorded(tmp_path / "a.yaml", "SUCCEEDED"), recorded(tmp_path / "b.yaml", "SUCCEEDED", packed=True)
    assert packed == plain
    assert '"task_status": "SUCCEEDED"' in plain
    assert "!!binary" not in plain


def test_the_client_gets_what_came(tmp_path: Path) -> None:
    through = service("SUCCEEDED", packed=True)
    with cassette(tmp_path / "a.yaml", patching=False, catalog=real(), through=through) as used:
        with httpx.Client(transport=used.transport) as client:
            answer = client.get(POLL)
        assert answer.json()["output"]["task_status"] == "SUCCEEDED"
        assert answer.headers["x-vendor"] == "1"
        assert used.recording
        assert len(used.exchanges) == 1
        assert used.unplayed == ()


def test_the_same_calls_make_the_same_bytes_and_time_is_kept(tmp_path: Path) -> None:
    one, two = (recorded(tmp_path / name, "PENDING", "SUCCEEDED") for name in ("a.yaml", "b.yaml"))
    assert one == two
    times = [exchange.when for exchange in read(one.encode(), "a").exchanges]
    assert [time - cast("float", times[0]) for time in times if time is not None] == [0, 1, 2]
    assert all(exchange.exact for exchange in read(one.encode(), "a").exchanges)


def test_a_hurried_poll_is_seen_in_what_was_recorded(tmp_path: Path) -> None:
    text = recorded(tmp_path / "a.yaml", "RUNNING", "SUCCEEDED")
    report = conform(real(), [read(text.encode(), "a.yaml")])
    assert "polled-too-fast" in {one.code for one in report.findings}


# Ways in.


def test_patched_clients_are_recorded_and_then_played(tmp_path: Path) -> None:
    file, calls = tmp_path / "a.yaml", 0

    def transport(_: httpx.HTTPTransport, __: httpx.Request) -> httpx.Response:
        nonlocal calls
        calls += 1
        return httpx.Response(200, json={"output": {"task_id": "t-1", "task_status": "SUCCEEDED"}})

    async def awaiting(_: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        return transport(cast("httpx.HTTPTransport", None), request)

    async def ask() -> int:
        async with httpx.AsyncClient(verify=False, trust_env=False) as client:
            return (await client.get(f"{POLL}0")).status_code

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx.HTTPTransport, "handle_request", transport)
        patch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", awaiting)
        for _ in range(2):
            with cassette(file, mode="once", catalog=real()), opened() as client:
                assert client.get(POLL).status_code == 200
                assert asyncio.run(ask()) == 200
            assert httpx.HTTPTransport.handle_request is transport
    assert calls == 2
    assert [one["request"]["uri"] for one in interactions(file.read_text("utf-8"))] == [POLL, f"{POLL}0"]


def test_an_awaiting_client_is_recorded(tmp_path: Path) -> None:
    async def record(used: Cassette) -> None:
        async with httpx.AsyncClient(transport=used.transport) as client:
            await client.get(POLL)

    file = tmp_path / "a.yaml"
    through = cast("httpx.AsyncBaseTransport", service("SUCCEEDED"))
    with cassette(file, patching=False, catalog=real(), through=through) as used:
        asyncio.run(record(used))
    assert len(interactions(file.read_text("utf-8"))) == 1


class OnlyBlocks(httpx.BaseTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, request=request)


def test_a_transport_of_the_other_kind_is_told_from_one(tmp_path: Path) -> None:
    async def ask(used: Cassette) -> None:
        async with httpx.AsyncClient(transport=used.transport) as client:
            await client.get(POLL)

    with (
        pytest.raises(TypeError, match="a transport that blocks"),
        cassette(tmp_path / "a.yaml", patching=False, catalog=real(), through=OnlyBlocks()) as used,
    ):
        asyncio.run(ask(used))


def test_what_gets_no_answer_is_not_kept(tmp_path: Path) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody is there", request=request)

    file = tape(tmp_path / "a.yaml", interaction("GET", POLL, {}))
    before = file.read_bytes()
    through = httpx.MockTransport(refuse)
    with pytest.raises(NothingRecorded, match="no call was answered"):
        refused(file, through)
    assert file.read_bytes() == before


def refused(file: Path, through: httpx.BaseTransport) -> None:
    with (
        cassette(file, mode="rewrite", patching=False, catalog=real(), through=through) as used,
        httpx.Client(transport=used.transport) as client,
        suppress(httpx.ConnectError),
    ):
        client.get(POLL)


# Whole or not at all.


def test_a_save_that_fails_leaves_nothing_patched_and_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tape(tmp_path / "a.yaml", interaction("GET", POLL, {}))
    before = file.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="No space"):
        recorded(file, "SUCCEEDED", patching=True)
    assert not is_patched()
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("mode", ["none", "rewrite"])
def test_an_error_in_the_block_leaves_nothing_patched(tmp_path: Path, mode: using.Mode) -> None:
    file = tape(tmp_path / "a.yaml", interaction("GET", POLL, {}))

    def fail() -> None:
        with cassette(file, mode=mode, catalog=real()):
            assert is_patched()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not is_patched()


def test_what_was_recorded_before_an_error_is_kept_beside(tmp_path: Path) -> None:
    file, through = tmp_path / "a.yaml", service("SUCCEEDED")

    def fail() -> None:
        with (
            cassette(file, patching=False, catalog=real(), through=through) as used,
            httpx.Client(transport=used.transport) as client,
        ):
            client.post(SUBMIT, json=BODY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        fail()
    assert not file.exists()
    partial = tmp_path / "a.partial.yaml"
    assert len(interactions(partial.read_text("utf-8"))) == 1
    assert str(partial) in caught.value.__notes__[0]


def test_a_cassette_that_is_there_is_not_recorded_again(tmp_path: Path) -> None:
    file = tape(tmp_path / "a.yaml", interaction("GET", POLL, {}))
    before = file.read_bytes()
    with cassette(file, mode="once", catalog=real()) as used, opened() as client:
        assert client.get(POLL).json() == {}
        assert not used.recording
    assert file.read_bytes() == before


def test_folders_are_made_and_files_are_for_everybody(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "a.yaml"
    recorded(file, "SUCCEEDED")
    assert file.stat().st_mode & 0o777 == 0o644


# Secrets.


SIGNED = "https://store.example/x.mp4?Expires=1774000000&OSSAccessKeyId=LTAI5tQf8Zk2bVx9&Signature=0rXm1Zb4kPq8Wv2s%3D"


def test_the_same_secret_gets_the_same_name(tmp_path: Path) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        rows = [{"api_key_id": "key-19283746", "caller_uid": 1234567890123, "task_id": "t-1"}] * 2
        return httpx.Response(200, json={"output": {"video_url": SIGNED, "again": SIGNED}, "data": rows})

    text = recorded(tmp_path / "a.yaml", answer=answer)
    body = json.loads(cast("str", cast("dict[str, object]", interactions(text)[1]["response"]["body"])["string"]))
    first, second = body["output"]["video_url"], body["output"]["again"]
    assert first == second
    assert first.startswith("https://store.example/x.mp4?Expires=1774000000&OSSAccessKeyId=REDACTED-")
    assert body["data"][0] == body["data"][1]
    assert body["data"][0]["api_key_id"].startswith("REDACTED-")
    assert isinstance(body["data"][0]["caller_uid"], int)
    assert body["data"][0]["task_id"] == "t-1"
    assert "1234567890123" not in text


def test_a_key_that_an_answer_quotes_is_blacked_out(tmp_path: Path) -> None:
    text = recorded(tmp_path / "a.yaml", answer=lambda _: httpx.Response(200, json={"message": f"{KEY} is too old"}))
    assert "REDACTED is too old" in text


def test_fresh_values_are_numbered_and_one_that_is_used_again_is_seen(tmp_path: Path) -> None:
    url, file = "https://app-api.pixverse.ai/openapi/v2/account/balance", tmp_path / "a.yaml"
    through = httpx.MockTransport(lambda _: httpx.Response(200, json={}))
    with (
        cassette(file, patching=False, catalog=real(), through=through) as used,
        httpx.Client(transport=used.transport) as client,
    ):
        for trace in ("a", "b", "a"):
            client.get(url, headers={"Ai-trace-id": trace})
    traces = [
        cast("dict[str, list[str]]", one["request"]["headers"])["ai-trace-id"][0][-1]
        for one in interactions(file.read_text("utf-8"))
    ]
    assert traces == ["1", "2", "1"]


@pytest.mark.parametrize(
    "answer",
    [
        {"hint": base64.b64encode(gzip.compress(json.dumps({"key": "AKIAIOSFODNN7ABCDEFG"}).encode())).decode()},
        {"note": json.dumps({"token": "sk-98f2b7c1d4e5a6f70918"})},
    ],
)
def test_a_secret_that_is_not_known_is_found_and_nothing_is_written(tmp_path: Path, answer: object) -> None:
    file = tape(tmp_path / "a.yaml", interaction("GET", POLL, {}))
    before = file.read_bytes()
    with pytest.raises(HoldsSecret) as caught:
        recorded(file, answer=lambda _: httpx.Response(200, json=answer))
    assert caught.value.leaks
    assert "AKIAIOSFODNN7ABCDEFG" not in str(caught.value)
    assert "sk-98f2b7c1d4e5a6f70918" not in str(caught.value)
    assert file.read_bytes() == before


def test_a_secret_that_is_named_is_blacked_out(tmp_path: Path) -> None:
    text = recorded(
        tmp_path / "a.yaml",
        answer=lambda _: httpx.Response(200, json={"a": "hunter2 hunter2"}),
        secret="hunter2 hunter2",
    )
    assert "hunter2" not in text


def test_a_secret_that_is_too_short_cannot_be_looked_for(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="less than 8 characters"),
        cassette(tmp_path / "a.yaml", catalog=real(), secrets=["short"]),
    ):
        pass


# vcrpy.


def test_vcrpy_plays_what_was_recorded(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    recorded(file, "PENDING", "SUCCEEDED", packed=True)
    recorder = vcr.VCR(record_mode=vcr.mode.NONE, match_on=["method", "uri", "body"])
    opening = cast("AbstractContextManager[Any]", recorder.use_cassette(str(file)))  # pyright: ignore[reportUnknownMemberType] -- it has no types
    with opening as played, opened() as client:
        assert client.post(SUBMIT, json=BODY).json()["output"]["task_id"] == "t-1"
        states = [client.get(POLL).json()["output"]["task_status"] for _ in range(2)]
        assert states == ["PENDING", "SUCCEEDED"]
        assert played.all_played
        assert played.get_metadata("origin", None) == "recorded"


def test_vcrpy_reads_the_same_of_every_kind_of_body(tmp_path: Path) -> None:
    bodies = (
        b'{"a": [1, 2.5, "\xe7\x88\xb1"]}',
        b"plain\r\ntext",
        b"\x89PNG\r\n",
        b"",
        b" spaced\n",
        b'{"a": 1, "a": 2}',
    )
    for number, content in enumerate(bodies):
        file = tmp_path / f"{number}.yaml"
        recorded(file, answer=lambda _: httpx.Response(200, content=content))  # noqa: B023 -- called before the next
        played = cast("Any", deserialize(file.read_text("utf-8"), yamlserializer))[1][1]["body"]["string"]
        assert played == content or json.loads(played) == json.loads(content)


def test_it_is_the_same_text_without_libyaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(tmp_path / "a.yaml", "PENDING", "SUCCEEDED")
    exchanges = read((tmp_path / "a.yaml").read_bytes(), "a").exchanges
    said: dict[str, object] = {"origin": "recorded", "note": "爱 # : '\u2028 \x07", "many": "x" * 300}
    fast = as_yaml(exchanges, said)

    class Slow(yaml.SafeDumper):
        yaml_representers = writing.Dumper.yaml_representers
        ignore_aliases = writing.Dumper.ignore_aliases

    monkeypatch.setattr(writing, "Dumper", Slow)
    assert as_yaml(exchanges, said) == fast


# Bodies that can be read.


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (b'{"a":1}', '{"a": 1}'),
        (b'{"a": "\\u7231"}', '{"a": "爱"}'),
        (json.dumps({"a": "x" * 120}).encode(), '{\n  "a": "' + "x" * 120 + '"\n}'),
        # Laid out anew, something would be lost.
        (b'{"a": 1.10}', '{"a": 1.10}'),
        (b'{"a": 1, "a": 2}', '{"a": 1, "a": 2}'),
        (b'{"a": "\\ud83d"}', '{"a": "\\ud83d"}'),
        (b'{"a": 1', '{"a": 1'),
        (b'{"a": 12345678901234567890123}', '{"a": 12345678901234567890123}'),
        (b"\x89PNG", b"\x89PNG"),
        (b"a\r\nb", "a\r\nb"),
        (b"", ""),
    ],
)
def test_bodies_are_written_to_be_read_and_nothing_is_lost(body: bytes, written: str | bytes) -> None:
    assert readable(body) == written
