# Written by callsheet from specs/pixazo/webhook.yaml. Change the spec, then `make generate`.
"""Tell how a task is, in the words of a poll.

[models] PixVerse V6, C1 and V5.6 API. Pixazo.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from callsheet_clients.pixazo.protocol import MACHINE
from callsheet_runtime import reading
from callsheet_runtime.reading import Answer
from callsheet_runtime.webhooks import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What arrives. A field is `None` where the answer lacks it or has something else there."""

    model: str | None
    """The gateway's name of the model."""

    video_url: str | None
    """Address of the video, the only one in its list. How long it lasts is not said, so fetch it at once."""

    media_type: str | None
    """MIME type of the video."""

    error: str | None
    """Why the task failed, in free words."""

    created: datetime | None
    """When the request came in."""

    updated: datetime | None
    """When the task last changed."""

    completed: datetime | None
    """When the task ended."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read what arrives."""
    return Result(
        model=reading.text(answer, "model_id"),
        video_url=reading.text(answer, "output.media_url.0"),
        media_type=reading.text(answer, "output.media_type"),
        error=reading.text(answer, "error"),
        created=reading.moment(answer, "created_at", "iso"),
        updated=reading.moment(answer, "updated_at", "iso"),
        completed=reading.moment(answer, "completed_at", "iso"),
        answer=reading.whole(answer),
    )


EVENT: Final[Event[Result]] = Event(
    name="pixazo/webhook",
    machine=MACHINE,
    task="request_id",
    status="status",
    read=result,
    within=5,
)
