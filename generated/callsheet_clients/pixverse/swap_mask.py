# Written by callsheet from specs/pixverse/swap-mask.yaml. Change the spec, then `make generate`.
"""Find what can be swapped in one frame of a video, which is H.264 or H.265. Charged, and answered at once.

[swap-guide] How to use Swap. PixVerse.
[error-codes] Error codes. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[swap-mask] Swap mask generation. PixVerse.
[extend] Extend generation. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[upload-image] Upload Image. PixVerse.
[faq] FAQ. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import swap_mask

    request = swap_mask.Request(keyframe_id=1, video_media_id=0)
    result = client.swap_mask.call(request)
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import CALLS
from callsheet_clients.pixverse.sources import SWAP_GUIDE
from callsheet_clients.pixverse.validators.swap_mask import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, CallEndpoint, Operation
from callsheet_runtime.reading import Answer, given


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    keyframe_id: int | None = None
    """Number of the frame that is searched, from 1 to the last one of the video. Default: 1."""

    source_video_id: int | str | None = None
    """Id of a video that this API made. Instead of `video_media_id`. Given by task."""

    video_media_id: int | str | None = None
    """Id of a video that was uploaded. Instead of `source_video_id`. Given by upload-media.media_id."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            **given(
                keyframe_id=self.keyframe_id,
                source_video_id=self.source_video_id,
                video_media_id=self.video_media_id,
            ),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MasksRow:
    """One of `masks`. A field is `None` where the answer lacks it."""

    mask_id: int | str | None
    """Id of the mask, as swap and modify take it."""

    name: str | None
    """What it covers, such as person, object or background."""

    mask_url: str | None
    """Address of the mask as a picture."""


def _masks_row(row: object) -> MasksRow:
    """Read one of `masks`."""
    return MasksRow(
        mask_id=reading.identifier(row, "mask_id"),
        name=reading.text(row, "mask_name"),
        mask_url=reading.text(row, "mask_url"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answer holds. A field is `None` where the answer lacks it or has something else there."""

    keyframe_id: int | None
    """Number of the frame that was searched. swap takes the same."""

    keyframe_url: str | None
    """Address of that frame as a picture."""

    credits: int | None
    """Credits that were charged."""

    masks: tuple[MasksRow, ...]
    """What was found on the frame."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer."""
    return Result(
        keyframe_id=reading.integer(answer, "Resp.keyframe_id"),
        keyframe_url=reading.text(answer, "Resp.keyframe_url"),
        credits=reading.integer(answer, "Resp.credits"),
        masks=tuple(_masks_row(row) for row in reading.rows(answer, "Resp.mask_info")),
        answer=reading.whole(answer),
    )


PER_CALL_PRICE = Tariff(
    name="per-call",
    currency="credits",
    per="call",
    of=None,
    by=(),
    rates={(): "2"},
    confidence="official",
    read="2026-04",
    cites=(Cite(SWAP_GUIDE, '"credits":2'),),
)


ENDPOINT: Final[CallEndpoint[Request, Result]] = CallEndpoint(
    name="pixverse/swap-mask",
    protocol=CALLS,
    servers=("global", "china"),
    validate=validate,
    read=result,
    tariffs=(PER_CALL_PRICE,),
    operation=Operation(method="POST", path="/openapi/v2/video/mask/selection", fresh=("Ai-trace-id",)),
    costs=True,
    empty=Request(),
)
