# Written by callsheet from specs/pixverse/lip-sync.yaml. Change the spec, then `make generate`.
"""Make the people of a video speak, with a sound that was uploaded or a text that is read aloud.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[error-codes] Error codes. PixVerse.
[faq] FAQ. PixVerse.
[lip-sync] Speech (Lipsync) generation. PixVerse.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[extend] Extend generation. PixVerse.
[video-status] Get Video Generation Status. PixVerse.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[c1-notes] Integration notes of C1. users, on GitHub.
[pricing] Pricing, of which only the opening could be read. PixVerse.
[py-client] Python client of the web app and the platform. users, on GitHub.
[tts-list] Get Speech (Lipsync) tts list. PixVerse.
[upload-image] Upload Image. PixVerse.
[webhook] Webhook integration. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[jp-client] Python client from Japan. users, on GitHub.
[mirror-tables] Field tables made from a reseller's description of the Chinese mirror. a reseller.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import lip_sync

    request = lip_sync.Request(audio_media_id=0, source_video_id=0)
    result = client.lip_sync.run(request)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from callsheet_clients.pixverse.protocol import LIP_SYNC_PROTOCOL
from callsheet_clients.pixverse.sources import PRICING
from callsheet_clients.pixverse.validators.lip_sync import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Tariff, utf8_bytes
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    audio_media_id: int | str | None = None
    """Id of a sound that was uploaded, an MP3 or WAV of at most 30 seconds. Instead of a text and its speaker. Given by
    upload-media.media_id.
    """

    lip_sync_tts_speaker_id: str | None = None
    """Id of the voice that reads the text. tts-speakers lists them, and the samples have auto. Given by
    tts-speakers.speakers.speaker_id.
    """

    lip_sync_tts_content: str | None = None
    """The text that is read aloud. Its limit counts characters, its price bytes. 1 to 200 characters; a longer one is
    refused.
    """

    source_video_id: int | str | None = None
    """Id of a video that this API made. Instead of `video_media_id`. Given by task."""

    video_media_id: int | str | None = None
    """Id of a video that was uploaded. Instead of `source_video_id`. Given by upload-media.media_id."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            **given(
                audio_media_id=self.audio_media_id,
                lip_sync_tts_speaker_id=self.lip_sync_tts_speaker_id,
                lip_sync_tts_content=self.lip_sync_tts_content,
                source_video_id=self.source_video_id,
                video_media_id=self.video_media_id,
            ),
        }


if TYPE_CHECKING:
    Id_or_none = TypeVar("Id_or_none", int | str | None, None)
    Text_or_none = TypeVar("Text_or_none", str | None, None)

    def request(
        *,
        audio_media_id: Id_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
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


SPOKEN_TEXT_PRICE = Tariff(
    name="spoken-text",
    currency="credits",
    per="15 bytes",
    of="lip_sync_tts_content",
    count=utf8_bytes,
    step=15,
    by=(),
    rates={(): "4"},
    confidence="official",
    read="2026-04",
    cites=(Cite(PRICING, "15 bytes"),),
)


OWN_SOUND_PRICE = Tariff(
    name="own-sound",
    currency="credits",
    per="second",
    of=None,
    afterwards=True,
    by=(),
    rates={(): "4"},
    confidence="official",
    read="2026-04",
    cites=(Cite(PRICING, "4"),),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixverse/lip-sync",
    protocol=LIP_SYNC_PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    tariffs=(SPOKEN_TEXT_PRICE, OWN_SOUND_PRICE),
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
