"""What an answer says of the call itself: whether it was taken, refused and why, in which envelope. Knows no task."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, cast

from callsheet.model.protocol import ErrorCode, ErrorTable
from callsheet.model.request import pointer
from callsheet_contracts.conformance.shapes import as_word, at
from callsheet_contracts.recordings import Response
from callsheet_runtime.problems import show
from callsheet_runtime.protocol import Category

Body = dict[str, object]
BY_STATUS: Final = {
    HTTPStatus.BAD_REQUEST: Category.INVALID,
    HTTPStatus.UNAUTHORIZED: Category.AUTH,
    HTTPStatus.PAYMENT_REQUIRED: Category.BALANCE,
    HTTPStatus.FORBIDDEN: Category.PERMISSION,
    HTTPStatus.NOT_FOUND: Category.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY: Category.INVALID,
    HTTPStatus.TOO_MANY_REQUESTS: Category.RATE,
}
MOST_KEPT: Final = 64
"""Polls of one task are told the same a few times in a row; more need not be remembered, and would cost as much."""
UNRELATED: Final = frozenset(
    {Category.RATE, Category.CONCURRENCY, Category.BALANCE, Category.SERVER, Category.AUTH, Category.OTHER}
)
"""Refusals that have nothing to do with what stands in the request."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong with an answer: its code, where in the body, and words."""

    code: str
    pointer: str
    words: str
    known: ErrorCode | None = None


@dataclass(slots=True)
class Said:
    """An answer, opened. Not to be changed."""

    status: int
    body: Body | None
    accepted: bool
    """Whether it says that the call went well."""
    code: str = ""
    known: ErrorCode | None = None
    category: Category | None = None
    """What a refusal is about; `None` where the call went well."""
    wrong: tuple[Wrong, ...] = ()

    @property
    def blames_request(self) -> bool:
        """Whether the call is refused for what stands in it."""
        return not self.accepted and self.category not in UNRELATED

    @property
    def says_invalid(self) -> bool:
        """Whether a refusal says that the request is wrong, or names a model that there is not."""
        no_model = self.known is not None and any(situation == "no-model" for situation, _ in self.known.when)
        return self.category is Category.INVALID or no_model

    @property
    def outcome_known(self) -> bool:
        """Whether it is plain that a submit was taken, or that it was not."""
        return self.accepted or self.status < HTTPStatus.INTERNAL_SERVER_ERROR


class Envelope:
    """How answers of one provider say how it went."""

    def __init__(self, errors: ErrorTable) -> None:
        self.errors = errors
        self._codes = {one.code: one for one in errors.known}
        self._places = tuple((one.code, pointer(one.code)) for one in errors.shapes if one.code is not None)
        self._usual = self._places[0][1] if self._places else ""
        self._statuses = frozenset(status for one in errors.known for status in one.http)
        self._opened: dict[tuple[int, bytes, str], Said] = {}

    def known(self, code: str) -> ErrorCode | None:
        """Look a code up."""
        return self._codes.get(code)

    def open(self, response: Response) -> Said:
        """Open an answer, and note all that is wrong with how it says how it went; of the same bytes, once."""
        same = (response.status, response.body, response.headers.get("content-encoding", ""))
        said = self._opened.get(same)
        if said is None:
            if len(self._opened) >= MOST_KEPT:
                self._opened.clear()
            said = self._opened[same] = self._open(response)
        return said

    def _open(self, response: Response) -> Said:
        body = _read(response.body)
        fine = HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES
        if body is None:
            return self._bare(response) if not fine else _unreadable(response)
        code, where = self._code(body)
        success = self.errors.success
        if fine and (success is None or code == success):
            return Said(response.status, body, accepted=True, code=code)
        if fine and not code:
            words = f"an answer is to have a code, {success} where all went well"
            return Said(response.status, body, accepted=True, wrong=(Wrong("wrong-envelope", where, words),))
        return self._refusal(response.status, body, code, where)

    def explains(self, body: Body) -> tuple[str, str]:
        """Read a code, and where it stands, of an answer that should say no and may not look like it."""
        code, where = self._code(body)
        return code, where if code else self._message_at(body)

    def _refusal(self, status: int, body: Body, code: str, where: str) -> Said:
        known = self._codes.get(code)
        category = known.means if known else _category(status)
        if code and code == self.errors.success:
            words = f"the code says that all went well, under HTTP {status}"
            wrong: tuple[Wrong, ...] = (Wrong("wrong-envelope", where, words),)
        elif not code and not self._message_at(body) and status < HTTPStatus.INTERNAL_SERVER_ERROR:
            wrong = (
                Wrong("wrong-envelope", "", "a refusal is to explain itself, and neither code nor words are here"),
            )
        else:
            wrong = tuple(self._undocumented(status, code, where, known))
        return Said(status, body, accepted=False, code=code, known=known, category=category, wrong=wrong)

    def _undocumented(self, status: int, code: str, where: str, known: ErrorCode | None) -> Iterator[Wrong]:
        if code and known is None:
            yield Wrong("error-code-undocumented", where, f"no page has the error code {show(code)}")
        if known is not None and known.http and status not in known.http:
            stated = " or ".join(map(str, known.http))
            yield Wrong("http-status-undocumented", "", f"{code} comes with HTTP {stated}, not {status}", known)
        elif known is None and status not in self._statuses:
            yield Wrong("http-status-undocumented", "", f"no page has HTTP {status}")

    def _bare(self, response: Response) -> Said:
        """Take an answer that is no object: a gateway's page, or nothing."""
        status = response.status
        wrong: tuple[Wrong, ...] = ()
        if status not in self._statuses:
            wrong = (Wrong("http-status-undocumented", "", f"no page has HTTP {status}"),)
        elif status < HTTPStatus.INTERNAL_SERVER_ERROR:
            wrong = (Wrong("wrong-envelope", "", "a refusal is to be a JSON object, and this is none"),)
        return Said(status, None, accepted=False, category=_category(status), wrong=wrong)

    def _code(self, body: Body) -> tuple[str, str]:
        """Read the code, where it usually stands, else where it stands now and then."""
        for path, where in self._places:
            word = as_word(at(body, path))
            if word:
                return word, where
        return "", self._usual

    def _message_at(self, body: Body) -> str:
        places = (one.message for one in self.errors.shapes)
        return next((pointer(place) for place in places if as_word(at(body, place))), "")


def _unreadable(response: Response) -> Said:
    packed = response.headers.get("content-encoding", "")
    why = f"; it says to be packed as {packed}" if packed and not response.body.startswith(b"{") else ""
    wrong = Wrong("answer-unreadable", "", f"a good answer is to be a JSON object, and this is none{why}")
    return Said(response.status, None, accepted=True, wrong=(wrong,))


def _read(body: bytes) -> Body | None:
    try:
        # Nearly all are UTF-8; what else JSON may be written in, its reader finds out, which takes longer.
        value: object = json.loads(body.decode() if b"\0" not in body else body)
    except (ValueError, RecursionError):
        return None
    return cast("Body", value) if isinstance(value, dict) else None


def _category(status: int) -> Category:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Category.SERVER
    found = next((category for known, category in BY_STATUS.items() if known == status), None)
    return found or Category.OTHER
