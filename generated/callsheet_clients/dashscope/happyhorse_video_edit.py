# Written by callsheet from specs/dashscope/happyhorse-video-edit.yaml. Change the spec, then `make generate`.
"""Change a video as a prompt says, with reference images where they help.

[hh-edit] HappyHorse video-edit API reference. 阿里云百炼.
[t2v-en] PixVerse text-to-video API reference. Alibaba Cloud Model Studio.
[hh-t2v] HappyHorse text-to-video API reference. 阿里云百炼.
[hh-i2v] HappyHorse image-to-video API reference, first frame. 阿里云百炼.
[tasks] Manage asynchronous tasks. Alibaba Cloud Model Studio.
[t2v-zh] 爱诗-文生视频API参考. 阿里云百炼.
[hh-i2v-en] HappyHorse image-to-video API reference. Alibaba Cloud Model Studio.
[errors] Error messages. Alibaba Cloud Model Studio.
[hh-april] HappyHorse API references as they were in April 2026. Alibaba Cloud Model Studio.
[hh-r2v] HappyHorse reference-to-video API reference. 阿里云百炼.
[rates] Rate limits. Alibaba Cloud Model Studio.
[console-notes] Notes of HappyHorse on Model Studio, citing the provider's articles. the ArcReel project.
[field-notes] Notes of PixVerse runs on Model Studio. users, on GitHub.
[it2v-zh] 爱诗-图生视频API参考. 阿里云百炼.
[kf2v-zh] 爱诗-首尾帧生视频API参考. 阿里云百炼.
[qw-r2v] PixVerse reference to video. 千问云 (Alibaba Cloud).
[recordings] Raw HTTP recorded from the live service. the cnblogs/dashscope-sdk project.
[resellers] Pages of resellers of HappyHorse and PixVerse. several resellers.
[sdk] dashscope 2.0.2, the provider's Python SDK. Alibaba Cloud.

With `client`, a `DashScope`; with an `AsyncDashScope`, the last line awaits:

    from callsheet_clients.dashscope import happyhorse_video_edit

    request = happyhorse_video_edit.Request(
        model="happyhorse-1.0-video-edit",
        media=[
            happyhorse_video_edit.MediaItem(
                kind="video",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260409/dozxak/Wan_Video_Edit_33_1.mp4",
            ),
            happyhorse_video_edit.MediaItem(
                kind="reference_image",
                url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260415/hynnff/wan-video-edit-clothes.webp",
            ),
        ],
        prompt="让视频中的马头人身角色穿上图片中的条纹毛衣",
        resolution="720P",
    )
    result = client.happyhorse_video_edit.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_clients.dashscope.sources import CONSOLE_NOTES
from callsheet_clients.dashscope.validators.happyhorse_video_edit import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint, Retention
from callsheet_runtime.reading import Answer, bodies, given

Model = Literal["happyhorse-1.0-video-edit"]
MediaKind = Literal["video", "reference_image"]
Resolution = Literal["720P", "1080P"]
AudioSetting = Literal["auto", "origin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """One item of `media`: One video and up to five reference images. The video is an MP4 or MOV, best H.264: 3 to 60
    seconds, 8 to 60 frames a second throughout, its longer side at most 4096 pixels and its shorter at least 360,
    from 1:2.5 to 2.5:1, at most 100 MiB. An image is a JPEG, PNG or WEBP, at least 300 pixels wide and high, from
    1:2.5 to 2.5:1, at most 20 MiB.
    """

    kind: MediaKind
    """Whether this is the video or an image to go by."""

    url: str
    """Public address of the video or image. An image may stand here itself, as data:image/png;base64 and so on, and is
    what the data calls itself (image/jpeg, image/png, image/webp); a video may not.
    """

    def body(self) -> Body:
        """Build the JSON body."""
        return {"type": self.kind, "url": self.url}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """The one model that edits."""

    media: list[MediaItem] | tuple[MediaItem, ...]
    """One video and up to five reference images. The video is an MP4 or MOV, best H.264: 3 to 60 seconds, 8 to 60
    frames a second throughout, its longer side at most 4096 pixels and its shorter at least 360, from 1:2.5 to
    2.5:1, at most 100 MiB. An image is a JPEG, PNG or WEBP, at least 300 pixels wide and high, from 1:2.5 to 2.5:1,
    at most 20 MiB. 1 to 6 items.
    """

    prompt: str
    """What to change in the video, in any language. Cut after 5000 characters, or 2500 Chinese ones. 1 to 5000
    characters; the provider cuts what is beyond.
    """

    resolution: Resolution | None = None
    """Lines of the video. Sets the price. There is no 480P here. Default: 1080P."""

    audio_setting: AudioSetting | None = None
    """Let the model see to the sound, or keep that of the video. Default: auto."""

    duration: int | None = None
    """Not taken here. The result is as long as the video, or 15 seconds of it from the start."""

    ratio: str | None = None
    """Not taken here. The result has the shape of the video."""

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
                        audio_setting=self.audio_setting,
                        duration=self.duration,
                        ratio=self.ratio,
                        watermark=self.watermark,
                        seed=self.seed,
                    ),
                },
            ),
        }


if TYPE_CHECKING:
    Resolution_720P_1080P_or_none = TypeVar("Resolution_720P_1080P_or_none", Resolution | None, None)
    AudioSetting_auto_origin_or_none = TypeVar("AudioSetting_auto_origin_or_none", AudioSetting | None, None)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)

    def happyhorse_1_0_video_edit(
        *,
        media: list[MediaItem] | tuple[MediaItem, ...],
        prompt: str,
        resolution: Resolution_720P_1080P_or_none = None,
        audio_setting: AudioSetting_auto_origin_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask happyhorse-1.0-video-edit."""
        ...
else:
    happyhorse_1_0_video_edit = partial(Request, model="happyhorse-1.0-video-edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a succeeded task holds. A field is `None` where the answer lacks it or has something else there."""

    billed_seconds: float | None
    """Seconds billed, those of both videos together."""

    input_seconds: float | None
    """Seconds of the video that went in."""

    output_seconds: float | None
    """Seconds of the video that came out."""

    submitted: datetime | None
    """When the task was created."""

    scheduled: datetime | None
    """When work on it began."""

    ended: datetime | None
    """When it was done."""

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
        billed_seconds=reading.number(answer, "usage.duration"),
        input_seconds=reading.number(answer, "usage.input_video_duration"),
        output_seconds=reading.number(answer, "usage.output_video_duration"),
        submitted=reading.moment(answer, "output.submit_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        scheduled=reading.moment(answer, "output.scheduled_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
        ended=reading.moment(answer, "output.end_time", "%Y-%m-%d %H:%M:%S.%f", zone=8),
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
    of=None,
    afterwards=True,
    servers=("beijing", "beijing-workspace"),
    by=(Axis(at="parameters.resolution", default="1080P"),),
    rates={("720P",): "0.90", ("1080P",): "1.60"},
    confidence="third-party",
    read="2026-08",
    cites=(Cite(CONSOLE_NOTES, "1.60"),),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="dashscope/happyhorse-video-edit",
    protocol=PROTOCOL,
    servers=(
        "beijing",
        "singapore",
        "beijing-workspace",
        "singapore-workspace",
        "virginia",
        "frankfurt-workspace",
        "tokyo-workspace",
    ),
    validate=validate,
    read=result,
    model="model",
    tariffs=(BEIJING_PRICE,),
    result="output.video_url",
    billed={"billed_seconds": "second"},
    retention=Retention(task=86400, media=86400),
)
