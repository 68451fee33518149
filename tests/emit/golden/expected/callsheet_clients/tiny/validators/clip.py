# Written by callsheet from specs/tiny/clip.yaml. Change the spec, then `make generate`.
"""Check requests of tiny/clip against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.tiny.sources import PAGE
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
OPTIONS_TYPE = Rule("options.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# prompt: What it shows.

PROMPT_CITES = (Cite(PAGE, "prompt"),)
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 1 to 100 characters long, this has {length}", cites=PROMPT_CITES)

# seconds: Its length in seconds.

SECONDS_CITES = (Cite(PAGE, "seconds"),)
SECONDS_NULL = Rule(
    "seconds.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=SECONDS_CITES,
)
SECONDS_TYPE = Rule("seconds.type", "must be a whole number, not {value}", legal=Interval(1, 9), cites=SECONDS_CITES)
SECONDS_RANGE = Rule("seconds.range", "must be from 1 to 9, not {value}", legal=Interval(1, 9), cites=SECONDS_CITES)

# hd: Twice the pixels.

HD_CITES = (Cite(PAGE, "hd"),)
HD_NULL = Rule("hd.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=HD_CITES)
HD_TYPE = Rule("hd.type", "must be true or false, not {value}", legal=(True, False), cites=HD_CITES)

# When hd is true: seconds must be 1, 2 or 3.

HD_IS_SHORT_RULE = Rule(
    "hd-is-short",
    "must be 1, 2 or 3 when hd is true, not {value}",
    legal=(1, 2, 3),
    cites=(Cite(PAGE, "no more than 3 seconds in HD"),),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    seconds: int | None = None
    hd: bool | None = None
    known = 1

    try:
        value = top["prompt"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/prompt", PROMPT_REQUIRED, None)))
    else:
        if not isinstance(value, str) or not 1 <= len(value) <= 100:
            if value is None:
                problems.append(Problem(("/prompt", PROMPT_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/prompt", PROMPT_TYPE, value)))
            else:
                problems.append(Problem(("/prompt", PROMPT_LENGTH, value)))

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "options" in top:
            known += 1
            value = top["options"]
            if isinstance(value, dict):
                in_options: dict[str, object] = value
                known_options = 0

                if "seconds" in in_options:
                    known_options += 1
                    value = in_options["seconds"]
                    if type(value) is not int:
                        value = whole(value)
                    if type(value) is not int or not 1 <= value <= 9:
                        if value is None:
                            problems.append(Problem(("/options/seconds", SECONDS_NULL, value)))
                        elif type(value) is not int:
                            problems.append(Problem(("/options/seconds", SECONDS_TYPE, value)))
                        else:
                            problems.append(Problem(("/options/seconds", SECONDS_RANGE, value)))
                    else:
                        seconds = value

                if "hd" in in_options:
                    known_options += 1
                    value = in_options["hd"]
                    if value is not True and value is not False:
                        if value is None:
                            problems.append(Problem(("/options/hd", HD_NULL, value)))
                        else:
                            problems.append(Problem(("/options/hd", HD_TYPE, value)))
                    else:
                        hd = value
                if len(in_options) != known_options:
                    undocumented(problems, UNDOCUMENTED, "/options", in_options, ("seconds", "hd"))
            else:
                problems.append(Problem(("/options", OPTIONS_TYPE, value)))
        if len(top) != known:
            undocumented(problems, UNDOCUMENTED, "", top, ("prompt", "options"))

    if hd is True and seconds is not None and seconds not in {1, 2, 3}:
        problems.append(Problem(("/options/seconds", HD_IS_SHORT_RULE, seconds)))
    return problems
