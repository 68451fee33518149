# Written by callsheet from specs/dashscope/pixverse-it2v.yaml. Change the spec, then `make generate`.
"""Generate a video that begins with an image.

[it2v-zh] 爱诗-图生视频API参考. 阿里云百炼.
[t2v-en] PixVerse text-to-video API reference. Alibaba Cloud Model Studio.
[t2v-zh] 爱诗-文生视频API参考. 阿里云百炼.
[kf2v-zh] 爱诗-首尾帧生视频API参考. 阿里云百炼.
[qw-r2v] PixVerse reference to video. 千问云 (Alibaba Cloud).
[tasks] Manage asynchronous tasks. Alibaba Cloud Model Studio.
[it2v-en] PixVerse image-to-video API reference. Alibaba Cloud Model Studio.
[qw-it2v] PixVerse image to video, from the first frame. 千问云 (Alibaba Cloud).
[errors] Error messages. Alibaba Cloud Model Studio.
[field-notes] Notes of PixVerse runs on Model Studio. users, on GitHub.
[hh-t2v] HappyHorse text-to-video API reference. 阿里云百炼.
[qw-query] PixVerse, query a task, and the overview of models. 千问云 (Alibaba Cloud).
[console-prices] Prices and limits transcribed from the console. the @seq/bailian-core package.
[hh-edit] HappyHorse video-edit API reference. 阿里云百炼.
[qw-lipsync] PixVerse lip sync. 千问云 (Alibaba Cloud).
[rates] Rate limits. Alibaba Cloud Model Studio.
[recordings] Raw HTTP recorded from the live service. the cnblogs/dashscope-sdk project.
[resellers] Pages of resellers of HappyHorse and PixVerse. several resellers.
[sdk] dashscope 2.0.2, the provider's Python SDK. Alibaba Cloud.
[t2v-intl] PixVerse text-to-video API reference, international site. Alibaba Cloud Model Studio.

With `client`, a `DashScope`; with an `AsyncDashScope`, the last line awaits:

    from callsheet_clients.dashscope import pixverse_it2v

    request = pixverse_it2v.Request(
        model="pixverse/pixverse-c1-it2v",
        media=[
            pixverse_it2v.MediaItem(
                kind="image_url",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260121/zlpocv/wan-i2v-haigui.webp",
            ),
        ],
        prompt="镜头从海龟下方缓缓上移，海龟悠然游动，腹部细节清晰可见。",
        resolution="720P",
        duration=5,
        audio=False,
        watermark=True,
    )
    result = client.pixverse_it2v.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_clients.dashscope.sources import CONSOLE_PRICES, FIELD_NOTES
from callsheet_clients.dashscope.validators.pixverse_it2v import MODEL_VERSION, validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint, Retention
from callsheet_runtime.reading import Answer, bodies, given

Model = Literal["pixverse/pixverse-c1-it2v", "pixverse/pixverse-v6-it2v", "pixverse/pixverse-v5.6-it2v"]
MediaKind = Literal["image_url"]
Resolution = Literal["360P", "540P", "720P", "1080P"]
ShotType = Literal["single", "multi"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """One item of `media`: The image that the video begins with, and whose shape it takes more or less: a JPG, PNG or
    WEBP, at most 10000 pixels wide and high, at most 20 MiB, at a public address. No least size is documented, and
    no data in place of an address. Of several images the last is used.
    """

    kind: MediaKind
    """Always “image_url”."""

    url: str
    """Public address of the image."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {"type": self.kind, "url": self.url}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """Which PixVerse model renders the video. c1 is for fights, spells and fast motion, v6 for everything else."""

    media: list[MediaItem] | tuple[MediaItem, ...]
    """The image that the video begins with, and whose shape it takes more or less: a JPG, PNG or WEBP, at most 10000
    pixels wide and high, at most 20 MiB, at a public address. No least size is documented, and no data in place of
    an address. Of several images the last is used.
    """

    resolution: Resolution
    """Resolution tier of the video. Sets the price."""

    duration: int
    """Length of the video in seconds. Billed per second. v5.6 knows 5, 8 and 10 only. 1 to 15."""

    prompt: str | None = None
    """How the image moves and what happens, in Chinese or English. Each character counts one. c1 and v6 take shots
    written as “Shot 1, Shot 2”. 0 to 5000 characters; the provider cuts what is beyond.
    """

    audio: bool | None = None
    """Add music or sound that fits the video. Changes the price. Default: false."""

    watermark: bool | None = None
    """Stamp the lower right corner with “AI生成”. Default: false."""

    shot_type: ShotType | None = None
    """One continuous shot, or several cut by the model. Where the prompt disagrees, the prompt wins. Default: single.
    """

    seed: int | None = None
    """Makes a result likelier to repeat, never certain to. Left out, the service picks one. 0 to 2147483647."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "model": self.model,
            "input": {"media": bodies(self.media), **given(prompt=self.prompt)},
            "parameters": {
                "resolution": self.resolution,
                "duration": self.duration,
                **given(audio=self.audio, watermark=self.watermark, shot_type=self.shot_type, seed=self.seed),
            },
        }


