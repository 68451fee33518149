# Written by callsheet from specs/pixverse/webhook.yaml. Change the spec, then `make generate`.
"""Tell that a video is done, or will never be.

[webhook] Webhook integration. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[i2v] Image-to-Video generation. PixVerse.
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import MACHINE
from callsheet_runtime import reading
from callsheet_runtime.reading import Answer
from callsheet_runtime.webhooks import Event, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What arrives. A field is `None` where the answer lacks it or has something else there."""

    video_id: int | str | None
    """Id of the video, as the task was called."""

    video_url: str | None
    """Address of the video. How long it lasts is not said, so fetch it at once."""

    has_audio: bool | None
    """Whether the video has sound."""

    size: float | None
    """Size of the file in a unit that is not told, and that is not the byte. A poll has bytes."""

    credits: int | None
    """Credits that were charged."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read what arrives."""
    return Result(
        video_id=reading.identifier(answer, "id"),
        video_url=reading.text(answer, "url"),
        has_audio=reading.boolean(answer, "has_audio"),
        size=reading.number(answer, "size"),
        credits=reading.integer(answer, "credits"),
        answer=reading.whole(answer),
    )


EVENT: Final[Event[Result]] = Event(
    name="pixverse/webhook",
    machine=MACHINE,
    task="id",
    status="status",
    id="id",
    read=result,
    signature=Signature(
        signature="Webhook-Signature",
        timestamp="Webhook-Timestamp",
        nonce="Webhook-Nonce",
        signs="{timestamp}\n{nonce}\n{query}",
        orders=("sorted", "document"),
        method="hmac-sha256-base64",
    ),
    reply="ok",
)
