# Written by callsheet from specs/pixverse/modify.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/modify against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import API_KIT, ERROR_CODES, EXTEND, LIP_SYNC_GUIDE, MIRROR_TABLES, MODIFY_GUIDE
from callsheet_runtime import measures
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# prompt: What is to become different. Masks are called @selection0 to @selection2 in it, images @img0 to @img2.

PROMPT_CITES = (Cite(MODIFY_GUIDE, "@selection0"), Cite(MIRROR_TABLES, "5000"))
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 1 to 5000 characters long, this has {length}", cites=PROMPT_CITES)

# quality: Size of the picture.

QUALITY_CITES = (Cite(MIRROR_TABLES, "540p"),)
QUALITY_REQUIRED = Rule("quality.required", "is required: 360p, 540p or 720p", cites=QUALITY_CITES)
QUALITY_TYPE = Rule("quality.type", "must be text, not {value}", legal=("360p", "540p", "720p"), cites=QUALITY_CITES)
QUALITY_VALUES = Rule(
    "quality.values",
    "must be 360p, 540p or 720p, not {value}",
    legal=("360p", "540p", "720p"),
    cites=QUALITY_CITES,
)

# img_ids: Ids of images that the prompt speaks of, the first as @img0.

IMG_IDS_CITES = (Cite(MIRROR_TABLES, '"img_ids":[123]'),)
IMG_IDS_NULL = Rule(
    "img_ids.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=IMG_IDS_CITES,
)
IMG_IDS_TYPE = Rule("img_ids.type", "must be a list, not {value}", cites=IMG_IDS_CITES)
IMG_IDS_COUNT = Rule("img_ids.count", "must have from 0 to 3 items, this has {length}", cites=IMG_IDS_CITES)

# img_ids.item: Ids of images that the prompt speaks of, the first as @img0.

IMG_IDS_ITEM_CITES = (Cite(MIRROR_TABLES, '"img_ids":[123]'),)
IMG_IDS_ITEM_TYPE = Rule(
    "img_ids.item.type",
    "must be an id, a whole number or text, not {value}",
    cites=IMG_IDS_ITEM_CITES,
)
IMG_IDS_ITEM_FORM = Rule(
    "img_ids.item.form",
    "must be digits only, where it is text, not {value}",
    cites=IMG_IDS_ITEM_CITES,
)
IMG_IDS_ITEM_RANGE = Rule(
    "img_ids.item.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=IMG_IDS_ITEM_CITES,
)

# mask_ids: Ids of masks that swap-mask found, as texts; the first is @selection0 in the prompt.

MASK_IDS_CITES = (Cite(MIRROR_TABLES, '"mask_ids":["3847593904"]'),)
MASK_IDS_NULL = Rule(
    "mask_ids.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MASK_IDS_CITES,
)
MASK_IDS_TYPE = Rule("mask_ids.type", "must be a list, not {value}", cites=MASK_IDS_CITES)
MASK_IDS_COUNT = Rule("mask_ids.count", "must have from 0 to 3 items, this has {length}", cites=MASK_IDS_CITES)

# mask_ids.item: Ids of masks that swap-mask found, as texts; the first is @selection0 in the prompt.

MASK_IDS_ITEM_CITES = (Cite(MIRROR_TABLES, '"mask_ids":["3847593904"]'),)
MASK_IDS_ITEM_TYPE = Rule("mask_ids.item.type", "must be text, not {value}", cites=MASK_IDS_ITEM_CITES)

# mask_urls: Addresses of masks. Only one client has them.

MASK_URLS_CITES = (Cite(API_KIT, "mask_urls"),)
MASK_URLS_NULL = Rule(
    "mask_urls.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MASK_URLS_CITES,
)
MASK_URLS_TYPE = Rule("mask_urls.type", "must be a list, not {value}", cites=MASK_URLS_CITES)
MASK_URLS_COUNT = Rule("mask_urls.count", "must have from 0 to 3 items, this has {length}", cites=MASK_URLS_CITES)

# mask_urls.item: Addresses of masks. Only one client has them.

