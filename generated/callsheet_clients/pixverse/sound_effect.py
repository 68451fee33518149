# Written by callsheet from specs/pixverse/sound-effect.yaml. Change the spec, then `make generate`.
"""Add sound to a video, from words or from what it shows.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[error-codes] Error codes. PixVerse.
[faq] FAQ. PixVerse.
[sound-effect] Sound effect generation. PixVerse.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[extend] Extend generation. PixVerse.
[video-status] Get Video Generation Status. PixVerse.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[c1-notes] Integration notes of C1. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[unmodel] Typed transcription of the pages for text, image, prices, V6 and capabilities. the unmodel project.
[upload-image] Upload Image. PixVerse.
[webhook] Webhook integration. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[jp-client] Python client from Japan. users, on GitHub.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[pricing] Pricing, of which only the opening could be read. PixVerse.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import sound_effect

    request = sound_effect.Request(original_sound_switch=True, sound_effect_content="", source_video_id=123123)
    result = client.sound_effect.run(request)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from callsheet_clients.pixverse.protocol import SOUND_EFFECT_PROTOCOL
from callsheet_clients.pixverse.sources import UNMODEL
from callsheet_clients.pixverse.validators.sound_effect import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    original_sound_switch: bool | None = None
    """Keep the sound that the video has."""

    sound_effect_content: str | None = None
    """What is to be heard. Empty or left out, the picture decides. The provider's package stops at 2048 characters."""

    seed: int | None = None
    """Chooses among the sounds that fit. Only the provider's package has it."""

    source_video_id: int | str | None = None
    """Id of a video that this API made. Instead of `video_media_id`. Given by task."""

    video_media_id: int | str | None = None
    """Id of a video that was uploaded. Instead of `source_video_id`. Given by upload-media.media_id."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            **given(
                original_sound_switch=self.original_sound_switch,
                sound_effect_content=self.sound_effect_content,
                seed=self.seed,
                source_video_id=self.source_video_id,
                video_media_id=self.video_media_id,
            ),
        }


if TYPE_CHECKING:
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Text_or_none = TypeVar("Text_or_none", str | None, None)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Id_or_none = TypeVar("Id_or_none", int | str | None, None)

    def request(
        *,
        original_sound_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        seed: Whole_or_none = None,
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
    by=(),
    rates={(): "2"},
    confidence="third-party",
    read="2026-08",
    cites=(Cite(UNMODEL, "2"),),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixverse/sound-effect",
    protocol=SOUND_EFFECT_PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    tariffs=(PER_SECOND_PRICE,),
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
