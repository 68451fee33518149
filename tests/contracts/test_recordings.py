import base64
import gzip
import json
import os
import zlib
from pathlib import Path

import httpx
import pytest
import yaml

from callsheet_contracts.recordings import Recording, Unreadable, read
from contracts.taping import Body, har, recorded, tape_of
from support.wire import Answer, wire

SENT = b'{"model": "m"}'
TOLD = b'{"output": {"task_id": "t-1"}}'
GZIPPED = gzip.compress(TOLD, mtime=0)  # with a time in it, the test would have another name in every process


def only(recording: Recording) -> tuple[str, str, bytes, int, bytes]:
    (one,) = recording.exchanges
    assert one.response is not None
    return one.request.method, one.request.url, one.request.body, one.response.status, one.response.body


WANTED = ("POST", "https://a.example/x", SENT, 200, TOLD)

VCRPY = """\
interactions:
- request:
    body: '{"model": "m"}'
    headers:
      Content-Type: [application/json]
      x-several: [a, b]
    method: POST
    uri: https://a.example/x
  response:
    body:
      string: BODY
    headers:
      Date: ['Fri, 20 Mar 2026 12:00:00 GMT']
    status:
      code: 200
      message: OK
version: 1
"""
OLD_VCRPY = """\
version: 1
interactions:
- request:
    method: POST
    uri: https://a.example/x
    body: !!python/unicode '{"model": "m"}'
    headers: {}
  response:
    status_code: 200
    http_version: HTTP/1.1
    headers: {}
    content: !!python/str '{"output": {"task_id": "t-1"}}'
"""
STREAM = """\
interactions:
- request:
    method: POST
    uri: https://a.example/x
    body: !!python/object/new:_io.BytesIO
      state: !!python/tuple
      - !!binary |
        eyJtb2RlbCI6ICJtIn0=
      - 0
      - null
    headers: &id001 {}
  response:
    status: {code: 200, message: OK}
    headers: *id001
    body: {string: '{"output": {"task_id": "t-1"}}'}
version: 1
"""
CASSETTER = """\
version: 1
interactions:
- request:
    method: POST
    uri: https://a.example/x
    headers:
      content-type:
      - application/json
    body:
      type: json
      content:
        model: m
  response:
    status: 200
    headers: {}
    body:
      type: json
      content:
        output:
          task_id: t-1
  recorded_at: 2026-03-20T12:00:00.500000+00:00
"""
RUBY = """\
http_interactions:
- request:
    method: post
    uri: https://a.example/x
    body: {encoding: UTF-8, string: '{"model": "m"}'}
    headers: {Content-Type: [application/json]}
  response:
    status: {code: 200, message: OK}
    headers: {}
    body:
      encoding: ASCII-8BIT
      string: !binary |-
        eyJvdXRwdXQiOiB7InRhc2tfaWQiOiAidC0xIn19
    http_version: '1.1'
  recorded_at: Fri, 20 Mar 2026 12:00:00 GMT
recorded_with: VCR 6.1.0
"""
SCHEMATHESIS = """\
command: 'st run'
recorded_with: 'Schemathesis 4.32.5'
http_interactions:
- id: 'xyz'
  status: 'SUCCESS'
  recorded_at: '2026-03-20T12:00:00.500+00:00'
  checks: []
  request:
    uri: 'https://a.example/x'
    method: 'POST'
    headers:
      Content-Type: ['application/json']
    body: {encoding: 'utf-8', base64_string: 'eyJtb2RlbCI6ICJtIn0='}
  response:
    status: {code: '200', message: 'OK'}
    headers: {}
    body: {encoding: 'utf-8', string: '{"output": {"task_id": "t-1"}}'}
    http_version: '1.1'
"""
ENTRY: Body = {
    "startedDateTime": "2026-03-20T12:00:00.500Z",
    "request": {
        "method": "POST",
        "url": "https://a.example/x",
        "headers": [{"name": "Content-Type", "value": "application/json"}],
        "postData": {"mimeType": "application/json", "text": SENT.decode()},
    },
    "response": {
        "status": 200,
        "headers": [{"name": "Content-Encoding", "value": "gzip"}],
        "content": {"text": base64.b64encode(TOLD).decode(), "encoding": "base64"},
    },
}
HAR = json.dumps({"log": {"version": "1.2", "creator": {}, "entries": [ENTRY]}})
PLAIN = VCRPY.replace("BODY", f"'{TOLD.decode()}'")


