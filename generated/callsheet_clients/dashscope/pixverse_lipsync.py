# Written by callsheet from specs/dashscope/pixverse-lipsync.yaml. Change the spec, then `make generate`.
"""Make the mouth in a video move to a recording, or to a text that is read aloud.

[qw-lipsync] PixVerse lip sync. 千问云 (Alibaba Cloud).
[t2v-en] PixVerse text-to-video API reference. Alibaba Cloud Model Studio.
[t2v-zh] 爱诗-文生视频API参考. 阿里云百炼.
[tasks] Manage asynchronous tasks. Alibaba Cloud Model Studio.
[errors] Error messages. Alibaba Cloud Model Studio.
[it2v-en] PixVerse image-to-video API reference. Alibaba Cloud Model Studio.
[qw-query] PixVerse, query a task, and the overview of models. 千问云 (Alibaba Cloud).
[field-notes] Notes of PixVerse runs on Model Studio. users, on GitHub.
[hh-t2v] HappyHorse text-to-video API reference. 阿里云百炼.
[it2v-zh] 爱诗-图生视频API参考. 阿里云百炼.
[kf2v-zh] 爱诗-首尾帧生视频API参考. 阿里云百炼.
[qw-r2v] PixVerse reference to video. 千问云 (Alibaba Cloud).
[recordings] Raw HTTP recorded from the live service. the cnblogs/dashscope-sdk project.
[resellers] Pages of resellers of HappyHorse and PixVerse. several resellers.
[sdk] dashscope 2.0.2, the provider's Python SDK. Alibaba Cloud.
[t2v-intl] PixVerse text-to-video API reference, international site. Alibaba Cloud Model Studio.

With `client`, a `DashScope`; with an `AsyncDashScope`, the last line awaits:

    from callsheet_clients.dashscope import pixverse_lipsync

    request = pixverse_lipsync.Request(
        model="pixverse/pixverse-lipsync",
        media=[
            pixverse_lipsync.MediaItem(kind="video_url", url="https://acme.test/face.mp4"),
            pixverse_lipsync.MediaItem(kind="audio_url", url="https://acme.test/voice.mp3"),
        ],
    )
    result = client.pixverse_lipsync.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_clients.dashscope.validators.pixverse_lipsync import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint, Retention
from callsheet_runtime.reading import Answer, bodies, given

Model = Literal["pixverse/pixverse-lipsync"]
MediaKind = Literal["video_url", "audio_url", "lip_sync_tts_speaker_id", "lip_sync_tts_content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """One item of `media`: One video, and either one recording or one speaker with one text."""

    kind: MediaKind
    """What the item is, and so in which of the other fields it says it."""

    url: str | None = None
    """Address of the video, an MP4, MOV or WebM of at most 250 MiB and 300 seconds; or of the recording, an MP3, WAV,
    M4A or AAC of at most 100 MiB and 300 seconds.
    """

    speaker: str | None = None
    """Who reads the text, “auto” or the number of a speaker, as text."""

    content: str | None = None
    """The text to be read aloud. 1 to 200 characters; a longer one is refused."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {"type": self.kind, **given(url=self.url, id=self.speaker, content=self.content)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """The one model that moves lips."""

    media: list[MediaItem] | tuple[MediaItem, ...]
    """One video, and either one recording or one speaker with one text. 2 to 3 items."""

    watermark: bool | None = None
    """Stamp the lower right corner with “AI生成”. Default: false."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "model": self.model,
            "input": {"media": bodies(self.media)},
            **given(parameters={**given(watermark=self.watermark)}),
        }


if TYPE_CHECKING:
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)

    def pixverse_lipsync(*, media: list[MediaItem] | tuple[MediaItem, ...], watermark: Flag_or_none = None) -> Request:
        """Ask pixverse/pixverse-lipsync."""
        ...
else:
    pixverse_lipsync = partial(Request, model="pixverse/pixverse-lipsync")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a succeeded task holds. A field is `None` where the answer lacks it or has something else there."""

    billed_seconds: float | None
    """Seconds billed, those of the recording rounded up; for a text, its bytes in UTF-8 divided by 15, rounded up."""

    size: str | None
    """Width*height of what was made, in pixels."""

    tier: str | None
    """The resolution tier, if any; it is empty in the page's answer, which is read as none."""

    submitted: datetime | None
    """When the task was created."""

    scheduled: datetime | None
    """When work on it began."""

    ended: datetime | None
    """When it was done."""

    video_url: str | None
    """Address of the MP4 (H.264). It does not expire at present, yet is no archive."""

    frames_per_second: int | None
    """Frames a second."""

    videos: int | None
    """Videos made, always 1."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer about a succeeded task."""
    return Result(
        billed_seconds=reading.number(answer, "usage.duration"),
        size=reading.text(answer, "usage.size"),
        tier=reading.text(answer, "usage.SR"),
        submitted=reading.moment(answer, "output.submit_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        scheduled=reading.moment(answer, "output.scheduled_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        ended=reading.moment(answer, "output.end_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        video_url=reading.text(answer, "output.video_url"),
        frames_per_second=reading.integer(answer, "usage.fps"),
        videos=reading.integer(answer, "usage.video_count"),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="dashscope/pixverse-lipsync",
    protocol=PROTOCOL,
    servers=("beijing", "singapore-workspace"),
    validate=validate,
    read=result,
    model="model",
    result="output.video_url",
    billed={"billed_seconds": "second"},
    retention=Retention(task=86400),
)
