"""Blacks out a key wherever it is quoted, however it is written there. Knows no provider and no HTTP library.

Providers, gateways and proxies quote keys in their errors: as they are, percent-encoded in an address, escaped in JSON,
or in base64 as part of a longer header. What they say ends up in logs, tickets and tracebacks.
"""

import re
from base64 import b64encode
from collections.abc import Mapping

TELLTALE = 8
"""A key shorter than this is no secret, and might be an everyday word."""

BLACK = "***"
"""What stands in a secret's place."""

_SECRET = frozenset({"authorization", "cookie", "proxy-authorization", "set-cookie", "x-api-key"})
"""Headers that hold secrets whoever the provider is, such as those of a proxy."""


class Mask:
    """Blacks out one key. Its own `repr` does not show it."""

    __slots__ = ("_key", "_pattern")

    def __init__(self, key: str) -> None:
        self._key = key
        self._pattern: re.Pattern[str] | None = None

    def text(self, text: str) -> str:
        """Black out the key in a text: plain, percent-encoded, escaped as in JSON, and in base64."""
        if len(self._key) < TELLTALE:
            return text
        if self._pattern is None:
            self._pattern = re.compile("|".join(_spellings(self._key)))
        return self._pattern.sub(BLACK, text)

    def body(self, body: bytes) -> bytes:
        """Black out the key in bytes of any encoding that extends ASCII; the other bytes stay as they are."""
        # Each byte is one character, and a key is plain ASCII: nothing else is touched.
        return self.text(body.decode("latin-1")).encode("latin-1")

    def headers(self, headers: Mapping[str, str], *, secret: str = "") -> dict[str, str]:
        """Black out the key, and all of those headers that hold secrets, the one named `secret` among them."""
        hidden = _SECRET | {secret.lower()}
        return {name: BLACK if name.lower() in hidden else self.text(value) for name, value in headers.items()}

    def __repr__(self) -> str:
        return f"<Mask {BLACK}>"


def _spellings(key: str) -> list[str]:
    """Write a key as patterns, one for each way of writing it that the others do not fit."""
    spelled = [key, *_inside_base64(key)]
    return ["".join(map(_character, one)) for one in spelled]


def _character(character: str) -> str:
    """Fit a character as it is, percent-encoded, or escaped as in JSON."""
    code = f"{ord(character):02x}"
    digits = "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in code)
    # Both alphabets of base64, and the space of forms.
    plain = {"+": "[+-]", "/": "[/_]", " ": "[ +]"}.get(character, re.escape(character))
    return rf"\\*(?:{plain}|%{digits}|u00{digits})"


def _inside_base64(key: str) -> list[str]:
    """Write what a key surely becomes in base64, at each of the three places it may begin at within a longer text."""
    found: list[str] = []
    for before in range(3):
        written = b64encode(b"\0" * before + key.encode()).decode()
        # The first and the last character may hold bits of a neighbour.
        found.append(written[-(-before * 8 // 6) : (before + len(key)) * 8 // 6])
    return found
