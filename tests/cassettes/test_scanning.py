"""A secret is found under any layer, and what stands in for one, or only looks like one, is not."""

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.conformance import conform
from callsheet_contracts.conformance.layers import DEEPEST, layers
from callsheet_contracts.conformance.scanning import Leak, scan, values_at
from callsheet_contracts.conformance.secrets import Secrets, declared, is_secret
from callsheet_contracts.recordings import Exchange, Recording, Request, Response, read
from cassettes.scenes import KEY, POLL, interaction, tape, told
from support.catalog import ROOT, real

SIGNED = "https://store.example/x.mp4?Expires=1774000000&OSSAccessKeyId=LTAI5tQf8Zk2bVx9&Signature=0rXm1Zb4kPq8Wv2s%3D"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
Wrap = Callable[[str], bytes]


@cache
def known() -> Secrets:
    return declared(real())


def recording(body: bytes = b"", *, url: str = POLL, headers: dict[str, str] | None = None) -> Recording:
    request = Request("GET", url, headers or {}, b"", 2)
    exchange = Exchange(1, 1, request, Response(200, {}, body, 3), None, exact=False)
    return Recording("a.yaml", "vcrpy", (exchange,))


def leaks(
    body: str | bytes = b"", *, secrets: Secrets | None = None, url: str = POLL, headers: dict[str, str] | None = None
) -> tuple[Leak, ...]:
    content = body.encode() if isinstance(body, str) else body
    return scan(recording(content, url=url, headers=headers), secrets or known())


def in_json(text: str) -> bytes:
    return json.dumps({"a": [{"b": text}]}).encode()


def escaped(text: str) -> bytes:
    return ('{"a": "' + "".join(f"\\u{ord(char):04x}" for char in text) + '"}').encode()


def packed(text: str) -> bytes:
    return in_json(base64.b64encode(gzip.compress(text.encode())).decode())


def in_lines(text: str) -> bytes:
    """As mail has it; with so much around it that the secret is torn apart."""
    return base64.encodebytes(f"{'words and ' * 9}{text}{' words and' * 9}".encode())


WRAPS: dict[str, Wrap] = {
    "as it is": str.encode,
    "in JSON": in_json,
    "in JSON, as numbers of characters": escaped,
    "in JSON in JSON": lambda text: in_json(in_json(text).decode()),
    "in JSON in JSON in JSON": lambda text: in_json(in_json(in_json(text).decode()).decode()),
    "URL-encoded": lambda text: f"next=https%3A%2F%2Fa.test%2F%3Fu%3D{quote(quote(text, safe=''), safe='')}".encode(),
    "gzip": lambda text: gzip.compress(text.encode()),
    "gzip in gzip": lambda text: gzip.compress(gzip.compress(text.encode())),
    "zlib": lambda text: zlib.compress(text.encode()),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 for URLs": lambda text: base64.urlsafe_b64encode(f"爱>>??{text}".encode()).rstrip(b"="),
    "base64 in JSON": lambda text: in_json(base64.b64encode(text.encode()).decode()),
    "base64 in base64": lambda text: base64.b64encode(base64.b64encode(text.encode())),
    "base64 in lines": in_lines,
    "base64 in a path": lambda text: b"https://a.test/some/where/" + base64.urlsafe_b64encode(text.encode()) + b"/x",
    "base64 in a query": lambda text: b"https://a.test/?b=1&state=" + base64.b64encode(text.encode()) + b"&c=2",
    "in a picture in base64": lambda text: in_json(base64.b64encode(b"\x89PNG\xff" + text.encode() + b"\xfe").decode()),
    "an archive in base64 in JSON": packed,
    "a form": lambda text: b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + text.encode() + b"\r\n--x--",
}
SECRETS = {
    "a key": KEY,
    "a bearer": f"Bearer {KEY}",
    "a web token": TOKEN,
    "a cloud's key": "AKIAIOSFODNN7ABCDEFG",
    "a private key": "-----BEGIN RSA PRIVATE KEY-----",
    "a signed address": SIGNED,
}


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_found_under_any_layer(wrap: str, secret: str) -> None:
    found = leaks(WRAPS[wrap](SECRETS[secret]))
    assert found
    assert all((one.index, one.line, one.part, one.where) == (1, 3, "response", "") for one in found)
    assert all(SECRETS[secret] not in str(one) for one in found)


