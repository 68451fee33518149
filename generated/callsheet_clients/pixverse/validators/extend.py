# Written by callsheet from specs/pixverse/extend.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/extend against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import (
    COMFYUI,
    ERROR_CODES,
    EXTEND,
    EXTEND_GUIDE,
    LIP_SYNC_GUIDE,
    MCP,
    MODEL_SHEETS,
    PRICING,
    T2V,
    UNMODEL,
)
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

MODEL_FAMILY = {"v3.5": "v3.5", "v4": "v4", "v4.5": "v4.5", "v5": "v5", "v5.5": "v5.5", "v6": "v6"}
STYLE_CHOICES = frozenset({"anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"})

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# model: Which model renders the video. v5.6 and c1 do not extend.

MODEL_CITES = (Cite(EXTEND, "v5.5"),)
MODEL_REQUIRED = Rule("model.required", "is required: v3.5, v4, v4.5, v5, v5.5 or v6", cites=MODEL_CITES)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_FAMILY), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be v3.5, v4, v4.5, v5, v5.5 or v6, not {value}",
    legal=tuple(MODEL_FAMILY),
    cites=MODEL_CITES,
)

# duration: Length of what is added, in seconds. Sets the price.

DURATION_CITES = (Cite(EXTEND, "duration"), Cite(COMFYUI, "15"))
DURATION_REQUIRED = Rule("duration.required", "is required: from 1 to 15", cites=DURATION_CITES)
DURATION_TYPE = Rule(
    "duration.type",
    "must be a whole number, not {value}",
    legal=Interval(1, 15),
    cites=DURATION_CITES,
)
DURATION_RANGE = Rule(
    "duration.range",
    "must be from 1 to 15, not {value}",
    legal=Interval(1, 15),
    cites=DURATION_CITES,
)

# motion_mode: How much the picture moves. The fast one costs double.

MOTION_MODE_CITES = (Cite(EXTEND, "motion_mode"),)
MOTION_MODE_NULL = Rule(
    "motion_mode.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MOTION_MODE_CITES,
)
MOTION_MODE_TYPE = Rule(
    "motion_mode.type",
    "must be text, not {value}",
    legal=("normal", "fast"),
    cites=MOTION_MODE_CITES,
)
MOTION_MODE_VALUES = Rule(
    "motion_mode.values",
    "must be normal or fast, not {value}",
    legal=("normal", "fast"),
    cites=MOTION_MODE_CITES,
)

# style: A look for the whole video.

