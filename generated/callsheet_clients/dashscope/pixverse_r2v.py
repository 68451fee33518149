# Written by callsheet from specs/dashscope/pixverse-r2v.yaml. Change the spec, then `make generate`.
"""Generate a video in which people and things of reference images appear.

[qw-r2v] PixVerse reference to video. 千问云 (Alibaba Cloud).
[t2v-en] PixVerse text-to-video API reference. Alibaba Cloud Model Studio.
[t2v-zh] 爱诗-文生视频API参考. 阿里云百炼.
[it2v-zh] 爱诗-图生视频API参考. 阿里云百炼.
[kf2v-zh] 爱诗-首尾帧生视频API参考. 阿里云百炼.
[tasks] Manage asynchronous tasks. Alibaba Cloud Model Studio.
[errors] Error messages. Alibaba Cloud Model Studio.
[qw-query] PixVerse, query a task, and the overview of models. 千问云 (Alibaba Cloud).
[hh-t2v] HappyHorse text-to-video API reference. 阿里云百炼.
[it2v-en] PixVerse image-to-video API reference. Alibaba Cloud Model Studio.
[rates] Rate limits. Alibaba Cloud Model Studio.
[field-notes] Notes of PixVerse runs on Model Studio. users, on GitHub.
[hh-edit] HappyHorse video-edit API reference. 阿里云百炼.
[qw-lipsync] PixVerse lip sync. 千问云 (Alibaba Cloud).
[recordings] Raw HTTP recorded from the live service. the cnblogs/dashscope-sdk project.
[resellers] Pages of resellers of HappyHorse and PixVerse. several resellers.
[sdk] dashscope 2.0.2, the provider's Python SDK. Alibaba Cloud.
[t2v-intl] PixVerse text-to-video API reference, international site. Alibaba Cloud Model Studio.

With `client`, a `DashScope`; with an `AsyncDashScope`, the last line awaits:

    from callsheet_clients.dashscope import pixverse_r2v

    request = pixverse_r2v.Request(
        model="pixverse/pixverse-c1-r2v",
        media=[
            pixverse_r2v.MediaItem(
                kind="image_url",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260320/knsple/wan-r2v-role-frame.jpg",
                ref_name="男人",
            ),
            pixverse_r2v.MediaItem(
                kind="image_url",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/qpzxps/wan-r2v-object4.png",
                ref_name="吉他",
            ),
            pixverse_r2v.MediaItem(
                kind="image_url",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/wfjikw/wan-r2v-backgroud5.png",
                ref_name="咖啡厅",
            ),
        ],
        prompt="@男人 坐在靠窗的椅子上，手持@吉他 ，在@咖啡厅 旁演奏一首舒缓的美国乡村民谣",
        size="1280*720",
        duration=5,
        audio=False,
        watermark=True,
    )
    result = client.pixverse_r2v.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_clients.dashscope.validators.pixverse_r2v import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint, Retention
from callsheet_runtime.reading import Answer, bodies, given

Model = Literal["pixverse/pixverse-c1-r2v", "pixverse/pixverse-v6-r2v", "pixverse/pixverse-v5.6-r2v"]
MediaKind = Literal["image_url"]
Size = Literal[
    "640*360",
    "640*480",
    "640*640",
    "480*640",
    "360*640",
    "640*432",
    "432*640",
    "640*288",
    "1024*576",
    "1024*768",
    "1024*1024",
    "768*1024",
    "576*1024",
    "1024*688",
    "688*1024",
    "1024*448",
    "1280*720",
    "1108*832",
    "960*960",
    "832*1108",
    "720*1280",
    "1200*800",
    "800*1200",
    "1280*560",
    "1920*1080",
    "1664*1248",
    "1440*1440",
    "1248*1664",
    "1080*1920",
    "1776*1184",
    "1184*1776",
    "1920*832",
    "1108*830",
    "830*1108",
    "1662*1246",
    "1246*1662",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """One item of `media`: The reference images. Each is a JPG, PNG or WEBP, at most 10000 pixels wide and high, at
    most 20 MiB, at a public address. Names and mentions may be left out altogether.
    """

    kind: MediaKind
    """Always “image_url”; a video is for the omni model."""

    url: str
    """Public address of the image."""

    ref_name: str | None = None
    """The name by which the prompt speaks of this image, as @ and the name and a space."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {"type": self.kind, "url": self.url, **given(ref_name=self.ref_name)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """Which PixVerse model renders the video. c1 is for fights, spells and fast motion, v6 for everything else."""

    media: list[MediaItem] | tuple[MediaItem, ...]
    """The reference images. Each is a JPG, PNG or WEBP, at most 10000 pixels wide and high, at most 20 MiB, at a public
    address. Names and mentions may be left out altogether. 1 to 7 items.
    """

    prompt: str
    """What the video shows, in Chinese or English. Each character counts one. An image that has a ref_name is mentioned
    as @ and that name, with a space behind it. 1 to 5000 characters; the provider cuts what is beyond.
    """

    size: Size
    """Width*height of the video in pixels. Sets the price."""

    duration: int
    """Length of the video in seconds. Billed per second. v5.6 knows 5, 8 and 10 only. 1 to 15."""

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
                "size": self.size,
                "duration": self.duration,
                **given(audio=self.audio, watermark=self.watermark, seed=self.seed),
            },
        }


if TYPE_CHECKING:
    Size_of_c1_v6 = TypeVar(
        "Size_of_c1_v6",
        Literal[
            "640*360",
            "640*480",
            "640*640",
            "480*640",
            "360*640",
            "640*432",
            "432*640",
            "640*288",
            "1024*576",
            "1024*768",
            "1024*1024",
            "768*1024",
            "576*1024",
            "1024*688",
            "688*1024",
            "1024*448",
            "1280*720",
            "1108*832",
            "960*960",
            "832*1108",
            "720*1280",
            "1200*800",
            "800*1200",
            "1280*560",
            "1920*1080",
            "1664*1248",
            "1440*1440",
            "1248*1664",
            "1080*1920",
            "1776*1184",
            "1184*1776",
            "1920*832",
        ],
        Never,
    )
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Size_of_v5_6 = TypeVar(
        "Size_of_v5_6",
        Literal[
            "640*360",
            "640*480",
            "640*640",
            "480*640",
            "360*640",
            "1024*576",
            "1024*768",
            "1024*1024",
            "768*1024",
            "576*1024",
            "1280*720",
            "960*960",
            "720*1280",
            "1108*830",
            "830*1108",
        ],
        Never,
    )
    Duration_5_8_10 = TypeVar("Duration_5_8_10", Literal[5, 8, 10], Never)
    Size_of_v5_6_1080p = TypeVar(
        "Size_of_v5_6_1080p",
        Literal["1920*1080", "1440*1440", "1080*1920", "1662*1246", "1246*1662"],
        Never,
    )
    Duration_5_8 = TypeVar("Duration_5_8", Literal[5, 8], Never)

    def c1(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        prompt: str,
        size: Size_of_c1_v6,
        duration: int,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-c1-r2v."""
        ...

    def v6(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        prompt: str,
        size: Size_of_c1_v6,
        duration: int,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-v6-r2v."""
        ...

    def v5_6(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        prompt: str,
        size: Size_of_v5_6,
        duration: Duration_5_8_10,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-v5.6-r2v. More combinations: v5_6_1080p."""
        ...

    def v5_6_1080p(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        prompt: str,
        size: Size_of_v5_6_1080p,
        duration: Duration_5_8,
        audio: Flag_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask pixverse/pixverse-v5.6-r2v, where size.tier is 1080P."""
        ...
else:
    c1 = partial(Request, model="pixverse/pixverse-c1-r2v")
    v6 = partial(Request, model="pixverse/pixverse-v6-r2v")
    v5_6 = partial(Request, model="pixverse/pixverse-v5.6-r2v")
    v5_6_1080p = partial(Request, model="pixverse/pixverse-v5.6-r2v")


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


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="dashscope/pixverse-r2v",
    protocol=PROTOCOL,
    servers=("beijing", "singapore-workspace"),
    validate=validate,
    read=result,
    model="model",
    result="output.video_url",
    billed={"billed_seconds": "second"},
    retention=Retention(task=86400),
)
