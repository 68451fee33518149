"""What must not stay in a recording, made ready to be looked for: what specs declare, and what is secret anywhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import unquote

from callsheet.model.endpoint import Catalog
from callsheet.model.protocol import Path
from callsheet_contracts.conformance.keys import looks_like_key

HEADERS: Final = frozenset(
    {"api-key", "authorization", "cookie", "proxy-authorization", "set-cookie", "x-api-key", "x-auth-token"}
)
"""Headers that let somebody in, whoever the provider is."""
QUERY: Final = (
    "access_token",
    "api_key",
    "apikey",
    "sig",
    "signature",
    "security-token",
    "x-amz-credential",
    "x-amz-security-token",
    "x-amz-signature",
    "x-goog-credential",
    "x-goog-signature",
)
"""Query keys that let somebody in, whoever signed the address."""
SHAPES: Final = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        ("sk-", r"sk-[A-Za-z0-9_-]{16,}"),
        ("AKIA", r"AKIA[0-9A-Z]{16}"),
        ("ASIA", r"ASIA[0-9A-Z]{16}"),
        ("LTAI", r"LTAI[0-9A-Za-z]{12,}"),
        ("AIza", r"AIza[0-9A-Za-z_-]{30,}"),
        ("gh", r"gh[pousr]_[A-Za-z0-9]{30,}"),
        ("xox", r"xox[abprs]-[A-Za-z0-9-]{10,}"),
        ("eyJ", r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"),
        ("earer", r"earer\s+[A-Za-z0-9._~+/=-]{12,}"),
        ("EARER", r"EARER\s+[A-Za-z0-9._~+/=-]{12,}"),
        ("-----BEGIN", r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    )
)
"""Keys that are told by their looks: of model services, of clouds, JSON web tokens, private keys.

Each stands with how it begins, which is looked for first: nearly all texts have none of it.
"""
SECOND: Final = frozenset({"earer", "EARER"})
"""What begins with its second letter: the first may be small."""
SCHEME: Final = re.compile(r"(?i)^(bearer|basic|token|digest)\s+")
SHORT: Final = 8
"""A value shorter than this lets nobody in, and may be an everyday word."""
REPEATS: Final = re.compile(r"(.)\1{5}")


def is_secret(value: str) -> bool:
    """Tell whether what stands at a secret place is a secret, and not something in its stead."""
    bare = SCHEME.sub("", value.strip())
    if bare.isdecimal():
        return len(bare) >= SHORT and not REPEATS.search(bare)
    return looks_like_key(bare)


def keys_in(text: str) -> Iterator[str]:
    """List what has the looks of a key, and is no `sk-xxxxxxxxxxxxxxxx`."""
    for mark, pattern in SHAPES:
        if mark in text:
            for found in pattern.finditer(text):
                whole = f"B{found[0]}" if mark in SECOND else found[0]
                inside = mark not in SECOND and text[found.start() - 1 : found.start()].isalnum()
                if whole.startswith("-") or (is_secret(whole) and not inside):
                    yield whole


@dataclass(frozen=True)
class Secrets:
    """Where secrets stand, and those whose values are known."""

    headers: frozenset[str] = HEADERS
    """In small letters."""
    fields: tuple[Path, ...] = ()
    query: tuple[str, ...] = QUERY
    values: tuple[str, ...] = ()

    @cached_property
    def signed(self) -> re.Pattern[str]:
        """A pattern of the secret parts of addresses: what comes before a value, its key within that, and the value."""
        keys = "|".join(re.escape(one) for one in sorted(self.query, key=len, reverse=True))
        return re.compile(rf"""((?:^|[?&;])({keys})=)([^&;\s"'<>\\#,()\[\]{{}}]+)""", re.IGNORECASE | re.MULTILINE)

    def signed_in(self, text: str) -> Iterator[tuple[str, str]]:
        """List the secret parts of addresses in a text, each by its key."""
        if "=" in text:
            for found in self.signed.finditer(text):
                value = unquote(found[3])
                if is_secret(value):
                    yield found[2], value

    def knowing(self, values: Iterable[str]) -> "Secrets":
        """Add values that are secret wherever they stand; those that are too short to be told from words are left out.

        Raises:
            ValueError: a value is so short that it cannot be looked for.

        """
        added = tuple(dict.fromkeys(one for one in values if one))
        if any(len(one) < SHORT for one in added):
            raise ValueError(f"a secret of less than {SHORT} characters cannot be told from other words")
        return Secrets(self.headers, self.fields, self.query, (*self.values, *added))


def declared(catalog: Catalog) -> Secrets:
    """Take what all providers of a catalog call secret, and what is secret anywhere."""
    providers = catalog.providers
    keys = {one.key.header.lower() for one in providers}
    headers = {name.lower() for one in providers for name in one.secrets.headers}
    query = dict.fromkeys(name.lower() for one in providers for name in one.secrets.query)
    fields = dict.fromkeys(path for one in providers for path in one.secrets.fields)
    return Secrets(HEADERS | keys | headers, tuple(fields), tuple(dict.fromkeys((*query, *QUERY))))