@pytest.mark.parametrize("wrap", WRAPS)
def test_a_known_value_is_found_under_any_layer(wrap: str) -> None:
    value = "not like a key at all"
    assert not leaks(WRAPS[wrap](value))
    assert leaks(WRAPS[wrap](value), secrets=known().knowing([value]))


def test_the_layers_are_told() -> None:
    assert str(leaks(packed(KEY))[0]) == (
        f"#1 response: what looks like a key: sk-…, {len(KEY)} characters, under base64, gzip"
    )


@pytest.mark.parametrize("depth", [1, DEEPEST - 1])
def test_no_depth_that_anybody_uses_hides_it(depth: int) -> None:
    content = KEY.encode()
    for _ in range(depth):
        content = base64.b64encode(content)
    assert leaks(content)


# Where secrets stand.


@pytest.mark.parametrize(
    ("headers", "where"),
    [
        ({"authorization": f"Bearer {KEY}"}, "authorization"),
        ({"authorization": "Basic dXNlcjpwYXNzd29yZA=="}, "authorization"),
        ({"api-key": "0123456789abcdef0123"}, "api-key"),
        ({"ocp-apim-subscription-key": "0123456789abcdef0123"}, "ocp-apim-subscription-key"),
        ({"cookie": "session=0rXm1Zb4kPq8Wv2s"}, "cookie"),
        ({"x-callback": SIGNED}, "x-callback"),
    ],
)
def test_a_secret_header_is_named(headers: dict[str, str], where: str) -> None:
    assert {one.where for one in leaks(headers=headers)} == {where}


def test_an_answers_cookie_is_found() -> None:
    whole = recording(b"{}")
    (exchange,) = whole.exchanges
    answered = replace(exchange, response=Response(200, {"set-cookie": "session=0rXm1Zb4kPq8Wv2s; Path=/"}, b"", 3))
    (found,) = scan(replace(whole, exchanges=(answered,)), known())
    assert (found.part, found.where) == ("response", "set-cookie")


@pytest.mark.parametrize("url", [f"{POLL}?Signature=0rXm1Zb4kPq8Wv2s", f"{POLL}?next={quote(SIGNED, safe='')}"])
def test_a_signed_address_is_found_in_an_address(url: str) -> None:
    assert {one.where for one in leaks(url=url)} == {"url"}


@pytest.mark.parametrize(
    "text", ["Signature=0rXm1Zb4kPq8Wv2s&a=1", "a=1&sig=0rXm1Zb4kPq8Wv2s", "a\nsig=0rXm1Zb4kPq8Wv2s"]
)
def test_a_form_is_like_a_query(text: str) -> None:
    assert leaks(text)


@pytest.mark.parametrize(
    "key", ["OSSAccessKeyId", "ossaccesskeyid", "security-token", "x-oss-credential", "X-Amz-Signature", "access_token"]
)
def test_declared_and_usual_keys_of_addresses_are_known(key: str) -> None:
    assert leaks(json.dumps({"url": f"https://a.test/x?b=1&{key}=0rXm1Zb4kPq8Wv2s"}))


def test_a_field_that_the_spec_names_is_found_in_its_place_only() -> None:
    rows = {"data": [{"api_key_id": "19283746"}, {"api_key_id": 192837465, "task_id": "19283746"}]}
    assert [one.where for one in leaks(json.dumps(rows))] == ["/data/0/api_key_id", "/data/1/api_key_id"]
    assert not leaks(json.dumps({"api_key_id": "19283746"}))
    assert not leaks('{"data": [{"api_key_id": ')


def test_places_are_followed() -> None:
    document = {"a": [{"b": 1, "c": True}, {"b": None}, {"b": {"d": "x"}}], "e": {"b": 2}}
    assert list(values_at(document, ("a", "*", "b"))) == [(("a", "0", "b"), "1")]
    assert list(values_at(document, ("*", "b"))) == [(("e", "b"), "2")]
    assert list(values_at(document, ("a", "2", "b", "d"))) == [(("a", "2", "b", "d"), "x")]
    assert list(values_at(document, ("a", "*", "c"))) == []


# What is none.

