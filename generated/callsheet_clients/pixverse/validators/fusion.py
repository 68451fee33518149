# Written by callsheet from specs/pixverse/fusion.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/fusion against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import (
    API_KIT,
    COMFYUI,
    ERROR_CODES,
    FUSION,
    MCP,
    MIRROR_TABLES,
    MODEL_SHEETS,
    T2V,
    UNMODEL,
)
from callsheet_runtime import measures
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

MODEL_FAMILY = {"v4.5": "v4.5", "v5": "v5", "v5.5": "v5.5", "v5.6": "v5.6", "v6": "v6", "c1": "c1"}
ASPECT_RATIO_CHOICES = frozenset({"16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9", "auto"})

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
IMAGE_REFERENCES_ITEM_TYPE = Rule("image_references.item.type", "must be a JSON object, not {value}")
VIDEO_REFERENCES_ITEM_TYPE = Rule("video_references.item.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# model: Which model renders the video. v6 and c1 are billed by the second, the others by the clip.

MODEL_CITES = (Cite(FUSION, "c1"), Cite(MIRROR_TABLES, "v6"))
MODEL_REQUIRED = Rule("model.required", "is required: v4.5, v5, v5.5, v5.6, v6 or c1", cites=MODEL_CITES)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_FAMILY), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be v4.5, v5, v5.5, v5.6, v6 or c1, not {value}",
    legal=tuple(MODEL_FAMILY),
    cites=MODEL_CITES,
)

# image_references: The images, each with a name that the prompt mentions.

IMAGE_REFERENCES_CITES = (Cite(FUSION, "image_references"),)
IMAGE_REFERENCES_NULL = Rule(
    "image_references.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=IMAGE_REFERENCES_CITES,
)
IMAGE_REFERENCES_TYPE = Rule("image_references.type", "must be a list, not {value}", cites=IMAGE_REFERENCES_CITES)
IMAGE_REFERENCES_COUNT = Rule(
    "image_references.count",
    "must have from 1 to 10 items, this has {length}",
    cites=IMAGE_REFERENCES_CITES,
)

# image_references.kind: What the image shows.

IMAGE_REFERENCES_KIND_CITES = (Cite(FUSION, '"type":"subject"'),)
IMAGE_REFERENCES_KIND_REQUIRED = Rule(
    "image_references.kind.required",
    "is required: subject or background",
    cites=IMAGE_REFERENCES_KIND_CITES,
)
IMAGE_REFERENCES_KIND_TYPE = Rule(
    "image_references.kind.type",
    "must be text, not {value}",
    legal=("subject", "background"),
    cites=IMAGE_REFERENCES_KIND_CITES,
)
IMAGE_REFERENCES_KIND_VALUES = Rule(
    "image_references.kind.values",
    "must be subject or background, not {value}",
    legal=("subject", "background"),
    cites=IMAGE_REFERENCES_KIND_CITES,
)

# image_references.img_id: Id of the image.

IMAGE_REFERENCES_IMG_ID_CITES = (Cite(FUSION, "img_id"),)
IMAGE_REFERENCES_IMG_ID_REQUIRED = Rule(
    "image_references.img_id.required",
    "is required",
    cites=IMAGE_REFERENCES_IMG_ID_CITES,
)
IMAGE_REFERENCES_IMG_ID_TYPE = Rule(
    "image_references.img_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=IMAGE_REFERENCES_IMG_ID_CITES,
)
IMAGE_REFERENCES_IMG_ID_FORM = Rule(
    "image_references.img_id.form",
    "must be digits only, where it is text, not {value}",
    cites=IMAGE_REFERENCES_IMG_ID_CITES,
)
IMAGE_REFERENCES_IMG_ID_RANGE = Rule(
    "image_references.img_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=IMAGE_REFERENCES_IMG_ID_CITES,
)

# image_references.ref_name: What the prompt calls it, after an @ and before a space. Letters, digits, underscores and
# spaces.

