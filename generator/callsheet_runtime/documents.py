"""Read one JSON document, strictly: a doubled key, `NaN` or a text that is no UTF-8 is an answer about that document,
and never a traceback. Knows no file and no request.
"""

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


class NotJsonError(ValueError):
    """A text is no JSON document; the message says why, `line` where, counted from 0."""

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.line = line


def parse(data: bytes | str) -> object:
    """Read a document.

    Raises:
        NotJsonError: it is not UTF-8, not JSON, nested too deeply, or states a key twice.

    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        return _DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise NotJsonError(f"is not UTF-8: {error.reason} at byte {error.start}") from None
    except RecursionError:
        raise NotJsonError("is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise NotJsonError(_words(error), error.lineno - 1) from None
    except ValueError as error:
        raise NotJsonError(f"is not JSON: {error}") from None


def _words(error: json.JSONDecodeError) -> str:
    ahead = error.doc[error.pos : error.pos + 2]
    if ahead in {"//", "/*"}:
        return f"is not JSON: a comment at column {error.colno}; JSON has none"
    if not error.doc.strip():
        return "is empty: a JSON object is expected"
    return f"is not JSON: {error.msg} at column {error.colno}"


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        left = dict(pairs)
        # Taken out one by one: what is not there any more was there twice.
        twice = next(name for name, _ in pairs if left.pop(name, left) is left)
        raise ValueError(f"the key {twice!r} is stated twice")
    return fields


def _no_constant(word: str) -> "NoReturn":
    raise ValueError(f"{word} is no JSON number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
