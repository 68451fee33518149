# Written by callsheet from specs/dashscope/happyhorse-t2v.yaml. Change the spec, then `make generate`.
"""Check requests of dashscope/happyhorse-t2v against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.dashscope.sources import (
    CONSOLE_NOTES,
    HH_EDIT,
    HH_I2V,
    HH_R2V,
    HH_T2V,
    IT2V_ZH,
    KF2V_ZH,
    QW_R2V,
    T2V_ZH,
)
from callsheet_runtime import measures
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

MODEL_VERSION = {"happyhorse-1.1-t2v": "1.1", "happyhorse-1.0-t2v": "1.0"}
RATIO_DOCUMENTED = {
    value: heading
    for heading, values in (
        ("first", "16:9 9:16 1:1 4:3 3:4"),
        ("later", "4:5 5:4 9:21 21:9"),
    )
    for value in values.split()
}

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
INPUT_TYPE = Rule("input.type", "must be a JSON object, not {value}")
PARAMETERS_TYPE = Rule("parameters.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# model: Which HappyHorse model renders the video.

MODEL_CITES = (Cite(HH_T2V, "happyhorse-1.1-t2v"),)
MODEL_REQUIRED = Rule("model.required", "is required: happyhorse-1.1-t2v or happyhorse-1.0-t2v", cites=MODEL_CITES)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_VERSION), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be happyhorse-1.1-t2v or happyhorse-1.0-t2v, not {value}",
    legal=tuple(MODEL_VERSION),
    cites=MODEL_CITES,
)

# prompt: What the video shows, in any language. Cut after 5000 characters, or 2500 Chinese ones.

PROMPT_CITES = (Cite(HH_T2V, "5000"), Cite(HH_T2V, "2500"))
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 1 to 5000 characters long, this has {length}", cites=PROMPT_CITES)
PROMPT_CUT = Rule("prompt.cut", "is cut after 5000 characters, this has {length}", level="warning", cites=PROMPT_CITES)

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

# ratio: Width to height.

RATIO_CITES = (Cite(HH_T2V, "9:21"), Cite(HH_R2V, "9:21"))
RATIO_NULL = Rule("ratio.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=RATIO_CITES)
RATIO_TYPE = Rule("ratio.type", "must be text, not {value}", legal=tuple(RATIO_DOCUMENTED), cites=RATIO_CITES)
RATIO_VALUES = Rule(
    "ratio.values",
    "must be 16:9, 9:16, 1:1, 4:3, 3:4, 4:5, 5:4, 9:21 or 21:9, not {value}",
    legal=tuple(RATIO_DOCUMENTED),
    cites=RATIO_CITES,
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

# When model.version is 1.0: resolution must not be 480P.

_480P_ON_1_0_RULE = Rule(
    "480p-on-1-0",
    "may not be had in 480P on 1.0, where only the current page names it",
    level="warning",
    legal=("720P", "1080P"),
    cites=(Cite(CONSOLE_NOTES, "480P"),),
)

# When model.version is 1.0: ratio must be of documented first.

LATE_RATIOS_ON_1_0_RULE = Rule(
    "late-ratios-on-1-0",
    "may not be had on 1.0, where only the current page names it: {value}",
    level="warning",
    legal={"4:5": "16:9", "5:4": "16:9", "9:21": "16:9", "21:9": "16:9"},
    cites=(Cite(CONSOLE_NOTES, "21:9"),),
)

# prompt.weight must be at most 5000.

PROMPT_IS_CUT_RULE = Rule(
    "prompt-is-cut",
    "is cut after 5000 characters, of which a Chinese one counts two",
    level="warning",
    cites=(Cite(HH_T2V, "2500"), Cite(HH_I2V, "2500"), Cite(HH_R2V, "2500"), Cite(HH_EDIT, "2500")),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    model_version: str | None = None
    prompt_weight: float | None = None
    resolution: str | None = None
    ratio: str | None = None
    ratio_documented: str | None = None
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
        problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, None)))
    else:
        if isinstance(value, dict):
            in_input: dict[str, object] = value
            known_input = 1

            try:
                value = in_input["prompt"]
            except KeyError:
                known_input -= 1
                problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, None)))
            else:
                if not isinstance(value, str) or len(value) < 1:
                    if value is None:
                        problems.append(Problem(("/input/prompt", PROMPT_REQUIRED, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/input/prompt", PROMPT_TYPE, value)))
                    else:
                        problems.append(Problem(("/input/prompt", PROMPT_LENGTH, value)))
                else:
                    if len(value) > 5000:
                        problems.append(Problem(("/input/prompt", PROMPT_CUT, value)))
                    if len(value) > 2500:
                        prompt_weight = measures.weight(value, 2)
            if len(in_input) != known_input:
                undocumented(problems, UNDOCUMENTED, "/input", in_input, ("prompt",))
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

                if "ratio" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["ratio"]
                    if not isinstance(value, str) or value not in RATIO_DOCUMENTED:
                        if value is None:
                            problems.append(Problem(("/parameters/ratio", RATIO_NULL, value)))
                        elif not isinstance(value, str):
                            problems.append(Problem(("/parameters/ratio", RATIO_TYPE, value)))
                        else:
                            problems.append(Problem(("/parameters/ratio", RATIO_VALUES, value)))
                    else:
                        ratio = value
                        ratio_documented = RATIO_DOCUMENTED[value]

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
                        ("resolution", "duration", "ratio", "watermark", "seed"),
                    )
            else:
                problems.append(Problem(("/parameters", PARAMETERS_TYPE, value)))
        if len(top) != known:
            undocumented(problems, UNDOCUMENTED, "", top, ("model", "input", "parameters"))

    if resolution == "480P" and model_version == "1.0":
        problems.append(Problem(("/parameters/resolution", _480P_ON_1_0_RULE, resolution)))
    if ratio_documented is not None and ratio_documented != "first" and model_version == "1.0":
        problems.append(Problem(("/parameters/ratio", LATE_RATIOS_ON_1_0_RULE, ratio)))
    if prompt_weight is not None and prompt_weight > 5000:
        problems.append(Problem(("/input/prompt", PROMPT_IS_CUT_RULE, prompt_weight)))
    return problems