FINE = {
    "a word in its place": {"authorization": "Bearer REDACTED", "api-key": "<API-KEY>", "cookie": "filtered"},
    "stars": {"authorization": "Bearer sk-****************", "cookie": "***"},
    "short": {"authorization": "Bearer sk-1"},
}
PROSE = [
    "https://a.test/x?Expires=1774000000&Signature=REDACTED-1",
    "https://a.test/x?Signature=xxx&OSSAccessKeyId=LTAI****************",
    "https://a.test/x?Signature=%3CSIGNATURE%3E",
    "the Signature=of the times",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
    "a bearer of good news",
    "Bearer <YOUR_API_KEY_OF_THE_CONSOLE>",
    "4909100c-7b5a-9f92-bfe5-0123456789ab",
    base64.b64encode(b"a perfectly harmless sentence, at some length").decode(),
    "data:image/png;base64," + base64.b64encode(bytes(range(256))).decode(),
    "下着雨，赛博城市里，一只浣熊在栏杆上行走。",
    "100% sure %zz \\u12 \\",
]


@pytest.mark.parametrize("name", FINE)
def test_what_stands_in_for_a_secret_is_none(name: str) -> None:
    assert leaks(headers=FINE[name]) == ()


@pytest.mark.parametrize("text", PROSE)
def test_prose_and_ids_are_no_secrets(text: str) -> None:
    assert leaks(in_json(text)) == ()


@pytest.mark.parametrize("value", ["", "short", "12345", "0000000000", "REDACTED-17", "Bearer <KEY>"])
def test_what_is_no_secret_at_a_secret_place(value: str) -> None:
    assert not is_secret(value)


@pytest.mark.parametrize("value", ["19283746", KEY, "Bearer abcdefgh-ijkl", "0rXm1Zb4kPq8Wv2s="])
def test_what_is_one(value: str) -> None:
    assert is_secret(value)


# Opening.


def test_a_text_is_opened_once_and_in_all_ways() -> None:
    found = dict(layers('{"a": "b%20c\\u0020d"}'))
    assert {text: set(trail) for text, trail in found.items()} == {
        '{"a": "b%20c\\u0020d"}': set(),
        '{"a": "b c\\u0020d"}': {"URL"},
        '{"a": "b%20c d"}': {"JSON"},
        '{"a": "b c d"}': {"JSON", "URL"},
    }


@pytest.mark.parametrize("content", [b"\x1f\x8bnothing of the kind", b"\x78\x9cnor this", b"\xff\xfe\x00"])
def test_what_cannot_be_opened_is_text(content: bytes) -> None:
    assert [trail for _, trail in layers(content)] == [()]


def test_opening_comes_to_an_end() -> None:
    nested = "x" * 20
    for _ in range(30):
        nested = base64.b64encode(nested.encode()).decode()
        if len(nested) > 50_000:
            break
    assert max(len(trail) for _, trail in layers(nested)) <= DEEPEST


# Verify refuses.


def verified(file: Path, catalog: Catalog) -> list[tuple[str, str]]:
    return [(one.code, str(one.place)) for one in conform(catalog, [read(file.read_bytes(), "a.yaml")]).findings]


def test_verify_refuses_a_recording_with_a_secret_and_says_so_once(tmp_path: Path) -> None:
    done = told("SUCCEEDED", video_url=SIGNED)
    poll = interaction("GET", POLL, done, Authorization="Bearer <KEY>")
    file = tape(tmp_path / "a.yaml", poll, poll, poll)
    found = [one for one in verified(file, real()) if one[0] == "secret-in-recording"]
    assert found == [("secret-in-recording", "a.yaml#1 response")] * 2
    report = conform(real(), [read(file.read_bytes(), "a.yaml")])
    words = [one.words for one in report.findings if one.code == "secret-in-recording"]
    assert any("signed with OSSAccessKeyId" in one and "(and in 2 more)" in one for one in words)
    assert not report.conforms()


def test_a_key_in_its_own_header_is_one_finding(tmp_path: Path) -> None:
    done = told("SUCCEEDED", video_url="https://media.example/x.mp4")
    file = tape(tmp_path / "a.yaml", interaction("GET", POLL, done, Authorization=f"Bearer {KEY}"))
    assert [code for code, _ in verified(file, real())].count("key-in-recording") == 1
    assert "secret-in-recording" not in {code for code, _ in verified(file, real())}


def test_nothing_that_is_kept_here_holds_a_secret() -> None:
    files = sorted((ROOT / "contracts" / "cassettes").rglob("*.yaml"))
    assert len(files) > 200
    for file in files:
        assert scan(read(file.read_bytes(), file.name), known()) == (), file
