# Written by callsheet from specs/pixverse/extend.yaml. Change the spec, then `make generate`.
"""Generate what comes after a video. The frame keeps the size it has.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[extend] Extend generation. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[extend-guide] How to use Extend. PixVerse.
[error-codes] Error codes. PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[faq] FAQ. PixVerse.
[pricing] Pricing, of which only the opening could be read. PixVerse.
[unmodel] Typed transcription of the pages for text, image, prices, V6 and capabilities. the unmodel project.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[video-status] Get Video Generation Status. PixVerse.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[c1-notes] Integration notes of C1. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[upload-image] Upload Image. PixVerse.
[webhook] Webhook integration. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[common-errors] Common errors and Solutions. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[mirror-tables] Field tables made from a reseller's description of the Chinese mirror. a reseller.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import extend

    request = extend.Request(
        model="v4.5",
        duration=5,
        motion_mode="normal",
        prompt="across the universe",
        quality="540p",
        seed=123123,
        source_video_id=0,
    )
    result = client.extend.run(request)
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.pixverse.protocol import PROTOCOL
from callsheet_clients.pixverse.sources import API_KIT, MODEL_SHEETS, PRICING, UNMODEL
from callsheet_clients.pixverse.validators.extend import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given

Model = Literal["v3.5", "v4", "v4.5", "v5", "v5.5", "v6"]
MotionMode = Literal["normal", "fast"]
Style = Literal["anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"]
Quality = Literal["360p", "540p", "720p", "1080p"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """Which model renders the video. v5.6 and c1 do not extend."""

    duration: int
    """Length of what is added, in seconds. Sets the price. 1 to 15."""

    prompt: str
    """What the video shows. Above 2048 characters, pages of different age disagree. 1 to 5000 characters; a longer one
    is refused.
    """

    quality: Quality
    """Size of the picture; 360p is also called Turbo. Sets the price."""

    motion_mode: MotionMode | None = None
    """How much the picture moves. The fast one costs double. Default: normal."""

    style: Style | None = None
    """A look for the whole video."""

    negative_prompt: str | None = None
    """What to keep out of the video. 0 to 2048 characters; a longer one is refused."""

    template_id: int | str | None = None
    """Id of an effect, which has to be activated in the Effect Center first."""

    generate_audio_switch: bool | None = None
    """Make the video with sound, on v6. Costs more. Default: false."""

    seed: int | None = None
    """Chooses among the videos that a prompt can come to. Left out, the service picks one; nothing promises a repeat. 0
    to 2147483647.
    """

    source_video_id: int | str | None = None
    """Id of a video that this API made. Instead of `video_media_id`. Given by task."""

    video_media_id: int | str | None = None
    """Id of a video that was uploaded. Instead of `source_video_id`. Given by upload-media.media_id."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "model": self.model,
            "duration": self.duration,
            "prompt": self.prompt,
            "quality": self.quality,
            **given(
                motion_mode=self.motion_mode,
                style=self.style,
                negative_prompt=self.negative_prompt,
                template_id=self.template_id,
                generate_audio_switch=self.generate_audio_switch,
                seed=self.seed,
                source_video_id=self.source_video_id,
                video_media_id=self.video_media_id,
            ),
        }


