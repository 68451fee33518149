"""HAR 1.2, as browsers, proxies and test tools write it. Knows no cassette."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import cast
from urllib.parse import urlencode

from callsheet_contracts.recordings.bodies import as_bytes, unpacked
from callsheet_contracts.recordings.exchanges import Exchange, Request, Response
from callsheet_contracts.recordings.times import seconds

Wrong = Callable[[int, str], Exception]


def exchange(value: object, index: int, line: int, wrong: Wrong) -> Exchange:
    """Read one entry."""
    entry = _object(value)
    sent, came = _object(entry.get("request")), _object(entry.get("response"))
    method, url = sent.get("method"), sent.get("url")
    if not isinstance(method, str) or not isinstance(url, str):
        raise wrong(line, f"entry {index} has no request with a method and a URL")
    headers = _headers(sent.get("headers"))
    request = Request(method.upper(), url, headers, unpacked(_posted(sent, headers, line, wrong), headers), line)
    when = seconds(entry.get("startedDateTime"))
    return Exchange(index, line, request, _response(came, line, wrong), when, when is not None)


def _response(came: Mapping[str, object], line: int, wrong: Wrong) -> Response | None:
    status = came.get("status")
    # A status of 0, or less, stands for an answer that did not come.
    if not isinstance(status, int) or status <= 0:
        return None
    headers, content = _headers(came.get("headers")), _object(came.get("content"))
    return Response(status, headers, unpacked(_text(content, line, wrong), headers), line)


def _posted(sent: Mapping[str, object], headers: Mapping[str, str], line: int, wrong: Wrong) -> bytes:
    posted = _object(sent.get("postData"))
    params = posted.get("params")
    if posted.get("text") or not isinstance(params, list):
        return _text(posted, line, wrong)
    fields = [_object(one) for one in cast("list[object]", params)]
    kind = headers.get("content-type") or str(posted.get("mimeType", ""))
    if "multipart/form-data" not in kind:
        return urlencode([(str(one.get("name", "")), str(one.get("value", ""))) for one in fields]).encode()
    boundary = kind.partition("boundary=")[2].partition(";")[0].strip('"')
    parts = "".join(f"--{boundary}\r\n{_part(one)}\r\n" for one in fields)
    return as_bytes(f"{parts}--{boundary}--\r\n")


def _part(field: Mapping[str, object]) -> str:
    file = f'; filename="{field["fileName"]}"' if field.get("fileName") else ""
    return f'Content-Disposition: form-data; name="{field.get("name", "")}"{file}\r\n\r\n{field.get("value", "")}'


def _text(content: Mapping[str, object], line: int, wrong: Wrong) -> bytes:
    text = content.get("text")
    if not isinstance(text, str):
        return b""
    if content.get("encoding") != "base64":
        return as_bytes(text)
    try:
        return base64.b64decode(text)
    except (ValueError, binascii.Error) as error:
        raise wrong(line, f"this body is said to be base64 and is not: {error}") from error


def _headers(value: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in cast("list[object]", value) if isinstance(value, list) else []:
        header = _object(one)
        name, written = str(header.get("name", "")).lower(), str(header.get("value", ""))
        found[name] = f"{found[name]}, {written}" if name in found else written
    return found


def _object(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}
