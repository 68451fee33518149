# Written by callsheet from specs/dashscope/pixverse-it2v.yaml. Change the spec, then `make generate`.
"""Check requests of dashscope/pixverse-it2v against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.dashscope.sources import (
    FIELD_NOTES,
    HH_EDIT,
    HH_T2V,
    IT2V_EN,
    IT2V_ZH,
    KF2V_ZH,
    QW_LIPSYNC,
    QW_R2V,
    T2V_ZH,
)
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

MODEL_VERSION = {
    "pixverse/pixverse-c1-it2v": "c1",
    "pixverse/pixverse-v6-it2v": "v6",
    "pixverse/pixverse-v5.6-it2v": "v5.6",
}

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
INPUT_TYPE = Rule("input.type", "must be a JSON object, not {value}")
PARAMETERS_TYPE = Rule("parameters.type", "must be a JSON object, not {value}")
MEDIA_ITEM_TYPE = Rule("media.item.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# model: Which PixVerse model renders the video. c1 is for fights, spells and fast motion, v6 for everything else.

MODEL_CITES = (Cite(IT2V_EN, "pixverse/pixverse-c1-it2v, pixverse/pixverse-v6-it2v, and pixverse/pixverse-v5.6-it2v"),)
MODEL_REQUIRED = Rule(
    "model.required",
    "is required: pixverse/pixverse-c1-it2v, pixverse/pixverse-v6-it2v or pixverse/pixverse-v5.6-it2v",
    cites=MODEL_CITES,
)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_VERSION), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be pixverse/pixverse-c1-it2v, pixverse/pixverse-v6-it2v or pixverse/pixverse-v5.6-it2v, not {value}",
    legal=tuple(MODEL_VERSION),
    cites=MODEL_CITES,
)

# media: The image that the video begins with, and whose shape it takes more or less: a JPG, PNG or WEBP, at most 10000
# pixels wide and high, at most 20 MiB, at a public address. No least size is documented, and no data in place of an
# address. Of several images the last is used.

MEDIA_CITES = (Cite(IT2V_ZH, "image_url"), Cite(IT2V_ZH, "10000"))
MEDIA_REQUIRED = Rule("media.required", "is required", cites=MEDIA_CITES)
MEDIA_TYPE = Rule("media.type", "must be a list, not {value}", cites=MEDIA_CITES)

# media.kind: Always “image_url”.

MEDIA_KIND_CITES = (Cite(IT2V_ZH, '"type": "image_url"'),)
MEDIA_KIND_REQUIRED = Rule("media.kind.required", "is required: image_url", cites=MEDIA_KIND_CITES)
MEDIA_KIND_TYPE = Rule("media.kind.type", "must be text, not {value}", legal=("image_url",), cites=MEDIA_KIND_CITES)
MEDIA_KIND_VALUES = Rule(
    "media.kind.values",
    "must be image_url, not {value}",
    legal=("image_url",),
    cites=MEDIA_KIND_CITES,
)

# media.url: Public address of the image.

MEDIA_URL_CITES = (Cite(IT2V_ZH, "wan-i2v-haigui.webp"),)
MEDIA_URL_REQUIRED = Rule("media.url.required", "is required", cites=MEDIA_URL_CITES)
MEDIA_URL_TYPE = Rule("media.url.type", "must be text, not {value}", cites=MEDIA_URL_CITES)
MEDIA_URL_FORM = Rule(
    "media.url.form",
    "must be an address that begins with http:// or https://, not {value}",
    cites=MEDIA_URL_CITES,
)

# prompt: How the image moves and what happens, in Chinese or English. Each character counts one. c1 and v6 take shots
# written as “Shot 1, Shot 2”.

PROMPT_CITES = (Cite(IT2V_ZH, "5000"),)
PROMPT_NULL = Rule("prompt.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_CUT = Rule("prompt.cut", "is cut after 5000 characters, this has {length}", level="warning", cites=PROMPT_CITES)

# resolution: Resolution tier of the video. Sets the price.

RESOLUTION_CITES = (Cite(IT2V_ZH, "540P"), Cite(KF2V_ZH, "540P"), Cite(QW_R2V, "540P"))
RESOLUTION_REQUIRED = Rule("resolution.required", "is required: 360P, 540P, 720P or 1080P", cites=RESOLUTION_CITES)
RESOLUTION_TYPE = Rule(
    "resolution.type",
    "must be text, not {value}",
    legal=("360P", "540P", "720P", "1080P"),
    cites=RESOLUTION_CITES,
)
RESOLUTION_VALUES = Rule(
    "resolution.values",
    "must be 360P, 540P, 720P or 1080P, not {value}",
    legal=("360P", "540P", "720P", "1080P"),
    cites=RESOLUTION_CITES,
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

# media.count must be at least 1.

ONE_IMAGE_AT_LEAST_RULE = Rule(
    "one-image-at-least",
    "must hold one image at least",
    cites=(Cite(IT2V_ZH, "image_url"), Cite(FIELD_NOTES, "input.media is an empty array.")),
)

# media.count must be at most 1.

LAST_IMAGE_COUNTS_RULE = Rule(
    "last-image-counts",
    "should hold one image, of several the last one is used",
    level="warning",
    cites=(Cite(IT2V_ZH, "image_url"),),
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

# When model.version is v5.6 and resolution is 360P, 540P or 720P: duration must be 5, 8 or 10.

V56_DURATIONS_RULE = Rule(
    "v56-durations",
    "must be 5, 8 or 10 when model.version is v5.6 and resolution is 360P, 540P or 720P, not {value}",
    legal=(5, 8, 10),
    cites=(Cite(IT2V_ZH, "pixverse/pixverse-v5.6-it2v"), Cite(KF2V_ZH, "pixverse/pixverse-v5.6-kf2v")),
)

# When model.version is v5.6 and resolution is 1080P: duration must be 5 or 8.

V56_1080P_DURATIONS_RULE = Rule(
    "v56-1080p-durations",
    "must be 5 or 8 when model.version is v5.6 and resolution is 1080P, not {value}",
    legal=(5, 8),
    cites=(Cite(IT2V_ZH, "pixverse/pixverse-v5.6-it2v"), Cite(KF2V_ZH, "pixverse/pixverse-v5.6-kf2v")),
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


def media_items(items: list[object], problems: list[Problem]) -> bool:
    """Check the items of media."""
    before = len(problems)
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            problems.append(Problem((f"/input/media/{index}", MEDIA_ITEM_TYPE, item)))
            continue
        fields: dict[str, object] = item
        known = 2

        try:
            value = fields["type"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_REQUIRED, None)))
        else:
            if not isinstance(value, str) or value != "image_url":
                if value is None:
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_REQUIRED, value)))
                elif not isinstance(value, str):
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_TYPE, value)))
                else:
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_VALUES, value)))

        try:
            value = fields["url"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_REQUIRED, None)))
        else:
            if (
                not isinstance(value, str)
                or (not value.startswith("https://") and not value.startswith("http://"))
                or value in ("https://", "http://")
            ):
                if value is None:
                    problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_REQUIRED, value)))
                elif not isinstance(value, str):
                    problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_TYPE, value)))
                else:
                    problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_FORM, value)))
        if len(fields) != known:
            undocumented(problems, UNDOCUMENTED, f"/input/media/{index}", fields, ("type", "url"))
    return not (len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]))


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    model_version: str | None = None
    media_count: float | None = None
    prompt: str | None = None
    resolution: str | None = None
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
        problems.append(Problem(("/input/media", MEDIA_REQUIRED, None)))
    else:
        if isinstance(value, dict):
            in_input: dict[str, object] = value
            known_input = 1

            try:
                value = in_input["media"]
            except KeyError:
                known_input -= 1
                problems.append(Problem(("/input/media", MEDIA_REQUIRED, None)))
            else:
                if not isinstance(value, list):
                    if value is None:
                        problems.append(Problem(("/input/media", MEDIA_REQUIRED, value)))
                    else:
                        problems.append(Problem(("/input/media", MEDIA_TYPE, value)))
                else:
                    in_media: list[object] = value
                    if media_items(in_media, problems):
                        media_count = len(in_media)

            if len(in_input) != known_input:
                # There is more than has to be: what may be left out, or what no page names.

                if "prompt" in in_input:
                    known_input += 1
                    value = in_input["prompt"]
                    if not isinstance(value, str):
                        if value is None:
                            problems.append(Problem(("/input/prompt", PROMPT_NULL, value)))
                        else:
                            problems.append(Problem(("/input/prompt", PROMPT_TYPE, value)))
                    else:
                        if len(value) > 5000:
                            problems.append(Problem(("/input/prompt", PROMPT_CUT, value)))
                        prompt = value
                if len(in_input) != known_input:
                    undocumented(problems, UNDOCUMENTED, "/input", in_input, ("media", "prompt"))
        else:
            problems.append(Problem(("/input", INPUT_TYPE, value)))

    try:
        value = top["parameters"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/parameters/resolution", RESOLUTION_REQUIRED, None)))
        problems.append(Problem(("/parameters/duration", DURATION_REQUIRED, None)))
    else:
        if isinstance(value, dict):
            in_parameters: dict[str, object] = value
            known_parameters = 2

            try:
                value = in_parameters["resolution"]
            except KeyError:
                known_parameters -= 1
                problems.append(Problem(("/parameters/resolution", RESOLUTION_REQUIRED, None)))
            else:
                if not isinstance(value, str) or value not in {"360P", "540P", "720P", "1080P"}:
                    if value is None:
                        problems.append(Problem(("/parameters/resolution", RESOLUTION_REQUIRED, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/parameters/resolution", RESOLUTION_TYPE, value)))
                    else:
                        problems.append(Problem(("/parameters/resolution", RESOLUTION_VALUES, value)))
                else:
                    resolution = value

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
                        ("resolution", "duration", "audio", "watermark", "shot_type", "seed"),
                    )
        else:
            problems.append(Problem(("/parameters", PARAMETERS_TYPE, value)))
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("model", "input", "parameters"))

    if media_count is not None and media_count < 1:
        problems.append(Problem(("/input/media", ONE_IMAGE_AT_LEAST_RULE, media_count)))
    if media_count is not None and media_count > 1:
        problems.append(Problem(("/input/media", LAST_IMAGE_COUNTS_RULE, media_count)))
    if prompt is not None and len(prompt) > 2048 and model_version == "v5.6":
        problems.append(Problem(("/input/prompt", V56_PROMPT_IS_CUT_RULE, prompt)))
    if model_version == "v5.6":
        if resolution in {"360P", "540P", "720P"} and duration is not None and duration not in {5, 8, 10}:
            problems.append(Problem(("/parameters/duration", V56_DURATIONS_RULE, duration)))
        if resolution == "1080P" and duration is not None and duration not in {5, 8}:
            problems.append(Problem(("/parameters/duration", V56_1080P_DURATIONS_RULE, duration)))
    if shot_type is not None and model_version is not None and model_version != "v6":
        problems.append(Problem(("/parameters/shot_type", SHOT_TYPE_IS_FOR_V6_RULE, shot_type)))
    return problems
