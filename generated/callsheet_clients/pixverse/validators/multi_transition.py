# Written by callsheet from specs/pixverse/multi-transition.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/multi-transition against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import MIRROR_TABLES, MULTI_TRANSITION
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

MODEL_FAMILY = {"v3.5": "v3.5", "v4": "v4", "v4.5": "v4.5", "v5": "v5"}

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
FRAMES_ITEM_TYPE = Rule("frames.item.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# model: Which model renders the video.

MODEL_CITES = (Cite(MULTI_TRANSITION, "v4.5"),)
MODEL_REQUIRED = Rule("model.required", "is required: v3.5, v4, v4.5 or v5", cites=MODEL_CITES)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_FAMILY), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be v3.5, v4, v4.5 or v5, not {value}",
    legal=tuple(MODEL_FAMILY),
    cites=MODEL_CITES,
)

# quality: Size of the picture. Sets the price, together with the length.

QUALITY_CITES = (Cite(MULTI_TRANSITION, "360p"),)
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

# frames: The images in the order of the video, each with the time to the next.

FRAMES_CITES = (Cite(MULTI_TRANSITION, "multi_transition"),)
FRAMES_REQUIRED = Rule("frames.required", "is required", cites=FRAMES_CITES)
FRAMES_TYPE = Rule("frames.type", "must be a list, not {value}", cites=FRAMES_CITES)
FRAMES_COUNT = Rule("frames.count", "must have from 2 to 7 items, this has {length}", cites=FRAMES_CITES)

# frames.img_id: Id of the image.

FRAMES_IMG_ID_CITES = (Cite(MULTI_TRANSITION, "img_id"),)
FRAMES_IMG_ID_REQUIRED = Rule("frames.img_id.required", "is required", cites=FRAMES_IMG_ID_CITES)
FRAMES_IMG_ID_TYPE = Rule(
    "frames.img_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=FRAMES_IMG_ID_CITES,
)
FRAMES_IMG_ID_FORM = Rule(
    "frames.img_id.form",
    "must be digits only, where it is text, not {value}",
    cites=FRAMES_IMG_ID_CITES,
)
FRAMES_IMG_ID_RANGE = Rule(
    "frames.img_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=FRAMES_IMG_ID_CITES,
)

# frames.duration: Seconds from this image to the next. The last one needs none; the page has 0 there.

FRAMES_DURATION_CITES = (Cite(MULTI_TRANSITION, '"duration":0'),)
FRAMES_DURATION_NULL = Rule(
    "frames.duration.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=FRAMES_DURATION_CITES,
)
FRAMES_DURATION_TYPE = Rule(
    "frames.duration.type",
    "must be a whole number, not {value}",
    legal=Interval(0, 30),
    cites=FRAMES_DURATION_CITES,
)
FRAMES_DURATION_RANGE = Rule(
    "frames.duration.range",
    "must be from 0 to 30, not {value}",
    legal=Interval(0, 30),
    cites=FRAMES_DURATION_CITES,
)

# frames.prompt: How this image turns into the next. May be empty.

FRAMES_PROMPT_CITES = (Cite(MULTI_TRANSITION, '"prompt":""'),)
FRAMES_PROMPT_NULL = Rule(
    "frames.prompt.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=FRAMES_PROMPT_CITES,
)
FRAMES_PROMPT_TYPE = Rule("frames.prompt.type", "must be text, not {value}", cites=FRAMES_PROMPT_CITES)

# motion_mode: How much the picture moves. Known from a mirror's example alone.

MOTION_MODE_CITES = (Cite(MIRROR_TABLES, "motion_mode"),)
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

# frames.seconds must be from 1 to 30.

THIRTY_SECONDS_AT_MOST_RULE = Rule(
    "thirty-seconds-at-most",
    "frames.seconds must be from 1 to 30, not {value}",
    cites=(Cite(MULTI_TRANSITION, "30"),),
)


def frames_items(items: list[object], problems: list[Problem]) -> tuple[float] | None:
    """Check the items of frames; gather what rules want to know of them, and nothing where an item is wrong."""
    before = len(problems)
    frames_seconds: float = 0
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            problems.append(Problem((f"/multi_transition/{index}", FRAMES_ITEM_TYPE, item)))
            continue
        fields: dict[str, object] = item
        frames_duration: int | None = None
        known = 1

        try:
            value = fields["img_id"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/multi_transition/{index}/img_id", FRAMES_IMG_ID_REQUIRED, None)))
        else:
            if type(value) is not int:
                value = whole(value)
            if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                not isinstance(value, str) or not (value.isascii() and value.isdecimal())
            ):
                if value is None:
                    problems.append(Problem((f"/multi_transition/{index}/img_id", FRAMES_IMG_ID_REQUIRED, value)))
                elif isinstance(value, str):
                    problems.append(Problem((f"/multi_transition/{index}/img_id", FRAMES_IMG_ID_FORM, value)))
                elif type(value) is int:
                    problems.append(Problem((f"/multi_transition/{index}/img_id", FRAMES_IMG_ID_RANGE, value)))
                else:
                    problems.append(Problem((f"/multi_transition/{index}/img_id", FRAMES_IMG_ID_TYPE, value)))

        if len(fields) != known:
            # There is more than has to be: what may be left out, or what no page names.

            if "duration" in fields:
                known += 1
                value = fields["duration"]
                if type(value) is not int:
                    value = whole(value)
                if type(value) is not int or not 0 <= value <= 30:
                    if value is None:
                        problems.append(Problem((f"/multi_transition/{index}/duration", FRAMES_DURATION_NULL, value)))
                    elif type(value) is not int:
                        problems.append(Problem((f"/multi_transition/{index}/duration", FRAMES_DURATION_TYPE, value)))
                    else:
                        problems.append(Problem((f"/multi_transition/{index}/duration", FRAMES_DURATION_RANGE, value)))
                else:
                    frames_duration = value

            if "prompt" in fields:
                known += 1
                value = fields["prompt"]
                if not isinstance(value, str):
                    if value is None:
                        problems.append(Problem((f"/multi_transition/{index}/prompt", FRAMES_PROMPT_NULL, value)))
                    else:
                        problems.append(Problem((f"/multi_transition/{index}/prompt", FRAMES_PROMPT_TYPE, value)))
            if len(fields) != known:
                undocumented(
                    problems,
                    UNDOCUMENTED,
                    f"/multi_transition/{index}",
                    fields,
                    ("img_id", "duration", "prompt"),
                )
        if frames_duration is not None:
            frames_seconds += frames_duration
    if len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]):
        return None
    return (frames_seconds,)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    frames_seconds: float | None = None
    known = 3

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

    try:
        value = top["multi_transition"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/multi_transition", FRAMES_REQUIRED, None)))
    else:
        if not isinstance(value, list):
            if value is None:
                problems.append(Problem(("/multi_transition", FRAMES_REQUIRED, value)))
            else:
                problems.append(Problem(("/multi_transition", FRAMES_TYPE, value)))
        else:
            in_frames: list[object] = value
            found_in_frames = frames_items(in_frames, problems)
            if not 2 <= len(in_frames) <= 7:
                problems.append(Problem(("/multi_transition", FRAMES_COUNT, in_frames)))
            elif found_in_frames is not None:
                (frames_seconds,) = found_in_frames

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
        if len(top) != known:
            undocumented(problems, UNDOCUMENTED, "", top, ("model", "quality", "multi_transition", "motion_mode"))

    if frames_seconds is not None and not 1 <= frames_seconds <= 30:
        problems.append(Problem(("/multi_transition", THIRTY_SECONDS_AT_MOST_RULE, frames_seconds)))
    return problems
