# Written by callsheet from specs/pixverse/sound-effect.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/sound-effect against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import EXTEND, LIP_SYNC_GUIDE, MCP, SOUND_EFFECT
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# original_sound_switch: Keep the sound that the video has.

ORIGINAL_SOUND_SWITCH_CITES = (Cite(SOUND_EFFECT, '"original_sound_switch":true'),)
ORIGINAL_SOUND_SWITCH_NULL = Rule(
    "original_sound_switch.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=ORIGINAL_SOUND_SWITCH_CITES,
)
ORIGINAL_SOUND_SWITCH_TYPE = Rule(
    "original_sound_switch.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=ORIGINAL_SOUND_SWITCH_CITES,
)

# sound_effect_content: What is to be heard. Empty or left out, the picture decides. The provider's package stops at
# 2048 characters.

SOUND_EFFECT_CONTENT_CITES = (Cite(SOUND_EFFECT, '"sound_effect_content":""'), Cite(MCP, "2048"))
SOUND_EFFECT_CONTENT_NULL = Rule(
    "sound_effect_content.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=SOUND_EFFECT_CONTENT_CITES,
)
SOUND_EFFECT_CONTENT_TYPE = Rule(
    "sound_effect_content.type",
    "must be text, not {value}",
    cites=SOUND_EFFECT_CONTENT_CITES,
)

# seed: Chooses among the sounds that fit. Only the provider's package has it.

SEED_CITES = (Cite(MCP, "seed"),)
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
    source_video_id: int | str | None = None
    source_video_id_is_wrong = False
    video_media_id: int | str | None = None
    video_media_id_is_wrong = False
    known = 0

    if "original_sound_switch" in top:
        known += 1
        value = top["original_sound_switch"]
        if value is not True and value is not False:
            if value is None:
                problems.append(Problem(("/original_sound_switch", ORIGINAL_SOUND_SWITCH_NULL, value)))
            else:
                problems.append(Problem(("/original_sound_switch", ORIGINAL_SOUND_SWITCH_TYPE, value)))

    if "sound_effect_content" in top:
        known += 1
        value = top["sound_effect_content"]
        if not isinstance(value, str):
            if value is None:
                problems.append(Problem(("/sound_effect_content", SOUND_EFFECT_CONTENT_NULL, value)))
            else:
                problems.append(Problem(("/sound_effect_content", SOUND_EFFECT_CONTENT_TYPE, value)))

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
            ("original_sound_switch", "sound_effect_content", "seed", "source_video_id", "video_media_id"),
        )

    if not source_video_id_is_wrong and not video_media_id_is_wrong:
        if (source_video_id is None and video_media_id is None) or (
            source_video_id is not None and video_media_id is not None
        ):
            problems.append(Problem(("/source_video_id", ONE_VIDEO_SOURCE_RULE, source_video_id)))
    return problems
