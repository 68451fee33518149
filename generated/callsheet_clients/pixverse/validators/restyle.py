# Written by callsheet from specs/pixverse/restyle.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/restyle against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import EXTEND, LIP_SYNC_GUIDE, MIRROR_TABLES, RESTYLE, RESTYLE_GUIDE
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# restyle_id: Id of an effect; restyle-effects lists them. Instead of `restyle_prompt`.

RESTYLE_ID_CITES = (Cite(RESTYLE, "restyle_id"), Cite(RESTYLE_GUIDE, "restyle_id"))
RESTYLE_ID_NULL = Rule(
    "restyle_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=RESTYLE_ID_CITES,
)
RESTYLE_ID_TYPE = Rule("restyle_id.type", "must be an id, a whole number or text, not {value}", cites=RESTYLE_ID_CITES)
RESTYLE_ID_FORM = Rule("restyle_id.form", "must not be empty", cites=RESTYLE_ID_CITES)
RESTYLE_ID_RANGE = Rule(
    "restyle_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=RESTYLE_ID_CITES,
)

# restyle_prompt: The look in words. Instead of `restyle_id`.

RESTYLE_PROMPT_CITES = (Cite(RESTYLE, "restyle_prompt"), Cite(RESTYLE_GUIDE, "2048"), Cite(MIRROR_TABLES, "5000"))
RESTYLE_PROMPT_NULL = Rule(
    "restyle_prompt.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=RESTYLE_PROMPT_CITES,
)
RESTYLE_PROMPT_TYPE = Rule("restyle_prompt.type", "must be text, not {value}", cites=RESTYLE_PROMPT_CITES)
RESTYLE_PROMPT_LENGTH = Rule(
    "restyle_prompt.length",
    "must be from 1 to 5000 characters long, this has {length}",
    cites=RESTYLE_PROMPT_CITES,
)

# seed: Makes a result likelier to repeat. Left out, the service picks one.

SEED_CITES = (Cite(RESTYLE, '"seed":937433858'),)
SEED_NULL = Rule("seed.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=SEED_CITES)
SEED_TYPE = Rule("seed.type", "must be a whole number, not {value}", legal=Interval(None, None), cites=SEED_CITES)

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

# restyle_id or restyle_prompt must be given, and not both.

ONE_LOOK_RULE = Rule(
    "one-look",
    "restyle_id or restyle_prompt must be given, and not both",
    cites=(Cite(RESTYLE, "restyle_prompt"), Cite(RESTYLE_GUIDE, "restyle_id")),
)

# restyle_prompt must be at most 2048 characters long.

PROMPT_BEYOND_THE_GUIDE_RULE = Rule(
    "prompt-beyond-the-guide",
    "has {length} characters: the guide allows 2048, a newer table 5000",
    level="warning",
    cites=(Cite(RESTYLE_GUIDE, "2048"), Cite(MIRROR_TABLES, "5000")),
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
    restyle_id: int | str | None = None
    restyle_id_is_wrong = False
    restyle_prompt: str | None = None
    restyle_prompt_is_wrong = False
    source_video_id: int | str | None = None
    source_video_id_is_wrong = False
    video_media_id: int | str | None = None
    video_media_id_is_wrong = False
    known = 0

    if "restyle_id" in top:
        known += 1
        value = top["restyle_id"]
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not value
        ):
            if value is None:
                problems.append(Problem(("/restyle_id", RESTYLE_ID_NULL, value)))
            elif isinstance(value, str):
                problems.append(Problem(("/restyle_id", RESTYLE_ID_FORM, value)))
                restyle_id_is_wrong = True
            elif type(value) is int:
                problems.append(Problem(("/restyle_id", RESTYLE_ID_RANGE, value)))
                restyle_id_is_wrong = True
            else:
                problems.append(Problem(("/restyle_id", RESTYLE_ID_TYPE, value)))
                restyle_id_is_wrong = True
        else:
            restyle_id = value

    if "restyle_prompt" in top:
        known += 1
        value = top["restyle_prompt"]
        if not isinstance(value, str) or not 1 <= len(value) <= 5000:
            if value is None:
                problems.append(Problem(("/restyle_prompt", RESTYLE_PROMPT_NULL, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/restyle_prompt", RESTYLE_PROMPT_TYPE, value)))
                restyle_prompt_is_wrong = True
            else:
                problems.append(Problem(("/restyle_prompt", RESTYLE_PROMPT_LENGTH, value)))
                restyle_prompt_is_wrong = True
        else:
            restyle_prompt = value

    if "seed" in top:
        known += 1
        value = top["seed"]
        if type(value) is not int:
            value = whole(value)
        if type(value) is not int:
            if value is None:
                problems.append(Problem(("/seed", SEED_NULL, value)))
            else:
                problems.append(Problem(("/seed", SEED_TYPE, value)))

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
            ("restyle_id", "restyle_prompt", "seed", "source_video_id", "video_media_id"),
        )

    if not restyle_id_is_wrong and not restyle_prompt_is_wrong:
        if (restyle_id is None and restyle_prompt is None) or (restyle_id is not None and restyle_prompt is not None):
            problems.append(Problem(("/restyle_id", ONE_LOOK_RULE, restyle_id)))
    if restyle_prompt is not None and len(restyle_prompt) > 2048:
        problems.append(Problem(("/restyle_prompt", PROMPT_BEYOND_THE_GUIDE_RULE, restyle_prompt)))
    if not source_video_id_is_wrong and not video_media_id_is_wrong:
        if (source_video_id is None and video_media_id is None) or (
            source_video_id is not None and video_media_id is not None
        ):
            problems.append(Problem(("/source_video_id", ONE_VIDEO_SOURCE_RULE, source_video_id)))
    return problems