STYLE_CITES = (Cite(EXTEND, "style"), Cite(EXTEND_GUIDE, "day"), Cite(MCP, "realistic"))
STYLE_NULL = Rule("style.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=STYLE_CITES)
STYLE_TYPE = Rule(
    "style.type",
    "must be text, not {value}",
    legal=("anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"),
    cites=STYLE_CITES,
)
STYLE_VALUES = Rule(
    "style.values",
    "must be anime, 3d_animation, clay, comic, cyberpunk, day or realistic, not {value}",
    legal=("anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"),
    cites=STYLE_CITES,
)

# negative_prompt: What to keep out of the video.

NEGATIVE_PROMPT_CITES = (Cite(EXTEND_GUIDE, "negative_prompt"), Cite(MCP, "negative_prompt"))
NEGATIVE_PROMPT_NULL = Rule(
    "negative_prompt.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=NEGATIVE_PROMPT_CITES,
)
NEGATIVE_PROMPT_TYPE = Rule("negative_prompt.type", "must be text, not {value}", cites=NEGATIVE_PROMPT_CITES)
NEGATIVE_PROMPT_LENGTH = Rule(
    "negative_prompt.length",
    "must be from 0 to 2048 characters long, this has {length}",
    cites=NEGATIVE_PROMPT_CITES,
)

# template_id: Id of an effect, which has to be activated in the Effect Center first.

TEMPLATE_ID_CITES = (Cite(EXTEND_GUIDE, "template_id"), Cite(MCP, "template_id"))
TEMPLATE_ID_NULL = Rule(
    "template_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=TEMPLATE_ID_CITES,
)
TEMPLATE_ID_TYPE = Rule(
    "template_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=TEMPLATE_ID_CITES,
)
TEMPLATE_ID_FORM = Rule(
    "template_id.form",
    "must be digits only, where it is text, not {value}",
    cites=TEMPLATE_ID_CITES,
)
TEMPLATE_ID_RANGE = Rule(
    "template_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=TEMPLATE_ID_CITES,
)

# generate_audio_switch: Make the video with sound, on v6. Costs more.

GENERATE_AUDIO_SWITCH_CITES = (Cite(COMFYUI, "generate_audio_switch"), Cite(MODEL_SHEETS, "generate_audio_switch"))
GENERATE_AUDIO_SWITCH_NULL = Rule(
    "generate_audio_switch.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=GENERATE_AUDIO_SWITCH_CITES,
)
GENERATE_AUDIO_SWITCH_TYPE = Rule(
    "generate_audio_switch.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=GENERATE_AUDIO_SWITCH_CITES,
)

# prompt: What the video shows. Above 2048 characters, pages of different age disagree.

PROMPT_CITES = (Cite(T2V, "prompt"), Cite(UNMODEL, "5000"), Cite(MODEL_SHEETS, "5000"))
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 1 to 5000 characters long, this has {length}", cites=PROMPT_CITES)

# quality: Size of the picture; 360p is also called Turbo. Sets the price.

QUALITY_CITES = (Cite(T2V, "360p"),)
QUALITY_REQUIRED = Rule("quality.required", "is required: 360p, 540p, 720p or 1080p", cites=QUALITY_CITES)
QUALITY_TYPE = Rule(
    "quality.type",
    "must be text, not {value}",
    legal=("360p", "540p", "720p", "1080p"),
    cites=QUALITY_CITES,
)
QUALITY_VALUES = Rule(
    "quality.values",
    "must be 360p, 540p, 720p or 1080p, not {value}",
    legal=("360p", "540p", "720p", "1080p"),
    cites=QUALITY_CITES,
)

# seed: Chooses among the videos that a prompt can come to. Left out, the service picks one; nothing promises a repeat.

SEED_CITES = (Cite(T2V, "2147483647"), Cite(COMFYUI, "seed"))
SEED_NULL = Rule("seed.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=SEED_CITES)
SEED_TYPE = Rule("seed.type", "must be a whole number, not {value}", legal=Interval(0, 2147483647), cites=SEED_CITES)
SEED_RANGE = Rule(
    "seed.range",
    "must be from 0 to 2147483647, not {value}",
    legal=Interval(0, 2147483647),
    cites=SEED_CITES,
)

# source_video_id: Id of a video that this API made. Instead of `video_media_id`.

SOURCE_VIDEO_ID_CITES = (Cite(EXTEND, "source_video_id"), Cite(LIP_SYNC_GUIDE, "source_video_id"))
SOURCE_VIDEO_ID_NULL = Rule(
    "source_video_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=SOURCE_VIDEO_ID_CITES,
)
SOURCE_VIDEO_ID_TYPE = Rule(
    "source_video_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=SOURCE_VIDEO_ID_CITES,
)
SOURCE_VIDEO_ID_FORM = Rule(
    "source_video_id.form",
    "must be digits only, where it is text, not {value}",
    cites=SOURCE_VIDEO_ID_CITES,
)
SOURCE_VIDEO_ID_RANGE = Rule(
    "source_video_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=SOURCE_VIDEO_ID_CITES,
)

# video_media_id: Id of a video that was uploaded. Instead of `source_video_id`.

VIDEO_MEDIA_ID_CITES = (Cite(EXTEND, "video_media_id"), Cite(LIP_SYNC_GUIDE, "video_media_id"))
VIDEO_MEDIA_ID_NULL = Rule(
    "video_media_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=VIDEO_MEDIA_ID_CITES,
)
VIDEO_MEDIA_ID_TYPE = Rule(
    "video_media_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=VIDEO_MEDIA_ID_CITES,
)
VIDEO_MEDIA_ID_FORM = Rule(
    "video_media_id.form",
    "must be digits only, where it is text, not {value}",
    cites=VIDEO_MEDIA_ID_CITES,
)
VIDEO_MEDIA_ID_RANGE = Rule(
    "video_media_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=VIDEO_MEDIA_ID_CITES,
)

# seed is required.

DOUBTFUL_LACK_OF_A_SEED_RULE = Rule(
    "doubtful-lack-of-a-seed",
    "is required by the reference, though not by the guide",
    level="warning",
    cites=(Cite(EXTEND, "seed"), Cite(EXTEND_GUIDE, "seed")),
)

# When model is v3.5, v4, v4.5 or v5: duration must be 5 or 8.

FIVE_OR_EIGHT_SECONDS_RULE = Rule(
    "five-or-eight-seconds",
    "must be 5 or 8 when model is v3.5, v4, v4.5 or v5, not {value}",
    legal=(5, 8),
    cites=(Cite(EXTEND, "duration"),),
)

# When model is v5.5: duration must be 5, 8 or 10.

FIVE_EIGHT_OR_TEN_SECONDS_RULE = Rule(
    "five-eight-or-ten-seconds",
    "must be 5, 8 or 10 when model is v5.5, not {value}",
    legal=(5, 8, 10),
    cites=(Cite(EXTEND, "duration"),),
)

# When model is v3.5 and quality is 1080p: duration must not be 8.

EIGHT_SECONDS_AT_1080P_RULE = Rule(
    "eight-seconds-at-1080p",
    "must not be 8 when model is v3.5 and quality is 1080p",
    legal=(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15),
    cites=(Cite(EXTEND, "1080p"),),
)

# When model is v4 or v4.5 and quality is 1080p: duration must not be 8.

EIGHT_SECONDS_AT_1080P_ON_V4_RULE = Rule(
    "eight-seconds-at-1080p-on-v4",
    "is refused with 1080p by older pages, and has no price",
    level="warning",
    legal=(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15),
    cites=(Cite(EXTEND_GUIDE, "1080p"), Cite(MCP, "1080p"), Cite(PRICING, "1080p")),
)

# When model is v5.5 and quality is 1080p: duration must not be 10.

TEN_SECONDS_AT_1080P_RULE = Rule(
    "ten-seconds-at-1080p",
    "must not be 10 when model is v5.5 and quality is 1080p",
    legal=(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15),
    cites=(Cite(EXTEND, "1080p"),),
)

# When motion_mode is fast: duration must be 5.

FAST_TAKES_FIVE_SECONDS_RULE = Rule(
    "fast-takes-five-seconds",
    "must be 5 when motion_mode is fast, not {value}",
    legal=(5,),
    cites=(Cite(EXTEND, "fast"),),
)

# When motion_mode is fast: quality must not be 1080p.

FAST_IS_NOT_1080P_RULE = Rule(
    "fast-is-not-1080p",
    "must not be 1080p when motion_mode is fast",
    legal=("360p", "540p", "720p"),
    cites=(Cite(EXTEND, "fast"),),
)

# When model is not v3.5, v4 or v4.5: motion_mode must not be fast.

FAST_IS_FOR_V45_AND_BELOW_RULE = Rule(
    "fast-is-for-v45-and-below",
    "must not be fast when model is not v3.5, v4 or v4.5",
    legal=("normal",),
    cites=(Cite(EXTEND, "motion_mode"),),
)

# When model is not v3.5, v4 or v4.5: motion_mode must not be normal.

NORMAL_IS_ALL_THERE_IS_RULE = Rule(
    "normal-is-all-there-is",
    "is nothing that models from v5 on know",
    level="warning",
    legal=("fast",),
    cites=(Cite(EXTEND, "motion_mode"),),
)

# When model is not v3.5: style must be left out.

STYLE_IS_FOR_V35_RULE = Rule(
    "style-is-for-v35",
    "is documented for v3.5 alone",
    level="warning",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "style"),),
)

