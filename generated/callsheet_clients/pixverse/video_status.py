# Written by callsheet from specs/pixverse/video-status.yaml. Change the spec, then `make generate`.
"""Tell how a video is, by its id.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[error-codes] Error codes. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[video-status] Get Video Generation Status. PixVerse.
[webhook] Webhook integration. PixVerse.
[upload-image] Upload Image. PixVerse.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[faq] FAQ. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import video_status

    request = video_status.Request(video_id=343252978602905)
    result = client.video_status.call(request)
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import CALLS
from callsheet_clients.pixverse.validators.video_status import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, CallEndpoint, Operation
from callsheet_runtime.reading import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    video_id: int | str
    """Id of the video. Given by task."""

    def body(self) -> Body:
        """Build the request document."""
        return {"$path": {"video_id": self.video_id}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answer holds. A field is `None` where the answer lacks it or has something else there."""

    video_id: int | str | None
    """Id of the video."""

    status: int | None
    """1 is done, 5 waiting or at work, 6 deleted, 7 held back by moderation, 8 failed. Other numbers are not ends."""

    video_url: str | None
    """Address of the video; empty before it is done. How long it lasts is not said, so fetch it at once."""

    prompt: str | None
    """The prompt as the provider received it."""

    negative_prompt: str | None
    """The negative prompt as the provider received it."""

    style: str | None
    """The style as the provider received it."""

    seed: int | None
    """The seed that was used."""

    file_size: int | None
    """Size of the file in bytes."""

    width: int | None
    """Width of the video in pixels."""

    height: int | None
    """Height of the video in pixels."""

    resolution: int | None
    """The quality as a number."""

    created: str | None
    """When the task was created, in a form that no page tells."""

    modified: str | None
    """When the task last changed, in a form that no page tells."""

    has_audio: bool | None
    """Whether the video has sound. The page of this call does not show it."""

    credits: int | None
    """Credits that were charged. The page of this call does not show it."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer."""
    return Result(
        video_id=reading.identifier(answer, "Resp.id"),
        status=reading.integer(answer, "Resp.status"),
        video_url=reading.text(answer, "Resp.url"),
        prompt=reading.text(answer, "Resp.prompt"),
        negative_prompt=reading.text(answer, "Resp.negative_prompt"),
        style=reading.text(answer, "Resp.style"),
        seed=reading.integer(answer, "Resp.seed"),
        file_size=reading.integer(answer, "Resp.size"),
        width=reading.integer(answer, "Resp.outputWidth"),
        height=reading.integer(answer, "Resp.outputHeight"),
        resolution=reading.integer(answer, "Resp.resolution_ratio"),
        created=reading.text(answer, "Resp.create_time"),
        modified=reading.text(answer, "Resp.modify_time"),
        has_audio=reading.boolean(answer, "Resp.has_audio"),
        credits=reading.integer(answer, "Resp.credits"),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[CallEndpoint[Request, Result]] = CallEndpoint(
    name="pixverse/video-status",
    protocol=CALLS,
    servers=("global", "china"),
    validate=validate,
    read=result,
    operation=Operation(method="GET", path="/openapi/v2/video/result/{video_id}", fresh=("Ai-trace-id",)),
    repeatable=True,
)