@pytest.mark.parametrize(
    ("text", "layout", "told"),
    [
        (PLAIN, "vcrpy", "Date"),
        (json.dumps(yaml.safe_load(PLAIN)), "vcrpy", "Date"),
        (OLD_VCRPY, "vcrpy", "nothing"),
        (STREAM, "vcrpy", "nothing"),
        (CASSETTER, "cassetter", "time"),
        (RUBY, "ruby", "time"),
        (SCHEMATHESIS, "ruby", "time"),
        (HAR, "har", "time"),
        ("\ufeff" + HAR, "har", "time"),
    ],
)
def test_every_layout_is_told_by_its_content(text: str, layout: str, told: str) -> None:
    recording = read(text.encode(), "no-name-that-tells")
    assert recording.layout == layout
    assert only(recording) == WANTED
    (one,) = recording.exchanges
    assert one.exact is (told == "time")
    assert one.when in ({None} if told == "nothing" else {1774008000.0, 1774008000.5})


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", GZIPPED),
        ("x-gzip", GZIPPED),
        ("deflate", zlib.compress(TOLD)),
        ("deflate", zlib.compress(TOLD)[2:-4]),
        ("deflate, gzip", gzip.compress(zlib.compress(TOLD), mtime=0)),
        ("gzip", TOLD),
        ("deflate", TOLD),
        ("br", TOLD),
        ("identity", TOLD),
    ],
)
def test_bodies_are_unpacked_where_they_are_packed(encoding: str, packed: bytes) -> None:
    cassette = yaml.safe_load(VCRPY)
    response = cassette["interactions"][0]["response"]
    response["body"]["string"] = packed
    response["headers"]["Content-Encoding"] = [encoding]
    assert only(read(yaml.dump(cassette).encode(), "a.yaml")) == WANTED


def test_what_is_cut_off_stays_as_it_is() -> None:
    cassette = yaml.safe_load(VCRPY)
    response = cassette["interactions"][0]["response"]
    response["body"]["string"] = gzip.compress(TOLD * 100)[:20]
    response["headers"]["Content-Encoding"] = ["gzip"]
    assert only(read(yaml.dump(cassette).encode(), "a.yaml"))[4].startswith(b"\x1f\x8b")


def test_vcr_over_the_wire(tmp_path: Path) -> None:
    told = Answer(200, gzip.compress(TOLD), {"content-type": "application/json", "content-encoding": "gzip"})
    with (
        wire(told) as served,
        recorded(tmp_path / "a.yaml"),
        httpx.Client(trust_env=False) as http,
    ):
        http.post(f"{served.url}/x", content=SENT)
        http.get(f"{served.url}/y")
    recording = read((tmp_path / "a.yaml").read_bytes(), "a.yaml")
    first, second = recording.exchanges
    assert first.response is not None
    assert (first.request.body, first.response.body) == (SENT, TOLD)
    assert (second.request.method, second.request.body, second.index) == ("GET", b"", 2)


def test_places_are_lines() -> None:
    two = PLAIN.replace("version: 1\n", "") + PLAIN.partition("interactions:\n")[2]
    lines = two.splitlines()
    for index, one in enumerate(read(two.encode(), "a.yaml").exchanges, 1):
        assert one.index == index
        assert lines[one.line - 1].startswith("- request:")
        assert lines[one.request.line - 1].startswith("    body:")
        assert one.response is not None
        assert lines[one.response.line - 1].startswith("    body:")
        assert one.response.line > one.request.line


def test_lines_of_a_har() -> None:
    data = har(tape_of("dashscope"))
    lines = data.decode().splitlines()
    for one in read(data, "a.har").exchanges:
        assert lines[one.line - 1].strip() == "{"
        assert "startedDateTime" in lines[one.line]


def test_what_happened_first_comes_first_where_all_times_are_known() -> None:
    tape = tape_of("dashscope")
    tape.reverse()
    assert [one.index for one in read(har(tape), "a.har").exchanges] == [4, 3, 2, 1]


def test_headers_that_repeat_are_joined_and_names_are_small() -> None:
    assert read(PLAIN.encode(), "a").exchanges[0].request.headers["x-several"] == "a, b"


def test_no_answer() -> None:
    silent = SCHEMATHESIS[: SCHEMATHESIS.index("  response:")] + "  response: null\n"
    assert read(silent.encode(), "a").exchanges[0].response is None
    lost: Body = {"status": 0}
    entry = {**ENTRY, "response": lost}
    assert read(json.dumps({"log": {"entries": [entry]}}).encode(), "a").exchanges[0].response is None


