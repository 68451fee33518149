"""A server on loopback that does to each call what a test has scripted: answer, hang, or cut the line."""

import json
import socket
import struct
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """Answer with a status and a body; a mapping is sent as JSON."""

    status: int = 200
    body: Mapping[str, object] | bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Reset:
    """Take the request, then cut the line."""


@dataclass(frozen=True)
class Truncate:
    """Begin an answer and cut the line in the middle of it."""


@dataclass(frozen=True)
class Hang:
    """Take the request and never answer."""


Action = Answer | Reset | Truncate | Hang


@dataclass(frozen=True)
class Heard:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """What a server heard, and what it will do next; the last action is done again and again."""

    def __init__(self, port: int, script: list[Action]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.heard: list[Heard] = []
        self.script = script
        self.over = threading.Event()
        self._lock = threading.Lock()

    def count(self, method: str) -> int:
        return sum(one.method == method for one in self.heard)

    def take(self, heard: Heard) -> Action:
        with self._lock:
            self.heard.append(heard)
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@contextmanager
def wire(*script: Action) -> Generator[Wire]:
    """Serve a script on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.act(served.take(Heard(self.command, self.path, headers, body)))

        do_GET = do_POST = serve  # noqa: N815 -- the names that http.server looks for

        def act(self, action: Action) -> None:
            match action:
                case Hang():
                    served.over.wait(30)
                    self.close_connection = True
                case Reset():
                    self.cut()
                case Truncate():
                    self.send_response(200)
                    self.send_header("content-length", "1000")
                    self.end_headers()
                    self.wfile.write(b'{"output": {"task_id": "t-')
                    self.wfile.flush()
                    self.cut()
                case Answer(status, body, headers):
                    data = body if isinstance(body, bytes) else json.dumps(body).encode()
                    self.send_response(status)
                    for name, value in {"content-length": str(len(data)), **headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(data)

        def cut(self) -> None:
            # Linger of nought makes closing a reset, not a polite goodbye.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name that it has there
            """Say nothing on standard error."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = Wire(server.server_port, list(script))
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign] # pyright: ignore[reportAttributeAccessIssue, reportUnknownLambdaType] -- a cut line is what was asked for
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield served
        finally:
            served.over.set()
            server.shutdown()
            thread.join()
