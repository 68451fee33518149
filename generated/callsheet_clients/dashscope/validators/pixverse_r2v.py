# Written by callsheet from specs/dashscope/pixverse-r2v.yaml. Change the spec, then `make generate`.
"""Check requests of dashscope/pixverse-r2v against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.dashscope.sources import (
    HH_EDIT,
    HH_T2V,
    IT2V_ZH,
    KF2V_ZH,
    QW_LIPSYNC,
    QW_R2V,
    RATES,
    T2V_EN,
    T2V_ZH,
)
from callsheet_runtime import measures
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
    1280*720   1108*830   960*960    830*1108   720*1280
    1920*1080  1662*1246  1440*1440  1246*1662  1080*1920
    """.split()
)
MODEL_VERSION = {
    "pixverse/pixverse-c1-r2v": "c1",
    "pixverse/pixverse-v6-r2v": "v6",
    "pixverse/pixverse-v5.6-r2v": "v5.6",
}
SIZE_TIER = {
    value: heading
    for heading, values in (
        ("360P", "640*360 640*480 640*640 480*640 360*640 640*432 432*640 640*288"),
        ("540P", "1024*576 1024*768 1024*1024 768*1024 576*1024 1024*688 688*1024 1024*448"),
        ("720P", "1280*720 1108*832 960*960 832*1108 720*1280 1200*800 800*1200 1280*560 1108*830 830*1108"),
        ("1080P", "1920*1080 1664*1248 1440*1440 1248*1664 1080*1920 1776*1184 1184*1776 1920*832 1662*1246 1246*1662"),
    )
    for value in values.split()
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

MODEL_CITES = (Cite(QW_R2V, "pixverse/pixverse-c1-r2v"), Cite(RATES, "pixverse/pixverse-v6-r2v"))
MODEL_REQUIRED = Rule(
    "model.required",
    "is required: pixverse/pixverse-c1-r2v, pixverse/pixverse-v6-r2v or pixverse/pixverse-v5.6-r2v",
    cites=MODEL_CITES,
)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_VERSION), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be pixverse/pixverse-c1-r2v, pixverse/pixverse-v6-r2v or pixverse/pixverse-v5.6-r2v, not {value}",
    legal=tuple(MODEL_VERSION),
    cites=MODEL_CITES,
)

# media: The reference images. Each is a JPG, PNG or WEBP, at most 10000 pixels wide and high, at most 20 MiB, at a
# public address. Names and mentions may be left out altogether.

MEDIA_CITES = (Cite(QW_R2V, "image_url"), Cite(QW_R2V, "10000"))
MEDIA_REQUIRED = Rule("media.required", "is required", cites=MEDIA_CITES)
MEDIA_TYPE = Rule("media.type", "must be a list, not {value}", cites=MEDIA_CITES)
MEDIA_COUNT = Rule("media.count", "must have from 1 to 7 items, this has {length}", cites=MEDIA_CITES)

# media.kind: Always “image_url”; a video is for the omni model.

MEDIA_KIND_CITES = (Cite(QW_R2V, '"type": "image_url"'),)
MEDIA_KIND_REQUIRED = Rule("media.kind.required", "is required: image_url", cites=MEDIA_KIND_CITES)
MEDIA_KIND_TYPE = Rule("media.kind.type", "must be text, not {value}", legal=("image_url",), cites=MEDIA_KIND_CITES)
MEDIA_KIND_VALUES = Rule(
    "media.kind.values",
    "must be image_url, not {value}",
    legal=("image_url",),
    cites=MEDIA_KIND_CITES,
)

# media.url: Public address of the image.

MEDIA_URL_CITES = (Cite(QW_R2V, "wan-r2v-role-frame.jpg"),)
MEDIA_URL_REQUIRED = Rule("media.url.required", "is required", cites=MEDIA_URL_CITES)
MEDIA_URL_TYPE = Rule("media.url.type", "must be text, not {value}", cites=MEDIA_URL_CITES)
MEDIA_URL_FORM = Rule(
    "media.url.form",
    "must be an address that begins with http:// or https://, not {value}",
    cites=MEDIA_URL_CITES,
)

# media.ref_name: The name by which the prompt speaks of this image, as @ and the name and a space.

MEDIA_REF_NAME_CITES = (Cite(QW_R2V, "ref_name"),)
MEDIA_REF_NAME_NULL = Rule(
    "media.ref_name.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MEDIA_REF_NAME_CITES,
)
MEDIA_REF_NAME_TYPE = Rule("media.ref_name.type", "must be text, not {value}", cites=MEDIA_REF_NAME_CITES)

