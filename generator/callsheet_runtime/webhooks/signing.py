"""How a provider signs, and what it may have signed: every order and spelling that is accepted. Keeps no secret."""

import hmac
import json
from base64 import b64encode
from binascii import hexlify
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import cast
from urllib.parse import urlencode

from callsheet_runtime.reading import Answer

_ORDERS: Mapping[str, Callable[[Answer], list[str]]] = {"document": list, "sorted": sorted}
_METHODS: Mapping[str, Callable[[bytes], bytes]] = {"hmac-sha256-base64": b64encode, "hmac-sha256-hex": hexlify}
_NULLS = ("None", "null", "<nil>")
"""How null is written into a query, by the language of whoever writes it. No page says which one signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a provider signs what it sends.

    Raises:
        ValueError: it cannot be checked as described, or would prove nothing.

    """

    signature: str
    """The header that holds the signature."""
    timestamp: str | None = None
    """The header that holds the time of sending, in seconds since 1970; without one, a copy stays good for ever."""
    nonce: str | None = None
    """The header that holds a word used once. It is signed, not remembered: a copy is `REPEATED` anyway."""
    signs: str
    """What is signed: a text with `{timestamp}`, `{nonce}`, `{body}` (the raw bytes) and `{query}` (the fields of the
    JSON body as a form) in it."""
    orders: tuple[str, ...] = ("document",)
    """In which orders the fields of `{query}` may stand, the likeliest first: `sorted` by name, or as in the
    `document`."""
    method: str = "hmac-sha256-base64"
    """`hmac-sha256-base64` or `hmac-sha256-hex`."""

    def __post_init__(self) -> None:
        filled = _filled(self.signs)
        if unheard := filled - {"timestamp", "nonce", "query", "body"}:
            raise ValueError(f"signs: nothing is called {{{min(unheard)}}}")
        if not filled & {"query", "body"}:
            raise ValueError("signs: holds neither {query} nor {body}, so that any body would pass")
        for name, header in (("timestamp", self.timestamp), ("nonce", self.nonce)):
            if (name in filled) is not (header is not None):
                raise ValueError(f"{name}: a header and {{{name}}} in what is signed need each other")
        if not self.orders or not _ORDERS.keys() >= set(self.orders):
            raise ValueError(f"orders: choose from {', '.join(_ORDERS)}")
        if self.method not in _METHODS:
            raise ValueError(f"method: choose from {', '.join(_METHODS)}")


class _Number(str):
    """A number as the document writes it."""

    __slots__ = ()


def raw(text: str) -> bytes:
    """Make bytes of a header: any text will do, so that none can be sent that breaks the check."""
    return text.encode("utf-8", "surrogatepass")


def is_signed(signature: Signature, keyed: hmac.HMAC, given: str, values: Mapping[str, bytes]) -> bool:
    """Tell whether a signature is one that may be made of `timestamp`, `nonce` and `body`."""
    write = _METHODS[signature.method]
    signed = (write(_sign(keyed, message)) for message in _messages(signature, values))
    return any(hmac.compare_digest(raw(given), right) for right in signed)


def _sign(keyed: hmac.HMAC, message: bytes) -> bytes:
    signing = keyed.copy()
    signing.update(message)
    return signing.digest()


def _filled(signs: str) -> set[str]:
    """Name what is filled into a text."""
    return {name for _, name, _, _ in Formatter().parse(signs) if name is not None}


def _messages(signature: Signature, values: Mapping[str, bytes]) -> Iterator[bytes]:
    """Write what may have been signed, in every order and spelling that is accepted."""
    for query in _queries(values["body"], signature.orders) if "query" in _filled(signature.signs) else ("",):
        filled = {**values, "query": query.encode()}
        parts = Formatter().parse(signature.signs)
        yield b"".join(text.encode() + (b"" if name is None else filled[name]) for text, name, _, _ in parts)


def _queries(body: bytes, orders: tuple[str, ...]) -> Iterator[str]:
    # Read once more, with numbers as they stand: 1.0 is signed as 1.0, whatever a float makes of it.
    fields = cast("Answer", json.loads(body, parse_int=_Number, parse_float=_Number))
    nulls = _NULLS if None in fields.values() else _NULLS[:1]
    for order in orders:
        for null in nulls:
            pairs = [(name, _spell(fields[name], null)) for name in _ORDERS[order](fields)]
            yield urlencode(pairs, errors="surrogatepass")


def _spell(value: object, null: str) -> str:
    """Write a field's value into a query: a text as it is, null in that spelling, all else as JSON."""
    if value is None:
        return null
    return value if isinstance(value, str) else _compact(value)


def _compact(value: object) -> str:
    """Write JSON without spaces; numbers as they stood. No page says how nested values are signed."""
    if isinstance(value, dict):
        fields = cast("Answer", value).items()
        return "{" + ",".join(f"{_compact(name)}:{_compact(inner)}" for name, inner in fields) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_compact, cast("list[object]", value))) + "]"
    return value if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False)