# style must not be day or realistic.

DOUBTFUL_STYLE_RULE = Rule(
    "doubtful-style",
    "is no value of the reference",
    level="warning",
    legal=("anime", "3d_animation", "clay", "comic", "cyberpunk"),
    cites=(Cite(EXTEND, "cyberpunk"), Cite(EXTEND_GUIDE, "day"), Cite(MCP, "realistic")),
)

# When model is not v6: generate_audio_switch must be left out.

DOUBTFUL_SOUND_RULE = Rule(
    "doubtful-sound",
    "is known for v6 alone here",
    level="warning",
    legal=LEAVE_OUT,
    cites=(Cite(COMFYUI, "generate_audio_switch"), Cite(MODEL_SHEETS, "generate_audio_switch")),
)

# prompt must be from 1 to 2048 characters long.

LONG_PROMPT_RULE = Rule(
    "long-prompt",
    "has {length} characters: older pages, and the words of the error for it, allow 2048",
    level="warning",
    cites=(Cite(T2V, "2048"), Cite(ERROR_CODES, "2048")),
)

# source_video_id or video_media_id must be given, and not both.

ONE_VIDEO_SOURCE_RULE = Rule(
    "one-video-source",
    "source_video_id or video_media_id must be given, and not both",
    cites=(Cite(EXTEND, "source_video_id"), Cite(LIP_SYNC_GUIDE, "400017")),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    model: str | None = None
    duration: int | None = None
    motion_mode: str | None = None
    style: str | None = None
    generate_audio_switch: bool | None = None
    prompt: str | None = None
    quality: str | None = None
    seed: int | None = None
    seed_is_wrong = False
    source_video_id: int | str | None = None
    source_video_id_is_wrong = False
    video_media_id: int | str | None = None
    video_media_id_is_wrong = False
    known = 4

    try:
        value = top["model"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/model", MODEL_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in MODEL_FAMILY:
            if value is None:
                problems.append(Problem(("/model", MODEL_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/model", MODEL_TYPE, value)))
            else:
                problems.append(Problem(("/model", MODEL_VALUES, value)))
        else:
            model = value

    try:
        value = top["duration"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/duration", DURATION_REQUIRED, None)))
    else:
        if type(value) is not int:
            value = whole(value)
        if type(value) is not int or not 1 <= value <= 15:
            if value is None:
                problems.append(Problem(("/duration", DURATION_REQUIRED, value)))
            elif type(value) is not int:
                problems.append(Problem(("/duration", DURATION_TYPE, value)))
            else:
                problems.append(Problem(("/duration", DURATION_RANGE, value)))
        else:
            duration = value

    try:
        value = top["prompt"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/prompt", PROMPT_REQUIRED, None)))
    else:
        if not isinstance(value, str) or not 1 <= len(value) <= 5000:
            if value is None:
                problems.append(Problem(("/prompt", PROMPT_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/prompt", PROMPT_TYPE, value)))
            else:
                problems.append(Problem(("/prompt", PROMPT_LENGTH, value)))
        else:
            prompt = value

    try:
        value = top["quality"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/quality", QUALITY_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in {"360p", "540p", "720p", "1080p"}:
            if value is None:
                problems.append(Problem(("/quality", QUALITY_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/quality", QUALITY_TYPE, value)))
            else:
                problems.append(Problem(("/quality", QUALITY_VALUES, value)))
        else:
            quality = value

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "motion_mode" in top:
            known += 1
            value = top["motion_mode"]
            if not isinstance(value, str) or value not in {"normal", "fast"}:
                if value is None:
                    problems.append(Problem(("/motion_mode", MOTION_MODE_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/motion_mode", MOTION_MODE_TYPE, value)))
                else:
                    problems.append(Problem(("/motion_mode", MOTION_MODE_VALUES, value)))
            else:
                motion_mode = value

        if "style" in top:
            known += 1
            value = top["style"]
            if not isinstance(value, str) or value not in STYLE_CHOICES:
                if value is None:
                    problems.append(Problem(("/style", STYLE_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/style", STYLE_TYPE, value)))
                else:
                    problems.append(Problem(("/style", STYLE_VALUES, value)))
            else:
                style = value

        if "negative_prompt" in top:
            known += 1
            value = top["negative_prompt"]
            if not isinstance(value, str) or len(value) > 2048:
                if value is None:
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_TYPE, value)))
                else:
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_LENGTH, value)))

        if "template_id" in top:
            known += 1
            value = top["template_id"]
            if type(value) is not int:
                value = whole(value)
            if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                not isinstance(value, str) or not (value.isascii() and value.isdecimal())
            ):
                if value is None:
                    problems.append(Problem(("/template_id", TEMPLATE_ID_NULL, value)))
                elif isinstance(value, str):
                    problems.append(Problem(("/template_id", TEMPLATE_ID_FORM, value)))
                elif type(value) is int:
                    problems.append(Problem(("/template_id", TEMPLATE_ID_RANGE, value)))
                else:
                    problems.append(Problem(("/template_id", TEMPLATE_ID_TYPE, value)))

        if "generate_audio_switch" in top:
            known += 1
            value = top["generate_audio_switch"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/generate_audio_switch", GENERATE_AUDIO_SWITCH_NULL, value)))
                else:
                    problems.append(Problem(("/generate_audio_switch", GENERATE_AUDIO_SWITCH_TYPE, value)))
            else:
                generate_audio_switch = value

        if "seed" in top:
            known += 1
            value = top["seed"]
            if type(value) is not int:
                value = whole(value)
            if type(value) is not int or not 0 <= value <= 2147483647:
                if value is None:
                    problems.append(Problem(("/seed", SEED_NULL, value)))
                elif type(value) is not int:
                    problems.append(Problem(("/seed", SEED_TYPE, value)))
                    seed_is_wrong = True
                else:
                    problems.append(Problem(("/seed", SEED_RANGE, value)))
                    seed_is_wrong = True
            else:
                seed = value

        if "source_video_id" in top:
            known += 1
            value = top["source_video_id"]
            if type(value) is not int:
                value = whole(value)
            if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                not isinstance(value, str) or not (value.isascii() and value.isdecimal())
            ):
                if value is None:
                    problems.append(Problem(("/source_video_id", SOURCE_VIDEO_ID_NULL, value)))
                elif isinstance(value, str):
                    problems.append(Problem(("/source_video_id", SOURCE_VIDEO_ID_FORM, value)))
                    source_video_id_is_wrong = True
                elif type(value) is int:
                    problems.append(Problem(("/source_video_id", SOURCE_VIDEO_ID_RANGE, value)))
                    source_video_id_is_wrong = True
                else:
                    problems.append(Problem(("/source_video_id", SOURCE_VIDEO_ID_TYPE, value)))
                    source_video_id_is_wrong = True
            else:
                source_video_id = value

        if "video_media_id" in top:
            known += 1
            value = top["video_media_id"]
            if type(value) is not int:
                value = whole(value)
            if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                not isinstance(value, str) or not (value.isascii() and value.isdecimal())
            ):
                if value is None:
                    problems.append(Problem(("/video_media_id", VIDEO_MEDIA_ID_NULL, value)))
                elif isinstance(value, str):
                    problems.append(Problem(("/video_media_id", VIDEO_MEDIA_ID_FORM, value)))
                    video_media_id_is_wrong = True
                elif type(value) is int:
                    problems.append(Problem(("/video_media_id", VIDEO_MEDIA_ID_RANGE, value)))
                    video_media_id_is_wrong = True
                else:
                    problems.append(Problem(("/video_media_id", VIDEO_MEDIA_ID_TYPE, value)))
                    video_media_id_is_wrong = True
            else:
                video_media_id = value
        if len(top) != known:
            undocumented(
                problems,
                UNDOCUMENTED,
                "",
                top,
                (
                    "model",
                    "duration",
                    "motion_mode",
                    "style",
                    "negative_prompt",
                    "template_id",
                    "generate_audio_switch",
                    "prompt",
                    "quality",
                    "seed",
                    "source_video_id",
                    "video_media_id",
                ),
            )

    if not seed_is_wrong and seed is None:
        problems.append(Problem(("/seed", DOUBTFUL_LACK_OF_A_SEED_RULE, seed)))
    if model in {"v3.5", "v4", "v4.5", "v5"} and duration is not None and duration not in {5, 8}:
        problems.append(Problem(("/duration", FIVE_OR_EIGHT_SECONDS_RULE, duration)))
    if model == "v5.5":
        if duration is not None and duration not in {5, 8, 10}:
            problems.append(Problem(("/duration", FIVE_EIGHT_OR_TEN_SECONDS_RULE, duration)))
        if quality == "1080p" and duration == 10:
            problems.append(Problem(("/duration", TEN_SECONDS_AT_1080P_RULE, duration)))
    if model == "v3.5" and quality == "1080p" and duration == 8:
        problems.append(Problem(("/duration", EIGHT_SECONDS_AT_1080P_RULE, duration)))
    if model in {"v4", "v4.5"} and quality == "1080p" and duration == 8:
        problems.append(Problem(("/duration", EIGHT_SECONDS_AT_1080P_ON_V4_RULE, duration)))
    if motion_mode == "fast":
        if duration is not None and duration != 5:
            problems.append(Problem(("/duration", FAST_TAKES_FIVE_SECONDS_RULE, duration)))
        if quality == "1080p":
            problems.append(Problem(("/quality", FAST_IS_NOT_1080P_RULE, quality)))
        if model is not None and model not in {"v3.5", "v4", "v4.5"}:
            problems.append(Problem(("/motion_mode", FAST_IS_FOR_V45_AND_BELOW_RULE, motion_mode)))
    if motion_mode == "normal" and model is not None and model not in {"v3.5", "v4", "v4.5"}:
        problems.append(Problem(("/motion_mode", NORMAL_IS_ALL_THERE_IS_RULE, motion_mode)))
    if style is not None and model is not None and model != "v3.5":
        problems.append(Problem(("/style", STYLE_IS_FOR_V35_RULE, style)))
    if style in {"day", "realistic"}:
        problems.append(Problem(("/style", DOUBTFUL_STYLE_RULE, style)))
    if generate_audio_switch is not None and model is not None and model != "v6":
        problems.append(Problem(("/generate_audio_switch", DOUBTFUL_SOUND_RULE, generate_audio_switch)))
    if prompt is not None and len(prompt) > 2048:
        problems.append(Problem(("/prompt", LONG_PROMPT_RULE, prompt)))
    if not source_video_id_is_wrong and not video_media_id_is_wrong:
        if (source_video_id is None and video_media_id is None) or (
            source_video_id is not None and video_media_id is not None
        ):
            problems.append(Problem(("/source_video_id", ONE_VIDEO_SOURCE_RULE, source_video_id)))
    return problems
