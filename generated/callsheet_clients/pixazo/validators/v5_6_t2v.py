# Written by callsheet from specs/pixazo/v5.6-t2v.yaml. Change the spec, then `make generate`.
"""Check requests of pixazo/v5.6-t2v against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixazo.sources import MODELS
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# prompt: What the video shows, with its motion, light and style. No limit of its length is documented.

PROMPT_CITES = (Cite(MODELS, "Detailed text description of the desired video scene"),)
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be at most 0 characters long, this has {length}", cites=PROMPT_CITES)

# aspect_ratio: Width to height of the video.

ASPECT_RATIO_CITES = (
    Cite(MODELS, "| aspect_ratio | Yes | string |"),
    Cite(MODELS, 'Supported values: "16:9", "9:16", "1:1", "4:3", "3:4"'),
)
ASPECT_RATIO_REQUIRED = Rule("aspect_ratio.required", "is required", cites=ASPECT_RATIO_CITES)
ASPECT_RATIO_TYPE = Rule(
    "aspect_ratio.type",
    "must be text, not {value}",
    legal=("16:9", "9:16", "1:1", "4:3", "3:4"),
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_VALUES = Rule(
    "aspect_ratio.values",
    "must be 16:9, 9:16, 1:1, 4:3 or 3:4, not {value}",
    legal=("16:9", "9:16", "1:1", "4:3", "3:4"),
    cites=ASPECT_RATIO_CITES,
)

# resolution: Size of the picture.

RESOLUTION_CITES = (
    Cite(MODELS, "| resolution | Yes | string |"),
    Cite(MODELS, 'Supported values: "720p", "1080p", "2160p"'),
)
RESOLUTION_REQUIRED = Rule("resolution.required", "is required", cites=RESOLUTION_CITES)
RESOLUTION_TYPE = Rule(
    "resolution.type",
    "must be text, not {value}",
    legal=("720p", "1080p", "2160p"),
    cites=RESOLUTION_CITES,
)
RESOLUTION_VALUES = Rule(
    "resolution.values",
    "must be 720p, 1080p or 2160p, not {value}",
    legal=("720p", "1080p", "2160p"),
    cites=RESOLUTION_CITES,
)

# duration: Length of the video, in whole seconds.

DURATION_CITES = (
    Cite(MODELS, "| duration | Yes | integer | — | 3, 5, 7"),
    Cite(MODELS, "Supported values: 3, 5, 7, 10"),
)
DURATION_REQUIRED = Rule("duration.required", "is required", cites=DURATION_CITES)
DURATION_TYPE = Rule(
    "duration.type",
    "must be a whole number, not {value}",
    legal=Interval(3, 10),
    cites=DURATION_CITES,
)
DURATION_RANGE = Rule(
    "duration.range",
    "must be from 3 to 10, not {value}",
    legal=Interval(3, 10),
    cites=DURATION_CITES,
)

# negative_prompt: What to keep out of the video.

NEGATIVE_PROMPT_CITES = (Cite(MODELS, "Descriptions of elements to avoid in the generated"),)
NEGATIVE_PROMPT_NULL = Rule(
    "negative_prompt.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=NEGATIVE_PROMPT_CITES,
)
NEGATIVE_PROMPT_TYPE = Rule("negative_prompt.type", "must be text, not {value}", cites=NEGATIVE_PROMPT_CITES)
NEGATIVE_PROMPT_LENGTH = Rule(
    "negative_prompt.length",
    "must be at most 0 characters long, this has {length}",
    cites=NEGATIVE_PROMPT_CITES,
)

# duration must be 3, 5, 7 or 10.

LISTED_DURATIONS_RULE = Rule(
    "listed-durations",
    "must be 3, 5, 7 or 10, not {value}",
    legal=(3, 5, 7, 10),
    cites=(Cite(MODELS, "Supported values: 3, 5, 7, 10"),),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    duration: int | None = None
    known = 4

    try:
        value = top["prompt"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/prompt", PROMPT_REQUIRED, None)))
    else:
        if value is None:
            problems.append(Problem(("/prompt", PROMPT_REQUIRED, value)))
        elif not isinstance(value, str):
            problems.append(Problem(("/prompt", PROMPT_TYPE, value)))

    try:
        value = top["aspect_ratio"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_REQUIRED, None)))
    else:
        if value is None:
            problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_REQUIRED, value)))
        elif not isinstance(value, str):
            problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_TYPE, value)))
        elif value not in ("16:9", "9:16", "1:1", "4:3", "3:4"):
            problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_VALUES, value)))

    try:
        value = top["resolution"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/resolution", RESOLUTION_REQUIRED, None)))
    else:
        if value is None:
            problems.append(Problem(("/resolution", RESOLUTION_REQUIRED, value)))
        elif not isinstance(value, str):
            problems.append(Problem(("/resolution", RESOLUTION_TYPE, value)))
        elif value not in ("720p", "1080p", "2160p"):
            problems.append(Problem(("/resolution", RESOLUTION_VALUES, value)))

    try:
        value = top["duration"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/duration", DURATION_REQUIRED, None)))
    else:
        if type(value) is not int:
            value = whole(value)
        if value is None:
            problems.append(Problem(("/duration", DURATION_REQUIRED, value)))
        elif type(value) is not int:
            problems.append(Problem(("/duration", DURATION_TYPE, value)))
        elif not 3 <= value <= 10:
            problems.append(Problem(("/duration", DURATION_RANGE, value)))
        else:
            duration = value

    if "negative_prompt" in top:
        known += 1
        value = top["negative_prompt"]
        if value is None:
            problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_NULL, value)))
        elif not isinstance(value, str):
            problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_TYPE, value)))
    if len(top) != known:
        undocumented(
            problems,
            UNDOCUMENTED,
            "",
            top,
            ("prompt", "aspect_ratio", "resolution", "duration", "negative_prompt"),
        )

    if duration is not None and duration not in (3, 5, 7, 10):
        problems.append(Problem(("/duration", LISTED_DURATIONS_RULE, duration)))
    return problems
