# Written by callsheet from specs/pixverse/fusion.yaml. Change the spec, then `make generate`.
"""Generate a video from a text prompt that names images of subjects and backgrounds.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[fusion] Fusion (reference to video) generation. PixVerse.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[error-codes] Error codes. PixVerse.
[faq] FAQ. PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[mirror-tables] Field tables made from a reseller's description of the Chinese mirror. a reseller.
[unmodel] Typed transcription of the pages for text, image, prices, V6 and capabilities. the unmodel project.
[c1-notes] Integration notes of C1. users, on GitHub.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[video-status] Get Video Generation Status. PixVerse.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[upload-image] Upload Image. PixVerse.
[webhook] Webhook integration. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[common-errors] Common errors and Solutions. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[pricing] Pricing, of which only the opening could be read. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import fusion

    request = fusion.Request(
        model="v4.5",
        image_references=[
            fusion.ImageReferencesItem(kind="subject", img_id=0, ref_name="dog"),
            fusion.ImageReferencesItem(kind="background", img_id=0, ref_name="room"),
        ],
        duration=5,
        aspect_ratio="16:9",
        prompt="@dog plays at @room",
        quality="540p",
        seed=123456789,
    )
    result = client.fusion.run(request)
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.pixverse.protocol import FUSION_PROTOCOL
from callsheet_clients.pixverse.sources import C1_NOTES, MODEL_SHEETS, PRICING, UNMODEL
from callsheet_clients.pixverse.validators.fusion import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, bodies, given

Model = Literal["v4.5", "v5", "v5.5", "v5.6", "v6", "c1"]
ImageReferencesKind = Literal["subject", "background"]
AspectRatio = Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9", "auto"]
ReferenceMode = Literal["omni"]
Quality = Literal["360p", "540p", "720p", "1080p"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageReferencesItem:
    """One item of `image_references`: The images, each with a name that the prompt mentions."""

    kind: ImageReferencesKind
    """What the image shows."""

    img_id: int | str
    """Id of the image. Given by upload-image.img_id."""

    ref_name: str
    """What the prompt calls it, after an @ and before a space. Letters, digits, underscores and spaces. 1 to 30
    characters; a longer one is refused.
    """

    def body(self) -> Body:
        """Build the JSON body."""
        return {"type": self.kind, "img_id": self.img_id, "ref_name": self.ref_name}


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoReferencesItem:
    """One item of `video_references`: Videos to refer to, 15 seconds in total; the result is as long as the longest.
    Double the price. Known from others' clients alone.
    """

    ref_name: str
    """What the prompt calls it, after an @ and before a space. 1 to 30 characters; a longer one is refused."""

    video_media_id: int | str | None = None
    """Id of a video that was uploaded. Given by upload-media.media_id."""

    source_video_id: int | str | None = None
    """Id of a video that this API made. Given by task."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "ref_name": self.ref_name,
            **given(video_media_id=self.video_media_id, source_video_id=self.source_video_id),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """Which model renders the video. v6 and c1 are billed by the second, the others by the clip."""

    duration: int
    """Length of the video in seconds; 0 where reference videos set it. Sets the price. 0 to 15."""

    aspect_ratio: AspectRatio
    """Width to height of the video."""

    prompt: str
    """What the video shows. Above 2048 characters, pages of different age disagree. 1 to 5000 characters; a longer one
    is refused.
    """

    quality: Quality
    """Size of the picture; 360p is also called Turbo. Sets the price."""

    image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...] | None = None
    """The images, each with a name that the prompt mentions. 1 to 10 items."""

    generate_audio_switch: bool | None = None
    """Make the video with sound, on v5.6 and later. Costs more. Default: false."""

    reference_mode: ReferenceMode | None = None
    """A mode of v6 that takes more images, and videos. Known from others' clients alone."""

    video_references: list[VideoReferencesItem] | tuple[VideoReferencesItem, ...] | None = None
    """Videos to refer to, 15 seconds in total; the result is as long as the longest. Double the price. Known from
    others' clients alone. 1 to 2 items.
    """

    seed: int | None = None
    """Chooses among the videos that a prompt can come to. Left out, the service picks one; nothing promises a repeat. 0
    to 2147483647.
    """

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "model": self.model,
            "duration": self.duration,
            "aspect_ratio": self.aspect_ratio,
            "prompt": self.prompt,
            "quality": self.quality,
            **given(
                image_references=bodies(self.image_references),
                generate_audio_switch=self.generate_audio_switch,
                reference_mode=self.reference_mode,
                video_references=bodies(self.video_references),
                seed=self.seed,
            ),
        }


