"""All it takes to find a task again, in another process or on another day. Holds no secret."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A task that was created and may be billed. Store it before anything else."""

    endpoint: str
    """`provider/endpoint`."""
    task: str
    """The provider's id of the task, kept as text."""
    server: str
    """Name of the server that knows the task, or its address where one was given by hand."""
    model: str | None = None
    fingerprint: str = ""
    """SHA-256 of the request's canonical JSON, in hex."""
    request_id: str | None = None
    """The provider's id of the create call, for its support."""
    created: str = ""
    """When the answer came, ISO 8601 in UTC."""
    price: str = ""
    """What it was expected to cost when it was sent, such as `6.80 CNY (10 × 0.68 CNY per second)`; or `unknown`, and
    why.
    """
    unvalidated: tuple[str, ...] = ()
    """JSON pointers of what was sent at the caller's word, past the documentation; see `Raw`."""

    def to_json(self) -> str:
        """Write it as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Ticket":
        """Read what `to_json` wrote. Unknown keys are passed over, so that an older version reads a newer ticket.

        Raises:
            ValueError: the text is no ticket; the message says what is missing.

        """
        try:
            read = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"this is not a ticket: {error}") from error
        if not isinstance(read, dict):
            raise ValueError("this is not a ticket: a JSON object is expected")  # noqa: TRY004 -- one error for bad text
        known: dict[str, str] = {}
        held = cast("dict[str, object]", read)
        for field in fields(cls):
            value = held.get(field.name) if field.name != "unvalidated" else None
            if isinstance(value, str):
                known[field.name] = value
            elif value is not None:
                raise ValueError(f"this is not a ticket: {field.name!r} is no text")
        for name in ("endpoint", "task", "server"):
            if not known.get(name):
                raise ValueError(f"this is not a ticket: {name!r} is missing")
        return cls(**known, unvalidated=_texts(held.get("unvalidated")))

    @property
    def age(self) -> float | None:
        """Seconds since the task was created; `None` where the ticket does not say."""
        try:
            created = datetime.fromisoformat(self.created)
        except ValueError:
            return None
        return (datetime.now(UTC) - created.replace(tzinfo=created.tzinfo or UTC)).total_seconds()


def _texts(value: object) -> tuple[str, ...]:
    """Read a list of texts; none at all is an empty one."""
    if value is None:
        return ()
    texts = cast("list[object]", value) if isinstance(value, list) else [None]
    read = tuple(one for one in texts if isinstance(one, str))
    if len(read) < len(texts):
        raise ValueError("this is not a ticket: 'unvalidated' is no list of texts")
    return read
