"""Show duties by requests in which nothing else hides what a server gets wrong. Knows no wire and makes no case."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from callsheet.model.request import Kind, Number, Text, Whole
from callsheet_contracts.conformance.rules import Requests
from callsheet_contracts.obligations import Obligation, Obligations, Verdict
from callsheet_contracts.probe.address import Address
from callsheet_contracts.probe.cases import Expected
from callsheet_contracts.probe.choosing import expected
from callsheet_contracts.probe.packing import moved

BODIES: Final = 12
"""Of so many right requests, one is sought in which a wrong value is all that is wrong."""


def plainly(duties: Obligations, address: Address) -> Obligations:
    """Give duties the requests that show them most plainly to a server."""
    others = [*address.shown(), *(one.kept for one in duties if one.verdict is Verdict.ACCEPTED)][:BODIES]
    showing = _Showing(address, others)
    return replace(duties, made=tuple(showing.unmasked(showing.own(one)) for one in duties))


class _Showing:
    def __init__(self, address: Address, others: Sequence[object]) -> None:
        self._address, self._others = address, others
        self._endpoint = address.endpoint
        self._judges: dict[tuple[str, str], Requests] = {}
        rules = self._endpoint.rules
        self._ruled = {name for rule in rules for one in rule.demands for name in rule.fields(one)}

    def own(self, one: Obligation) -> Obligation:
        """Show what is right by a request that no other endpoint at the address takes, where that is possible.

        A server that refuses it by mistake would take it for the other one's, and nobody would notice.
        """
        if expected(one) is not Expected.ACCEPTED or not self._address.taker(one.kept):
            return one
        said = self._address.said(one.kept)
        bodies = (moved(self._endpoint, one, body) for body in self._address.shown())
        own = (body for body in bodies if self._address.said(body) == said and not self._address.taker(body))
        return replace(one, kept=next(own, one.kept))

    def unmasked(self, one: Obligation) -> Obligation:
        """Show a value that is wrong by itself where no rule between fields speaks against it as well.

        A server that does not see what is wrong with the value would refuse it for the rule, and nobody would notice.
        """
        opened = self._opened(one.about, one.constraint) if one.verdict is Verdict.REFUSED else None
        if opened is None or not opened.judge(one.kept):
            return one
        said = self._address.said(one.kept)
        bodies = (moved(self._endpoint, one, body) for body in self._others)
        plain = (body for body in bodies if not opened.judge(body) and self._address.said(body) == said)
        return replace(one, kept=next(plain, one.kept))

    def _opened(self, name: str, constraint: str) -> Requests | None:
        """Make a judge who sees nothing wrong with whatever a field is; `None` for constraints that no rule hides."""
        kinds: dict[str, Kind] = {"range": Whole(), "values": Text(), "length": Text()}
        what = constraint.rpartition(".")[2]
        if name not in self._ruled or what not in kinds:
            return None
        if (name, what) not in self._judges:
            parameters = list(self._endpoint.parameters)
            for place, one in enumerate(parameters):
                if one.name == name:
                    parameters[place] = replace(one, kind=Number() if isinstance(one.kind, Number) else kinds[what])
            self._judges[name, what] = Requests(replace(self._endpoint, parameters=tuple(parameters)))
        return self._judges[name, what]
