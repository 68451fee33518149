# Written by callsheet from specs/dashscope/happyhorse-r2v.yaml. Change the spec, then `make generate`.
"""Generate a video with sound in which people and things of reference images appear.

[hh-r2v] HappyHorse reference-to-video API reference. 阿里云百炼.
[hh-t2v] HappyHorse text-to-video API reference. 阿里云百炼.
[t2v-en] PixVerse text-to-video API reference. Alibaba Cloud Model Studio.
[hh-i2v] HappyHorse image-to-video API reference, first frame. 阿里云百炼.
[console-notes] Notes of HappyHorse on Model Studio, citing the provider's articles. the ArcReel project.
[tasks] Manage asynchronous tasks. Alibaba Cloud Model Studio.
[hh-edit] HappyHorse video-edit API reference. 阿里云百炼.
[t2v-zh] 爱诗-文生视频API参考. 阿里云百炼.
[hh-i2v-en] HappyHorse image-to-video API reference. Alibaba Cloud Model Studio.
[errors] Error messages. Alibaba Cloud Model Studio.
[hh-april] HappyHorse API references as they were in April 2026. Alibaba Cloud Model Studio.
[rates] Rate limits. Alibaba Cloud Model Studio.
[resellers] Pages of resellers of HappyHorse and PixVerse. several resellers.
[field-notes] Notes of PixVerse runs on Model Studio. users, on GitHub.
[it2v-zh] 爱诗-图生视频API参考. 阿里云百炼.
[kf2v-zh] 爱诗-首尾帧生视频API参考. 阿里云百炼.
[qw-r2v] PixVerse reference to video. 千问云 (Alibaba Cloud).
[recordings] Raw HTTP recorded from the live service. the cnblogs/dashscope-sdk project.
[sdk] dashscope 2.0.2, the provider's Python SDK. Alibaba Cloud.

With `client`, a `DashScope`; with an `AsyncDashScope`, the last line awaits:

    from callsheet_clients.dashscope import happyhorse_r2v

    request = happyhorse_r2v.Request(
        model="happyhorse-1.1-r2v",
        media=[
            happyhorse_r2v.MediaItem(
                kind="reference_image",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/mvzfud/hh-v2v-girl.jpg",
            ),
            happyhorse_r2v.MediaItem(
                kind="reference_image",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/fvuihk/hh-v2v2-folding-fan.jpg",
            ),
            happyhorse_r2v.MediaItem(
                kind="reference_image",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/imerii/hh-v2v-earrings.jpg",
            ),
        ],
        prompt="[Image 1]中身着红色旗袍的女性，镜头先以侧面中景勾勒旗袍修身剪裁与S型曲线，随即切换至低角度仰拍，捕捉她轻抬玉手展开[Image 2]中的折扇的同时，[Image 3]中的流苏耳坠随头部转动轻盈摆动的细节",
        resolution="720P",
        duration=5,
        ratio="16:9",
    )
    result = client.happyhorse_r2v.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_clients.dashscope.sources import CONSOLE_NOTES
from callsheet_clients.dashscope.validators.happyhorse_r2v import MODEL_VERSION, validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint, Retention
from callsheet_runtime.reading import Answer, bodies, given

Model = Literal["happyhorse-1.1-r2v", "happyhorse-1.0-r2v"]
MediaKind = Literal["reference_image"]
Resolution = Literal["480P", "720P", "1080P"]
Ratio = Literal["16:9", "9:16", "1:1", "4:3", "3:4", "4:5", "5:4", "9:21", "21:9"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """One item of `media`: The reference images, in the order in which the prompt counts them. Each is a JPEG, PNG or
    WEBP whose shorter side has at least 400 pixels, better 720, and has at most 20 MiB.
    """

    kind: MediaKind
    """Always “reference_image”."""

    url: str
    """Public address of the image, or the image itself as data:image/png;base64 and so on. What the data calls itself
    (image/jpeg, image/png, image/webp) has to be what they are.
    """

    def body(self) -> Body:
        """Build the JSON body."""
        return {"type": self.kind, "url": self.url}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """Which HappyHorse model renders the video."""

    media: list[MediaItem] | tuple[MediaItem, ...]
    """The reference images, in the order in which the prompt counts them. Each is a JPEG, PNG or WEBP whose shorter
    side has at least 400 pixels, better 720, and has at most 20 MiB. 1 to 9 items.
    """

    prompt: str
    """What the video shows, in any language, with the images called [Image 1], [Image 2] and so on. Cut after 5000
    characters, or 2500 Chinese ones. 1 to 5000 characters; the provider cuts what is beyond.
    """

    resolution: Resolution | None = None
    """Lines of the video. Sets the price. Default: 1080P."""

    duration: int | None = None
    """Length of the video in seconds. Billed per second. 3 to 15. Default: 5."""

    ratio: Ratio | None = None
    """Width to height. Default: 16:9."""

    watermark: bool | None = None
    """Stamp the lower right corner with “Happy Horse”. On unless it is switched off. Default: true."""

    seed: int | None = None
    """Makes a result likelier to repeat, never certain to. Left out, the service picks one. 0 to 2147483647."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "model": self.model,
            "input": {"media": bodies(self.media), "prompt": self.prompt},
            **given(
                parameters={
                    **given(
                        resolution=self.resolution,
                        duration=self.duration,
                        ratio=self.ratio,
                        watermark=self.watermark,
                        seed=self.seed,
                    ),
                },
            ),
        }


