# Written by callsheet from specs/pixverse/template-video.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/template-video against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import API_KIT, ERROR_CODES, MCP, MIRROR_TABLES
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

MODEL_FAMILY = {
    "v3.5": "v3.5",
    "v4": "v4",
    "v4.5": "v4.5",
    "v5": "v5",
    "v5.5": "v5.5",
    "v5.6": "v5.6",
    "v6": "v6",
    "c1": "c1",
}

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# template_id: Id of the effect, which has to be activated in the Effect Center first.

TEMPLATE_ID_CITES = (Cite(MIRROR_TABLES, "template_id"),)
TEMPLATE_ID_REQUIRED = Rule("template_id.required", "is required", cites=TEMPLATE_ID_CITES)
TEMPLATE_ID_TYPE = Rule(
    "template_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=TEMPLATE_ID_CITES,
)
TEMPLATE_ID_FORM = Rule(
    "template_id.form",
    "must be digits only, where it is text, not {value}",
    cites=TEMPLATE_ID_CITES,
)
TEMPLATE_ID_RANGE = Rule(
    "template_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=TEMPLATE_ID_CITES,
)

# img_id: Id of the image, for an effect that takes one.

IMG_ID_CITES = (Cite(MIRROR_TABLES, "img_id"),)
IMG_ID_NULL = Rule("img_id.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=IMG_ID_CITES)
IMG_ID_TYPE = Rule("img_id.type", "must be an id, a whole number or text, not {value}", cites=IMG_ID_CITES)
IMG_ID_FORM = Rule("img_id.form", "must be digits only, where it is text, not {value}", cites=IMG_ID_CITES)
IMG_ID_RANGE = Rule("img_id.range", "must be from 0 to 18446744073709551615, not {value}", cites=IMG_ID_CITES)

# img_ids: Ids of the images, as many as the effect takes.

IMG_IDS_CITES = (Cite(MIRROR_TABLES, "img_ids"),)
IMG_IDS_NULL = Rule(
    "img_ids.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=IMG_IDS_CITES,
)
IMG_IDS_TYPE = Rule("img_ids.type", "must be a list, not {value}", cites=IMG_IDS_CITES)

# img_ids.item: Ids of the images, as many as the effect takes.

IMG_IDS_ITEM_CITES = (Cite(MIRROR_TABLES, "img_ids"),)
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

# model: Any model; the effect knows better.

MODEL_CITES = (Cite(MIRROR_TABLES, "model"),)
MODEL_REQUIRED = Rule("model.required", "is required: v3.5, v4, v4.5, v5, v5.5, v5.6, v6 or c1", cites=MODEL_CITES)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_FAMILY), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be v3.5, v4, v4.5, v5, v5.5, v5.6, v6 or c1, not {value}",
    legal=tuple(MODEL_FAMILY),
    cites=MODEL_CITES,
)

# prompt: What the video shows. Most effects take no notice of it.

PROMPT_CITES = (Cite(MIRROR_TABLES, "prompt"), Cite(API_KIT, "2048"))
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 0 to 5000 characters long, this has {length}", cites=PROMPT_CITES)

# duration: A length in seconds, which has to be there and is not used; the effect has its own.

DURATION_CITES = (Cite(MIRROR_TABLES, "duration"), Cite(API_KIT, "duration"))
DURATION_REQUIRED = Rule("duration.required", "is required: from 1 to 15", cites=DURATION_CITES)
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

# quality: Size of the picture. Some effects have no 720p and 1080p, and say so with the code 500071.

QUALITY_CITES = (Cite(MIRROR_TABLES, "quality"), Cite(ERROR_CODES, "500071"))
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

# sound_effect_switch: Add the music of the effect.

SOUND_EFFECT_SWITCH_CITES = (Cite(MIRROR_TABLES, "sound_effect_switch"),)
SOUND_EFFECT_SWITCH_NULL = Rule(
    "sound_effect_switch.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=SOUND_EFFECT_SWITCH_CITES,
)
SOUND_EFFECT_SWITCH_TYPE = Rule(
    "sound_effect_switch.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=SOUND_EFFECT_SWITCH_CITES,
)

# img_id or img_ids must be given, and not both.

ONE_IMAGE_OR_SEVERAL_RULE = Rule(
    "one-image-or-several",
    "img_id or img_ids must be given, and not both",
    cites=(Cite(MIRROR_TABLES, "img_ids"), Cite(MCP, "img_ids")),
)

# duration must be 5.

LENGTH_OF_THE_TEMPLATE_RULE = Rule(
    "length-of-the-template",
    "does nothing: the effect has a length of its own, and 5 is what to send",
    level="warning",
    legal=(5,),
    cites=(Cite(MIRROR_TABLES, "duration"), Cite(API_KIT, "duration")),
)

