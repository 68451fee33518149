import base64
import io
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callsheet_runtime import (
    Body,
    CallFailed,
    CallsheetError,
    Operation,
    ProviderError,
    RequestRefused,
)
from callsheet_runtime.calls import AsyncCalls, Calls
from callsheet_runtime.flows.documents import fill, quoted
from callsheet_runtime.media import FileField, Upload
from callsheet_runtime.protocol import CallEndpoint
from callsheet_runtime.reading import Answer, identifier
from runtime.acme import (
    BUSY,
    CREATED,
    DONE,
    KEY,
    LOOK,
    POKE,
    Clip,
    Say,
    TornSay,
    Wish,
    over_sockets,
    refusal,
)
from runtime.conftest import MakeRig
from support.wire import Answer as Reply
from support.wire import Heard, Reset, Truncate, wire

GOOD: Answer = {"data": {"id": 7}}
FOUND = Say(GOOD)
BOTH = pytest.mark.parametrize("mode", ["sync", "async"])

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LARGE = bytes(range(256)) * 1024
"""More than is read at once, and every byte that there is; line ends, too."""

UPLOAD: CallEndpoint[Wish, Answer] = replace(POKE, name="acme/upload", repeatable=True)
ONCE: CallEndpoint[Wish, Answer] = replace(POKE, name="acme/upload-once")
CHECKED = replace(
    UPLOAD,
    files=(
        FileField(name="image", at="/$files/image", media={"image/png": ("png",)}, most_bytes=1000),
        FileField(name="sound", at="/$files/sound", media={}, most_bytes=10),
    ),
)


@dataclass(frozen=True)
class Field:
    """One field of a form, as it came."""

    value: bytes
    filename: str | None = None
    kind: str | None = None


def form(headers: Mapping[str, str], body: bytes) -> dict[str, Field]:
    """Take a form apart by hand, so that nobody is lenient with it."""
    found = re.fullmatch(r"multipart/form-data; boundary=(\S+)", headers["content-type"])
    assert found
    first, *parts, last = body.split(b"--" + found[1].encode())
    assert (first, last) == (b"", b"--\r\n")
    fields: dict[str, Field] = {}
    for part in parts:
        head, _, value = part.partition(b"\r\n\r\n")
        lines = head.decode().strip().split("\r\n")
        told = dict(line.split(": ", 1) for line in lines)
        named = re.fullmatch(r'form-data; name="([^"]*)"(?:; filename="([^"]*)")?', told.pop("Content-Disposition"))
        assert named
        assert value.endswith(b"\r\n")
        assert named[1] not in fields
        fields[named[1]] = Field(value[:-2], named[2], told.pop("Content-Type", None))
        assert told == {}
    return fields


def form_of(heard: Heard) -> dict[str, Field]:
    assert heard.headers["content-length"] == str(len(heard.body))
    return form(heard.headers, heard.body)