if TYPE_CHECKING:
    Resolution_480P_720P_1080P_or_none = TypeVar("Resolution_480P_720P_1080P_or_none", Resolution | None, None)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Ratio_any_or_none = TypeVar("Ratio_any_or_none", Ratio | None, None)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)

    def happyhorse_1_1_r2v(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        prompt: str,
        resolution: Resolution_480P_720P_1080P_or_none = None,
        duration: Whole_or_none = None,
        ratio: Ratio_any_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask happyhorse-1.1-r2v."""
        ...

    def happyhorse_1_0_r2v(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        prompt: str,
        resolution: Resolution_480P_720P_1080P_or_none = None,
        duration: Whole_or_none = None,
        ratio: Ratio_any_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask happyhorse-1.0-r2v."""
        ...
else:
    happyhorse_1_1_r2v = partial(Request, model="happyhorse-1.1-r2v")
    happyhorse_1_0_r2v = partial(Request, model="happyhorse-1.0-r2v")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a succeeded task holds. A field is `None` where the answer lacks it or has something else there."""

    submitted: datetime | None
    """When the task was created."""

    scheduled: datetime | None
    """When work on it began."""

    ended: datetime | None
    """When it was done."""

    billed_seconds: float | None
    """Seconds billed."""

    input_seconds: float | None
    """Seconds of video that went in, 0 here."""

    output_seconds: float | None
    """Seconds of video that came out."""

    ratio: str | None
    """Width to height of what was made."""

    video_url: str | None
    """Address of the MP4 (H.264). It is purged after 24 hours."""

    prompt: str | None
    """The prompt as the provider received it."""

    videos: int | None
    """Videos made, always 1."""

    lines: int | None
    """The resolution that is billed, as a number without its P. PixVerse models write it as text."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer about a succeeded task."""
    return Result(
        submitted=reading.moment(answer, "output.submit_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        scheduled=reading.moment(answer, "output.scheduled_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        ended=reading.moment(answer, "output.end_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        billed_seconds=reading.number(answer, "usage.duration"),
        input_seconds=reading.number(answer, "usage.input_video_duration"),
        output_seconds=reading.number(answer, "usage.output_video_duration"),
        ratio=reading.text(answer, "usage.ratio"),
        video_url=reading.text(answer, "output.video_url"),
        prompt=reading.text(answer, "output.orig_prompt"),
        videos=reading.integer(answer, "usage.video_count"),
        lines=reading.integer(answer, "usage.SR"),
        answer=reading.whole(answer),
    )


BEIJING_PRICE = Tariff(
    name="beijing",
    currency="CNY",
    per="second",
    of="parameters.duration",
    units=5,
    servers=("beijing", "beijing-workspace"),
    by=(Axis(at="model", groups=MODEL_VERSION), Axis(at="parameters.resolution", default="1080P")),
    rates={
        ("1.1", "480P"): "0.45",
        ("1.1", "720P"): "0.90",
        ("1.1", "1080P"): "1.20",
        ("1.0", "720P"): "0.90",
        ("1.0", "1080P"): "1.60",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(CONSOLE_NOTES, "1.20"),),
)


SINGAPORE_PRICE = Tariff(
    name="singapore",
    currency="USD",
    per="second",
    of="parameters.duration",
    units=5,
    servers=("singapore", "singapore-workspace"),
    by=(Axis(at="model", groups=MODEL_VERSION), Axis(at="parameters.resolution", default="1080P")),
    rates={
        ("1.1", "480P"): "0.07",
        ("1.1", "720P"): "0.14",
        ("1.1", "1080P"): "0.18",
        ("1.0", "720P"): "0.14",
        ("1.0", "1080P"): "0.24",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(CONSOLE_NOTES, "0.18"),),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="dashscope/happyhorse-r2v",
    protocol=PROTOCOL,
    servers=(
        "beijing",
        "singapore",
        "beijing-workspace",
        "singapore-workspace",
        "virginia-workspace",
        "frankfurt-workspace",
        "tokyo-workspace",
    ),
    validate=validate,
    read=result,
    model="model",
    tariffs=(BEIJING_PRICE, SINGAPORE_PRICE),
    result="output.video_url",
    billed={"billed_seconds": "second"},
    retention=Retention(task=86400, media=86400),
)
