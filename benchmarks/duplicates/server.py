"""A provider that takes a request, starts the task, and then fails to say so. It counts what it was asked to make."""

import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

LATE: Final = 4.0
"""Seconds until a late answer; callers give up after `TIMEOUT`."""
TIMEOUT: Final = 1.0
FAULTS: Final = {
    "late": "the answer comes after the caller has given up",
    "502": "a gateway answers 502 after the request was accepted",
    "reset": "the connection is reset after the request was accepted",
    "malformed": "the answer is cut in the middle of its JSON",
}


class Provider:
    """One server on loopback, with one fault, until it is closed."""

    def __init__(self, fault: str) -> None:
        self.accepted = 0
        provider, lock = self, threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("content-length") or 0))
                with lock:
                    provider.accepted += 1
                if fault == "late":
                    time.sleep(LATE)
                    self._say(200, b"{}")
                elif fault == "502":
                    self._say(502, b"<html>502 Bad Gateway</html>")
                elif fault == "reset":
                    # No linger: the other side sees a reset, and not an orderly end.
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                    self.close_connection = True
                else:
                    self._say(200, b'{"output": {"task_id": "a1b2')

            def _say(self, status: int, body: bytes) -> None:
                try:
                    self.send_response(status)
                    self.send_header("content-type", "application/json")
                    self.send_header("content-length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    """The caller has gone."""

            def log_message(self, *_: object) -> None:
                """Say nothing: the count says it."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A connection that was reset cannot be finished, which is the point."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop it."""
        self._server.shutdown()
        self._server.server_close()