if TYPE_CHECKING:
    Duration_5_8 = TypeVar("Duration_5_8", Literal[5, 8], Never)
    AspectRatio_16x9_4x3_1x1_3x4_9x16 = TypeVar(
        "AspectRatio_16x9_4x3_1x1_3x4_9x16",
        Literal["16:9", "4:3", "1:1", "3:4", "9:16"],
        Never,
    )
    Quality_360p_540p_720p_1080p = TypeVar("Quality_360p_540p_720p_1080p", Quality, Never)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Duration_5_8_10 = TypeVar("Duration_5_8_10", Literal[5, 8, 10], Never)
    Quality_360p_540p_720p = TypeVar("Quality_360p_540p_720p", Literal["360p", "540p", "720p"], Never)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Duration_of_v6_c1 = TypeVar("Duration_of_v6_c1", Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], Never)
    AspectRatio_of_v6_c1 = TypeVar(
        "AspectRatio_of_v6_c1",
        Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"],
        Never,
    )
    AspectRatio_any = TypeVar("AspectRatio_any", AspectRatio, Never)

    def v4_5(
        *,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...],
        duration: Duration_5_8,
        aspect_ratio: AspectRatio_16x9_4x3_1x1_3x4_9x16,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask v4.5."""
        ...

    def v5(
        *,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...],
        duration: Duration_5_8,
        aspect_ratio: AspectRatio_16x9_4x3_1x1_3x4_9x16,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask v5. More combinations: v5_5, v5_5_1080p, v5_6, v5_6_1080p."""
        ...

    def v5_5(
        *,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...],
        duration: Duration_5_8_10,
        aspect_ratio: AspectRatio_16x9_4x3_1x1_3x4_9x16,
        prompt: str,
        quality: Quality_360p_540p_720p,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask v5.5. More combinations: v5_5_1080p."""
        ...

    def v5_5_1080p(
        *,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...],
        duration: Duration_5_8,
        aspect_ratio: AspectRatio_16x9_4x3_1x1_3x4_9x16,
        prompt: str,
        quality: Literal["1080p"],
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask v5.5, where quality is 1080p."""
        ...

    def v5_6(
        *,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...],
        duration: Duration_5_8_10,
        aspect_ratio: AspectRatio_16x9_4x3_1x1_3x4_9x16,
        prompt: str,
        quality: Quality_360p_540p_720p,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask v5.6. More combinations: v5_6_1080p."""
        ...

    def v5_6_1080p(
        *,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...],
        duration: Duration_5_8,
        aspect_ratio: AspectRatio_16x9_4x3_1x1_3x4_9x16,
        prompt: str,
        quality: Literal["1080p"],
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask v5.6, where quality is 1080p."""
        ...

    def v6(
        *,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...],
        duration: Duration_of_v6_c1,
        aspect_ratio: AspectRatio_of_v6_c1,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask v6. More combinations: v6_omni."""
        ...

    def v6_omni(
        *,
        duration: int,
        aspect_ratio: AspectRatio_any,
        reference_mode: Literal["omni"],
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...] | None = None,
        generate_audio_switch: Flag_or_none = None,
        video_references: list[VideoReferencesItem] | tuple[VideoReferencesItem, ...] | None = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask v6, where reference_mode is omni."""
        ...

    def c1(
        *,
        image_references: list[ImageReferencesItem] | tuple[ImageReferencesItem, ...],
        duration: Duration_of_v6_c1,
        aspect_ratio: AspectRatio_of_v6_c1,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask c1."""
        ...
else:
    v4_5 = partial(Request, model="v4.5")
    v5 = partial(Request, model="v5")
    v5_5 = partial(Request, model="v5.5")
    v5_5_1080p = partial(Request, model="v5.5")
    v5_6 = partial(Request, model="v5.6")
    v5_6_1080p = partial(Request, model="v5.6")
    v6 = partial(Request, model="v6")
    v6_omni = partial(Request, model="v6")
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


PER_SECOND_PRICE = Tariff(
    name="per-second",
    currency="credits",
    per="second",
    of="duration",
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
        ("c1", "false", "360p"): "6",
        ("c1", "false", "540p"): "8",
        ("c1", "false", "720p"): "10",
        ("c1", "false", "1080p"): "19",
        ("c1", "true", "360p"): "8",
        ("c1", "true", "540p"): "10",
        ("c1", "true", "720p"): "13",
        ("c1", "true", "1080p"): "24",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(UNMODEL, "v6"), Cite(MODEL_SHEETS, "v6"), Cite(C1_NOTES, "c1")),
)


PER_CLIP_OF_V56_PRICE = Tariff(
    name="per-clip-of-v56",
    currency="credits",
    per="clip",
    of=None,
    by=(Axis(at="model"), Axis(at="generate_audio_switch", default=False), Axis(at="quality"), Axis(at="duration")),
    rates={
        ("v5.6", "false", "360p", "5"): "35",
        ("v5.6", "false", "360p", "8"): "70",
        ("v5.6", "false", "360p", "10"): "77",
        ("v5.6", "false", "540p", "5"): "35",
        ("v5.6", "false", "540p", "8"): "70",
        ("v5.6", "false", "540p", "10"): "77",
        ("v5.6", "false", "720p", "5"): "45",
        ("v5.6", "false", "720p", "8"): "90",
        ("v5.6", "false", "720p", "10"): "99",
        ("v5.6", "false", "1080p", "5"): "75",
        ("v5.6", "false", "1080p", "8"): "150",
        ("v5.6", "true", "360p", "5"): "80",
        ("v5.6", "true", "360p", "8"): "115",
        ("v5.6", "true", "360p", "10"): "122",
        ("v5.6", "true", "540p", "5"): "80",
        ("v5.6", "true", "540p", "8"): "115",
        ("v5.6", "true", "540p", "10"): "122",
        ("v5.6", "true", "720p", "5"): "80",
        ("v5.6", "true", "720p", "8"): "135",
        ("v5.6", "true", "720p", "10"): "144",
        ("v5.6", "true", "1080p", "5"): "150",
        ("v5.6", "true", "1080p", "8"): "195",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(UNMODEL, "v5.6"), Cite(MODEL_SHEETS, "v5.6")),
)


PER_CLIP_OF_V45_PRICE = Tariff(
    name="per-clip-of-v45",
    currency="credits",
    per="clip",
    of=None,
    by=(Axis(at="model"), Axis(at="quality"), Axis(at="duration")),
    rates={
        ("v4.5", "360p", "5"): "45",
        ("v4.5", "360p", "8"): "90",
        ("v4.5", "540p", "5"): "45",
        ("v4.5", "540p", "8"): "90",
        ("v4.5", "720p", "5"): "60",
        ("v4.5", "720p", "8"): "120",
        ("v4.5", "1080p", "5"): "120",
    },
    confidence="official",
    read="2026-04",
    cites=(Cite(PRICING, "120"),),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixverse/fusion",
    protocol=FUSION_PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    model="model",
    tariffs=(PER_SECOND_PRICE, PER_CLIP_OF_V56_PRICE, PER_CLIP_OF_V45_PRICE),
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