def test_a_form_without_its_text() -> None:
    params = [{"name": "a", "value": "1"}, {"name": "image", "fileName": "x.png", "value": ""}]
    posted = {"mimeType": "multipart/form-data; boundary=zz", "params": params}
    request: Body = {"method": "POST", "url": "https://a.example/x", "postData": posted}
    entry = {**ENTRY, "request": request}
    body = read(json.dumps({"log": {"entries": [entry]}}).encode(), "a").exchanges[0].request.body
    assert b'name="image"; filename="x.png"' in body
    assert body.endswith(b"--zz--\r\n")


# What is refused.


def laughs() -> bytes:
    """Nine lines that stand for a billion values."""
    rows = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return "\n".join([*rows, "interactions: *a8"]).encode()


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "this is empty"),
        (b" \n", 1, "this is empty"),
        (b"interactions:\n- \xff", 2, "this is not UTF-8"),
        (b"root:x:0:0", 1, "its outermost part is no mapping"),
        (b"- a\n- b", 1, "its outermost part is no mapping"),
        (b"openapi: 3.1.0\npaths: {}", 1, "this is YAML with `openapi`, `paths`, and no recording"),
        (b'{"openapi": "3.1.0", "paths": {}}', 1, "this is JSON with `openapi`, `paths`, and no recording"),
        (b'{"log": {"version": "1.2"}}', 1, "and `version` in `log`, and no recording"),
        (b"log: {entries: []}", 1, "this is a HAR written as YAML"),
        (b'{"log":\n {"entries": [{]}}', 2, "this is not JSON"),
        (b'{"interactions": []} more', 1, "this is not JSON: there is more behind the end"),
        (b'{"interactions": [' + b"[" * 100_000, 1, "this is nested too deeply"),
        (b"interactions: " + b"[" * 100_000, 1, "this is nested more than 64 deep"),
        (b"interactions:\n" + b"".join(b" " * n + b"- \n" for n in range(100)), 66, "this is nested more than 64 deep"),
        (b"interactions: [}", 1, "this is not YAML"),
        (b"interactions: []\ninteractions: []", 2, "the key 'interactions' is stated twice"),
        (b"interactions: []\n---\na: b", 2, "a second document begins here"),
        (b"interactions: [*x]", 1, "the alias *x stands for nothing"),
        (b"interactions: &x [*x]", 1, "the alias *x stands for nothing, or for what it is a part of"),
        (laughs(), 5, "aliases make more than 100000 values"),
        (b"a: 1\nb: !!python/object/apply:os.system [ls]", 2, "the tag !!python/object/apply:os.system"),
        (b"a: !!python/object/new:os.system [ls]", 1, "the tag !!python/object/new:os.system"),
        (b"a: !!python/name:os.system ''", 1, "the tag !!python/name:os.system"),
        (b"a: !!python/module:os ''", 1, "the tag !!python/module:os"),
        (b"a: !!python/object/apply:_io.BytesIO [x]", 1, "the tag !!python/object/apply:_io.BytesIO"),
        (b"a: !!timestamp 2026-01-01", 1, "the tag !!timestamp"),
        (b"a: !ruby/object:Set {}", 1, "the tag !ruby/object:Set"),
        (b"a: !!binary 'a'", 1, "these bytes are no base64"),
        (b"? [a]\n: b", 1, "this key is no text"),
        (b"interactions: [1]", 1, "interaction 1 has no request"),
        (b"interactions: [{request: {uri: x}}]", 1, "this request has no method"),
        (b"interactions: [{request: {method: GET, uri: x}, response: {body: x}}]", 1, "this answer has no status"),
        (b'{"log": {"entries": [{}]}}', 1, "entry 1 has no request"),
    ],
    ids=lambda value: value[:30].decode(errors="replace") if isinstance(value, bytes) else "",
)
def test_what_is_refused_says_where_what_and_what_to_do(data: bytes, line: int, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "some.file")
    error = caught.value
    assert words in error.words
    assert error.line == line
    assert len(error.advice) > 10
    assert str(error).startswith(f"some.file:{line}: ")


def test_no_tag_runs_anything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[str] = []
    monkeypatch.setattr(os, "system", ran.append)
    mark = tmp_path / "mark"
    for tag in ("python/object/apply:os.system", "python/object/new:os.system", "python/object:os.system"):
        with pytest.raises(Unreadable):
            read(f"interactions: !!{tag} ['touch {mark}']".encode(), "a")
    assert ran == []
    assert not mark.exists()


def test_words_are_not_taken_for_numbers_or_truth() -> None:
    text = CASSETTER.replace("task_id: t-1", "task_id: 16:9\n          on: yes\n          big: 9223372036854775807")
    told = json.loads(only(read(text.encode(), "a"))[4])
    assert told["output"] == {"task_id": "16:9", "on": "yes", "big": 9223372036854775807}