# prompt: What the video shows, in Chinese or English. Each character counts one. An image that has a ref_name is
# mentioned as @ and that name, with a space behind it.

PROMPT_CITES = (Cite(QW_R2V, "5000"), Cite(QW_R2V, "@ref_name"))
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 1 to 5000 characters long, this has {length}", cites=PROMPT_CITES)
PROMPT_CUT = Rule("prompt.cut", "is cut after 5000 characters, this has {length}", level="warning", cites=PROMPT_CITES)

# size: Width*height of the video in pixels. Sets the price.

SIZE_CITES = (Cite(QW_R2V, "1664*1248"), Cite(QW_R2V, "1662*1246"))
SIZE_REQUIRED = Rule("size.required", "is required", cites=SIZE_CITES)
SIZE_TYPE = Rule("size.type", "must be text, not {value}", legal=tuple(SIZE_TIER), cites=SIZE_CITES)
SIZE_VALUES = Rule(
    "size.values",
    "is not one of the 36 values that there are: {value}",
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
    legal={"1108*830": "1108*832", "830*1108": "832*1108", "1662*1246": "1664*1248", "1246*1662": "1248*1664"},
    cites=(Cite(QW_R2V, "1664*1248"), Cite(QW_R2V, "1662*1246")),
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
        "1108*832": "1108*830",
        "832*1108": "830*1108",
        "1200*800": "1280*720",
        "800*1200": "1280*720",
        "1280*560": "1280*720",
        "1664*1248": "1662*1246",
        "1248*1664": "1246*1662",
        "1776*1184": "1920*1080",
        "1184*1776": "1920*1080",
        "1920*832": "1920*1080",
    },
    cites=(Cite(QW_R2V, "1664*1248"), Cite(QW_R2V, "1662*1246")),
)

# When model.version is v6: prompt must be at most 2048 characters long.

