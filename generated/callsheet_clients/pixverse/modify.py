# Written by callsheet from specs/pixverse/modify.yaml. Change the spec, then `make generate`.
"""Change, add or remove something in a video, or all of its look, by a prompt.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[mirror-tables] Field tables made from a reseller's description of the Chinese mirror. a reseller.
[error-codes] Error codes. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[faq] FAQ. PixVerse.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[modify-guide] How to use Modify. PixVerse.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[extend] Extend generation. PixVerse.
[video-status] Get Video Generation Status. PixVerse.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[c1-notes] Integration notes of C1. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[upload-image] Upload Image. PixVerse.
[webhook] Webhook integration. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[go-client] Go client of the platform. users, on GitHub.
[jp-client] Python client from Japan. users, on GitHub.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[modify] Modify generation. PixVerse.
[modify-resellers] Prices of Modify in dollars, at two resellers, turned into credits of a cent. resellers.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import modify

    request = modify.Request(
        prompt="@selection0 subject is swapped with @img0",
        quality="540p",
        img_ids=[123],
        mask_ids=["3847593904"],
        keyframe_ids=1,
        video_media_id=1234,
    )
    result = client.modify.run(request)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.pixverse.protocol import MODIFY_PROTOCOL
from callsheet_clients.pixverse.sources import MODIFY_RESELLERS
from callsheet_clients.pixverse.validators.modify import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given, listed

Quality = Literal["360p", "540p", "720p"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    prompt: str
    """What is to become different. Masks are called @selection0 to @selection2 in it, images @img0 to @img2. 1 to 5000
    characters; a longer one is refused.
    """

    quality: Quality
    """Size of the picture."""

    img_ids: list[int | str] | tuple[int | str, ...] | None = None
    """Ids of images that the prompt speaks of, the first as @img0. 0 to 3 items. Given by upload-image.img_id."""

    mask_ids: list[str] | tuple[str, ...] | None = None
    """Ids of masks that swap-mask found, as texts; the first is @selection0 in the prompt. 0 to 3 items. Given by
    swap-mask.masks.mask_id.
    """

    mask_urls: list[str] | tuple[str, ...] | None = None
    """Addresses of masks. Only one client has them. 0 to 3 items."""

    keyframe_ids: int | None = None
    """Number of the frame that the masks were found on."""

    source_video_id: int | str | None = None
    """Id of a video that this API made. Instead of `video_media_id`. Given by task."""

    video_media_id: int | str | None = None
    """Id of a video that was uploaded. Instead of `source_video_id`. Given by upload-media.media_id."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "prompt": self.prompt,
            "quality": self.quality,
            **given(
                img_ids=listed(self.img_ids),
                mask_ids=listed(self.mask_ids),
                mask_urls=listed(self.mask_urls),
                keyframe_ids=self.keyframe_ids,
                source_video_id=self.source_video_id,
                video_media_id=self.video_media_id,
            ),
        }


if TYPE_CHECKING:
    Quality_360p_540p_720p = TypeVar("Quality_360p_540p_720p", Quality, Never)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Id_or_none = TypeVar("Id_or_none", int | str | None, None)

    def request(
        *,
        prompt: str,
        quality: Quality_360p_540p_720p,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        mask_ids: list[str] | tuple[str, ...] | None = None,
        mask_urls: list[str] | tuple[str, ...] | None = None,
        keyframe_ids: Whole_or_none = None,
        source_video_id: Id_or_none = None,
        video_media_id: Id_or_none = None,
    ) -> Request:
        """Ask, with all that types can say of the values."""
        ...
else:
    request = Request


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
    of=None,
    afterwards=True,
    by=(Axis(at="quality"),),
    rates={("360p",): "8", ("540p",): "10", ("720p",): "12"},
    confidence="inferred",
    read="2026-11",
    cites=(Cite(MODIFY_RESELLERS, "0.05"),),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixverse/modify",
    protocol=MODIFY_PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    tariffs=(PER_SECOND_PRICE,),
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
