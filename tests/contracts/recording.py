"""Keep what a simulator is asked and answers, as a recording that conformance reads."""

import httpx

from callsheet.model.endpoint import Catalog
from callsheet_contracts.conformance import Finding, conform
from callsheet_contracts.recordings import Recording
from callsheet_contracts.recordings.exchanges import Exchange, Request, Response
from callsheet_contracts.simulator import ManualClock


class Recorder(httpx.BaseTransport):
    """Leads calls on, and keeps them; the clock goes on after each, so that none comes too soon."""

    def __init__(self, inner: httpx.BaseTransport, clock: ManualClock, pause: float = 30.0) -> None:
        self._inner = inner
        self._clock = clock
        self._pause = pause
        self.exchanges: list[Exchange] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        content, when = request.read(), self._clock.now().timestamp()
        answer = self._inner.handle_request(request)
        asked = Request(request.method, str(request.url), dict(request.headers), content, 1)
        told = Response(answer.status_code, dict(answer.headers), answer.read(), 1)
        self.exchanges.append(Exchange(len(self.exchanges) + 1, 1, asked, told, when, exact=True))
        self._clock.advance(self._pause)
        return answer

    def findings(self, catalog: Catalog) -> list[Finding]:
        """Hold all of it to the specs."""
        recording = Recording("simulated", "har", tuple(self.exchanges))
        return list(conform(catalog, [recording]).findings)

    def codes(self, catalog: Catalog) -> set[str]:
        return {one.code for one in self.findings(catalog)}
