# Written by callsheet from specs/pixverse/mimic.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/mimic against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import EXTEND, LIP_SYNC_GUIDE, MIMIC, MIMIC_GUIDE
from callsheet_runtime.problems import LEAVE_OUT, Cite, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# img_id: Id of the image. It needs a clear subject.

IMG_ID_CITES = (Cite(MIMIC, '"img_id":0'), Cite(MIMIC, "701002"))
IMG_ID_REQUIRED = Rule("img_id.required", "is required", cites=IMG_ID_CITES)
IMG_ID_TYPE = Rule("img_id.type", "must be an id, a whole number or text, not {value}", cites=IMG_ID_CITES)
IMG_ID_FORM = Rule("img_id.form", "must be digits only, where it is text, not {value}", cites=IMG_ID_CITES)
IMG_ID_RANGE = Rule("img_id.range", "must be from 0 to 18446744073709551615, not {value}", cites=IMG_ID_CITES)

# quality: Size of the picture. Sets the price.

QUALITY_CITES = (Cite(MIMIC, '"quality":"360p"'), Cite(MIMIC, "1080p"))
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

# quality must not be 1080p.

NO_1080P_IN_THE_GUIDE_RULE = Rule(
    "no-1080p-in-the-guide",
    "is excluded by the guide and has no price, though the reference lists it",
    level="warning",
    legal=("360p", "540p", "720p"),
    cites=(Cite(MIMIC_GUIDE, "1080p"), Cite(MIMIC, "1080p")),
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
    quality: str | None = None
    source_video_id: int | str | None = None
    source_video_id_is_wrong = False
    video_media_id: int | str | None = None
    video_media_id_is_wrong = False
    known = 2

    try:
        value = top["img_id"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/img_id", IMG_ID_REQUIRED, None)))
    else:
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not (value.isascii() and value.isdecimal())
        ):
            if value is None:
                problems.append(Problem(("/img_id", IMG_ID_REQUIRED, value)))
            elif isinstance(value, str):
                problems.append(Problem(("/img_id", IMG_ID_FORM, value)))
            elif type(value) is int:
                problems.append(Problem(("/img_id", IMG_ID_RANGE, value)))
            else:
                problems.append(Problem(("/img_id", IMG_ID_TYPE, value)))

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
            undocumented(problems, UNDOCUMENTED, "", top, ("img_id", "quality", "source_video_id", "video_media_id"))

    if quality == "1080p":
        problems.append(Problem(("/quality", NO_1080P_IN_THE_GUIDE_RULE, quality)))
    if not source_video_id_is_wrong and not video_media_id_is_wrong:
        if (source_video_id is None and video_media_id is None) or (
            source_video_id is not None and video_media_id is not None
        ):
            problems.append(Problem(("/source_video_id", ONE_VIDEO_SOURCE_RULE, source_video_id)))
    return problems
