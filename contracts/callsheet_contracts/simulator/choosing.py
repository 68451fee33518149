"""Find the endpoint that a request is for, and judge it by the spec. Knows no task and builds no answer."""

from typing import cast

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import Finding, judge
from callsheet.model.request import OUTSIDE, Choice
from callsheet_contracts.glance import glance
from callsheet_contracts.simulator.answers import Body, get
from callsheet_contracts.simulator.checks import Asked, Refused, Sent, document


class Chooser:
    """Reads the requests that come to one method and path, where several endpoints may share it."""

    def __init__(self, endpoints: tuple[Asked, ...]) -> None:
        self._all = tuple(map(_Reader, endpoints))
        self._places = tuple(dict.fromkeys(one.model for one in self._all))
        """Where requests name their model; `None`: nowhere."""
        words = {model for one in self._all for model in one.models or ()}
        self._takers = {model: tuple(one for one in self._all if one.has(model)) for model in words}
        """By model, those that have it."""
        self._is_plain = len(self._places) == 1 and all(one.models is not None for one in self._all)

    def choose(self, sent: Sent, body: object) -> tuple[Asked, Body]:
        """Find the endpoint by its model and else by what fits best; make the whole document.

        Raises:
            Refused: no endpoint has the model, or the request breaks a rule.

        """
        named = [named for at in self._places if at is not None and isinstance(named := get(body, at), str)]
        takers = self._takers.get(named[0], ()) if self._is_plain and named else self._search(body)
        if not takers and any(named):
            raise Refused("no-model")
        candidates = [(one, one.document(sent, body)) for one in takers or self._all]
        for one, whole in candidates:
            if one.fine(whole):
                return one.endpoint, cast("Body", whole)
        mistakes = min((_mistakes(one.endpoint, whole) for one, whole in candidates), key=len)
        raise Refused("invalid-request", "; ".join(f"{one.at or '/'}: {one.rule}" for one in mistakes))

    def _search(self, body: object) -> tuple["_Reader", ...]:
        return tuple(one for one in self._all if one.model is None or one.has(get(body, one.model)))


class _Reader:
    """One endpoint's view of a request."""

    def __init__(self, endpoint: Asked) -> None:
        self.endpoint = endpoint
        self.fine = glance(endpoint, "error")
        self.model = endpoint.model.at if endpoint.model else None
        kind = endpoint.model.kind if endpoint.model else None
        self.models = frozenset(kind.words()) if isinstance(kind, Choice) else None
        self._outside = any(one.at[0] in OUTSIDE for one in endpoint.parameters)

    def document(self, sent: Sent, body: object) -> object:
        """Make the whole document that rules speak of."""
        return document(self.endpoint, sent, body) if self._outside else body

    def has(self, model: object) -> bool:
        """Tell whether it has a model."""
        return isinstance(model, str) and (bool(model) if self.models is None else model in self.models)


def _mistakes(endpoint: Endpoint, body: object) -> list[Finding]:
    found = [finding for finding in judge(endpoint, body) if finding.level == "error"]
    assert found, "a glance finds nothing wrong with what the judge lets through"
    return found