MASK_URLS_ITEM_CITES = (Cite(API_KIT, "mask_urls"),)
MASK_URLS_ITEM_TYPE = Rule("mask_urls.item.type", "must be text, not {value}", cites=MASK_URLS_ITEM_CITES)
MASK_URLS_ITEM_FORM = Rule(
    "mask_urls.item.form",
    "must be an address that begins with http:// or https://, not {value}",
    cites=MASK_URLS_ITEM_CITES,
)

# keyframe_ids: Number of the frame that the masks were found on.

KEYFRAME_IDS_CITES = (Cite(MIRROR_TABLES, '"keyframe_ids":1'),)
KEYFRAME_IDS_NULL = Rule(
    "keyframe_ids.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=KEYFRAME_IDS_CITES,
)
KEYFRAME_IDS_TYPE = Rule(
    "keyframe_ids.type",
    "must be a whole number, not {value}",
    legal=Interval(None, None),
    cites=KEYFRAME_IDS_CITES,
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

# prompt must be at most 2048 characters long.

LONG_PROMPT_RULE = Rule(
    "long-prompt",
    "has {length} characters: the words of the error for it allow 2048",
    level="warning",
    cites=(Cite(ERROR_CODES, "2048"), Cite(MIRROR_TABLES, "5000")),
)

# img_ids.beyond must be 0.

MENTIONED_IMAGES_ARE_THERE_RULE = Rule(
    "mentioned-images-are-there",
    "has fewer images than the prompt mentions",
    level="warning",
    cites=(Cite(MODIFY_GUIDE, "@img0"),),
)

# When mask_urls is not given: mask_ids.beyond must be 0.

MENTIONED_MASKS_ARE_THERE_RULE = Rule(
    "mentioned-masks-are-there",
    "has fewer masks than the prompt mentions",
    level="warning",
    cites=(Cite(MODIFY_GUIDE, "@selection0"),),
)

# source_video_id or video_media_id must be given, and not both.

ONE_VIDEO_SOURCE_RULE = Rule(
    "one-video-source",
    "source_video_id or video_media_id must be given, and not both",
    cites=(Cite(EXTEND, "source_video_id"), Cite(LIP_SYNC_GUIDE, "400017")),
)


def img_ids_items(items: list[object], problems: list[Problem]) -> bool:
    """Check the items of img_ids."""
    before = len(problems)
    for index, item in enumerate(items):
        value = item
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not (value.isascii() and value.isdecimal())
        ):
            if isinstance(value, str):
                problems.append(Problem((f"/img_ids/{index}", IMG_IDS_ITEM_FORM, value)))
            elif type(value) is int:
                problems.append(Problem((f"/img_ids/{index}", IMG_IDS_ITEM_RANGE, value)))
            else:
                problems.append(Problem((f"/img_ids/{index}", IMG_IDS_ITEM_TYPE, value)))
    return not (len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]))


def mask_ids_items(items: list[object], problems: list[Problem]) -> bool:
    """Check the items of mask_ids."""
    before = len(problems)
    for index, item in enumerate(items):
        value = item
        if not isinstance(value, str):
            problems.append(Problem((f"/mask_ids/{index}", MASK_IDS_ITEM_TYPE, value)))
    return not (len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]))


