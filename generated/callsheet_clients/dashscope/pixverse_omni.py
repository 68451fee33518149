# Written by callsheet from specs/dashscope/pixverse-omni.yaml. Change the spec, then `make generate`.
"""Generate a video from reference images and reference videos.

[qw-r2v] PixVerse reference to video. 千问云 (Alibaba Cloud).
[t2v-en] PixVerse text-to-video API reference. Alibaba Cloud Model Studio.
[t2v-zh] 爱诗-文生视频API参考. 阿里云百炼.
[field-notes] Notes of PixVerse runs on Model Studio. users, on GitHub.
[it2v-zh] 爱诗-图生视频API参考. 阿里云百炼.
[kf2v-zh] 爱诗-首尾帧生视频API参考. 阿里云百炼.
[tasks] Manage asynchronous tasks. Alibaba Cloud Model Studio.
[errors] Error messages. Alibaba Cloud Model Studio.
[qw-query] PixVerse, query a task, and the overview of models. 千问云 (Alibaba Cloud).
[hh-t2v] HappyHorse text-to-video API reference. 阿里云百炼.
[it2v-en] PixVerse image-to-video API reference. Alibaba Cloud Model Studio.
[hh-edit] HappyHorse video-edit API reference. 阿里云百炼.
[qw-lipsync] PixVerse lip sync. 千问云 (Alibaba Cloud).
[recordings] Raw HTTP recorded from the live service. the cnblogs/dashscope-sdk project.
[resellers] Pages of resellers of HappyHorse and PixVerse. several resellers.
[sdk] dashscope 2.0.2, the provider's Python SDK. Alibaba Cloud.
[t2v-intl] PixVerse text-to-video API reference, international site. Alibaba Cloud Model Studio.

With `client`, a `DashScope`; with an `AsyncDashScope`, the last line awaits:

    from callsheet_clients.dashscope import pixverse_omni

    request = pixverse_omni.Request(
        model="pixverse/pixverse-v6-r2v-omni",
        media=[
            pixverse_omni.MediaItem(
                kind="video_url",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/qigswt/wan-r2v-role2.mp4",
                ref_name="参考视频",
            ),
            pixverse_omni.MediaItem(
                kind="image_url",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260320/knsple/wan-r2v-role-frame.jpg",
                ref_name="男人",
            ),
            pixverse_omni.MediaItem(
                kind="image_url",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/wfjikw/wan-r2v-backgroud5.png",
                ref_name="咖啡厅",
            ),
        ],
        prompt="@男人 在@咖啡厅 中弹吉他 参考@参考视频",
        aspect_ratio="16:9",
        duration=0,
        resolution="720P",
        audio=True,
        watermark=False,
    )
    result = client.pixverse_omni.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_clients.dashscope.sources import FIELD_NOTES
from callsheet_clients.dashscope.validators.pixverse_omni import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint, Retention
from callsheet_runtime.reading import Answer, bodies, given

Model = Literal["pixverse/pixverse-v6-r2v-omni"]
MediaKind = Literal["image_url", "video_url"]
AspectRatio = Literal["auto", "16:9", "4:3", "1:1", "3:4", "9:16", "3:2", "2:3", "21:9"]
Resolution = Literal["360P", "540P", "720P", "1080P"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """One item of `media`: The reference images and videos. An image is a JPG, PNG or WEBP, at most 10000 pixels wide
    and high, at most 20 MiB; a video is an MP4. All stand at public addresses. Names and mentions may be left out
    altogether.
    """

    kind: MediaKind
    """Whether this is an image or a video."""

    url: str
    """Public address of the image or video."""

    ref_name: str | None = None
    """The name by which the prompt speaks of this image or video, as @ and the name and a space."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {"type": self.kind, "url": self.url, **given(ref_name=self.ref_name)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """The one model that takes videos as references."""

    media: list[MediaItem] | tuple[MediaItem, ...]
    """The reference images and videos. An image is a JPG, PNG or WEBP, at most 10000 pixels wide and high, at most 20
    MiB; a video is an MP4. All stand at public addresses. Names and mentions may be left out altogether. 1 to 7
    items.
    """

    prompt: str
    """What the video shows, in Chinese or English. Each character counts one. An image or video that has a ref_name is
    mentioned as @ and that name, with a space behind it. 1 to 5000 characters; the provider cuts what is beyond.
    """

    aspect_ratio: AspectRatio
    """Width to height of the video, or “auto”."""

    duration: int
    """Length of the video in seconds, from 1 to 15; 0 where a reference video is given, for then the longest of those
    sets it. Billed per second. 0 to 15.
    """

    resolution: Resolution
    """Resolution tier of the video. Sets the price."""

    size: str | None = None
    """Not taken by this model; the others with references have it. Here `resolution` and `aspect_ratio` say as much."""

    audio: bool | None = None
    """Add music or sound that fits the video. Changes the price. Default: false."""

    watermark: bool | None = None
    """Stamp the lower right corner with “AI生成”. Default: false."""

    seed: int | None = None
    """Makes a result likelier to repeat, never certain to. Left out, the service picks one. 0 to 2147483647."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "model": self.model,
            "input": {"media": bodies(self.media), "prompt": self.prompt},
            "parameters": {
                "aspect_ratio": self.aspect_ratio,
                "duration": self.duration,
                "resolution": self.resolution,
                **given(size=self.size, audio=self.audio, watermark=self.watermark, seed=self.seed),
            },
        }


if TYPE_CHECKING:
    AspectRatio_any = TypeVar("AspectRatio_any", AspectRatio, Never)
    Resolution_360P_540P_720P_1080P = TypeVar("Resolution_360P_540P_720P_1080P", Resolution, Never)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)

    def pixverse_v6_r2v_omni(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        prompt: str,
        aspect_ratio: AspectRatio_any,
        duration: int,
        resolution: Resolution_360P_540P_720P_1080P,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-v6-r2v-omni."""
        ...
else:
    pixverse_v6_r2v_omni = partial(Request, model="pixverse/pixverse-v6-r2v-omni")


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
        answer=reading.whole(answer),
    )


WITH_A_VIDEO_PRICE = Tariff(
    name="with-a-video",
    currency="CNY",
    per="second",
    of=None,
    afterwards=True,
    servers=("beijing",),
    by=(Axis(at="parameters.duration"), Axis(at="parameters.resolution")),
    rates={("0", "720P"): "0.72", ("0", "1080P"): "1.36"},
    confidence="third-party",
    read="2026-09",
    cites=(Cite(FIELD_NOTES, "1.36"),),
)


PER_SECOND_PRICE = Tariff(
    name="per-second",
    currency="CNY",
    per="second",
    of="parameters.duration",
    servers=("beijing",),
    by=(Axis(at="parameters.audio", default=False), Axis(at="parameters.resolution")),
    rates={("false", "720P"): "0.27", ("false", "1080P"): "0.53", ("true", "720P"): "0.36", ("true", "1080P"): "0.68"},
    confidence="third-party",
    read="2026-09",
    cites=(Cite(FIELD_NOTES, "0.68"),),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="dashscope/pixverse-omni",
    protocol=PROTOCOL,
    servers=("beijing", "singapore-workspace"),
    validate=validate,
    read=result,
    model="model",
    tariffs=(WITH_A_VIDEO_PRICE, PER_SECOND_PRICE),
    result="output.video_url",
    billed={"billed_seconds": "second"},
    retention=Retention(task=86400),
)
