# Written by callsheet from specs/dashscope/happyhorse-t2v.yaml. Change the spec, then `make generate`.
"""Generate a video with sound from a text prompt.

[hh-t2v] HappyHorse text-to-video API reference. 阿里云百炼.
[t2v-en] PixVerse text-to-video API reference. Alibaba Cloud Model Studio.
[hh-i2v] HappyHorse image-to-video API reference, first frame. 阿里云百炼.
[console-notes] Notes of HappyHorse on Model Studio, citing the provider's articles. the ArcReel project.
[hh-r2v] HappyHorse reference-to-video API reference. 阿里云百炼.
[tasks] Manage asynchronous tasks. Alibaba Cloud Model Studio.
[hh-edit] HappyHorse video-edit API reference. 阿里云百炼.
[t2v-zh] 爱诗-文生视频API参考. 阿里云百炼.
[hh-i2v-en] HappyHorse image-to-video API reference. Alibaba Cloud Model Studio.
[errors] Error messages. Alibaba Cloud Model Studio.
[hh-april] HappyHorse API references as they were in April 2026. Alibaba Cloud Model Studio.
[rates] Rate limits. Alibaba Cloud Model Studio.
[field-notes] Notes of PixVerse runs on Model Studio. users, on GitHub.
[it2v-zh] 爱诗-图生视频API参考. 阿里云百炼.
[kf2v-zh] 爱诗-首尾帧生视频API参考. 阿里云百炼.
[qw-r2v] PixVerse reference to video. 千问云 (Alibaba Cloud).
[recordings] Raw HTTP recorded from the live service. the cnblogs/dashscope-sdk project.
[resellers] Pages of resellers of HappyHorse and PixVerse. several resellers.
[sdk] dashscope 2.0.2, the provider's Python SDK. Alibaba Cloud.

With `client`, a `DashScope`; with an `AsyncDashScope`, the last line awaits:

    from callsheet_clients.dashscope import happyhorse_t2v

    request = happyhorse_t2v.Request(
        model="happyhorse-1.1-t2v",
        prompt="一座由硬纸板和瓶盖搭建的微型城市，在夜晚焕发出生机。一列硬纸板火车缓缓驶过，小灯点缀其间，照亮前路。",
        resolution="720P",
        duration=5,
        ratio="16:9",
    )
    result = client.happyhorse_t2v.run(request)
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_clients.dashscope.sources import CONSOLE_NOTES
from callsheet_clients.dashscope.validators.happyhorse_t2v import MODEL_VERSION, validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint, Retention
from callsheet_runtime.reading import Answer, given

Model = Literal["happyhorse-1.1-t2v", "happyhorse-1.0-t2v"]
Resolution = Literal["480P", "720P", "1080P"]
Ratio = Literal["16:9", "9:16", "1:1", "4:3", "3:4", "4:5", "5:4", "9:21", "21:9"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """Which HappyHorse model renders the video."""

    prompt: str
    """What the video shows, in any language. Cut after 5000 characters, or 2500 Chinese ones. 1 to 5000 characters; the
    provider cuts what is beyond.
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
            "input": {"prompt": self.prompt},
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

    def happyhorse_1_1_t2v(
        *,
        prompt: str,
        resolution: Resolution_480P_720P_1080P_or_none = None,
        duration: Whole_or_none = None,
        ratio: Ratio_any_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask happyhorse-1.1-t2v."""
        ...

    def happyhorse_1_0_t2v(
        *,
        prompt: str,
        resolution: Resolution_480P_720P_1080P_or_none = None,
        duration: Whole_or_none = None,
        ratio: Ratio_any_or_none = None,
        watermark: Flag_or_none = None,
        seed: Whole_or_none = None,
    ) -> Request:
        """Ask happyhorse-1.0-t2v."""
        ...
else:
    happyhorse_1_1_t2v = partial(Request, model="happyhorse-1.1-t2v")
    happyhorse_1_0_t2v = partial(Request, model="happyhorse-1.0-t2v")


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
    name="dashscope/happyhorse-t2v",
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