V6_PROMPT_IS_CUT_RULE = Rule(
    "v6-prompt-is-cut",
    "is cut after 2048 characters on v6 with references, this has {length}",
    level="warning",
    cites=(Cite(QW_R2V, "2048"),),
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

# media.repeated_names must be 0.

NAMES_ARE_UNIQUE_RULE = Rule("names-are-unique", "gives one ref_name to two items", cites=(Cite(QW_R2V, "ref_name"),))

# media.unmentioned_names must be 0.

NAMES_ARE_MENTIONED_RULE = Rule(
    "names-are-mentioned",
    "has a ref_name that the prompt does not mention as @ and the name, with a space behind it",
    cites=(Cite(QW_R2V, "@ref_name"),),
)

# When media.names is at least 1: media.unnamed_mentions must be 0.

MENTIONS_ARE_NAMED_RULE = Rule(
    "mentions-are-named",
    "has no item for a name that the prompt mentions with @, or no space stands behind that name",
    cites=(Cite(QW_R2V, "@ref_name"),),
)

# When media.names is 0: media.unnamed_mentions must be 0.

MENTIONS_WITHOUT_NAMES_RULE = Rule(
    "mentions-without-names",
    "gives no ref_name to any item, and the prompt mentions something with @",
    level="warning",
    cites=(Cite(QW_R2V, "@ref_name"),),
)


def media_items(items: list[object], problems: list[Problem]) -> tuple[float, list[object]] | None:
    """Check the items of media; gather what rules want to know of them, and nothing where an item is wrong."""
    before = len(problems)
    media_names = 0
    media_ref_name_all: list[object] = []
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            problems.append(Problem((f"/input/media/{index}", MEDIA_ITEM_TYPE, item)))
            continue
        fields: dict[str, object] = item
        media_ref_name: str | None = None
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
            # There is more than has to be: what may be left out, or what no page names.

            if "ref_name" in fields:
                known += 1
                value = fields["ref_name"]
                if not isinstance(value, str):
                    if value is None:
                        problems.append(Problem((f"/input/media/{index}/ref_name", MEDIA_REF_NAME_NULL, value)))
                    else:
                        problems.append(Problem((f"/input/media/{index}/ref_name", MEDIA_REF_NAME_TYPE, value)))
                else:
                    media_ref_name = value
            if len(fields) != known:
                undocumented(problems, UNDOCUMENTED, f"/input/media/{index}", fields, ("type", "url", "ref_name"))
        if media_ref_name is not None:
            media_names += 1
        if media_ref_name is not None:
            media_ref_name_all.append(media_ref_name)
    if len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]):
        return None
    return media_names, media_ref_name_all


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    model_version: str | None = None
    media_names: float | None = None
    media_repeated_names: float | None = None
    media_unmentioned_names: float | None = None
    media_unnamed_mentions: float | None = None
    media_ref_name_all: list[object] | None = None
    prompt: str | None = None
    prompt_is_wrong = False
    size: str | None = None
    size_tier: str | None = None
    duration: int | None = None
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
        problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, None)))
        prompt_is_wrong = True
    else:
        if isinstance(value, dict):
            in_input: dict[str, object] = value
            known_input = 2

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
                    found_in_media = media_items(in_media, problems)
                    if not 1 <= len(in_media) <= 7:
                        problems.append(Problem(("/input/media", MEDIA_COUNT, in_media)))
                    elif found_in_media is not None:
                        media_names, media_ref_name_all = found_in_media
                        media_repeated_names = measures.repeats(media_ref_name_all)

            try:
                value = in_input["prompt"]
            except KeyError:
                known_input -= 1
                problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, None)))
                prompt_is_wrong = True
            else:
                if not isinstance(value, str) or len(value) < 1:
                    if value is None:
                        problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, value)))
                        prompt_is_wrong = True
                    elif not isinstance(value, str):
                        problems.append(Problem(("/input/prompt", PROMPT_TYPE, value)))
                        prompt_is_wrong = True
                    else:
                        problems.append(Problem(("/input/prompt", PROMPT_LENGTH, value)))
                        prompt_is_wrong = True
                else:
                    if len(value) > 5000:
                        problems.append(Problem(("/input/prompt", PROMPT_CUT, value)))
                    prompt = value
            if len(in_input) != known_input:
                undocumented(problems, UNDOCUMENTED, "/input", in_input, ("media", "prompt"))
        else:
            problems.append(Problem(("/input", INPUT_TYPE, value)))
            prompt_is_wrong = True

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
                        ("size", "duration", "audio", "watermark", "seed"),
                    )
        else:
            problems.append(Problem(("/parameters", PARAMETERS_TYPE, value)))
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("model", "input", "parameters"))
    if media_ref_name_all is not None and not prompt_is_wrong:
        media_unmentioned_names, media_unnamed_mentions = measures.mentions(media_ref_name_all, prompt or "", "@{}")

    if model_version in {"c1", "v6"} and size is not None and size not in EIGHT_RATIOS_TABLE:
        problems.append(Problem(("/parameters/size", EIGHT_RATIOS_RULE, size)))
    if model_version == "v5.6":
        if size is not None and size not in FIVE_RATIOS_TABLE:
            problems.append(Problem(("/parameters/size", FIVE_RATIOS_RULE, size)))
        if prompt is not None and len(prompt) > 2048:
            problems.append(Problem(("/input/prompt", V56_PROMPT_IS_CUT_RULE, prompt)))
        if size_tier in {"360P", "540P", "720P"} and duration is not None and duration not in {5, 8, 10}:
            problems.append(Problem(("/parameters/duration", V56_DURATIONS_RULE, duration)))
        if size_tier == "1080P" and duration is not None and duration not in {5, 8}:
            problems.append(Problem(("/parameters/duration", V56_1080P_DURATIONS_RULE, duration)))
    if model_version == "v6" and prompt is not None and len(prompt) > 2048:
        problems.append(Problem(("/input/prompt", V6_PROMPT_IS_CUT_RULE, prompt)))
    if media_repeated_names is not None and media_repeated_names != 0:
        problems.append(Problem(("/input/media", NAMES_ARE_UNIQUE_RULE, media_repeated_names)))
    if media_unmentioned_names is not None and media_unmentioned_names != 0:
        problems.append(Problem(("/input/media", NAMES_ARE_MENTIONED_RULE, media_unmentioned_names)))
    if media_names is not None and media_names >= 1:
        if media_unnamed_mentions is not None and media_unnamed_mentions != 0:
            problems.append(Problem(("/input/media", MENTIONS_ARE_NAMED_RULE, media_unnamed_mentions)))
    if media_names == 0 and media_unnamed_mentions is not None and media_unnamed_mentions != 0:
        problems.append(Problem(("/input/media", MENTIONS_WITHOUT_NAMES_RULE, media_unnamed_mentions)))
    return problems
