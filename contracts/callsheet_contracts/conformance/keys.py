"""Tell a key from what stands in its place. Knows no provider."""

import re
from typing import Final

TOKEN: Final = re.compile("[A-Za-z0-9]+")
STANDS_FOR: Final = re.compile(r"[<{\[(*…•]|\$|%|(.)\1{5}")
WORDS: Final = frozenset(
    [
        "any",
        "api",
        "apikey",
        "auth",
        "bogus",
        "changeme",
        "default",
        "demo",
        "dummy",
        "example",
        "fake",
        "filtered",
        "hidden",
        "hush",
        "key",
        "masked",
        "me",
        "mock",
        "my",
        "none",
        "not",
        "null",
        "omitted",
        "placeholder",
        "real",
        "redacted",
        "removed",
        "replaced",
        "right",
        "sanitized",
        "scrubbed",
        "secret",
        "simulated",
        "simulator",
        "sk",
        "stripped",
        "test",
        "testing",
        "the",
        "token",
        "unused",
        "value",
        "wrong",
        "xxx",
        "xxxx",
        "your",
    ]
)
LONG: Final = 16
MIXED: Final = 6
SHORT: Final = 8


def looks_like_key(value: str) -> bool:
    """Tell whether a value is a key, as far as its looks tell.

    A long run of letters and digits is one, whatever stands around it. Else brackets, stars and words such as
    `redacted` or `test` say that something stands in its place, and what is short opens nothing.
    """
    tokens: list[str] = TOKEN.findall(value)
    if any(_is_random(token) for token in tokens):
        return True
    if STANDS_FOR.search(value) or len(value) < SHORT:
        return False
    return not all(token.lower() in WORDS or token.isdecimal() for token in tokens)


def _is_random(token: str) -> bool:
    mixed = any(char.isdigit() for char in token) and any(char.isalpha() for char in token)
    return len(token) >= LONG and mixed and len(set(token)) >= MIXED
