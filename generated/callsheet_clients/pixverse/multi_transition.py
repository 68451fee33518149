# Written by callsheet from specs/pixverse/multi-transition.yaml. Change the spec, then `make generate`.
"""Generate a video that leads through two to seven images.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[multi-transition] Multi-transition video generation. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[error-codes] Error codes. PixVerse.
[faq] FAQ. PixVerse.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[mirror-tables] Field tables made from a reseller's description of the Chinese mirror. a reseller.
[video-status] Get Video Generation Status. PixVerse.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[c1-notes] Integration notes of C1. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[upload-image] Upload Image. PixVerse.
[webhook] Webhook integration. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[common-errors] Common errors and Solutions. PixVerse.
[eachlabs] PixVerse models at another reseller. each::labs.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[pricing] Pricing, of which only the opening could be read. PixVerse.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import multi_transition

    request = multi_transition.Request(
        model="v5",
        quality="360p",
        frames=[
            multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
            multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
            multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
            multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
            multi_transition.FramesItem(img_id=0, duration=0, prompt=""),
        ],
    )
    result = client.multi_transition.run(request)
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.pixverse.protocol import MULTI_TRANSITION_PROTOCOL
from callsheet_clients.pixverse.validators.multi_transition import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, bodies, given

Model = Literal["v3.5", "v4", "v4.5", "v5"]
Quality = Literal["360p", "540p", "720p", "1080p"]
MotionMode = Literal["normal", "fast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FramesItem:
    """One item of `frames`: The images in the order of the video, each with the time to the next."""

    img_id: int | str
    """Id of the image. Given by upload-image.img_id."""

    duration: int | None = None
    """Seconds from this image to the next. The last one needs none; the page has 0 there. 0 to 30."""

    prompt: str | None = None
    """How this image turns into the next. May be empty."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {"img_id": self.img_id, **given(duration=self.duration, prompt=self.prompt)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """Which model renders the video."""

    quality: Quality
    """Size of the picture. Sets the price, together with the length."""

    frames: list[FramesItem] | tuple[FramesItem, ...]
    """The images in the order of the video, each with the time to the next. 2 to 7 items."""

    motion_mode: MotionMode | None = None
    """How much the picture moves. Known from a mirror's example alone. Default: normal."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "model": self.model,
            "quality": self.quality,
            "multi_transition": bodies(self.frames),
            **given(motion_mode=self.motion_mode),
        }


if TYPE_CHECKING:
    Quality_360p_540p_720p_1080p = TypeVar("Quality_360p_540p_720p_1080p", Quality, Never)
    MotionMode_normal_fast_or_none = TypeVar("MotionMode_normal_fast_or_none", MotionMode | None, None)

    def v3_5(
        *,
        quality: Quality_360p_540p_720p_1080p,
        frames: list[FramesItem] | tuple[FramesItem, ...],
        motion_mode: MotionMode_normal_fast_or_none = None,
    ) -> Request:
        """Ask v3.5."""
        ...

    def v4(
        *,
        quality: Quality_360p_540p_720p_1080p,
        frames: list[FramesItem] | tuple[FramesItem, ...],
        motion_mode: MotionMode_normal_fast_or_none = None,
    ) -> Request:
        """Ask v4. More combinations: v4_5."""
        ...

    def v4_5(
        *,
        quality: Quality_360p_540p_720p_1080p,
        frames: list[FramesItem] | tuple[FramesItem, ...],
        motion_mode: MotionMode_normal_fast_or_none = None,
    ) -> Request:
        """Ask v4.5."""
        ...

    def v5(
        *,
        quality: Quality_360p_540p_720p_1080p,
        frames: list[FramesItem] | tuple[FramesItem, ...],
        motion_mode: MotionMode_normal_fast_or_none = None,
    ) -> Request:
        """Ask v5."""
        ...
else:
    v3_5 = partial(Request, model="v3.5")
    v4 = partial(Request, model="v4")
    v4_5 = partial(Request, model="v4.5")
    v5 = partial(Request, model="v5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a succeeded task holds. A field is `None` where the answer lacks it or has something else there."""

    video_id: int | str | None
    """Id of the video, as the task was called."""

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
    """Read the answer about a succeeded task."""
    return Result(
        video_id=reading.identifier(answer, "Resp.id"),
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


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixverse/multi-transition",
    protocol=MULTI_TRANSITION_PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    model="model",
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
