# Written by callsheet from specs/dashscope/happyhorse-i2v.yaml. Change the spec, then `make generate`.
"""Check requests of dashscope/happyhorse-i2v against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.dashscope.sources import (
    CONSOLE_NOTES,
    HH_EDIT,
    HH_I2V,
    HH_I2V_EN,
    HH_R2V,
    HH_T2V,
    IT2V_ZH,
    KF2V_ZH,
    QW_R2V,
    T2V_ZH,
)
from callsheet_runtime import measures
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

MODEL_VERSION = {"happyhorse-1.1-i2v": "1.1", "happyhorse-1.0-i2v": "1.0"}

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
INPUT_TYPE = Rule("input.type", "must be a JSON object, not {value}")
PARAMETERS_TYPE = Rule("parameters.type", "must be a JSON object, not {value}")
MEDIA_ITEM_TYPE = Rule("media.item.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# model: Which HappyHorse model renders the video.

MODEL_CITES = (Cite(HH_I2V, "happyhorse-1.1-i2v"),)
MODEL_REQUIRED = Rule("model.required", "is required: happyhorse-1.1-i2v or happyhorse-1.0-i2v", cites=MODEL_CITES)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_VERSION), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be happyhorse-1.1-i2v or happyhorse-1.0-i2v, not {value}",
    legal=tuple(MODEL_VERSION),
    cites=MODEL_CITES,
)

# media: The one image that the video begins with: a JPEG, PNG or WEBP, at least 300 pixels wide and high, from 1:2.5 to
# 2.5:1, at most 20 MiB. The video takes its shape, with about as many pixels as `resolution` says.

MEDIA_CITES = (Cite(HH_I2V, "first_frame"), Cite(HH_I2V, "2.5:1"))
MEDIA_REQUIRED = Rule("media.required", "is required", cites=MEDIA_CITES)
MEDIA_TYPE = Rule("media.type", "must be a list, not {value}", cites=MEDIA_CITES)
MEDIA_COUNT = Rule("media.count", "must have from 1 to 1 items, this has {length}", cites=MEDIA_CITES)

# media.kind: Always “first_frame”; there is no last one.

MEDIA_KIND_CITES = (Cite(HH_I2V, '"type": "first_frame"'),)
MEDIA_KIND_REQUIRED = Rule("media.kind.required", "is required: first_frame", cites=MEDIA_KIND_CITES)
MEDIA_KIND_TYPE = Rule("media.kind.type", "must be text, not {value}", legal=("first_frame",), cites=MEDIA_KIND_CITES)
MEDIA_KIND_VALUES = Rule(
    "media.kind.values",
    "must be first_frame, not {value}",
    legal=("first_frame",),
    cites=MEDIA_KIND_CITES,
)

# media.url: Public address of the image, or the image itself as data:image/png;base64 and so on. What the data calls
# itself (image/jpeg, image/png, image/webp) has to be what they are.

MEDIA_URL_CITES = (Cite(HH_I2V, "wanx-demo-1.png"), Cite(HH_I2V, "image/webp"))
MEDIA_URL_REQUIRED = Rule("media.url.required", "is required", cites=MEDIA_URL_CITES)
MEDIA_URL_TYPE = Rule("media.url.type", "must be text, not {value}", cites=MEDIA_URL_CITES)
MEDIA_URL_FORM = Rule(
    "media.url.form",
    "must be an address that begins with http://, https:// or data:, not {value}",
    cites=MEDIA_URL_CITES,
)

# prompt: How the image moves and what happens, in any language. Cut after 5000 characters, or 2500 Chinese ones.

PROMPT_CITES = (
    Cite(HH_I2V_EN, "a single image and an optional text description."),
    Cite(HH_I2V, "5000"),
    Cite(HH_I2V, "2500"),
)
PROMPT_NULL = Rule("prompt.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_CUT = Rule("prompt.cut", "is cut after 5000 characters, this has {length}", level="warning", cites=PROMPT_CITES)

# ratio: Not taken here. The video has the shape of its first frame.

RATIO_CITES = (Cite(HH_I2V_EN, "image-to-video does not support the ratio parameter."),)
RATIO_NULL = Rule("ratio.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=RATIO_CITES)
RATIO_TYPE = Rule("ratio.type", "must be text, not {value}", cites=RATIO_CITES)

# resolution: Lines of the video. Sets the price.

RESOLUTION_CITES = (Cite(HH_T2V, "480P"), Cite(HH_I2V, "480P"), Cite(HH_R2V, "480P"))
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
    legal=("480P", "720P", "1080P"),
    cites=RESOLUTION_CITES,
)
RESOLUTION_VALUES = Rule(
    "resolution.values",
    "must be 480P, 720P or 1080P, not {value}",
    legal=("480P", "720P", "1080P"),
    cites=RESOLUTION_CITES,
)

# duration: Length of the video in seconds. Billed per second.

DURATION_CITES = (Cite(HH_T2V, "duration"), Cite(HH_I2V, "duration"), Cite(HH_R2V, "duration"))
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
    legal=Interval(3, 15),
    cites=DURATION_CITES,
)
DURATION_RANGE = Rule(
    "duration.range",
    "must be from 3 to 15, not {value}",
    legal=Interval(3, 15),
    cites=DURATION_CITES,
)

# watermark: Stamp the lower right corner with “Happy Horse”. On unless it is switched off.

WATERMARK_CITES = (
    Cite(HH_T2V, "Happy Horse"),
    Cite(HH_I2V, "Happy Horse"),
    Cite(HH_R2V, "Happy Horse"),
    Cite(HH_EDIT, "Happy Horse"),
)
WATERMARK_NULL = Rule(
    "watermark.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=WATERMARK_CITES,
)
WATERMARK_TYPE = Rule(
    "watermark.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=WATERMARK_CITES,
)

# seed: Makes a result likelier to repeat, never certain to. Left out, the service picks one.

SEED_CITES = (
    Cite(T2V_ZH, "随机数种子，取值范围为[0, 2147483647]"),
    Cite(IT2V_ZH, "2147483647"),
    Cite(KF2V_ZH, "2147483647"),
    Cite(QW_R2V, "2147483647"),
    Cite(HH_T2V, "2147483647"),
    Cite(HH_EDIT, "2147483647"),
)
SEED_NULL = Rule("seed.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=SEED_CITES)
SEED_TYPE = Rule("seed.type", "must be a whole number, not {value}", legal=Interval(0, 2147483647), cites=SEED_CITES)
SEED_RANGE = Rule(
    "seed.range",
    "must be from 0 to 2147483647, not {value}",
    legal=Interval(0, 2147483647),
    cites=SEED_CITES,
)

# ratio must be left out.

NO_RATIO_RULE = Rule(
    "no-ratio",
    "must be left out, as the first frame sets the shape",
    legal=LEAVE_OUT,
    cites=(Cite(HH_I2V_EN, "image-to-video does not support the ratio parameter."),),
)

# When model.version is 1.0: resolution must not be 480P.

_480P_ON_1_0_RULE = Rule(
    "480p-on-1-0",
    "may not be had in 480P on 1.0, where only the current page names it",
    level="warning",
    legal=("720P", "1080P"),
    cites=(Cite(CONSOLE_NOTES, "480P"),),
)

# prompt.weight must be at most 5000.

PROMPT_IS_CUT_RULE = Rule(
    "prompt-is-cut",
    "is cut after 5000 characters, of which a Chinese one counts two",
    level="warning",
    cites=(Cite(HH_T2V, "2500"), Cite(HH_I2V, "2500"), Cite(HH_R2V, "2500"), Cite(HH_EDIT, "2500")),
)


def media_items(items: list[object], problems: list[Problem]) -> bool:
    """Check the items of media."""
    before = len(problems)
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            problems.append(Problem((f"/input/media/{index}", MEDIA_ITEM_TYPE, item)))
            continue
        fields: dict[str, object] = item
        known = 2

        try:
            value = fields["type"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_REQUIRED, None)))
        else:
            if not isinstance(value, str) or value != "first_frame":
                if value is None:
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_REQUIRED, value)))
                elif not isinstance(value, str):
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_TYPE, value)))
                else:
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_VALUES, value)))

        try:
            value = fields["url"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_REQUIRED, None)))
        else:
            if (
                not isinstance(value, str)
                or (not value.startswith("https://") and not value.startswith(("http://", "data:")))
                or value in ("https://", "http://", "data:")
            ):
                if value is None:
                    problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_REQUIRED, value)))
                elif not isinstance(value, str):
                    problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_TYPE, value)))
                else:
                    problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_FORM, value)))
        if len(fields) != known:
            undocumented(problems, UNDOCUMENTED, f"/input/media/{index}", fields, ("type", "url"))
    return not (len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]))


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    model_version: str | None = None
    prompt_weight: float | None = None
    ratio: str | None = None
    resolution: str | None = None
    known = 2

    try:
        value = top["model"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/model", MODEL_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in MODEL_VERSION:
            if value is None:
                problems.append(Problem(("/model", MODEL_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/model", MODEL_TYPE, value)))
            else:
                problems.append(Problem(("/model", MODEL_VALUES, value)))
        else:
            model_version = MODEL_VERSION[value]

    try:
        value = top["input"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/input/media", MEDIA_REQUIRED, None)))
    else:
        if isinstance(value, dict):
            in_input: dict[str, object] = value
            known_input = 1

            try:
                value = in_input["media"]
            except KeyError:
                known_input -= 1
                problems.append(Problem(("/input/media", MEDIA_REQUIRED, None)))
            else:
                if not isinstance(value, list):
                    if value is None:
                        problems.append(Problem(("/input/media", MEDIA_REQUIRED, value)))
                    else:
                        problems.append(Problem(("/input/media", MEDIA_TYPE, value)))
                else:
                    in_media: list[object] = value
                    media_items(in_media, problems)
                    if not 1 <= len(in_media) <= 1:
                        problems.append(Problem(("/input/media", MEDIA_COUNT, in_media)))

            if len(in_input) != known_input:
                # There is more than has to be: what may be left out, or what no page names.

                if "prompt" in in_input:
                    known_input += 1
                    value = in_input["prompt"]
                    if not isinstance(value, str):
                        if value is None:
                            problems.append(Problem(("/input/prompt", PROMPT_NULL, value)))
                        else:
                            problems.append(Problem(("/input/prompt", PROMPT_TYPE, value)))
                    else:
                        if len(value) > 5000:
                            problems.append(Problem(("/input/prompt", PROMPT_CUT, value)))
                        if len(value) > 2500:
                            prompt_weight = measures.weight(value, 2)
                if len(in_input) != known_input:
                    undocumented(problems, UNDOCUMENTED, "/input", in_input, ("media", "prompt"))
        else:
            problems.append(Problem(("/input", INPUT_TYPE, value)))

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "parameters" in top:
            known += 1
            value = top["parameters"]
            if isinstance(value, dict):
                in_parameters: dict[str, object] = value
                known_parameters = 0

                if "ratio" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["ratio"]
                    if not isinstance(value, str):
                        if value is None:
                            problems.append(Problem(("/parameters/ratio", RATIO_NULL, value)))
                        else:
                            problems.append(Problem(("/parameters/ratio", RATIO_TYPE, value)))
                    else:
                        ratio = value

                if "resolution" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["resolution"]
                    if not isinstance(value, str) or value not in {"480P", "720P", "1080P"}:
                        if value is None:
                            problems.append(Problem(("/parameters/resolution", RESOLUTION_NULL, value)))
                        elif not isinstance(value, str):
                            problems.append(Problem(("/parameters/resolution", RESOLUTION_TYPE, value)))
                        else:
                            problems.append(Problem(("/parameters/resolution", RESOLUTION_VALUES, value)))
                    else:
                        resolution = value

                if "duration" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["duration"]
                    if type(value) is not int:
                        value = whole(value)
                    if type(value) is not int or not 3 <= value <= 15:
                        if value is None:
                            problems.append(Problem(("/parameters/duration", DURATION_NULL, value)))
                        elif type(value) is not int:
                            problems.append(Problem(("/parameters/duration", DURATION_TYPE, value)))
                        else:
                            problems.append(Problem(("/parameters/duration", DURATION_RANGE, value)))

                if "watermark" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["watermark"]
                    if value is not True and value is not False:
                        if value is None:
                            problems.append(Problem(("/parameters/watermark", WATERMARK_NULL, value)))
                        else:
                            problems.append(Problem(("/parameters/watermark", WATERMARK_TYPE, value)))

                if "seed" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["seed"]
                    if type(value) is not int:
                        value = whole(value)
                    if type(value) is not int or not 0 <= value <= 2147483647:
                        if value is None:
                            problems.append(Problem(("/parameters/seed", SEED_NULL, value)))
                        elif type(value) is not int:
                            problems.append(Problem(("/parameters/seed", SEED_TYPE, value)))
                        else:
                            problems.append(Problem(("/parameters/seed", SEED_RANGE, value)))
                if len(in_parameters) != known_parameters:
                    undocumented(
                        problems,
                        UNDOCUMENTED,
                        "/parameters",
                        in_parameters,
                        ("ratio", "resolution", "duration", "watermark", "seed"),
                    )
            else:
                problems.append(Problem(("/parameters", PARAMETERS_TYPE, value)))
        if len(top) != known:
            undocumented(problems, UNDOCUMENTED, "", top, ("model", "input", "parameters"))

    if ratio is not None:
        problems.append(Problem(("/parameters/ratio", NO_RATIO_RULE, ratio)))
    if resolution == "480P" and model_version == "1.0":
        problems.append(Problem(("/parameters/resolution", _480P_ON_1_0_RULE, resolution)))
    if prompt_weight is not None and prompt_weight > 5000:
        problems.append(Problem(("/input/prompt", PROMPT_IS_CUT_RULE, prompt_weight)))
    return problems
