# Written by callsheet from specs/pixverse/image-to-video.yaml. Change the spec, then `make generate`.
"""Generate a video from an image and a text prompt; the video keeps the shape of the image.

[t2v] Text-to-Video generation. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[unmodel] Typed transcription of the pages for text, image, prices, V6 and capabilities. the unmodel project.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[i2v-parameters] How to use Image-to-Video, the parameters. PixVerse.
[c1-notes] Integration notes of C1. users, on GitHub.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[error-codes] Error codes. PixVerse.
[i2v] Image-to-Video generation. PixVerse.
[pricing] Pricing, of which only the opening could be read. PixVerse.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[faq] FAQ. PixVerse.
[webhook] Webhook integration. PixVerse.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[mirror-tables] Field tables made from a reseller's description of the Chinese mirror. a reseller.
[video-status] Get Video Generation Status. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[transition] Transition (First-last frame) generation. PixVerse.
[upload-image] Upload Image. PixVerse.
[atlascloud] PixVerse API guide. Atlas Cloud.
[common-errors] Common errors and Solutions. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync] Speech (Lipsync) generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import image_to_video

    request = image_to_video.Request(
        img_id=0,
        model="v4.5",
        duration=5,
        motion_mode="normal",
        negative_prompt="string",
        prompt="string",
        quality="540p",
        seed=0,
    )
    result = client.image_to_video.run(request)
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Never, TypeVar

from callsheet_clients.pixverse.protocol import IMAGE_TO_VIDEO_PROTOCOL
from callsheet_clients.pixverse.sources import API_KIT, C1_NOTES, MODEL_SHEETS, PRICING, UNMODEL
from callsheet_clients.pixverse.validators.image_to_video import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given, listed

Model = Literal["v3.5", "v4", "v4.5", "v5", "v5.5", "v5.6", "v6", "c1"]
MotionMode = Literal["normal", "fast"]
Style = Literal["anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"]
Quality = Literal["360p", "540p", "720p", "1080p"]
CameraMovement = Literal[
    "horizontal_left",
    "horizontal_right",
    "vertical_up",
    "vertical_down",
    "zoom_in",
    "zoom_out",
    "crane_up",
    "quickly_zoom_in",
    "quickly_zoom_out",
    "smooth_zoom_in",
    "camera_rotation",
    "robo_arm",
    "super_dolly_out",
    "whip_pan",
    "hitchcock",
    "left_follow",
    "right_follow",
    "pan_left",
    "pan_right",
    "fix_bg",
    "default",
]
ThinkingType = Literal["enabled", "disabled", "auto"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    model: Model
    """Which model renders the video. v6 and c1 are billed by the second, the others by the clip."""

    duration: int
    """Length of the video in seconds. Sets the price. 1 to 15."""

    prompt: str
    """What the video shows. Above 2048 characters, pages of different age disagree. 1 to 5000 characters; a longer one
    is refused.
    """

    quality: Quality
    """Size of the picture; 360p is also called Turbo. Sets the price."""

    img_id: int | str | None = None
    """Id of the image, as the upload gave it. For effects with one image, too. Given by upload-image.img_id."""

    img_ids: list[int | str] | tuple[int | str, ...] | None = None
    """Ids of the images of an effect that takes several. Given by upload-image.img_id."""

    motion_mode: MotionMode | None = None
    """How much the picture moves. The fast one costs double. Default: normal."""

    style: Style | None = None
    """A look for the whole video."""

    negative_prompt: str | None = None
    """What to keep out of the video. 0 to 2048 characters; a longer one is refused."""

    sound_effect_switch: bool | None = None
    """Add sound effects to a video of v5 or an earlier model. Default: false."""

    sound_effect_content: str | None = None
    """What is to be heard. Left out, the picture decides. The provider's package stops at 2048 characters."""

    lip_sync_tts_switch: bool | None = None
    """Let somebody in a video of v5 or an earlier model speak. Costs 4 credits a second more. Default: false."""

    lip_sync_tts_content: str | None = None
    """What is said, in about 140 characters. Speech that outlasts the video is cut. 1 to 140 characters; the provider
    cuts what is beyond.
    """

    lip_sync_tts_speaker_id: str | None = None
    """Id of the voice, out of the list of speakers."""

    generate_audio_switch: bool | None = None
    """Make the video with sound, on v5.5 and later. Costs more. Default: false."""

    seed: int | None = None
    """Chooses among the videos that a prompt can come to. Left out, the service picks one; nothing promises a repeat. 0
    to 2147483647.
    """

    template_id: int | str | None = None
    """Id of an effect, which has to be activated in the Effect Center first. Its price stands in the list of effects.
    """

    camera_movement: CameraMovement | None = None
    """How the camera moves."""

    generate_multi_clip_switch: bool | None = None
    """Cut the video from several clips. Default: false."""

    thinking_type: ThinkingType | None = None
    """Whether the prompt is worked over before it is used. Default: auto."""

    water_mark: bool | None = None
    """Stamp a mark on the video. Default: false."""

    webhook_id: str | None = None
    """Id of a webhook that was made on the platform's site; it is told when the video is done."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {
            "model": self.model,
            "duration": self.duration,
            "prompt": self.prompt,
            "quality": self.quality,
            **given(
                img_id=self.img_id,
                img_ids=listed(self.img_ids),
                motion_mode=self.motion_mode,
                style=self.style,
                negative_prompt=self.negative_prompt,
                sound_effect_switch=self.sound_effect_switch,
                sound_effect_content=self.sound_effect_content,
                lip_sync_tts_switch=self.lip_sync_tts_switch,
                lip_sync_tts_content=self.lip_sync_tts_content,
                lip_sync_tts_speaker_id=self.lip_sync_tts_speaker_id,
                generate_audio_switch=self.generate_audio_switch,
                seed=self.seed,
                template_id=self.template_id,
                camera_movement=self.camera_movement,
                generate_multi_clip_switch=self.generate_multi_clip_switch,
                thinking_type=self.thinking_type,
                water_mark=self.water_mark,
                webhook_id=self.webhook_id,
            ),
        }


if TYPE_CHECKING:
    Duration_5_8 = TypeVar("Duration_5_8", Literal[5, 8], Never)
    Quality_360p_540p_720p = TypeVar("Quality_360p_540p_720p", Literal["360p", "540p", "720p"], Never)
    Id_or_none = TypeVar("Id_or_none", int | str | None, None)
    MotionMode_normal_value = Literal["normal"]
    MotionMode_normal_or_none = TypeVar("MotionMode_normal_or_none", MotionMode_normal_value | None, None)
    Style_any_or_none = TypeVar("Style_any_or_none", Style | None, None)
    Text_or_none = TypeVar("Text_or_none", str | None, None)
    Flag_or_none = TypeVar("Flag_or_none", bool | None, None)
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Quality_360p_540p_720p_1080p = TypeVar("Quality_360p_540p_720p_1080p", Quality, Never)
    CameraMovement_any_or_none = TypeVar("CameraMovement_any_or_none", CameraMovement | None, None)
    Duration_5_8_10 = TypeVar("Duration_5_8_10", Literal[5, 8, 10], Never)
    ThinkingType_enabled_disabled_auto_or_none = TypeVar(
        "ThinkingType_enabled_disabled_auto_or_none",
        ThinkingType | None,
        None,
    )

    def v3_5(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Quality_360p_540p_720p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v3.5. More combinations: v3_5_fast, v3_5_1080p."""
        ...

    def v3_5_fast(
        *,
        duration: Literal[5],
        motion_mode: Literal["fast"],
        prompt: str,
        quality: Quality_360p_540p_720p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v3.5, where motion_mode is fast."""
        ...

    def v3_5_1080p(
        *,
        duration: Literal[5],
        prompt: str,
        quality: Literal["1080p"],
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v3.5, where quality is 1080p."""
        ...

    def v4(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        camera_movement: CameraMovement_any_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v4. More combinations: v4_fast, v4_5, v4_5_fast."""
        ...

    def v4_fast(
        *,
        duration: Literal[5],
        motion_mode: Literal["fast"],
        prompt: str,
        quality: Quality_360p_540p_720p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        camera_movement: CameraMovement_any_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v4, where motion_mode is fast."""
        ...

    def v4_5(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        camera_movement: CameraMovement_any_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v4.5. More combinations: v4_5_fast."""
        ...

    def v4_5_fast(
        *,
        duration: Literal[5],
        motion_mode: Literal["fast"],
        prompt: str,
        quality: Quality_360p_540p_720p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        camera_movement: CameraMovement_any_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v4.5, where motion_mode is fast."""
        ...

    def v5(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        camera_movement: CameraMovement_any_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v5. More combinations: v5_5, v5_5_1080p, v5_6, v5_6_1080p."""
        ...

    def v5_5(
        *,
        duration: Duration_5_8_10,
        prompt: str,
        quality: Quality_360p_540p_720p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        generate_multi_clip_switch: Flag_or_none = None,
        thinking_type: ThinkingType_enabled_disabled_auto_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v5.5. More combinations: v5_5_1080p."""
        ...

    def v5_5_1080p(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Literal["1080p"],
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        generate_multi_clip_switch: Flag_or_none = None,
        thinking_type: ThinkingType_enabled_disabled_auto_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v5.5, where quality is 1080p."""
        ...

    def v5_6(
        *,
        duration: Duration_5_8_10,
        prompt: str,
        quality: Quality_360p_540p_720p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        generate_multi_clip_switch: Flag_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v5.6. More combinations: v5_6_1080p."""
        ...

    def v5_6_1080p(
        *,
        duration: Duration_5_8,
        prompt: str,
        quality: Literal["1080p"],
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        generate_multi_clip_switch: Flag_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v5.6, where quality is 1080p."""
        ...

    def v6(
        *,
        duration: int,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        generate_multi_clip_switch: Flag_or_none = None,
        thinking_type: ThinkingType_enabled_disabled_auto_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask v6."""
        ...

    def c1(
        *,
        duration: int,
        prompt: str,
        quality: Quality_360p_540p_720p_1080p,
        img_id: Id_or_none = None,
        img_ids: list[int | str] | tuple[int | str, ...] | None = None,
        motion_mode: MotionMode_normal_or_none = None,
        style: Style_any_or_none = None,
        negative_prompt: Text_or_none = None,
        sound_effect_switch: Flag_or_none = None,
        sound_effect_content: Text_or_none = None,
        lip_sync_tts_switch: Flag_or_none = None,
        lip_sync_tts_content: Text_or_none = None,
        lip_sync_tts_speaker_id: Text_or_none = None,
        generate_audio_switch: Flag_or_none = None,
        seed: Whole_or_none = None,
        template_id: Id_or_none = None,
        generate_multi_clip_switch: Flag_or_none = None,
        thinking_type: ThinkingType_enabled_disabled_auto_or_none = None,
        water_mark: Flag_or_none = None,
        webhook_id: Text_or_none = None,
    ) -> Request:
        """Ask c1."""
        ...
else:
    v3_5 = partial(Request, model="v3.5")
    v3_5_fast = partial(Request, model="v3.5")
    v3_5_1080p = partial(Request, model="v3.5")
    v4 = partial(Request, model="v4")
    v4_fast = partial(Request, model="v4")
    v4_5 = partial(Request, model="v4.5")
    v4_5_fast = partial(Request, model="v4.5")
    v5 = partial(Request, model="v5")
    v5_5 = partial(Request, model="v5.5")
    v5_5_1080p = partial(Request, model="v5.5")
    v5_6 = partial(Request, model="v5.6")
    v5_6_1080p = partial(Request, model="v5.6")
    v6 = partial(Request, model="v6")
    c1 = partial(Request, model="c1")


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
    of="duration",
    unless=("template_id",),
    by=(
        Axis(at="sound_effect_switch", default=False),
        Axis(at="lip_sync_tts_switch", default=False),
        Axis(at="model"),
        Axis(at="generate_audio_switch", default=False),
        Axis(at="quality"),
    ),
    rates={
        ("false", "false", "v6", "false", "360p"): "5",
        ("false", "false", "v6", "false", "540p"): "7",
        ("false", "false", "v6", "false", "720p"): "9",
        ("false", "false", "v6", "false", "1080p"): "18",
        ("false", "false", "v6", "true", "360p"): "7",
        ("false", "false", "v6", "true", "540p"): "9",
        ("false", "false", "v6", "true", "720p"): "12",
        ("false", "false", "v6", "true", "1080p"): "23",
        ("false", "false", "c1", "false", "360p"): "6",
        ("false", "false", "c1", "false", "540p"): "8",
        ("false", "false", "c1", "false", "720p"): "10",
        ("false", "false", "c1", "false", "1080p"): "19",
        ("false", "false", "c1", "true", "360p"): "8",
        ("false", "false", "c1", "true", "540p"): "10",
        ("false", "false", "c1", "true", "720p"): "13",
        ("false", "false", "c1", "true", "1080p"): "24",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(UNMODEL, "v6"), Cite(MODEL_SHEETS, "v6"), Cite(C1_NOTES, "c1"), Cite(API_KIT, "effect_items")),
)


PER_CLIP_OF_V56_PRICE = Tariff(
    name="per-clip-of-v56",
    currency="credits",
    per="clip",
    of=None,
    unless=("template_id",),
    by=(
        Axis(at="sound_effect_switch", default=False),
        Axis(at="lip_sync_tts_switch", default=False),
        Axis(at="model"),
        Axis(at="generate_audio_switch", default=False),
        Axis(at="quality"),
        Axis(at="duration"),
    ),
    rates={
        ("false", "false", "v5.6", "false", "360p", "5"): "35",
        ("false", "false", "v5.6", "false", "360p", "8"): "70",
        ("false", "false", "v5.6", "false", "360p", "10"): "77",
        ("false", "false", "v5.6", "false", "540p", "5"): "35",
        ("false", "false", "v5.6", "false", "540p", "8"): "70",
        ("false", "false", "v5.6", "false", "540p", "10"): "77",
        ("false", "false", "v5.6", "false", "720p", "5"): "45",
        ("false", "false", "v5.6", "false", "720p", "8"): "90",
        ("false", "false", "v5.6", "false", "720p", "10"): "99",
        ("false", "false", "v5.6", "false", "1080p", "5"): "75",
        ("false", "false", "v5.6", "false", "1080p", "8"): "150",
        ("false", "false", "v5.6", "true", "360p", "5"): "80",
        ("false", "false", "v5.6", "true", "360p", "8"): "115",
        ("false", "false", "v5.6", "true", "360p", "10"): "122",
        ("false", "false", "v5.6", "true", "540p", "5"): "90",
        ("false", "false", "v5.6", "true", "540p", "8"): "115",
        ("false", "false", "v5.6", "true", "540p", "10"): "122",
        ("false", "false", "v5.6", "true", "720p", "5"): "80",
        ("false", "false", "v5.6", "true", "720p", "8"): "135",
        ("false", "false", "v5.6", "true", "720p", "10"): "144",
        ("false", "false", "v5.6", "true", "1080p", "5"): "150",
        ("false", "false", "v5.6", "true", "1080p", "8"): "195",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(UNMODEL, "v5.6"), Cite(MODEL_SHEETS, "v5.6"), Cite(API_KIT, "effect_items")),
)


PER_CLIP_OF_V5_PRICE = Tariff(
    name="per-clip-of-v5",
    currency="credits",
    per="clip",
    of=None,
    unless=("template_id",),
    by=(
        Axis(at="sound_effect_switch", default=False),
        Axis(at="lip_sync_tts_switch", default=False),
        Axis(at="model"),
        Axis(at="quality"),
        Axis(at="duration"),
    ),
    rates={
        ("false", "false", "v5", "360p", "5"): "45",
        ("false", "false", "v5", "360p", "8"): "90",
        ("false", "false", "v5", "540p", "5"): "45",
        ("false", "false", "v5", "540p", "8"): "90",
        ("false", "false", "v5", "720p", "5"): "60",
        ("false", "false", "v5", "720p", "8"): "120",
        ("false", "false", "v5", "1080p", "5"): "120",
        ("false", "false", "v5", "1080p", "8"): "240",
    },
    confidence="third-party",
    read="2026-09",
    cites=(Cite(PRICING, "240"), Cite(API_KIT, "effect_items")),
)


PER_CLIP_OF_OLDER_MODELS_PRICE = Tariff(
    name="per-clip-of-older-models",
    currency="credits",
    per="clip",
    of=None,
    unless=("template_id",),
    by=(
        Axis(at="sound_effect_switch", default=False),
        Axis(at="lip_sync_tts_switch", default=False),
        Axis(at="model"),
        Axis(at="motion_mode", default="normal"),
        Axis(at="quality"),
        Axis(at="duration"),
    ),
    rates={
        ("false", "false", "v4.5", "normal", "360p", "5"): "45",
        ("false", "false", "v4.5", "normal", "360p", "8"): "90",
        ("false", "false", "v4.5", "normal", "540p", "5"): "45",
        ("false", "false", "v4.5", "normal", "540p", "8"): "90",
        ("false", "false", "v4.5", "normal", "720p", "5"): "60",
        ("false", "false", "v4.5", "normal", "720p", "8"): "120",
        ("false", "false", "v4.5", "normal", "1080p", "5"): "120",
        ("false", "false", "v4.5", "fast", "360p", "5"): "90",
        ("false", "false", "v4.5", "fast", "540p", "5"): "90",
        ("false", "false", "v4.5", "fast", "720p", "5"): "120",
        ("false", "false", "v4", "normal", "360p", "5"): "45",
        ("false", "false", "v4", "normal", "360p", "8"): "90",
        ("false", "false", "v4", "normal", "540p", "5"): "45",
        ("false", "false", "v4", "normal", "540p", "8"): "90",
        ("false", "false", "v4", "normal", "720p", "5"): "60",
        ("false", "false", "v4", "normal", "720p", "8"): "120",
        ("false", "false", "v4", "normal", "1080p", "5"): "120",
        ("false", "false", "v4", "fast", "360p", "5"): "90",
        ("false", "false", "v4", "fast", "540p", "5"): "90",
        ("false", "false", "v4", "fast", "720p", "5"): "120",
        ("false", "false", "v3.5", "normal", "360p", "5"): "45",
        ("false", "false", "v3.5", "normal", "360p", "8"): "90",
        ("false", "false", "v3.5", "normal", "540p", "5"): "45",
        ("false", "false", "v3.5", "normal", "540p", "8"): "90",
        ("false", "false", "v3.5", "normal", "720p", "5"): "60",
        ("false", "false", "v3.5", "normal", "720p", "8"): "120",
        ("false", "false", "v3.5", "normal", "1080p", "5"): "120",
        ("false", "false", "v3.5", "fast", "360p", "5"): "90",
        ("false", "false", "v3.5", "fast", "540p", "5"): "90",
        ("false", "false", "v3.5", "fast", "720p", "5"): "120",
    },
    confidence="third-party",
    read="2026-09",
    cites=(Cite(PRICING, "120"), Cite(API_KIT, "effect_items")),
)


PER_CLIP_OF_V55_PRICE = Tariff(
    name="per-clip-of-v55",
    currency="credits",
    per="clip",
    of=None,
    unless=("template_id",),
    by=(
        Axis(at="lip_sync_tts_switch", default=False),
        Axis(at="model"),
        Axis(at="generate_multi_clip_switch", default=False),
        Axis(at="generate_audio_switch", default=False),
        Axis(at="quality"),
        Axis(at="duration"),
    ),
    rates={
        ("false", "v5.5", "false", "false", "360p", "5"): "45",
        ("false", "v5.5", "false", "false", "360p", "8"): "90",
        ("false", "v5.5", "false", "false", "360p", "10"): "99",
        ("false", "v5.5", "false", "false", "540p", "5"): "45",
        ("false", "v5.5", "false", "false", "540p", "8"): "90",
        ("false", "v5.5", "false", "false", "540p", "10"): "99",
        ("false", "v5.5", "false", "false", "720p", "5"): "60",
        ("false", "v5.5", "false", "false", "720p", "8"): "120",
        ("false", "v5.5", "false", "false", "720p", "10"): "132",
        ("false", "v5.5", "false", "false", "1080p", "5"): "120",
        ("false", "v5.5", "false", "false", "1080p", "8"): "240",
        ("false", "v5.5", "false", "true", "360p", "5"): "55",
        ("false", "v5.5", "false", "true", "360p", "8"): "100",
        ("false", "v5.5", "false", "true", "360p", "10"): "109",
        ("false", "v5.5", "false", "true", "540p", "5"): "55",
        ("false", "v5.5", "false", "true", "540p", "8"): "100",
        ("false", "v5.5", "false", "true", "540p", "10"): "109",
        ("false", "v5.5", "false", "true", "720p", "5"): "70",
        ("false", "v5.5", "false", "true", "720p", "8"): "130",
        ("false", "v5.5", "false", "true", "720p", "10"): "142",
        ("false", "v5.5", "false", "true", "1080p", "5"): "130",
        ("false", "v5.5", "false", "true", "1080p", "8"): "250",
        ("false", "v5.5", "true", "false", "360p", "5"): "75",
        ("false", "v5.5", "true", "false", "360p", "8"): "120",
        ("false", "v5.5", "true", "false", "360p", "10"): "129",
        ("false", "v5.5", "true", "false", "540p", "5"): "75",
        ("false", "v5.5", "true", "false", "540p", "8"): "120",
        ("false", "v5.5", "true", "false", "540p", "10"): "129",
        ("false", "v5.5", "true", "false", "720p", "5"): "90",
        ("false", "v5.5", "true", "false", "720p", "8"): "150",
        ("false", "v5.5", "true", "false", "720p", "10"): "162",
        ("false", "v5.5", "true", "false", "1080p", "5"): "150",
        ("false", "v5.5", "true", "false", "1080p", "8"): "270",
        ("false", "v5.5", "true", "true", "360p", "5"): "85",
        ("false", "v5.5", "true", "true", "360p", "8"): "130",
        ("false", "v5.5", "true", "true", "360p", "10"): "139",
        ("false", "v5.5", "true", "true", "540p", "5"): "85",
        ("false", "v5.5", "true", "true", "540p", "8"): "130",
        ("false", "v5.5", "true", "true", "540p", "10"): "139",
        ("false", "v5.5", "true", "true", "720p", "5"): "100",
        ("false", "v5.5", "true", "true", "720p", "8"): "160",
        ("false", "v5.5", "true", "true", "720p", "10"): "172",
        ("false", "v5.5", "true", "true", "1080p", "5"): "160",
        ("false", "v5.5", "true", "true", "1080p", "8"): "280",
    },
    confidence="third-party",
    read="2026-08",
    cites=(Cite(UNMODEL, "v5.5"), Cite(API_KIT, "effect_items")),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixverse/image-to-video",
    protocol=IMAGE_TO_VIDEO_PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    model="model",
    tariffs=(
        PER_SECOND_PRICE,
        PER_CLIP_OF_V56_PRICE,
        PER_CLIP_OF_V5_PRICE,
        PER_CLIP_OF_OLDER_MODELS_PRICE,
        PER_CLIP_OF_V55_PRICE,
    ),
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
