"""A request that goes beyond what the pages say, at the caller's word. Knows no provider, and sends nothing.

A parameter or model that came out yesterday is in no spec yet. What is named here is let through unvalidated, and is
marked so wherever the request goes; all the rest is held to the documentation as ever.
"""

from collections.abc import Mapping
from typing import Generic, Never, TypeVar, cast

from callsheet_runtime.pricing import Estimate, estimate
from callsheet_runtime.problems import ERROR, Problem, Rule
from callsheet_runtime.protocol import FRAMING, Bodied, Body, Offer, Protocol, Q, R

Asked_co = TypeVar("Asked_co", bound=Bodied, covariant=True)

UNVALIDATED = Rule("unvalidated", "goes through unvalidated, at the caller's word", level="warning")
_HEADERS = "$headers"
_ADDRESS = "/$path"


class _Nothing:
    """A request that asks for nothing yet."""

    def body(self) -> Body:
        return {}


class Raw(Generic[Asked_co]):
    """A typed request, and what it takes besides: fields and values that no page names yet.

    Args:
        request: what the documentation knows of it. It is still checked, as far as it does not rest on `extra`.
        extra: merged into its document, object by object; a list stands for the whole list. `$headers` holds headers.
        overwrite: whether `extra` may replace what the request has set, such as its model.
        path: sent there, below the server's address, in place of the endpoint's own path.

    Raises:
        ValueError: `extra` would replace something, or holds what cannot be sent; or the path is none.

    """

    def __init__(
        self,
        request: Asked_co,
        extra: Mapping[str, object] | None = None,
        *,
        overwrite: bool = False,
        path: str | None = None,
    ) -> None:
        # A copy: what the request gives need not be its own to change.
        self._body, self.path = cast("Body", _copied(request.body())), _address(path)
        places: list[str] = []
        for name, value in (extra or {}).items():
            if name == _HEADERS:
                _add_headers(self._body, value, places, overwrite=overwrite)
            else:
                _merge(self._body, {name: value}, "", places, overwrite=overwrite)
        self.unvalidated = (*places, *([_ADDRESS] if path is not None else []))
        """JSON pointers of what is let through; of the whole document, the empty one. `/$path` is the path."""

    @classmethod
    def whole(cls, body: Mapping[str, object], *, path: str | None = None) -> "Raw[Never]":
        """Take a body as it stands, for any endpoint: nothing in it is checked, but that it can be sent as JSON."""
        made = Raw(_Nothing(), body, path=path)
        made.unvalidated = ("", *(place for place in made.unvalidated if place == _ADDRESS))
        return cast("Raw[Never]", made)

    def body(self) -> Body:
        """Build the request document, all that is let through in it."""
        return cast("Body", _copied(self._body))

    def problems(self, endpoint: Offer[Q, R]) -> list[Problem]:
        """Name what is let through, each with a warning, and every problem that the rest has.

        Warnings about what is let through stay: a name that is only misspelt is found by them.
        """
        marks = [Problem((place, UNVALIDATED, None)) for place in self.unvalidated]
        return marks + [one for one in endpoint.validate(self.body()) if one.level != ERROR or not self._lets(one.at)]

    def _lets(self, at: str) -> bool:
        return any(at == place or at.startswith(f"{place}/") for place in self.unvalidated)

    def __repr__(self) -> str:
        return f"<Raw {in_words(self.unvalidated)}>"


def in_words(unvalidated: tuple[str, ...]) -> str:
    """Name what is let through, for people to read."""
    return ", ".join(place or "the whole body" for place in unvalidated) or "nothing"


def document_of(endpoint: Offer[Q, R], request: "Q | Raw[Q] | Body") -> tuple[Body, list[Problem]]:
    """Build a request's document, and name every problem the documentation has with it, but for what is let through."""
    body = request if isinstance(request, dict) else request.body()
    return body, request.problems(endpoint) if isinstance(request, Raw) else endpoint.validate(body)


def raw_of(request: object) -> "Raw[Bodied] | None":
    """Tell a request that goes beyond the pages from all others."""
    return cast("Raw[Bodied]", request) if isinstance(request, Raw) else None


def price_of(endpoint: Offer[Q, R], request: "Q | Raw[Q] | Body", body: Body, server: str | None) -> Estimate:
    """Reckon what a request costs. What no page names may change it, so that the price is unknown then."""
    if (raw := raw_of(request)) and raw.unvalidated:
        return Estimate(amount=None, why=f"no page tells what this costs, with {in_words(raw.unvalidated)} unvalidated")
    return estimate(endpoint.tariffs, body, server)


def refuse_reserved(body: Body, protocol: Protocol) -> None:
    """Refuse headers that the client writes itself: they would be left out in silence.

    Raises:
        ValueError: one is there, or something that no task can be submitted with.

    """
    own = {*protocol.submit.headers, *protocol.submit.fresh, protocol.key.header}
    taken = FRAMING | {name.lower() for name in own}
    for name in _object(body.get(_HEADERS)) or {}:
        if name.lower() in taken:
            raise ValueError(f"the header {name} is the client's own, and cannot be let through")
    for name in body:
        if name.startswith("$") and name != _HEADERS:
            raise ValueError(f"{name} cannot be let through: a submit has a body and {_HEADERS}")


def _merge(into: Body, extra: Mapping[str, object], at: str, places: list[str], *, overwrite: bool) -> None:
    for name, value in extra.items():
        place = f"{at}/{_step(name)}"
        inside, there = _object(value), _object(into.get(name))
        if inside is not None and there is not None:
            _merge(there, inside, place, places, overwrite=overwrite)
            continue
        if name in into and not overwrite:
            raise ValueError(f"{place} is set by the request: change it there, or pass overwrite=True to replace it")
        into[name] = _copied(value)
        places.append(place)


def _add_headers(body: Body, headers: object, places: list[str], *, overwrite: bool) -> None:
    """Merge headers, whose names know no case. Values are not quoted: they may be secret."""
    added, kept = _object(headers), _object(body.setdefault(_HEADERS, {}))
    if added is None or kept is None:
        raise ValueError(f"{_HEADERS} must be headers by name")
    for name, value in added.items():
        if not (isinstance(value, str) and value.isascii() and value.isprintable()):
            raise ValueError(f"the header {name} has a value that no header can carry")
        for same in [one for one in kept if one.lower() == name.lower()]:
            if not overwrite:
                raise ValueError(f"the header {name} is set by the request: pass overwrite=True to replace it")
            del kept[same]
        kept[name] = value
        places.append(f"/{_HEADERS}/{_step(name)}")


def _address(path: str | None) -> str | None:
    """Check that a path stays on the server: the key goes with it."""
    if path is None or (
        path.startswith("/") and path.isascii() and path.isprintable() and not set(path) & set(" ?#{}\\")
    ):
        return path
    raise ValueError(f"path must begin with a slash, below the server's address and without a query, not {path!r}")


def _step(name: object) -> str:
    if not isinstance(name, str):
        raise ValueError(f"fields have names in text, not {name!r}")  # noqa: TRY004 -- one error for all
    return name.replace("~", "~0").replace("/", "~1")


def _object(value: object) -> Body | None:
    """Take an object for one, whatever kind of mapping it is."""
    return cast("Body", value) if isinstance(value, Mapping) else None


def _copied(value: object) -> object:
    """Copy objects and lists, so that no later change of them reaches the request."""
    if (fields := _object(value)) is not None:
        return {name: _copied(one) for name, one in fields.items()}
    if isinstance(value, (list, tuple)):
        return [_copied(one) for one in cast("list[object]", value)]
    return value
