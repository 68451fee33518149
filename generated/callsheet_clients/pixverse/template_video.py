# Written by callsheet from specs/pixverse/template-video.yaml. Change the spec, then `make generate`.
"""Generate a video from one image or several with an effect out of the Effect Center.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[mirror-tables] Field tables made from a reseller's description of the Chinese mirror. a reseller.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[error-codes] Error codes. PixVerse.
[faq] FAQ. PixVerse.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[video-status] Get Video Generation Status. PixVerse.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[c1-notes] Integration notes of C1. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[upload-image] Upload Image. PixVerse.
[webhook] Webhook integration. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[common-errors] Common errors and Solutions. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.
[unmodel] Typed transcription of the pages for text, image, prices, V6 and capabilities. the unmodel project.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import template_video

    request = template_video.Request(template_id=0, img_id=1, model="v6", prompt="string", duration=5, quality="720p")
    result = client.template_video.run(request)
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.pixverse.protocol import TEMPLATE_VIDEO_PROTOCOL
from callsheet_clients.pixverse.validators.template_video import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given, listed

Model = Literal["v3.5", "v4", "v4.5", "v5", "v5.5", "v5.6", "v6", "c1"]
Quality = Literal["360p", "540p", "720p", "1080p"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    template_id: int | str
    """Id of the effect, which has to be activated in the Effect Center first."""

    model: Model
    """Any model; the effect knows better."""

    prompt: str
    """What the video shows. Most effects take no notice of it. 0 to 5000 characters; a longer one is refused."""

    duration: int
    """A length in seconds, which has to be there and is not used; the effect has its own. 1 to 15."""

    quality: Quality
    """Size of the picture. Some effects have no 720p and 1080p, and say so with the code 500071."""

    img_id: int | str | None = None
    """Id of the image, for an effect that takes one. Given by upload-image.img_id."""

    img_ids: list[int | str] | tuple[int | str, ...] | None = None
    """Ids of the images, as many as the effect takes. Given by upload-image.img_id."""

    sound_effect_switch: bool | None = None
    """Add the music of the effect. Default: false."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "template_id": self.template_id,
            "model": self.model,
            "prompt": self.prompt,
            "duration": self.duration,
            "quality": self.quality,
            **given(img_id=self.img_id, img_ids=listed(self.img_ids), sound_effect_switch=self.sound_effect_switch),
        }


if TYPE_CHECKING:
    Id = TypeVar("Id", int | str, Never)
    Quality_360p_540p_720p_1080p = TypeVar("Quality_360p_540p_720p_1080p", Quality, Never)
    Id_or_none = TypeVar("Id_or_none", int | str | None, None)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)

    def v3_5(
        *,
        template_id: Id,
        prompt: str,
        duration: int,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        sound_effect_switch: Flag_or_none = None,
    ) -> Request:
        """Ask v3.5."""
        ...

    def v4(
        *,
        template_id: Id,
        prompt: str,
        duration: int,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        sound_effect_switch: Flag_or_none = None,
    ) -> Request:
        """Ask v4. More combinations: v4_5."""
        ...

    def v4_5(
        *,
        template_id: Id,
        prompt: str,
        duration: int,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        sound_effect_switch: Flag_or_none = None,
    ) -> Request:
        """Ask v4.5."""
        ...

    def v5(
        *,
        template_id: Id,
        prompt: str,
        duration: int,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        sound_effect_switch: Flag_or_none = None,
    ) -> Request:
        """Ask v5. More combinations: v5_5, v5_6."""
        ...

    def v5_5(
        *,
        template_id: Id,
        prompt: str,
        duration: int,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        sound_effect_switch: Flag_or_none = None,
    ) -> Request:
        """Ask v5.5."""
        ...

    def v5_6(
        *,
        template_id: Id,
        prompt: str,
        duration: int,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        sound_effect_switch: Flag_or_none = None,
    ) -> Request:
        """Ask v5.6."""
        ...

    def v6(
        *,
        template_id: Id,
        prompt: str,
        duration: int,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        sound_effect_switch: Flag_or_none = None,
    ) -> Request:
        """Ask v6."""
        ...

    def c1(
        *,
        template_id: Id,
        prompt: str,
        duration: int,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        sound_effect_switch: Flag_or_none = None,
    ) -> Request:
        """Ask c1."""
        ...
else:
    v3_5 = partial(Request, model="v3.5")
    v4 = partial(Request, model="v4")
    v4_5 = partial(Request, model="v4.5")
    v5 = partial(Request, model="v5")
    v5_5 = partial(Request, model="v5.5")
    v5_6 = partial(Request, model="v5.6")
    v6 = partial(Request, model="v6")
    c1 = partial(Request, model="c1")


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
    name="pixverse/template-video",
    protocol=TEMPLATE_VIDEO_PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    model="model",
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
