# Written by callsheet from specs/dashscope/pixverse-t2v.yaml. Change the spec, then `make generate`.
"""Check requests of dashscope/pixverse-t2v against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.dashscope.sources import (
    HH_EDIT,
    HH_T2V,
    IT2V_EN,
    IT2V_ZH,
    KF2V_ZH,
    QW_LIPSYNC,
    QW_R2V,
    T2V_EN,
    T2V_ZH,
)
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

EIGHT_RATIOS_TABLE = frozenset(
    """
    640*360    640*480    640*640    480*640    360*640    640*432    432*640    640*288
    1024*576   1024*768   1024*1024  768*1024   576*1024   1024*688   688*1024   1024*448
    1280*720   1108*832   960*960    832*1108   720*1280   1200*800   800*1200   1280*560
    1920*1080  1664*1248  1440*1440  1248*1664  1080*1920  1776*1184  1184*1776  1920*832
    """.split()
)
FIVE_RATIOS_TABLE = frozenset(
    """
    640*360    640*480    640*640    480*640    360*640
    1024*576   1024*768   1024*1024  768*1024   576*1024
    1280*720   1280*960   1280*1280  960*1280   720*1280
    1920*1080  1920*1440  1808*1808  1440*1920  1080*1920
    """.split()
)
MODEL_VERSION = {
    "pixverse/pixverse-c1-t2v": "c1",
    "pixverse/pixverse-v6-t2v": "v6",
    "pixverse/pixverse-v5.6-t2v": "v5.6",
}
SIZE_TIER = {
    value: heading
    for heading, values in (
        ("360P", "640*360 640*480 640*640 480*640 360*640 640*432 432*640 640*288"),
        ("540P", "1024*576 1024*768 1024*1024 768*1024 576*1024 1024*688 688*1024 1024*448"),
        ("720P", "1280*720 1108*832 960*960 832*1108 720*1280 1200*800 800*1200 1280*560 1280*960 1280*1280 960*1280"),
        (
            "1080P",
            "1920*1080 1664*1248 1440*1440 1248*1664 1080*1920 1776*1184 1184*1776 1920*832 1920*1440 1808*1808 1440*1920",
        ),
    )
    for value in values.split()
}

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
INPUT_TYPE = Rule("input.type", "must be a JSON object, not {value}")
PARAMETERS_TYPE = Rule("parameters.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# model: Which PixVerse model renders the video. c1 is for fights, spells and fast motion, v6 for everything else.

MODEL_CITES = (Cite(T2V_EN, "pixverse/pixverse-c1-t2v, pixverse/pixverse-v6-t2v, pixverse/pixverse-v5.6-t2v"),)
MODEL_REQUIRED = Rule(
    "model.required",
    "is required: pixverse/pixverse-c1-t2v, pixverse/pixverse-v6-t2v or pixverse/pixverse-v5.6-t2v",
    cites=MODEL_CITES,
)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_VERSION), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be pixverse/pixverse-c1-t2v, pixverse/pixverse-v6-t2v or pixverse/pixverse-v5.6-t2v, not {value}",
    legal=tuple(MODEL_VERSION),
    cites=MODEL_CITES,
)

# prompt: What the video shows, in Chinese or English. Each character counts one. c1 and v6 take shots written as “Shot
# 1, Shot 2”.

PROMPT_CITES = (Cite(T2V_ZH, "支持中英文，每个汉字/字"),)
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 1 to 5000 characters long, this has {length}", cites=PROMPT_CITES)
PROMPT_CUT = Rule("prompt.cut", "is cut after 5000 characters, this has {length}", level="warning", cites=PROMPT_CITES)

# size: Width*height of the video in pixels. Sets the price.

SIZE_CITES = (Cite(T2V_ZH, "不同分辨率档位和宽高"),)
SIZE_REQUIRED = Rule("size.required", "is required", cites=SIZE_CITES)
SIZE_TYPE = Rule("size.type", "must be text, not {value}", legal=tuple(SIZE_TIER), cites=SIZE_CITES)
SIZE_VALUES = Rule(
    "size.values",
    "is not one of the 38 values that there are: {value}",
    legal=tuple(SIZE_TIER),
    cites=SIZE_CITES,
)

# duration: Length of the video in seconds. Billed per second. v5.6 knows 5, 8 and 10 only.

DURATION_CITES = (
    Cite(T2V_ZH, "pixverse/pixverse-c1-t2v：取值范围为[1, 15]之间的整数"),
    Cite(IT2V_ZH, "duration"),
    Cite(KF2V_ZH, "duration"),
    Cite(QW_R2V, "duration"),
)
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

# audio: Add music or sound that fits the video. Changes the price.

AUDIO_CITES = (Cite(T2V_ZH, "是否生成有声视频"), Cite(IT2V_ZH, "audio"), Cite(KF2V_ZH, "audio"), Cite(QW_R2V, "audio"))
AUDIO_NULL = Rule("audio.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=AUDIO_CITES)
AUDIO_TYPE = Rule("audio.type", "must be true or false, not {value}", legal=(True, False), cites=AUDIO_CITES)

# watermark: Stamp the lower right corner with “AI生成”.

WATERMARK_CITES = (
    Cite(T2V_ZH, "是否添加水印标识，水印"),
    Cite(IT2V_ZH, "AI生成"),
    Cite(KF2V_ZH, "AI生成"),
    Cite(QW_R2V, "AI生成"),
    Cite(QW_LIPSYNC, "watermark"),
)
WATERMARK_NULL = Rule(
    "watermark.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=WATERMARK_CITES,
)
WATERMARK_TYPE = Rule(
    "watermark.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=WATERMARK_CITES,
)

# shot_type: One continuous shot, or several cut by the model. Where the prompt disagrees, the prompt wins.

SHOT_TYPE_CITES = (Cite(T2V_ZH, "指定生成视频的镜头类"), Cite(IT2V_ZH, "shot_type"))
SHOT_TYPE_NULL = Rule(
    "shot_type.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=SHOT_TYPE_CITES,
)
SHOT_TYPE_TYPE = Rule("shot_type.type", "must be text, not {value}", legal=("single", "multi"), cites=SHOT_TYPE_CITES)
SHOT_TYPE_VALUES = Rule(
    "shot_type.values",
    "must be single or multi, not {value}",
    legal=("single", "multi"),
    cites=SHOT_TYPE_CITES,
)

# seed: Makes a result likelier to repeat, never certain to. Left out, the service picks one.

SEED_CITES = (
    Cite(T2V_ZH, "随机数种子，取值范围为[0, 2147483647]"),
    Cite(IT2V_ZH, "2147483647"),
    Cite(KF2V_ZH, "2147483647"),
    Cite(QW_R2V, "2147483647"),
    Cite(HH_T2V, "2147483647"),
    Cite(HH_EDIT, "2147483647"),
)
SEED_NULL = Rule("seed.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=SEED_CITES)
SEED_TYPE = Rule("seed.type", "must be a whole number, not {value}", legal=Interval(0, 2147483647), cites=SEED_CITES)
SEED_RANGE = Rule(
    "seed.range",
    "must be from 0 to 2147483647, not {value}",
    legal=Interval(0, 2147483647),
    cites=SEED_CITES,
)

# When model.version is c1 or v6: size must be in the table eight-ratios.

EIGHT_RATIOS_RULE = Rule(
    "eight-ratios",
    "must be in the table eight-ratios when model.version is c1 or v6, not {value}",
    legal={
        "1280*960": "1108*832",
        "1280*1280": "960*960",
        "960*1280": "832*1108",
        "1920*1440": "1664*1248",
        "1808*1808": "1440*1440",
        "1440*1920": "1248*1664",
    },
    cites=(Cite(T2V_ZH, "不同分辨率档位和宽高"),),
)

# When model.version is v5.6: size must be in the table five-ratios.

FIVE_RATIOS_RULE = Rule(
    "five-ratios",
    "must be in the table five-ratios when model.version is v5.6, not {value}",
    legal={
        "640*432": "640*360",
        "432*640": "640*360",
        "640*288": "640*360",
        "1024*688": "1024*576",
        "688*1024": "1024*576",
        "1024*448": "1024*576",
        "1108*832": "1280*960",
        "960*960": "1280*1280",
        "832*1108": "960*1280",
        "1200*800": "1280*720",
        "800*1200": "1280*720",
        "1280*560": "1280*720",
        "1664*1248": "1920*1440",
        "1440*1440": "1808*1808",
        "1248*1664": "1440*1920",
        "1776*1184": "1920*1080",
        "1184*1776": "1920*1080",
        "1920*832": "1920*1080",
    },
    cites=(Cite(T2V_ZH, "不同分辨率档位和宽高"),),
)

# When model.version is v5.6 and size is 1808*1808: duration must not be 8.

V56_SQUARE_IS_SHRUNK_RULE = Rule(
    "v56-square-is-shrunk",
    "makes the provider deliver 1440*1440 instead of 1808*1808 when it is 8",
    level="warning",
    legal=(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15),
    cites=(Cite(T2V_ZH, "若设置size为1808*1808，且duration为8"),),
)

# When model.version is v5.6: prompt must be at most 2048 characters long.

V56_PROMPT_IS_CUT_RULE = Rule(
    "v56-prompt-is-cut",
    "is cut after 2048 characters on v5.6, this has {length}",
    level="warning",
    cites=(
        Cite(T2V_ZH, "pixverse/pixverse-v5.6-t2v：不超过2048个字符"),
        Cite(IT2V_ZH, "2048"),
        Cite(KF2V_ZH, "2048"),
        Cite(QW_R2V, "2048"),
    ),
)

# When model.version is v5.6 and size.tier is 360P, 540P or 720P: duration must be 5, 8 or 10.

V56_DURATIONS_RULE = Rule(
    "v56-durations",
    "must be 5, 8 or 10 when model.version is v5.6 and size.tier is 360P, 540P or 720P, not {value}",
    legal=(5, 8, 10),
    cites=(Cite(T2V_ZH, "当 size 为 360P / 540P / 720P 对应的所有分辨率"), Cite(QW_R2V, "pixverse/pixverse-v5.6-r2v")),
)

# When model.version is v5.6 and size.tier is 1080P: duration must be 5 or 8.

V56_1080P_DURATIONS_RULE = Rule(
    "v56-1080p-durations",
    "must be 5 or 8 when model.version is v5.6 and size.tier is 1080P, not {value}",
    legal=(5, 8),
    cites=(
        Cite(T2V_EN, "The pixverse-v5.6-t2v model does not support a 10-second"),
        Cite(QW_R2V, "pixverse/pixverse-v5.6-r2v"),
    ),
)

# When model.version is not v6: shot_type must be left out.

SHOT_TYPE_IS_FOR_V6_RULE = Rule(
    "shot-type-is-for-v6",
    "must be left out when model.version is not v6",
    legal=LEAVE_OUT,
    cites=(
        Cite(T2V_ZH, "支持模型：pixverse/pixverse-v6-t2v"),
        Cite(IT2V_EN, "Supported model: pixverse/pixverse-c1-it2v. Describe the multi-shot scenario"),
    ),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    model_version: str | None = None
    prompt: str | None = None
    size: str | None = None
    size_tier: str | None = None
    duration: int | None = None
    shot_type: str | None = None
    known = 3

    try:
        value = top["model"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/model", MODEL_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in MODEL_VERSION:
            if value is None:
                problems.append(Problem(("/model", MODEL_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/model", MODEL_TYPE, value)))
            else:
                problems.append(Problem(("/model", MODEL_VALUES, value)))
        else:
            model_version = MODEL_VERSION[value]

    try:
        value = top["input"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, None)))
    else:
        if isinstance(value, dict):
            in_input: dict[str, object] = value
            known_input = 1

            try:
                value = in_input["prompt"]
            except KeyError:
                known_input -= 1
                problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, None)))
            else:
                if not isinstance(value, str) or len(value) < 1:
                    if value is None:
                        problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/input/prompt", PROMPT_TYPE, value)))
                    else:
                        problems.append(Problem(("/input/prompt", PROMPT_LENGTH, value)))
                else:
                    if len(value) > 5000:
                        problems.append(Problem(("/input/prompt", PROMPT_CUT, value)))
                    prompt = value
            if len(in_input) != known_input:
                undocumented(problems, UNDOCUMENTED, "/input", in_input, ("prompt",))
        else:
            problems.append(Problem(("/input", INPUT_TYPE, value)))

    try:
        value = top["parameters"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/parameters/size", SIZE_REQUIRED, None)))
        problems.append(Problem(("/parameters/duration", DURATION_REQUIRED, None)))
    else:
        if isinstance(value, dict):
            in_parameters: dict[str, object] = value
            known_parameters = 2

            try:
                value = in_parameters["size"]
            except KeyError:
                known_parameters -= 1
                problems.append(Problem(("/parameters/size", SIZE_REQUIRED, None)))
            else:
                if not isinstance(value, str) or value not in SIZE_TIER:
                    if value is None:
                        problems.append(Problem(("/parameters/size", SIZE_REQUIRED, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/parameters/size", SIZE_TYPE, value)))
                    else:
                        problems.append(Problem(("/parameters/size", SIZE_VALUES, value)))
                else:
                    size = value
                    size_tier = SIZE_TIER[value]

            try:
                value = in_parameters["duration"]
            except KeyError:
                known_parameters -= 1
                problems.append(Problem(("/parameters/duration", DURATION_REQUIRED, None)))
            else:
                if type(value) is not int:
                    value = whole(value)
                if type(value) is not int or not 1 <= value <= 15:
                    if value is None:
                        problems.append(Problem(("/parameters/duration", DURATION_REQUIRED, value)))
                    elif type(value) is not int:
                        problems.append(Problem(("/parameters/duration", DURATION_TYPE, value)))
                    else:
                        problems.append(Problem(("/parameters/duration", DURATION_RANGE, value)))
                else:
                    duration = value

            if len(in_parameters) != known_parameters:
                # There is more than has to be: what may be left out, or what no page names.

                if "audio" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["audio"]
                    if value is not True and value is not False:
                        if value is None:
                            problems.append(Problem(("/parameters/audio", AUDIO_NULL, value)))
                        else:
                            problems.append(Problem(("/parameters/audio", AUDIO_TYPE, value)))

                if "watermark" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["watermark"]
                    if value is not True and value is not False:
                        if value is None:
                            problems.append(Problem(("/parameters/watermark", WATERMARK_NULL, value)))
                        else:
                            problems.append(Problem(("/parameters/watermark", WATERMARK_TYPE, value)))

                if "shot_type" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["shot_type"]
                    if not isinstance(value, str) or value not in {"single", "multi"}:
                        if value is None:
                            problems.append(Problem(("/parameters/shot_type", SHOT_TYPE_NULL, value)))
                        elif not isinstance(value, str):
                            problems.append(Problem(("/parameters/shot_type", SHOT_TYPE_TYPE, value)))
                        else:
                            problems.append(Problem(("/parameters/shot_type", SHOT_TYPE_VALUES, value)))
                    else:
                        shot_type = value

                if "seed" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["seed"]
                    if type(value) is not int:
                        value = whole(value)
                    if type(value) is not int or not 0 <= value <= 2147483647:
                        if value is None:
                            problems.append(Problem(("/parameters/seed", SEED_NULL, value)))
                        elif type(value) is not int:
                            problems.append(Problem(("/parameters/seed", SEED_TYPE, value)))
                        else:
                            problems.append(Problem(("/parameters/seed", SEED_RANGE, value)))
                if len(in_parameters) != known_parameters:
                    undocumented(
                        problems,
                        UNDOCUMENTED,
                        "/parameters",
                        in_parameters,
                        ("size", "duration", "audio", "watermark", "shot_type", "seed"),
                    )
        else:
            problems.append(Problem(("/parameters", PARAMETERS_TYPE, value)))
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("model", "input", "parameters"))

    if model_version in {"c1", "v6"} and size is not None and size not in EIGHT_RATIOS_TABLE:
        problems.append(Problem(("/parameters/size", EIGHT_RATIOS_RULE, size)))
    if model_version == "v5.6":
        if size is not None and size not in FIVE_RATIOS_TABLE:
            problems.append(Problem(("/parameters/size", FIVE_RATIOS_RULE, size)))
        if size == "1808*1808" and duration == 8:
            problems.append(Problem(("/parameters/duration", V56_SQUARE_IS_SHRUNK_RULE, duration)))
        if prompt is not None and len(prompt) > 2048:
            problems.append(Problem(("/input/prompt", V56_PROMPT_IS_CUT_RULE, prompt)))
        if size_tier in {"360P", "540P", "720P"} and duration is not None and duration not in {5, 8, 10}:
            problems.append(Problem(("/parameters/duration", V56_DURATIONS_RULE, duration)))
        if size_tier == "1080P" and duration is not None and duration not in {5, 8}:
            problems.append(Problem(("/parameters/duration", V56_1080P_DURATIONS_RULE, duration)))
    if shot_type is not None and model_version is not None and model_version != "v6":
        problems.append(Problem(("/parameters/shot_type", SHOT_TYPE_IS_FOR_V6_RULE, shot_type)))
    return problems
