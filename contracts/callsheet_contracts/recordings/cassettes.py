"""Cassettes in YAML or JSON, in each of the three layouts that go by that name. Knows neither YAML nor JSON.

Every part is taken for what it looks like, one by one: a status may be a number, or an object with a code as number or
text; a body may be text, bytes, or an object that says how it is written down.
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from typing import cast

from callsheet_contracts.recordings.bodies import as_bytes, unpacked
from callsheet_contracts.recordings.exchanges import Exchange, Layout, Request, Response
from callsheet_contracts.recordings.plain_yaml import Located
from callsheet_contracts.recordings.times import seconds

Wrong = Callable[[int, str], Exception]
"""Makes the error to raise, of a line and words."""


def layout_of(interactions: list[tuple[object, int]], *, ruby: bool) -> Layout:
    """Tell who laid a cassette out, by its first answer."""
    first = _object(interactions[0][0] if interactions else None)
    response = _object(first.get("response"))
    if ruby:
        return "ruby"
    return (
        "cassetter" if isinstance(response.get("status"), int) or "type" in _object(response.get("body")) else "vcrpy"
    )


def exchange(value: object, index: int, line: int, wrong: Wrong) -> Exchange:
    """Read one interaction."""
    one = _object(value)
    sent, came = one.get("request"), one.get("response")
    if not isinstance(sent, Mapping):
        raise wrong(line, f"interaction {index} has no request")
    request = _request(_object(cast("object", sent)), _line(one, "request", line), wrong)
    response = None if came is None else _response(_object(came), _line(one, "response", line), wrong)
    when = seconds(one.get("recorded_at"))
    exact = when is not None
    if when is None and response is not None:
        when = seconds(response.headers.get("date"))
    return Exchange(index, line, request, response, when, exact)


def _request(sent: Mapping[str, object], line: int, wrong: Wrong) -> Request:
    method, url = sent.get("method"), sent.get("uri", sent.get("url"))
    if not isinstance(method, str) or not isinstance(url, str):
        raise wrong(line, "this request has no method, or no address as text at `uri`")
    headers = _headers(sent.get("headers"))
    body = unpacked(_body(sent.get("body"), line, wrong), headers)
    return Request(method.upper(), url, headers, body, line)


def _response(came: Mapping[str, object], line: int, wrong: Wrong) -> Response:
    status = came.get("status", came.get("status_code"))
    code = _object(cast("object", status)).get("code") if isinstance(status, Mapping) else status
    if isinstance(code, str) and code.isdecimal():
        code = int(code)
    if not isinstance(code, int):
        raise wrong(line, "this answer has no status")
    headers = _headers(came.get("headers"))
    body = unpacked(_body(came.get("body", came.get("content")), line, wrong), headers)
    return Response(code, headers, body, line)


def _headers(value: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, written in _object(value).items():
        several = cast("list[object]", written) if isinstance(written, list) else [written]
        found[name.lower()] = ", ".join(_header(one) for one in several)
    return found


def _header(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _body(value: object, line: int, wrong: Wrong) -> bytes:
    match value:
        case None:
            return b""
        case bytes():
            return value
        case str():
            return as_bytes(value)
        case Mapping():
            return _described(_object(cast("object", value)), line, wrong)
        case _:
            # Unquoted in the file, it looked like a number or a word of YAML.
            return json.dumps(value).encode()


def _described(body: Mapping[str, object], line: int, wrong: Wrong) -> bytes:
    """Read a body that says how it is written down."""
    content = body.get("content")
    match body.get("type"):
        case "json":
            return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
        case "binary" if isinstance(content, str):
            return _opened(bytes.fromhex, content, line, wrong)
        case "none" | "text" | "binary":
            return _body(content, line, wrong)
        case _:
            pass
    packed = body.get("base64_string")
    if isinstance(packed, str):
        return _opened(base64.b64decode, packed, line, wrong)
    return _body(body.get("string"), line, wrong)


def _opened(how: Callable[[str], bytes], written: str, line: int, wrong: Wrong) -> bytes:
    try:
        return how(written)
    except (ValueError, binascii.Error) as error:
        raise wrong(line, f"this body is not written as it says: {error}") from error


def _object(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _line(one: Mapping[str, object], key: str, line: int) -> int:
    return one.lines.get(key, line) if isinstance(one, Located) else line
