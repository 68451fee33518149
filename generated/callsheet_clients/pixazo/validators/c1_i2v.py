# Written by callsheet from specs/pixazo/c1-i2v.yaml. Change the spec, then `make generate`.
"""Check requests of pixazo/c1-i2v against its documentation: one pass, every problem, nothing sent."""

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

# prompt: How the image moves and what happens. No limit of its length is documented.

PROMPT_CITES = (Cite(MODELS, "Text description guiding video motion and scene evolution."),)
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)

# image_url: Address of the image, a jpg, jpeg, png, webp, gif or avif. No limit of its size is documented.

IMAGE_URL_CITES = (
    Cite(MODELS, "| image_url | Yes | string |"),
    Cite(MODELS, "Supported formats: jpg, jpeg, png, webp, gif, avif."),
)
IMAGE_URL_REQUIRED = Rule("image_url.required", "is required", cites=IMAGE_URL_CITES)
IMAGE_URL_TYPE = Rule("image_url.type", "must be text, not {value}", cites=IMAGE_URL_CITES)
IMAGE_URL_FORM = Rule(
    "image_url.form",
    "must be an address that begins with http:// or https://, not {value}",
    cites=IMAGE_URL_CITES,
)

# resolution: Size of the picture.

RESOLUTION_CITES = (
    Cite(MODELS, '| resolution | No | enum | "720p" |'),
    Cite(MODELS, '"360p", "540p", "720p", "1080p" | Output video resolution. |'),
)
RESOLUTION_NULL = Rule(
    "resolution.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=RESOLUTION_CITES,
)
RESOLUTION_TYPE = Rule(
    "resolution.type",
    "must be text, not {value}",
    legal=("360p", "540p", "720p", "1080p"),
    cites=RESOLUTION_CITES,
)
RESOLUTION_VALUES = Rule(
    "resolution.values",
    "must be 360p, 540p, 720p or 1080p, not {value}",
    legal=("360p", "540p", "720p", "1080p"),
    cites=RESOLUTION_CITES,
)

# duration: Length of the video, in whole seconds.

DURATION_CITES = (
    Cite(MODELS, "| duration | No | integer | 5 | 1–15 (seconds)"),
    Cite(MODELS, "Length of the output video in seconds."),
)
DURATION_NULL = Rule(
    "duration.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=DURATION_CITES,
)
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

# seed: The same seed, all else the same, repeats a result. Its range is not documented.

SEED_CITES = (Cite(MODELS, "Same seed + same parameters = identical output."),)
SEED_NULL = Rule("seed.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=SEED_CITES)
SEED_TYPE = Rule("seed.type", "must be a whole number, not {value}", legal=Interval(None, None), cites=SEED_CITES)

# generate_audio_switch: Add music, sound effects or speech that keep time with the picture.

GENERATE_AUDIO_SWITCH_CITES = (
    Cite(MODELS, "| generate_audio_switch | No | boolean | false |"),
    Cite(MODELS, "or dialogue synchronized with the video."),
)
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
    webhook_url: str | None = None
    webhook_url_is_wrong = False
    webhook_mode: str | None = None
    known = 2

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
        value = top["image_url"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/image_url", IMAGE_URL_REQUIRED, None)))
    else:
        if (
            not isinstance(value, str)
            or (not value.startswith("https://") and not value.startswith("http://"))
            or value in ("https://", "http://")
        ):
            if value is None:
                problems.append(Problem(("/image_url", IMAGE_URL_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/image_url", IMAGE_URL_TYPE, value)))
            else:
                problems.append(Problem(("/image_url", IMAGE_URL_FORM, value)))

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "resolution" in top:
            known += 1
            value = top["resolution"]
            if not isinstance(value, str) or value not in {"360p", "540p", "720p", "1080p"}:
                if value is None:
                    problems.append(Problem(("/resolution", RESOLUTION_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/resolution", RESOLUTION_TYPE, value)))
                else:
                    problems.append(Problem(("/resolution", RESOLUTION_VALUES, value)))

        if "duration" in top:
            known += 1
            value = top["duration"]
            if type(value) is not int:
                value = whole(value)
            if type(value) is not int or not 1 <= value <= 15:
                if value is None:
                    problems.append(Problem(("/duration", DURATION_NULL, value)))
                elif type(value) is not int:
                    problems.append(Problem(("/duration", DURATION_TYPE, value)))
                else:
                    problems.append(Problem(("/duration", DURATION_RANGE, value)))

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

        if "generate_audio_switch" in top:
            known += 1
            value = top["generate_audio_switch"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/generate_audio_switch", GENERATE_AUDIO_SWITCH_NULL, value)))
                else:
                    problems.append(Problem(("/generate_audio_switch", GENERATE_AUDIO_SWITCH_TYPE, value)))

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
                ("prompt", "image_url", "resolution", "duration", "seed", "generate_audio_switch", "$headers"),
            )

    if webhook_mode is not None and not webhook_url_is_wrong and webhook_url is None:
        problems.append(Problem(("/$headers/X-Webhook-URL", MODE_WITHOUT_ADDRESS_RULE, webhook_url)))
    return problems