# ── uploads ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@BOTH
def test_a_file_travels_under_its_field_and_name(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "eine Katze 猫.png"
    path.write_bytes(LARGE)
    opened = io.BytesIO(b"0123456789")
    opened.seek(4)
    wish = Wish(
        uploads={
            "image": Upload.of(path),
            "sound": Upload.of(b"la la", name="song.mp3"),
            "rest": Upload.of(opened, name="rest.bin"),
            "told": Upload.of(str(path), name="cat.PNG"),
        }
    )
    with wire(Reply(200, GOOD)) as server:
        assert over_sockets(mode, server.url, UPLOAD, wish) == GOOD
    [heard] = server.heard
    assert (heard.method, heard.path) == ("POST", "/pokes")
    assert form_of(heard) == {
        "image": Field(LARGE, "eine Katze 猫.png", "image/png"),
        "sound": Field(b"la la", "song.mp3", "audio/mpeg"),
        "rest": Field(b"456789", "rest.bin", "application/octet-stream"),
        "told": Field(LARGE, "cat.PNG", "image/png"),
    }
    assert (opened.closed, opened.tell()) == (False, 4)


@BOTH
def test_bytes_without_a_name_are_named_after_what_they_are(mode: str) -> None:
    with wire(Reply(200, GOOD)) as server:
        over_sockets(mode, server.url, UPLOAD, Wish(uploads={"image": Upload.of(PNG)}))
    assert form_of(server.heard[0]) == {"image": Field(PNG, "upload.png", "image/png")}


@BOTH
def test_plain_fields_travel_without_a_file_name(mode: str) -> None:
    plain = {"url": "https://a.test/ü?b=c&d", "count": 2**63 + 1, "fast": True, "slow": False, "rate": 0.5, "no": None}
    for uploads in ({}, {"image": Upload.of(b"pixels", name="cat.png")}):
        with wire(Reply(200, GOOD)) as server:
            over_sockets(mode, server.url, UPLOAD, Wish(document={"$form": plain}, uploads=uploads))
        fields = form_of(server.heard[0])
        assert fields.pop("image", None) == (Field(b"pixels", "cat.png", "image/png") if uploads else None)
        assert fields == {
            "url": Field("https://a.test/ü?b=c&d".encode()),
            "count": Field(b"9223372036854775809"),
            "fast": Field(b"true"),
            "slow": Field(b"false"),
            "rate": Field(b"0.5"),
        }


def test_a_form_without_fields_is_none(rig: MakeRig) -> None:
    here = rig(FOUND)
    here.call(UPLOAD, Wish(document={"$form": {"url": None}, "$files": {}, "a": 1}))
    assert here.wire.seen[0].content == b'{"a":1}'


def test_a_name_cannot_break_out_of_its_line(rig: MakeRig) -> None:
    here = rig(FOUND)
    here.call(UPLOAD, Wish(uploads={"image": Upload.of(b"x", name='a"\r\nX-Evil: b.png')}))
    [request] = here.wire.seen
    assert form(request.headers, request.content) == {"image": Field(b"x", "a%22%0D%0AX-Evil: b.png", "image/png")}


@BOTH
@pytest.mark.parametrize("flaw", [Reply(500, b"oops"), Reply(429, b"slow"), Reset(), Truncate()], ids=str)
def test_a_repeated_upload_sends_all_of_it_again(mode: str, flaw: Reply | Reset | Truncate, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(LARGE)
    with path.open("rb") as opened:
        opened.seek(1000)
        wish = Wish(
            document={"$form": {"note": "x"}},
            uploads={
                "path": Upload.of(path),
                "open": Upload.of(opened, name="b.bin"),
                "bytes": Upload.of(LARGE, name="c.bin"),
            },
        )
        with wire(flaw, flaw, Reply(200, GOOD)) as server:
            assert over_sockets(mode, server.url, UPLOAD, wish) == GOOD
        assert opened.tell() == 1000
    kind = "application/octet-stream"
    assert [form_of(heard) for heard in server.heard] == [
        {
            "note": Field(b"x"),
            "path": Field(LARGE, "a.bin", kind),
            "open": Field(LARGE[1000:], "b.bin", kind),
            "bytes": Field(LARGE, "c.bin", kind),
        }
    ] * 3


@BOTH
@pytest.mark.parametrize("flaw", [Reply(500, b"oops"), Reset(), Truncate()], ids=str)
def test_an_upload_that_may_do_harm_is_sent_once(mode: str, flaw: Reply | Reset | Truncate) -> None:
    wish = Wish(uploads={"image": Upload.of(LARGE, name="a.bin")})
    with wire(flaw, Reply(200, GOOD)) as server, pytest.raises(CallFailed) as caught:
        over_sockets(mode, server.url, ONCE, wish)
    assert server.count("POST") == 1
    error: CallsheetError = caught.value
    assert error.repeatable is None


@BOTH
def test_the_key_is_in_a_header_and_nowhere_else(mode: str) -> None:
    wish = Wish(document={"$form": {"note": "x"}}, uploads={"image": Upload.of(b"pixels", name="cat.png")})
    with wire(Reply(500, b"oops"), Reply(200, GOOD)) as server:
        over_sockets(mode, server.url, UPLOAD, wish)
    assert len(server.heard) == 2
    for heard in server.heard:
        assert KEY.encode() not in heard.body
        assert KEY not in heard.path
        assert [name for name, value in heard.headers.items() if KEY in value] == ["authorization"]
        assert heard.headers["authorization"] == f"Bearer {KEY}"
        assert heard.headers["x-mode"] == "plain"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[BinaryIO]:
    """Keep every stream that an upload opens."""
    streams: list[BinaryIO] = []
    plain = Upload.open

    def watched(self: Upload) -> BinaryIO:
        streams.append(plain(self))
        return streams[-1]

    monkeypatch.setattr(Upload, "open", watched)
    return streams


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ([FOUND], None),
        ([refusal(500), TornSay(), FOUND], None),
        ([refusal(400)], ProviderError),
        ([httpx.ConnectError("no")], CallsheetError),
        ([KeyboardInterrupt()], KeyboardInterrupt),
    ],
    ids=["fine", "repeated", "refused", "not sent", "interrupted"],
)
def test_files_are_closed_when_the_call_is_over(
    rig: MakeRig,
    opened: list[BinaryIO],
    tmp_path: Path,
    script: list[Say | BaseException],
    kind: type[BaseException] | None,
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    theirs = io.BytesIO(PNG)
    wish = Wish(uploads={"image": Upload.of(path), "sound": Upload.of(theirs, name="b.bin")})
    here = rig(*script)
    if kind is None:
        here.call(UPLOAD, wish)
    else:
        with pytest.raises(kind):
            here.call(UPLOAD, wish)
    assert len(opened) == 2 * len(here.wire.seen)
    assert all(stream.closed for stream in opened)
    assert (theirs.closed, theirs.tell()) == (False, 0)


def test_an_open_file_is_sent_from_where_it_stood(rig: MakeRig, tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"junk" + PNG)
    here = rig(refusal(500), FOUND)
    with path.open("rb") as file:
        file.seek(4)
        here.call(CHECKED, Wish(uploads={"image": Upload.of(file)}))
        assert (file.closed, file.tell()) == (False, 4)
    assert [form(one.headers, one.content) for one in here.wire.seen] == [
        {"image": Field(PNG, "upload.png", "image/png")}
    ] * 2


@BOTH
@pytest.mark.parametrize(
    ("field", "source", "rule", "words"),
    [
        ("image", b"GIF89a", "image.media", "taken are image/png"),
        ("image", PNG[:20], "image.media", "damaged or cut short"),
        ("image", PNG + bytes(1000), "image.bytes", "at most are taken"),
        ("image", b"", "image.empty", "the file is empty"),
        ("image", "/no/such/cat.png", "image.unreadable", "there is no such file"),
        ("sound", b"01234567890", "sound.bytes", "11 bytes"),
    ],
    ids=lambda it: str(it)[:20],
)
def test_a_file_that_is_not_what_is_taken_is_refused_before_a_byte_is_sent(
    mode: str, field: str, source: str | bytes, rule: str, words: str
) -> None:
    other = {"image": Upload.of(PNG), "sound": Upload.of(b"la", name="a.mp3")}
    wish = Wish(uploads={**other, field: Upload.of(source, name=None if isinstance(source, str) else "a.bin")})
    with wire(Reply(200, GOOD)) as server:
        with pytest.raises(RequestRefused, match=words) as caught:
            over_sockets(mode, server.url, CHECKED, wish)
        assert server.heard == []
    error = caught.value
    assert [(one.at, one.rule.name, one.level) for one in error.problems] == [(f"/$files/{field}", rule, "error")]
    assert (error.sent, error.billed, error.repeatable) == (False, False, False)


def test_every_file_that_is_wrong_is_named_at_once(rig: MakeRig) -> None:
    here = rig(FOUND)
    wish = Wish(uploads={"image": Upload.of(b"GIF89a", name="a.gif"), "sound": Upload.of(b"", name="b.mp3")})
    for calls in (Calls(here.studio(), CHECKED), AsyncCalls(here.async_studio(), CHECKED)):
        assert [one.at for one in calls.validate(wish)] == ["/$files/image", "/$files/sound"]
    with pytest.raises(RequestRefused) as caught:
        here.call(CHECKED, wish)
    assert [one.rule.name for one in caught.value.problems] == ["image.media", "sound.empty"]
    assert here.wire.seen == []


def test_a_file_that_is_not_given_is_not_looked_for(rig: MakeRig) -> None:
    here = rig(FOUND)
    assert here.call(CHECKED, Wish(document={"$form": {"image_url": "https://a.test/b.png"}})) == GOOD
    assert form(here.wire.seen[0].headers, here.wire.seen[0].content) == {"image_url": Field(b"https://a.test/b.png")}


class Growing(io.BytesIO):
    """A file that is longer, or shorter, than it said when it was asked."""

    def __init__(self, content: bytes, more: int) -> None:
        super().__init__(content)
        self.more = more

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return super().seek(offset, whence) - (self.more if whence == io.SEEK_END else 0)


@BOTH
@pytest.mark.parametrize("more", [3, -3], ids=["longer", "shorter"])
def test_a_file_that_changes_while_it_is_sent_is_an_error_of_ours(mode: str, more: int) -> None:
    """Such as one that is still being written."""
    wish = Wish(uploads={"image": Upload.of(Growing(LARGE, more), name="a.bin")})
    for endpoint in (UPLOAD, ONCE):
        with wire(Reply(200, GOOD)) as server, pytest.raises(CallsheetError):
            over_sockets(mode, server.url, endpoint, wish, timeout=1.0)


class Thief(Say):
    """Takes the file that is called like its body away, and has trouble."""

    def response(self) -> httpx.Response:
        Path(str(self.body)).unlink()
        return httpx.Response(500)


def test_a_file_that_is_gone_at_the_next_try_is_an_error_of_ours(rig: MakeRig, tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    with pytest.raises(CallsheetError):
        rig(Thief(str(path)), FOUND).call(CHECKED, Wish(uploads={"image": Upload.of(path)}))


# ── headers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@BOTH
def test_headers_of_a_request_reach_the_wire(mode: str) -> None:
    headers = {"X-Data": "yes", "X-On": True, "X-Off": False, "X-Id": 2**63 + 1, "X-None": None, "X-Trace-Not": "a b"}
    for endpoint in (LOOK, POKE):
        with wire(Reply(500, b"oops"), Reply(200, GOOD)) as server:
            over_sockets(mode, server.url, replace(endpoint, repeatable=True), Wish(document={"$headers": headers}))
        assert len(server.heard) == 2
        for heard in server.heard:
            sent = {name: value for name, value in heard.headers.items() if name.startswith("x-")}
            del sent["x-trace"]
            assert sent.pop("x-mode", "plain") == "plain"
            assert sent == {
                "x-data": "yes",
                "x-on": "true",
                "x-off": "false",
                "x-id": "9223372036854775809",
                "x-trace-not": "a b",
            }
            assert heard.body == (b"" if endpoint is LOOK else b"{}")


@pytest.mark.parametrize("write", [str, str.lower, str.upper], ids=["as it is", "lower case", "upper case"])
def test_headers_of_a_request_do_not_replace_the_client_s_own_nor_join_them(rig: MakeRig, write: type[str]) -> None:
    """Names of headers know no case: two of one name are one too many, and the provider may take either."""
    evil = {write(name): "evil" for name in ("Authorization", "X-Mode", "X-Trace")}
    for wish in (Wish(document={"$headers": evil}), Wish(document={"$headers": evil, "$form": {"a": "b"}})):
        here = rig(FOUND)
        here.call(POKE, wish)
        [request] = here.wire.seen
        assert request.headers.get_list("authorization") == [f"Bearer {KEY}"]
        assert request.headers.get_list("x-mode") == ["plain"]
        [trace] = request.headers.get_list("x-trace")
        assert uuid.UUID(trace).version == 4


@pytest.mark.parametrize("value", ["猫", "a\r\nX-Evil: b", "\x00"], ids=ascii)
def test_what_no_header_can_carry_is_an_error_of_ours_and_is_not_sent(rig: MakeRig, value: str) -> None:
    wish = Wish(document={"$headers": {"X-Data": value}})
    mode = "sync" if rig().mode == "sync" else "async"
    for endpoint in (LOOK, POKE):
        with wire(Reply(200, GOOD)) as server:
            with pytest.raises(CallsheetError) as caught:
                over_sockets(mode, server.url, endpoint, wish)
            assert server.heard == []
        assert caught.value.sent is False


@dataclass(frozen=True, kw_only=True)
class Marked(Clip):
    """A request of a task that has headers of its own."""

    def body(self) -> Body:
        return {**Clip.body(self), "$headers": {"X-Data": "yes", "X-Mode": "evil"}}


def test_a_task_s_own_headers_travel_with_its_submit_alone(rig: MakeRig) -> None:
    here = rig(refusal(429), CREATED, BUSY, DONE)
    here.run(Marked())
    assert [one.headers.get("x-data") for one in here.wire.seen] == ["yes", "yes", None, None]
    assert [one.headers.get("x-mode") for one in here.wire.seen] == ["async", "async", None, None]
    assert json.loads(here.wire.seen[0].content) == Clip().body()


def test_a_fresh_header_is_new_in_every_call_whatever_its_kind(rig: MakeRig) -> None:
    here = rig(refusal(429), CREATED, BUSY, refusal(500), DONE, refusal(500), FOUND, TornSay(), FOUND, FOUND)
    here.run(Clip())
    here.call(UPLOAD, Wish(uploads={"image": Upload.of(b"pixels", name="cat.png")}))
    here.call(LOOK)
    here.call(POKE)
    traces = [request.headers["x-trace"] for request in here.wire.seen]
    assert len(traces) == 10
    assert len(set(traces)) == 10
    assert all(uuid.UUID(trace).version == 4 for trace in traces)


# ── query and path ───────────────────────────────────────────────────────────────────────────────────────────────────


@BOTH
def test_a_query_is_quoted_and_exact(mode: str) -> None:
    query = {"id": 2**63 + 1, "on": True, "off": False, "q": "a b&c=d#e/é猫%41+", "none": None, "rate": 0.5}
    with wire(Reply(200, GOOD)) as server:
        over_sockets(mode, server.url, LOOK, Wish(document={"$query": query}))
    path, _, written = server.heard[0].path.partition("?")
    assert path == "/things"
    assert dict(httpx.QueryParams(written)) == {
        "id": "9223372036854775809",
        "on": "true",
        "off": "false",
        "q": "a b&c=d#e/é猫%41+",
        "rate": "0.5",
    }
    assert written.count("&") == 4


PATH = replace(LOOK, operation=Operation(method="GET", path="/things/{id}/of/{owner}"))
AWKWARD = {
    "12": "12",
    ".": "%2E",
    "..": "%2E%2E",
    "...": "%2E%2E%2E",
    "a.b": "a.b",
    "../x": "..%2Fx",
    "a/b": "a%2Fb",
    "a?b#c": "a%3Fb%23c",
    "%2e": "%252e",
    "a b": "a%20b",
    "é猫": "%C3%A9%E7%8C%AB",
    "{owner}": "%7Bowner%7D",
    "a:b@c;d,e": "a%3Ab%40c%3Bd%2Ce",
}


@BOTH
def test_a_path_is_quoted_step_by_step(mode: str) -> None:
    with wire(Reply(200, GOOD)) as server:
        for value in AWKWARD:
            over_sockets(mode, server.url, PATH, Wish(document={"$path": {"id": value, "owner": "me"}}))
    assert [heard.path for heard in server.heard] == [f"/things/{written}/of/me" for written in AWKWARD.values()]


def test_an_id_in_a_path_is_exact(rig: MakeRig) -> None:
    here = rig(FOUND)
    for number in (0, 2**53 + 1, 2**63 + 1, 2**64 - 1):
        here.call(PATH, Wish(document={"$path": {"id": number, "owner": True}}))
    assert [one.url.path for one in here.wire.seen] == [
        "/v1/things/0/of/true",
        "/v1/things/9007199254740993/of/true",
        "/v1/things/9223372036854775809/of/true",
        "/v1/things/18446744073709551615/of/true",
    ]


@given(st.text())
@example("..")
@example("a/../b")
@example("%2F")
def test_whatever_stands_in_a_path_stays_one_step_of_it(value: str) -> None:
    filled = fill(Operation(method="GET", path="/x/{id}/y"), {"id": value})
    sent = httpx.URL(f"https://acme.test/v1{filled}").raw_path.decode()
    assert sent == f"/v1/x/{quoted(value)}/y"
    assert unquote(quoted(value), errors="strict") == value
    assert "/" not in quoted(value)
    assert quoted(value) not in {".", ".."}


def test_an_id_is_sent_and_read_exactly(rig: MakeRig) -> None:
    for number in (2**53 + 1, 2**63 + 1, 2**64 - 1):
        here = rig(Say({"data": {"id": number}}))
        answer = here.call(POKE, Wish(document={"id": number, "inside": [{"id": str(number)}]}))
        assert here.wire.seen[0].content == f'{{"id":{number},"inside":[{{"id":"{number}"}}]}}'.encode()
        assert identifier(answer, "data.id") == number
        assert rig(Say({"data": {"id": number}})).submit(Clip()).task == str(number)
    for other in (b"true", b"null", b"1.5", b'""', b"[]", b"{}"):
        assert identifier(json.loads(b'{"id": %s}' % other), "id") is None
    assert identifier({"id": "0007"}, "id") == "0007"


def test_each_part_of_a_document_travels_in_its_place(rig: MakeRig) -> None:
    everywhere = replace(POKE, operation=Operation(method="POST", path="/pokes/{id}"))
    here = rig(FOUND)
    parts: Body = {
        "$headers": {"X-Data": "h"},
        "$query": {"data": "q"},
        "$path": {"id": "p"},
        "data": "b",
        "more": {"$query": "stays"},
    }
    here.call(everywhere, Wish(document=parts))
    [request] = here.wire.seen
    assert str(request.url) == "https://north.acme.test/v1/pokes/p?data=q"
    assert request.headers["x-data"] == "h"
    assert json.loads(request.content) == {"data": "b", "more": {"$query": "stays"}}


def test_a_document_of_another_shape_is_no_crash(rig: MakeRig) -> None:
    here = rig(FOUND)
    here.call(POKE, Wish(document={"$headers": "x", "$query": None, "$path": [], "$form": 5, "$files": True, "a": 1}))
    [request] = here.wire.seen
    assert (str(request.url), request.content) == ("https://north.acme.test/v1/pokes", b'{"a":1}')
