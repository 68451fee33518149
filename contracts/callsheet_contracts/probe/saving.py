"""Save what was said as HAR 1.2, which `callsheet verify` and most tools read. Knows no probe."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version

from callsheet_contracts.recordings import Exchange, Recording


def as_har(recording: Recording) -> str:
    """Write a recording as HAR. Its headers are written as they are: a recording of ours has no key in it."""
    creator = {"name": "callsheet probe", "version": version("callsheet")}
    log = {"version": "1.2", "creator": creator, "entries": [_entry(one) for one in recording.exchanges]}
    return json.dumps({"log": log}, indent=1) + "\n"


def _entry(one: Exchange) -> dict[str, object]:
    sent, came = one.request, one.response
    usual: dict[str, object] = {"httpVersion": "HTTP/1.1", "cookies": [], "headersSize": -1}
    request = {**usual, "method": sent.method, "url": sent.url, "headers": _headers(sent.headers), "queryString": []}
    if sent.body:
        posted = _content(sent.body, sent.headers)
        request["postData"] = posted
    response = {
        **usual,
        "status": came.status if came else 0,
        "statusText": "",
        "headers": _headers(came.headers) if came else [],
        "content": {"size": len(came.body), **_content(came.body, came.headers)} if came else {"size": 0},
        "redirectURL": "",
        "bodySize": len(came.body) if came else -1,
    }
    when = datetime.fromtimestamp(one.when or 0.0, UTC).isoformat()
    timings = {"send": 0, "wait": 0, "receive": 0}
    return {
        "startedDateTime": when,
        "time": 0,
        "request": {**request, "bodySize": len(sent.body)},
        "response": response,
        "cache": {},
        "timings": timings,
    }


def _headers(headers: Mapping[str, str]) -> list[dict[str, str]]:
    # Bodies are kept as they were before they travelled.
    return [{"name": name, "value": value} for name, value in headers.items() if name != "content-encoding"]


def _content(body: bytes, headers: Mapping[str, str]) -> dict[str, str]:
    mime = headers.get("content-type", "application/octet-stream")
    try:
        return {"mimeType": mime, "text": body.decode()}
    except UnicodeDecodeError:
        return {"mimeType": mime, "text": base64.b64encode(body).decode(), "encoding": "base64"}