def mask_urls_items(items: list[object], problems: list[Problem]) -> bool:
    """Check the items of mask_urls."""
    before = len(problems)
    for index, item in enumerate(items):
        value = item
        if (
            not isinstance(value, str)
            or (not value.startswith("https://") and not value.startswith("http://"))
            or value in ("https://", "http://")
        ):
            if not isinstance(value, str):
                problems.append(Problem((f"/mask_urls/{index}", MASK_URLS_ITEM_TYPE, value)))
            else:
                problems.append(Problem((f"/mask_urls/{index}", MASK_URLS_ITEM_FORM, value)))
    return not (len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]))


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    prompt: str | None = None
    prompt_is_wrong = False
    img_ids: list[object] | None = None
    img_ids_beyond: float | None = None
    mask_ids: list[object] | None = None
    mask_ids_beyond: float | None = None
    mask_urls: list[object] | None = None
    mask_urls_is_wrong = False
    source_video_id: int | str | None = None
    source_video_id_is_wrong = False
    video_media_id: int | str | None = None
    video_media_id_is_wrong = False
    known = 2

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
        if not isinstance(value, str) or value not in {"360p", "540p", "720p"}:
            if value is None:
                problems.append(Problem(("/quality", QUALITY_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/quality", QUALITY_TYPE, value)))
            else:
                problems.append(Problem(("/quality", QUALITY_VALUES, value)))

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "img_ids" in top:
            known += 1
            value = top["img_ids"]
            if not isinstance(value, list):
                if value is None:
                    problems.append(Problem(("/img_ids", IMG_IDS_NULL, value)))
                else:
                    problems.append(Problem(("/img_ids", IMG_IDS_TYPE, value)))
            else:
                in_img_ids: list[object] = value
                found_in_img_ids = img_ids_items(in_img_ids, problems)
                if len(in_img_ids) > 3:
                    problems.append(Problem(("/img_ids", IMG_IDS_COUNT, in_img_ids)))
                elif found_in_img_ids:
                    img_ids = in_img_ids

        if "mask_ids" in top:
            known += 1
            value = top["mask_ids"]
            if not isinstance(value, list):
                if value is None:
                    problems.append(Problem(("/mask_ids", MASK_IDS_NULL, value)))
                else:
                    problems.append(Problem(("/mask_ids", MASK_IDS_TYPE, value)))
            else:
                in_mask_ids: list[object] = value
                found_in_mask_ids = mask_ids_items(in_mask_ids, problems)
                if len(in_mask_ids) > 3:
                    problems.append(Problem(("/mask_ids", MASK_IDS_COUNT, in_mask_ids)))
                elif found_in_mask_ids:
                    mask_ids = in_mask_ids

        if "mask_urls" in top:
            known += 1
            value = top["mask_urls"]
            if not isinstance(value, list):
                if value is None:
                    problems.append(Problem(("/mask_urls", MASK_URLS_NULL, value)))
                else:
                    problems.append(Problem(("/mask_urls", MASK_URLS_TYPE, value)))
                    mask_urls_is_wrong = True
            else:
                in_mask_urls: list[object] = value
                found_in_mask_urls = mask_urls_items(in_mask_urls, problems)
                if len(in_mask_urls) > 3:
                    problems.append(Problem(("/mask_urls", MASK_URLS_COUNT, in_mask_urls)))
                    mask_urls_is_wrong = True
                elif found_in_mask_urls:
                    mask_urls = in_mask_urls
                else:
                    mask_urls_is_wrong = True

        if "keyframe_ids" in top:
            known += 1
            value = top["keyframe_ids"]
            if type(value) is not int:
                value = whole(value)
            if type(value) is not int:
                if value is None:
                    problems.append(Problem(("/keyframe_ids", KEYFRAME_IDS_NULL, value)))
                else:
                    problems.append(Problem(("/keyframe_ids", KEYFRAME_IDS_TYPE, value)))

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
                    "prompt",
                    "quality",
                    "img_ids",
                    "mask_ids",
                    "mask_urls",
                    "keyframe_ids",
                    "source_video_id",
                    "video_media_id",
                ),
            )
    if img_ids is not None and not prompt_is_wrong:
        img_ids_beyond = measures.beyond(len(img_ids), prompt or "", "@img{}", 0)
    if mask_ids is not None and not prompt_is_wrong:
        mask_ids_beyond = measures.beyond(len(mask_ids), prompt or "", "@selection{}", 0)

    if prompt is not None and len(prompt) > 2048:
        problems.append(Problem(("/prompt", LONG_PROMPT_RULE, prompt)))
    if img_ids_beyond is not None and img_ids_beyond != 0:
        problems.append(Problem(("/img_ids", MENTIONED_IMAGES_ARE_THERE_RULE, img_ids_beyond)))
    if mask_ids_beyond is not None and mask_ids_beyond != 0 and not mask_urls_is_wrong and mask_urls is None:
        problems.append(Problem(("/mask_ids", MENTIONED_MASKS_ARE_THERE_RULE, mask_ids_beyond)))
    if not source_video_id_is_wrong and not video_media_id_is_wrong:
        if (source_video_id is None and video_media_id is None) or (
            source_video_id is not None and video_media_id is not None
        ):
            problems.append(Problem(("/source_video_id", ONE_VIDEO_SOURCE_RULE, source_video_id)))
    return problems
