# Written by callsheet from specs/dashscope/pixverse-omni.yaml. Change the spec, then `make generate`.
"""Check requests of dashscope/pixverse-omni against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.dashscope.sources import (
    FIELD_NOTES,
    HH_EDIT,
    HH_T2V,
    IT2V_ZH,
    KF2V_ZH,
    QW_LIPSYNC,
    QW_R2V,
    T2V_ZH,
)
from callsheet_runtime import measures
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

ASPECT_RATIO_CHOICES = frozenset({"auto", "16:9", "4:3", "1:1", "3:4", "9:16", "3:2", "2:3", "21:9"})

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

# model: The one model that takes videos as references.

MODEL_CITES = (Cite(QW_R2V, "pixverse/pixverse-v6-r2v-omni"),)
MODEL_REQUIRED = Rule("model.required", "is required: pixverse/pixverse-v6-r2v-omni", cites=MODEL_CITES)
MODEL_TYPE = Rule(
    "model.type",
    "must be text, not {value}",
    legal=("pixverse/pixverse-v6-r2v-omni",),
    cites=MODEL_CITES,
)
MODEL_VALUES = Rule(
    "model.values",
    "must be pixverse/pixverse-v6-r2v-omni, not {value}",
    legal=("pixverse/pixverse-v6-r2v-omni",),
    cites=MODEL_CITES,
)

# media: The reference images and videos. An image is a JPG, PNG or WEBP, at most 10000 pixels wide and high, at most 20
# MiB; a video is an MP4. All stand at public addresses. Names and mentions may be left out altogether.

MEDIA_CITES = (
    Cite(QW_R2V, "video_url"),
    Cite(QW_R2V, "10000"),
    Cite(FIELD_NOTES, "It must contain at least one item."),
)
MEDIA_REQUIRED = Rule("media.required", "is required", cites=MEDIA_CITES)
MEDIA_TYPE = Rule("media.type", "must be a list, not {value}", cites=MEDIA_CITES)
MEDIA_COUNT = Rule("media.count", "must have from 1 to 7 items, this has {length}", cites=MEDIA_CITES)

# media.kind: Whether this is an image or a video.

MEDIA_KIND_CITES = (Cite(QW_R2V, "video_url"), Cite(FIELD_NOTES, "input.media.type must be image_url or video_url"))
MEDIA_KIND_REQUIRED = Rule("media.kind.required", "is required: image_url or video_url", cites=MEDIA_KIND_CITES)
MEDIA_KIND_TYPE = Rule(
    "media.kind.type",
    "must be text, not {value}",
    legal=("image_url", "video_url"),
    cites=MEDIA_KIND_CITES,
)
MEDIA_KIND_VALUES = Rule(
    "media.kind.values",
    "must be image_url or video_url, not {value}",
    legal=("image_url", "video_url"),
    cites=MEDIA_KIND_CITES,
)

# media.url: Public address of the image or video.

MEDIA_URL_CITES = (
    Cite(QW_R2V, "wan-r2v-role2.mp4"),
    Cite(FIELD_NOTES, "Required field input.media[0].url are missing or empty."),
)
MEDIA_URL_REQUIRED = Rule("media.url.required", "is required", cites=MEDIA_URL_CITES)
MEDIA_URL_TYPE = Rule("media.url.type", "must be text, not {value}", cites=MEDIA_URL_CITES)
MEDIA_URL_FORM = Rule(
    "media.url.form",
    "must be an address that begins with http:// or https://, not {value}",
    cites=MEDIA_URL_CITES,
)

# media.ref_name: The name by which the prompt speaks of this image or video, as @ and the name and a space.

MEDIA_REF_NAME_CITES = (Cite(QW_R2V, "ref_name"),)
MEDIA_REF_NAME_NULL = Rule(
    "media.ref_name.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MEDIA_REF_NAME_CITES,
)
MEDIA_REF_NAME_TYPE = Rule("media.ref_name.type", "must be text, not {value}", cites=MEDIA_REF_NAME_CITES)

# prompt: What the video shows, in Chinese or English. Each character counts one. An image or video that has a ref_name
# is mentioned as @ and that name, with a space behind it.

PROMPT_CITES = (Cite(QW_R2V, "5000"), Cite(QW_R2V, "@ref_name"))
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 1 to 5000 characters long, this has {length}", cites=PROMPT_CITES)
PROMPT_CUT = Rule("prompt.cut", "is cut after 5000 characters, this has {length}", level="warning", cites=PROMPT_CITES)

# aspect_ratio: Width to height of the video, or “auto”.

ASPECT_RATIO_CITES = (
    Cite(QW_R2V, "aspect_ratio"),
    Cite(FIELD_NOTES, "Required field aspect_ratio are missing or empty."),
)
ASPECT_RATIO_REQUIRED = Rule(
    "aspect_ratio.required",
    "is required: auto, 16:9, 4:3, 1:1, 3:4, 9:16, 3:2, 2:3 or 21:9",
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_TYPE = Rule(
    "aspect_ratio.type",
    "must be text, not {value}",
    legal=("auto", "16:9", "4:3", "1:1", "3:4", "9:16", "3:2", "2:3", "21:9"),
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_VALUES = Rule(
    "aspect_ratio.values",
    "must be auto, 16:9, 4:3, 1:1, 3:4, 9:16, 3:2, 2:3 or 21:9, not {value}",
    legal=("auto", "16:9", "4:3", "1:1", "3:4", "9:16", "3:2", "2:3", "21:9"),
    cites=ASPECT_RATIO_CITES,
)

# duration: Length of the video in seconds, from 1 to 15; 0 where a reference video is given, for then the longest of
# those sets it. Billed per second.

DURATION_CITES = (Cite(QW_R2V, "duration"),)
DURATION_REQUIRED = Rule("duration.required", "is required: from 0 to 15", cites=DURATION_CITES)
DURATION_TYPE = Rule(
    "duration.type",
    "must be a whole number, not {value}",
    legal=Interval(0, 15),
    cites=DURATION_CITES,
)
DURATION_RANGE = Rule(
    "duration.range",
    "must be from 0 to 15, not {value}",
    legal=Interval(0, 15),
    cites=DURATION_CITES,
)

# size: Not taken by this model; the others with references have it. Here `resolution` and `aspect_ratio` say as much.

SIZE_CITES = (Cite(QW_R2V, "size"),)
SIZE_NULL = Rule("size.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=SIZE_CITES)
SIZE_TYPE = Rule("size.type", "must be text, not {value}", cites=SIZE_CITES)

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

# When media.videos is at least 1: duration must be 0.

VIDEO_SETS_THE_LENGTH_RULE = Rule(
    "video-sets-the-length",
    "must be 0 where a reference video is given, which sets the length",
    legal=(0,),
    cites=(Cite(QW_R2V, "video_url"),),
)

# When media.videos is 0: duration must be at least 1.

IMAGES_DO_NOT_SET_THE_LENGTH_RULE = Rule(
    "images-do-not-set-the-length",
    "must be from 1 to 15 without a reference video",
    legal=Interval(1, None),
    cites=(Cite(QW_R2V, "duration"),),
)

# size must be left out.

NO_SIZE_RULE = Rule(
    "no-size",
    "must be left out, `resolution` and `aspect_ratio` say it here",
    legal=LEAVE_OUT,
    cites=(Cite(QW_R2V, "size"),),
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


def media_items(items: list[object], problems: list[Problem]) -> tuple[float, float, list[object]] | None:
    """Check the items of media; gather what rules want to know of them, and nothing where an item is wrong."""
    before = len(problems)
    media_videos = 0
    media_names = 0
    media_ref_name_all: list[object] = []
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            problems.append(Problem((f"/input/media/{index}", MEDIA_ITEM_TYPE, item)))
            continue
        fields: dict[str, object] = item
        media_kind: str | None = None
        media_ref_name: str | None = None
        known = 2

        try:
            value = fields["type"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_REQUIRED, None)))
        else:
            if not isinstance(value, str) or value not in {"image_url", "video_url"}:
                if value is None:
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_REQUIRED, value)))
                elif not isinstance(value, str):
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_TYPE, value)))
                else:
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_VALUES, value)))
            else:
                media_kind = value

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
        if media_kind == "video_url":
            media_videos += 1
        if media_ref_name is not None:
            media_names += 1
        if media_ref_name is not None:
            media_ref_name_all.append(media_ref_name)
    if len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]):
        return None
    return media_videos, media_names, media_ref_name_all


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    media_videos: float | None = None
    media_names: float | None = None
    media_repeated_names: float | None = None
    media_unmentioned_names: float | None = None
    media_unnamed_mentions: float | None = None
    media_ref_name_all: list[object] | None = None
    prompt: str | None = None
    prompt_is_wrong = False
    duration: int | None = None
    size: str | None = None
    known = 3

    try:
        value = top["model"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/model", MODEL_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value != "pixverse/pixverse-v6-r2v-omni":
            if value is None:
                problems.append(Problem(("/model", MODEL_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/model", MODEL_TYPE, value)))
            else:
                problems.append(Problem(("/model", MODEL_VALUES, value)))

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
                        media_videos, media_names, media_ref_name_all = found_in_media
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
        problems.append(Problem(("/parameters/aspect_ratio", ASPECT_RATIO_REQUIRED, None)))
        problems.append(Problem(("/parameters/duration", DURATION_REQUIRED, None)))
        problems.append(Problem(("/parameters/resolution", RESOLUTION_REQUIRED, None)))
    else:
        if isinstance(value, dict):
            in_parameters: dict[str, object] = value
            known_parameters = 3

            try:
                value = in_parameters["aspect_ratio"]
            except KeyError:
                known_parameters -= 1
                problems.append(Problem(("/parameters/aspect_ratio", ASPECT_RATIO_REQUIRED, None)))
            else:
                if not isinstance(value, str) or value not in ASPECT_RATIO_CHOICES:
                    if value is None:
                        problems.append(Problem(("/parameters/aspect_ratio", ASPECT_RATIO_REQUIRED, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/parameters/aspect_ratio", ASPECT_RATIO_TYPE, value)))
                    else:
                        problems.append(Problem(("/parameters/aspect_ratio", ASPECT_RATIO_VALUES, value)))

            try:
                value = in_parameters["duration"]
            except KeyError:
                known_parameters -= 1
                problems.append(Problem(("/parameters/duration", DURATION_REQUIRED, None)))
            else:
                if type(value) is not int:
                    value = whole(value)
                if type(value) is not int or not 0 <= value <= 15:
                    if value is None:
                        problems.append(Problem(("/parameters/duration", DURATION_REQUIRED, value)))
                    elif type(value) is not int:
                        problems.append(Problem(("/parameters/duration", DURATION_TYPE, value)))
                    else:
                        problems.append(Problem(("/parameters/duration", DURATION_RANGE, value)))
                else:
                    duration = value

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

            if len(in_parameters) != known_parameters:
                # There is more than has to be: what may be left out, or what no page names.

                if "size" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["size"]
                    if not isinstance(value, str):
                        if value is None:
                            problems.append(Problem(("/parameters/size", SIZE_NULL, value)))
                        else:
                            problems.append(Problem(("/parameters/size", SIZE_TYPE, value)))
                    else:
                        size = value

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
                        ("aspect_ratio", "duration", "size", "resolution", "audio", "watermark", "seed"),
                    )
        else:
            problems.append(Problem(("/parameters", PARAMETERS_TYPE, value)))
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("model", "input", "parameters"))
    if media_ref_name_all is not None and not prompt_is_wrong:
        media_unmentioned_names, media_unnamed_mentions = measures.mentions(media_ref_name_all, prompt or "", "@{}")

    if media_videos is not None and media_videos >= 1 and duration is not None and duration != 0:
        problems.append(Problem(("/parameters/duration", VIDEO_SETS_THE_LENGTH_RULE, duration)))
    if media_videos == 0 and duration is not None and duration < 1:
        problems.append(Problem(("/parameters/duration", IMAGES_DO_NOT_SET_THE_LENGTH_RULE, duration)))
    if size is not None:
        problems.append(Problem(("/parameters/size", NO_SIZE_RULE, size)))
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