if TYPE_CHECKING:
    Resolution_360P_540P_720P_1080P = TypeVar("Resolution_360P_540P_720P_1080P", Resolution, Never)
    Text_or_none = TypeVar("Text_or_none", str | None, None)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    ShotType_single_multi_or_none = TypeVar("ShotType_single_multi_or_none", ShotType | None, None)
    Resolution_360P_540P_720P = TypeVar("Resolution_360P_540P_720P", Literal["360P", "540P", "720P"], Never)
    Duration_5_8_10 = TypeVar("Duration_5_8_10", Literal[5, 8, 10], Never)
    Duration_5_8 = TypeVar("Duration_5_8", Literal[5, 8], Never)

    def c1(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        resolution: Resolution_360P_540P_720P_1080P,
        duration: int,
        prompt: Text_or_none = None,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-c1-it2v."""
        ...

    def v6(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        resolution: Resolution_360P_540P_720P_1080P,
        duration: int,
        prompt: Text_or_none = None,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        shot_type: ShotType_single_multi_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-v6-it2v."""
        ...

    def v5_6(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        resolution: Resolution_360P_540P_720P,
        duration: Duration_5_8_10,
        prompt: Text_or_none = None,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-v5.6-it2v. More combinations: v5_6_1080p."""
        ...

    def v5_6_1080p(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        resolution: Literal["1080P"],
        duration: Duration_5_8,
        prompt: Text_or_none = None,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-v5.6-it2v, where resolution is 1080P."""
        ...
else:
    c1 = partial(Request, model="pixverse/pixverse-c1-it2v")
    v6 = partial(Request, model="pixverse/pixverse-v6-it2v")
    v5_6 = partial(Request, model="pixverse/pixverse-v5.6-it2v")
    v5_6_1080p = partial(Request, model="pixverse/pixverse-v5.6-it2v")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a succeeded task holds. A field is `None` where the answer lacks it or has something else there."""

    submitted: datetime | None
    """When the task was created."""

    scheduled: datetime | None
    """When work on it began."""

    ended: datetime | None
    """When it was done."""

    size: str | None
    """Width*height of what was made, in pixels."""

    tier: str | None
    """The resolution tier that is billed, without its P, as text."""

    prompt: str | None
    """The prompt as the provider received it."""

    billed_seconds: float | None
    """Seconds billed."""

    has_audio: bool | None
    """Whether the video has sound."""

    video_url: str | None
    """Address of the MP4 (H.264). It does not expire at present, yet is no archive."""

    frames_per_second: int | None
    """Frames a second."""

    videos: int | None
    """Videos made, always 1."""

    shot_type: str | None
    """The kind of shot; some answers leave it out."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer about a succeeded task."""
    return Result(
        submitted=reading.moment(answer, "output.submit_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        scheduled=reading.moment(answer, "output.scheduled_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        ended=reading.moment(answer, "output.end_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        size=reading.text(answer, "usage.size"),
        tier=reading.text(answer, "usage.SR"),
        prompt=reading.text(answer, "output.orig_prompt"),
        billed_seconds=reading.number(answer, "usage.duration"),
        has_audio=reading.boolean(answer, "usage.audio"),
        video_url=reading.text(answer, "output.video_url"),
        frames_per_second=reading.integer(answer, "usage.fps"),
        videos=reading.integer(answer, "usage.video_count"),
        shot_type=reading.text(answer, "usage.shot_type"),
        answer=reading.whole(answer),
    )


PER_SECOND_PRICE = Tariff(
    name="per-second",
    currency="CNY",
    per="second",
    of="parameters.duration",
    servers=("beijing",),
    by=(
        Axis(at="parameters.audio", default=False),
        Axis(at="model", groups=MODEL_VERSION),
        Axis(at="parameters.resolution"),
    ),
    rates={
        ("false", "c1", "360P"): "0.18",
        ("false", "c1", "540P"): "0.24",
        ("false", "c1", "720P"): "0.30",
        ("false", "c1", "1080P"): "0.56",
        ("false", "v6", "360P"): "0.15",
        ("false", "v6", "540P"): "0.21",
        ("false", "v6", "720P"): "0.27",
        ("false", "v6", "1080P"): "0.53",
        ("false", "v5.6", "360P"): "0.21",
        ("false", "v5.6", "540P"): "0.21",
        ("false", "v5.6", "720P"): "0.27",
        ("false", "v5.6", "1080P"): "0.44",
        ("true", "v6", "720P"): "0.36",
        ("true", "v6", "1080P"): "0.68",
    },
    confidence="third-party",
    read="2026-11",
    cites=(Cite(CONSOLE_PRICES, "pixverse"), Cite(FIELD_NOTES, "0.36")),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="dashscope/pixverse-it2v",
    protocol=PROTOCOL,
    servers=("beijing", "singapore-workspace"),
    validate=validate,
    read=result,
    model="model",
    tariffs=(PER_SECOND_PRICE,),
    result="output.video_url",
    billed={"billed_seconds": "second"},
    retention=Retention(task=86400),
)
