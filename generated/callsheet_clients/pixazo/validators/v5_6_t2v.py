# Written by callsheet from specs/pixazo/v5.6-t2v.yaml. Change the spec, then `make generate`.
"""Check requests of pixazo/v5.6-t2v against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixazo.sources import MODELS
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
HEADERS_TYPE = Rule("$headers.type", "must be a JSON object, not {value}")
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

# aspect_ratio: Width to height of the video.

ASPECT_RATIO_CITES = (
    Cite(MODELS, "| aspect_ratio | Yes | string |"),
    Cite(MODELS, 'Supported values: "16:9", "9:16", "1:1", "4:3", "3:4"'),
)
ASPECT_RATIO_REQUIRED = Rule(
    "aspect_ratio.required",
    "is required: 16:9, 9:16, 1:1, 4:3 or 3:4",
    cites=ASPECT_RATIO_CITES,
)
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
RESOLUTION_REQUIRED = Rule("resolution.required", "is required: 720p, 1080p or 2160p", cites=RESOLUTION_CITES)
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
DURATION_REQUIRED = Rule("duration.required", "is required: from 3 to 10", cites=DURATION_CITES)
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

# webhook_url: Where to tell how the task is; nothing is told where it is left out. Only https is taken. Nobody signs
# what comes, so let the path hold a token that cannot be guessed.

WEBHOOK_URL_CITES = (Cite(MODELS, "X-Webhook-URL | Yes (to enable)"), Cite(MODELS, "HTTPS required — plain"))
WEBHOOK_URL_NULL = Rule(
    "webhook_url.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=WEBHOOK_URL_CITES,
)
WEBHOOK_URL_TYPE = Rule("webhook_url.type", "must be text, not {value}", cites=WEBHOOK_URL_CITES)
WEBHOOK_URL_FORM = Rule(
    "webhook_url.form",
    "must be an address that begins with https://, not {value}",
    cites=WEBHOOK_URL_CITES,
)

# webhook_mode: When to tell: `terminal`, once the task has ended; `sync`, each time the provider looks at it, at most
# 15 seconds apart, and at the end.

WEBHOOK_MODE_CITES = (
    Cite(MODELS, "X-Webhook-Mode | No | terminal | terminal — fires once"),
    Cite(MODELS, "sync — fires on every poll cycle plus the"),
    Cite(MODELS, "caps the queue’s polling delay at 15s"),
)
WEBHOOK_MODE_NULL = Rule(
    "webhook_mode.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=WEBHOOK_MODE_CITES,
)
WEBHOOK_MODE_TYPE = Rule(
    "webhook_mode.type",
    "must be text, not {value}",
    legal=("terminal", "sync"),
    cites=WEBHOOK_MODE_CITES,
)
WEBHOOK_MODE_VALUES = Rule(
    "webhook_mode.values",
    "must be terminal or sync, not {value}",
    legal=("terminal", "sync"),
    cites=WEBHOOK_MODE_CITES,
)

# duration must be 3, 5, 7 or 10.

LISTED_DURATIONS_RULE = Rule(
    "listed-durations",
    "must be 3, 5, 7 or 10, not {value}",
    legal=(3, 5, 7, 10),
    cites=(Cite(MODELS, "Supported values: 3, 5, 7, 10"),),
)

# When webhook_mode is given: webhook_url is required.

MODE_WITHOUT_ADDRESS_RULE = Rule(
    "mode-without-address",
    "is required when webhook_mode is given",
    level="warning",
    cites=(
        Cite(MODELS, "X-Webhook-URL | Yes (to enable)"),
        Cite(MODELS, "Add the X-Webhook-URL header to your submit"),
    ),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    duration: int | None = None
    webhook_url: str | None = None
    webhook_url_is_wrong = False
    webhook_mode: str | None = None
    known = 4

    try:
        value = top["prompt"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/prompt", PROMPT_REQUIRED, None)))
    else:
        if not isinstance(value, str):
            if value is None:
                problems.append(Problem(("/prompt", PROMPT_REQUIRED, value)))
            else:
                problems.append(Problem(("/prompt", PROMPT_TYPE, value)))

    try:
        value = top["aspect_ratio"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in {"16:9", "9:16", "1:1", "4:3", "3:4"}:
            if value is None:
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_TYPE, value)))
            else:
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_VALUES, value)))

    try:
        value = top["resolution"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/resolution", RESOLUTION_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in {"720p", "1080p", "2160p"}:
            if value is None:
                problems.append(Problem(("/resolution", RESOLUTION_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/resolution", RESOLUTION_TYPE, value)))
            else:
                problems.append(Problem(("/resolution", RESOLUTION_VALUES, value)))

    try:
        value = top["duration"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/duration", DURATION_REQUIRED, None)))
    else:
        if type(value) is not int:
            value = whole(value)
        if type(value) is not int or not 3 <= value <= 10:
            if value is None:
                problems.append(Problem(("/duration", DURATION_REQUIRED, value)))
            elif type(value) is not int:
                problems.append(Problem(("/duration", DURATION_TYPE, value)))
            else:
                problems.append(Problem(("/duration", DURATION_RANGE, value)))
        else:
            duration = value

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "negative_prompt" in top:
            known += 1
            value = top["negative_prompt"]
            if not isinstance(value, str):
                if value is None:
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_NULL, value)))
                else:
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_TYPE, value)))

        if "$headers" in top:
            known += 1
            value = top["$headers"]
            if isinstance(value, dict):
                in_headers: dict[str, object] = value
                known_headers = 0

                if "X-Webhook-URL" in in_headers:
                    known_headers += 1
                    value = in_headers["X-Webhook-URL"]
                    if not isinstance(value, str) or not value.startswith("https://") or value == "https://":
                        if value is None:
                            problems.append(Problem(("/$headers/X-Webhook-URL", WEBHOOK_URL_NULL, value)))
                        elif not isinstance(value, str):
                            problems.append(Problem(("/$headers/X-Webhook-URL", WEBHOOK_URL_TYPE, value)))
                            webhook_url_is_wrong = True
                        else:
                            problems.append(Problem(("/$headers/X-Webhook-URL", WEBHOOK_URL_FORM, value)))
                            webhook_url_is_wrong = True
                    else:
                        webhook_url = value

                if "X-Webhook-Mode" in in_headers:
                    known_headers += 1
                    value = in_headers["X-Webhook-Mode"]
                    if not isinstance(value, str) or value not in {"terminal", "sync"}:
                        if value is None:
                            problems.append(Problem(("/$headers/X-Webhook-Mode", WEBHOOK_MODE_NULL, value)))
                        elif not isinstance(value, str):
                            problems.append(Problem(("/$headers/X-Webhook-Mode", WEBHOOK_MODE_TYPE, value)))
                        else:
                            problems.append(Problem(("/$headers/X-Webhook-Mode", WEBHOOK_MODE_VALUES, value)))
                    else:
                        webhook_mode = value
                if len(in_headers) != known_headers:
                    undocumented(problems, UNDOCUMENTED, "/$headers", in_headers, ("X-Webhook-URL", "X-Webhook-Mode"))
            else:
                problems.append(Problem(("/$headers", HEADERS_TYPE, value)))
                webhook_url_is_wrong = True
        if len(top) != known:
            undocumented(
                problems,
                UNDOCUMENTED,
                "",
                top,
                ("prompt", "aspect_ratio", "resolution", "duration", "negative_prompt", "$headers"),
            )

    if duration is not None and duration not in {3, 5, 7, 10}:
        problems.append(Problem(("/duration", LISTED_DURATIONS_RULE, duration)))
    if webhook_mode is not None and not webhook_url_is_wrong and webhook_url is None:
        problems.append(Problem(("/$headers/X-Webhook-URL", MODE_WITHOUT_ADDRESS_RULE, webhook_url)))
    return problems