# prompt must be from 1 to 2048 characters long.

DOUBTFUL_PROMPT_RULE = Rule(
    "doubtful-prompt",
    "has {length} characters: one reading of the page wants from 1 to 2048",
    level="warning",
    cites=(Cite(API_KIT, "2048"),),
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


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    img_id: int | str | None = None
    img_id_is_wrong = False
    img_ids: list[object] | None = None
    img_ids_is_wrong = False
    prompt: str | None = None
    duration: int | None = None
    known = 5

    try:
        value = top["template_id"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/template_id", TEMPLATE_ID_REQUIRED, None)))
    else:
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not (value.isascii() and value.isdecimal())
        ):
            if value is None:
                problems.append(Problem(("/template_id", TEMPLATE_ID_REQUIRED, value)))
            elif isinstance(value, str):
                problems.append(Problem(("/template_id", TEMPLATE_ID_FORM, value)))
            elif type(value) is int:
                problems.append(Problem(("/template_id", TEMPLATE_ID_RANGE, value)))
            else:
                problems.append(Problem(("/template_id", TEMPLATE_ID_TYPE, value)))

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
        value = top["prompt"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/prompt", PROMPT_REQUIRED, None)))
    else:
        if not isinstance(value, str) or len(value) > 5000:
            if value is None:
                problems.append(Problem(("/prompt", PROMPT_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/prompt", PROMPT_TYPE, value)))
            else:
                problems.append(Problem(("/prompt", PROMPT_LENGTH, value)))
        else:
            prompt = value

    try:
        value = top["duration"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/duration", DURATION_REQUIRED, None)))
    else:
        if type(value) is not int:
            value = whole(value)
        if type(value) is not int or not 1 <= value <= 15:
            if value is None:
                problems.append(Problem(("/duration", DURATION_REQUIRED, value)))
            elif type(value) is not int:
                problems.append(Problem(("/duration", DURATION_TYPE, value)))
            else:
                problems.append(Problem(("/duration", DURATION_RANGE, value)))
        else:
            duration = value

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

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "img_id" in top:
            known += 1
            value = top["img_id"]
            if type(value) is not int:
                value = whole(value)
            if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                not isinstance(value, str) or not (value.isascii() and value.isdecimal())
            ):
                if value is None:
                    problems.append(Problem(("/img_id", IMG_ID_NULL, value)))
                elif isinstance(value, str):
                    problems.append(Problem(("/img_id", IMG_ID_FORM, value)))
                    img_id_is_wrong = True
                elif type(value) is int:
                    problems.append(Problem(("/img_id", IMG_ID_RANGE, value)))
                    img_id_is_wrong = True
                else:
                    problems.append(Problem(("/img_id", IMG_ID_TYPE, value)))
                    img_id_is_wrong = True
            else:
                img_id = value

        if "img_ids" in top:
            known += 1
            value = top["img_ids"]
            if not isinstance(value, list):
                if value is None:
                    problems.append(Problem(("/img_ids", IMG_IDS_NULL, value)))
                else:
                    problems.append(Problem(("/img_ids", IMG_IDS_TYPE, value)))
                    img_ids_is_wrong = True
            else:
                in_img_ids: list[object] = value
                if img_ids_items(in_img_ids, problems):
                    img_ids = in_img_ids
                else:
                    img_ids_is_wrong = True

        if "sound_effect_switch" in top:
            known += 1
            value = top["sound_effect_switch"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/sound_effect_switch", SOUND_EFFECT_SWITCH_NULL, value)))
                else:
                    problems.append(Problem(("/sound_effect_switch", SOUND_EFFECT_SWITCH_TYPE, value)))
        if len(top) != known:
            undocumented(
                problems,
                UNDOCUMENTED,
                "",
                top,
                ("template_id", "img_id", "img_ids", "model", "prompt", "duration", "quality", "sound_effect_switch"),
            )

    if not img_id_is_wrong and not img_ids_is_wrong:
        if (img_id is None and img_ids is None) or (img_id is not None and img_ids is not None):
            problems.append(Problem(("/img_id", ONE_IMAGE_OR_SEVERAL_RULE, img_id)))
    if duration is not None and duration != 5:
        problems.append(Problem(("/duration", LENGTH_OF_THE_TEMPLATE_RULE, duration)))
    if prompt is not None and not 1 <= len(prompt) <= 2048:
        problems.append(Problem(("/prompt", DOUBTFUL_PROMPT_RULE, prompt)))
    return problems