if TYPE_CHECKING:
    Duration_5_8 = TypeVar("Duration_5_8", Literal[5, 8], Never)
    Quality_360p_540p_720p = TypeVar("Quality_360p_540p_720p", Literal["360p", "540p", "720p"], Never)
    MotionMode_normal_value = Literal["normal"]
    MotionMode_normal_or_none = TypeVar("MotionMode_normal_or_none", MotionMode_normal_value | None, None)
    Style_any_or_none = TypeVar("Style_any_or_none", Style | None, None)
    Text_or_none = TypeVar("Text_or_none", str | None, None)
    Id_or_none = TypeVar("Id_or_none", int | str | None, None)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Quality_360p_540p_720p_1080p = TypeVar("Quality_360p_540p_720p_1080p", Quality, Never)
    Duration_5_8_10 = TypeVar("Duration_5_8_10", Literal[5, 8, 10], Never)

    def v3_5(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Quality_360p_540p_720p,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v3.5. More combinations: v3_5_fast, v3_5_1080p."""
        ...

    def v3_5_fast(
        *,
        duration: Literal[5],
        motion_mode: Literal["fast"],
        prompt: str,
        quality: Quality_360p_540p_720p,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v3.5, where motion_mode is fast."""
        ...

    def v3_5_1080p(
        *,
        duration: Literal[5],
        prompt: str,
        quality: Literal["1080p"],
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v3.5, where quality is 1080p."""
        ...

    def v4(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v4. More combinations: v4_fast, v4_5, v4_5_fast."""
        ...

    def v4_fast(
        *,
        duration: Literal[5],
        motion_mode: Literal["fast"],
        prompt: str,
        quality: Quality_360p_540p_720p,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v4, where motion_mode is fast."""
        ...

    def v4_5(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v4.5. More combinations: v4_5_fast."""
        ...

    def v4_5_fast(
        *,
        duration: Literal[5],
        motion_mode: Literal["fast"],
        prompt: str,
        quality: Quality_360p_540p_720p,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v4.5, where motion_mode is fast."""
        ...

    def v5(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v5. More combinations: v5_5, v5_5_1080p."""
        ...

    def v5_5(
        *,
        duration: Duration_5_8_10,
        prompt: str,
        quality: Quality_360p_540p_720p,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v5.5. More combinations: v5_5_1080p."""
        ...

    def v5_5_1080p(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Literal["1080p"],
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v5.5, where quality is 1080p."""
        ...

    def v6(
        *,
        duration: int,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        template_id: Id_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask v6."""
        ...
else:
    v3_5 = partial(Request, model="v3.5")
    v3_5_fast = partial(Request, model="v3.5")
    v3_5_1080p = partial(Request, model="v3.5")
    v4 = partial(Request, model="v4")
    v4_fast = partial(Request, model="v4")
    v4_5 = partial(Request, model="v4.5")
    v4_5_fast = partial(Request, model="v4.5")
    v5 = partial(Request, model="v5")
    v5_5 = partial(Request, model="v5.5")
    v5_5_1080p = partial(Request, model="v5.5")
    v6 = partial(Request, model="v6")


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


PER_SECOND_PRICE = Tariff(
    name="per-second",
    currency="credits",
    per="second",
    of="duration",
    unless=("template_id",),
    by=(Axis(at="model"), Axis(at="generate_audio_switch", default=False), Axis(at="quality")),
    rates={
        ("v6", "false", "360p"): "5",
        ("v6", "false", "540p"): "7",
        ("v6", "false", "720p"): "9",
        ("v6", "false", "1080p"): "18",
        ("v6", "true", "360p"): "7",
        ("v6", "true", "540p"): "9",
        ("v6", "true", "720p"): "12",
        ("v6", "true", "1080p"): "23",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(UNMODEL, "v6"), Cite(MODEL_SHEETS, "v6"), Cite(API_KIT, "effect_items")),
)


PER_CLIP_OF_V55_PRICE = Tariff(
    name="per-clip-of-v55",
    currency="credits",
    per="clip",
    of=None,
    unless=("template_id",),
    by=(Axis(at="model"), Axis(at="generate_audio_switch", default=False), Axis(at="quality"), Axis(at="duration")),
    rates={
        ("v5.5", "false", "360p", "5"): "45",
        ("v5.5", "false", "360p", "8"): "90",
        ("v5.5", "false", "360p", "10"): "99",
        ("v5.5", "false", "540p", "5"): "45",
        ("v5.5", "false", "540p", "8"): "90",
        ("v5.5", "false", "540p", "10"): "99",
        ("v5.5", "false", "720p", "5"): "60",
        ("v5.5", "false", "720p", "8"): "120",
        ("v5.5", "false", "720p", "10"): "132",
        ("v5.5", "false", "1080p", "5"): "120",
        ("v5.5", "false", "1080p", "8"): "240",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(UNMODEL, "v5.5"), Cite(API_KIT, "effect_items")),
)


PER_CLIP_OF_V5_PRICE = Tariff(
    name="per-clip-of-v5",
    currency="credits",
    per="clip",
    of=None,
    unless=("template_id",),
    by=(Axis(at="model"), Axis(at="quality"), Axis(at="duration")),
    rates={
        ("v5", "360p", "5"): "45",
        ("v5", "360p", "8"): "90",
        ("v5", "540p", "5"): "45",
        ("v5", "540p", "8"): "90",
        ("v5", "720p", "5"): "60",
        ("v5", "720p", "8"): "120",
        ("v5", "1080p", "5"): "120",
        ("v5", "1080p", "8"): "240",
    },
    confidence="third-party",
    read="2026-09",
    cites=(Cite(PRICING, "240"), Cite(API_KIT, "effect_items")),
)


PER_CLIP_OF_OLDER_MODELS_PRICE = Tariff(
    name="per-clip-of-older-models",
    currency="credits",
    per="clip",
    of=None,
    unless=("template_id",),
    by=(Axis(at="model"), Axis(at="motion_mode", default="normal"), Axis(at="quality"), Axis(at="duration")),
    rates={
        ("v4.5", "normal", "360p", "5"): "45",
        ("v4.5", "normal", "360p", "8"): "90",
        ("v4.5", "normal", "540p", "5"): "45",
        ("v4.5", "normal", "540p", "8"): "90",
        ("v4.5", "normal", "720p", "5"): "60",
        ("v4.5", "normal", "720p", "8"): "120",
        ("v4.5", "normal", "1080p", "5"): "120",
        ("v4.5", "fast", "360p", "5"): "90",
        ("v4.5", "fast", "540p", "5"): "90",
        ("v4.5", "fast", "720p", "5"): "120",
        ("v4", "normal", "360p", "5"): "45",
        ("v4", "normal", "360p", "8"): "90",
        ("v4", "normal", "540p", "5"): "45",
        ("v4", "normal", "540p", "8"): "90",
        ("v4", "normal", "720p", "5"): "60",
        ("v4", "normal", "720p", "8"): "120",
        ("v4", "normal", "1080p", "5"): "120",
        ("v4", "fast", "360p", "5"): "90",
        ("v4", "fast", "540p", "5"): "90",
        ("v4", "fast", "720p", "5"): "120",
        ("v3.5", "normal", "360p", "5"): "45",
        ("v3.5", "normal", "360p", "8"): "90",
        ("v3.5", "normal", "540p", "5"): "45",
        ("v3.5", "normal", "540p", "8"): "90",
        ("v3.5", "normal", "720p", "5"): "60",
        ("v3.5", "normal", "720p", "8"): "120",
        ("v3.5", "normal", "1080p", "5"): "120",
        ("v3.5", "fast", "360p", "5"): "90",
        ("v3.5", "fast", "540p", "5"): "90",
        ("v3.5", "fast", "720p", "5"): "120",
    },
    confidence="third-party",
    read="2026-09",
    cites=(Cite(PRICING, "120"), Cite(API_KIT, "effect_items")),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixverse/extend",
    protocol=PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    model="model",
    tariffs=(PER_SECOND_PRICE, PER_CLIP_OF_V55_PRICE, PER_CLIP_OF_V5_PRICE, PER_CLIP_OF_OLDER_MODELS_PRICE),
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
