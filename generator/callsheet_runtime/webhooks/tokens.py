"""The secret part of an address that a provider sends to. Where nobody signs, it is all that keeps others out.

Knows no server and no event. A token is kept here as a hash, and shown nowhere.
"""

import hmac
import logging
import re
import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from callsheet_runtime.masking import BLACK, Mask

_FIT = re.compile(r"[A-Za-z0-9_-]{22,200}", re.ASCII)
"""What stands in a path as it is, and holds 128 bits where it is drawn by chance."""


class Token:
    """Knows a token when it sees it, and does not show it."""

    __slots__ = ("_digest",)

    def __init__(self, token: str) -> None:
        self._digest = _digest(_checked(token))

    def opens(self, path: str) -> bool:
        """Tell whether a path is `/token` and nothing else; how long that takes does not depend on the token."""
        return hmac.compare_digest(_digest(path.removeprefix("/")), self._digest) and path.startswith("/")

    def __repr__(self) -> str:
        return f"<Token {BLACK}>"


class SecretUrl(str):
    """An address with a token in it: a text like any other, but for its `repr`, which is what tracebacks show."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(f"{self.rpartition('/')[0]}/{BLACK}")


class TokenFilter(logging.Filter):
    """Blacks a token out of log records, such as the paths in a server's access log.

    ::

        logging.getLogger("uvicorn.access").addFilter(TokenFilter(token))

    Raises:
        ValueError: the token is none that `WebhookApp` takes.

    """

    def __init__(self, token: str) -> None:
        super().__init__()
        self._mask = Mask(_checked(token))

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without the token."""
        if isinstance(record.args, tuple):
            # Formatters of access logs take these apart, so that they stay what they are.
            record.args = tuple(self._mask.text(one) if isinstance(one, str) else one for one in record.args)
            record.msg = self._mask.text(str(record.msg))
        else:
            record.msg, record.args = self._mask.text(record.getMessage()), None
        return True


def new_token() -> str:
    """Draw a token of 256 bits. Keep it where keys are kept: the address changes with it."""
    return secrets.token_urlsafe(32)


def url_for(base: str, token: str) -> str:
    """Write the address to give to a provider: where the `WebhookApp` is mounted, and the token behind it.

    Raises:
        ValueError: the base is no whole http or https address, or holds a query; or the token is none.

    """
    parts = urlsplit(base)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("the base must be a whole address without a query, such as https://example.com/hooks")
    return SecretUrl(f"{base.rstrip('/')}/{_checked(token)}")


def _checked(token: str) -> str:
    if not _FIT.fullmatch(token):
        # Not quoted: it may be a secret that was mistyped.
        raise ValueError("a token has 22 to 200 letters, digits, - and _: draw one with new_token(), and keep it")
    return token


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
