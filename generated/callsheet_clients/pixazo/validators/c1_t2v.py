# Written by callsheet from specs/pixazo/c1-t2v.yaml. Change the spec, then `make generate`.
"""Check requests of pixazo/c1-t2v against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixazo.sources import MODELS
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

ASPECT_RATIO_CHOICES = frozenset({"16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"})

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
HEADERS_TYPE = Rule("$headers.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
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

# prompt: What the video shows, in detail. No limit of its length is documented.

PROMPT_CITES = (Cite(MODELS, "| prompt | Yes | string | — | — | Text description of the video"),)
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)

# negative_prompt: What to keep out of the video.

NEGATIVE_PROMPT_CITES = (Cite(MODELS, '| negative_prompt | No | string | "" |'),)
NEGATIVE_PROMPT_NULL = Rule(
    "negative_prompt.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=NEGATIVE_PROMPT_CITES,
)
NEGATIVE_PROMPT_TYPE = Rule("negative_prompt.type", "must be text, not {value}", cites=NEGATIVE_PROMPT_CITES)

# aspect_ratio: Width to height of the video.

ASPECT_RATIO_CITES = (
    Cite(MODELS, '| aspect_ratio | No | enum | "16:9" |'),
    Cite(MODELS, '"16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"'),
)
ASPECT_RATIO_NULL = Rule(
    "aspect_ratio.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_TYPE = Rule(
    "aspect_ratio.type",
    "must be text, not {value}",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"),
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_VALUES = Rule(
    "aspect_ratio.values",
    "must be 16:9, 4:3, 1:1, 3:4, 9:16, 2:3, 3:2 or 21:9, not {value}",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"),
    cites=ASPECT_RATIO_CITES,
)

# resolution: Size of the picture. It sets the price, says the table of C1.

RESOLUTION_CITES = (
    Cite(MODELS, '| resolution | No | enum | "720p" |'),
    Cite(MODELS, '"360p", "540p", "720p", "1080p" | Output video resolution.'),
    Cite(MODELS, "Pricing varies by resolution."),
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
    Cite(MODELS, "Must be between 1 and 15 inclusive."),
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

# style: A look for the whole video.

STYLE_CITES = (Cite(MODELS, '"anime", "3d_animation", "clay", "comic", "cyberpunk"'),)
STYLE_NULL = Rule("style.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=STYLE_CITES)
STYLE_TYPE = Rule(
    "style.type",
    "must be text, not {value}",
    legal=("anime", "3d_animation", "clay", "comic", "cyberpunk"),
    cites=STYLE_CITES,
)
STYLE_VALUES = Rule(
    "style.values",
    "must be anime, 3d_animation, clay, comic or cyberpunk, not {value}",
    legal=("anime", "3d_animation", "clay", "comic", "cyberpunk"),
    cites=STYLE_CITES,
)

# seed: The same seed repeats a result. Its range is not documented.

SEED_CITES = (
    Cite(MODELS, "Use the same seed to regenerate identical outputs."),
    Cite(MODELS, "Use the same seed to generate identical outputs."),
)
SEED_NULL = Rule("seed.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=SEED_CITES)
SEED_TYPE = Rule("seed.type", "must be a whole number, not {value}", legal=Interval(None, None), cites=SEED_CITES)

# generate_audio_switch: Add music, sound effects and speech.

GENERATE_AUDIO_SWITCH_CITES = (
    Cite(MODELS, "| generate_audio_switch | No | boolean | false |"),
    Cite(MODELS, "Enable generation of background music (BGM)"),
    Cite(MODELS, "native audio including background music, sound effects, and"),
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

# generate_multi_clip_switch: Make several clips, and let the camera move between scenes.

GENERATE_MULTI_CLIP_SWITCH_CITES = (
    Cite(MODELS, "| generate_multi_clip_switch | No | boolean | false |"),
    Cite(MODELS, "Enable dynamic camera transitions and multi-clip output"),
    Cite(MODELS, "Enable dynamic multi-clip output with automated camera transitions"),
)
GENERATE_MULTI_CLIP_SWITCH_NULL = Rule(
    "generate_multi_clip_switch.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=GENERATE_MULTI_CLIP_SWITCH_CITES,
)
GENERATE_MULTI_CLIP_SWITCH_TYPE = Rule(
    "generate_multi_clip_switch.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=GENERATE_MULTI_CLIP_SWITCH_CITES,
)

# thinking_type: Whether the prompt is worked over before it is used.

THINKING_TYPE_CITES = (Cite(MODELS, '| thinking_type | No | enum | — | "enabled", "disabled", "auto"'),)
THINKING_TYPE_NULL = Rule(
    "thinking_type.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=THINKING_TYPE_CITES,
)
THINKING_TYPE_TYPE = Rule(
    "thinking_type.type",
    "must be text, not {value}",
    legal=("enabled", "disabled", "auto"),
    cites=THINKING_TYPE_CITES,
)
THINKING_TYPE_VALUES = Rule(
    "thinking_type.values",
    "must be enabled, disabled or auto, not {value}",
    legal=("enabled", "disabled", "auto"),
    cites=THINKING_TYPE_CITES,
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
    known = 1

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

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

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

        if "negative_prompt" in top:
            known += 1
            value = top["negative_prompt"]
            if not isinstance(value, str):
                if value is None:
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_NULL, value)))
                else:
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_TYPE, value)))

        if "aspect_ratio" in top:
            known += 1
            value = top["aspect_ratio"]
            if not isinstance(value, str) or value not in ASPECT_RATIO_CHOICES:
                if value is None:
                    problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_TYPE, value)))
                else:
                    problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_VALUES, value)))

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

        if "style" in top:
            known += 1
            value = top["style"]
            if not isinstance(value, str) or value not in {"anime", "3d_animation", "clay", "comic", "cyberpunk"}:
                if value is None:
                    problems.append(Problem(("/style", STYLE_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/style", STYLE_TYPE, value)))
                else:
                    problems.append(Problem(("/style", STYLE_VALUES, value)))

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

        if "generate_multi_clip_switch" in top:
            known += 1
            value = top["generate_multi_clip_switch"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/generate_multi_clip_switch", GENERATE_MULTI_CLIP_SWITCH_NULL, value)))
                else:
                    problems.append(Problem(("/generate_multi_clip_switch", GENERATE_MULTI_CLIP_SWITCH_TYPE, value)))

        if "thinking_type" in top:
            known += 1
            value = top["thinking_type"]
            if not isinstance(value, str) or value not in {"enabled", "disabled", "auto"}:
                if value is None:
                    problems.append(Problem(("/thinking_type", THINKING_TYPE_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/thinking_type", THINKING_TYPE_TYPE, value)))
                else:
                    problems.append(Problem(("/thinking_type", THINKING_TYPE_VALUES, value)))
        if len(top) != known:
            undocumented(
                problems,
                UNDOCUMENTED,
                "",
                top,
                (
                    "$headers",
                    "prompt",
                    "negative_prompt",
                    "aspect_ratio",
                    "resolution",
                    "duration",
                    "style",
                    "seed",
                    "generate_audio_switch",
                    "generate_multi_clip_switch",
                    "thinking_type",
                ),
            )

    if webhook_mode is not None and not webhook_url_is_wrong and webhook_url is None:
        problems.append(Problem(("/$headers/X-Webhook-URL", MODE_WITHOUT_ADDRESS_RULE, webhook_url)))
    return problems