IMAGE_REFERENCES_REF_NAME_CITES = (Cite(FUSION, '"ref_name":"dog"'), Cite(MCP, "ref_name"))
IMAGE_REFERENCES_REF_NAME_REQUIRED = Rule(
    "image_references.ref_name.required",
    "is required",
    cites=IMAGE_REFERENCES_REF_NAME_CITES,
)
IMAGE_REFERENCES_REF_NAME_TYPE = Rule(
    "image_references.ref_name.type",
    "must be text, not {value}",
    cites=IMAGE_REFERENCES_REF_NAME_CITES,
)
IMAGE_REFERENCES_REF_NAME_LENGTH = Rule(
    "image_references.ref_name.length",
    "must be from 1 to 30 characters long, this has {length}",
    cites=IMAGE_REFERENCES_REF_NAME_CITES,
)

# duration: Length of the video in seconds; 0 where reference videos set it. Sets the price.

DURATION_CITES = (Cite(FUSION, "duration"), Cite(COMFYUI, "duration"))
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

# aspect_ratio: Width to height of the video.

ASPECT_RATIO_CITES = (Cite(FUSION, "21:9"), Cite(COMFYUI, "auto"))
ASPECT_RATIO_REQUIRED = Rule(
    "aspect_ratio.required",
    "is required: 16:9, 4:3, 1:1, 3:4, 9:16, 2:3, 3:2, 21:9 or auto",
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_TYPE = Rule(
    "aspect_ratio.type",
    "must be text, not {value}",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9", "auto"),
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_VALUES = Rule(
    "aspect_ratio.values",
    "must be 16:9, 4:3, 1:1, 3:4, 9:16, 2:3, 3:2, 21:9 or auto, not {value}",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9", "auto"),
    cites=ASPECT_RATIO_CITES,
)

# generate_audio_switch: Make the video with sound, on v5.6 and later. Costs more.

GENERATE_AUDIO_SWITCH_CITES = (Cite(FUSION, "generate_audio_switch"),)
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

# reference_mode: A mode of v6 that takes more images, and videos. Known from others' clients alone.

REFERENCE_MODE_CITES = (Cite(API_KIT, "reference_mode"), Cite(COMFYUI, "omni"))
REFERENCE_MODE_NULL = Rule(
    "reference_mode.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=REFERENCE_MODE_CITES,
)
REFERENCE_MODE_TYPE = Rule(
    "reference_mode.type",
    "must be text, not {value}",
    legal=("omni",),
    cites=REFERENCE_MODE_CITES,
)
REFERENCE_MODE_VALUES = Rule(
    "reference_mode.values",
    "must be omni, not {value}",
    legal=("omni",),
    cites=REFERENCE_MODE_CITES,
)

# video_references: Videos to refer to, 15 seconds in total; the result is as long as the longest. Double the price.
# Known from others' clients alone.

VIDEO_REFERENCES_CITES = (Cite(COMFYUI, "video_references"),)
VIDEO_REFERENCES_NULL = Rule(
    "video_references.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=VIDEO_REFERENCES_CITES,
)
VIDEO_REFERENCES_TYPE = Rule("video_references.type", "must be a list, not {value}", cites=VIDEO_REFERENCES_CITES)
VIDEO_REFERENCES_COUNT = Rule(
    "video_references.count",
    "must have from 1 to 2 items, this has {length}",
    cites=VIDEO_REFERENCES_CITES,
)

# video_references.ref_name: What the prompt calls it, after an @ and before a space.

VIDEO_REFERENCES_REF_NAME_CITES = (Cite(COMFYUI, "ref_name"),)
VIDEO_REFERENCES_REF_NAME_REQUIRED = Rule(
    "video_references.ref_name.required",
    "is required",
    cites=VIDEO_REFERENCES_REF_NAME_CITES,
)
VIDEO_REFERENCES_REF_NAME_TYPE = Rule(
    "video_references.ref_name.type",
    "must be text, not {value}",
    cites=VIDEO_REFERENCES_REF_NAME_CITES,
)
VIDEO_REFERENCES_REF_NAME_LENGTH = Rule(
    "video_references.ref_name.length",
    "must be from 1 to 30 characters long, this has {length}",
    cites=VIDEO_REFERENCES_REF_NAME_CITES,
)

# video_references.video_media_id: Id of a video that was uploaded.

VIDEO_REFERENCES_VIDEO_MEDIA_ID_CITES = (Cite(COMFYUI, "video_media_id"),)
VIDEO_REFERENCES_VIDEO_MEDIA_ID_NULL = Rule(
    "video_references.video_media_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=VIDEO_REFERENCES_VIDEO_MEDIA_ID_CITES,
)
VIDEO_REFERENCES_VIDEO_MEDIA_ID_TYPE = Rule(
    "video_references.video_media_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=VIDEO_REFERENCES_VIDEO_MEDIA_ID_CITES,
)
VIDEO_REFERENCES_VIDEO_MEDIA_ID_FORM = Rule(
    "video_references.video_media_id.form",
    "must be digits only, where it is text, not {value}",
    cites=VIDEO_REFERENCES_VIDEO_MEDIA_ID_CITES,
)
VIDEO_REFERENCES_VIDEO_MEDIA_ID_RANGE = Rule(
    "video_references.video_media_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=VIDEO_REFERENCES_VIDEO_MEDIA_ID_CITES,
)

# video_references.source_video_id: Id of a video that this API made.

VIDEO_REFERENCES_SOURCE_VIDEO_ID_CITES = (Cite(COMFYUI, "source_video_id"),)
VIDEO_REFERENCES_SOURCE_VIDEO_ID_NULL = Rule(
    "video_references.source_video_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=VIDEO_REFERENCES_SOURCE_VIDEO_ID_CITES,
)
VIDEO_REFERENCES_SOURCE_VIDEO_ID_TYPE = Rule(
    "video_references.source_video_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=VIDEO_REFERENCES_SOURCE_VIDEO_ID_CITES,
)
VIDEO_REFERENCES_SOURCE_VIDEO_ID_FORM = Rule(
    "video_references.source_video_id.form",
    "must be digits only, where it is text, not {value}",
    cites=VIDEO_REFERENCES_SOURCE_VIDEO_ID_CITES,
)
VIDEO_REFERENCES_SOURCE_VIDEO_ID_RANGE = Rule(
    "video_references.source_video_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=VIDEO_REFERENCES_SOURCE_VIDEO_ID_CITES,
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

# video_references.video_media_id or video_references.source_video_id must be given, and not both.

ONE_SOURCE_OF_A_VIDEO_RULE = Rule(
    "one-source-of-a-video",
    "video_references.video_media_id or video_references.source_video_id must be given, and not both",
    cites=(Cite(COMFYUI, "video_media_id"),),
)

# When video_references is not given: image_references is required.

IMAGES_OR_VIDEOS_RULE = Rule(
    "images-or-videos",
    "is required when video_references is not given",
    cites=(Cite(FUSION, "image_references"), Cite(COMFYUI, "video_references")),
)

# When model is v4.5 or v5: image_references.count must be at most 3.

THREE_IMAGES_RULE = Rule(
    "three-images",
    "image_references.count must be at most 3 when model is v4.5 or v5, not {value}",
    cites=(Cite(FUSION, "v4.5"),),
)

# When model is v5.5, v5.6, v6 or c1 and reference_mode is not given: image_references.count must be at most 7.

SEVEN_IMAGES_RULE = Rule(
    "seven-images",
    "image_references.count must be at most 7 when model is v5.5, v5.6, v6 or c1 and reference_mode is not given, not {value}",
    cites=(Cite(FUSION, "c1"), Cite(COMFYUI, "omni")),
)

# image_references.repeated_names must be 0.

NAMES_OF_THEIR_OWN_RULE = Rule(
    "names-of-their-own",
    "image_references.repeated_names must be 0, not {value}",
    cites=(Cite(MCP, "ref_name"),),
)

# image_references.unmentioned must be 0.

EVERY_IMAGE_IS_MENTIONED_RULE = Rule(
    "every-image-is-mentioned",
    "image_references.unmentioned must be 0, not {value}",
    cites=(Cite(FUSION, "@dog plays at @room"), Cite(MCP, "ref_name")),
)

# When video_references is not given: image_references.dangling must be 0.

EVERY_MENTION_HAS_AN_IMAGE_RULE = Rule(
    "every-mention-has-an-image",
    "is what the prompt mentions without an image: it is read as plain words",
    level="warning",
    cites=(Cite(FUSION, "@dog plays at @room"),),
)

# When reference_mode is omni: model must be v6.

OMNI_IS_FOR_V6_RULE = Rule(
    "omni-is-for-v6",
    "must be v6 when reference_mode is omni, not {value}",
    legal={"v4.5": "v6", "v5": "v6", "v5.5": "v6", "v5.6": "v6", "c1": "v6"},
    cites=(Cite(API_KIT, "omni"), Cite(COMFYUI, "omni")),
)

# When video_references is given: reference_mode is required.

VIDEOS_ARE_FOR_OMNI_RULE = Rule(
    "videos-are-for-omni",
    "is required when video_references is given",
    cites=(Cite(COMFYUI, "video_references"),),
)

# When video_references is given: duration must be 0.

VIDEOS_SET_THE_LENGTH_RULE = Rule(
    "videos-set-the-length",
    "must be 0 when video_references is given, not {value}",
    legal=(0,),
    cites=(Cite(COMFYUI, "duration"),),
)

# When model is v4.5 or v5: duration must be 5 or 8.

FIVE_OR_EIGHT_SECONDS_RULE = Rule(
    "five-or-eight-seconds",
    "must be 5 or 8 when model is v4.5 or v5, not {value}",
    legal=(5, 8),
    cites=(Cite(FUSION, "duration"),),
)

# When model is v5.5 or v5.6: duration must be 5, 8 or 10.

FIVE_EIGHT_OR_TEN_SECONDS_RULE = Rule(
    "five-eight-or-ten-seconds",
    "must be 5, 8 or 10 when model is v5.5 or v5.6, not {value}",
    legal=(5, 8, 10),
    cites=(Cite(FUSION, "duration"),),
)

# When model is v5.5 or v5.6 and quality is 1080p: duration must not be 10.

TEN_SECONDS_AT_1080P_RULE = Rule(
    "ten-seconds-at-1080p",
    "must not be 10 when model is v5.5 or v5.6 and quality is 1080p",
    legal=(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15),
    cites=(Cite(FUSION, "1080p"),),
)

# When model is v6 or c1 and video_references is not given: duration must be at least 1.

A_SECOND_AT_LEAST_RULE = Rule(
    "a-second-at-least",
    "must be at least 1 when model is v6 or c1 and video_references is not given, not {value}",
    legal=Interval(1, None),
    cites=(Cite(FUSION, "duration"),),
)

# When model is not v6 or c1: aspect_ratio must be 16:9, 4:3, 1:1, 3:4 or 9:16.

FIVE_RATIOS_RULE = Rule(
    "five-ratios",
    "must be 16:9, 4:3, 1:1, 3:4 or 9:16 when model is not v6 or c1, not {value}",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16"),
    cites=(Cite(FUSION, "aspect_ratio"),),
)

# When model is v6 or c1 and reference_mode is not given: aspect_ratio must not be auto.

AUTO_RATIO_IS_FOR_OMNI_RULE = Rule(
    "auto-ratio-is-for-omni",
    "must not be auto when model is v6 or c1 and reference_mode is not given",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"),
    cites=(Cite(COMFYUI, "auto"),),
)

# When model is v4.5, v5 or v5.5: generate_audio_switch must be left out.

AUDIO_IS_FOR_V56_AND_ABOVE_RULE = Rule(
    "audio-is-for-v56-and-above",
    "must be left out when model is v4.5, v5 or v5.5",
    legal=LEAVE_OUT,
    cites=(Cite(FUSION, "generate_audio_switch"), Cite(MIRROR_TABLES, "generate_audio_switch")),
)

# prompt must be from 1 to 2048 characters long.

LONG_PROMPT_RULE = Rule(
    "long-prompt",
    "has {length} characters: older pages, and the words of the error for it, allow 2048",
    level="warning",
    cites=(Cite(T2V, "2048"), Cite(ERROR_CODES, "2048")),
)


def image_references_items(items: list[object], problems: list[Problem]) -> tuple[list[object]] | None:
    """Check the items of image_references; gather what rules want to know of them, and nothing where an item is wrong."""
    before = len(problems)
    image_references_ref_name_all: list[object] = []
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            problems.append(Problem((f"/image_references/{index}", IMAGE_REFERENCES_ITEM_TYPE, item)))
            continue
        fields: dict[str, object] = item
        image_references_ref_name: str | None = None
        known = 3

        try:
            value = fields["type"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/image_references/{index}/type", IMAGE_REFERENCES_KIND_REQUIRED, None)))
        else:
            if not isinstance(value, str) or value not in {"subject", "background"}:
                if value is None:
                    problems.append(Problem((f"/image_references/{index}/type", IMAGE_REFERENCES_KIND_REQUIRED, value)))
                elif not isinstance(value, str):
                    problems.append(Problem((f"/image_references/{index}/type", IMAGE_REFERENCES_KIND_TYPE, value)))
                else:
                    problems.append(Problem((f"/image_references/{index}/type", IMAGE_REFERENCES_KIND_VALUES, value)))

        try:
            value = fields["img_id"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/image_references/{index}/img_id", IMAGE_REFERENCES_IMG_ID_REQUIRED, None)))
        else:
            if type(value) is not int:
                value = whole(value)
            if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                not isinstance(value, str) or not (value.isascii() and value.isdecimal())
            ):
                if value is None:
                    problems.append(
                        Problem((f"/image_references/{index}/img_id", IMAGE_REFERENCES_IMG_ID_REQUIRED, value)),
                    )
                elif isinstance(value, str):
                    problems.append(Problem((f"/image_references/{index}/img_id", IMAGE_REFERENCES_IMG_ID_FORM, value)))
                elif type(value) is int:
                    problems.append(
                        Problem((f"/image_references/{index}/img_id", IMAGE_REFERENCES_IMG_ID_RANGE, value)),
                    )
                else:
                    problems.append(Problem((f"/image_references/{index}/img_id", IMAGE_REFERENCES_IMG_ID_TYPE, value)))

        try:
            value = fields["ref_name"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/image_references/{index}/ref_name", IMAGE_REFERENCES_REF_NAME_REQUIRED, None)))
        else:
            if not isinstance(value, str) or not 1 <= len(value) <= 30:
                if value is None:
                    problems.append(
                        Problem((f"/image_references/{index}/ref_name", IMAGE_REFERENCES_REF_NAME_REQUIRED, value)),
                    )
                elif not isinstance(value, str):
                    problems.append(
                        Problem((f"/image_references/{index}/ref_name", IMAGE_REFERENCES_REF_NAME_TYPE, value)),
                    )
                else:
                    problems.append(
                        Problem((f"/image_references/{index}/ref_name", IMAGE_REFERENCES_REF_NAME_LENGTH, value)),
                    )
            else:
                image_references_ref_name = value
        if len(fields) != known:
            undocumented(problems, UNDOCUMENTED, f"/image_references/{index}", fields, ("type", "img_id", "ref_name"))
        if image_references_ref_name is not None:
            image_references_ref_name_all.append(image_references_ref_name)
    if len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]):
        return None
    return (image_references_ref_name_all,)


def video_references_items(items: list[object], problems: list[Problem]) -> bool:
    """Check the items of video_references."""
    before = len(problems)
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            problems.append(Problem((f"/video_references/{index}", VIDEO_REFERENCES_ITEM_TYPE, item)))
            continue
        fields: dict[str, object] = item
        video_references_video_media_id: int | str | None = None
        video_references_video_media_id_is_wrong = False
        video_references_source_video_id: int | str | None = None
        video_references_source_video_id_is_wrong = False
        known = 1

        try:
            value = fields["ref_name"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/video_references/{index}/ref_name", VIDEO_REFERENCES_REF_NAME_REQUIRED, None)))
        else:
            if not isinstance(value, str) or not 1 <= len(value) <= 30:
                if value is None:
                    problems.append(
                        Problem((f"/video_references/{index}/ref_name", VIDEO_REFERENCES_REF_NAME_REQUIRED, value)),
                    )
                elif not isinstance(value, str):
                    problems.append(
                        Problem((f"/video_references/{index}/ref_name", VIDEO_REFERENCES_REF_NAME_TYPE, value)),
                    )
                else:
                    problems.append(
                        Problem((f"/video_references/{index}/ref_name", VIDEO_REFERENCES_REF_NAME_LENGTH, value)),
                    )

        if len(fields) != known:
            # There is more than has to be: what may be left out, or what no page names.

            if "video_media_id" in fields:
                known += 1
                value = fields["video_media_id"]
                if type(value) is not int:
                    value = whole(value)
                if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                    not isinstance(value, str) or not (value.isascii() and value.isdecimal())
                ):
                    if value is None:
                        problems.append(
                            Problem(
                                (
                                    f"/video_references/{index}/video_media_id",
                                    VIDEO_REFERENCES_VIDEO_MEDIA_ID_NULL,
                                    value,
                                ),
                            ),
                        )
                    elif isinstance(value, str):
                        problems.append(
                            Problem(
                                (
                                    f"/video_references/{index}/video_media_id",
                                    VIDEO_REFERENCES_VIDEO_MEDIA_ID_FORM,
                                    value,
                                ),
                            ),
                        )
                        video_references_video_media_id_is_wrong = True
                    elif type(value) is int:
                        problems.append(
                            Problem(
                                (
                                    f"/video_references/{index}/video_media_id",
                                    VIDEO_REFERENCES_VIDEO_MEDIA_ID_RANGE,
                                    value,
                                ),
                            ),
                        )
                        video_references_video_media_id_is_wrong = True
                    else:
                        problems.append(
                            Problem(
                                (
                                    f"/video_references/{index}/video_media_id",
                                    VIDEO_REFERENCES_VIDEO_MEDIA_ID_TYPE,
                                    value,
                                ),
                            ),
                        )
                        video_references_video_media_id_is_wrong = True
                else:
                    video_references_video_media_id = value

            if "source_video_id" in fields:
                known += 1
                value = fields["source_video_id"]
                if type(value) is not int:
                    value = whole(value)
                if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                    not isinstance(value, str) or not (value.isascii() and value.isdecimal())
                ):
                    if value is None:
                        problems.append(
                            Problem(
                                (
                                    f"/video_references/{index}/source_video_id",
                                    VIDEO_REFERENCES_SOURCE_VIDEO_ID_NULL,
                                    value,
                                ),
                            ),
                        )
                    elif isinstance(value, str):
                        problems.append(
                            Problem(
                                (
                                    f"/video_references/{index}/source_video_id",
                                    VIDEO_REFERENCES_SOURCE_VIDEO_ID_FORM,
                                    value,
                                ),
                            ),
                        )
                        video_references_source_video_id_is_wrong = True
                    elif type(value) is int:
                        problems.append(
                            Problem(
                                (
                                    f"/video_references/{index}/source_video_id",
                                    VIDEO_REFERENCES_SOURCE_VIDEO_ID_RANGE,
                                    value,
                                ),
                            ),
                        )
                        video_references_source_video_id_is_wrong = True
                    else:
                        problems.append(
                            Problem(
                                (
                                    f"/video_references/{index}/source_video_id",
                                    VIDEO_REFERENCES_SOURCE_VIDEO_ID_TYPE,
                                    value,
                                ),
                            ),
                        )
                        video_references_source_video_id_is_wrong = True
                else:
                    video_references_source_video_id = value
            if len(fields) != known:
                undocumented(
                    problems,
                    UNDOCUMENTED,
                    f"/video_references/{index}",
                    fields,
                    ("ref_name", "video_media_id", "source_video_id"),
                )

        if not video_references_video_media_id_is_wrong and not video_references_source_video_id_is_wrong:
            if (video_references_video_media_id is None and video_references_source_video_id is None) or (
                video_references_video_media_id is not None and video_references_source_video_id is not None
            ):
                problems.append(
                    Problem(
                        (
                            f"/video_references/{index}/video_media_id",
                            ONE_SOURCE_OF_A_VIDEO_RULE,
                            video_references_video_media_id,
                        ),
                    ),
                )
    return not (len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]))


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    model: str | None = None
    image_references: list[object] | None = None
    image_references_count: float | None = None
    image_references_repeated_names: float | None = None
    image_references_unmentioned: float | None = None
    image_references_dangling: float | None = None
    image_references_ref_name_all: list[object] | None = None
    image_references_is_wrong = False
    duration: int | None = None
    aspect_ratio: str | None = None
    generate_audio_switch: bool | None = None
    reference_mode: str | None = None
    reference_mode_is_wrong = False
    video_references: list[object] | None = None
    video_references_is_wrong = False
    prompt: str | None = None
    prompt_is_wrong = False
    quality: str | None = None
    known = 5

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
        if type(value) is not int or not 0 <= value <= 15:
            if value is None:
                problems.append(Problem(("/duration", DURATION_REQUIRED, value)))
            elif type(value) is not int:
                problems.append(Problem(("/duration", DURATION_TYPE, value)))
            else:
                problems.append(Problem(("/duration", DURATION_RANGE, value)))
        else:
            duration = value

    try:
        value = top["aspect_ratio"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in ASPECT_RATIO_CHOICES:
            if value is None:
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_TYPE, value)))
            else:
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_VALUES, value)))
        else:
            aspect_ratio = value

    try:
        value = top["prompt"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/prompt", PROMPT_REQUIRED, None)))
        prompt_is_wrong = True
    else:
        if not isinstance(value, str) or not 1 <= len(value) <= 5000:
            if value is None:
                problems.append(Problem(("/prompt", PROMPT_REQUIRED, value)))
                prompt_is_wrong = True
            elif not isinstance(value, str):
                problems.append(Problem(("/prompt", PROMPT_TYPE, value)))
                prompt_is_wrong = True
            else:
                problems.append(Problem(("/prompt", PROMPT_LENGTH, value)))
                prompt_is_wrong = True
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

        if "image_references" in top:
            known += 1
            value = top["image_references"]
            if not isinstance(value, list):
                if value is None:
                    problems.append(Problem(("/image_references", IMAGE_REFERENCES_NULL, value)))
                else:
                    problems.append(Problem(("/image_references", IMAGE_REFERENCES_TYPE, value)))
                    image_references_is_wrong = True
            else:
                in_image_references: list[object] = value
                found_in_image_references = image_references_items(in_image_references, problems)
                if not 1 <= len(in_image_references) <= 10:
                    problems.append(Problem(("/image_references", IMAGE_REFERENCES_COUNT, in_image_references)))
                    image_references_is_wrong = True
                elif found_in_image_references is not None:
                    image_references = in_image_references
                    (image_references_ref_name_all,) = found_in_image_references
                    image_references_count = len(in_image_references)
                    image_references_repeated_names = measures.repeats(image_references_ref_name_all)
                else:
                    image_references_is_wrong = True

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

        if "reference_mode" in top:
            known += 1
            value = top["reference_mode"]
            if not isinstance(value, str) or value != "omni":
                if value is None:
                    problems.append(Problem(("/reference_mode", REFERENCE_MODE_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/reference_mode", REFERENCE_MODE_TYPE, value)))
                    reference_mode_is_wrong = True
                else:
                    problems.append(Problem(("/reference_mode", REFERENCE_MODE_VALUES, value)))
                    reference_mode_is_wrong = True
            else:
                reference_mode = value

        if "video_references" in top:
            known += 1
            value = top["video_references"]
            if not isinstance(value, list):
                if value is None:
                    problems.append(Problem(("/video_references", VIDEO_REFERENCES_NULL, value)))
                else:
                    problems.append(Problem(("/video_references", VIDEO_REFERENCES_TYPE, value)))
                    video_references_is_wrong = True
            else:
                in_video_references: list[object] = value
                found_in_video_references = video_references_items(in_video_references, problems)
                if not 1 <= len(in_video_references) <= 2:
                    problems.append(Problem(("/video_references", VIDEO_REFERENCES_COUNT, in_video_references)))
                    video_references_is_wrong = True
                elif found_in_video_references:
                    video_references = in_video_references
                else:
                    video_references_is_wrong = True

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
                else:
                    problems.append(Problem(("/seed", SEED_RANGE, value)))
        if len(top) != known:
            undocumented(
                problems,
                UNDOCUMENTED,
                "",
                top,
                (
                    "model",
                    "image_references",
                    "duration",
                    "aspect_ratio",
                    "generate_audio_switch",
                    "reference_mode",
                    "video_references",
                    "prompt",
                    "quality",
                    "seed",
                ),
            )
    if image_references_ref_name_all is not None and not prompt_is_wrong:
        image_references_unmentioned, image_references_dangling = measures.mentions(
            image_references_ref_name_all,
            prompt or "",
            "@{}",
        )

    if not video_references_is_wrong:
        if not image_references_is_wrong and video_references is None and image_references is None:
            problems.append(Problem(("/image_references", IMAGES_OR_VIDEOS_RULE, image_references)))
        if model in {"v6", "c1"} and video_references is None and duration is not None and duration < 1:
            problems.append(Problem(("/duration", A_SECOND_AT_LEAST_RULE, duration)))
    if image_references_count is not None and image_references_count > 3 and model in {"v4.5", "v5"}:
        problems.append(Problem(("/image_references", THREE_IMAGES_RULE, image_references_count)))
    if image_references_count is not None and image_references_count > 7 and not reference_mode_is_wrong:
        if model in {"v5.5", "v5.6", "v6", "c1"} and reference_mode is None:
            problems.append(Problem(("/image_references", SEVEN_IMAGES_RULE, image_references_count)))
    if image_references_repeated_names is not None and image_references_repeated_names != 0:
        problems.append(Problem(("/image_references", NAMES_OF_THEIR_OWN_RULE, image_references_repeated_names)))
    if image_references_unmentioned is not None and image_references_unmentioned != 0:
        problems.append(Problem(("/image_references", EVERY_IMAGE_IS_MENTIONED_RULE, image_references_unmentioned)))
    if image_references_dangling is not None and image_references_dangling != 0 and not video_references_is_wrong:
        if video_references is None:
            problems.append(Problem(("/image_references", EVERY_MENTION_HAS_AN_IMAGE_RULE, image_references_dangling)))
    if reference_mode == "omni" and model is not None and model != "v6":
        problems.append(Problem(("/model", OMNI_IS_FOR_V6_RULE, model)))
    if video_references is not None:
        if not reference_mode_is_wrong and reference_mode is None:
            problems.append(Problem(("/reference_mode", VIDEOS_ARE_FOR_OMNI_RULE, reference_mode)))
        if duration is not None and duration != 0:
            problems.append(Problem(("/duration", VIDEOS_SET_THE_LENGTH_RULE, duration)))
    if model in {"v4.5", "v5"} and duration is not None and duration not in {5, 8}:
        problems.append(Problem(("/duration", FIVE_OR_EIGHT_SECONDS_RULE, duration)))
    if model in {"v5.5", "v5.6"}:
        if duration is not None and duration not in {5, 8, 10}:
            problems.append(Problem(("/duration", FIVE_EIGHT_OR_TEN_SECONDS_RULE, duration)))
        if quality == "1080p" and duration == 10:
            problems.append(Problem(("/duration", TEN_SECONDS_AT_1080P_RULE, duration)))
    if model is not None and model not in {"v6", "c1"}:
        if aspect_ratio is not None and aspect_ratio not in {"16:9", "4:3", "1:1", "3:4", "9:16"}:
            problems.append(Problem(("/aspect_ratio", FIVE_RATIOS_RULE, aspect_ratio)))
    if not reference_mode_is_wrong and model in {"v6", "c1"} and reference_mode is None and aspect_ratio == "auto":
        problems.append(Problem(("/aspect_ratio", AUTO_RATIO_IS_FOR_OMNI_RULE, aspect_ratio)))
    if generate_audio_switch is not None and model in {"v4.5", "v5", "v5.5"}:
        problems.append(Problem(("/generate_audio_switch", AUDIO_IS_FOR_V56_AND_ABOVE_RULE, generate_audio_switch)))
    if prompt is not None and len(prompt) > 2048:
        problems.append(Problem(("/prompt", LONG_PROMPT_RULE, prompt)))
    return problems
