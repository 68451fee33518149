"""Judge what was sent: key, headers, server, the request itself, repeats, and how often. Knows no task's life."""

import hashlib
from typing import TYPE_CHECKING

from callsheet.model.judge import Finding as Broken
from callsheet.model.request import pointer
from callsheet_contracts.conformance.keys import looks_like_key
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.notes import Notes
from callsheet_contracts.conformance.observations import Observation
from callsheet_contracts.conformance.rates import Rate
from callsheet_contracts.conformance.rules import region
from callsheet_contracts.simulator.journal import presented

if TYPE_CHECKING:
    from callsheet_contracts.conformance.findings import Place


class Sending:
    """The requests of one recording."""

    def __init__(self, law: Law, notes: Notes) -> None:
        self._law = law
        self._notes = notes
        self._rates: dict[tuple[object, ...], Rate] = {}
        self._keys: dict[str, bool] = {}
        self._unsure: dict[tuple[str, bytes], Place] = {}

    def take(self, seen: Observation) -> None:
        """Judge one."""
        self._key(seen)
        if seen.lacking or seen.unwanted:
            self._headers(seen)
        if seen.kind in {"submit", "call"}:
            self._server(seen)
            self._request(seen)
        if seen.kind == "submit":
            self._repeated(seen)
        self._rate(seen)

    def end(self) -> None:
        """Say what is to be said when all was heard."""
        for rate in self._rates.values():
            if rate.first is not None:
                words = f"{rate.too_many} calls are over the documented rate of {rate.per_second:g} per second"
                self._notes.find("too-many-calls", self._notes.place(rate.first, "request"), words, rate.label)

    def _key(self, seen: Observation) -> None:
        key = seen.provider.key
        written = seen.exchange.request.headers.get(key.header.lower())
        if not written:
            return
        is_key = self._keys.get(written)
        if is_key is None:
            is_key = self._keys[written] = looks_like_key(presented(written, key.form) or written)
        if is_key:
            place = self._notes.place(seen.exchange, "request", key.header)
            words = "what stands here looks like a key; revoke it, and record with the header filtered"
            self._notes.again("key-in-recording", place, words, seen.provider.name, cites=key.cites)

    def _headers(self, seen: Observation) -> None:
        if seen.said and seen.said.blames_request:
            return
        cites = seen.line.call.cites
        for one in seen.lacking:
            place = self._notes.place(seen.exchange, "request", one.name)
            words = f"the header {one.name} is to be sent" + (f" as {one.value!r}" if one.value else "")
            self._notes.find("header-missing", place, words, seen.label, cites=cites)
        for name in seen.unwanted:
            place = self._notes.place(seen.exchange, "request", name)
            self._notes.find("header-unwanted", place, f"the header {name} is not to be sent", seen.label, cites=cites)

    def _server(self, seen: Observation) -> None:
        servers = seen.route.servers
        offered = seen.endpoint.servers
        if servers.isdisjoint(offered) and not self._law.routes.is_loopback(seen.exchange.request.url):
            words = f"this server is {' or '.join(sorted(servers))}; it is offered on {', '.join(offered)}"
            place = self._notes.place(seen.exchange, "request")
            self._notes.find("server-undocumented", place, words, seen.label, spec=region(seen.endpoint))

    def _request(self, seen: Observation) -> None:
        said = seen.said
        errors = [one for one in seen.broken if one.level == "error"]
        for one in seen.broken:
            if one.level == "warning" and (said is None or said.accepted):
                self._broken(seen, one, "request-doubtful", "")
        if said is None:
            return
        if errors and said.accepted:
            for one in errors:
                self._broken(seen, one, "invalid-but-accepted", ", and the provider took it")
        elif errors and not said.blames_request:
            for one in errors:
                self._broken(seen, one, "request-refused-by-spec", "")
        elif seen.refused and not errors:
            words = f"the spec has nothing against this request, and it is refused: {said.code or said.status}"
            code = seen.line.endpoints[0].errors.usual.code
            place = self._notes.place(seen.exchange, "response", pointer(code) if code else "")
            self._notes.find("valid-but-refused", place, words, seen.label, spec=region(said.known or seen.endpoint))

    def _broken(self, seen: Observation, broken: Broken, code: str, tail: str) -> None:
        fact = self._law.requests(seen.endpoint).fact(broken.rule)
        place = self._notes.place(seen.exchange, "request", broken.at)
        words = f"{broken.at or '/'} {fact.words} [{broken.rule}]{tail}"
        self._notes.find(code, place, words, seen.label, spec=fact.spec, cite=fact.cite)

    def _repeated(self, seen: Observation) -> None:
        """Find a submit that is sent again while nobody knows what became of it: it may be paid twice."""
        request, said = seen.exchange.request, seen.said
        unknown = said is None or not said.outcome_known
        if not unknown and not self._unsure:
            return
        same = (request.url, hashlib.sha256(request.body).digest())
        before = self._unsure.get(same)
        if before is not None:
            place = self._notes.place(seen.exchange, "request")
            words = f"{before} was the same, and what became of it is unknown"
            self._notes.find("submit-repeated", place, words, seen.label)
        if unknown:
            self._unsure[same] = self._notes.place(seen.exchange, "request")

    def _rate(self, seen: Observation) -> None:
        """Count a call in: a submit by its endpoint, calls about tasks by provider."""
        exchange, line, limits = seen.exchange, seen.line, seen.endpoint.limits
        submit = limits.submit if limits else None
        per_second = submit if line.kind == "submit" else line.call.per_second
        if per_second is None or exchange.when is None or not exchange.exact:
            return
        own = line.kind in {"submit", "call"}
        key = (seen.provider.name, line.kind, line.call.path, seen.endpoint.name if own else "")
        rate = self._rates.get(key)
        if rate is None:
            rate = self._rates[key] = Rate(per_second, seen.label if own else seen.provider.name)
        rate.count(exchange.when, exchange)
